"""`hustings history indices`, `deposits` and `turnout`."""

import click

from hustings.cli.history.shown import (
    ask,
    election_option,
    json_option,
    parties_option,
    plain_lines,
    show,
)
from hustings.core.psephology import answers
from hustings.core.psephology.grouping import GROUPINGS


@click.command(epilog="Example: hustings history indices --parties together")
@election_option
@parties_option
@json_option
def indices(election: str, parties: str, as_json: bool) -> None:
    """Measure how far seats are from votes, and how many parties there are in effect."""
    grouping = GROUPINGS[parties]
    said = ask(election, lambda found, _: answers.measured(found, grouping))
    show(said, as_json, plain_lines)


@click.command(epilog="Example: hustings history deposits --election 2019")
@election_option
@parties_option
@json_option
def deposits(election: str, parties: str, as_json: bool) -> None:
    """Count lost deposits, in all and by party."""
    grouping = GROUPINGS[parties]
    said = ask(election, lambda found, _: answers.deposits(found, grouping))
    show(said, as_json, plain_lines)


@click.command(epilog="Example: hustings history turnout --json")
@election_option
@json_option
def turnout(election: str, as_json: bool) -> None:
    """Show turnout on valid votes and on all papers, in all and by region."""
    said = ask(election, lambda found, _: answers.turnout(found))
    show(said, as_json, plain_lines)
