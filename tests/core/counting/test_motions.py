"""Motions: what is needed, of whom, and what happens to equal votes."""

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from hustings.core.counting.motions import MOTIONS, count_motion
from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given, RulesError

SIMPLE, TWO_THIRDS, OF_ROLL, TWO_THIRDS_OF_ROLL = MOTIONS


def motion(*votes: int, names: str = "For Against Abstain") -> Poll:
    candidates = tuple(map(Candidate, names.split()[: len(votes)]))
    papers = {bytes([i]): each for i, each in enumerate(votes, 1) if each}
    return Poll("That we adjourn", 1, candidates, papers)


def stands(count: Count) -> str:
    return count.elected[0]


@pytest.mark.parametrize(
    ("votes", "line"),
    [
        ((51, 50), "For"),
        ((50, 50), "Against"),
        ((1, 0, 99), "For"),
        ((0, 0), "Against"),
    ],
    ids=str,
)
def test_a_simple_majority_of_votes_cast(votes: tuple[int, ...], line: str) -> None:
    assert stands(count_motion(motion(*votes), Given(), SIMPLE)) == line


@pytest.mark.parametrize(
    ("votes", "line"),
    [((200, 100), "For"), ((199, 100), "Against"), ((2, 1, 90), "For")],
    ids=str,
)
def test_two_thirds_of_votes_cast(votes: tuple[int, ...], line: str) -> None:
    assert stands(count_motion(motion(*votes), Given(), TWO_THIRDS)) == line


def test_of_those_on_the_roll_who_stays_away_is_against() -> None:
    poll = motion(51, 9)
    assert stands(count_motion(poll, Given(registered=101), OF_ROLL)) == "For"
    assert stands(count_motion(poll, Given(registered=102), OF_ROLL)) == "Against"
    poll = motion(68, 0)
    law = TWO_THIRDS_OF_ROLL
    assert stands(count_motion(poll, Given(registered=102), law)) == "For"
    assert stands(count_motion(poll, Given(registered=103), law)) == "Against"


def test_the_record_says_what_was_needed() -> None:
    count = count_motion(motion(50, 50, 4), Given(), SIMPLE)
    assert count.notes == (
        "Fallen: 50 of 100 is not more than half of the votes cast for and against.",
    )
    assert count.valid == 104
    count = count_motion(motion(68, 1), Given(registered=102), TWO_THIRDS_OF_ROLL)
    assert count.notes == (
        "Carried: 68 of 102 is at least two thirds of those on the roll.",
    )


@pytest.mark.parametrize("given", [Given(), Given(registered=59)], ids=("no", "few"))
def test_the_roll_must_be_given_and_be_large_enough(given: Given) -> None:
    with pytest.raises(RulesError, match=r"say how many may vote|only 59 on the roll"):
        count_motion(motion(51, 9), given, OF_ROLL)


def test_other_papers_than_for_and_against_are_refused() -> None:
    poll = motion(1, 2, 3, 4, names="A B C D")
    with pytest.raises(RulesError, match="a line for it, a line against"):
        count_motion(poll, Given(), SIMPLE)


def test_a_paper_that_marks_both_lines_is_not_counted() -> None:
    both, ranked = bytes([1, 255, 2]), b"\1\2"
    poll = Poll("", 1, motion(1, 1).candidates, {both: 9, ranked: 2, b"\2": 1})
    count = count_motion(poll, Given(), SIMPLE)
    assert dict(count.stages[0].votes) == {"For": 2, "Against": 1}
    assert count.valid == 3


def test_all_on_the_roll_may_have_voted() -> None:
    assert stands(count_motion(motion(3, 1), Given(registered=4), OF_ROLL)) == "For"


@every(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))
def test_whoever_carries_the_harder_carries_the_easier(
    ayes: int, noes: int, others: int
) -> None:
    poll, roll = motion(ayes, noes, others), Given(registered=120)
    carried = [stands(count_motion(poll, roll, each)) == "For" for each in MOTIONS]
    simple, two_thirds, of_roll, two_thirds_of_roll = carried
    assert simple >= two_thirds >= two_thirds_of_roll or not ayes
    assert simple >= of_roll >= two_thirds_of_roll
