from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection

from hustings.apps.campaigns.models import AuditEntry, Membership
from hustings.apps.ledger.actions import (
    carry_over,
    record_event,
    record_events,
    void_event,
)
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Elector
from hustings.core.errors import HustingsError
from tests.apps.ledger.visits import answer, door_visit, later
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db
LATER = START + timedelta(days=1)


@pytest.fixture
def member() -> Membership:
    return make_member(make_campaign())


@pytest.fixture
def elector(member: Membership) -> Elector:
    return make_elector(make_district(member.campaign))


def test_an_event_is_kept_as_it_was_recorded(
    elector: Elector, member: Membership
) -> None:
    wording = make_wording(member.campaign)
    payload: dict[str, Any] = {
        "outcome": "spoken-to",
        "answer": 1,
        "poster": True,
        "note": "“Ring” twice – naïve \\ 'quoted'",
    }
    event = answer(elector, member, wording, payload=payload, device="phone 3")
    event.happened_at += timedelta(microseconds=123456)

    assert record_event(event=event, by=member, at=LATER)

    held = Event.objects.get(pk=event.pk)
    assert held.payload == payload
    assert (held.happened_at, held.received_at) == (event.happened_at, LATER)
    assert (held.elector_id, held.door_id) == (elector.id, elector.door_id)
    assert (held.consent_id, held.consented_at) == (wording.id, START)
    assert (held.author_id, held.device) == (member.id, "phone 3")


def test_sending_twice_does_no_harm(elector: Elector, member: Membership) -> None:
    key = uuid4()

    first = record_event(
        event=door_visit(elector.door, member, id=key), by=member, at=START
    )
    again = record_event(
        event=door_visit(elector.door, member, id=key), by=member, at=LATER
    )

    assert (first, again) == (True, False)
    assert Event.objects.get(pk=key).received_at == START


@pytest.mark.parametrize(
    "change",
    [
        {"payload": {"outcome": "refused"}},
        {"happened_at": LATER},
        {"device": "another"},
        {"kind": "voted", "payload": {}},
    ],
    ids=str,
)
def test_something_else_under_the_same_id_is_refused(
    elector: Elector, member: Membership, change: dict[str, Any]
) -> None:
    key = uuid4()
    record_event(event=door_visit(elector.door, member, id=key), by=member, at=START)

    with pytest.raises(HustingsError, match="already kept under the id"):
        record_event(
            event=door_visit(elector.door, member, id=key, **change),
            by=member,
            at=LATER,
        )
    assert Event.objects.get(pk=key).payload == {"outcome": "not-in"}


def test_another_door_under_the_same_id_is_refused(
    elector: Elector, member: Membership
) -> None:
    key, other = uuid4(), make_door(elector.district)
    record_event(event=door_visit(elector.door, member, id=key), by=member, at=START)

    with pytest.raises(HustingsError):
        record_event(event=door_visit(other, member, id=key), by=member, at=START)


def test_two_campaigns_may_meet_on_one_id(elector: Elector, member: Membership) -> None:
    key, stranger = uuid4(), make_member(make_campaign())
    theirs = make_door(make_district(stranger.campaign))

    assert record_event(
        event=door_visit(elector.door, member, id=key), by=member, at=START
    )
    assert record_event(
        event=door_visit(theirs, stranger, id=key), by=stranger, at=START
    )


def test_many_are_kept_at_once_and_those_held_before_are_left(
    elector: Elector, member: Membership
) -> None:
    events = [door_visit(elector.door, member) for _ in range(30)]
    record_events(events=events[:10], by=member, at=START)

    receipt = record_events(events=[*events, events[-1]], by=member, at=LATER)

    assert receipt.kept == tuple(e.id for e in events[10:])
    assert receipt.already == (*(e.id for e in events[:10]), events[-1].id)
    assert Event.objects.count() == 30


def test_one_contradiction_and_none_of_them_is_kept(
    elector: Elector, member: Membership
) -> None:
    held = door_visit(elector.door, member)
    record_event(event=held, by=member, at=START)
    clash = door_visit(elector.door, member, id=held.id, device="another")

    with pytest.raises(HustingsError):
        record_events(
            events=[door_visit(elector.door, member), clash], by=member, at=START
        )
    assert Event.objects.count() == 1


def test_two_different_events_of_one_sending_cannot_share_an_id(
    elector: Elector, member: Membership
) -> None:
    one = door_visit(elector.door, member)
    other = door_visit(elector.door, member, id=one.id, device="another")

    with pytest.raises(HustingsError):
        record_events(events=[one, other], by=member, at=START)
    assert Event.objects.count() == 0


