"""Ballot papers: as many as asked for, all alike, without a number, saying how they are marked."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from hustings.core.counting.on_paper import HowMarked, Marking
from hustings.core.errors import HustingsError
from hustings.core.printing import render
from hustings.core.printing.ballot_papers import (
    BallotPaper,
    Line,
    ballot_papers,
    instructions,
)
from tests.core.printing.samples import FONTS, ODD_NAMES

PAPER = BallotPaper(
    body="Larkmere Independents",
    title="Who stands for us in Larkmere",
    held_on=date(2026, 5, 7),
    seats=1,
    lines=[Line("Ada Marsh", "Together"), Line("Ben Oduya"), Line("Re-open nominations")],
    how=HowMarked(Marking.RANKS, None),
)  # fmt: skip


def pages(paper: BallotPaper, papers: int, size: str) -> list[str]:
    document = ballot_papers(paper, papers=papers, size=size, made_on=date(2026, 5, 1))
    reader = PdfReader(BytesIO(render(document, FONTS)))
    return [page.extract_text() for page in reader.pages]


@pytest.mark.parametrize(
    ("size", "on_each"), [("a4", [1] * 5), ("a5", [2, 2, 1]), ("a6", [4, 1])]
)
def test_exactly_so_many_papers_come_as_were_asked_for(
    size: str, on_each: list[int]
) -> None:
    found = pages(PAPER, 5, size)
    assert [page.count("Who stands for us in Larkmere") for page in found] == on_each
    assert [page.count("Ben Oduya") for page in found] == on_each


def test_every_paper_is_like_every_other() -> None:
    """A number or mark that differs from paper to paper could lead to whom it was given."""
    first, *others = pages(PAPER, 6, "a4")
    assert all(page == first for page in others)


def test_a_paper_says_whose_it_is_who_stands_and_in_which_order() -> None:
    text = " ".join(pages(PAPER, 1, "a5")[0].split())
    order = [text.index(each.name) for each in PAPER.lines]
    assert order == sorted(order)
    for said in ("Larkmere Independents", "7 May 2026", "Together", "Official mark", "only after the box is open"):  # fmt: skip
        assert said in text


@pytest.mark.parametrize(
    ("how", "is_motion", "said"),
    [
        (HowMarked(Marking.CROSSES, 1), False, "Put one cross (X), in the box beside your choice."),
        (HowMarked(Marking.CROSSES, 3), False, "each of your choices: 3 at most."),
        (HowMarked(Marking.CROSSES, None), False, "as many or as few as you wish."),
        (HowMarked(Marking.RANKS, None), False, "Write 1 beside your first choice, 2 beside"),
        (HowMarked(Marking.RANKS, 2), False, "if you wish, 2 beside your second choice."),
        (HowMarked(Marking.CROSSES, 1), True, "in the box beside your answer."),
    ],
    ids=["one cross", "three crosses", "approval", "ranks", "two ranks", "a motion"],
)  # fmt: skip
def test_the_instruction_fits_the_rules(
    how: HowMarked, is_motion: bool, said: str
) -> None:
    words = " ".join(instructions(replace(PAPER, how=how, is_motion=is_motion)))
    assert said in words
    assert "hand it back" in words


def test_how_many_are_to_be_elected_is_said() -> None:
    assert instructions(replace(PAPER, seats=3))[0] == "3 are to be elected."


def test_more_lines_than_have_room_are_refused_with_how_many_fit() -> None:
    many = replace(PAPER, lines=[Line(f"Candidate {n}") for n in range(1, 16)])
    with pytest.raises(
        HustingsError, match="15 lines have no room on A6, where .*larger"
    ):
        pages(many, 1, "a6")
    assert len(pages(many, 1, "a4")) == 1


@pytest.mark.parametrize("size", ["a4", "a5", "a6"])
def test_what_is_said_to_fit_fits_on_its_page(size: str) -> None:
    """As many lines as are not refused, some of two lines: no page more than the papers need, and nothing lost."""
    name = "Candidate of a long name that runs over its line, perhaps twice"
    lines: list[Line] = []
    while True:
        more = [*lines, Line(f"{name} {len(lines) + 1}", "A slate of its own")]
        try:
            ballot_papers(
                replace(PAPER, lines=more),
                papers=1,
                size=size,
                made_on=date(2026, 5, 1),
            )
        except HustingsError:
            break
        lines = more
    found = pages(replace(PAPER, lines=lines), 1, size)
    assert len(found) == 1
    assert len(lines) >= 3
    assert found[0].count("A slate of its own") == len(lines)


def test_names_are_words_never_markup() -> None:
    lines = [Line(name) for name in ODD_NAMES]
    document = ballot_papers(
        replace(PAPER, lines=lines), papers=1, size="a4", made_on=date(2026, 5, 1)
    )
    assert render(document, FONTS).startswith(b"%PDF")
