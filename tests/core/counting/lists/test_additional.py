"""Additional members where the body grows: overhang and levelling."""

from dataclasses import replace
from fractions import Fraction

import pytest

from hustings.core.counting.lists.additional import count_growing
from hustings.core.counting.lists.laws import AMS_LEVELLING, AMS_OVERHANG
from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.record import MissingLot
from hustings.core.counting.rules import Given, RulesError
from tests.core.counting.lists.polls import lists_of, won

PAPERS = lists_of(5, A=40, B=35, C=25)
"""Ten seats by Sainte-Laguë: A 4 (40, 13 1/3, 8, 5 5/7), B 4 (35, 11 2/3, 7, 5), C 2 (25, 8 1/3; then 5)."""


def held(a: int, b: int) -> Given:
    return Given(held={"A": a, "B": b}, lots=("B", "C"))


def test_constituency_seats_fill_the_first_of_a_lists_share() -> None:
    count = count_growing(PAPERS, held(3, 2), AMS_OVERHANG)
    assert won(count) == {"A": 1, "B": 2, "C": 2}
    assert count.stages[1].elected == ()
    assert count.stages[1].why == "filled by constituency seat 1 of 3"
    assert count.seats == 5


def test_overhang_is_added_and_the_others_keep_their_share() -> None:
    """A holds five constituencies and is due four of ten: the body has eleven."""
    count = count_growing(PAPERS, held(5, 0), AMS_OVERHANG)
    assert won(count) == {"B": 4, "C": 2}
    assert count.notes[0].startswith("Overhang: A holds 5 constituency seats, 1 more")
    assert count.notes[1] == "The body has 11 seats of these lists instead of 10."


def test_levelling_goes_on_until_the_excess_is_within_the_share() -> None:
    """A's fifth quotient is 40 ÷ 9 = 4 4/9; B's and C's fives come before it as tenth and eleventh, so the body has 12."""
    count = count_growing(PAPERS, held(5, 0), AMS_LEVELLING)
    assert won(count) == {"B": 4, "C": 3}
    assert "The body has 12 seats of these lists instead of 10." in count.notes


def test_one_constituency_lifts_a_list_over_the_threshold() -> None:
    poll = lists_of(19, A=960, B=40)
    assert "B" not in won(count_growing(poll, held(0, 0), AMS_OVERHANG))
    count = count_growing(poll, Given(held={"B": 1}), AMS_OVERHANG)
    assert count.stages[0].excluded == ()


def test_an_independent_s_constituency_takes_no_list_seat() -> None:
    """Section 191: of twelve seats six are constituencies, one an independent's, so that eleven are shared. A and B have
    four of the first eleven (35 ÷ 7 = 5 ties with C's 25 ÷ 5, and both are given), C three, and the lists fill six."""
    count = count_growing(
        replace(PAPERS, seats=6),
        Given(held={"A": 3, "B": 2, "Ida, independent": 1}, lots=("B", "C")),
        AMS_OVERHANG,
    )
    assert won(count) == {"A": 1, "B": 2, "C": 3}
    assert len(count.stages[1:]) == 11


def test_levelling_gives_up_where_next_to_no_votes_hold_a_seat() -> None:
    poll = lists_of(5, A=10_000, B=1)
    with pytest.raises(RulesError, match="more than 24 seats"):
        count_growing(poll, Given(held={"B": 1}), AMS_LEVELLING)


def test_levelling_may_use_as_many_seats_as_it_says() -> None:
    """B's one vote is more than 46 ÷ 47, A's quotient after 23 seats, and less than 48 ÷ 47."""
    count = count_growing(lists_of(5, A=46, B=1), Given(held={"B": 1}), AMS_LEVELLING)
    assert won(count) == {"A": 23}
    assert "The body has 24 seats of these lists instead of 6." in count.notes
    with pytest.raises(RulesError, match="more than 24 seats"):
        count_growing(lists_of(5, A=48, B=1), Given(held={"B": 1}), AMS_LEVELLING)


def test_lists_that_run_out_of_people_leave_seats() -> None:
    people = (Candidate("Ann", slate="A"), Candidate("Bob", slate="B"))
    poll = Poll("", 4, people, {b"\1": 6, b"\2": 4})
    count = count_growing(poll, Given(), AMS_OVERHANG)
    assert count.elected == ("Ann", "Bob")
    assert "Seats are left" in count.notes[0]


def test_levelling_knows_no_seat_that_lifts_over_the_threshold() -> None:
    given = Given(held={"B": 1}, threshold=Fraction(1, 20))
    count = count_growing(lists_of(5, A=960, B=40), given, AMS_LEVELLING)
    assert count.stages[0].excluded == ("B",)


def test_equal_quotients_need_a_lot_only_for_the_last_seat() -> None:
    with pytest.raises(MissingLot, match="A and B are tied"):
        count_growing(lists_of(1, A=50, B=50), Given(), AMS_OVERHANG)
    count = count_growing(lists_of(2, A=50, B=50), Given(), AMS_OVERHANG)
    assert won(count) == {"A": 1, "B": 1}
    with pytest.raises(MissingLot, match="A and B are tied .* seat 3"):
        count_growing(lists_of(3, A=50, B=50), Given(), AMS_OVERHANG)


def test_constituency_seats_take_nobody_from_the_list() -> None:
    """60, 40, 20, 13 1/3, 12: the last is A's third, and Ann has it; the first two are constituencies."""
    slates = {"Ann": "A", "Bob": "B", "Bea": "B"}
    people = tuple(Candidate(name, slate=slate) for name, slate in slates.items())
    poll = Poll("", 3, people, {b"\1": 60, b"\2": 40})
    count = count_growing(poll, Given(held={"A": 2}), AMS_OVERHANG)
    assert count.elected == ("Bob", "Bea", "Ann")
