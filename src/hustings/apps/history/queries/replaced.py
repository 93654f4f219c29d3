"""What a seat's figures were before corrected releases replaced them."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from hustings.apps.history.models import Replaced
from hustings.apps.history.queries.rows import row_of
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.past import SeatResult


def figures_before(seat: SeatResult) -> list[Answer]:
    """Each release that replaced figures of the seat, the newest first: its `file` and day, and `changed`: `what, was, now`."""
    kept = Replaced.objects.filter(of=Replaced.Of.SEAT, key=f"{seat.day} {seat.code}")
    now, found = _flat(asdict(row_of(seat))), []
    for each in kept.select_related("by_release"):
        was = _flat(each.before)
        found.append(
            {
                "file": each.by_release.file,
                "on": str(each.by_release.loaded_at.date()),
                "changed": [
                    {"what": what, "was": was.get(what), "now": now.get(what)}
                    for what in dict.fromkeys((*was, *now))
                    if was.get(what) != now.get(what)
                ],
            }
        )
        now = was
    return found


def _flat(figures: Mapping[str, Any]) -> dict[str, Any]:
    """A seat's figures by what a reader calls them; a candidate's votes by name and party."""
    said = {
        "name": "name",
        "electorate": "electorate",
        "rejected": "rejected papers",
        "majority": "majority as printed",
    }
    flat = {words: figures[column] for column, words in said.items()}
    for line in figures["lines"]:
        name = f"{line['first_name']} {line['surname']}".strip()
        flat[f"votes of {name} ({line['short']})"] = line["votes"]
    return flat
