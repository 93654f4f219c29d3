"""Some of the people whom an import changes, as the preview shows them: what was, what will be, who goes.

Anonymous entries are in no sample.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from hustings.core.elections.wording import long_date
from hustings.core.register.outcome import Outcome
from hustings.core.register.register import Elector
from hustings.core.register.rows import AbsentKind, RegisterRow

SAMPLE = 12
MOST_NAMED = 20
ABSENT = {
    AbsentKind.POSTAL: "will vote by post",
    AbsentKind.PROXY: "will vote through a proxy",
    AbsentKind.PROXY_POSTAL: "will vote through a proxy, who votes by post",
}
FIELDS = {
    "title": "Title",
    "surname": "Surname",
    "forenames": "Forenames",
    "name_suffix": "After the name",
    "address": "Address",
    "postcode": "Postcode",
    "marker": "Franchise marker",
    "attainer_date": "Date in the attainers’ column",
    "attainer_text": "Text in the attainers’ column",
    "uprn": "UPRN",
    "opted_out": "Opted out of the open register",
}
"""What a change is called, by the field of the row."""


def samples_of(outcome: Outcome, held: Iterable[Elector]) -> dict[str, Any]:
    """For the report: amendments before and after, who is closed, who becomes an absent voter and who no longer."""
    amended = _evenly([e for e in outcome.amended if e.changed - {"absent"}])
    absent = [e for e in outcome.register.open() if "absent" in e.changed]
    wanted = {elector.held for elector in [*amended, *absent]} - {None}
    before = {elector.held: elector for elector in held if elector.held in wanted}
    newly = [(e, kind) for e in absent for kind in _new_kinds(e, before)]
    return {
        "amended_shown": [_amendment(elector, before) for elector in amended],
        "closed_shown": named(outcome.closed),
        "absent_counts": dict(Counter(ABSENT[kind] for _, kind in newly)),
        "absent_shown": [
            f"{who(elector)}: {ABSENT[kind]}"
            for elector, kind in newly
            if not elector.row.anonymous
        ][:MOST_NAMED],
        "left_shown": named([elector for elector, _ in outcome.left_lists]),
    }


def named(electors: Iterable[Elector]) -> list[str]:
    """The first of them by number and name."""
    return [who(e) for e in electors if not e.row.anonymous][:MOST_NAMED]


def who(elector: Elector) -> str:
    """An elector by number and name."""
    row = elector.row
    return f"{row.number} {row.forenames} {row.surname}".strip()


def _evenly(electors: Sequence[Elector]) -> list[Elector]:
    """A dozen, from the whole of the list."""
    listed = [each for each in electors if not each.row.anonymous]
    return listed[:: max(1, len(listed) // SAMPLE)][:SAMPLE]


def _new_kinds(
    elector: Elector, before: Mapping[Hashable, Elector]
) -> list[AbsentKind]:
    held = before.get(elector.held) if elector.held is not None else None
    return sorted(elector.absent - (held.absent if held else frozenset()))


def _amendment(
    elector: Elector, before: Mapping[Hashable, Elector]
) -> dict[str, object]:
    """Who is amended, and each field that differs as it was and as it will be."""
    held = before.get(elector.held)
    changes = [
        {
            "what": label,
            "before": _text(held.row, field) if held else "",
            "after": _text(elector.row, field),
        }
        for field, label in FIELDS.items()
        if field in elector.changed
    ]
    if held and held.key != elector.key:
        numbers = {"before": str(held.number), "after": str(elector.number)}
        changes.insert(0, {"what": "Number", **numbers})
    if "reopened" in elector.changed:
        changes.insert(0, {"what": "On the register", "before": "no", "after": "again"})
    return {"who": who(elector), "changes": changes}


def _text(row: RegisterRow, field: str) -> str:
    """A field of the row as the preview writes it."""
    match getattr(row, field):
        case None:
            return ""
        case bool(value):
            return "yes" if value else "no"
        case tuple(lines):
            return ", ".join(lines)
        case str(text):
            return text
        case when:
            return long_date(when)
