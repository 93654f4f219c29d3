"""Loading releases: the same file again changes nothing; a corrected one replaces figures and keeps what they were.

All files are read before anything is kept, and kept in one transaction. Where rows are refused nothing is kept unless
whoever loads asks for the good rows alone.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection, transaction

from hustings.apps.history.actions.keeping import Counted, Held, Shelf, keep, key_of
from hustings.apps.history.actions.shelves import (
    ESTIMATES,
    HEXES,
    OUTLINES,
    OVERLAPS,
    REGISTRATIONS,
    SEATS,
    SERIES,
)
from hustings.apps.history.models import Registration, Release
from hustings.apps.history.queries.rows import row_of
from hustings.core.elections.result import Candidacy
from hustings.core.errors import HustingsError
from hustings.core.psephology.files import Content, Package, packages, recognise
from hustings.core.psephology.maps import Outline, Place
from hustings.core.psephology.notional import Estimate, Notional
from hustings.core.psephology.overlaps import Overlap, Overlaps
from hustings.core.psephology.publishers import Loaded
from hustings.core.psephology.registrations import Registrations, unknown_numbers
from hustings.core.psephology.series import Series, SeriesSeat
from hustings.core.psephology.sources import SOURCES, Role

TOLD = 20
"""So many refused rows are named where nothing is loaded."""


@dataclass
class Told:
    """What a loading did, by kind of row in words, and what was wrong in the files."""

    counted: dict[str, Counted] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    def count(self, kind: str, found: Counted) -> None:
        """Add to what was counted of that kind."""
        all_of = self.counted.setdefault(kind, Counted())
        all_of.new += found.new
        all_of.same += found.same
        all_of.replaced += found.replaced
        all_of.better += found.better


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of one kind, by key, with the names of what they are about."""

    kind: str
    shelf: Shelf
    rows: Mapping[str, Any]
    names: Mapping[str, str]


def load(
    *,
    files: Sequence[Path],
    by: str,
    at: datetime,
    day: date | None = None,
    good_rows: bool = False,
) -> Told:
    """Load publishers' files: candidates with their constituencies, estimates, the long series, maps.

    `day` is the polling day, for layouts that do not say it. HustingsError, with nothing loaded, where a file is of no
    known source or lacks its other half, or where rows are refused and not the `good_rows` alone are wanted.
    """
    contents = {name: path.read_bytes() for name, path in _named(files).items()}
    known = [recognise(content, name) for name, content in contents.items()]
    found = list(packages(known, day))
    refused = [each for package in found for each in _refused(package.content)]
    if refused and not good_rows:
        raise HustingsError(_offer(refused, found))
    told = Told(remarks=[*refused, *_remarks(found)])
    with transaction.atomic():
        _one_at_a_time()
        for package in found:
            parts = "".join(sha256(contents[f]).hexdigest() for f in package.files)
            release = Release(
                file=" and ".join(package.files)[:255],
                sha256=sha256(parts.encode()).hexdigest(),
                source=package.source.key,
                loaded_at=at,
                loaded_by=by,
            )
            for rows in _rows(package.content):
                told.count(rows.kind, _keep(rows, release, package.source.role))
    return told


