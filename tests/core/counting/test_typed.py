"""What is typed for a paper, and what it says in names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.counting.files.marking import marked
from hustings.core.counting.on_paper import HowMarked, Marking
from hustings.core.counting.poll import SHARED, SKIPPED
from hustings.core.counting.typed import (
    TypedError,
    as_typed,
    read_typed,
    said_marks,
)

NUMBERS = {1: "Ada", 2: "Bea", 3: "Cy", 4: "Dee"}
NAMES = list(NUMBERS.values())
RANKS = HowMarked(Marking.RANKS, None)
ONE_CROSS = HowMarked(Marking.CROSSES, 1)
TWO_CROSSES = HowMarked(Marking.CROSSES, 2)


@pytest.mark.parametrize(
    ("line", "marks", "said"),
    [
        ("3 1 2", bytes([3, 1, 2]), "1 Cy, 2 Ada, 3 Bea"),
        ("3,1 ; 2", bytes([3, 1, 2]), "1 Cy, 2 Ada, 3 Bea"),
        ("4", bytes([4]), "1 Dee"),
        ("3 1=2", bytes([3, 1, SHARED, 2]), "1 Cy, 2 Ada and Bea alike"),
        ("3 2 = 1", bytes([3, 1, SHARED, 2]), "1 Cy, 2 Ada and Bea alike"),
        ("3 - 2", bytes([3, SKIPPED, 2]), "1 Cy, 2 left out, 3 Bea"),
        ("- 2", bytes([SKIPPED, 2]), "1 left out, 2 Bea"),
        ("3 -", bytes([3]), "1 Cy"),
    ],
)
def test_an_order_of_preference(line: str, marks: bytes, said: str) -> None:
    assert read_typed(line, NUMBERS, RANKS) == marks
    assert said_marks(marks, NAMES, RANKS) == said


def test_crosses_have_no_order() -> None:
    assert read_typed("4 2", NUMBERS, TWO_CROSSES) == bytes([2, SHARED, 4])
    assert read_typed("2 4", NUMBERS, TWO_CROSSES) == bytes([2, SHARED, 4])
    assert read_typed("2=4", NUMBERS, TWO_CROSSES) == bytes([2, SHARED, 4])
    assert said_marks(bytes([2, SHARED, 4]), NAMES, TWO_CROSSES) == "Bea, Dee"


def test_numbers_that_do_not_begin_at_one_are_those_on_the_paper() -> None:
    numbers = {5: "Ada", 9: "Bea"}
    assert read_typed("9 5", numbers, RANKS) == bytes([2, 1])
    assert as_typed(bytes([2, 1]), numbers, RANKS) == "9 5"


@pytest.mark.parametrize(
    ("line", "how", "said"),
    [
        ("", RANKS, "Nothing is typed"),
        ("5", RANKS, "“5” is no number on this paper; on it are 1 to 4"),
        ("0", RANKS, "“0” is no number"),
        ("ada", RANKS, "“ada” is no number"),
        ("1=", RANKS, "Nothing beside “=”"),
        ("1 2 1", RANKS, "“1” stands twice"),
        ("1=1", RANKS, "“1” stands twice"),
        ("-", RANKS, "Nothing is marked"),
        ("1 2", ONE_CROSS, "2 crosses, and each voter has 1 vote"),
        ("1 2 3", TWO_CROSSES, "3 crosses, and each voter has 2 votes"),
        ("1 - 2", TWO_CROSSES, "“-” is for orders of preference"),
    ],
)
def test_what_cannot_stand_there_is_refused(
    line: str, how: HowMarked, said: str
) -> None:
    with pytest.raises(TypedError, match=said):
        read_typed(line, NUMBERS, how)


@given(st.permutations(range(1, 5)), st.lists(st.integers(0, 3), max_size=4))
def test_what_was_read_is_typed_alike_again(order: list[int], sizes: list[int]) -> None:
    rest, papers = list(order), []
    for size in sizes:
        papers.append(rest[:size])
        rest = rest[size:]
    marks = marked(papers)
    if marks:
        assert read_typed(as_typed(marks, NUMBERS, RANKS), NUMBERS, RANKS) == marks
        crosses = HowMarked(Marking.CROSSES, None)
        chosen = marked([[place for rank in papers for place in rank]])
        assert read_typed(as_typed(marks, NUMBERS, crosses), NUMBERS, crosses) == chosen


@given(st.text(max_size=40))
def test_any_other_text_is_refused_politely(line: str) -> None:
    try:
        marks = read_typed(line, NUMBERS, RANKS)
    except TypedError:
        return
    assert marks
    assert set(marks) <= {1, 2, 3, 4, SHARED, SKIPPED}
