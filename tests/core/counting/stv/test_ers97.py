"""ERS97, paragraph by paragraph; the figures in each test were worked out by hand from the rules' text."""

from decimal import Decimal

import pytest

from hustings.core.counting.record import MissingLot
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import ERS97
from hustings.core.counting.stv.rules import rounded_up
from tests.core.counting.polls import polled, shown


@pytest.mark.parametrize(
    ("valid", "seats", "quota"),
    [(100, 2, "33.34"), (129_549, 9, "12954.90"), (99, 2, "33.00"), (7, 1, "3.50")],
)
def test_the_quota_is_rounded_up_in_the_second_place(
    valid: int, seats: int, quota: str
) -> None:
    """5.1.6; 12,954.90 was the quota of Labour's executive in 2020."""
    assert Decimal(rounded_up(valid, seats, 100)) / 100 == Decimal(quota)


def test_a_surplus_moves_by_transferable_papers_in_two_places() -> None:
    """5.3.7: 60 less 33.34 is 26.66 over 50 transferable papers, 0.53 each; 0.16 is the difference."""
    count = count_gregory(polled(2, "30 AB, 20 AC, 10 A, 25 B, 15 C", "ABC"), ERS97)
    surplus = count.stages[1]
    assert surplus.title == "surplus of A"
    assert shown(count, surplus) == {"A": "33.34", "B": "40.90", "C": "25.60"}
    assert surplus.non_transferable == 16
    assert {moved.value for moved in surplus.transfers} == {53}
    assert count.elected == ("A", "B")


def test_papers_keep_their_value_where_the_surplus_is_larger() -> None:
    """5.3.7: only ten papers can move; they keep their value and the rest of the surplus is not transferable."""
    count = count_gregory(polled(2, "70 A, 10 AB, 15 C, 5 B", "ABC"), ERS97)
    surplus = count.stages[1]
    assert shown(count, surplus) == {"A": "33.34", "B": "15.00", "C": "15.00"}
    assert surplus.non_transferable == 3666


def test_a_surplus_waits_that_cannot_change_who_is_lowest() -> None:
    """5.2.2(a): 1.66 is not more than the difference of the two lowest, 16 and 20; D goes first."""
    count = count_gregory(polled(2, "35 A, 29 B, 20 C, 16 D", "ABCD"), ERS97)
    assert count.stages[1].title == "exclusion of D"
    assert count.stages[1].why.startswith("5.2.5")


def test_an_equal_sum_is_excluded_together() -> None:
    """5.2.5(b): 5, 10 and 15 do not exceed the 30 above them, and there is no surplus."""
    count = count_gregory(polled(1, "40 A, 30 B, 15 C, 10 D, 5 E"), ERS97)
    assert count.stages[1].of == ("E", "D", "C")
    assert count.stages[1].why == "5.2.5"


def test_a_waiting_surplus_counts_with_those_who_go_together() -> None:
    """5.2.5(b): A's 2.66 wait. 9 and 5 with them are 16.66 and below C's 20; 11 and 6 would be 19.66 and above 17."""
    both = count_gregory(polled(2, "36 A, 30 B, 20 C, 9 D, 5 E"), ERS97)
    assert both.stages[1].of == ("E", "D")
    lowest = count_gregory(polled(2, "36 A, 30 B, 17 C, 11 D, 6 E"), ERS97)
    assert lowest.stages[1].of == ("E",)


def test_a_group_is_not_cut_between_two_who_are_equal() -> None:
    """5.2.5: E with nothing goes alone: one of the equal 20s with E would not exceed the other, both exceed B's 25."""
    count = count_gregory(polled(1, "35 AE, 25 B, 20 C, 20 D"), ERS97, lots="C")
    assert count.stages[1].of == ("E",)


def test_not_so_many_are_excluded_that_seats_stay_empty() -> None:
    """5.2.5(a): 3 and 4 and 10 are below 23, but three seats keep C in; 5.5.1 then fills the last."""
    count = count_gregory(polled(3, "40 A, 23 B, 10 C, 4 D, 3 E"), ERS97)
    assert all("C" not in stage.excluded for stage in count.stages)
    assert count.elected == ("A", "B", "C")


def test_the_quota_falls_while_nobody_is_elected() -> None:
    """5.4.8: 20 papers run out, so that of 80 each of two seats needs 26.67 and not 33.34."""
    poll = polled(2, "27 A, 26 B, 25 C, 2 DC, 20 E", "ABCDE")
    count = count_gregory(poll, ERS97)
    assert count.quota == 3334
    after = next(stage for stage in count.stages if "E" in stage.excluded)
    assert after.quota == 2667
    assert count.elected[0] in "AC"


