"""What phones add to the ledger: clocks that are wrong, newcomers, details each with its own consent."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.ledger.actions import record_events
from hustings.apps.ledger.models import DETAILS, Event
from hustings.apps.register.models import Elector
from tests.apps.ledger.visits import answer, at_no_door, door_visit
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_newcomer,
    make_wording,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def member() -> Membership:
    return make_member(make_campaign())


@pytest.fixture
def elector(member: Membership) -> Elector:
    return make_elector(make_district(member.campaign))


@pytest.fixture
def wording(member: Membership) -> ConsentWording:
    return make_wording(member.campaign)


def turned_away(event: Event) -> bool:
    event.received_at = START
    try:
        with transaction.atomic(), acting(TESTER, "write past the actions"):
            event.save(force_insert=True)
    except IntegrityError:
        return True
    return False


def detail(
    elector: Elector,
    member: Membership,
    words: ConsentWording | None,
    what: str,
    value: str = "x",
) -> Event:
    payload = {"what": what, "value": value}
    return answer(elector, member, words, kind=Event.Kind.DETAIL, payload=payload)


def words_for(wording: ConsentWording, covers: str) -> ConsentWording:
    with acting(TESTER, "enter words"):
        return ConsentWording.objects.create(
            campaign=wording.campaign,
            notice=wording.notice,
            covers=covers,
            text="May we keep that of you? " * 2,
            entered_at=START,
        )


def test_what_is_latest_goes_by_the_servers_clock_and_the_time_of_the_knock_stays(
    elector: Elector, member: Membership
) -> None:
    ahead = door_visit(
        elector.door, member, happened_at=START + DAY, clock_offset=-86_400_000
    )
    later = door_visit(elector.door, member, happened_at=START + timedelta(minutes=1))
    record_events(events=[ahead, later], by=member, at=START + DAY)

    held = Event.objects.of(member.campaign).latest_first()

    assert [event.id for event in held] == [later.id, ahead.id]
    assert (held[1].happened_at, held[1].reckoned_at) == (START + DAY, START)


def test_the_same_event_sent_twice_by_a_phone_is_kept_once(
    elector: Elector, member: Membership
) -> None:
    def again() -> Event:
        return door_visit(
            elector.door,
            member,
            id=key,
            clock_offset=1234,
            app_version="1.2.3",
            occasion=occasion,
        )

    key, occasion = uuid4(), uuid4()
    first = record_events(events=[again()], by=member, at=START)
    second = record_events(events=[again()], by=member, at=START + DAY)

    assert (first.kept, second.already) == ((key,), (key,))
    held = Event.objects.get(id=key)
    assert (held.app_version, held.occasion, held.clock_offset) == (
        "1.2.3",
        occasion,
        1234,
    )


def test_a_talk_at_a_stall_with_nobody_named_is_counted_for_the_stall(
    member: Membership,
) -> None:
    talk = at_no_door(member, occasion=uuid4())
    nowhere = at_no_door(member)

    assert not turned_away(talk)
    assert turned_away(nowhere)


def test_a_leaflet_is_of_a_door_and_needs_no_consent(
    elector: Elector, member: Membership
) -> None:
    left = door_visit(
        elector.door, member, payload={"outcome": "not-in", "leaflet": True}
    )

    assert not turned_away(left)


@pytest.mark.parametrize("what", DETAILS)
def test_each_detail_rests_on_words_of_its_own(
    elector: Elector, member: Membership, wording: ConsentWording, what: str
) -> None:
    own = words_for(wording, what)

    assert turned_away(detail(elector, member, None, what))
    assert turned_away(detail(elector, member, wording, what))
    assert turned_away(detail(elector, member, own, "religion"))
    assert turned_away(detail(elector, member, own, what, value=""))
    assert not turned_away(detail(elector, member, own, what))


def test_words_about_one_detail_do_not_cover_another(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    assert turned_away(detail(elector, member, words_for(wording, "language"), "help"))


def test_a_newcomer_says_as_much_as_an_elector_and_only_with_consent(
    member: Membership, wording: ConsentWording
) -> None:
    newcomer = make_newcomer(wording, member)
    with_consent = at_no_door(
        member,
        newcomer=newcomer,
        payload={"outcome": "spoken-to", "answer": 1},
        consent=wording,
        consented_at=START,
    )
    without = at_no_door(member, newcomer=newcomer)

    assert not turned_away(with_consent)
    assert turned_away(without)


def test_to_ask_for_erasure_needs_no_consent_and_holds_nothing(
    elector: Elector, member: Membership
) -> None:
    asked = answer(elector, member, None, kind=Event.Kind.ERASURE, payload={})
    with_more = answer(
        elector, member, None, kind=Event.Kind.ERASURE, payload={"why": "x"}
    )

    assert not turned_away(asked)
    assert turned_away(with_more)
