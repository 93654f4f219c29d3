"""Erasing events: what the owner's role alone may do, and what stays. These tests commit."""

import pytest
from django.db import connections, transaction
from django.db.utils import DatabaseError

from hustings.apps.ledger.actions import carry_over, record_event, void_event
from hustings.apps.ledger.models import Event
from tests.apps.ledger.visits import answer
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)


def as_owner(statement: str, *values: object) -> tuple[object, ...] | None:
    """The first row that the owner's role is answered, as an audited actor."""
    with transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        for name in ("actor", "actor_name", "verb"):
            cursor.execute(f"SELECT set_config('hustings.{name}', 'test', true)")
        cursor.execute(statement, list(values))  # type: ignore[arg-type]  # ids and lists of them, which psycopg adapts
        return cursor.fetchone() if cursor.description else None


def committed_visits() -> tuple[Event, Event]:
    """Two visits of one campaign with consent, a second campaign untouched beside them."""
    member = make_member(make_campaign())
    wording = make_wording(member.campaign)
    district = make_district(member.campaign)
    visits = [
        answer(make_elector(district), member, wording, device="phone") for _ in "ab"
    ]
    for visit in visits:
        record_event(event=visit, by=member, at=START)
    return visits[0], visits[1]


def test_not_even_the_owner_changes_an_event_by_hand(committed: str) -> None:
    committed_visits()

    for statement in (
        "UPDATE ledger_event SET payload = '{}'",
        "DELETE FROM ledger_event",
    ):
        with pytest.raises(DatabaseError, match="events are only added to"):
            as_owner(statement)


def test_the_owner_alone_empties_an_event_and_its_bare_facts_stay(
    committed: str,
) -> None:
    one, other = committed_visits()

    emptied = as_owner("SELECT ledger_erase(%s, %s, false)", one.campaign_id, [one.id])

    assert emptied == (1,)
    held, untouched = Event.objects.get(pk=one.pk), Event.objects.get(pk=other.pk)
    assert (held.payload, held.device, held.consent_id) == ({}, "", None)
    assert (held.kind, held.elector_id) == ("visit", one.elector_id)
    assert untouched.payload == other.payload
    with pytest.raises(DatabaseError, match="events are only added to"):
        as_owner("UPDATE ledger_event SET device = 'x'")


def test_an_erased_campaigns_events_name_nobody_and_another_campaign_keeps_its_own(
    committed: str,
) -> None:
    ours, theirs = committed_visits()[0], committed_visits()[0]

    emptied = as_owner("SELECT ledger_erase(%s, NULL, true)", ours.campaign_id)

    assert emptied == (2,)
    subjects = Event.objects.filter(campaign=ours.campaign_id).values_list(
        "elector", "door", "payload"
    )
    assert set(map(str, subjects)) == {"(None, None, {})"}
    assert Event.objects.get(pk=theirs.pk).payload == theirs.payload


def test_sending_an_erased_event_again_does_not_bring_it_back(committed: str) -> None:
    one, _ = committed_visits()
    as_owner("SELECT ledger_erase(%s, %s, false)", one.campaign_id, [one.id])

    assert not record_event(event=one, by=one.author, at=START)
    assert Event.objects.get(pk=one.pk).payload == {}


def test_an_erased_event_can_still_be_taken_back(committed: str) -> None:
    one, _ = committed_visits()
    as_owner("SELECT ledger_erase(%s, %s, false)", one.campaign_id, [one.id])

    assert void_event(event=Event.objects.get(pk=one.pk), by=one.author, at=START)


def test_what_was_emptied_is_not_carried_over_since_it_says_nothing(
    committed: str,
) -> None:
    one, other = committed_visits()
    as_owner("SELECT ledger_erase(%s, %s, false)", one.campaign_id, [one.id])
    assert one.elector and other.elector

    carried = carry_over(
        kept=other.elector, closed=one.elector, by=one.author, at=START
    )

    assert carried == 0
    assert Event.objects.standing().count() == 2
