"""The invented constituency of Marrowby and Ashenholt, whole: who is on the register, and what changes before the poll.

Everything follows from a seed: the same seed and size give the same people on every machine. The register is that of
1 December; two months of additions, amendments and deletions follow; polling day is a Thursday in May unless another is
asked for.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from hustings.core.demonstration import names
from hustings.core.demonstration.lots import chance, lots, pick, shuffled
from hustings.core.demonstration.people import Elector, Key, Settled, newcomers, settle
from hustings.core.demonstration.places import (
    COUNCILS,
    DISTRICTS,
    NAME,
    Council,
    District,
    Door,
)
from hustings.core.errors import HustingsError
from hustings.core.register.rows import Change

POLLING_DAY = date(2027, 5, 6)
FEWEST, MOST = 500, 200_000


@dataclass(frozen=True, slots=True)
class RegisterChange:
    """One line of a council's update in `month`; `elector` is as it stands afterwards, or stood before a closing."""

    month: int
    change: Change
    elector: Elector


@dataclass(frozen=True, slots=True)
class Constituency:
    """Everybody and everything. `register` is that of 1 December, `electors` that after the updates, both in order.

    `months` are those of the updates, 1 to 12, in the order in which they come.
    """

    seed: int
    name: str
    polling_day: date
    printed: date
    councils: tuple[Council, ...]
    districts: tuple[District, ...]
    doors: tuple[Door, ...]
    register: tuple[Elector, ...]
    months: tuple[int, ...]
    changes: tuple[RegisterChange, ...]
    electors: tuple[Elector, ...]


def make_constituency(
    seed: int, electors: int = 72_000, *, polling_day: date = POLLING_DAY
) -> Constituency:
    """The constituency of this seed with exactly `electors` on the register, before and after the updates.

    The register is that of the last 1 December before `polling_day`. A HustingsError says how many there may be.
    """
    if not FEWEST <= electors <= MOST:
        raise HustingsError(
            f"Ask for {FEWEST:,} to {MOST:,} electors, not {electors:,}."
        )
    random = lots(seed, "register")
    year = (
        polling_day.year
        if polling_day > date(polling_day.year, 12, 1)
        else polling_day.year - 1
    )
    printed = date(year, 12, 1)
    settled = settle(random, electors, printed)
    months = update_months(polling_day, printed)
    changes = tuple(_changes(random, settled, months))
    return Constituency(
        seed=seed,
        name=NAME,
        polling_day=polling_day,
        printed=printed,
        councils=COUNCILS,
        districts=DISTRICTS,
        doors=settled.doors,
        register=settled.electors,
        months=months,
        changes=changes,
        electors=tuple(_after(settled.electors, changes)),
    )


def has_updates(district: District) -> bool:
    """Whether the district's supplier has a layout for updates: none is known for Glasgow's."""
    return district.layout != "glasgow"


def update_months(polling_day: date, printed: date) -> tuple[int, ...]:
    """The months of the updates: the last before the poll and the one before it, but none before the register."""
    last = max(printed, polling_day - timedelta(days=20))
    before = max(printed, last.replace(day=1) - timedelta(days=1))
    return (before.month, last.month) if before.month != last.month else (last.month,)


def _changes(
    random: Random, settled: Settled, months: tuple[int, ...]
) -> Iterator[RegisterChange]:
    """Of each district with updates, one elector in 120 added, one closed and one amended, over the months."""
    by_district: list[list[Elector]] = [[] for _ in DISTRICTS]
    for elector in settled.electors:
        by_district[elector.district].append(elector)
    for people, of in zip(by_district, DISTRICTS, strict=True):
        if has_updates(of):
            yield from _changes_of(random, people, settled.doors, months)


def _changes_of(
    random: Random,
    people: list[Elector],
    doors: tuple[Door, ...],
    months: tuple[int, ...],
) -> Iterator[RegisterChange]:
    count = max(2, len(people) // 120)
    settled = [p for p in people if p.door is not None and p.attains_on is None]
    touched = shuffled(random, settled)[: 2 * count]
    new = newcomers(random, people, doors)
    for at in range(count):
        month = months[at * len(months) // count]
        yield RegisterChange(month, Change.ADD, next(new))
        yield RegisterChange(month, Change.CLOSE, touched[2 * at])
        yield RegisterChange(month, Change.AMEND, _amended(random, touched[2 * at + 1]))


def _amended(random: Random, elector: Elector) -> Elector:
    """The same person, married, spelt better, or with the marker that the new rules give."""
    if elector.marker == "G":
        return replace(elector, marker="B")
    if chance(random, 0.5):
        return replace(
            elector, surname=names.family(random, pick(random, names.COMMUNITIES))
        )
    return replace(
        elector, forenames=f"{elector.forenames} {pick(random, ('Jo', 'Lee', 'Sam'))}"
    )


def _after(
    register: tuple[Elector, ...], changes: tuple[RegisterChange, ...]
) -> list[Elector]:
    """The register with the changes applied, in the order of districts and numbers."""
    standing = {elector.key: elector for elector in register}
    for change in changes:
        if change.change is Change.CLOSE:
            del standing[change.elector.key]
        else:
            standing[change.elector.key] = change.elector
    return sorted(standing.values(), key=_in_order)


def _in_order(elector: Elector) -> tuple[int, int, int]:
    return elector.district, elector.number, int(elector.suffix or 0)


__all__ = [
    "POLLING_DAY", "Constituency", "Elector", "Key", "RegisterChange", "has_updates", "make_constituency",
]  # fmt: skip
