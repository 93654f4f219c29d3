"""The electors that the campaign holds, as the core's reconciliation wants them: with the council's own words."""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import connection

from hustings.apps.campaigns.models import Council
from hustings.apps.register.models import (
    AbsentVoter,
    Correction,
    District,
    Elector,
    ElectorQuerySet,
)
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.register import Elector as CoreElector
from hustings.core.register.rows import AbsentKind, RegisterRow

COLUMNS = (
    "id", "district__code", "number", "suffix", "raw_number", "surname", "forenames", "title", "name_suffix",
    "address", "postcode", "franchise", "attainer_date", "attainer_text", "uprn", "opted_out", "closed_on",
)  # fmt: skip
KINDS = {
    AbsentVoter.Kind.POSTAL.value: AbsentKind.POSTAL,
    AbsentVoter.Kind.PROXY.value: AbsentKind.PROXY,
    AbsentVoter.Kind.PROXY_POSTAL.value: AbsentKind.PROXY_POSTAL,
}
STORED_KINDS = {kind: stored for stored, kind in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Held:
    """What the campaign holds of one council's register; each elector's key is the row's id.

    `corrections` are those in force, by elector and field; `on_the_register` counts everybody, held here or not.
    """

    electors: list[CoreElector]
    corrections: dict[UUID, dict[str, Correction]]
    on_the_register: int

    def corrections_of(self, key: Hashable) -> dict[str, Correction]:
        """The corrections in force of one elector, by field."""
        return self.corrections.get(key, {}) if isinstance(key, UUID) else {}


Numbers = frozenset[tuple[str, int]]
"""Polling districts in capitals and numbers."""


def held_electors(council: Council, only: Numbers | None = None) -> Held:
    """The council's electors, open and closed, each with what the council last said of them.

    Of several rows that had one number, only the one that has it now, or had it last, is there. `only` leaves out all
    with other numbers but absent voters, who may have to leave a list.
    """
    corrections = _corrections(council)
    absences = _absences(council)
    nobody = frozenset[AbsentKind]()
    districts = District.objects.filter(campaign=council.campaign_id, council=council)
    ids = {code.upper(): key for key, code in districts.values_list("pk", "code")}
    rows = Elector.objects.filter(
        campaign=council.campaign_id, district__in=ids.values()
    )
    everybody = rows.on_the_register().count()
    if only is not None:
        rows = rows.filter(pk__in=[*_with_numbers(council, ids, only), *absences])
    electors = [
        CoreElector(
            council.name, row, held=key, absent=absences.get(key, nobody), closed=closed
        )
        for key, row, closed in _rows(rows)
    ]
    if corrections:
        electors = [_as_the_council_says(e, corrections) for e in electors]
    return Held(electors, corrections, everybody)


# Open and closed rows have an index of their numbers each.
WITH_NUMBERS = """
SELECT e.id FROM unnest(%s::uuid[], %s::int[]) k (district, number)
JOIN register_elector e ON e.campaign_id = %s AND e.district_id = k.district AND e.number = k.number
WHERE e.closed_on IS NULL
UNION ALL
SELECT e.id FROM unnest(%s::uuid[], %s::int[]) k (district, number)
JOIN register_elector e ON e.campaign_id = %s AND e.district_id = k.district AND e.number = k.number
WHERE e.closed_on IS NOT NULL
"""


def _with_numbers(
    council: Council, districts: Mapping[str, UUID], only: Numbers
) -> list[UUID]:
    """The rows that have, or had, one of the numbers."""
    known = [(districts[code], number) for code, number in only if code in districts]
    ids, numbers = [d for d, _ in known], [number for _, number in known]
    with connection.cursor() as cursor:
        cursor.execute(WITH_NUMBERS, [ids, numbers, council.campaign_id] * 2)
        return [key for (key,) in cursor.fetchall()]


def _rows(rows: ElectorQuerySet) -> Iterator[tuple[UUID, RegisterRow, bool]]:
    # The last of several with one number wins in the core's register: the open one, if there is one.
    values = rows.order_by("closed_on").values_list(*COLUMNS)
    for cells in values.iterator(chunk_size=10_000):
        yield _row(*cells)


def _row(  # noqa: PLR0913 - one parameter a column, by far the quickest way through 80,000 rows
    key: UUID, code: str, number: int, suffix: str, raw: str, surname: str, forenames: str, title: str,
    name_suffix: str, address: list[str], postcode: str, marker: str, attainer_date: Any,
    attainer_text: str, uprn: str, opted_out: bool, closed_on: Any,
) -> tuple[UUID, RegisterRow, bool]:  # fmt: skip
    row = RegisterRow(
        ElectorNumber(code, number, suffix, raw), surname, forenames, title, name_suffix, tuple(address), postcode,
        marker, attainer_date, attainer_text, uprn=uprn, opted_out=opted_out,
    )  # fmt: skip
    return key, row, closed_on is not None


def _absences(council: Council) -> dict[UUID, frozenset[AbsentKind]]:
    """Who is on which absent list now."""
    found: dict[UUID, frozenset[AbsentKind]] = {}
    rows = AbsentVoter.objects.in_force().filter(
        campaign=council.campaign_id, elector__district__council=council
    )
    for elector, kind in rows.values_list("elector_id", "kind"):
        found[elector] = found.get(elector, frozenset()) | {KINDS[kind]}
    return found


def _corrections(council: Council) -> dict[UUID, dict[str, Correction]]:
    found: dict[UUID, dict[str, Correction]] = {}
    rows = Correction.objects.in_force().filter(
        campaign=council.campaign_id, elector__district__council=council
    )
    for correction in rows:
        if correction.elector_id:
            found.setdefault(correction.elector_id, {})[correction.field] = correction
    return found


def _as_the_council_says(
    elector: CoreElector, corrections: dict[UUID, dict[str, Correction]]
) -> CoreElector:
    """The elector without our corrections, so that an unchanged row of the council counts as unchanged."""
    mine = corrections.get(elector.held) if isinstance(elector.held, UUID) else None
    if not mine:
        return elector
    row = elector.row
    for field, correction in mine.items():
        row = with_value(row, field, correction.council_value)
    return replace(elector, row=row)


def with_value(row: RegisterRow, field: str, text: str) -> RegisterRow:
    """The row with one correctable field set from a correction's text."""
    value: Any = tuple(filter(None, text.split("\n"))) if field == "address" else text
    return replace(row, **{field: value})


def value_in(row: RegisterRow, field: str) -> str:
    """One field of the row as a correction writes it."""
    return "\n".join(row.address) if field == "address" else str(getattr(row, field))
