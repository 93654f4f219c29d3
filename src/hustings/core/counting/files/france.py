"""The French ministry's file of a first round by candidate: a row for each, a constituency's figures repeated in its rows.

Votes there are totals, so a paper is taken for each vote. A constituency is known by its code (`0101`), never by names,
whose accents some copies of the file have lost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from hustings.core.counting.files.cells import cells_of, delimiter_of
from hustings.core.counting.files.faults import Told, shown
from hustings.core.counting.files.layout import (
    CUT_OFF,
    Asked,
    Found,
    Layout,
    Named,
    check_candidates,
    whole,
)
from hustings.core.counting.files.source import Source, clean
from hustings.core.counting.poll import Candidate, Poll

CODE, REGISTERED, VALID, VOTES = "CodCirElec", "Inscrits", "Exprimes", "NbVoix"
SURNAME, FORENAME, SLATE, STATUS = "NomPsn", "PrenomPsn", "CodNuaCand", "Elu"
PLACE, NUMBER = "LibCirElec", "NumPanneauCand"
NEEDED = (CODE, REGISTERED, VALID, VOTES, SURNAME, FORENAME, SLATE, NUMBER)


@dataclass(frozen=True, slots=True)
class FirstRound:
    """One constituency."""

    code: str
    registered: int
    valid: int
    poll: Poll
    status: tuple[str, ...]
    """What the ministry says became of each candidate, in the order of the poll's."""
    line: int


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: dict[str, str]
    columns: dict[str, int]

    def number(self, key: str) -> int:
        return whole(self.cells[key], "a whole number", self.columns[key], least=0)


def constituencies(source: Source) -> Iterator[FirstRound]:
    """Every constituency, in the order of the file."""
    for code, rows in groupby(_rows(source), key=lambda row: row.cells[CODE].strip()):
        yield _first_round(source, code, list(rows))


def _rows(source: Source) -> Iterator[_Row]:
    keys: list[str] = []
    delimiter = ","
    for line, raw in source.lines():
        text = source.text(raw)
        if not keys:
            delimiter = delimiter_of(text)
            keys = [clean(cell) for cell in text.split(delimiter)]
            continue
        if not text.strip():
            continue
        try:
            cells = cells_of(text, delimiter)
        except Told as unclear:
            raise source.fault(line, unclear) from unclear
        if len(cells) != len(keys):
            told = Told(f"{len(cells)} cells", f"{len(keys)}, as in the heading", do=CUT_OFF)  # fmt: skip
            raise source.fault(line, told)
        columns = {key: at for at, key in enumerate(keys, start=1)}
        yield _Row(line, dict(zip(keys, cells, strict=True)), columns)


def _first_round(source: Source, code: str, rows: list[_Row]) -> FirstRound:
    named = [Named(_candidate(row), row.line) for row in rows]
    check_candidates(source, named)
    at = rows[0]
    try:
        for at in rows:
            at.number(VOTES)
        papers = {
            bytes([place]): row.number(VOTES)
            for place, row in enumerate(rows, start=1)
            if row.number(VOTES)
        }
        at = rows[0]
        registered, valid = at.number(REGISTERED), at.number(VALID)
    except Told as told:
        raise source.fault(at.line, told) from told
    title = clean(f"{code} {at.cells.get(PLACE, '')}")
    candidates = tuple(each.candidate for each in named)
    return FirstRound(
        code,
        registered,
        valid,
        Poll(title, 1, candidates, papers),
        tuple(row.cells.get(STATUS, "").strip() for row in rows),
        at.line,
    )


def _candidate(row: _Row) -> Candidate:
    name = clean(f"{row.cells[FORENAME]} {row.cells[SURNAME]}")
    return Candidate(name, clean(row.cells[SLATE]))


def told_by(head: Sequence[str]) -> str:
    first = head[0] if head else ""
    keys = {clean(cell) for cell in first.split(delimiter_of(first))}
    if {*NEEDED} <= keys:
        return f"the heading has {CODE} and {VOTES}"
    return ""


def read(source: Source, asked: Asked) -> Found:
    """The constituency that was asked for."""
    found, codes = None, list[str]()
    for each in constituencies(source):
        if each.code in codes:
            raise source.fault(each.line, Told(f"{each.code} a second time", "all its rows together"))  # fmt: skip
        codes.append(each.code)
        if asked.contest in (each.code, None):
            found = found or each
    if found is None or (asked.contest is None and len(codes) > 1):
        raise source.fault(1, _which(asked, codes))
    return _found(source, found, asked)


def _which(asked: Asked, codes: list[str]) -> Told:
    some = shown(", ".join(codes), 60)
    return Told(
        f"{len(codes)} constituencies",
        f"the one to be counted ({some})"
        if not asked.contest
        else f"one with the code {shown(asked.contest)} ({some})",
        do="Say which: --contest 0101.",
    )


def _found(source: Source, found: FirstRound, asked: Asked) -> Found:
    if asked.in_order:
        raise source.fault(found.line, Told("totals", "papers one by one, which these rules need"))  # fmt: skip
    if not found.poll.papers:
        raise source.fault(found.line, Told("no votes", "at least one"))
    if found.poll.size != found.valid:
        source.notes.append(
            f"The candidates' votes add up to {found.poll.size:,}, not to the {found.valid:,} valid votes that the file gives."
        )
    if asked.seats not in (None, 1):
        raise source.fault(found.line, Told(f"{asked.seats} seats asked", "1, as a constituency has one deputy"))  # fmt: skip
    return Found(found.poll, found.registered)


FRANCE = Layout(
    "france",
    "French ministry's first round by candidate",
    told_by,
    read,
    several=True,
)
