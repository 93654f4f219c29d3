"""What a set of files holds: each is recognised by its headings, halves find one another, and all is read before anything is kept.

What cannot be is told by file and row. A publisher's error page saved under the name of a table, a file that breaks off
or one of another kind is refused by name.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from hustings.core.elections.results_table import Table, table_in, unpacked_text
from hustings.core.errors import HustingsError
from hustings.core.psephology import layouts, maps
from hustings.core.psephology.first_release import read_first_release
from hustings.core.psephology.notional import Notional, read_notional
from hustings.core.psephology.overlaps import Overlaps, is_overlaps, read_overlaps
from hustings.core.psephology.publishers import Loaded, read_elections
from hustings.core.psephology.registrations import Registrations, read_registrations
from hustings.core.psephology.series import Series, read_series
from hustings.core.psephology.sources import (
    Role,
    Source,
    source_named,
    source_of,
)

HALVES = frozenset({Role.CONSTITUENCIES, Role.PARTIES})


@dataclass(frozen=True, slots=True)
class Known:
    """A file whose source is known: its table, or what is read already out of one that has no heading."""

    file: str
    source: Source
    table: Table | None = None
    ready: "Content | None" = None

    @property
    def role(self) -> Role:
        return self.source.role

    @property
    def rows(self) -> Table:
        """Its table; only maps and overlaps have none."""
        if self.table is None:
            raise HustingsError(f"{self.file}: is no table with a heading.")
        return self.table


Content = (
    Loaded
    | Notional
    | Series
    | Registrations
    | Overlaps
    | maps.Map[maps.Place]
    | maps.Map[maps.Outline]
)


@dataclass(frozen=True, slots=True)
class Package:
    """What one file, or a file of candidates with its constituencies, holds; `source` is whose figures they are."""

    files: tuple[str, ...]
    source: Source
    content: Content


def recognise(content: bytes, file: str) -> Known:
    """Whose file it is; refuses an error page, a file of another kind, and one that is known but holds no results."""
    text = unpacked_text(content, file)
    begins = text.lstrip("\ufeff \t\r\n")[:64].casefold()
    if begins.startswith(("{", "[")):
        return _map(text, file)
    if is_overlaps(text):
        return Known(file, source_named("overlaps-2024"), ready=read_overlaps(text, file=file))  # fmt: skip
    table = table_in(text, file=file)
    source = source_of(table)
    if source.role is Role.NONE:
        raise _not_kept(file, f"{source.title}, {source.publisher}")
    return Known(file, source, table)


def packages(files: Sequence[Known], day: date | None = None) -> Iterator[Package]:
    """What the files hold together. `day` is the polling day, for layouts that do not say it.

    Refuses a file of candidates without its constituencies, and constituencies for which there are no candidates.
    """
    candidates = [
        (each, _as_candidates(each, day))
        for each in files
        if each.role is Role.CANDIDATES
    ]
    used = set()
    for each, table in candidates:
        half = _half(each, table, files, day)
        used.add(half.file)
        yield _pair(each, table, half, day)
    for each in files:
        if each.role in HALVES and each.file not in used:
            yield _alone(each, day)
        elif each.role in READERS:
            yield READERS[each.role](each)


def _map(text: str, file: str) -> Known:
    document = maps.read_document(text, file=file)
    if maps.is_hexes(document):
        return Known(file, source_named("hex-2024"), ready=maps.read_hexes(document, file=file))  # fmt: skip
    if maps.is_outlines(document):
        return Known(file, source_named("boundaries-2024"), ready=maps.read_outlines(document, file=file))  # fmt: skip
    raise HustingsError(f"{file}: is JSON, but neither a hex map (HexJSON) nor boundaries (GeoJSON).")  # fmt: skip


def _not_kept(file: str, what: str) -> HustingsError:
    return HustingsError(
        f"{file} is known ({what}). It holds no results of past elections, so nothing here keeps it: leave it out."
    )


def _as_candidates(file: Known, day: date | None) -> Table:
    if file.source.key.startswith("library"):
        return layouts.library_candidates(file.rows, layouts.day_of(file.file, day))
    return file.rows


def _as_seats(file: Known, day: date | None) -> Table:
    if file.role is Role.PARTIES:
        return layouts.library_seats(file.rows, layouts.day_of(file.file, day))
    return file.rows


def _half(file: Known, table: Table, files: Iterable[Known], day: date | None) -> Known:
    """The file of constituencies that has most of the polling days of a file of candidates."""
    days = _days(table)
    shared = {
        each.file: len(_days(_as_seats(each, day)) & days)
        for each in files
        if each.role in HALVES
    }
    best = max(shared, key=lambda name: shared[name], default="")
    if not shared.get(best):
        raise HustingsError(
            f"{file.file} has candidates: give the publisher's file of constituencies of the same elections with it."
        )
    return next(each for each in files if each.file == best)


def _days(table: Table) -> set[str]:
    return {row.text("election_date") for row in table.rows}


def _pair(file: Known, table: Table, half: Known, day: date | None) -> Package:
    found = read_elections(table, _as_seats(half, day))
    source = half.source if half.source.key == "by-elections" else file.source
    return Package((file.file, half.file), source, found)


def _alone(file: Known, day: date | None) -> Package:
    if file.role is Role.PARTIES:
        found = read_first_release(file.rows, layouts.day_of(file.file, day))
        return Package((file.file,), file.source, found)
    raise HustingsError(
        f"{file.file} has constituencies without candidates: give the publisher's file of candidates with it."
    )


def _whole(file: Known) -> Package:
    table = file.rows
    if layouts.is_notional(table):
        estimates, day = layouts.parliament_notional(table)
        source = source_named(f"notional-{day.year}")
        return Package((file.file,), source, read_notional(estimates, day))
    found = read_elections(
        layouts.parliament_candidates(table), layouts.parliament_seats(table)
    )
    return Package((file.file,), file.source, found)


def _notional(file: Known) -> Package:
    return Package((file.file,), file.source, read_notional(file.rows))


def _series(file: Known) -> Package:
    return Package((file.file,), file.source, read_series(file.rows))


def _registrations(file: Known) -> Package:
    return Package((file.file,), file.source, read_registrations(file.rows))


def _ready(file: Known) -> Package:
    if file.ready is None:
        raise HustingsError(f"{file.file}: is a table that nobody has read.")
    return Package((file.file,), file.source, file.ready)


READERS: dict[Role, Callable[[Known], Package]] = {
    Role.WHOLE: _whole,
    Role.NOTIONAL: _notional,
    Role.SERIES: _series,
    Role.REGISTRATIONS: _registrations,
    Role.OVERLAPS: _ready,
    Role.HEXES: _ready,
    Role.OUTLINES: _ready,
}
