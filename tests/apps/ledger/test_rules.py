"""What the database itself turns away, even from a program that knows nothing of our actions."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.ledger.actions import record_event
from hustings.apps.ledger.models import PERSONAL, Event, Outcome
from hustings.apps.register.models import Elector
from hustings.core.canvassing import NEEDS_CONSENT
from hustings.core.canvassing.consent import OUTCOMES
from tests.apps.ledger.visits import answer, door_visit
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member() -> Membership:
    return make_member(make_campaign())


@pytest.fixture
def elector(member: Membership) -> Elector:
    return make_elector(make_district(member.campaign))


@pytest.fixture
def wording(member: Membership) -> ConsentWording:
    return make_wording(member.campaign)


def write(event: Event) -> None:
    event.received_at = START
    with transaction.atomic(), acting(TESTER, "write past the actions"):
        event.save(force_insert=True)


def turned_away(event: Event) -> bool:
    try:
        write(event)
    except IntegrityError:
        return True
    return False


def test_the_database_and_the_core_agree_on_what_is_personal() -> None:
    assert set(PERSONAL) == NEEDS_CONSENT
    assert set(Outcome.values) == set(OUTCOMES.values())


@pytest.mark.parametrize("key", PERSONAL)
def test_nothing_personal_is_kept_without_consent(
    elector: Elector, member: Membership, key: str
) -> None:
    payload = {"outcome": "spoken-to", key: "x"}

    assert turned_away(answer(elector, member, None, payload=payload))
    assert turned_away(door_visit(elector.door, member, payload=payload))


@pytest.mark.parametrize("key", PERSONAL)
def test_what_is_personal_is_kept_with_consent(
    elector: Elector, member: Membership, wording: ConsentWording, key: str
) -> None:
    assert not turned_away(
        answer(elector, member, wording, payload={"outcome": "spoken-to", key: "x"})
    )


def test_a_consent_without_its_time_is_none(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    assert turned_away(answer(elector, member, wording, consented_at=None))


def test_an_answer_belongs_to_a_person_never_to_a_door(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    assert turned_away(answer(elector, member, wording, elector=None))


@pytest.mark.parametrize(
    "payload",
    [
        {"outcome": "spoken-to", "view": "against"},
        {"outcome": "supporter"},
        {"outcome": None},
        {"outcome": ["not-in"]},
        {"view": 1},
        {},
        {"outcome": "not-in", "remark": "said no"},
    ],
    ids=str,
)
def test_of_a_door_the_outcome_alone_is_kept(
    elector: Elector, member: Membership, payload: dict[str, Any]
) -> None:
    assert turned_away(door_visit(elector.door, member, payload=payload))


@pytest.mark.parametrize(
    "outcome", ["not-in", "spoken-to", "refused", "moved", "deceased"]
)
def test_the_outcome_at_a_door_needs_nobodys_consent(
    elector: Elector, member: Membership, outcome: str
) -> None:
    assert not turned_away(
        door_visit(elector.door, member, payload={"outcome": outcome})
    )


@pytest.mark.parametrize("outcome", ["not-in", "spoken-to", "refused", ""])
def test_without_consent_no_visit_names_a_person(
    elector: Elector, member: Membership, outcome: str
) -> None:
    assert turned_away(answer(elector, member, None, payload={"outcome": outcome}))


@pytest.mark.parametrize("payload", [{}, {"view": 1}], ids=str)
def test_a_visit_to_a_person_without_an_outcome_is_turned_away(
    elector: Elector, member: Membership, payload: dict[str, Any]
) -> None:
    """A key that is missing makes a check null, and a null check lets a row in unless it is written with care."""
    assert turned_away(answer(elector, member, None, payload=payload))


@pytest.mark.parametrize("outcome", ["moved", "deceased", "do-not-contact"])
def test_what_spares_a_person_calls_names_that_person(
    elector: Elector, member: Membership, outcome: str
) -> None:
    assert not turned_away(answer(elector, member, None, payload={"outcome": outcome}))


def test_words_about_calls_do_not_cover_an_opinion(
    elector: Elector, member: Membership
) -> None:
    calls = make_wording(member.campaign, covers="calls")

    assert turned_away(answer(elector, member, calls))


def permission(elector: Elector, by: Membership, /, **values: Any) -> Event:
    return answer(elector, by, None, kind="permission", **values)


def test_each_channel_needs_its_own_words(
    elector: Elector, member: Membership, wording: ConsentWording
) -> None:
    calls = make_wording(member.campaign, covers="calls")
    yes: dict[str, Any] = {
        "channel": "calls",
        "given": True,
        "telephone": "01632 960000",
    }
    consent: dict[str, Any] = {"consent": calls, "consented_at": START}

    assert not turned_away(permission(elector, member, payload=yes, **consent))
    assert turned_away(
        permission(elector, member, payload=yes | {"channel": "texts"}, **consent)
    )
    assert turned_away(
        permission(elector, member, payload=yes, **consent | {"consent": wording})
    )
    assert turned_away(permission(elector, member, payload=yes))
    assert turned_away(
        permission(elector, member, payload={"channel": "calls", "given": True})
    )


def test_a_permission_is_withdrawn_without_more_words(
    elector: Elector, member: Membership
) -> None:
    no: dict[str, Any] = {"channel": "email", "given": False}

    assert not turned_away(permission(elector, member, payload=no))
    assert turned_away(permission(elector, member, payload=no | {"why": "angry"}))
    assert turned_away(permission(elector, member, payload=no, elector=None))
    assert turned_away(permission(elector, member, payload={"channel": "email"}))


@pytest.mark.parametrize("kind", ["visit", "voted", "permission"])
def test_an_event_is_about_somebody_or_somewhere(
    elector: Elector, member: Membership, kind: str
) -> None:
    assert turned_away(
        answer(
            elector,
            member,
            None,
            kind=kind,
            elector=None,
            door=None,
            payload={"outcome": "not-in"} if kind == "visit" else {},
        )
    )


def test_an_unknown_kind_is_no_way_round_the_rules(
    elector: Elector, member: Membership
) -> None:
    assert turned_away(
        door_visit(elector.door, member, kind="opinion", payload={"view": 1})
    )


def test_a_tellers_mark_holds_nothing_beside_itself(
    elector: Elector, member: Membership
) -> None:
    assert not turned_away(answer(elector, member, None, kind="voted", payload={}))
    assert turned_away(
        answer(elector, member, None, kind="voted", payload={"view": "for us"})
    )


def test_a_void_names_its_event_and_nothing_else_does(
    elector: Elector, member: Membership
) -> None:
    visit = door_visit(elector.door, member)
    write(visit)

    assert turned_away(door_visit(elector.door, member, kind="void", payload={}))
    assert turned_away(door_visit(elector.door, member, voids=visit))
    assert turned_away(
        door_visit(elector.door, member, kind="void", voids=visit, payload={"view": 1})
    )
    void = door_visit(elector.door, member, kind="void", voids=visit, payload={})
    write(void)
    assert turned_away(
        door_visit(elector.door, member, kind="void", voids=void, payload={})
    )


def test_a_visit_points_at_rows_of_its_own_campaign(
    elector: Elector, member: Membership
) -> None:
    elsewhere = make_elector(make_district(make_campaign()))

    with pytest.raises(IntegrityError), transaction.atomic():
        write(door_visit(elector.door, member, door=elsewhere.door))
        connection.check_constraints()


def test_an_event_of_no_campaign_is_turned_away_by_its_authors_key(
    elector: Elector, member: Membership
) -> None:
    nowhere = door_visit(elector.door, member, campaign_id=uuid4(), author=member)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ledger_event_author_id_here IMMEDIATE")

    with pytest.raises(IntegrityError, match="author_id"):
        write(nowhere)


def test_one_wrong_row_among_many_turns_all_away(
    elector: Elector, member: Membership
) -> None:
    right = door_visit(elector.door, member)
    wrong = answer(elector, member, None)
    for event in (right, wrong):
        event.received_at = START

    with pytest.raises(IntegrityError), transaction.atomic(), acting(TESTER, "add"):
        Event.objects.bulk_create([right, wrong])
    assert Event.objects.count() == 0


def test_the_application_can_neither_change_nor_delete_an_event(
    elector: Elector, member: Membership
) -> None:
    record_event(event=door_visit(elector.door, member), by=member, at=START)

    for wrong in (
        lambda: Event.objects.update(device="x"),
        lambda: Event.objects.all()._raw_delete("default"),
        lambda: execute("TRUNCATE ledger_event"),
    ):
        with pytest.raises(ProgrammingError, match="permission denied"):
            in_a_savepoint(wrong)


def test_the_application_cannot_erase(elector: Elector, member: Membership) -> None:
    erase = f"SELECT ledger_erase('{member.campaign_id}', NULL, true)"

    with pytest.raises(ProgrammingError, match="permission denied"):
        in_a_savepoint(lambda: execute(erase))


def in_a_savepoint(write: Callable[[], object]) -> None:
    with transaction.atomic(), acting(TESTER, "try"):
        write()


def execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)
