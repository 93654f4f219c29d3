"""A BLT file read with compiled help gives the poll, the notes and the faults that the standard library gives."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.counting.files import source
from hustings.core.counting.files.layout import Asked
from hustings.core.counting.packed import MOST_PAPERS, Packed
from tests.core.counting.files import texts
from tests.core.counting.files.test_faults import BLT_FAULTS, TAIL
from tests.core.counting.files.test_fuzz import SPANNERS, damaged
from tests.core.counting.machine_code import (
    FOLDER,
    both,
    needed,
    read_compiled,
    told,
)

PLAIN = "4 2\n-4\n64 1 0\n5 1 2 3 0\n7 0\n5 1 2 3 0\n2 4 0\n" + TAIL.replace(
    '"Title', '"Dee"\n"Title'
)
CLOSER_LOOK = {
    "a preference left out": "1 1 - 2 0",
    "a shared preference": "1 1=2 0",
    "a paper's number": "(7) 1 2 0",
    "a comment": "1 2 0 # a comment",
    "a leading zero": "01 2 0",
    "a tab": "1\t2 0",
}


@pytest.fixture(autouse=True)
def _numba() -> None:
    needed()


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old"])
def test_plain_papers_become_columns_and_are_the_same_papers(ends: str) -> None:
    plain, packed = both(PLAIN.replace("\n", ends).encode())
    assert isinstance(packed.papers, Packed)
    assert packed == plain
    assert packed.size == plain.size == 83
    assert packed.papers[b"\1\2\3"] == 10
    assert b"\3" not in packed.papers
    assert list(packed.papers) == [b"\1", b"\1\2\3", b"", b"\4"]
    assert list(packed.papers.values()) == [64, 10, 7, 2]


@pytest.mark.parametrize("line", CLOSER_LOOK.values(), ids=list(CLOSER_LOOK))
def test_what_is_not_plain_is_left_to_the_careful_reading(line: str) -> None:
    content = f"3 1\n5 1 2 0\n{line}\n{TAIL}".encode()
    plain, found = both(content)
    assert not isinstance(found.papers, Packed)
    assert found == plain


def test_short_names_are_left_to_the_careful_reading_even_where_they_are_numbers() -> (
    None
):
    plain, found = both(f"3 1\n[nick 3 2 1]\n5 1 2 0\n{TAIL}".encode())
    assert found == plain
    assert found.papers == {b"\3\2": 5}


def test_papers_whose_order_counts_stay_as_they_are() -> None:
    asked = Asked(in_order=True, machine_code=FOLDER)
    poll = texts.read(PLAIN.encode(), asked).poll
    assert poll.in_order is not None
    assert not isinstance(poll.papers, Packed)


@pytest.mark.parametrize("more", [0, 1])
def test_more_papers_than_compiled_numbers_can_add_up_are_read_plainly(
    more: int,
) -> None:
    half = MOST_PAPERS // 2
    rest = MOST_PAPERS - half + more
    plain, found = both(f"3 1\n{half} 1 2 0\n{rest} 1 2 0\n{TAIL}".encode())
    assert isinstance(found.papers, Packed) == (not more)
    assert found == plain
    assert found.size == MOST_PAPERS + more


@pytest.mark.parametrize("content", [each[0] for each in BLT_FAULTS.values()], ids=list(BLT_FAULTS))  # fmt: skip
def test_a_fault_is_told_in_the_same_words(content: str) -> None:
    said = told(content.encode(), compiled=True)
    assert isinstance(said, str)
    assert said == told(content.encode(), compiled=False)


def test_a_damaged_file_gives_the_same_poll_or_the_same_words() -> None:
    for seed in range(400):
        chance = random.Random(seed)
        content = damaged(chance.choice([PLAIN, texts.BLT]).encode(), chance)
        assert told(content, compiled=True) == told(content, compiled=False), content


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*SPANNERS, b"1 2 0\n", b"3 3 1 0\r", b"2 0\r\n", b"0\n"]), max_size=12), st.booleans())  # fmt: skip
def test_anything_among_the_papers_gives_the_same_poll_or_the_same_words(
    words: list[bytes], ended: bool
) -> None:
    content = b"".join([b"3 2\n", *words, TAIL.encode() if ended else b""])
    assert told(content, compiled=True) == told(content, compiled=False)


def test_many_kinds_read_in_small_pieces_are_each_known_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Room is made several times, and the papers end in the midst of a piece."""
    chance = random.Random(7)
    lines = [
        f"{chance.randint(1, 9)} {' '.join(map(str, chance.sample(range(1, 26), chance.randint(0, 9))))} 0"
        for _ in range(3_000)
    ]
    names = "".join(f'"N{n}"\n' for n in range(25))
    content = "\n".join(["25 3", *lines, *lines[:900], "0", names + '"Title"']).encode()
    monkeypatch.setattr(source, "BLOCK", 512)
    plain, packed = both(content)
    assert isinstance(packed.papers, Packed)
    assert len(packed.papers) == len(plain.papers) > 2_000
    assert packed == plain


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"], ids=["unix", "windows", "old"])
@pytest.mark.parametrize("block", [16, source.BLOCK], ids=["pieces", "whole"])
def test_a_fault_after_the_papers_is_told_with_its_line_whatever_the_pieces(
    monkeypatch: pytest.MonkeyPatch, ends: str, block: int
) -> None:
    monkeypatch.setattr(source, "BLOCK", block)
    content = PLAIN.replace('"Ben"', '"Ann"').replace("\n", ends).encode()
    said = told(content, compiled=True)
    assert said == told(content, compiled=False)
    assert "line 10: found “Ann” a second time (first on line 9)" in str(said)


@pytest.mark.parametrize("ends", ["\n", "\r\n"], ids=["unix", "windows"])
def test_a_file_cut_anywhere_gives_the_same_poll_or_the_same_words(
    monkeypatch: pytest.MonkeyPatch, ends: str
) -> None:
    """Also where the last piece ends without a line end."""
    monkeypatch.setattr(source, "BLOCK", 16)
    content = PLAIN.replace("\n", ends).encode()
    for end in range(len(content)):
        cut = content[:end]
        assert told(cut, compiled=True) == told(cut, compiled=False), cut


def test_columns_cannot_be_changed() -> None:
    packed = read_compiled(PLAIN.encode()).poll.papers
    assert isinstance(packed, Packed)
    for column in packed.columns:
        with pytest.raises(ValueError, match="read-only"):
            np.put(column, 0, 9)
