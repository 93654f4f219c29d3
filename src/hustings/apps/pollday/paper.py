"""Polling day on paper: electors in walking order become sheets, and districts become tellers' pads."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from hustings.apps.register.models import District, Elector
from hustings.core.printing.doors import Door, Resident, Sheet, Stretch
from hustings.core.printing.telling import Pad

DOORS_A_SHEET = 40  # about an hour's knocking up


def sheets_of(electors: Iterable[Elector]) -> Iterator[Sheet]:
    """Sheets of about forty doors, each ending where a street or its side ends; electors come in walking order."""
    for district, group in groupby(electors, key=lambda elector: elector.district):
        lots = _lots(list(_stretches(group)))
        for number, stretches in enumerate(lots, start=1):
            name = f"{district.code}-{number:02d}"
            yield Sheet(name, str(district), tuple(stretches))


def pads_of(districts: Iterable[District], copies: int) -> Iterator[Pad]:
    """So many empty pads for each district."""
    for district in districts:
        for _ in range(copies):
            yield Pad(str(district), "Polling station:")


def _stretches(electors: Iterable[Elector]) -> Iterator[Stretch]:
    with_door = ((e.door, e) for e in electors if e.door)
    for (street, side), group in groupby(
        with_door, key=lambda pair: (pair[0].street, pair[0].side)
    ):
        doors = tuple(
            Door(door.label, tuple(_resident(elector) for _, elector in people))
            for door, people in groupby(group, key=lambda pair: pair[0])
        )
        yield Stretch(street, doors, side)


def _resident(elector: Elector) -> Resident:
    return Resident(elector.short_number, elector.name)


def _lots(stretches: list[Stretch]) -> Iterator[list[Stretch]]:
    lot: list[Stretch] = []
    doors = 0
    for stretch in stretches:
        if lot and doors + len(stretch.doors) > DOORS_A_SHEET:
            yield lot
            lot, doors = [], 0
        lot.append(stretch)
        doors += len(stretch.doors)
    if lot:
        yield lot
