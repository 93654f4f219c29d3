"""Lists of names and seats, as people write them down, read as a slate: who is meant for certain, and who perhaps.

A list is a CSV with a heading (`name`, and where it helps `seat`, `code`, `election`, `party`), or plain lines, each a
name and after a comma the seat. Newspapers, parties and publishers spell names differently, so a name that is not exactly
there is no match but a question, shown with everybody who may be meant; nobody is guessed.
"""

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from hustings.core.errors import HustingsError
from hustings.core.psephology.past import Election, SeatResult, Stood
from hustings.core.psephology.people import Found, find
from hustings.core.psephology.slates import Tag, tag_of
from hustings.core.register.cells import as_written, neutralised
from hustings.core.spelling import fold_place, folded

MOST_LINES = 5_000
LONGEST = 2_000
"""No name with its seat has so many letters."""
MOST_ASKED = 8
"""So many people who may be meant are shown with a question, the likeliest."""
COLUMNS = ("election", "code", "seat", "name", "party")
NAMES = frozenset({"name", "candidate"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: its number in the file, and what it says; `election` is a year, a day or empty."""

    number: int
    name: str
    seat: str = ""
    code: str = ""
    election: str = ""
    party: str = ""

    def __str__(self) -> str:
        return f"{self.name}, {self.seat or self.code}".strip(", ")


@dataclass(frozen=True, slots=True)
class Asked:
    """A candidacy that a line may mean, and what speaks for it."""

    tag: Tag
    seat: str
    votes: int
    why: str


@dataclass(frozen=True, slots=True)
class Matched:
    """A line with the one candidacy that it means, or those that it may mean; with neither, nobody was found."""

    line: Line
    sure: Asked | None = None
    perhaps: tuple[Asked, ...] = ()


def read_list(text: str) -> tuple[Line, ...]:
    """The lines of a list. Refuses an empty one, a web page, one far too long, and a row without a name, by its line."""
    if text.lstrip()[:1] == "<":
        raise HustingsError(
            "This is a web page and no list of names. Save the list itself, as CSV or as plain text, and try again."
        )
    if "\0" in text:
        raise HustingsError(
            "This is no text. Save the list as CSV or as plain text, and try again."
        )
    rows = list(_rows(text))
    if not rows:
        raise HustingsError(
            "There is no name in the list. Write one candidate a line: the name, a comma, the seat."
        )
    if len(rows) > MOST_LINES:
        raise HustingsError(
            f"The list has {len(rows):,} lines, and {MOST_LINES:,} at most were expected. Divide it."
        )
    heading = [cell.casefold() for cell in rows[0][1]]
    if NAMES & set(heading):
        return tuple(_under(heading, number, cells) for number, cells in rows[1:])
    return tuple(_plain(number, cells) for number, cells in rows)


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Cells by line, those without any left out. Tabs part cells as well, as copied from a table."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff").split("\n")
    tabs = sum("\t" in line for line in lines) * 2 > len([x for x in lines if x])
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST:
            raise HustingsError(
                f"Line {number} has {len(line):,} letters, where a name and a seat were expected. Write one candidate a line."
            )
        cells = next(csv.reader([line], delimiter="\t" if tabs else ","), [])
        stripped = [as_written(cell.strip()) for cell in cells]
        if any(stripped):
            yield number, stripped


def _under(heading: Sequence[str], number: int, cells: Sequence[str]) -> Line:
    """A line under a heading; columns of other names are passed over, and so are figures."""
    told = dict(zip(heading, cells, strict=False))
    name = next((told[each] for each in NAMES if told.get(each)), "")
    if not name:
        raise HustingsError(
            f"Line {number}: there is no name in the column {' or '.join(sorted(NAMES & set(heading)))}."
        )
    seat = told.get("seat") or told.get("constituency") or ""
    return Line(
        number,
        name,
        seat,
        told.get("code", ""),
        told.get("election", ""),
        told.get("party", ""),
    )


def _plain(number: int, cells: Sequence[str]) -> Line:
    """A line without a heading: a name, then the seat, whose own commas belong to it; figures after it are passed over."""
    words = [cell for cell in cells if cell and not _is_figure(cell)]
    if not words or _is_figure(cells[0]):
        raise HustingsError(
            f"Line {number}: {', '.join(cells)[:60]!r} was found where a name and, after a comma, a seat were expected."
        )
    return Line(number, words[0], ", ".join(words[1:]))


def _is_figure(cell: str) -> bool:
    return cell.strip("%").replace(".", "").replace(" ", "").isdigit()


def write_list(tags: Iterable[tuple[Tag, str]]) -> str:
    """Tags, each with its seat's name, as a list that loads on any server that has the same results."""
    written = io.StringIO()
    table = csv.writer(written, lineterminator="\n")
    table.writerow(COLUMNS)
    for tag, seat in tags:
        words = map(neutralised, (tag.code, seat, tag.name, tag.party))
        table.writerow([str(tag.day), *words])
    return written.getvalue()


def match_list(
    lines: Iterable[Line], election_of: Callable[[str], Election]
) -> Iterator[Matched]:
    """Each line with whom it means, one after the other. `election_of` gives the election of a year or day, and of "" the one looked at.

    Refuses an election that is not there, by the line.
    """
    known: dict[str, Election] = {}
    for line in lines:
        if line.election not in known:
            try:
                known[line.election] = election_of(line.election)
            except HustingsError as problem:
                raise HustingsError(f"Line {line.number}: {problem}") from problem
        yield match(line, known[line.election])


def match(line: Line, election: Election) -> Matched:
    """Sure are: the name exactly, in the seat that is named; or with no seat named, the only one of exactly that name.

    Where a party is told and no seat, somebody of that name who stood for another is a question.
    """
    seats = _seats(line, election)
    exact = [pair for pair in seats if _fold(pair[1].name) == _fold(line.name)]
    of_party = [each for each in exact if _is_of(line.party, each[1])]
    if len(exact) > 1:
        exact = of_party or exact
    is_told = bool(line.seat or line.code)
    if len(exact) == 1 and not is_told and not of_party:
        why = f"stood for {exact[0][1].candidacy.party}, not for {line.party}"
        return Matched(line, perhaps=(_asked(*exact[0], why),))
    if len(exact) == 1:
        return Matched(line, sure=_asked(*exact[0], "the same name"))
    if exact:
        why = "the same name here" if is_told else "the same name in another seat"
        return Matched(line, perhaps=tuple(_asked(*each, why) for each in exact))
    return Matched(line, perhaps=tuple(_perhaps(line, election))[:MOST_ASKED])


def _is_of(party: str, stood: Stood) -> bool:
    """Whether somebody stood for the party of a list, by its short form or its name; an empty one is any."""
    named = {"", stood.party.casefold(), stood.candidacy.party.casefold()}
    return party.casefold() in named


_fold = lru_cache(maxsize=65_536)(folded)


def _seats(line: Line, election: Election) -> list[tuple[SeatResult, Stood]]:
    """Everybody who stood in the seat of that code or name; where none is told, everybody."""
    if line.code in election.seats:
        seats = [election.seats[line.code]]
    elif line.seat:
        sought = fold_place(line.seat)
        seats = [each for each in election if fold_place(each.name) == sought]
    else:
        seats = [] if line.code else list(election)
    return [(seat, stood) for seat in seats for stood in seat.stood]


def _perhaps(line: Line, election: Election) -> Iterator[Asked]:
    """People whose name is alike in seats whose name is alike; failing that, in any seat."""
    near = find(election, line.name, line.seat) if line.seat else ()
    for each in near or find(election, line.name):
        yield _asked(each.seat, each.stood, _why(line, each))


def _why(line: Line, found: Found) -> str:
    said = []
    if found.why:
        said.append(found.why)
    if line.seat and fold_place(line.seat) != fold_place(found.seat.name):
        said.append(f"stood in {found.seat.name}, not in {line.seat}")
    return "; ".join(said)


def _asked(seat: SeatResult, stood: Stood, why: str) -> Asked:
    return Asked(tag_of(seat, stood), seat.name, stood.votes, why)
