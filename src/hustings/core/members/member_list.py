"""A list of members, as a spreadsheet: a name, and where the list has them a number, the day of joining and a standing.

Columns are guessed from their headings; where no heading is a name, somebody says which column holds what. A row that
cannot be read is told with its line and column, and the others are read all the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from hustings.core.register.cells import parse_date, tidy
from hustings.core.register.rows import Refusal
from hustings.core.register.sources import Source, find_tables
from hustings.core.register.tables import Record, Table, UnreadableFile, cut
from hustings.core.spelling import folded

MOST = 100_000
"""Members of one list."""
HEAD = 20
"""Lines in which the headings are looked for."""
LONGEST = {"name": 200, "number": 60, "about": 120}
"""Characters that are kept of each."""
MEANINGS = {
    "name": ("name", "full name", "member", "member name", "voter", "known as"),
    "forenames": ("forenames", "forename", "first name", "first names", "given name", "given names"),
    "surname": ("surname", "last name", "family name", "second name"),
    "number": ("membership number", "member number", "membership no", "member no", "membership id", "member id", "number", "no", "id"),
    "since": ("member since", "joined", "date joined", "join date", "joining date", "since", "joined on", "membership start", "start date"),
    "standing": ("suspended", "standing", "status", "membership status", "member status"),
    "about": ("branch", "street", "address", "address 1", "town", "postcode", "ward", "to tell them apart"),
}  # fmt: skip
"""What a column may hold, and the headings by which that is guessed."""
_IN_ORDER = frozenset(
    ("", "no", "n", "false", "0", "active", "current", "full", "member", "full member")
    + ("good standing", "in good standing", "paid", "paid up", "ok")
)
_YES = frozenset(("yes", "y", "true", "1", "x"))
EXPECTED_DAY = "a day such as 4 July 2024, or nothing"


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a list."""

    name: str
    number: str = ""
    about: str = ""
    since: date | None = None
    doubt: str = ""
    """Why they may not vote unless somebody rules so: suspended, or whatever their standing says."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """Which column holds what, by its place from 0, as a person says it; `bare` where the first row is a member."""

    columns: Mapping[str, int]
    bare: bool = False


@dataclass(frozen=True, slots=True)
class MemberList:
    """What a list says; nobody where no column is known to hold the names."""

    headings: tuple[str, ...]
    columns: Mapping[str, int]
    members: tuple[Member, ...]
    refused: tuple[Refusal, ...]

    @property
    def is_clear(self) -> bool:
        """Whether some column holds the names."""
        return _names(self.columns)


def read_members(source: Source, said: Said | None = None) -> MemberList:
    """The list; `UnreadableFile` where there is no table in it, or more than one with names."""
    tables = find_tables(source).tables
    if not tables:
        raise UnreadableFile(source.name, "there is no table in it. Send CSV or XLSX.")
    found = [_opened(table, said) for table in tables]
    with_names = [each for each in found if _names(each.columns)]
    if len(with_names) > 1:
        names = ", ".join(each.table.name for each in with_names)
        raise UnreadableFile(
            source.name, f"it has several tables with names: {names}. Send one of them."
        )
    return _read(with_names[0] if with_names else found[0], source)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A table whose headings were found; private to this module."""

    table: Table
    delimiter: str
    headings: tuple[str, ...]
    columns: Mapping[str, int]
    rows_from: int


def _opened(table: Table, said: Said | None) -> _Opened:
    heads = {each: list(islice(table.records(each), HEAD)) for each in table.delimiters}
    if not any(heads.values()):
        raise UnreadableFile(table.name, "there is nobody in it.")
    cut_up = (_headed(table, each, head, said) for each, head in heads.items())
    return max(cut_up, key=_goodness)


def _goodness(opened: _Opened) -> tuple[bool, int]:
    return _names(opened.columns), len(opened.headings)


