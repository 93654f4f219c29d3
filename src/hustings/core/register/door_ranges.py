"""Doors typed by hand: `Mill Road 1-99 odd` is fifty doors.

A campaign that has no register yet still has streets to walk. Somebody who knows them types a line a street: its name
and its numbers, odd, even or both; several stretches after commas; a letter where a house has one (`2A`, `2A-2F`);
flats as `Flat 1-6, 12 Mill Road` or `1-20 Tower House, Mill Road`; a named house as `Rose Cottage, Mill Road`; and at
the end the postcode, where it is known. What cannot be read is told with an example of what was expected: no door is
guessed.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from hustings.core.register.addresses import Address, Hints, tidy_postcode
from hustings.core.register.doors import Door, read_door
from hustings.core.register.streets import street_key

MOST = 2_000
"""Doors of one line: no street has more, so more is a slip of the finger."""
LONGEST = 300
"""Characters of one line."""
EXAMPLE = "a street and its numbers, such as Mill Road 1-99 odd"


class Which(StrEnum):
    """Which numbers of a stretch have doors."""

    ODD = "odd"
    EVEN = "even"
    BOTH = "both"


class NotUnderstood(ValueError):
    """A line that is not understood: what was found in it, and what was expected."""

    def __init__(self, found: str, expected: str) -> None:
        super().__init__(f"{found!r} found, {expected} expected")
        self.found, self.expected = found, expected


@dataclass(frozen=True, slots=True)
class Run:
    """Numbers in a row: `1-99 odd`, one number, or one number's letters (`2A-2F`).

    `letter` and `last_letter` are capitals or both "", and only where `first` is `last`.
    """

    first: int
    last: int
    letter: str = ""
    last_letter: str = ""
    which: Which = Which.BOTH

    def numbers(self) -> list[str]:
        """Each number as it stands on its door."""
        if self.letter:
            return [f"{self.first}{a}" for a in _letters(self.letter, self.last_letter)]
        step = {Which.ODD: 1, Which.EVEN: 0}.get(self.which)
        return [
            str(number)
            for number in range(self.first, self.last + 1)
            if step is None or number % 2 == step
        ]


@dataclass(frozen=True, slots=True)
class Flats:
    """Flats in a row, by number or by letter; `word` is "" where the block's name follows (`1-20 Tower House`)."""

    word: str
    first: str
    last: str

    def names(self) -> list[str]:
        """Each flat as it stands on its door: "Flat 3", or "3" in a block."""
        if self.first.isdigit():
            marks = [str(n) for n in range(int(self.first), int(self.last) + 1)]
        else:
            marks = _letters(self.first, self.last)
        return [f"{self.word} {mark}".strip() for mark in marks]


@dataclass(frozen=True, slots=True)
class Stretch:
    """One line: a street with its numbers; or the flats of a house or block; or a house that has only a name."""

    street: str
    runs: tuple[Run, ...] = ()
    flats: Flats | None = None
    building: str = ""
    postcode: str = ""

    @property
    def count(self) -> int:
        """How many doors it is."""
        houses = sum(len(run.numbers()) for run in self.runs) if self.runs else 1
        return houses * (len(self.flats.names()) if self.flats else 1)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that was understood, counted from 1."""

    line: int
    stretch: Stretch


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that was not: what was found and what was expected."""

    line: int
    found: str
    expected: str


def read_lines(text: str) -> tuple[list[Line], list[Problem]]:
    """The lines of a text read one by one; empty lines are passed over."""
    lines, problems = [], []
    for number, each in enumerate(text.splitlines(), start=1):
        if not each.strip():
            continue
        try:
            lines.append(Line(number, loads(each)))
        except NotUnderstood as problem:
            problems.append(Problem(number, problem.found, problem.expected))
    return lines, problems


def dumps(stretch: Stretch) -> str:
    """The stretch as a line that `loads` reads back as the same."""
    runs = [_written(run) for run in stretch.runs]
    street = f"{stretch.street} {runs[0]}" if runs else stretch.street
    flats, building = stretch.flats, stretch.building
    above = [building]
    if flats:
        marks = (
            flats.first if flats.first == flats.last else f"{flats.first}-{flats.last}"
        )
        above = (
            [f"{flats.word} {marks}", building]
            if flats.word
            else [f"{marks} {building}"]
        )
    return ", ".join(filter(None, [*above, street, *runs[1:], stretch.postcode]))


