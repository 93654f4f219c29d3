"""`hustings history swing`: how far votes moved from one to another between two elections."""

from collections.abc import Iterable, Iterator

import click

from hustings.cli.database import with_database
from hustings.cli.history.shown import (
    credited,
    election_option,
    json_option,
    percent,
    show,
)
from hustings.core.elections.result import DeclaredResult, party_key
from hustings.core.errors import HustingsError
from hustings.core.psephology.answers import Answer, find_seat
from hustings.core.psephology.measured import SWING, Pair, pairs, told_swing
from hustings.core.psephology.notional import Notional
from hustings.core.psephology.past import Election
from hustings.core.psephology.swing import check_party, two_in_seat


@click.command(epilog='Example: hustings history swing Con Lab --election 2024 --seat "Islington North"')  # fmt: skip
@click.argument("first")
@click.argument("second")
@election_option
@click.option("--before", default="", help="The earlier general election, by year or day. Default: the one before.")  # fmt: skip
@click.option("--seat", default="", help="One seat, where FIRST and SECOND may be candidates too; on both bases.")  # fmt: skip
@json_option
def swing(
    first: str, second: str, election: str, before: str, seat: str, as_json: bool
) -> None:
    """Show the swing from FIRST to SECOND, two parties by their short forms: Butler's and Steed's, in all and by region.

    It is positive where the second gained on the first. With more than two parties it is no flow of voters. A by-election is
    set beside the same seat at the general election before.
    """
    with with_database():
        from hustings.apps.history.queries.elections import (
            GENERAL,
            election_before,
            election_of,
        )
        from hustings.apps.history.queries.notional import notional_before

        now = election_of(election)
        then = election_of(before) if before else election_before(now)
        estimate = notional_before(now)
        if then is None and estimate is None:
            raise HustingsError(f"No general election before that of {now.day} is loaded.")  # fmt: skip
        if then and then.day >= now.day:
            raise HustingsError(f"The election of {then.day} was not before that of {now.day}: name the earlier one with --before.")  # fmt: skip
        if then and len(now) < GENERAL:
            then = then.only(each for each in then if each.code in now.seats)
        if seat:
            rows = list(_in_seat(now, then, estimate, seat, first, second))
        else:
            rows = _in_all(now, then, first, second)
        said: Answer = {
            "election": str(now.day),
            "first": first,
            "second": second,
            "swings": rows,
            "formulas": SWING,
        }
        days = [each.day for each in (now, then) if each]
        said = credited(said, *days, boundaries=now.day if seat and estimate else None)
    show(said, as_json, _lines)


def _in_all(
    now: Election, then: Election | None, first: str, second: str
) -> list[Answer]:
    if then is None:
        raise HustingsError(f"No general election before that of {now.day} is loaded: name a --seat for the swing on the estimate.")  # fmt: skip
    found = pairs(then, now)
    for party in (first, second):
        _check_party(found[0], party)
    if party_key(first) == party_key(second):
        raise HustingsError("A swing is between two parties: choose another.")
    basis = {"basis": "actual", "before": str(then.day)}
    return [each.swing(first, second) | basis for each in found]


def _check_party(whole: Pair, party: str) -> None:
    check_party(party)
    if party_key(party) not in {*whole.before, *whole.after}:
        raise HustingsError(f"No party is called {party} at these two elections. Give its short form, such as Lab.")  # fmt: skip


def _in_seat(
    now: Election,
    then: Election | None,
    estimate: Notional | None,
    name: str,
    first: str,
    second: str,
) -> Iterator[Answer]:
    seat = find_seat(now, name)
    was = then.seats.get(seat.code) if then else None
    if was and then:
        yield _row(was.result, seat.result, first, second, "actual", str(then.day))
    guess = estimate.estimate(seat) if estimate else None
    if guess and estimate:
        yield _row(guess.result, seat.result, first, second, "notional", str(estimate.day))  # fmt: skip
    if not was and not guess:
        raise HustingsError(f"The boundaries of {seat.name} were others at the election before, and no estimate in these is loaded.")  # fmt: skip


def _row(
    before: DeclaredResult,
    after: DeclaredResult,
    first: str,
    second: str,
    basis: str,
    day: str,
) -> Answer:
    said = told_swing(*two_in_seat(before, after, first, second))
    return {"area": after.contest, "basis": basis, "before": day, **said}


def _lines(said: Answer) -> Iterable[str]:
    yield f"Swing from {said['first']} to {said['second']} at the election of {said['election']}"  # fmt: skip
    yield f"{'area':<34} {'since':<12} {'basis':<9} {'Butler':>9} {'Steed':>9}"
    for each in said["swings"]:
        yield (
            f"{each['area'][:34]:<34} {each['before']:<12} {each['basis']:<9} "
            f"{percent(each['butler'], sign=True):>9} {percent(each['steed'], sign=True):>9}"
        )
    if any(each["butler"] is None for each in said["swings"]):
        yield "–: one of the two did not stand at both elections, so there is no swing."
    for name, formula in said["formulas"].items():
        yield f"{name.capitalize()}: {formula}"
