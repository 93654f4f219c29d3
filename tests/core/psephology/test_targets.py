"""Where to stand: a score whose parts can be checked by hand."""

from fractions import Fraction

import pytest

from hustings.core.errors import HustingsError
from hustings.core.psephology.targets import PARTS, takes, targets
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


def test_a_fall_in_turnout_is_known_by_the_seats_code() -> None:
    election = two_seats().elections[0]
    fell = targets(election, before=election.seats)
    assert {each.measured["fall"] for each in fell} == {Fraction(0)}


def test_what_it_takes_counts_the_newcomers_own_votes() -> None:
    seat = two_seats().elections[0].seats["XA"]
    needed = takes(seat)
    assert (needed.win, needed.second) == (301, 281)
    assert 20 * needed.deposit > 600 + needed.deposit
    assert 20 * (needed.deposit - 1) <= 600 + needed.deposit - 1
