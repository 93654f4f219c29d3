"""One seat by preferences: majorities, exhausted papers, ties, papers that cannot be read."""

from dataclasses import replace

import pytest
from hypothesis import given as every

from hustings.core.counting.poll import OVERVOTED, SHARED, SKIPPED, Candidate, Poll
from hustings.core.counting.preferential import (
    AV,
    MINNEAPOLIS,
    count_one_seat,
    up_to_two_skipped,
)
from hustings.core.counting.record import MissingLot, Transfer
from hustings.core.counting.rules import Given, RulesError
from hustings.core.counting.supplementary import count_supplementary
from tests.core.counting.polls import polled, polls


def test_a_majority_of_first_preferences_ends_it() -> None:
    count = count_one_seat(polled(1, "6 A, 3 B, 2 C"), Given(), AV)
    assert count.elected == ("A",)
    assert len(count.stages) == 1
    assert count.quota == 6


def test_half_of_the_votes_is_no_majority() -> None:
    count = count_one_seat(polled(1, "6 A, 4 B, 2 CB", "ABC"), Given(lots=("A",)), AV)
    assert len(count.stages) == 2


def test_exhausted_papers_no_longer_count_for_the_majority() -> None:
    """5 of 12 at first; with three papers exhausted 5 of 9."""
    count = count_one_seat(polled(1, "5 A, 4 B, 3 C", "ABC"), Given(), AV)
    last = count.stages[-1]
    assert count.elected == ("A",)
    assert (last.excluded, last.non_transferable, last.quota) == (("C",), 3, 5)
    assert last.transfers[0].to == ""


def test_the_lowest_are_out_one_after_another() -> None:
    """E and D have nobody's vote and the earliest stage does not tell them apart."""
    count = count_one_seat(polled(1, "5 A, 4 B, 3 CB"), Given(lots=("E",)), AV)
    assert [stage.excluded for stage in count.stages] == [(), ("E",), ("D",), ("C",)]
    assert count.elected == ("B",)


def test_a_tie_looks_at_the_earliest_stage() -> None:
    """B and C have five each once D is out; at first C had fewer."""
    count = count_one_seat(polled(1, "9 A, 5 B, 4 C, 1 DC", "ABCD"), Given(), AV)
    assert [stage.excluded for stage in count.stages] == [(), ("D",), ("C",)]


def test_of_three_who_are_tied_the_earliest_stage_leaves_those_who_had_fewest() -> None:
    """All have four in the end; at first B and C had three, and a lot decides between them."""
    poll = polled(1, "4 A, 3 B, 3 C, 1 DB, 1 DC", "ABCD")
    with pytest.raises(MissingLot) as missing:
        count_one_seat(poll, Given(), AV)
    assert missing.value.names == ("B", "C")
    assert "who is excluded (rules 49 and 49A)" in missing.value.what_for


def test_two_who_are_equal_at_the_end() -> None:
    """A had more first preferences; without such a stage a lot elects."""
    count = count_one_seat(polled(1, "5 A, 4 B, 1 CB", "ABC"), Given(), AV)
    assert count.elected == ("A",)
    assert count.stages[-1].elected[0].reason == "tied at the end (rules 49 and 49A)"
    with pytest.raises(MissingLot, match="who is elected"):
        count_one_seat(polled(1, "5 A, 5 B", "AB"), Given(), AV)
    assert count_one_seat(
        polled(1, "5 A, 5 B", "AB"), Given(lots=("B",)), AV
    ).elected == ("B",)


def test_minneapolis_looks_at_no_earlier_stage() -> None:
    with pytest.raises(MissingLot):
        count_one_seat(polled(1, "5 A, 4 B, 1 CB", "ABC"), Given(), MINNEAPOLIS)


def test_minneapolis_leaves_a_tie_of_the_lowest_to_a_lot() -> None:
    with pytest.raises(MissingLot, match="B and C are tied"):
        count_one_seat(polled(1, "6 A, 4 B, 4 C", "ABC"), Given(), MINNEAPOLIS)


def test_minneapolis_excludes_together_who_cannot_win() -> None:
    """1 + 2 < 4; but 1 + 2 + 4 is not less than 7."""
    poll = polled(1, "8 A, 7 B, 4 C, 2 DB, 1 EB")
    count = count_one_seat(poll, Given(), MINNEAPOLIS)
    assert [stage.excluded for stage in count.stages] == [(), ("D", "E"), ("C",)]
    assert count.stages[1].why == "mathematically impossible to be elected (167.20)"
    assert count.stages[2].why == "fewest votes (167.60)"
    assert count.stages[2].transfers == (Transfer("C", "", 4, 1, 4),)


