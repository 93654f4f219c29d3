"""`hustings register`: what is in a council's files, without a database."""

import json
from collections.abc import Iterator
from datetime import datetime
from fnmatch import fnmatch
from pathlib import Path
from typing import TypedDict, Unpack
from zoneinfo import ZoneInfo

import click

from hustings.cli.verbs import Verbs
from hustings.core.elections.franchise import ElectionKind, Nation, Voting
from hustings.core.elections.kinds import check_nation, default_nation
from hustings.core.errors import HustingsError
from hustings.core.register.eligibility import Franchise
from hustings.core.register.layouts import ColumnMapping
from hustings.core.register.layouts.mapped import loads as mapping_loads
from hustings.core.register.outcome import FATES, Choices, Outcome
from hustings.core.register.reading import read_register
from hustings.core.register.report import (
    as_json,
    fates,
    nothing_read,
    rows_to_mend,
    write_electors,
)
from hustings.core.register.sources import path_sources
from hustings.core.register.tables import UnreadableFile

LONDON = ZoneInfo("Europe/London")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 20
"""Rows not read that are shown to a person; --json has all."""


WORDS = {"refused": "not read"}


class Options(TypedDict):
    """What the options of `read` hold once click has read them."""

    election: str
    election_date: datetime | None
    nation: str | None
    councils: tuple[str, ...]
    columns: Path | None
    out_of_order: bool
    close_absent: bool
    as_data: bool
    electors: Path | None
    to_mend: Path | None


@click.group(commands=Verbs({"import": "register_import:import_files"}))
def register() -> None:
    """The electoral register: read what the council sent."""


@register.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option(
    "--election",
    type=click.Choice([kind.value for kind in ElectionKind]),
    default=ElectionKind.UK_PARLIAMENT.value,
    show_default=True,
    help="What is being elected: it decides who may vote.",
)
@click.option(
    "--election-date",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="Polling day.",
)
@click.option(
    "--nation",
    type=click.Choice([nation.value for nation in Nation]),
    help="Where the election is held.  [default: england, or the only one]",
)
@click.option(
    "--authority", "councils", multiple=True, metavar="NAME[=FILE]",
    help="The council that sent the files; NAME=FILE (or a pattern) where they are of several. Repeatable.",
)  # fmt: skip
@click.option(
    "--columns",
    type=FILE,
    help="A column mapping (JSON) for a layout that we do not know.",
)
@click.option(
    "--out-of-order",
    is_flag=True,
    help="Apply updates even where an earlier one is of a later month.",
)
@click.option(
    "--close-absent",
    is_flag=True,
    help="Close electors who are missing from a newer full register.",
)
@click.option("--json", "as_data", is_flag=True, help="Print the account as JSON.")
@click.option(
    "--electors",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the register as CSV.",
)
@click.option(
    "--to-mend", type=click.Path(file_okay=False, path_type=Path),
    help="Write the rows that were not read into this folder, to mend and send again.",
)  # fmt: skip
def read(files: tuple[Path, ...], **options: Unpack[Options]) -> None:
    """Read council register FILES and say what is in them.

    CSV, XLSX and ZIPs of either, from any supplier, any number at once: full registers are read first, then updates in
    the order given, then absent voters' lists. Needs no database. Ends with 0, with 1 if a file could not be read or was
    not applied or no row at all could be read (it says why), with 2 for a wrong command.

    \b
    Examples:
      hustings register read register.csv
      hustings register read AB*.csv update02feb.csv absent.csv
      hustings register read council.zip --election local --election-date 2026-05-07
      hustings register read full.xlsx --json --electors electors.csv
      hustings register read n.csv s.csv --authority "Northborough=n.csv" --authority "Southham=s.csv"
    """
    _check_outputs(files, options)
    voting, known = _voting(options)
    try:
        choices = _choices(files, options)
        outcome = read_register(
            path_sources(files), choices=choices, mappings=_mappings(options["columns"])
        )
        _write(outcome, options, Franchise(voting, polling_day_known=known))
    except (HustingsError, OSError) as problem:
        if options["as_data"]:
            click.echo(json.dumps(nothing_read(problem), indent=2))
        raise click.ClickException(str(problem)) from problem
    if options["as_data"]:
        click.echo(json.dumps(as_json(outcome), indent=2))
    else:
        click.echo("\n".join(_lines(outcome)))
    for warning in outcome.warnings:
        click.echo(warning, err=True)
    _end(outcome, options["electors"])


