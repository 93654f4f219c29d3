"""Plurality, block and limited vote, approval: who is elected, what a paper counts for, ties."""

from dataclasses import replace

import pytest
from hypothesis import given as every

from hustings.core.counting.approval import count_approval
from hustings.core.counting.draws import with_notes
from hustings.core.counting.plurality import (
    count_block,
    count_limited,
    count_plurality,
)
from hustings.core.counting.poll import OVERVOTED, SHARED, SKIPPED, Candidate, Poll
from hustings.core.counting.record import MissingLot
from hustings.core.counting.rules import Given, RulesError
from tests.core.counting.polls import polled, polls

A, B, C = b"\1", b"\2", b"\3"
ALIKE, LEFT_OUT = bytes([SHARED]), bytes([SKIPPED])


def crosses(seats: int, papers: dict[bytes, int], names: str = "ABCDE") -> Poll:
    return Poll("", seats, tuple(map(Candidate, names)), papers)


def test_what_was_drawn_follows_the_reason_as_sentences() -> None:
    assert with_notes("The most votes", []) == "The most votes"
    assert with_notes("The most votes", ["Lot: A."]) == "The most votes. Lot: A."
    assert with_notes("", ["Lot: A."]) == "Lot: A."


def test_the_most_votes_win_the_seat() -> None:
    count = count_plurality(polled(1, "5 A, 4 B, 4 C"), Given())
    assert count.elected == ("A",)
    assert count.stages[0].votes == {"A": 5, "B": 4, "C": 4, "D": 0, "E": 0}
    assert count.stages[0].elected[0].reason == "most votes (rule 18)"


def test_plurality_is_for_one_seat() -> None:
    with pytest.raises(RulesError, match="count it by block vote"):
        count_plurality(polled(2, "5 A"), Given())


def test_equal_votes_are_settled_by_lot() -> None:
    poll = polled(1, "5 A, 5 B, 4 C")
    with pytest.raises(MissingLot, match="A and B are tied .*rule 49"):
        count_plurality(poll, Given(lots=("C",)))
    count = count_plurality(poll, Given(lots=("C", "B", "A")))
    assert count.elected == ("B",)
    assert count.lots == ("Lot: B of A, B, who is elected (rule 49).",)


def test_only_the_places_at_the_line_are_drawn_for() -> None:
    poll = polled(3, "9 A, 5 B, 5 C, 5 D, 1 E")
    with pytest.raises(MissingLot) as missing:
        count_block(poll, Given(lots=("D",)))
    assert missing.value.names == ("B", "C")
    assert count_block(poll, Given(lots=("D", "B"))).elected == ("A", "D", "B")
    assert count_block(polled(2, "9 A, 9 B, 1 C"), Given()).elected == ("A", "B")


def test_a_paper_has_a_vote_for_each_seat() -> None:
    count = count_block(crosses(2, {A + ALIKE + B: 6, C: 5, A: 1}), Given())
    stage = count.stages[0]
    assert count.elected == ("A", "B")
    assert dict(stage.votes) == {"A": 7, "B": 6, "C": 5, "D": 0, "E": 0}
    assert (count.valid, stage.cast) == (12, 18)


def test_more_crosses_than_votes_make_a_paper_void() -> None:
    papers = {A + ALIKE + B: 4, C: 1}
    count = count_plurality(crosses(1, papers), Given())
    assert count.elected == ("C",)
    assert count.valid == 1
    assert count.notes == ("Papers with more than 1 vote, not counted: 4.",)


def test_ranked_papers_count_as_far_as_a_voter_has_votes() -> None:
    count = count_block(polled(2, "6 ABC, 1 CA"), Given())
    assert count.stages[0].votes["A"] == 7
    assert count.stages[0].votes["C"] == 1
    assert "only the first 2 preferences of each are" in count.notes[0]


def test_a_shared_later_preference_does_not_count_and_the_first_does() -> None:
    poll = crosses(2, {A + B + ALIKE + C: 3, B: 1}, "ABC")
    count = count_block(poll, Given())
    assert dict(count.stages[0].votes) == {"A": 3, "B": 1, "C": 0}


@pytest.mark.parametrize("mark", [SKIPPED, OVERVOTED])
def test_nothing_stands_from_what_cannot_be_read_on(mark: int) -> None:
    poll = crosses(2, {A + bytes([mark]) + B: 2, bytes([mark]) + B: 1}, "AB")
    count = count_block(poll, Given())
    assert (count.stages[0].votes["A"], count.stages[0].votes["B"]) == (2, 0)
    assert count.valid == 2
    assert "not counted: 1." in count.notes[0]


def test_who_withdrew_is_passed_over() -> None:
    poll = crosses(1, {A + B: 3, C: 2, A + ALIKE + C: 2}, "ABC")
    count = count_plurality(replace(poll, withdrawn=frozenset({"A"})), Given())
    assert dict(count.stages[0].votes) == {"B": 3, "C": 4}
    assert count.elected == ("C",)


def test_fewer_candidates_than_seats_are_all_elected() -> None:
    assert set(count_block(polled(3, "2 A", "AB"), Given()).elected) == {"A", "B"}


def test_a_limited_vote_gives_fewer_votes_than_seats() -> None:
    poll = polled(3, "6 ABC, 4 DE, 1 E")
    count = count_limited(poll, Given())
    assert count.stages[0].votes["C"] == 0
    assert count.elected == ("A", "B", "E")
    assert count_limited(poll, Given(votes=1)).elected == ("A", "D", "E")
    for votes in (0, 3):
        with pytest.raises(RulesError, match="fewer than there are seats"):
            count_limited(poll, Given(votes=votes))
    with pytest.raises(RulesError, match="would be 0 for 1"):
        count_limited(polled(1, "6 A"), Given())


def test_approval_counts_every_mark() -> None:
    count = count_approval(polled(1, "5 ABC, 4 C, 2 B"), Given())
    assert count.elected == ("C",)
    assert dict(count.stages[0].votes) == {"A": 5, "B": 7, "C": 9, "D": 0, "E": 0}
    assert count.stages[0].cast == 21


@every(polls())
def test_the_order_of_papers_and_names_is_nothing_and_votes_are_what_was_cast(
    poll: Poll,
) -> None:
    lots = Given(lots=tuple(sorted(poll.names)))
    backwards = replace(poll, papers=dict(reversed(list(poll.papers.items()))))
    for rules in (count_block, count_approval):
        count = rules(poll, lots)
        assert set(count.elected) == set(rules(backwards, lots).elected)
        assert sum(count.stages[0].votes.values()) == count.stages[0].cast
        assert len(count.elected) == poll.seats
        assert count.valid == poll.size


def test_a_paper_that_becomes_unclear_does_not_rank_more_than_is_counted() -> None:
    """One for A whose second preference was left out: both votes that it gives are looked at."""
    count = count_block(crosses(2, {A + LEFT_OUT + B: 3, C: 1}), Given())
    assert count.stages[0].votes["A"] == 3
    assert count.notes == ()
