"""What an import would change, worked out row by row; nothing is written to the register here.

The lines of a plan are in COPY's format, one list a table, so that applying it is a few statements whatever its size.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from datetime import date, datetime

from hustings.apps.campaigns.models import Council
from hustings.apps.register.importing.copying import (
    NULL,
    array,
    flag,
    line,
    new_ids,
    text_or_null,
)
from hustings.apps.register.importing.following import (
    earlier_entries,
    write_prior,
    write_questions,
)
from hustings.apps.register.importing.held import (
    STORED_KINDS,
    Held,
    value_in,
    with_value,
)
from hustings.apps.register.importing.plan import Entry, Plan, hex_of
from hustings.apps.register.importing.plan_doors import Wanted, plan_doors
from hustings.apps.register.models import District, Import
from hustings.apps.register.queries import searchable
from hustings.apps.register.standing import is_abroad, standing_of, voting_of
from hustings.core.elections.franchise import Voting
from hustings.core.register.doors import Address
from hustings.core.register.reconcile import Outcome
from hustings.core.register.register import Elector as CoreElector
from hustings.core.register.rows import Kind, RegisterRow

ELECTOR = (
    "id", "campaign_id", "district_id", "door_id", "number", "suffix", "raw_number", "title", "surname", "forenames",
    "name_suffix", "search", "address", "postcode", "uprn", "franchise", "attains_on", "attainer_date",
    "attainer_text", "attainer_kind", "may_vote", "is_anonymous", "opted_out", "opened_on", "closed_on",
)  # fmt: skip
"""The columns of a new elector's line; a changed one's has `same_door` behind them."""
CHANGES_THE_DOOR = frozenset({"address", "postcode", "marker"})


def plan_of(outcome: Outcome, of_import: Import, held: Held, at: datetime) -> Plan:
    """The plan for what the core found."""
    plan, council = Plan(), of_import.council
    added = outcome.added
    entries = [
        Entry(key, elector, elector.row)
        for key, elector in zip(new_ids(len(added)), added, strict=True)
    ]
    entries += [
        _changed(elector, held)
        for elector in outcome.amended
        if elector.changed - {"absent"}
    ]
    doors = write_entries(plan, entries, council, at)
    write_corrections(plan, outcome.amended, held)
    moved = [(hex_of(m.before), m.before.number) for m in outcome.followed.moves]
    write_prior(plan, council, moved, at)
    if held.on_the_register or held.electors:
        _ask(plan, outcome, of_import, entries, doors)
    for elector in outcome.closed:
        plan.add("closed", [hex_of(elector)])
    for elector in outcome.absences:
        plan.add("missing", [hex_of(elector)])
    write_lists(plan, outcome, entries, council, at)
    return plan


def _ask(
    plan: Plan,
    outcome: Outcome,
    of_import: Import,
    entries: Sequence[Entry],
    doors: Sequence[str],
) -> None:
    """Questions about the new ones who may be somebody who left, now or earlier."""
    new = {e.elector.key: e.id for e in entries if e.is_new}
    pairs = [
        (hex_of(p.before), new[p.new.key], p.score, p.why)
        for p in outcome.followed.perhaps
    ]
    leaving = {hex_of(e) for e in [*outcome.closed, *outcome.absences]}
    pairs += earlier_entries(of_import.council, entries, doors, leaving)
    write_questions(plan, of_import, pairs)


def _changed(elector: CoreElector, held: Held) -> Entry:
    """A held elector as it will be once our corrections are replayed."""
    mine = held.corrections_of(elector.held)
    moves = elector.changed & CHANGES_THE_DOOR and "address" not in mine
    moves = moves or "district" in elector.changed
    row = replayed(elector.row, held, elector.held)
    return Entry(hex_of(elector), elector, row, same_door=not moves)


def replayed(row: RegisterRow, held: Held, key: Hashable) -> RegisterRow:
    """The council's row with our corrections in force laid over it."""
    for name, correction in held.corrections_of(key).items():
        row = with_value(row, name, correction.value)
    return row


