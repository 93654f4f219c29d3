"""`hustings history seat` and `party`."""

from collections.abc import Iterable

import click

from hustings.cli.database import with_database
from hustings.cli.history.shown import (
    ask,
    credited,
    election_option,
    json_option,
    parties_option,
    percent,
    plain_lines,
    said_of,
    show,
)
from hustings.core.psephology import answers
from hustings.core.psephology.grouping import GROUPINGS


@click.command(epilog='Example: hustings history seat "Islington North" --election 2024')  # fmt: skip
@click.argument("name")
@election_option
@json_option
def seat(name: str, election: str, as_json: bool) -> None:
    """Show a seat by its NAME, the beginning of it, or its official code: everybody's votes, share, place, deposit, and the change since the election before.

    The change is shown twice: in the seat as it was, and on an estimate of that election in today's boundaries.
    """
    show(_seat(name, election), as_json, _seat_lines)


def _seat(name: str, election: str) -> answers.Answer:
    with with_database():
        from hustings.apps.history.queries.elections import election_before, election_of
        from hustings.apps.history.queries.notional import notional_before

        found = election_of(election)
        before = election_before(found)
        estimate = notional_before(found)
        said = answers.seat(answers.find_seat(found, name), before, estimate)
        days = [each.day for each in (found, before) if each]
        return credited(said, *days, boundaries=found.day if estimate else None)


@click.command(epilog="Example: hustings history party Green --election 2024")
@click.argument("short")
@election_option
@parties_option
@json_option
def party(short: str, election: str, parties: str, as_json: bool) -> None:
    """Show a party, by its short form: votes, seats, second places, deposits, best and worst seats."""
    grouping = GROUPINGS[parties]
    said = ask(election, lambda found, _: answers.party(found, short, grouping))
    show(said, as_json, plain_lines)


def _seat_lines(said: answers.Answer) -> Iterable[str]:
    yield f"{said['seat']}, {said['election']} ({said['region']})"
    yield (
        f"Electorate {said_of(said['electorate'])}, valid votes {said_of(said['valid_votes'])}, "
        f"turnout {percent(said['turnout'])}, majority {said_of(said['majority'])}"
    )
    since = said["changes_since"]
    yield f"Change since {since['actual'] or '–'} in the seat as it was, and since {since['notional'] or '–'} as estimated in these boundaries"  # fmt: skip
    for each in said["candidates"]:
        yield (
            f"{each['place']:>3}  {each['name']:<32} {each['party'][:32]:<32} {each['votes']:>7,} "
            f"{percent(each['share']):>7} {percent(each['change'], sign=True):>7} "
            f"{percent(each['change_notional'], sign=True):>7}  deposit {each['deposit']}"
        )
