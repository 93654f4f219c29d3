"""The register renumbered, as each 1 December: who of the old numbers is who of the new ones.

Sure ones keep their row, so that visits follow the person; unsure ones are put to a person; those who are
gone are closed; the rest are new.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from hustings.apps.campaigns.models import Council
from hustings.apps.register.importing.copying import new_ids
from hustings.apps.register.importing.following import write_prior, write_questions
from hustings.apps.register.importing.held import Held
from hustings.apps.register.importing.plan import Entry, Plan, hex_of
from hustings.apps.register.importing.planning import (
    CHANGES_THE_DOOR,
    replayed,
    write_corrections,
    write_entries,
    write_lists,
)
from hustings.apps.register.models import Elector, Import
from hustings.apps.register.standing import standing_of, voting_of
from hustings.core.elections.franchise import Voting
from hustings.core.register.doors import Address, read_doors
from hustings.core.register.editions import AbsentLists
from hustings.core.register.matching import Entry as Person
from hustings.core.register.matching import Renumbering, match
from hustings.core.register.outcome import Counts, Outcome
from hustings.core.register.register import KEPT, Register, amended
from hustings.core.register.register import Elector as CoreElector
from hustings.core.register.rows import AbsentKind, RegisterRow
from hustings.core.register.streets import street_key

MOST_OF = 0.8
"""A file with this share of the council's electors is its whole register, however its districts are called now."""


@dataclass(frozen=True, slots=True)
class Linked:
    """One new entry with the row that it belongs to, and whether anything in it differs from what was held."""

    entry: Entry
    differs: bool


def renumbered(
    outcome: Outcome, of_import: Import, held: Held, at: datetime
) -> tuple[Plan, Outcome]:
    """The plan for a register read as if nothing had been held, and what then became of its rows."""
    new = {str(place): elector for place, elector in enumerate(outcome.added)}
    old = {hex_of(e): e for e in _covered(held, list(new.values()))}
    voting = voting_of(of_import.campaign)
    found = match(_old_people(old, of_import.council, voting), _new_people(new, voting))
    linked = _linked(found, old, new, held)
    fresh = dict(zip(new.keys() - linked.keys(), new_ids(len(new)), strict=False))
    plan = Plan()
    entries = [
        linked[key].entry if key in linked else Entry(fresh[key], elector, elector.row)
        for key, elector in new.items()
    ]
    write_entries(plan, entries, of_import.council, at)
    write_corrections(plan, (each.entry.elector for each in linked.values()), held)
    moved = [
        (each.entry.id, old[each.entry.id].number)
        for each in linked.values()
        if each.entry.elector.key != old[each.entry.id].key
    ]
    write_prior(plan, of_import.council, moved, at)
    pairs = [
        (question.old, fresh[each.new], each.score, each.why)
        for question in found.unsure
        for each in question.candidates
        if each.new in fresh
    ]
    write_questions(plan, of_import, pairs)
    for key in [*found.gone, *(question.old for question in found.unsure)]:
        plan.add("missing", [key])
    left = _left_lists(outcome, linked.values())
    outcome = replace(outcome, left_lists=tuple(left))
    write_lists(plan, outcome, entries, of_import.council, at)
    return plan, _accounted(outcome, linked.values())


def _left_lists(
    outcome: Outcome, linked: Iterable[Linked]
) -> Iterator[tuple[CoreElector, AbsentKind]]:
    """Those known who were on an absent list, and are not on the one that came with the new register."""
    lists = AbsentLists()
    lists.take((e.key, kind) for e in outcome.register for kind in e.absent)
    return lists.left(Register(each.entry.elector for each in linked))


def _accounted(outcome: Outcome, linked: Iterable[Linked]) -> Outcome:
    """The account with the rows of people whom we know amended or unchanged, not added, file by file.

    Somebody whom a later file amended counts with a file that added people, wherever there is one left.
    """
    by_file: dict[str, list[bool]] = defaultdict(list)
    for each in linked:
        by_file[each.entry.elector.row.file].append(each.differs)
    mine = {f.name: by_file[f.name][: f.counts.added] for f in outcome.files}
    others = [d for f in outcome.files for d in by_file[f.name][f.counts.added :]]
    files = []
    for file in outcome.files:
        room = file.counts.added - len(mine[file.name])
        here, others = mine[file.name] + others[:room], others[room:]
        files.append(replace(file, counts=_known(file.counts, here)))
    everybody = [each for names in by_file.values() for each in names]
    counts = _known(outcome.counts, everybody)
    return replace(outcome, files=tuple(files), counts=counts)


def _known(counts: Counts, differing: Sequence[bool]) -> Counts:
    return replace(
        counts,
        added=counts.added - len(differing),
        amended=counts.amended + sum(differing),
        unchanged=counts.unchanged + len(differing) - sum(differing),
    )


def _covered(held: Held, new: Sequence[CoreElector]) -> list[CoreElector]:
    """The open electors about whom the new register speaks: of its districts, or all if it is about as large."""
    electors = [elector for elector in held.electors if not elector.closed]
    if len(new) >= MOST_OF * len(electors):
        return electors
    districts = {elector.key[1] for elector in new}
    return [elector for elector in electors if elector.key[1] in districts]


def _old_people(
    old: Mapping[str, CoreElector], council: Council, voting: Voting
) -> list[Person]:
    """Those held, with the doors at which they stand."""
    rows = Elector.objects.filter(
        campaign=council.campaign_id, district__council=council, closed_on=None
    ).values_list("pk", "door__key", "door__street")
    doors = {pk.hex: (key, street) for pk, key, street in rows if key}
    people = []
    for key, elector in old.items():
        door, street = doors.get(key, ("", ""))
        identity = door.partition("|")[2]
        people.append(
            _person(key, elector.row, identity, street and street_key(street), voting)
        )
    return people


def _new_people(new: Mapping[str, CoreElector], voting: Voting) -> list[Person]:
    rows = [elector.row for elector in new.values()]
    doors = read_doors([Address(r.address, r.postcode, r.hints) for r in rows])
    return [
        _person(
            key,
            row,
            door.identity if door else "",
            door.street_key if door else "",
            voting,
        )
        for key, row, door in zip(new, rows, doors, strict=True)
    ]


def _person(
    key: str, row: RegisterRow, door: str, street: str, voting: Voting
) -> Person:
    """An elector as matching sees them; an anonymous entry has no name and so is matched with nobody."""
    name = ("", "") if row.anonymous else (row.surname, row.forenames)
    attains_on = standing_of(voting, row).attains_on
    code = row.number.district.upper()
    return Person(key, *name, code, door, street, row.postcode, attains_on)


def _linked(
    found: Renumbering,
    old: Mapping[str, CoreElector],
    new: Mapping[str, CoreElector],
    held: Held,
) -> dict[str, Linked]:
    """The new entries of people who are surely known, by the new entry's key."""
    carried = frozenset(f for f in KEPT if any(getattr(e.row, f) for e in new.values()))
    linked = {}
    for link in found.sure:
        before, now = old[link.old], new[link.new]
        _, changed = amended(before.row, now.row, carried)
        kept = {f: getattr(before.row, f) for f in KEPT if f not in carried}
        row = replace(now.row, **kept)
        elector = replace(before, row=row, changed=changed)
        same_district = before.key[1] == elector.key[1]
        same_door = same_district and not changed & CHANGES_THE_DOOR
        entry = Entry(link.old, elector, replayed(row, held, before.held), same_door)
        linked[link.new] = Linked(entry, bool(changed) or before.key != elector.key)
    return linked