def write_entries(
    plan: Plan, entries: Sequence[Entry], council: Council, at: datetime
) -> list[str]:
    """Lines for new and changed electors, their districts and doors; gives each entry's door, or `NULL`."""
    codes = dict.fromkeys(entry.row.number.district for entry in entries)
    districts = _districts(plan, council, codes)
    wanted = [_wanted(entry, districts) for entry in entries]
    doors, door_plan = plan_doors(council, wanted)
    plan.lines["doors"], plan.lines["moved"] = door_plan.doors, door_plan.moved
    plan.unsure = door_plan.unsure
    cells = _Cells(voting_of(council.campaign))
    campaign, behind = council.campaign_id.hex, [str(at.date()), NULL]
    for entry, door in zip(entries, doors, strict=True):
        first = [entry.id, campaign, districts[entry.row.number.district], door]
        values = first + cells.of(entry.row) + behind
        if entry.is_new:
            plan.lines["electors"].append(line(values))
        else:
            plan.lines["changed"].append(line([*values, flag(entry.same_door)]))
    return doors


def _districts(plan: Plan, council: Council, codes: Iterable[str]) -> dict[str, str]:
    """The ids of the council's districts by code as written; capitals are no matter, and new ones are planned."""
    held = District.objects.filter(campaign=council.campaign_id, council=council)
    ids = {district.code.upper(): district.pk.hex for district in held}
    campaign, keeper = council.campaign_id.hex, council.pk.hex
    for code in codes:
        if code.upper() not in ids:
            (fresh,) = new_ids(1)
            ids[code.upper()] = fresh
            plan.add("districts", [fresh, campaign, keeper, code, ""])
    return {code: ids[code.upper()] for code in codes}


def _wanted(entry: Entry, districts: Mapping[str, str]) -> Wanted | None:
    """The door that the entry needs looked up; None where it keeps its own, or is on no walk."""
    row = entry.row
    if entry.same_door or not row.address:
        return None
    if row.marker and (row.anonymous or is_abroad(row.marker)):
        return None
    code = row.number.district
    address = Address(row.address, row.postcode, row.hints)
    return Wanted(districts[code], code.upper(), address, row.uprn)


class _Cells:
    """Writes the columns of `ELECTOR` from number to opted_out; private to this module.

    Eighty thousand electors share a few hundred pairs of marker and date, so each is judged once.
    """

    def __init__(self, voting: Voting) -> None:
        self._voting = voting
        self._judged: dict[tuple[str, date | None, str], list[str]] = {}

    def of(self, row: RegisterRow) -> list[str]:
        """The cells of one row; an anonymous entry keeps number and marker alone."""
        number = row.number
        cells = [str(number.number), number.suffix, number.raw]
        if row.marker and row.anonymous:
            cells += ["", "", "", "", "", "{}", "", ""]
        else:
            search = searchable(row.surname, row.forenames)
            cells += [row.title, row.surname, row.forenames, row.name_suffix, search]
            cells += [array(row.address), row.postcode, row.uprn]
        asked = (row.marker, row.attainer_date, row.attainer_text)
        judged = self._judged.get(asked)
        if judged is None:
            judged = self._judged[asked] = self._judge(row)
        cells += judged
        cells.append("t" if row.opted_out else "f")
        return cells

    def _judge(self, row: RegisterRow) -> list[str]:
        says = standing_of(self._voting, row)
        return [
            row.marker,
            text_or_null(says.attains_on),
            text_or_null(row.attainer_date),
            row.attainer_text,
            says.attainer_kind,
            says.may_vote,
            flag(row.anonymous),
        ]


def write_corrections(plan: Plan, electors: Iterable[CoreElector], held: Held) -> None:
    """What the council now says where we have put something right."""
    for elector in electors:
        for name, correction in held.corrections_of(elector.held).items():
            if name in elector.changed:
                plan.add(
                    "corrections", [correction.pk.hex, value_in(elector.row, name)]
                )


def write_lists(
    plan: Plan,
    outcome: Outcome,
    entries: Iterable[Entry],
    council: Council,
    at: datetime,
) -> None:
    """Absent voters on a list (those known already are passed over when it is applied), and those who left one."""
    if not any(file.kind is Kind.ABSENT for file in outcome.files):
        return
    ids = {entry.elector.key: entry.id for entry in entries}
    campaign = council.campaign_id.hex
    for elector in outcome.register.open():
        if "absent" in elector.changed:
            key = ids.get(elector.key) or hex_of(elector)
            for kind in sorted(elector.absent):
                (fresh,) = new_ids(1)
                cells = [fresh, campaign, key, STORED_KINDS[kind], at.isoformat()]
                plan.add("absent", cells)
    for elector, kind in outcome.left_lists:
        plan.add("left_lists", [hex_of(elector), STORED_KINDS[kind]])
