"""A file as it comes: its lines, its letters, and where in it a line stands.

Lines are read in blocks, so that a file of any length needs little memory, and end in any way that systems end them.
Letters are UTF-8, with or without a mark at the start; what is not UTF-8 is read as windows-1252, and that is said.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import SEEK_END
from itertools import islice
from typing import BinaryIO

from hustings.core.counting.files.faults import FileFault, Told, shown

BLOCK = 1 << 20
LONGEST = 1 << 20
"""Bytes of one line: no ballot paper is longer."""
MARK = b"\xef\xbb\xbf"


@dataclass
class Source:
    """A stream of bytes that can be read again from its start, and the name by which faults call it."""

    stream: BinaryIO
    name: str
    letters: str = field(default="utf-8", init=False)
    notes: list[str] = field(default_factory=list, init=False)
    """What a reader should be told of how the file was read."""
    ends_in_a_line_end: bool = field(default=True, init=False)

    def __post_init__(self) -> None:
        self._refuse_packed()
        size = self.stream.seek(0, SEEK_END)
        self.stream.seek(max(0, size - 1))
        self.ends_in_a_line_end = self.stream.read(1) in (b"\n", b"\r", b"")
        self._tell_letters()

    def pieces(self) -> Iterator[bytes]:
        """The bytes from the start, many lines at a time, none of them cut; the last may lack its end."""
        self.stream.seek(0)
        rest, number = self.stream.read(len(MARK)).removeprefix(MARK), 0
        while block := self.stream.read(BLOCK):
            whole, rest = _cut(rest + block)
            number += lines_in(whole)
            if len(rest) > LONGEST:
                raise self.fault(number + 1, _ENDLESS)
            if whole:
                yield whole
        if rest:
            yield rest

    def blocks(self) -> Iterator[list[bytes]]:
        """The lines from the start, without their ends, many at a time."""
        return map(bytes.splitlines, self.pieces())

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Every line with its number, from 1."""
        number = 0
        for block in self.blocks():
            yield from enumerate(block, start=number + 1)
            number += len(block)

    def head(self, most: int = 60) -> list[str]:
        """The first lines, for telling the layout."""
        return [self.text(line) for _, line in islice(self.lines(), most)]

    def text(self, line: bytes) -> str:
        return line.decode(self.letters)

    def fault(self, line: int, told: Told) -> FileFault:
        return FileFault(self.name, line, told.column, told)

    def fault_in(self, wanted: bytes, told: Told) -> FileFault:
        """The fault at the first line that reads so."""
        numbers = (number for number, line in self.lines() if line == wanted)
        return self.fault(next(numbers, 1), told)

    def fault_at_end(self, told: Told) -> FileFault:
        return self.fault(max(1, sum(map(len, self.blocks()))), told)

    def _refuse_packed(self) -> None:
        self.stream.seek(0)
        start = self.stream.read(4)
        if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
            raise self.fault(1, Told("UTF-16", "text in UTF-8", do=_SAVE))
        if start[:2] == b"\x1f\x8b" or start == b"PK\x03\x04":
            raise self.fault(1, Told("a packed file or a workbook", "text", do=_UNPACK))

    def _tell_letters(self) -> None:
        """Tell the letters, and refuse what is no text, before anything is made of it."""
        bad = next((each for each in self._odd_lines() if not _is_utf8(each[1])), None)
        if bad is None:
            return
        self.stream.seek(0)
        if self.stream.read(len(MARK)) == MARK:
            raise self.fault(bad[0], _TORN)
        self.letters = "cp1252"
        self.notes.append(
            "The letters are not UTF-8 and were read as windows-1252: look whether names with accents are right."
        )
        for number, line in self._odd_lines():
            self._must_be_windows(number, line)

    def _odd_lines(self) -> Iterator[tuple[int, bytes]]:
        """The lines that are not plain ASCII."""
        number = 0
        for piece in self.pieces():
            if b"\0" in piece:
                raise self.fault(
                    number + lines_in(piece[: piece.index(b"\0") + 1]), _ZERO
                )
            if not piece.isascii():
                for at, line in enumerate(piece.splitlines(), start=number + 1):
                    if not line.isascii():
                        yield at, line
            number += lines_in(piece)

    def _must_be_windows(self, number: int, line: bytes) -> None:
        try:
            line.decode("cp1252")
        except UnicodeDecodeError as problem:
            byte = f"the byte {line[problem.start]:#04x}"
            told = Told(byte, "text in UTF-8", problem.start + 1, _SAVE)
            raise self.fault(number, told) from problem


