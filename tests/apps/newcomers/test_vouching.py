"""A door that somebody adds who is limited to an area brings them nobody of the register until somebody else confirms it."""

from functools import partial
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils.timezone import now

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.doorstep.actions.enrolling import Enrolled
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import (
    add_doors,
    confirm_joins,
    join_doors,
    part_doors,
    register_arrived,
)
from hustings.apps.newcomers.models import DoorLink
from hustings.apps.newcomers.queries import unconfirmed_in
from hustings.apps.register.models import District, Door, Elector
from hustings.apps.register.queries import district_of
from hustings.apps.walks.actions import cut_district
from hustings.apps.walks.models import Walk
from hustings.core.doorstep import Kind
from hustings.core.errors import HustingsError
from hustings.core.register.door_ranges import doors_of, loads
from hustings.core.walks import Choices
from tests.apps.doorstep.lists import get, phone_of
from tests.apps.doorstep.phones import event_by, results, sent
from tests.apps.doorstep.said import answer
from tests.apps.newcomers.before import read_in, typed
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign())


@pytest.fixture
def wording(agent: Membership) -> ConsentWording:
    return make_wording(agent.campaign)


@pytest.fixture
def area(agent: Membership) -> District:
    """12 and 14 Mill Road, typed by the agent. The register will have 16 as well."""
    return typed(agent, "Mill Road 12-14 even")


@pytest.fixture
def phone(agent: Membership, area: District) -> Enrolled:
    """A canvasser's of the area alone."""
    return phone_of(agent, districts=(area.id,))


@pytest.fixture
def limited(agent: Membership, area: District) -> Membership:
    return make_member(agent.campaign, "organiser", districts=[area.pk])


def _added(phone: Enrolled, label: str = "16") -> UUID:
    """The id of a door of Mill Road that the phone added, and found nobody in at."""
    key = uuid4()
    said = {"street": "Mill Road", "label": label}
    door = event_by(phone, Kind.DOOR, happened_at=now(), door=key, payload=said)
    knock = event_by(phone, happened_at=now(), door=key)
    assert results(sent(door, knock, at=now())) == ["kept", "kept"]
    return key


def _seen(member: Membership) -> set[str]:
    return {each.surname for each in Elector.objects.for_member(member)}


def _walk(agent: Membership, area: District) -> Walk:
    [walk] = cut_district(district=area, choices=Choices(), by=agent, at=START)
    return walk


def _link() -> DoorLink:
    return DoorLink.objects.in_force().get(register_door__label="16")


def test_a_door_added_on_the_phone_brings_nobody_of_the_register(
    agent: Membership, area: District, phone: Enrolled, tmp_path: Path
) -> None:
    """Nor does it count under the area; whoever is not limited has it all."""
    _added(phone)
    read_in(agent.campaign, tmp_path)
    holder = phone.phone.membership

    assert _link().is_sure
    assert _seen(holder) == {"Smithson", "Begum"}
    assert not Door.objects.for_member(holder).filter(label="16", became=None).exists()
    counted = Door.objects.filter(label="16", became=None)
    assert list(counted.values_list(district_of(holder, "pk"))) == [(None,)]
    assert _seen(agent) == {"Smithson", "Begum", "Okoro"}


def test_it_stands_in_the_walk_as_it_was_added_and_opens_once_it_is_confirmed(
    agent: Membership, area: District, phone: Enrolled, tmp_path: Path
) -> None:
    _added(phone)
    walk = _walk(agent, area)
    read_in(agent.campaign, tmp_path)
    own = Door.objects.get(label="16", became__isnull=False)

    doors = get(phone, f"walks/{walk.code}").json()["doors"]
    assert {d["label"]: len(d["people"]) for d in doors} == {"12": 1, "14": 1, "16": 0}
    [there] = [each for each in doors if each["label"] == "16"]
    assert (there["id"], there["last"]) == (str(own.pk), None)

    assert confirm_joins(links=[_link()], by=agent) == 1
    doors = get(phone, f"walks/{walk.code}").json()["doors"]
    assert sorted(len(each["people"]) for each in doors) == [1, 1, 2]
    assert _seen(phone.phone.membership) == {"Smithson", "Begum", "Okoro"}


def test_what_its_finder_says_there_is_kept_and_stands_with_the_registers_door(
    agent: Membership,
    wording: ConsentWording,
    phone: Enrolled,
    tmp_path: Path,
) -> None:
    key = _added(phone)
    read_in(agent.campaign, tmp_path)
    later = event_by(phone, happened_at=now(), door=key)
    own = event_by(
        phone, happened_at=now(), door=Door.objects.get(pk=_link().door_id).pk
    )

    assert results(sent(later, own, at=now())) == ["kept", "kept"]
    there = Event.objects.visits().standing().filter(door=_link().register_door)
    assert there.count() == 3
    okoro = Elector.objects.filter(surname="Okoro")[0]
    opinion = event_by(phone, happened_at=now(), elector=okoro.pk, **answer(wording))
    assert results(sent(opinion, at=now())) == ["refused other-area"]