def _one_at_a_time() -> None:
    """Wait until nobody else is loading: two who load the same file would both find its rows new."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('history load'))")


def _named(files: Sequence[Path]) -> dict[str, Path]:
    """The files by name; where two have the same name, with their folders."""
    paths = list(dict.fromkeys(files))
    names = [each.name for each in paths]
    return {str(p) if names.count(p.name) > 1 else p.name: p for p in paths}


def _keep(rows: _Rows, release: Release, role: Role) -> Counted:
    if role is not Role.PARTIES:
        return keep(rows.shelf, rows.rows, rows.names, release)
    whole = set(Release.objects.filter(source__in=_BY_CANDIDATE).values_list("pk", flat=True))  # fmt: skip

    def by_candidate(held: Held) -> bool:
        return held.release_id in whole

    return keep(rows.shelf, rows.rows, rows.names, release, is_better=by_candidate)


_BY_CANDIDATE = [
    each.key
    for each in SOURCES
    if each.role in (Role.CANDIDATES, Role.CONSTITUENCIES, Role.WHOLE)
]


def _offer(refused: Sequence[str], found: Iterable[Package]) -> str:
    good = sum(len(rows.rows) for each in found for rows in _rows(each.content))
    more = f"\nand {len(refused) - TOLD} more" if len(refused) > TOLD else ""
    said = "\n".join(refused[:TOLD])
    return (
        f"Nothing was loaded: {len(refused)} cannot be read:\n{said}{more}\n"
        f"{good:,} are good: put the file right, or load these alone with --good-rows."
    )


def _refused(content: Content) -> list[str]:
    return [str(each) for each in content.refused]


def _remarks(found: Sequence[Package]) -> Iterator[str]:
    """What is to be told and costs no row."""
    numbers = _known_numbers(found)
    for each in found:
        if isinstance(each.content, Loaded):
            told = each.content
            yield from map(str, (*told.doubts, *told.unregistered, *told.corrected))
            yield from unknown_numbers(told, numbers) if numbers else ()
        if isinstance(each.content, Registrations | Overlaps):
            yield from map(str, each.content.doubts)
        if isinstance(each.content, Series):
            yield from map(str, each.content.not_summing)


def _known_numbers(found: Iterable[Package]) -> frozenset[str]:
    """The party numbers of the registrations that are loaded, and of those that are being loaded."""
    held = frozenset(Registration.objects.values_list("number", flat=True))
    lists = (e.content for e in found if isinstance(e.content, Registrations))
    return held.union(*(each.numbers for each in lists))


def _rows(content: Content) -> Iterator[_Rows]:
    if isinstance(content, Loaded):
        for election in content.elections:
            rows = {f"{election.day} {seat.code}": seat for seat in election}
            yield _Rows("seats", SEATS, {k: row_of(s) for k, s in rows.items()}, {k: s.name for k, s in rows.items()})  # fmt: skip
    elif isinstance(content, Notional):
        yield _simple("estimates", ESTIMATES, 3, (_estimate(content, e) for e in content.seats.values()), 3)  # fmt: skip
    elif isinstance(content, Series):
        yield _simple("seats of the long series", SERIES, 3, map(_of_series, content.seats), 1)  # fmt: skip
    elif isinstance(content, Registrations):
        yield _simple("registrations", REGISTRATIONS, 2, map(astuple, content.entries), 1)  # fmt: skip
    elif isinstance(content, Overlaps):
        yield _simple("pairs of old and new seats", OVERLAPS, 2, map(_overlap, content.pairs), 2)  # fmt: skip
    else:
        drawn = list(content.seats.values())
        hexes = [(e.code, e.name, e.q, e.r) for e in drawn if isinstance(e, Place)]
        outlines = [(e.code, e.name, dict(e.geometry)) for e in drawn if isinstance(e, Outline)]  # fmt: skip
        if hexes:
            yield _simple("places on the hex map", HEXES, 1, hexes, 1)
        if outlines:
            yield _simple("boundaries", OUTLINES, 1, outlines, 1)


def _simple(
    kind: str, shelf: Shelf, key: int, rows: Iterable[tuple[Any, ...]], name: int
) -> _Rows:
    """Rows whose first `key` values tell them, and of which that at `name` is a name to read."""
    by_key = {key_of(row[:key]): row for row in rows}
    return _Rows(kind, shelf, by_key, {k: row[name] for k, row in by_key.items()})


def _estimate(table: Notional, seat: Estimate) -> tuple[Any, ...]:
    votes = [_line(each) for each in seat.result.candidacies]
    return table.day, table.boundaries, seat.code, seat.name, seat.result.electorate, votes  # fmt: skip


def _line(line: Candidacy) -> dict[str, Any]:
    return {
        "party": line.party,
        "short": line.short,
        "votes": line.votes,
        "together": line.together,
    }


def _overlap(pair: Overlap) -> tuple[Any, ...]:
    parts = ([each.of_old, each.of_new] for each in (pair.homes, pair.area, pair.people))  # fmt: skip
    return pair.old, pair.new, pair.old_name, pair.new_name, *parts


def _of_series(seat: SeriesSeat) -> tuple[Any, ...]:
    votes, unopposed = dict(seat.votes), dict(seat.unopposed)
    return seat.election, seat.name, seat.region, seat.members, seat.electorate, votes, unopposed, seat.total  # fmt: skip
