"""Recording visits: what is kept, on whose word, and what follows at once."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.canvass.actions import (
    Permission,
    record_permission,
    record_visit,
    record_visits,
    take_back_visit,
)
from hustings.apps.canvass.queries import canvassable, permissions_of, pledges
from hustings.apps.canvass.visits import Visit
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import DoNotContact, Elector
from hustings.core.canvassing import NEUTRAL, Said
from hustings.core.errors import HustingsError
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db
LATER = START + timedelta(hours=8)


@pytest.fixture
def member() -> Membership:
    return make_member(make_campaign(), "canvasser")


@pytest.fixture
def elector(member: Membership) -> Elector:
    return make_elector(make_district(member.campaign))


@pytest.fixture
def wording(member: Membership) -> ConsentWording:
    return make_wording(member.campaign)


def visit(elector: Elector, code: str, /, **values: Any) -> Visit:
    said = {
        key: values.pop(key)
        for key in ("agreed", "poster", "note", "language", "needs_help")
        if key in values
    }
    answer = NEUTRAL.by_code(code) if code else None
    defaults: dict[str, Any] = {
        "happened_at": START,
        "elector": elector,
        "said": Said(answer=answer, scale=NEUTRAL.name, **said),
    }
    return Visit(**defaults | values)


def record(elector: Elector, by: Membership, code: str, /, **values: Any) -> Event:
    return record_visit(visit=visit(elector, code, **values), by=by, at=LATER).event


def test_with_the_persons_agreement_the_answer_is_kept_with_words_time_and_by_whom(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    event = record(
        elector, member, "1", agreed=True, consent=wording, poster=True, canvasser="Ann"
    )

    held = Event.objects.get(pk=event.pk)
    assert (held.elector, held.door) == (elector, elector.door)
    assert held.payload == {
        "outcome": "spoken-to",
        "answer": 1,
        "code": "1",
        "scale": "1 to 5",
        "poster": True,
        "canvasser": "Ann",
    }
    assert (held.consent, held.consent.language) == (wording, "en")  # type: ignore[union-attr]  # not None
    assert (held.consented_at, held.author) == (START, member)
    assert list(pledges(member)) == [elector]


def test_without_agreement_the_door_alone_is_kept_and_the_screen_can_say_so(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    recorded = record_visit(
        visit=visit(elector, "1", consent=wording, poster=True), by=member, at=LATER
    )

    held = Event.objects.get()
    assert (held.elector, held.consent, held.door) == (None, None, elector.door)
    assert held.payload == {"outcome": "spoken-to"}
    assert recorded.kept.left_out == ("the answer", "the poster")
    assert not pledges(member).exists()


def test_counts_only_is_the_default(elector: Elector, member: Membership) -> None:
    """Until the agent has entered notice and wording, a tick on paper changes nothing."""
    record(elector, member, "1", agreed=True, note="likes cats")

    held = Event.objects.get()
    assert (held.elector, held.payload) == (None, {"outcome": "spoken-to"})


@pytest.mark.parametrize(
    "change",
    [
        {"covers": "calls"},
        {"entered_at": START + timedelta(days=1)},
        {"withdrawn_at": START - timedelta(days=2)},
    ],
    ids=str,
)
def test_words_that_were_not_in_force_or_cover_something_else_are_no_consent(
    elector: Elector, member: Membership, change: dict[str, Any]
) -> None:
    words = make_wording(member.campaign, **change)
    record(elector, member, "1", agreed=True, consent=words)

    assert Event.objects.get().payload == {"outcome": "spoken-to"}


def test_another_campaigns_words_are_no_consent(
    elector: Elector, member: Membership
) -> None:
    foreign = make_wording(make_campaign())
    record(elector, member, "1", agreed=True, consent=foreign)

    assert Event.objects.get().elector is None


def test_nobody_agrees_for_a_whole_door(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    with pytest.raises(HustingsError, match="for a whole door"):
        record(
            elector,
            member,
            "1",
            elector=None,
            door=elector.door,
            agreed=True,
            consent=wording,
        )
    assert not Event.objects.exists()


def test_whoever_was_not_in_has_not_agreed(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    with pytest.raises(HustingsError, match="do not go together"):
        record(elector, member, "N", agreed=True, consent=wording)


def test_where_there_is_no_door_and_no_agreement_nothing_can_be_kept(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    overseas = make_elector(elector.district, door=None, franchise="F")

    with pytest.raises(HustingsError, match="Nothing can be kept"):
        record(overseas, member, "1")
    record(overseas, member, "1", agreed=True, consent=wording)
    assert list(pledges(member)) == [overseas]


def test_a_visit_that_has_not_come_yet_is_refused(
    elector: Elector, member: Membership
) -> None:
    with pytest.raises(HustingsError, match="has not come yet"):
        record(elector, member, "N", happened_at=LATER + timedelta(hours=1))


def test_sending_twice_keeps_one_visit(elector: Elector, member: Membership) -> None:
    key = uuid4()
    first = record_visit(visit=visit(elector, "X", id=key), by=member, at=LATER)
    again = record_visit(visit=visit(elector, "X", id=key), by=member, at=LATER)

    assert (first.is_new, again.is_new) == (True, False)
    assert Event.objects.count() == DoNotContact.objects.count() == 1


def test_do_not_contact_holds_at_once_and_taking_it_back_lifts_it(
    elector: Elector, member: Membership
) -> None:
    event = record(elector, member, "X")
    asked = DoNotContact.objects.in_force().get()
    assert (asked.elector, asked.basis, asked.source_event) == (
        elector,
        "door",
        event.pk,
    )
    assert not canvassable(member).exists()

    assert take_back_visit(event=event, by=member, at=LATER)
    assert not take_back_visit(event=event, by=member, at=LATER)
    assert list(canvassable(member)) == [elector]


def test_of_two_requests_to_be_left_alone_the_last_standing_one_counts(
    elector: Elector, member: Membership
) -> None:
    first = record(elector, member, "X")
    second = record(elector, member, "X", happened_at=START + timedelta(hours=1))

    take_back_visit(event=first, by=member, at=LATER)
    assert not canvassable(member).exists()

    take_back_visit(event=second, by=member, at=LATER)
    assert canvassable(member).exists()


def test_taking_a_visit_back_does_not_lift_an_objection(
    elector: Elector, member: Membership
) -> None:
    set_do_not_contact(
        elector=elector, basis="objection", source_event=None, by=member, at=START
    )
    event = record(elector, member, "X")

    take_back_visit(event=event, by=member, at=LATER)

    assert DoNotContact.objects.in_force().get().basis == "objection"


def test_of_somebody_to_be_left_alone_nothing_new_is_kept(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    record(elector, member, "X")

    for code, values in (("1", {"agreed": True, "consent": wording}), ("N", {})):
        with pytest.raises(HustingsError, match="asked on 1 April not to be contacted"):
            record(elector, member, code, **values)
    record(elector, member, "M")
    assert Event.objects.visits().count() == 2


@pytest.mark.parametrize("code", ["M", "D"])
def test_moved_and_deceased_name_the_person_and_leave_every_list(
    elector: Elector, member: Membership, code: str
) -> None:
    event = record(elector, member, code)
    assert Event.objects.get().elector == elector
    assert not canvassable(member).exists()

    take_back_visit(event=event, by=member, at=LATER)
    assert canvassable(member).exists()


def test_many_visits_are_kept_as_each_alone_would_be(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    others = [make_elector(elector.district) for _ in range(4)]
    visits = [
        visit(elector, "1", agreed=True, consent=wording),
        visit(others[0], "2", consent=wording),
        visit(others[1], "X"),
        visit(others[1], "1", agreed=True, consent=wording),
        visit(others[2], "D"),
        visit(others[3], "N"),
    ]

    receipt = record_visits(visits=visits, by=member, at=LATER)

    assert [v.id for v in visits if v.id not in receipt.kept] == [visits[3].id]
    held = {e.id: (e.elector, e.payload["outcome"]) for e in Event.objects.all()}
    assert [held[v.id] for v in visits if v.id in held] == [
        (elector, "spoken-to"),
        (None, "spoken-to"),
        (others[1], "do-not-contact"),
        (others[2], "deceased"),
        (None, "not-in"),
    ]
    assert DoNotContact.objects.in_force().get().elector == others[1]
    assert record_visits(visits=visits, by=member, at=LATER).kept == ()
    assert record_visits(visits=[], by=member, at=LATER).kept == ()


def test_the_number_of_queries_does_not_grow_with_the_visits(
    elector: Elector,
    member: Membership,
    wording: ConsentWording,
    django_assert_max_num_queries: Any,
) -> None:
    for _ in range(30):
        make_elector(elector.district)
    everybody = list(Elector.objects.of(member.campaign))
    visits = [visit(e, "1", agreed=True, consent=wording) for e in everybody]

    with django_assert_max_num_queries(15):
        record_visits(visits=visits, by=member, at=LATER)


def permission(elector: Elector, channel: str, **values: Any) -> Permission:
    defaults: dict[str, Any] = {
        "elector": elector,
        "channel": channel,
        "given": True,
        "at": START,
    }
    return Permission(**defaults | values)


def test_each_channel_is_agreed_to_by_itself(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    calls = make_wording(member.campaign, covers="calls")
    record(elector, member, "1", agreed=True, consent=wording)
    record_permission(
        permission=permission(elector, "calls", consent=calls, address="01632 960001"),
        by=member,
        at=LATER,
    )

    for words in (None, wording, calls):
        with pytest.raises(HustingsError, match="words of their own"):
            record_permission(
                permission=permission(elector, "texts", consent=words),
                by=member,
                at=LATER,
            )
    (event,) = permissions_of(elector).values()
    assert (event.payload["channel"], event.payload["telephone"]) == (
        "calls",
        "01632 960001",
    )
    assert list(pledges(member)) == [elector]


def test_the_last_word_on_a_channel_counts(
    elector: Elector, member: Membership
) -> None:
    email = make_wording(member.campaign, covers="email")
    record_permission(
        permission=permission(
            elector, "email", consent=email, address="jo@example.org"
        ),
        by=member,
        at=LATER,
    )
    record_permission(
        permission=permission(
            elector, "email", given=False, at=START + timedelta(hours=1)
        ),
        by=member,
        at=LATER,
    )

    event = permissions_of(elector)["email"]
    assert event.payload == {"channel": "email", "given": False}


def test_whoever_asked_to_be_left_alone_is_not_put_on_a_list_of_calls(
    elector: Elector, member: Membership
) -> None:
    calls = make_wording(member.campaign, covers="calls")
    record(elector, member, "X")

    with pytest.raises(HustingsError, match="not to be contacted"):
        record_permission(
            permission=permission(elector, "calls", consent=calls, address="01632"),
            by=member,
            at=LATER,
        )
    no = permission(elector, "calls", given=False)
    assert record_permission(permission=no, by=member, at=LATER)


def test_a_visit_sent_again_after_the_person_asked_to_be_left_alone_does_no_harm(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    key = uuid4()
    said = visit(elector, "1", id=key, agreed=True, consent=wording)
    record_visit(visit=said, by=member, at=LATER)
    record(elector, member, "X")

    assert not record_visit(visit=said, by=member, at=LATER).is_new
