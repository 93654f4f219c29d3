"""`hustings walks`: where doors stand, from files too large to send through a browser."""

from pathlib import Path

import click

from hustings.cli.database import with_database
from hustings.core.register.sources import path_sources

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
SHOWN = 20
"""Rows not read that are shown; --all has the first two hundred."""


@click.group()
def walks() -> None:
    """Walks: tell doors where they stand."""


@walks.command()
@click.argument("files", nargs=-1, required=True, type=FILE)
@click.option("--campaign", required=True, help="The campaign's name or id.")
@click.option("--all", "show_all", is_flag=True, help="Show more of the rows not read.")
def locate(files: tuple[Path, ...], campaign: str, show_all: bool) -> None:
    """Read FILES that tell where doors stand: the ONS postcode directory, OS Open UPRN, or a CSV of your own.

    CSV, GZ or ZIP, read row by row; only the places of the campaign's own doors are kept. Ends with 0, or with 1 if a
    file tells no places at all.

    \b
    Examples:
      hustings walks locate ONSPD_FEB_2026_UK.zip --campaign "Ada for Example North"
      hustings walks locate osopenuprn.csv.gz places.csv --campaign "Ada for Example North"
    """
    with with_database():
        from hustings.apps.campaigns.audit import command
        from hustings.apps.campaigns.people import find_campaign
        from hustings.apps.walks.actions import locate_doors
        from hustings.apps.walks.work import in_words

        outcome = locate_doors(
            campaign=find_campaign(campaign),
            sources=path_sources(files),
            by=command("walks locate"),
            report=_told,
        )
        told = outcome.read.not_read
        for row in told if show_all else told[:SHOWN]:
            click.echo(str(row), err=True)
        click.echo(in_words(outcome))


def _told(rows: int, name: str) -> None:
    if rows % 1_000_000 == 0:
        click.echo(f"{rows:,} rows, in {name}", err=True)