class Lines:
    """The lines of a source one by one, or many at a time; `number` is that of the line last taken."""

    def __init__(self, source: Source) -> None:
        self._pieces = source.pieces()
        self._block: list[bytes] = []
        self._next = 0
        self.number = 0

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> bytes:
        while self._next >= len(self._block):
            self._block, self._next = next(self._pieces).splitlines(), 0
        self._next += 1
        self.number += 1
        return self._block[self._next - 1]

    def back(self) -> None:
        """The line last taken is given once more."""
        self._next -= 1
        self.number -= 1

    def pieces(self) -> Iterator[bytes]:
        """The bytes of what follows, many lines at a time, none of them cut."""
        piece = b"".join(line + b"\n" for line in self._block[self._next :])
        self._block, self._next = [], 0
        while piece := piece or next(self._pieces, b""):
            yield piece
            self.number += lines_in(piece)
            piece = b""

    def go_on(self, piece: bytes, at: int) -> None:
        """After `pieces` gave this piece, the line that begins at `at` in it is the next."""
        self._block, self._next = piece[at:].splitlines(), 0
        self.number += lines_in(piece[:at])

    def counted_until(self, end: bytes) -> tuple[Counter[bytes], bool]:
        """How often each line stands before the line `end`, and whether that line came."""
        counted: Counter[bytes] = Counter()
        while True:
            rest = self._block[self._next :]
            found = rest.index(end) if end in rest else len(rest)
            counted.update(rest[:found])
            if found < len(rest):
                self._next += found + 1
                self.number += found + 1
                return counted, True
            self.number += len(rest)
            self._block, self._next = next(self._pieces, b"").splitlines(), 0
            if not self._block:
                return counted, False


_UNPACK = "Unpack it, or save the sheet as “CSV UTF-8”, and count that."
_SAVE = "Save the file as UTF-8 and count again."
_ZERO = Told("a zero byte", "text in UTF-8", do=_SAVE)
_TORN = Told(
    "bytes that are not UTF-8, though the file begins as UTF-8",
    "UTF-8 throughout",
    do=_SAVE,
)
_ENDLESS = Told(
    "a line of more than a million bytes", "lines, each of papers that are alike"
)


def decoded_number(digits: str, most: int = 12) -> int | None:
    """A whole number of plain digits, or None. `most` keeps out what no count of papers could be."""
    return (
        int(digits)
        if digits.isascii() and digits.isdigit() and len(digits) <= most
        else None
    )


def clean(name: str) -> str:
    """A name without control characters, and with single spaces."""
    return " ".join("".join(map(_seen, name)).split())


def _seen(letter: str) -> str:
    if letter.isspace():
        return " "
    # Joiners decide how letters of Persian, Urdu and Indian scripts look.
    return letter if letter.isprintable() or letter in "\u200c\u200d" else ""


def quoted(line: bytes, source: Source) -> str:
    return shown(source.text(line).strip())


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def lines_in(piece: bytes) -> int:
    """How many lines these bytes are, one without its end among them; they end in any way that systems end them."""
    ends = piece.count(b"\n")
    if b"\r" in piece:
        ends += piece.count(b"\r") - piece.count(b"\r\n")
    return ends + (piece[-1:] not in (b"\n", b"\r", b""))


def _cut(block: bytes) -> tuple[bytes, bytes]:
    """Whole lines, and the beginning of the next; a carriage return at the very end may yet be half a line end."""
    end = max(block.rfind(b"\n"), block.rfind(b"\r", 0, len(block) - 1)) + 1
    return block[:end], block[end:]
