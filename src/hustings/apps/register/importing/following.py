"""People who stand under another number than before: their old numbers kept, and the doubtful ones put to a person."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from hustings.apps.campaigns.models import Council
from hustings.apps.register.importing.copying import NULL, new_ids
from hustings.apps.register.importing.plan import Entry, Plan
from hustings.apps.register.models import District, Elector, Import, NumberMatch
from hustings.core.register.matching import Why
from hustings.core.register.names import name_of
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.rows import Change

Pair = tuple[str, str, int, Why]
"""Ids of an earlier and a later row that may be one person, how alike they are (0 to 100), and why we ask."""


def write_prior(
    plan: Plan,
    council: Council,
    moved: Iterable[tuple[str, ElectorNumber]],
    at: datetime,
) -> None:
    """The numbers that people had before, by their rows' ids, so that an old sheet can still be understood."""
    moved = list(moved)
    districts = District.objects.filter(campaign=council.campaign_id, council=council)
    ids = {d.code.upper(): d.pk.hex for d in districts} if moved else {}
    for fresh, (elector, number) in zip(new_ids(len(moved)), moved, strict=True):
        district = ids[number.district.upper()]
        plan.add(
            "prior",
            [fresh, council.campaign_id.hex, elector, district, str(number.number), number.suffix, str(at.date())],
        )  # fmt: skip


def write_questions(plan: Plan, of_import: Import, pairs: Sequence[Pair]) -> None:
    """One question for each pair that may be one person."""
    for key, (old, new, score, why) in zip(new_ids(len(pairs)), pairs, strict=True):
        plan.add(
            "questions",
            [key, of_import.campaign_id.hex, of_import.pk.hex, old, new, str(score), why.value, "open", ""],
        )  # fmt: skip


def earlier_entries(
    council: Council,
    entries: Sequence[Entry],
    doors: Sequence[str],
    leaving: Collection[str],
) -> list[Pair]:
    """New entries of somebody's name at the door where they stood in an earlier file.

    They were closed then; or they stand there still, and the council has amended a number that we did not know.
    `leaving` are those whom these same files strike off: the core has looked at them.
    """
    new: dict[str, list[Entry]] = defaultdict(list)
    for entry, door in zip(entries, doors, strict=True):
        if entry.is_new and door != NULL:
            new[door].append(entry)
    pairs: list[Pair] = []
    for pk, at_door, surname, forenames, closed_on in _stood_at(council, new):
        for entry in new[at_door.hex]:
            may_be = closed_on or entry.row.change is Change.AMEND
            if (
                may_be
                and pk.hex not in leaving
                and _is_named(entry, surname, forenames)
            ):
                pairs.append((pk.hex, entry.id, 100, Why.SAME_NAME_SAME_DOOR))
    return pairs


def _stood_at(
    council: Council, doors: Collection[str]
) -> Iterable[tuple[UUID, UUID, str, str, date | None]]:
    """Who stands or stood at these doors; an entry that a person has joined to another is nobody by itself."""
    joined = NumberMatch.objects.filter(
        campaign=OuterRef("campaign"),
        later=OuterRef("pk"),
        state=NumberMatch.State.SAME,
    )
    rows = Elector.objects.filter(
        ~Exists(joined),
        campaign=council.campaign_id,
        door__in=list(doors),
        is_anonymous=False,
    )
    for row in rows.only("pk", "door_id", "surname", "forenames", "closed_on"):
        if row.door_id:
            yield row.pk, row.door_id, row.surname, row.forenames, row.closed_on


def _is_named(entry: Entry, surname: str, forenames: str) -> bool:
    words = name_of(entry.row.surname, entry.row.forenames).words
    return bool(words) and words == name_of(surname, forenames).words
