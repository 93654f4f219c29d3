"""A campaign's own results of small areas: wards at local elections, polling districts by what the box tally gave.

Councils print ward results as they like, and nobody prints what was in each box, so campaigns type them into a table:
a row for each candidate, with the area and the day beside. A row that cannot be takes its whole area out of the file,
since half an area's candidates would give wrong shares; every such row is told with line, what was there and what was
expected.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from io import StringIO

from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.elections.results_table import Row, Table
from hustings.core.errors import HustingsError
from hustings.core.register.cells import as_written, neutralised
from hustings.core.spelling import fold_place

AREA, DAY, KIND, CANDIDATE, PARTY, VOTES = NEEDED = (
    "area",
    "election day",
    "kind",
    "candidate",
    "party",
    "votes",
)
ELECTORATE, SPOILT, ELECTED = OPTIONAL = ("electorate", "spoilt", "elected")
DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")
FIRST_DAY = date(1832, 1, 1)
LONGEST, MOST = 120, 10_000_000


class Kind(StrEnum):
    """What an area's figures are."""

    LOCAL = "local election"
    """A declared result: a ward's councillors."""
    BOX = "box tally"
    """What our people counted over the shoulders of those who count: a part of a contest, and nobody is elected by it."""


@dataclass(frozen=True, slots=True)
class Key:
    """Which result it is: the area by its folded name, the polling day, and what kind."""

    area: str
    day: date
    kind: Kind


@dataclass(frozen=True, slots=True)
class AreaResult:
    """An area's figures on a day. `area` is its name as written; a box tally's winner is only who was ahead in it."""

    area: str
    day: date
    kind: Kind
    result: DeclaredResult

    @property
    def key(self) -> Key:
        return Key(fold_place(self.area), self.day, self.kind)


@dataclass(frozen=True, slots=True)
class Wrong:
    """A row, or an area, that cannot be: where it stands, what was there and what was expected."""

    line: int
    area: str
    said: str

    def __str__(self) -> str:
        return f"Line {self.line}{f', {self.area}' if self.area else ''}: {self.said}"


@dataclass(frozen=True, slots=True)
class AreaResults:
    """What a file gave: the results that can be, in the file's order, and what is wrong with the others."""

    file: str
    found: tuple[AreaResult, ...]
    wrong: tuple[Wrong, ...]


def read_area_results(table: Table, *, latest: date) -> AreaResults:
    """The results of a table; `latest` is the last day on which an election can have been. Refuses other columns."""
    lacking = [name for name in NEEDED if name not in table.columns]
    if lacking:
        raise HustingsError(
            f"{table.file}: the columns {', '.join(lacking)} are missing. Found: {', '.join(filter(None, table.heading))}. "
            f"Expected: {', '.join(NEEDED)}, and if known {', '.join(OPTIONAL)}."
        )
    if not table.rows:
        raise HustingsError(f"{table.file}: has a heading but no rows.")
    cells = [_Cells(row, latest) for row in table.rows]
    homeless = _homeless(cells)
    areas: dict[tuple[str, str, str], list[_Cells]] = {}
    for each in cells:
        areas.setdefault(each.group, []).append(each)
    found, wrong = [], []
    for rows in areas.values():
        result, said = _area(rows, homeless.get(rows[0].group[0]))
        found += [result] if result else []
        wrong += said
    wrong.sort(key=lambda each: each.line)
    return AreaResults(table.file, tuple(found), tuple(wrong))


def written(results: Iterable[AreaResult]) -> str:
    """The results as a table that `read_area_results` reads back as they are; a name like a formula is made harmless."""
    text = StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow([*NEEDED, *OPTIONAL])
    for each in results:
        of_area = each.result.electorate, each.result.rejected
        numbers = ["" if number is None else number for number in of_area]
        table.writerows(
            [neutralised(each.area), each.day, each.kind, neutralised(line.name), neutralised(line.party), line.votes, *numbers, "yes" if line.elected else ""]
            for line in each.result.candidacies
        )  # fmt: skip
    return text.getvalue()


def template() -> str:
    """A table to fill in, with two invented areas as examples."""
    ward = DeclaredResult(
        contest="",
        candidacies=(
            Candidacy("Ada Example", "Independent", 812, elected=True),
            Candidacy("Bo Example", "Labour", 640),
        ),
        electorate=4012,
        rejected=9,
    )
    box = DeclaredResult(
        contest="",
        candidacies=(Candidacy("", "Labour", 301), Candidacy("", "Conservative", 187)),
    )
    return written(
        (
            AreaResult("Mill Ward", date(2026, 5, 7), Kind.LOCAL, ward),
            AreaResult("AB1", date(2024, 7, 4), Kind.BOX, box),
        )
    )


