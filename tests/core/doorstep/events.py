"""Events as phones make them, any of them."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from hustings.core.doorstep import Consent, Event, Kind

IDS = st.uuids(version=4)
WORDS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    min_size=1,
    max_size=30,
).filter(str.strip)
TIMES = st.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    max_value=datetime(2040, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=1))]),
)
PAYLOADS: Mapping[Kind, st.SearchStrategy[Any]] = {
    Kind.VISIT: st.fixed_dictionaries(
        {"outcome": st.sampled_from(["not-in", "spoken-to"])},
        optional={
            "code": WORDS,
            "scale": WORDS,
            "poster": st.booleans(),
            "leaflet": st.booleans(),
            "custom": st.dictionaries(IDS.map(str), WORDS, max_size=3),
        },
    ),
    Kind.PERMISSION: st.fixed_dictionaries(
        {
            "channel": st.sampled_from(["calls", "texts", "email"]),
            "given": st.booleans(),
        },
        optional={"telephone": WORDS},
    ),
    Kind.DETAIL: st.fixed_dictionaries(
        {"what": st.sampled_from(["language", "note", "help", "offer"]), "value": WORDS}
    ),
    Kind.NEWCOMER: st.fixed_dictionaries(
        {"surname": WORDS},
        optional={
            "forenames": WORDS,
            "address": st.lists(WORDS, max_size=4),
            "postcode": WORDS,
        },
    ),
    Kind.DOOR: st.fixed_dictionaries(
        {"street": WORDS, "label": WORDS}, optional={"postcode": WORDS}
    ),
    Kind.ERASURE: st.just({}),
    Kind.VOID: st.fixed_dictionaries({}, optional={"reason": WORDS}),
}


@st.composite
def events(draw: st.DrawFn) -> Event:
    """Any event that a phone of ours could make."""
    kind = draw(st.sampled_from(Kind))
    return Event(
        id=draw(IDS),
        kind=kind,
        campaign=draw(IDS),
        token=draw(st.text("abcXYZ019-_", min_size=10, max_size=60)),
        happened_at=draw(TIMES),
        clock_offset=draw(st.integers(-(10**9), 10**9)),
        occasion=draw(st.none() | IDS),
        elector=draw(IDS),
        door=draw(IDS),
        newcomer=draw(IDS),
        voids=draw(IDS),
        knocker=draw(st.just("") | WORDS),
        app="1.0.0",
        consent=draw(st.none() | st.builds(Consent, IDS, TIMES)),
        payload=draw(PAYLOADS[kind]),
    )
