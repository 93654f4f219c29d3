"""`hustings history indices`, `deposits` and `turnout`."""

import click

from hustings.cli.database import with_database
from hustings.cli.history.shown import (
    ask,
    credited,
    election_option,
    json_option,
    parties_option,
    plain_lines,
    show,
)
from hustings.core.psephology import answers
from hustings.core.psephology.grouping import GROUPINGS
from hustings.core.psephology.series import turnout_ranking


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
    """Show turnout on valid votes and on all papers, in all and by region, and general elections by turnout since 1918.

    The ranking has the elections that are loaded and, where it is loaded, the long series.
    """
    with with_database():
        from hustings.apps.history.queries.elections import election_of
        from hustings.apps.history.queries.series import turnout_since_1918

        found = election_of(election)
        ranked = turnout_since_1918()
        said = answers.turnout(found) | turnout_ranking(ranked)
        said = credited(said, found.day, with_series=True)
    show(said, as_json, plain_lines)
