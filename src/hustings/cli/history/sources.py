"""`hustings history sources`, `load` and `elections`: where results come from, and which are here."""

from pathlib import Path

import click

from hustings.cli.database import with_database
from hustings.cli.history.shown import FILE
from hustings.core.psephology.sources import SOURCES


@click.command(epilog="Example: hustings history sources")
def sources() -> None:
    """List who publishes results, where, under which licence."""
    for each in SOURCES:
        click.echo(f"{each.key}\n  {each.title}: {each.publisher}")
        click.echo(f"  {each.address}\n  {each.licence}. {each.credit}")


@click.command(
    epilog="Example: hustings history load candidates.csv.gz constituencies.csv.gz"
)
@click.argument("files", nargs=-1, required=True, type=FILE)
def load(files: tuple[Path, ...]) -> None:
    """Load publishers' FILES: results by candidate together with their constituencies; .gz too.

    The same files again change nothing; a corrected release replaces figures and keeps what they were.
    """
    with with_database():
        from django.utils.timezone import now

        from hustings.apps.history.actions.loading import load as load_files

        told = load_files(files=files, by="history load", at=now())
    for each in told.remarks:
        click.echo(each, err=True)
    click.echo(
        f"Seats: {told.new} new, {told.replaced} replaced, {told.same} as they were."
    )


@click.command(epilog="Example: hustings history elections")
def elections() -> None:
    """List the polling days of which results are loaded."""
    with with_database():
        from hustings.apps.history.queries.elections import days, election_on

        for day in days():
            click.echo(f"{day}  {len(election_on(day))} seats")
