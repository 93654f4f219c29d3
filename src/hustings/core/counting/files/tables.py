"""CSV with a heading: ranks in a column for each candidate, or names in a column for each preference.

Columns of one kind or the other, a column that says how many papers are alike (or none: each row is one paper), and
columns that are passed over (a paper's number, a precinct). Lines `# title: …`, `# seats: …`, `# candidate: …` and
`# withdrawn: …` may stand above the heading; we write them, so that nothing of a poll is lost.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hustings.core.counting.files.cells import (
    DELIMITERS,
    cells_of,
    delimiter_of,
    written_row,
)
from hustings.core.counting.files.faults import Told, shown
from hustings.core.counting.files.layout import (
    CUT_OFF,
    Heading,
    Named,
    papers_in,
    seats_in,
)
from hustings.core.counting.files.source import Source, clean
from hustings.core.counting.poll import Candidate, Poll

MANY = {
    "papers", "number of papers", "count", "ballots", "number of ballots", "votes", "number of votes", "quantity",
    "weight", "voters", "number", "how many",
}  # fmt: skip
PASSED_OVER = {
    "paper", "ballot", "paper number", "ballot number", "ballot id", "paper id", "id", "no", "no.", "precinct", "ward",
    "polling district", "batch", "box",
}  # fmt: skip
_NTH = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")  # fmt: skip
_PREFERENCE = re.compile(
    r"(?:(?:preference|pref|rank|choice)\s*_?\s*)?(\d{1,3})(?:st|nd|rd|th)?(?:\s+(?:preference|pref|rank|choice)\b.*)?"
)
_PREFERENCE_IN_WORDS = re.compile(r"(\w+)\s+(?:preference|choice|rank)\b.*")


@dataclass
class Table:
    """What stands above the papers: our own lines, and the heading."""

    source: Source
    delimiter: str = ","
    cells: list[str] = field(default_factory=list)
    line: int = 0
    """The heading's number."""
    title: str = ""
    seats: int | None = None
    candidates: list[Named] = field(default_factory=list)
    withdrawn: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        for number, line in self.source.lines():
            text = self.source.text(line)
            try:
                if self._heads(number, text):
                    return
            except Told as told:
                raise self.source.fault(number, told) from told

    def _heads(self, number: int, text: str) -> bool:
        if not text.strip():
            return False
        if text.lstrip('"').startswith("#"):
            self._own(number, text)
            return False
        self.delimiter = delimiter_of(text)
        self.cells = [clean(cell) for cell in self.row(text)]
        self.line = number
        return True

    def _own(self, number: int, text: str) -> None:
        self.delimiter = ","
        said = self.row(text)[0] if text.startswith('"') else text
        key, _, value = said.lstrip("# ").partition(":")
        match key.strip().lower():
            case "title":
                self.title = clean(value)
            case "seats":
                self.seats = seats_in(value.rstrip(DELIMITERS))
            case "candidate":
                self.candidates.append(Named(Candidate(clean(value)), number))
            case "withdrawn":
                self.withdrawn.add(clean(value))

    def row(self, text: str) -> list[str]:
        """The cells of a line."""
        return cells_of(text, self.delimiter)

    def papers(self) -> Iterator[tuple[int, bytes]]:
        """The lines after the heading."""
        for number, line in self.source.lines():
            if number > self.line and line.strip():
                yield number, line

    @property
    def many(self) -> int | None:
        """Which column says how many papers are alike."""
        found = [at for at, cell in enumerate(self.cells) if cell.lower() in MANY]
        return found[0] if found else None

    def read(self, cells: Sequence[str]) -> int:
        """How many papers a row stands for."""
        return 1 if self.many is None else papers_in(cells[self.many], self.many + 1)

    @property
    def preferences(self) -> list[int]:
        """The columns that hold first, second and further preferences, if that is what the heading says."""
        numbered = {
            at: number
            for at, cell in enumerate(self.cells)
            if (number := preference(cell))
        }
        rest = {
            cell.lower()
            for at, cell in enumerate(self.cells)
            if at not in numbered and cell
        }
        in_order = sorted(numbered, key=numbered.__getitem__)
        whole = [numbered[at] for at in in_order] == list(range(1, len(in_order) + 1))
        return in_order if whole and rest <= MANY | PASSED_OVER else []

    @property
    def names(self) -> dict[int, str]:
        """The columns that are headed by a candidate."""
        return {
            at: cell
            for at, cell in enumerate(self.cells)
            if cell and at != self.many and not is_passed_over(cell, self.cells)
        }

    def say_what_is_passed_over(self) -> None:
        """Where columns are headed by names, one that is not read could be somebody's."""
        for at, cell in enumerate(self.cells):
            if at != self.many and is_passed_over(cell, self.cells):
                self.source.notes.append(
                    f"The column {shown(cell)} is passed over: it says which paper a row is, or from where. "
                    "If it is somebody's name, write more of the name."
                )

    def heading(self) -> Heading:
        strangers = self.withdrawn - {each.candidate.name for each in self.candidates}
        if strangers:
            raise self.source.fault(
                1,
                Told(
                    f"{shown(min(strangers))} among those who withdrew",
                    "one of the candidates",
                ),
            )
        return Heading(self.title, self.seats, frozenset(self.withdrawn))

    def cut_off(self, cells: Sequence[str], number_of_cells: int) -> Told:
        return Told(f"{len(cells)} cells", f"{number_of_cells}, as in the heading", do=CUT_OFF)  # fmt: skip


def is_passed_over(cell: str, headings: Sequence[str]) -> bool:
    """Whether this heading says which paper a row is, or from where. “No” does, but beside “Yes” it is an answer."""
    if cell.lower() == "no" and any(each.lower() == "yes" for each in headings):
        return False
    return cell.lower() in PASSED_OVER


def preference(cell: str) -> int:
    """Which preference a heading means; 0 for none."""
    cell = cell.lower().strip()
    if found := _PREFERENCE.fullmatch(cell):
        return int(found[1])
    if (found := _PREFERENCE_IN_WORDS.fullmatch(cell)) and found[1] in _NTH:
        return _NTH.index(found[1]) + 1
    return 0


def written_heading(poll: Poll, *, candidates: bool) -> Iterator[str]:
    """Our lines above a heading."""
    if poll.title:
        yield written_row([f"# title: {poll.title}"])
    yield written_row([f"# seats: {poll.seats}"])
    if candidates:
        for name in poll.names:
            yield written_row([f"# candidate: {name}"])
    for name in sorted(poll.withdrawn):
        yield written_row([f"# withdrawn: {name}"])
