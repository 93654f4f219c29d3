"""A phone whose holder's access ended, whose hours are over or that was cut off: it reads nothing, and loses nothing."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership, Role
from hustings.apps.doorstep.actions.enrolling import Enrolled, revoke_phone
from hustings.apps.doorstep.models import Held
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District, Door, Elector, Newcomer
from hustings.core.doorstep import Consent, Kind
from tests.apps.doorstep.lists import agrees, calls_in, get, phone_of, post, walk_past
from tests.apps.doorstep.lists import stall_in as plan_stall
from tests.apps.doorstep.office import page
from tests.apps.doorstep.phones import event_by, results, sent
from tests.apps.doorstep.said import answer
from tests.factories import TESTER, make_elector

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
LISTS = ("walks/ABCD2345", "stalls/STALL234", "calls/CALLS234")


def _ended(phone: Enrolled, agent: Membership) -> None:
    _change(phone, ended_at=now())


def _over(phone: Enrolled, agent: Membership) -> None:
    _change(phone, ends_at=now())


def _cut_off(phone: Enrolled, agent: Membership) -> None:
    revoke_phone(phone=phone.phone, by=agent, at=now())


def _change(phone: Enrolled, **values: object) -> None:
    with acting(TESTER, "end"):
        members = Membership.objects.filter(pk=phone.phone.membership_id)
        members.update(**values)


ENDS = pytest.mark.parametrize(
    ("end", "state"),
    [
        pytest.param(_ended, "over", id="ended"),
        pytest.param(_over, "over", id="over"),
        pytest.param(_cut_off, "revoked", id="cut-off"),
    ],
)


@pytest.fixture
def out(agent: Membership, district: District, about_calls: ConsentWording) -> Enrolled:
    """A phone that has had each of the lists."""
    elector = make_elector(district)
    agrees(elector, agent, about_calls)
    walk_past(elector)
    plan_stall(district)
    calls_in(agent)
    phone = phone_of(agent, starts_at=now() - HOUR, ends_at=now() + HOUR)
    for each in LISTS:
        assert get(phone, each).status_code == 200, each
    return phone


@ENDS
def test_it_reads_nothing_and_is_told_to_wipe(
    out: Enrolled,
    agent: Membership,
    end: Callable[[Enrolled, Membership], None],
    state: str,
) -> None:
    end(out, agent)

    for path in ("me", *LISTS):
        answer = get(out, path)
        told = answer.json()
        assert (answer.status_code, told["state"]) == (401, state), path
        assert told.keys() == {"state", "server_time"}
    for path in LISTS:
        assert post(out, f"{path}/handed-in").status_code == 401


@ENDS
def test_all_that_it_has_is_held_and_counts_once_it_is_accepted(
    out: Enrolled,
    agent: Membership,
    wording: ConsentWording,
    end: Callable[[Enrolled, Membership], None],
    state: str,
) -> None:
    """Visits, doors and people added, what was said of these, and what was taken back."""
    elector, at = Elector.objects.get(), now()
    door, newcomer = uuid4(), uuid4()
    agreed: dict[str, Any] = {"happened_at": at, "consent": Consent(wording.pk, at)}
    opinion = answer(wording) | agreed
    first = event_by(out, happened_at=at, door=elector.door_id)
    made = [
        first,
        event_by(out, elector=elector.pk, **opinion),
        event_by(out, Kind.DOOR, happened_at=at, door=door, payload={"street": "New Row", "label": "4"}),
        event_by(out, Kind.NEWCOMER, newcomer=newcomer, door=door, payload={"surname": "Bee"}, **agreed),
        event_by(out, newcomer=newcomer, door=door, **opinion),
        event_by(out, Kind.VOID, happened_at=at, voids=first.id),
    ]  # fmt: skip
    end(out, agent)
    before = Event.objects.count()

    assert results(sent(*made, at=now())) == [f"held {state}"] * 6
    assert results(sent(*made, at=now())) == [f"held {state}"] * 6
    assert (Event.objects.count(), Newcomer.objects.count()) == (before, 0)
    assert Held.objects.waiting().count() == 6

    page(agent, "held/settle/", all="1")
    assert not Held.objects.waiting().exists()
    assert {each.surname for each in Newcomer.objects.all()} == {"Bee"}
    assert Door.objects.filter(street="New Row").exists()
    standing = Event.objects.visits().standing()
    assert standing.count() == 2
    assert results(sent(*made, at=now())) == ["already"] * 6


def test_what_it_handed_in_before_is_known_to_it_as_kept(
    out: Enrolled, agent: Membership
) -> None:
    """Else a phone that heard no answer would keep it for ever."""
    knock = event_by(out, happened_at=now(), door=Elector.objects.get().door_id)
    assert results(sent(knock, at=now())) == ["kept"]
    _ended(out, agent)

    assert results(sent(knock, at=now())) == ["already"]


def test_whoever_comes_back_later_needs_another_link(
    out: Enrolled, agent: Membership
) -> None:
    """The old phone stays closed, though the same person is a member again."""
    _ended(out, agent)
    with acting(TESTER, "come back"):
        Membership.objects.create(
            campaign=agent.campaign,
            user=out.phone.membership.user,
            role=Role.CANVASSER,
            joined_at=now(),
        )

    assert get(out, "me").status_code == 401
