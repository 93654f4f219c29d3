"""Lists by largest remainders."""

from fractions import Fraction

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from hustings.core.counting.lists.laws import DROOP, HARE
from hustings.core.counting.lists.remainders import count_by_remainders
from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.record import MissingLot
from hustings.core.counting.rules import Given, RulesError
from tests.core.counting.lists.polls import lists_of, named, won

PAPERS = lists_of(5, A=47, B=16, C=16, D=12, E=9)


def test_hare() -> None:
    """Quota 100 ÷ 5 = 20: A 2, remainders A 7, B 16, C 16, D 12."""
    count = count_by_remainders(PAPERS, Given(), HARE)
    assert count.quota == 20
    assert won(count) == {"A": 2, "B": 1, "C": 1, "D": 1}
    assert count.stages[1].why == "2 quotas"
    assert count.stages[2].figures == {"A": 7, "B": 16, "C": 16, "D": 12, "E": 9}


def test_droop() -> None:
    """Quota 100 ÷ 6, dropped, and one: 17. A 2, remainders A 13, B 16, C 16, D 12."""
    count = count_by_remainders(PAPERS, Given(), DROOP)
    assert count.quota == 17
    assert won(count) == {"A": 3, "B": 1, "C": 1}


def test_a_quota_may_be_a_fraction() -> None:
    count = count_by_remainders(lists_of(3, A=60, B=40), Given(), HARE)
    assert count.quota == Fraction(100, 3)
    assert count.stages[1].figures == {"A": Fraction(9, 5)}
    assert won(count) == {"A": 2, "B": 1}


def test_equal_remainders_for_the_last_seat_are_left_to_a_lot() -> None:
    poll = lists_of(2, A=10, B=5, C=5)
    with pytest.raises(MissingLot, match="B and C are tied"):
        count_by_remainders(poll, Given(), HARE)
    count = count_by_remainders(poll, Given(lots=("C",)), HARE)
    assert count.elected == ("A", "C")
    assert count.stages[1].why == "1 quota"
    assert count.lots == ("Lot: C of B, C, for seat 2.",)


def test_the_quota_is_of_the_lists_that_take_part() -> None:
    poll = lists_of(2, A=60, B=35, C=5)
    given = Given(threshold=Fraction(1, 10))
    count = count_by_remainders(poll, given, HARE)
    assert count.quota == Fraction(95, 2)
    assert count.stages[0].excluded == ("C",)


def test_a_list_with_too_few_people_leaves_seats_to_others() -> None:
    names = {"Ann": "A", "Bob": "B", "Bea": "B"}
    people = tuple(Candidate(name, slate=slate) for name, slate in names.items())
    poll = Poll("", 3, people, {b"\1": 80, b"\2": 20})
    count = count_by_remainders(poll, Given(), HARE)
    assert count.elected == ("Ann", "Bob")
    assert "Not filled: 1 of 3 seats" in count.notes[0]


def test_without_a_vote_there_is_no_quota() -> None:
    with pytest.raises(RulesError, match="no quota"):
        count_by_remainders(lists_of(2, A=0, B=0), Given(), HARE)


@every(
    st.dictionaries(st.sampled_from("ABCDEF"), st.integers(0, 50), min_size=1),
    st.integers(1, 12),
)
def test_hare_keeps_to_each_lists_share_and_all_seats_are_filled(
    votes: dict[str, int], seats: int
) -> None:
    """With Hare's quota a list has its share rounded down or up (it keeps quota)."""
    votes["A"] = votes.get("A", 0) + 1
    given = Given(lots=tuple("ABCDEF"))
    count = count_by_remainders(named(seats, votes), given, HARE)
    whole = sum(votes.values())
    for name, each in votes.items():
        share = Fraction(each * seats, whole)
        assert share - 1 < won(count).get(name, 0) < share + 1
    assert len(count.elected) == seats
