"""`hustings history sources`, `fetch`, `load` and `elections`: where results come from, and which are here."""

import json
import sys
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from hustings.cli.database import with_database
from hustings.cli.history.shown import FILE, json_option
from hustings.core.elections.wording import count_of
from hustings.core.errors import HustingsError
from hustings.core.psephology.sources import PUBLISHED, source_named
from hustings.engine.fetching import fetch as fetch_file
from hustings.engine.home import folder

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar


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


@click.command(epilog="Example: hustings history fetch series-1918")
@click.argument("name")
def fetch(name: str) -> None:
    """Fetch the file of the source called NAME into the server's folder `published`; going on where it broke off.

    It is not loaded by that: look at it, then load it.
    """
    try:
        source = source_named(name)
        if not source.download:
            raise HustingsError(f"{source.key} has no address of its own. Visit {source.address}, save the file ({source.title}), and load it.")  # fmt: skip
        target = folder("published") / f"{source.key}{_ending(source.download)}"
        with click.progressbar(length=1, label=f"Fetching {source.key}", file=sys.stderr) as bar:  # fmt: skip
            found = fetch_file(source.download, target, sha256=source.sha256, progress=partial(_show, bar))  # fmt: skip
    except HustingsError as problem:
        raise click.ClickException(str(problem)) from problem
    known = "as it is known" if source.sha256 else "not known beforehand: compare it with somebody else's"  # fmt: skip
    click.echo(f"{found.path}: {found.size:,} bytes")
    click.echo(f"SHA-256 {found.sha256} ({known})")
    click.echo(f"{source.said}\nLoad it: hustings history load {found.path}")


def _ending(address: str) -> str:
    return Path(urlsplit(address).path).suffix


def _show(bar: "ProgressBar[int]", here: int, of: int | None) -> None:
    """Bytes that are here; where nobody knows how many there will be, the bar shows a little more each time."""
    bar.length = max(of or here + 1, 1)
    bar.update(here - bar.pos)


@click.command(
    epilog="Example: hustings history load candidates.csv.gz constituencies.csv.gz"
)
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--day", type=click.DateTime(["%Y-%m-%d"]), help="Polling day, for layouts that do not say it.")  # fmt: skip
@click.option("--good-rows", is_flag=True, help="Load the good rows, though others are refused.")  # fmt: skip
def load(files: tuple[Path, ...], day: datetime | None, good_rows: bool) -> None:
    """Load publishers' FILES: results by candidate with their constituencies, estimates, the long series, parties, redrawn seats, maps; .gz too.

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
@json_option
def elections(as_json: bool) -> None:
    """List the polling days of which results are loaded; by-elections by their seats."""
    with with_database():
        from hustings.apps.history.queries.elections import polling_days

        found = polling_days()
    if as_json:
        said = [{"election": str(each.day), "seats": each.seats, "general": each.is_general, "names": each.names} for each in found]  # fmt: skip
        click.echo(json.dumps({"elections": said}, ensure_ascii=False, indent=2))
        return
    for each in found:
        seats = count_of(each.seats, "seat")
        click.echo(f"{each.day}  {seats}  {each.names}".rstrip())
