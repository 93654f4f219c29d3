"""Letters and line ends, as files have them."""

import pytest

from hustings.core.counting.files.source import BLOCK
from tests.core.counting.files.texts import papers, read

FILE = '2 1\n3 1 2 0\n4 2 0\n0\n"Zoë"\n"Łucja"\n"Été"\n'


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_way_to_end_a_line(end: str) -> None:
    poll = read(FILE.replace("\n", end)).poll
    assert (poll.names, papers(poll)) == (("Zoë", "Łucja"), {(1, 2): 3, (2,): 4})


def test_line_ends_of_several_kinds_in_one_file() -> None:
    mixed = FILE.replace("\n", "\r\n", 2).replace("0\n", "0\r", 1)
    assert papers(read(mixed).poll) == {(1, 2): 3, (2,): 4}


def test_a_mark_at_the_start_is_no_letter() -> None:
    assert read(b"\xef\xbb\xbf" + FILE.encode()).poll.title == "Été"


def test_windows_letters_are_read_aloud() -> None:
    found = read(FILE.replace("Łucja", "Lucja").encode("cp1252"))
    assert found.poll.names[0] == "Zoë"
    assert "windows-1252" in found.notes[0]


@pytest.mark.parametrize("beyond", [-2, -1, 0, 1])
@pytest.mark.parametrize("end", [b"\r\n", b"\r", b"\n"])
def test_a_line_that_runs_over_two_blocks(beyond: int, end: bytes) -> None:
    line = b"1 1 2 0" + end
    many = BLOCK // len(line) + 3
    start = b"2 1" + b" " * (BLOCK + beyond - 3 - len(line) * (many - 3)) + end
    content = start + line * many + b"0" + end + b"A" + end + b"B" + end
    assert papers(read(content).poll) == {(1, 2): many}


def test_names_are_without_control_characters_and_spare_spaces() -> None:
    poll = read(b'2 1\n1 1 0\n0\n"A\x1b[31m  B"\n"C\xc2\xa0D"\n').poll
    assert poll.names == ("A[31m B", "C D")