def test_one_added_by_somebody_not_limited_opens_at_once(
    agent: Membership, area: District, limited: Membership, tmp_path: Path
) -> None:
    free = phone_of(agent)
    _added(free, "16")
    read_in(agent.campaign, tmp_path)

    assert _seen(limited) == {"Smithson", "Begum", "Okoro"}


def test_one_typed_by_somebody_limited_waits_until_somebody_else_types_it_too(
    agent: Membership, area: District, limited: Membership, tmp_path: Path
) -> None:
    typed(limited, "Mill Road 16")
    read_in(agent.campaign, tmp_path)
    assert _seen(limited) == {"Smithson", "Begum"}
    typed(limited, "Mill Road 16")
    assert _seen(limited) == {"Smithson", "Begum"}

    typed(agent, "Mill Road 16")
    assert _seen(limited) == {"Smithson", "Begum", "Okoro"}


def test_a_join_that_somebody_limited_says_opens_nothing_and_one_of_the_agents_does(
    agent: Membership, area: District, limited: Membership
) -> None:
    """Whoever typed the door: which of the register's it is, is what opens that one."""
    typed(agent, "Mill Road 20")
    home = make_district(agent.campaign)
    theirs = make_door(home, label="20A")
    make_elector(home, door=theirs)
    own = Door.objects.get(label="20", district=area)
    said = partial(join_doors, why="somebody said so", is_sure=False, at=START)

    said(pairs={own: theirs}, by=limited)
    assert _seen(limited) == set()
    part_doors(made=DoorLink.objects.in_force().get(door=own), by=limited, at=START)
    own.refresh_from_db()
    said(pairs={own: theirs}, by=agent)
    assert _seen(limited) == {Elector.objects.get().surname}


def test_a_door_that_is_parted_is_to_be_confirmed_anew(
    agent: Membership, area: District, phone: Enrolled, tmp_path: Path
) -> None:
    _added(phone)
    read_in(agent.campaign, tmp_path)
    confirm_joins(links=[_link()], by=agent)
    made = _link()
    part_doors(made=made, by=agent, at=START)
    register_arrived(campaign=agent.campaign, by=agent, at=START)
    assert not unconfirmed_in(agent)

    limited = phone.phone.membership
    own, theirs = Door.objects.get(pk=made.door_id), made.register_door
    assert theirs
    join_doors(pairs={own: theirs}, why="", is_sure=False, by=limited, at=START)

    assert _seen(limited) == {"Smithson", "Begum"}
    assert [each.door.label for each in unconfirmed_in(agent)] == ["16"]


def test_nobody_limited_confirms(
    agent: Membership, limited: Membership, phone: Enrolled, tmp_path: Path
) -> None:
    _added(phone)
    read_in(agent.campaign, tmp_path)

    with pytest.raises(HustingsError, match="Ask the agent"):
        confirm_joins(links=[_link()], by=limited)
    assert _seen(limited) == {"Smithson", "Begum"}


def test_the_agent_is_told_and_confirms_with_a_tick(
    client: Client,
    agent: Membership,
    limited: Membership,
    phone: Enrolled,
    tmp_path: Path,
) -> None:
    _added(phone)
    read_in(agent.campaign, tmp_path)
    address = f"/campaigns/{agent.campaign_id}/before-the-register/"

    client.force_login(limited.user)
    assert "may they see who lives there" not in client.get(address).content.decode()
    page = client.get(f"{address}doors/joined/").content.decode()
    assert "was added by somebody whose access is limited" in page
    assert "Confirm the ticked" not in page
    client.post(f"{address}doors/joined/confirm/", {"door": str(_link().pk)})
    assert _seen(limited) == {"Smithson", "Begum"}

    client.force_login(agent.user)
    assert "may they see who lives there" in client.get(address).content.decode()
    page = client.get(f"{address}doors/joined/").content.decode()
    assert f'value="{_link().pk}"' in page
    sent = {"door": [str(_link().pk), "no id"]}
    answer = client.post(f"{address}doors/joined/confirm/", sent, follow=True)
    assert "1 door is confirmed." in answer.content.decode()
    assert "Waiting for you to confirm" not in answer.content.decode()
    assert _seen(limited) == {"Smithson", "Begum", "Okoro"}


def test_doors_of_another_campaign_are_confirmed_by_nobody_here(
    client: Client, agent: Membership, phone: Enrolled, tmp_path: Path
) -> None:
    _added(phone)
    read_in(agent.campaign, tmp_path)
    other = make_member(make_campaign())
    client.force_login(other.user)

    address = (
        f"/campaigns/{other.campaign_id}/before-the-register/doors/joined/confirm/"
    )
    client.post(address, {"door": str(_link().pk)})
    assert not Door.objects.get(pk=_link().door_id).is_vouched
    confirm_joins(links=[_link()], by=other)
    assert not Door.objects.get(pk=_link().door_id).is_vouched


def test_lines_typed_twice_are_one_door(agent: Membership, area: District) -> None:
    doors = [*doors_of(loads("Elm Row 3")), *doors_of(loads("Elm Row 3"))]
    assert add_doors(district=area, doors=doors, by=agent) == 1
