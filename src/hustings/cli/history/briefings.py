"""`hustings history briefing`: a seat on two pages of paper."""

from pathlib import Path

import click

from hustings.cli.database import with_database
from hustings.cli.history.shown import election_option
from hustings.core.errors import HustingsError
from hustings.core.psephology.answers import find_seat


@click.command(epilog='Example: hustings history briefing "Islington North" --out briefing.pdf')  # fmt: skip
@click.argument("seat")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the PDF goes.")  # fmt: skip
@election_option
def briefing(seat: str, out: Path, election: str) -> None:
    """Write a SEAT's briefing, by name or official code: two pages to be printed and held at a hustings."""
    with with_database():
        from django.conf import settings
        from django.utils.timezone import localdate

        from hustings.apps.history.queries.briefing import briefing_of
        from hustings.apps.history.queries.elections import election_of
        from hustings.core.printing.briefing import briefing_pages
        from hustings.engine.typesetting import typeset_each

        whole = election_of(election)
        found = find_seat(whole, seat)
        document = briefing_pages(briefing_of(whole, found), made_on=localdate())
        pdf = next(typeset_each([document], settings.FONTS))
        try:
            out.write_bytes(pdf)
        except OSError as problem:
            raise HustingsError(f"{out} cannot be written: {problem.strerror}.") from problem  # fmt: skip
    click.echo(f"{found.name}, {whole.day}: {out}")
