import json
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.doorstep import Event, NotAccepted, Reason, read_event, write_event
from hustings.core.doorstep.envelope import LONGEST
from tests.core.doorstep.events import events

KEY = UUID("5f0c3a52-3a2e-4c4e-9d53-1f6f8b7a9c01")
OTHER = UUID("5f0c3a52-3a2e-4c4e-9d53-1f6f8b7a9c02")


def text(**changes: Any) -> bytes:
    """A visit in which nobody was in, with changes; a change to `...` leaves the field out."""
    fields: dict[str, Any] = {
        "v": 1,
        "id": str(KEY),
        "kind": "visit",
        "campaign": str(uuid4()),
        "token": "t" * 43,
        "elector": None,
        "door": str(uuid4()),
        "at": "2026-05-02T14:03:22.123+01:00",
        "payload": {"outcome": "not-in"},
    }
    held = {
        name: value for name, value in (fields | changes).items() if value is not ...
    }
    return json.dumps(held).encode()


def reason(given: bytes) -> Reason:
    with pytest.raises(NotAccepted) as refusal:
        read_event(given, event=str(KEY))
    return refusal.value.reason


@given(events())
def test_what_is_written_is_read_back_the_same(event: Event) -> None:
    assert read_event(write_event(event), event=str(event.id)) == event


@given(st.binary(max_size=400))
def test_anything_else_is_not_accepted_and_never_a_crash(given: bytes) -> None:
    with pytest.raises(NotAccepted):
        read_event(given, event=str(KEY))


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.text(max_size=8), inner, max_size=3)
        ),
        max_leaves=8,
    ),
    st.sampled_from(
        [
            "v",
            "kind",
            "campaign",
            "token",
            "at",
            "clock_offset",
            "consent",
            "payload",
            "voids",
        ]
    ),
)
def test_any_value_in_any_field_is_read_or_not_accepted(
    value: object, name: str
) -> None:
    try:
        read_event(text(**{name: value}), event=str(KEY))
    except NotAccepted as refusal:
        assert refusal.what


def test_the_time_of_the_knock_is_kept_and_the_servers_reckoned_from_it() -> None:
    event = read_event(text(clock_offset=-86_400_000), event=str(KEY))

    assert event.happened_at == datetime(2026, 5, 2, 13, 3, 22, 123000, tzinfo=UTC)
    assert event.reckoned_at == datetime(2026, 5, 1, 13, 3, 22, 123000, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"v": 2}, Reason.MALFORMED),
        ({"id": str(OTHER)}, Reason.UNREADABLE),
        ({"kind": "vote"}, Reason.MALFORMED),
        ({"kind": "voted"}, Reason.MALFORMED),
        ({"campaign": "mine"}, Reason.MALFORMED),
        ({"token": ...}, Reason.MALFORMED),
        ({"at": "2026-05-02T14:03:22"}, Reason.MALFORMED),
        ({"at": "yesterday"}, Reason.MALFORMED),
        ({"clock_offset": 10**14}, Reason.IMPOSSIBLE_TIME),
        ({"clock_offset": "1"}, Reason.MALFORMED),
        ({"door": None}, Reason.MALFORMED),
        ({"payload": {}}, Reason.MALFORMED),
        ({"payload": {"outcome": "not-in", "voted_for": "us"}}, Reason.MALFORMED),
        ({"payload": {"outcome": "x" * 201}}, Reason.MALFORMED),
        ({"payload": {"outcome": "not-in", "poster": "yes"}}, Reason.MALFORMED),
        ({"payload": {"outcome": "spoken-to", "custom": {"q": 1}}}, Reason.MALFORMED),
        ({"knocker": "r" * 41}, Reason.MALFORMED),
        (
            {"kind": "detail", "payload": {"what": "religion", "value": "x"}},
            Reason.MALFORMED,
        ),
        (
            {"kind": "detail", "payload": {"what": "note", "value": "x"}},
            Reason.MALFORMED,
        ),
        ({"kind": "void", "payload": {}}, Reason.MALFORMED),
        ({"kind": "newcomer", "payload": {"surname": "Bee"}}, Reason.MALFORMED),
        ({"kind": "door", "payload": {"street": "Mill Road"}}, Reason.MALFORMED),
        ({"kind": "erasure", "payload": {}}, Reason.MALFORMED),
    ],
    ids=str,
)
def test_what_is_wrong_is_not_accepted(changes: dict[str, Any], why: Reason) -> None:
    assert reason(text(**changes)) is why


def test_an_event_longer_than_any_of_ours_is_not_looked_into() -> None:
    assert reason(b"{" + b" " * LONGEST) is Reason.TOO_LARGE


def test_nesting_without_end_is_not_accepted() -> None:
    assert reason(b"[" * 7000) is Reason.MALFORMED
