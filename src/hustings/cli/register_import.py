"""`hustings register import`: read council files into a campaign's register."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from hustings.cli.database import with_database
from hustings.core.errors import HustingsError

if TYPE_CHECKING:
    from hustings.apps.campaigns.models import Campaign, Council
    from hustings.apps.register.models import Import

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 20


class Options(TypedDict):
    """What the options of `import` hold once click has read them."""

    campaign: str
    council: str | None
    yes_absent: bool
    yes_lists: bool
    yes_numbers: bool
    out_of_order: bool
    renumbered: bool
    preview_only: bool
    as_data: bool


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--campaign", required=True, help="The campaign's name or id.")
@click.option(
    "--council",
    help="The council that sent the files; needed where the campaign has several, or none yet.",
)
@click.option(
    "--yes-absent",
    is_flag=True,
    help="Close electors whom a newer full register no longer has.",
)
@click.option(
    "--yes-lists",
    is_flag=True,
    help="Take those off the absent lists whom a newer list no longer has.",
)
@click.option(
    "--yes-numbers",
    is_flag=True,
    help="Apply a full register although many of its numbers belong to other people than before.",
)
@click.option(
    "--out-of-order",
    is_flag=True,
    help="Apply updates that are older than one already applied.",
)
@click.option(
    "--renumbered",
    is_flag=True,
    help="The register of 1 December: match people to their new numbers by name and address.",
)
@click.option(
    "--preview", "preview_only", is_flag=True, help="Say what would change, and stop."
)
@click.option("--json", "as_data", is_flag=True, help="Print the report as JSON.")
def import_files(files: tuple[Path, ...], **options: Unpack[Options]) -> None:
    """Read council register FILES into a campaign's register.

    Full registers are applied first, then updates in the order given, then absent voters' lists; all of it or nothing.
    Ends with 0, with 1 if nothing was applied (it says why), with 2 for a wrong command.

    \b
    Examples:
      hustings register import AB*.csv --campaign "Ada for Example North" --council Exampleton
      hustings register import update02feb.csv --campaign "Ada for Example North"
      hustings register import december.zip --campaign "Ada for Example North" --renumbered
    """
    with with_database():
        done = _import(files, options)
        click.echo(
            json.dumps(done.report, indent=2) if options["as_data"] else _told(done)
        )


def _import(files: tuple[Path, ...], options: Options) -> "Import":
    """Preview the files, and apply them unless only a preview was wanted."""
    from django.utils.timezone import now

    from hustings.apps.campaigns.audit import command
    from hustings.apps.campaigns.people import find_campaign
    from hustings.apps.register.actions import (
        Sent,
        agree,
        apply_import,
        drop_import,
        make_preview,
        start_import,
    )

    by = command("register import")
    council = _council(find_campaign(options["campaign"]), options["council"])
    sent = [Sent(path.name, path) for path in files]
    started = start_import(council=council, files=sent, by=by, at=now())
    started.renumbers = options["renumbered"]
    agree(of_import=started, to=_agreed(options), by=by)
    try:
        make_preview(of_import=started, by=by, at=now(), report=_say)
        if not options["preview_only"]:
            return apply_import(of_import=started, by=by, at=now())
    except HustingsError:
        drop_import(of_import=started, by=by)
        raise
    report = dict(started.report)
    drop_import(of_import=started, by=by)
    started.report = report
    return started


def _agreed(options: Options) -> list[str]:
    from hustings.apps.register.models import Import

    said = {
        Import.Yes.ABSENCE: options["yes_absent"],
        Import.Yes.LISTS: options["yes_lists"],
        Import.Yes.NUMBERS: options["yes_numbers"],
        Import.Yes.ORDER: options["out_of_order"],
    }
    return [yes.value for yes, is_said in said.items() if is_said]


def _council(campaign: "Campaign", name: str | None) -> "Council":
    """The council named; the campaign's only one where none is."""
    from hustings.apps.campaigns.audit import command
    from hustings.apps.campaigns.models import Council
    from hustings.apps.register.actions import council_named

    if name:
        return council_named(
            campaign=campaign, name=name, by=command("register import")
        )
    councils = list(Council.objects.filter(campaign=campaign))
    if len(councils) != 1:
        known = ", ".join(council.name for council in councils) or "none yet"
        raise click.UsageError(
            f"Say which council sent the files, by --council NAME. Known: {known}."
        )
    return councils[0]


def _say(done: int, total: int, saying: str) -> None:
    click.echo(f"{saying} …", err=True)


def _told(done: "Import") -> str:
    """The report for a person."""
    lines = [f"{done.get_state_display()}: {done.council}, {done.rows_in:,} rows"]
    lines += [
        f"  {count:>9,} {'not read' if name == 'refused' else name}"
        for name, count in done.counts.items()
    ]
    if done.closed_by_absence:
        lines.append(
            f"  {done.closed_by_absence:>9,} closed besides, whom the files no longer have"
        )
    elif done.missing:
        lines.append(
            f"  {done.missing:>9,} missing from the files and left as they are (--yes-absent closes them)"
        )
    if count := done.report.get("new_numbers"):
        lines.append(
            f"  {count:>9,} of those closed or missing came again under a new number: what you know of them goes along"
        )
    if count := done.report.get("questions"):
        lines.append(f"  {count:>9,} to be asked about on the page “Who is who”")
    lines += [f"Take care: {warning}" for warning in done.report["warnings"]]
    for row in done.report["refusals"][:SHOWN]:
        lines.append(
            f"Not read: {row['file']}, line {row['line']}, {row['column']}: {row['value']!r} found, {row['expected']} expected"
        )
    return "\n".join(lines)