class _Cells:
    """A row while it is read; `said` gathers what in it cannot be."""

    def __init__(self, row: Row, latest: date) -> None:
        self.row, self.said = row, list[str]()
        self.area = self._name(AREA)
        if not 0 < len(fold_place(self.area)) <= LONGEST:
            self._expected(AREA, "the name of a ward or polling district")
        self.day = self._day(latest)
        self.kind = self._kind()
        self.votes = self._count(VOTES, needed=True)
        self.electorate, self.spoilt = self._count(ELECTORATE), self._count(SPOILT)
        self.name, self.party = self._name(CANDIDATE), self._name(PARTY)
        if not self.name and not self.party:
            self._expected(CANDIDATE, "a name, or a party in the next column,")
        self.elected = self._elected()

    @property
    def group(self) -> tuple[str, str, str]:
        """What rows of one area have in common, also where it cannot be read."""
        row = self.row
        return fold_place(self.area), str(self.day or row.text(DAY)), str(self.kind or row.text(KIND))  # fmt: skip

    @property
    def is_homeless(self) -> bool:
        """Whether nobody can say which result the row belongs to, as its area, day or kind cannot be read."""
        return not self.group[0] or self.day is None or self.kind is None

    @property
    def wrong(self) -> list[Wrong]:
        return [Wrong(self.row.line, self.area, each) for each in self.said]

    def _expected(self, column: str, what: str) -> None:
        written = self.row.text(column)[:40]
        self.said.append(f"column {column}: {written!r} was found where {what} was expected.")  # fmt: skip

    def _name(self, column: str) -> str:
        written = as_written(" ".join(self.row.text(column).split()))
        if len(written) > LONGEST:
            self._expected(column, f"a name of at most {LONGEST} letters")
        return written[:LONGEST]

    def _day(self, latest: date) -> date | None:
        for form in DAYS:
            try:
                found = datetime.strptime(self.row.text(DAY), form).date()  # noqa: DTZ007  # a day has no zone
            except ValueError:
                continue
            if FIRST_DAY <= found <= latest:
                return found
        self._expected(DAY, "a day that has been, such as 2026-05-07 or 7/5/2026,")
        return None

    def _kind(self) -> Kind | None:
        written = " ".join(self.row.text(KIND).casefold().split())
        found = [kind for kind in Kind if written in (kind, kind.split()[0])]
        if not found:
            self._expected(KIND, " or ".join(Kind))
        return found[0] if found else None

    def _count(self, column: str, *, needed: bool = False) -> int | None:
        row = self.row
        try:
            found = row.count(column) if needed else row.count_or_none(column)
        except HustingsError as problem:
            said = str(problem).removeprefix(f"{row.file}, line {row.line}").lstrip(",: ")  # fmt: skip
            self.said += [said] if said not in self.said else []
            return None
        if found is not None and found > MOST:
            self._expected(column, f"a number of at most {MOST:,}")
        return found

    def _elected(self) -> bool:
        written = self.row.text(ELECTED).casefold()
        if written not in ("", "yes", "no"):
            self._expected(ELECTED, "yes, no or nothing")
        if written == "yes" and self.kind is Kind.BOX:
            self._expected(ELECTED, "nothing, as a box tally elects nobody,")
        return written == "yes"


def _homeless(rows: Sequence[_Cells]) -> dict[str, int]:
    """Areas of which a row's day or kind cannot be read, with its line; without an area it may be of that above or below."""
    found: dict[str, int] = {}
    above, unnamed = "", 0
    for row in rows:
        area, line = row.group[0], row.row.line
        if area and unnamed:
            found.setdefault(area, unnamed)
        if row.is_homeless and (area or above):
            found.setdefault(area or above, line)
        above, unnamed = (area, 0) if area else (above, unnamed or line)
    return found


def _area(
    rows: Sequence[_Cells], homeless: int | None
) -> tuple[AreaResult | None, list[Wrong]]:
    """The area's result, or what is wrong with its rows or with all of them together.

    `homeless` is the line of a row that may be one of these candidates, though it does not say so.
    """
    first = rows[0]
    wrong = [each for row in rows for each in row.wrong]
    if homeless and not wrong:
        said = (
            f"left out, as the row in line {homeless} may belong to it: mend that row."
        )
        return None, [Wrong(first.row.line, first.area, said)]
    wrong += _unlike(rows, ELECTORATE, [row.electorate for row in rows])
    wrong += _unlike(rows, SPOILT, [row.spoilt for row in rows])
    if wrong or first.day is None or first.kind is None:
        return None, wrong
    candidacies = (
        Candidacy(row.name, row.party, row.votes or 0, elected=row.elected)
        for row in rows
    )
    try:
        result = DeclaredResult(
            contest=first.area,
            candidacies=tuple(candidacies),
            electorate=_known(row.electorate for row in rows),
            rejected=_known(row.spoilt for row in rows),
        )
    except HustingsError as problem:
        said = str(problem).removeprefix(f"{first.area}: ")
        if "papers are more" in said:
            said += (
                " Where electors had several votes each, leave the electorate empty."
            )
        return None, [Wrong(first.row.line, first.area, said)]
    return AreaResult(first.area, first.day, first.kind, result), []


def _unlike(
    rows: Sequence[_Cells], column: str, numbers: Sequence[int | None]
) -> Iterator[Wrong]:
    """An area's rows need not all repeat its electorate, but may not differ in it."""
    first = _known(numbers)
    for row, number in zip(rows, numbers, strict=True):
        if number is not None and number != first:
            said = f"column {column}: {number:,} was found where {first:,} stands in an earlier row of the same area."
            yield Wrong(row.row.line, row.area, said)


def _known(numbers: Iterable[int | None]) -> int | None:
    return next((each for each in numbers if each is not None), None)