def test_whoever_holds_the_active_vote_is_elected_below_the_quota() -> None:
    """5.3.13(b): after A's surplus of papers without preferences, 45 and 14 are active and B has more than half."""
    count = count_gregory(polled(2, "41 A, 45 B, 14 C", "ABC"), ERS97)
    assert count.elected == ("B", "A")
    short = count_gregory(polled(3, "50 A, 21 B, 20 C, 9 D", "ABCD"), ERS97)
    reasons = {e.name: e.reason for stage in short.stages for e in stage.elected}
    assert reasons["B"] == "5.3.13(b)"


def test_an_exclusion_that_would_leave_as_many_as_seats_moves_no_paper() -> None:
    """5.6.2: A and B hold half the active vote each and have always been equal, so neither is elected; 5.5.1: then the
    lot excludes B, and A fills the last place without a transfer."""
    poll = polled(2, "29 A, 29 B, 25 C, 17 DC", "ABCD")
    count = count_gregory(poll, ERS97, lots=["B"])
    last = count.stages[-1]
    assert last.excluded == ("B",)
    assert [(each.name, each.reason) for each in last.elected] == [("A", "5.5.1")]
    assert not last.transfers
    assert last.votes["B"] == 2900


def test_a_tie_looks_to_the_earliest_difference_then_to_the_lot() -> None:
    """5.2.5: equal from the start, so the lot decides; and who is named by the lot goes."""
    poll = polled(1, "40 A, 20 BA, 20 CA, 20 D", "ABCD")
    with pytest.raises(MissingLot) as tied:
        count_gregory(poll, ERS97)
    assert set(tied.value.names) == {"B", "C", "D"}
    count = count_gregory(poll, ERS97, lots=["C", "B"])
    assert count.stages[1].excluded == ("C",)
    assert any("Lot: C of B, C, D" in note for note in count.notes)


def test_only_the_last_batch_carries_a_later_surplus() -> None:
    """5.3.2: B reaches the quota by A's papers, and only these move on."""
    poll = polled(3, "60 AB, 20 BC, 12 CD, 8 D", "ABCD")
    count = count_gregory(poll, ERS97)
    first, second = (s for s in count.stages if s.title.startswith("surplus"))
    assert first.of == ("A",)
    assert second.of == ("B",)
    assert not second.transfers, "the papers that came from A name nobody after B"
    assert count.stages[0].votes["B"] == 2000


def test_the_last_batch_is_told_apart_from_papers_of_the_same_value() -> None:
    """5.3.2: B's own 32 papers are worth as much as D's 10, but only those gave rise to the surplus: 8.66 over 10 for A."""
    count = count_gregory(polled(2, "32 BC, 30 A, 28 C, 10 DBA", "ABCD"), ERS97)
    surplus = count.stages[2]
    assert surplus.title == "surplus of B"
    assert shown(count, surplus) == {"A": "38.60", "B": "33.34", "C": "28.00", "D": "0.00"}  # fmt: skip
    assert surplus.non_transferable == 6


def test_of_more_equals_than_places_whoever_was_ahead_first_is_elected() -> None:
    """5.6.2: after C's surplus, which is nobody's, A and B hold half of the 58 active votes each; at first B had 26."""
    count = count_gregory(polled(2, "29 A, 26 B, 3 EB, 25 C, 17 DC"), ERS97)
    told = [(e.name, e.reason) for stage in count.stages for e in stage.elected]
    assert told == [("C", "5.1.7, 5.3.13 and 5.4.9"), ("A", "5.3.13(b)")]


def test_of_three_equals_the_two_who_were_ahead_first_are_elected() -> None:
    """5.6.2: D's papers give each of three the quota of 10.00, and there are two places. A and B had 9 at the first
    stage and C 8: both are elected at this stage, and nobody is excluded first."""
    count = count_gregory(polled(2, "9 A, 9 B, 8 C, 1 DA, 1 DB, 2 DC", "ABCD"), ERS97)
    assert [stage.excluded for stage in count.stages] == [(), ("D",)]
    assert [each.name for each in count.stages[1].elected] == ["A", "B"]
    assert {each.reason for each in count.stages[1].elected} == {
        "5.1.7, 5.3.13 and 5.4.9"
    }
