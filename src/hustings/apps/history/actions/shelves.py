"""The kinds of rows that releases fill, each with the columns that tell it and those that hold its figures."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from hustings.apps.history.actions.keeping import (
    Held,
    Shelf,
    copy_in,
    new_numbers,
    table_shelf,
)
from hustings.apps.history.models import (
    Candidacy,
    Hex,
    LongSeries,
    Notional,
    Outline,
    Overlap,
    Registration,
    Release,
    Replaced,
    Seat,
)
from hustings.apps.history.queries.rows import LINE, SEAT, Figures, rows_on


def _held(keys: Collection[str]) -> dict[str, Held]:
    """Seats are told by polling day and official code."""
    days = {date.fromisoformat(key[:10]) for key in keys}
    return {
        f"{day} {code}": Held(row.id, row.release_id, row.figures)
        for day in days
        for code, row in rows_on(day).items()
    }


def _put(rows: Mapping[str, Figures], release: Release) -> None:
    numbers = new_numbers(Seat, len(rows))
    seats = (
        (number, key[:10], key[11:], *_columns(figures), release.pk)
        for number, (key, figures) in zip(numbers, rows.items(), strict=True)
    )
    copy_in(Seat, ("id", "day", "code", *SEAT, "release"), seats)
    _put_lines(zip(numbers, rows.values(), strict=True))


def _put_lines(seats: Iterable[tuple[int, Figures]]) -> None:
    copy_in(Candidacy, ("seat", "position", *LINE), _lines(seats))


def _lines(seats: Iterable[tuple[int, Figures]]) -> Iterator[tuple[Any, ...]]:
    for number, figures in seats:
        for place, line in enumerate(figures.lines, start=1):
            yield (number, place, *(getattr(line, name) for name in LINE))


def _change(number: int, figures: Figures, release: Release) -> None:
    Candidacy.objects.filter(seat_id=number).delete()
    columns = dict(zip(SEAT, _columns(figures), strict=True))
    Seat.objects.filter(pk=number).update(release=release, **columns)
    _put_lines([(number, figures)])


def _columns(figures: Figures) -> tuple[Any, ...]:
    return tuple(getattr(figures, name) for name in SEAT)


SEATS = Shelf(Replaced.Of.SEAT, _held, asdict, _put, _change)
ESTIMATES = table_shelf(Replaced.Of.NOTIONAL, Notional, ("day", "boundaries", "code"), ("name", "electorate", "votes"))  # fmt: skip
SERIES = table_shelf(Replaced.Of.SERIES, LongSeries, ("election", "name", "region"), ("members", "electorate", "votes", "unopposed", "total"))  # fmt: skip
HEXES = table_shelf(Replaced.Of.HEX, Hex, ("code",), ("name", "q", "r"))
OUTLINES = table_shelf(Replaced.Of.OUTLINE, Outline, ("code",), ("name", "geometry"))
REGISTRATIONS = table_shelf(Replaced.Of.REGISTRATION, Registration, ("number", "name"), ("jurisdiction", "since", "until", "renamed"))  # fmt: skip
OVERLAPS = table_shelf(Replaced.Of.OVERLAP, Overlap, ("old", "new"), ("old_name", "new_name", "homes", "area", "people"))  # fmt: skip
