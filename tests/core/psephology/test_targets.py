"""Where to stand: a score whose parts can be checked by hand."""

from datetime import date
from fractions import Fraction

import pytest

from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.errors import HustingsError
from hustings.core.psephology.notional import Estimate, Notional
from hustings.core.psephology.past import Election
from hustings.core.psephology.targets import (
    PARTS,
    measured,
    ranked,
    takes,
    targets,
    turnouts_before,
)
from tests.core.psephology.tables import two_seats


def test_every_part_is_there_and_scaled_between_the_seats() -> None:
    election = two_seats().elections[0]
    first, second = targets(election)
    assert (first.seat.name, second.seat.name) == ("A Example", "B Example")
    assert first.measured["margin"] == 1 - Fraction(20, 600)
    assert first.measured["first"] == Fraction(1, 2)
    assert second.measured["independents"] == Fraction(22, 400)
    assert first.measured["fall"] is None
    assert first.weighed["fall"] == Fraction(1, 2)
    assert first.weighed["margin"] == 1
    assert second.weighed["margin"] == 0
    assert first.score == sum(first.weighed.values())
    assert set(first.weighed) == {part.name for part in PARTS}


def test_weights_turn_the_order() -> None:
    election = two_seats().elections[0]
    by_independents = targets(election, weights={"independents": Fraction(1)})
    assert by_independents[0].seat.name == "B Example"
    assert by_independents[0].score == 1
    with pytest.raises(HustingsError, match="no part called luck; its parts are"):
        targets(election, weights={"luck": Fraction(1)})
    with pytest.raises(HustingsError, match="must be 0 or more"):
        targets(election, weights={"margin": Fraction(-1)})


def test_turnout_before_is_the_seats_own_or_an_estimate_of_that_election() -> None:
    """A stood before with 600 of 1,000; B is new, and estimated with 30 of 100 at that election."""
    election = two_seats().elections[0]
    before = Election(date(2027, 5, 6), {"XA": election.seats["XA"]})
    line = Candidacy(name="", party="Lab", votes=30)
    result = DeclaredResult(contest="B", candidacies=(line,), electorate=100)
    estimates = {code: Estimate(code, result) for code in ("XA", "XB")}
    of_then, of_another = (
        Notional(day, election.day, estimates) for day in (before.day, date(2022, 5, 5))
    )
    known = turnouts_before(election, before, of_then)
    assert known == {"XA": Fraction(3, 5), "XB": Fraction(3, 10)}
    assert turnouts_before(election, before, of_another) == {"XA": Fraction(3, 5)}
    assert turnouts_before(election, None, of_then) == {}
    fell = {each.seat.code: each.measured["fall"] for each in targets(election, known)}
    assert fell == {"XA": 0, "XB": Fraction(3, 10) - Fraction(2, 5)}


def test_a_slates_own_votes_can_be_the_past_vote() -> None:
    election = two_seats().elections[0]
    found = measured(election, whose=lambda _, stood: stood.party == "Lab")
    assert [each.parts["independents"] for each in found] == [
        Fraction(300, 600),
        Fraction(168, 400),
    ]
    by_slate = ranked(found, {"independents": Fraction(1)})
    assert by_slate[0].seat.name == "A Example"


def test_what_it_takes_counts_the_newcomers_own_votes() -> None:
    seat = two_seats().elections[0].seats["XA"]
    needed = takes(seat)
    assert (needed.win, needed.second) == (301, 281)
    assert 20 * needed.deposit > 600 + needed.deposit
    assert 20 * (needed.deposit - 1) <= 600 + needed.deposit - 1