def _end(outcome: Outcome, electors: Path | None) -> None:
    """End with 1 where something was left undone that somebody must see to."""
    if outcome.held_back:
        written = (
            f" {electors} has the register without what was held back."
            if electors
            else ""
        )
        raise click.ClickException(
            f"Not every update was applied: give them in their order, or say --out-of-order.{written}"
        )
    if outcome.counts.rows_in and outcome.counts.refused == outcome.counts.rows_in:
        raise click.ClickException(
            "No row could be read: look at the first ones told above, and mend them or ask for the file again."
        )


def _check_outputs(files: tuple[Path, ...], options: Options) -> None:
    """A usage error where the register would be written over what it is read from."""
    out = options["electors"]
    read_from = [*files, *filter(None, [options["columns"]])]
    if out and out.exists() and any(out.samefile(path) for path in read_from):
        raise click.UsageError(
            f"--electors {out} is one of the files to be read: choose another name."
        )


def _voting(options: Options) -> tuple[Voting, bool]:
    """The election that the question is about, and whether its polling day was given; today stands in for it."""
    election = ElectionKind(options["election"])
    nation = (
        Nation(options["nation"]) if options["nation"] else default_nation(election)
    )
    try:
        check_nation(election, nation)
    except HustingsError as problem:
        raise click.UsageError(str(problem)) from problem
    given = options["election_date"]
    day = given.date() if given else datetime.now(LONDON).date()
    return Voting(election=election, nation=nation, polling_day=day), given is not None


def _choices(files: tuple[Path, ...], options: Options) -> Choices:
    """What the options decide; a council for some files only is given as NAME=FILE."""
    everywhere = [council for council in options["councils"] if "=" not in council]
    if len(everywhere) > 1:
        raise click.UsageError(
            "Give one --authority for all files, or NAME=FILE for each."
        )
    given = [council.split("=", 1) for council in options["councils"] if "=" in council]
    sources = path_sources(files)
    authorities = {
        source.name: name
        for source, path in zip(sources, files, strict=True)
        for name, pattern in given
        if fnmatch(str(path), pattern) or fnmatch(path.name, pattern)
    }
    unused = [pattern for name, pattern in given if name not in authorities.values()]
    if unused:
        raise click.UsageError(f"None of the files is called {unused[0]}.")
    return Choices(
        authority=everywhere[0] if everywhere else "",
        authorities=authorities,
        folders={
            source.name: str(path.resolve().parent)
            for source, path in zip(sources, files, strict=True)
        },
        out_of_order=options["out_of_order"],
        close_absent=options["close_absent"],
    )


def _mappings(path: Path | None) -> list[ColumnMapping]:
    if not path:
        return []
    try:
        return [mapping_loads(path.read_text(encoding="utf-8-sig"))]
    except UnicodeDecodeError as problem:
        raise UnreadableFile(str(path), "it is not in UTF-8. Save it so.") from problem
    except HustingsError as problem:
        raise UnreadableFile(str(path), str(problem)) from problem


def _write(outcome: Outcome, options: Options, franchise: Franchise) -> None:
    if options["electors"]:
        with options["electors"].open("w", encoding="utf-8", newline="") as text:
            write_electors(text, outcome.register.open(), franchise)
    if options["to_mend"]:
        options["to_mend"].mkdir(parents=True, exist_ok=True)
        for name, text_to_mend in rows_to_mend(outcome).items():
            path = options["to_mend"] / f"to mend {name.replace('/', ' ')}"
            path.with_suffix(".csv").write_text(
                text_to_mend, encoding="utf-8-sig", newline=""
            )


def _lines(outcome: Outcome) -> Iterator[str]:
    """The account for a person: a line a file, the sum, and the first rows that were not read."""
    width = max(len(report.name) for report in outcome.files)
    words = [WORDS.get(fate, fate) for fate in FATES]
    yield f"{'file':<{width}}  {'family':<16} {'kind':<6} {'rows':>7}  " + "  ".join(
        f"{word:>9}" for word in words
    )
    for report in outcome.files:
        numbers = "  ".join(f"{count:>9,}" for count in fates(report.counts).values())
        yield f"{report.name:<{width}}  {report.family:<16} {report.kind:<6} {report.rows:>7,}  {numbers}"
    numbers = "  ".join(f"{count:>9,}" for count in fates(outcome.counts).values())
    yield f"{'in all':<{width}}  {'':<16} {'':<6} {outcome.counts.rows_in:>7,}  {numbers}"
    yield f"\nElectors on the register: {sum(1 for _ in outcome.register.open()):,}"
    if outcome.absences:
        yield f"Missing from a newer full register: {len(outcome.absences):,}"
    for refusal in outcome.refusals[:SHOWN]:
        yield f"Not read: {refusal}"
    if len(outcome.refusals) > SHOWN:
        yield f"Not read: {len(outcome.refusals) - SHOWN:,} more (--json and --to-mend have all)"