def _headed(
    table: Table, delimiter: str, head: Sequence[Record], said: Said | None
) -> _Opened:
    """The first line with a heading for names, or else the first of the widest lines."""
    widest = max(len([cell for cell in each.cells if cell]) for each in head)
    guesses = [_guess(each.cells) for each in head]
    row = next((at for at, guess in enumerate(guesses) if _names(guess)), None)
    if row is None:
        row = next(
            at for at, each in enumerate(head)
            if len([cell for cell in each.cells if cell]) == widest
        )  # fmt: skip
    columns = dict(said.columns) if said else guesses[row]
    if said and said.bare:
        places = tuple(f"column {n}" for n in range(1, len(head[row].cells) + 1))
        return _Opened(table, delimiter, places, columns, 0)
    headings = tuple(
        tidy(cell) or f"column {n}" for n, cell in enumerate(head[row].cells, start=1)
    )
    return _Opened(table, delimiter, headings, columns, row + 1)


def _guess(cells: Sequence[str]) -> dict[str, int]:
    plain = {folded(cell): place for place, cell in reversed(list(enumerate(cells)))}
    found = {
        meaning: plain[word]
        for meaning, words in MEANINGS.items()
        for word in reversed(words)
        if word in plain
    }
    if "forenames" in found and "surname" in found:
        found.pop("name", None)
    return found


def _names(columns: Mapping[str, int]) -> bool:
    return "name" in columns or "surname" in columns


def _read(opened: _Opened, source: Source) -> MemberList:
    members: list[Member] = []
    refused: list[Refusal] = []
    if _names(opened.columns):
        for read in _rows(opened):
            if isinstance(read, Refusal):
                refused.append(read)
            else:
                members.append(read)
            if len(members) > MOST:
                raise UnreadableFile(
                    source.name, f"it has more than {MOST:,} members: is it a roll?"
                )
    return MemberList(opened.headings, opened.columns, tuple(members), tuple(refused))


def _rows(opened: _Opened) -> Iterator[Member | Refusal]:
    seen: dict[str, Member] = {}
    for record in islice(
        opened.table.records(opened.delimiter), opened.rows_from, None
    ):
        read = _member(opened, record)
        if isinstance(read, Member) and (number := folded(read.number)):
            first = seen.setdefault(number, read)
            if first is not read:
                expected = f"a number that stands once; line {first.line} has it, for {first.name}"
                read = _refusal(opened, record, "number", expected)
        yield read


def _member(opened: _Opened, record: Record) -> Member | Refusal:
    if record.fault:
        fault = record.fault
        heading = _heading(opened, fault.column)
        return Refusal(
            opened.table.name, record.line, heading, fault.value, fault.expected
        )
    cells = {meaning: _cell(record, place) for meaning, place in opened.columns.items()}
    name = " ".join(
        filter(None, (cells.get(part) for part in ("name", "forenames", "surname")))
    )
    if not any(map(str.isalpha, name)):
        return _refusal(opened, record, "name", "a name")
    for meaning, longest in LONGEST.items():
        text = name if meaning == "name" else cells.get(meaning, "")
        if len(text) > longest:
            return _refusal(opened, record, meaning, f"at most {longest} characters")
    try:
        since = parse_date(cells.get("since", ""))
    except ValueError:
        return _refusal(opened, record, "since", EXPECTED_DAY)
    heading = _heading(opened, opened.columns.get("standing"))
    doubt = _doubt(cells.get("standing", ""), heading)
    number, about = cells.get("number", ""), cells.get("about", "")
    return Member(name, number, about, since, doubt, record.line)


def _doubt(standing: str, heading: str) -> str:
    """What a standing says against somebody's vote: nothing, that it is so (yes, under “Suspended”), or its own words."""
    if folded(standing) in _IN_ORDER:
        return ""
    return cut(heading if folded(standing) in _YES else standing)


def _cell(record: Record, place: int) -> str:
    return tidy(record.cells[place]) if place < len(record.cells) else ""


def _heading(opened: _Opened, place: int | None) -> str:
    known = place is not None and place < len(opened.headings)
    return opened.headings[place or 0] if known else ""


def _refusal(opened: _Opened, record: Record, meaning: str, expected: str) -> Refusal:
    place = opened.columns.get(meaning)
    if place is None and meaning == "name":
        place = opened.columns.get("surname")
    value = _cell(record, place) if place is not None else ""
    heading = _heading(opened, place)
    return Refusal(opened.table.name, record.line, heading, cut(value), expected)
