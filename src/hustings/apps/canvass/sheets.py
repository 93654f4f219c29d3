"""Electors in walking order become sheets: streets and their sides, about forty doors each.

Walk sheets and knocking-up sheets are cut alike, so that a team knows its round again on polling day.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from uuid import UUID

from hustings.apps.campaigns.models import Campaign
from hustings.apps.register.models import District, Elector
from hustings.apps.register.models import Door as RegisterDoor
from hustings.apps.register.queries import districts_in
from hustings.core.printing import Door, Resident, Sheet, Stretch

# A door with whom to call on there, in a district.
Call = tuple[District, RegisterDoor, list[Elector]]
DOORS_A_SHEET = 40  # about two hours' walk, or an hour's knocking up


def sheets_of(
    electors: Iterable[Elector],
    resident: Callable[[Elector], Resident],
    *,
    letters: Mapping[UUID, str],
    reference: str = "",
    alone: Iterable[RegisterDoor] = (),
) -> Iterator[Sheet]:
    """Sheets of about forty doors, each ending where a street or its side ends; electors come in walking order.

    `letters` are those of `sheet_letters`; `reference` marks the sheets of one printing; `alone` are doors of
    which no register has told who lives there.
    """
    for district, group in groupby(_calls(electors, alone), key=lambda call: call[0]):
        lots = _lots(_stretches(group, resident))
        for number, stretches in enumerate(lots, start=1):
            name = f"{letters[district.pk]}-{number:02d} {reference}".strip()
            yield Sheet(name, str(district), stretches)


def sheet_letters(campaign: Campaign) -> dict[UUID, str]:
    """What each district is called at the head of its sheets: its letters.

    Where two councils use the same letters, as much of the council's name follows as tells them apart:
    `AA M` is Marrowby's, `AA A` Ashenholt's, on every sheet, whichever of them was printed.
    """
    alike: dict[str, list[District]] = defaultdict(list)
    for district in districts_in(campaign):
        alike[district.code].append(district)
    return {
        district.pk: f"{code} {beginning}".strip()
        for code, districts in alike.items()
        for district, beginning in zip(
            districts, _beginnings([d.council.name for d in districts]), strict=True
        )
    }


def _beginnings(names: list[str]) -> list[str]:
    """The shortest beginnings that tell the names apart; nothing for a single name."""
    if len(names) < 2:
        return [""]
    longest = max(map(len, names))
    for length in range(1, longest):
        short = [name[:length].strip() for name in names]
        if len({text.casefold() for text in short}) == len(names):
            return short
    return names


def _calls(electors: Iterable[Elector], alone: Iterable[RegisterDoor]) -> list[Call]:
    """The doors in walking order, each with whom to call on there."""
    with_door = ((e.district, e.door, e) for e in electors if e.door)
    calls: list[Call] = [
        (district, door, [elector for _, _, elector in people])
        for (district, door), people in groupby(with_door, key=lambda each: each[:2])
    ]
    empty: list[Call] = [(door.district, door, []) for door in alone]
    return sorted([*calls, *empty], key=_place_of) if empty else calls


def _place_of(call: Call) -> tuple[str, str, str, int]:
    district, door, _ = call
    return district.code, str(district.pk), door.street_order, door.position


def _stretches(
    calls: Iterable[Call], resident: Callable[[Elector], Resident]
) -> Iterator[Stretch]:
    sides = groupby(calls, key=lambda call: (call[1].street, call[1].side))
    for (street, side), group in sides:
        doors = [
            Door(door.label, tuple(map(resident, people))) for _, door, people in group
        ]
        for start in range(0, len(doors), DOORS_A_SHEET):
            yield Stretch(street, tuple(doors[start : start + DOORS_A_SHEET]), side)


def _lots(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, ...]]:
    lot: list[Stretch] = []
    doors = 0
    for stretch in stretches:
        if lot and doors + len(stretch.doors) > DOORS_A_SHEET:
            yield tuple(lot)
            lot, doors = [], 0
        lot.append(stretch)
        doors += len(stretch.doors)
    if lot:
        yield tuple(lot)
