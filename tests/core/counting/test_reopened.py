"""Re-open nominations: how the line is known, and what its winning a seat means."""

import pytest

from hustings.core.counting.approval import count_approval
from hustings.core.counting.plurality import count_block, count_plurality
from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.preferential import AV, count_one_seat
from hustings.core.counting.reopened import RON, is_reopening, reopened
from hustings.core.counting.rules import Given
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import SCOTLAND
from hustings.core.counting.supplementary import count_supplementary


@pytest.mark.parametrize(
    "name",
    [
        "Re-open nominations",
        "Reopen Nominations",
        "RE-OPEN NOMINATIONS (RON)"[:19],
        "RON",
        "R.O.N.",
    ],
)
def test_the_line_is_known_by_its_name(name: str) -> None:
    assert is_reopening(Candidate(name))


@pytest.mark.parametrize("name", ["Ron", "Ron Weasley", "Byron", "Nominations"])
def test_people_are_not_taken_for_the_line(name: str) -> None:
    assert not is_reopening(Candidate(name))


def test_the_line_may_be_marked_as_such() -> None:
    assert is_reopening(Candidate("Neb o'r uchod", groups=frozenset({RON})))


def poll(seats: int, **papers: int) -> Poll:
    """Ann, Bob and Cy, and R for the line: `poll(1, A=5, RA=3)`."""
    candidates = (*map(Candidate, ("Ann", "Bob", "Cy")), Candidate("RON"))
    place = {letter: index for index, letter in enumerate("ABCR", start=1)}
    marks = {bytes(place[each] for each in p): n for p, n in papers.items()}
    return Poll("", seats, candidates, marks)


def test_one_seat_stays_empty_where_the_line_has_most_votes() -> None:
    for count in (
        count_plurality(poll(1, A=3, R=4), Given()),
        count_approval(poll(1, A=3, R=4), Given()),
        count_one_seat(poll(1, A=3, R=4), Given(), AV),
        count_supplementary(poll(1, A=3, R=4), Given()),
    ):
        assert count.elected == ()
        assert count.notes == ("Nominations re-open, seats unfilled: 1 of 1.",)
        assert "nobody is elected to it" in count.stages[-1].why


def test_who_is_behind_the_line_is_not_elected_either() -> None:
    count = count_block(poll(3, A=9, R=5, B=4, C=1), Given())
    assert count.elected == ("Ann",)
    assert count.notes == (
        "Nominations re-open, seats unfilled: 2 of 3; behind the line: Bob.",
    )


def test_a_line_that_wins_nothing_changes_nothing() -> None:
    count = count_block(poll(2, A=9, B=5, R=4), Given())
    assert count.elected == ("Ann", "Bob")
    assert count.notes == ()
    assert reopened(count) is count


def test_by_transferable_votes_only_the_seats_that_it_wins_stay_empty() -> None:
    """Ann and the line reach the quota of 26 at once, Bob later."""
    count = count_gregory(poll(3, A=40, R=30, B=20, C=10), SCOTLAND)
    assert count.elected == ("Ann", "RON", "Bob")
    found = reopened(count, with_all_below=False)
    assert found.elected == ("Ann", "Bob")
    assert found.notes[-1] == "Nominations re-open, seats unfilled: 1 of 3."
    assert reopened(count).elected == ("Ann",)