def test_write_ins_are_out_first_whatever_their_votes() -> None:
    names = ("Ann", "Bob", "Undeclared Write-ins")
    poll = Poll("", 1, tuple(map(Candidate, names)), {b"\1": 4, b"\2": 2, b"\3\2": 3})
    count = count_one_seat(poll, Given(), MINNEAPOLIS)
    assert count.stages[1].excluded == ("Undeclared Write-ins",)
    assert count.stages[1].why == "a line that cannot be elected"
    assert count.elected == ("Bob",)


A, B, C, NONE = b"\1", b"\2", b"\3", b""
SKIP, ALIKE, OVER = bytes([SKIPPED]), bytes([SHARED]), bytes([OVERVOTED])


@pytest.mark.parametrize(
    ("marks", "past", "ended"),
    [
        (A + B, A + B, A + B),
        (SKIP + A, A, A),
        (A + SKIP + SKIP + B, A, A),
        (A + OVER + B, A + B, A),
        (A + B + ALIKE + C, A, A),
        (OVER, NONE, NONE),
    ],
)
def test_what_minneapolis_reads(marks: bytes, past: bytes, ended: bytes) -> None:
    assert up_to_two_skipped({marks: 1}, past_overvotes=True) == {past: 1}
    assert up_to_two_skipped({marks: 1}, past_overvotes=False) == {ended: 1}


def test_the_first_two_of_the_supplementary_vote() -> None:
    poll = polled(1, "40 A, 35 BC, 10 CB, 9 CDB, 1 CDA, 6 DE")
    count = count_supplementary(poll, Given())
    first, last = count.stages
    assert dict(first.votes) == {"A": 40, "B": 35, "C": 20, "D": 6, "E": 0}
    assert (last.votes["A"], last.votes["B"]) == (40, 45)
    assert last.non_transferable == 16
    assert last.excluded == ("C", "D", "E")
    assert count.elected == ("B",)


def test_a_supplementary_majority_at_once_and_two_candidates() -> None:
    assert len(count_supplementary(polled(1, "6 A, 5 B"), Given()).stages) == 1
    count = count_supplementary(polled(1, "6 A, 6 B", "AB"), Given(lots=("B",)))
    assert count.elected == ("B",)
    assert len(count.stages) == 1


def test_all_who_are_tied_for_second_remain() -> None:
    poll = polled(1, "6 A, 4 B, 4 C, 2 DC, 1 EA")
    last = count_supplementary(poll, Given()).stages[-1]
    assert last.excluded == ("D", "E")
    assert dict(last.votes) == {"A": 7, "B": 4, "C": 6, "D": 0, "E": 0}


def test_equal_in_the_end_is_left_to_a_lot() -> None:
    poll = polled(1, "6 A, 4 B, 2 CB", "ABC")
    with pytest.raises(MissingLot, match="who is elected"):
        count_supplementary(poll, Given())
    assert count_supplementary(poll, Given(lots=("B",))).elected == ("B",)


@every(polls())
def test_preferences_for_one_seat_leave_one_with_a_majority(poll: Poll) -> None:
    lots = Given(lots=tuple(sorted(poll.names)))
    one = replace(poll, seats=1)
    backwards = replace(one, papers=dict(reversed(list(one.papers.items()))))
    for rules in (AV, MINNEAPOLIS):
        count = count_one_seat(one, lots, rules)
        assert count == count_one_seat(backwards, lots, rules)
        last, name = count.stages[-1], count.elected[0]
        assert 2 * last.votes[name] >= sum(last.votes.values())
    if poll.seats > 1:
        with pytest.raises(RulesError, match="fill one seat"):
            count_one_seat(poll, lots, AV)


@every(polls(most=2))
def test_between_two_all_agree(poll: Poll) -> None:
    lots = Given(lots=tuple(poll.names))
    one = replace(poll, seats=1)
    assert (
        count_one_seat(one, lots, AV).elected == count_supplementary(one, lots).elected
    )


def test_what_was_drawn_follows_the_reason_as_a_sentence() -> None:
    """Of A and B, equal from the start, the lot chooses when C is out."""
    count = count_one_seat(polled(1, "2 A, 2 B, 1 C", "ABC"), Given(lots=("A",)), AV)
    assert count.stages[-1].why == (
        "fewest votes (rule 45A(3)). Lot: A of A, B, who is elected (rules 49 and 49A)."
    )
