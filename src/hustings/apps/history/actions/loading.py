"""Loading releases: the same file again changes nothing; a corrected one replaces figures and keeps what they were."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

from hustings.apps.history.models import Candidacy, Release, Replaced, Seat
from hustings.apps.history.queries.elections import SeatRow, row_of, rows_on
from hustings.core.elections.results_table import Table, read_table
from hustings.core.errors import HustingsError
from hustings.core.psephology.past import SeatResult
from hustings.core.psephology.publishers import Loaded, read_elections
from hustings.core.psephology.sources import source_of


@dataclass
class Told:
    """What a loading did: seats that are new, the same, replaced; and what was wrong in the files."""

    new: int = 0
    same: int = 0
    replaced: int = 0
    remarks: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class _File:
    name: str
    sha256: str
    table: Table
    source: str


def load(*, files: Sequence[Path], by: str, at: datetime) -> Told:
    """Load a file of candidates with its file of constituencies, or several such pairs, as one transaction.

    HustingsError, with nothing loaded, where a file is of no known source or lacks its other half.
    """
    read = [_read(each) for each in files]
    told = Told()
    with transaction.atomic():
        for candidates, seats in _pairs(read):
            found = read_elections(candidates.table, seats.table)
            _keep(found, [candidates, seats], by, at, told)
    return told


def _read(path: Path) -> _File:
    content = path.read_bytes()
    table = read_table(content, file=path.name)
    return _File(path.name, sha256(content).hexdigest(), table, source_of(table).key)


def _pairs(files: Iterable[_File]) -> list[tuple[_File, _File]]:
    """Each file of candidates with the file of constituencies that has its polling days."""
    files = list(files)
    unread = [f for f in files if f.source not in ("candidates", "constituencies")]
    if unread:
        raise HustingsError(
            f"{unread[0].name} is known ({unread[0].source}) and is not kept here: only results by candidate, with "
            "their constituencies, are."
        )
    seats = [f for f in files if f.source == "constituencies"]
    pairs = []
    for each in (f for f in files if f.source == "candidates"):
        other = max(seats, key=lambda f: len(_days(f) & _days(each)), default=None)
        if other is None or not _days(other) & _days(each):
            raise HustingsError(
                f"{each.name} has candidates: give the publisher's file of constituencies of the same elections with it."
            )
        pairs.append((each, other))
    if not pairs:
        raise HustingsError(
            "There is no file of candidates among these: give it with its file of constituencies."
        )
    return pairs


def _days(file: _File) -> set[str]:
    return {row.text("election_date") for row in file.table.rows}


def _keep(
    found: Loaded, files: Sequence[_File], by: str, at: datetime, told: Told
) -> None:
    release = Release(
        file=" and ".join(each.name for each in files),
        sha256=sha256("".join(each.sha256 for each in files).encode()).hexdigest(),
        source=files[0].source,
        loaded_at=at,
        loaded_by=by,
    )
    told.remarks += [
        str(each) for each in (*found.refused, *found.doubts, *found.corrected)
    ]
    for election in found.elections:
        there = rows_on(election.day)
        new = [seat for seat in election if seat.code not in there]
        changed = [
            seat
            for seat in election
            if seat.code in there and there[seat.code].figures != row_of(seat)
        ]
        told.new += len(new)
        told.replaced += len(changed)
        told.same += len(election) - len(new) - len(changed)
        if new or changed:
            release.save()
            _replace(changed, there, release)
            _store(new, release)


def _replace(
    seats: Iterable[SeatResult], there: dict[str, "SeatRow"], release: Release
) -> None:
    for seat in seats:
        before = there[seat.code]
        Replaced.objects.create(
            of=Replaced.Of.SEAT,
            key=f"{seat.day} {seat.code}",
            name=before.figures.name,
            release_id=before.release_id,
            by_release=release,
            before=asdict(before.figures),
        )
        Candidacy.objects.filter(seat_id=before.id).delete()
        Seat.objects.filter(pk=before.id).update(release=release, **_columns(seat))
        Candidacy.objects.bulk_create(_lines(seat, before.id))


def _store(seats: Sequence[SeatResult], release: Release) -> None:
    rows = Seat.objects.bulk_create(
        Seat(day=seat.day, code=seat.code, release=release, **_columns(seat))
        for seat in seats
    )
    lines = [
        line
        for row, seat in zip(rows, seats, strict=True)
        for line in _lines(seat, row.pk)
    ]
    Candidacy.objects.bulk_create(lines, batch_size=4000)


def _columns(seat: SeatResult) -> dict[str, Any]:
    figures = asdict(row_of(seat))
    figures.pop("lines")
    return figures


def _lines(seat: SeatResult, seat_id: int) -> list[Candidacy]:
    return [
        Candidacy(seat_id=seat_id, position=place, **asdict(line))
        for place, line in enumerate(row_of(seat).lines, start=1)
    ]
