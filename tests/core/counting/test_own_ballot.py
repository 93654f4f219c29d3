"""Shared rankings, the account of papers, and a file beside the paper."""

from dataclasses import replace

import pytest

from hustings.core.counting.disclosure import shared_rankings
from hustings.core.counting.on_file import as_on_paper
from hustings.core.counting.papers_account import PapersAccount, account_lines
from hustings.core.counting.poll import (
    SHARED,
    Candidate,
    PollError,
    Section,
    poll_of,
)

RIGHT = PapersAccount(
    printed=100,
    given=60,
    replaced=3,
    unused=37,
    spoilt=3,
    found=57,
    refused=1,
    waiting=0,
    taken_away=2,
    valid=55,
    rejected=2,
)


def test_an_account_that_agrees() -> None:
    """100 = 60 + 3 + 37; 57 + 1 + 2 = 60; 3 = 3; 57 = 55 + 2."""
    assert all(line.agrees for line in account_lines(RIGHT))
    assert {line.said for line in account_lines(RIGHT)} == {"Agrees."}


@pytest.mark.parametrize(
    ("change", "off", "by"),
    [
        ({"printed": 101}, "printed", 1),
        ({"unused": 30}, "printed", 7),
        ({"taken_away": 0}, "found 57 + refused 1 + taken away 0", 2),
        ({"spoilt": 4}, "handed back spoilt", 1),
        ({"valid": 54}, "found", 1),
        ({"rejected": 12}, "found", 10),
    ],
)
def test_the_line_that_does_not_agree_says_by_how_much(
    change: dict[str, int], off: str, by: int
) -> None:
    wrong = [
        line for line in account_lines(replace(RIGHT, **change)) if not line.agrees
    ]
    assert [(line.left_words, line.by) for line in wrong] == [(off, by)]
    said = "1 paper:" if by == 1 else f"{by} papers:"
    assert wrong[0].said.startswith(f"Does not agree by {said}")


def test_what_is_missing_and_what_is_too_much_are_told_apart() -> None:
    missing = account_lines(replace(RIGHT, unused=36))[0]
    too_many = account_lines(replace(RIGHT, unused=38))[0]

    assert "papers are missing" in missing.said
    assert "there are more than were printed" in too_many.said


def test_sealed_papers_that_wait_are_in_the_sum() -> None:
    """A voter whose paper waits in its envelope was given one: 56 + 1 + 1 + 2 = 60."""
    line = account_lines(replace(RIGHT, found=56, waiting=1))[1]
    assert line.agrees
    assert "not yet ruled on 1" in line.left_words


def test_rankings_that_fewer_than_five_share_are_left_out() -> None:
    poll = poll_of("ABC", 1, [(5, "AB"), (4, "BA"), (1, "CAB"), (90, "A")])
    shown = shared_rankings(poll)

    assert {poll.spelt(m): n for m, n in shown.poll.papers.items()} == {
        ("A", "B"): 5,
        ("A",): 90,
    }
    assert (shown.papers, shown.rankings) == (5, 2)
    assert shared_rankings(poll, 1).poll.papers == poll.papers


def test_a_file_with_the_names_in_another_order_is_the_same_papers() -> None:
    poll = poll_of(["Bea", "Ada", "Cy"], 1, [(2, ["Ada", "Cy"]), (1, ["Bea"])])
    alike = replace(poll, papers={bytes([1, SHARED, 2]): 3, **poll.papers})
    ours = [Candidate("Ada", "Red"), Candidate("Bea"), Candidate("Cy")]
    found = as_on_paper(alike, ours)

    assert found.candidates == tuple(ours)
    assert found.papers == {
        bytes([1, SHARED, 2]): 3,
        bytes([1, 3]): 2,
        bytes([2]): 1,
    }


def test_a_file_of_other_candidates_says_which() -> None:
    poll = poll_of(["Ada", "Bee"], 1, [(1, ["Ada"])])
    said = "in the file and not on the paper: Bee; on the paper and not in the file: Bea, Cy"
    with pytest.raises(PollError, match=said):
        as_on_paper(poll, [Candidate("Ada"), Candidate("Bea"), Candidate("Cy")])


def test_a_file_in_sections_is_refused() -> None:
    poll = poll_of(["Ada"], 1, [(1, ["Ada"])])
    poll = replace(poll, sections=(Section("Members", (poll.papers,)),))
    with pytest.raises(PollError, match="sections"):
        as_on_paper(poll, poll.candidates)
