"""Under which names a party stood, and how it is registered."""

from collections import Counter
from datetime import date

from hustings.apps.history.models import Registration as Row
from hustings.apps.history.queries.elections import election_on
from hustings.apps.history.queries.kept import per_release
from hustings.apps.history.queries.standings import general_days
from hustings.core.elections.result import party_key
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.registrations import Registration, called


def names_and_registrations(short: str, day: date) -> Answer:
    """`names` of the party at general elections and that of `day` (each `election, names`, the most frequent first), and its
    `registrations` under any of them (each `number, name, jurisdiction, since, until, renamed`); none where no list is loaded.
    """
    key = party_key(short)
    days = sorted({*general_days(), day})
    names = [(each, _described(each).get(key, ())) for each in days]
    entries = called(_entries(), (name for _, all_of in names for name in all_of))
    return {
        "names": [
            {"election": str(on), "names": list(all_of)}
            for on, all_of in names
            if all_of
        ],
        "registrations": [_told(each) for each in entries],
    }


@per_release
def _described(day: date) -> dict[str, tuple[str, ...]]:
    """How each party's candidates of that day are described, by `party_key`."""
    found: dict[str, Counter[str]] = {}
    for seat in election_on(day):
        for stood in seat.stood:
            key = party_key(stood.party)
            found.setdefault(key, Counter())[stood.candidacy.party] += 1
    return {key: tuple(n for n, _ in each.most_common()) for key, each in found.items()}


@per_release
def _entries() -> tuple[Registration, ...]:
    rows = Row.objects.values_list("number", "name", "jurisdiction", "since", "until", "renamed")  # fmt: skip
    return tuple(Registration(*row) for row in rows)


def _told(entry: Registration) -> Answer:
    days = {name: getattr(entry, name) for name in ("since", "until", "renamed")}
    return {
        "number": entry.number,
        "name": entry.name,
        "jurisdiction": entry.jurisdiction,
        **{name: str(day) if day else None for name, day in days.items()},
    }