def _written(run: Run) -> str:
    first, last = f"{run.first}{run.letter}", f"{run.last}{run.last_letter}"
    which = "" if run.which is Which.BOTH else f" {run.which}"
    return (first if first == last else f"{first}-{last}") + which


_MARK = r"\d{1,4}[A-Za-z]?"
_RUN = rf"({_MARK})(?:\s?(?:-|–|—|\bto\b)\s?({_MARK}|[A-Za-z]))?"
_WHICH = r"(?:\s\(?(odds?|evens?|both|all)\)?(?:\s(?:only|numbers|side))?)?"
_ALONE = re.compile(rf"{_RUN}{_WHICH}", re.IGNORECASE)
_BEHIND = re.compile(rf"(.*?[A-Za-z].*?)\s{_RUN}{_WHICH}", re.IGNORECASE)
_BEFORE = re.compile(rf"{_RUN}\s(?!to\b)(.*[A-Za-z].*?)", re.IGNORECASE)
_FLATS = re.compile(
    r"(flat|apartment|apt|unit|room|studio|plot)s?\.?\s(\d{1,4}|[A-Za-z])"
    r"(?:\s?(?:-|–|—|\bto\b)\s?(\d{1,4}|[A-Za-z]))?",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", re.IGNORECASE)
_AND = re.compile(r"\s(?:and|&)\s(?=\d)", re.IGNORECASE)
_WORD = re.compile(r"(?=.*[^\W\d_])[\w .'’&/()-]{2,100}")


def loads(text: str) -> Stretch:
    """The stretch that a line means; `NotUnderstood` says what is wrong with it."""
    tidied = " ".join(text.split())
    if len(tidied) > LONGEST:
        raise NotUnderstood(tidied[:40] + "…", f"at most {LONGEST} characters a line")
    pieces = [p.strip() for p in _AND.sub(",", tidied).split(",") if p.strip()]
    postcode = _postcode(pieces)
    flats = _flats(pieces)
    behind = _runs_behind(pieces)
    if not pieces:
        raise NotUnderstood(tidied, EXAMPLE)
    street, runs = _street(pieces.pop(), behind)
    if pieces and flats is None:
        flats, building = _block(pieces.pop())
    else:
        building = pieces.pop() if pieces else ""
    if pieces:
        raise NotUnderstood(tidied, "one street a line")
    return _checked(Stretch(street, runs, flats, building, postcode), tidied)


def _checked(stretch: Stretch, text: str) -> Stretch:
    """The stretch, if it has names that can be names, and doors, and not too many."""
    for name in filter(None, (stretch.street, stretch.building)):
        if not _WORD.fullmatch(name):
            raise NotUnderstood(name, "the name of a street or house")
    if not stretch.runs and not stretch.building:
        raise NotUnderstood(text, EXAMPLE)
    if not 0 < stretch.count <= MOST:
        raise NotUnderstood(
            text, f"from 1 to {MOST:,} doors in a line, not {stretch.count:,}"
        )
    return stretch


def _postcode(pieces: list[str]) -> str:
    """The postcode at the end, taken off the pieces."""
    if not pieces:
        return ""
    found = re.search(rf"(?:^|\s)({_POSTCODE.pattern})$", pieces[-1], re.IGNORECASE)
    if not found:
        return ""
    pieces[-1] = pieces[-1][: found.start()].strip()
    if not pieces[-1]:
        pieces.pop()
    return tidy_postcode(found[1])


def _flats(pieces: list[str]) -> Flats | None:
    """`Flat 1-6` at the beginning, taken off the pieces."""
    found = _FLATS.fullmatch(pieces[0]) if pieces else None
    if not found:
        return None
    first, last = found[2].upper(), (found[3] or found[2]).upper()
    pieces.pop(0)
    return Flats(found[1].capitalize(), *_row(first, last, found[0]))


def _row(first: str, last: str, text: str) -> tuple[str, str]:
    """The ends of a row of flats, both numbers or both letters, the lower first."""
    if first.isdigit() != last.isdigit():
        raise NotUnderstood(text, "two numbers or two letters, such as Flat 1-6")
    if first.isdigit():
        first, last = str(int(first)), str(int(last))
    if (len(first), first) > (len(last), last):
        raise NotUnderstood(text, f"the lower first: {last}-{first}")
    return first, last


def _runs_behind(pieces: list[str]) -> tuple[Run, ...]:
    """The stretches of numbers behind the street, taken off the pieces."""
    runs: list[Run] = []
    while pieces and (found := _ALONE.fullmatch(pieces[-1])):
        runs.insert(0, _run(found[1], found[2], found[3], pieces.pop()))
    return tuple(runs)


def _street(piece: str, behind: tuple[Run, ...]) -> tuple[str, tuple[Run, ...]]:
    """The street, and its numbers whether they stand before or behind its name."""
    if found := _BEHIND.fullmatch(piece):
        return found[1].strip(), (_run(found[2], found[3], found[4], piece), *behind)
    if found := _BEFORE.fullmatch(piece):
        return found[3].strip(), (_run(found[1], found[2], None, piece), *behind)
    return piece, behind


def _block(piece: str) -> tuple[Flats | None, str]:
    """A house or block by name, with its flats where numbers stand before it: `1-20 Tower House`."""
    found = _BEFORE.fullmatch(piece)
    if not found:
        return None, piece
    run = _run(found[1], found[2], None, piece)
    if run.letter:
        raise NotUnderstood(piece, "flats by number, such as 1-20 Tower House")
    return Flats("", str(run.first), str(run.last)), found[3].strip()


def _run(first: str, last: str | None, which: str | None, text: str) -> Run:
    """The numbers between two ends. `2A-F` is `2A-2F`."""
    number, letter = _mark(first)
    if last is None:
        to, to_letter = number, letter
    elif last.isalpha():
        to, to_letter = number, last.upper()
    else:
        to, to_letter = _mark(last)
    if bool(letter) != bool(to_letter) or (letter and number != to):
        raise NotUnderstood(
            text, "numbers such as 1-99, or one number’s letters such as 2A-2F"
        )
    if (to, to_letter) < (number, letter) or number == 0:
        raise NotUnderstood(text, "the lower number first, from 1 on")
    side = Which.BOTH
    if which and which[0].lower() in "oe":
        side = Which.ODD if which[0].lower() == "o" else Which.EVEN
    if letter and side is not Which.BOTH:
        raise NotUnderstood(text, "letters without odd or even, such as 2A-2F")
    return Run(number, to, letter, to_letter, side)


def _mark(text: str) -> tuple[int, str]:
    return (int(text[:-1]), text[-1].upper()) if text[-1].isalpha() else (int(text), "")


def _letters(first: str, last: str) -> list[str]:
    return [chr(code) for code in range(ord(first), ord(last) + 1)]


def doors_of(stretch: Stretch) -> list[Door]:
    """The doors of a stretch in the order typed, read as a council's address would be: so the two meet later."""
    numbers = [n for run in stretch.runs for n in run.numbers()] or [""]
    flats = stretch.flats.names() if stretch.flats else [""]
    return [_door(stretch, number, flat) for number in numbers for flat in flats]


def _door(stretch: Stretch, number: str, flat: str) -> Door:
    """One door; its street is as was typed, whatever its name looks like."""
    building = stretch.building
    if flat and building and stretch.flats and not stretch.flats.word:
        above = [f"{flat} {building}"]
    else:
        above = [flat, building]
    lines = tuple(filter(None, [*above, f"{number} {stretch.street}".strip()]))
    key = street_key(stretch.street)
    door = read_door(Address(lines, stretch.postcode), {key})
    if door is None or door.street_key != key:
        hints = Hints(flat, building, number, stretch.street)
        door = read_door(Address(lines, stretch.postcode, hints))
    if door is None:
        raise NotUnderstood(", ".join(lines), EXAMPLE)
    return replace(door, unsure=False)


def once_each(doors: Iterable[Door]) -> list[Door]:
    """The doors without those that say an earlier one again."""
    first: dict[str, Door] = {}
    for door in doors:
        first.setdefault(door.identity, door)
    return list(first.values())
