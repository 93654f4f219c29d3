"""`hustings history sources`, `load` and `elections`: where results come from, and which are here."""

import json
from datetime import datetime
from pathlib import Path

import click

from hustings.cli.database import with_database
from hustings.cli.history.shown import FILE, json_option
from hustings.core.psephology.sources import PUBLISHED


@click.command(epilog="Example: hustings history sources")
@json_option
def sources(as_json: bool) -> None:
    """List who publishes results, where, under which licence, with the credit that they want."""
    if as_json:
        said = [each.as_json() for each in PUBLISHED]
        click.echo(json.dumps({"sources": said}, ensure_ascii=False, indent=2))
        return
    for each in PUBLISHED:
        how = "fetch" if each.download else "visit the page, and save the file"
        click.echo(f"{each.key}\n  {each.title}: {each.publisher}")
        click.echo(f"  {each.address} ({how})\n  {each.licence}. {each.credit}")


@click.command(
    epilog="Example: hustings history load candidates.csv.gz constituencies.csv.gz"
)
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Polling day, for layouts that do not say it.")  # fmt: skip
@click.option("--good-rows", is_flag=True, help="Load the good rows, though others are refused.")  # fmt: skip
def load(files: tuple[Path, ...], day: datetime | None, good_rows: bool) -> None:
    """Load publishers' FILES: results by candidate together with their constituencies, estimates, the long series, maps; .gz too.

    The same files again change nothing; a corrected release replaces figures and keeps what they were. Where rows are
    refused nothing is loaded.
    """
    with with_database():
        from django.utils.timezone import now

        from hustings.apps.history.actions.loading import load as load_files

        told = load_files(
            files=files,
            by="history load",
            at=now(),
            day=day.date() if day else None,
            good_rows=good_rows,
        )
    for each in told.remarks:
        click.echo(each, err=True)
    for kind, found in told.counted.items():
        better = f", {found.better} stay as a better release has them" if found.better else ""  # fmt: skip
        click.echo(f"{kind.capitalize()}: {found.new} new, {found.replaced} replaced, {found.same} as they were{better}.")  # fmt: skip


@click.command(epilog="Example: hustings history elections")
def elections() -> None:
    """List the polling days of which results are loaded."""
    with with_database():
        from hustings.apps.history.queries.elections import days, election_on

        for day in days():
            click.echo(f"{day}  {len(election_on(day))} seats")