def test_whoever_records_is_the_author_unless_another_is_named(
    elector: Elector, member: Membership
) -> None:
    knocker = make_member(member.campaign, "canvasser")
    mine = door_visit(elector.door, member, author=None)
    theirs = door_visit(elector.door, knocker)

    record_events(events=[mine, theirs], by=member, at=START)

    assert Event.objects.get(pk=mine.pk).author == member
    assert Event.objects.get(pk=theirs.pk).author == knocker


def test_a_bulk_write_is_one_audit_entry(elector: Elector, member: Membership) -> None:
    record_events(
        events=[door_visit(elector.door, member) for _ in range(150)],
        by=TESTER,
        at=START,
    )

    entry = AuditEntry.objects.get(table="ledger_event")
    assert (entry.verb, entry.rows, entry.records) == ("record events", 150, None)


def test_after_very_many_the_planner_is_told(
    elector: Elector, member: Membership, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it the first lists after a bulk load took minutes, until the server counted by itself."""
    monkeypatch.setattr("hustings.apps.ledger.actions.AT_ONCE", 20)
    record_events(
        events=[door_visit(elector.door, member) for _ in range(45)],
        by=member,
        at=START,
    )

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stats WHERE tablename = 'ledger_event'")
        assert cursor.fetchone()[0] > 0
    assert Event.objects.count() == 45


def test_what_is_taken_back_no_longer_stands(
    elector: Elector, member: Membership
) -> None:
    wrong, right = door_visit(elector.door, member), door_visit(elector.door, member)
    record_events(events=[wrong, right], by=member, at=START)

    assert void_event(event=wrong, by=member, at=LATER, reason="wrong door")
    assert not void_event(event=wrong, by=member, at=LATER)

    assert list(Event.objects.visits().standing()) == [right]
    void = Event.objects.get(kind="void")
    assert (void.voids_id, void.payload) == (wrong.id, {"reason": "wrong door"})
    assert (void.district_id, void.happened_at) == (elector.district_id, LATER)


def test_what_was_taken_back_is_not_brought_back(
    elector: Elector, member: Membership
) -> None:
    event = door_visit(elector.door, member)
    record_event(event=event, by=member, at=START)
    void_event(event=event, by=member, at=START)

    with pytest.raises(HustingsError, match="enter it again"):
        void_event(event=Event.objects.get(kind="void"), by=member, at=LATER)


def test_the_latest_is_the_one_that_happened_last_whenever_it_came_in(
    elector: Elector, member: Membership
) -> None:
    """A phone that was without a network sends the morning's knock after the afternoon's."""
    wording = make_wording(member.campaign)
    morning = answer(
        elector, member, wording, payload={"outcome": "spoken-to", "answer": 3}
    )
    afternoon = later(answer(elector, member, wording), hours=5)
    record_event(event=afternoon, by=member, at=START + timedelta(hours=6))
    record_event(event=morning, by=member, at=START + timedelta(hours=9))

    assert list(Event.objects.latest_per_elector()) == [afternoon]


def test_a_members_area_bounds_what_is_seen(
    elector: Elector, member: Membership
) -> None:
    elsewhere = make_door(make_district(member.campaign, "ZZ9"))
    near = make_member(member.campaign, "canvasser", districts=[elector.district_id])
    record_events(
        events=[door_visit(elector.door, member), door_visit(elsewhere, member)],
        by=member,
        at=START,
    )

    assert Event.objects.for_member(member).count() == 2
    assert Event.objects.for_member(near).get().door == elector.door
    assert not Event.objects.for_member(make_member(make_campaign())).exists()


def test_what_was_said_of_two_rows_is_carried_to_the_one_person(
    elector: Elector, member: Membership
) -> None:
    closed = make_elector(elector.district)
    wording = make_wording(member.campaign)
    told = answer(closed, member, wording)
    record_event(event=told, by=member, at=LATER)
    taken_back = answer(closed, member, wording)
    record_event(event=taken_back, by=member, at=LATER)
    void_event(event=taken_back, by=member, at=LATER)

    assert carry_over(kept=elector, closed=closed, by=member, at=LATER) == 1
    assert carry_over(kept=elector, closed=closed, by=member, at=LATER) == 0

    standing = Event.objects.of(member.campaign).visits().standing().get()
    assert standing.elector_id == elector.id
    assert (standing.payload, standing.happened_at, standing.consent_id) == (
        told.payload,
        told.happened_at,
        wording.id,
    )
