"""Links, newcomers and doors as whoever is limited to an area of before the register has them."""

from pathlib import Path

import pytest
from django.test import Client

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.newcomers.actions import link, undo_link
from hustings.apps.newcomers.models import DoorLink, Link
from hustings.apps.newcomers.queries import (
    areas_in,
    asked_doors,
    called,
    door_links_in,
    links_in,
    newcomers_in,
)
from hustings.apps.register.models import District, Door, Elector, Newcomer
from tests.apps.newcomers.before import PEOPLE, door_at, read_in, typed
from tests.factories import (
    START,
    make_campaign,
    make_member,
    make_newcomer,
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
    return typed(agent, "Mill Road 12-14 even")


@pytest.fixture
def limited(agent: Membership, area: District) -> Membership:
    return make_member(agent.campaign, "organiser", districts=[area.pk])


def _met(agent: Membership, wording: ConsentWording, door: Door, name: str) -> Newcomer:
    forenames, surname = name.split()
    return make_newcomer(
        wording,
        agent,
        door=door,
        district=door.district,
        forenames=forenames,
        surname=surname,
    )


def _is(newcomer: Newcomer, number: int, agent: Membership) -> Link:
    elector = Elector.objects.get(number=number)
    return link(newcomer=newcomer, elector=elector, by=agent, at=START)


def test_links_are_those_of_its_people_and_doors(
    agent: Membership,
    wording: ConsentWording,
    area: District,
    limited: Membership,
    tmp_path: Path,
) -> None:
    """Whoever was met at a door of the area and found at it; not who was met, or found, elsewhere."""
    own = _met(agent, wording, door_at("12"), "Wm Smithson")
    moved = _met(agent, wording, door_at("12"), "Emeka Okoro")
    read_in(agent.campaign, tmp_path)
    theirs = _met(agent, wording, door_at("16"), "Ngozi Okorro")
    to_ours = _met(agent, wording, door_at("16"), "Asha Begam")
    for newcomer, number in ((own, 1), (moved, 4), (theirs, 3), (to_ours, 2)):
        newcomer.refresh_from_db()
        if newcomer.elector is None:
            _is(newcomer, number, agent)

    assert own.door == door_at("12")
    assert [each.newcomer for each in links_in(limited)] == [own]
    assert links_in(agent).count() == 4


def test_nobody_undoes_a_link_to_somebody_whom_they_may_not_see(
    client: Client,
    agent: Membership,
    wording: ConsentWording,
    area: District,
    limited: Membership,
    tmp_path: Path,
) -> None:
    near = _met(agent, wording, door_at("12"), "Wm Smithson")
    far = _met(agent, wording, door_at("14"), "Emma Okara")
    read_in(agent.campaign, tmp_path)
    for newcomer, number in ((near, 1), (far, 4)):
        newcomer.refresh_from_db()
        if newcomer.elector is None:
            _is(newcomer, number, agent)
    client.force_login(limited.user)
    address = f"/campaigns/{agent.campaign_id}/before-the-register/people"

    page = client.get(f"{address}/{far.pk}/").content.decode()
    assert "Found on the register outside your area" in page
    assert "Okoro" not in page
    assert "undo/" not in page
    assert "AB-1 William" in client.get(f"{address}/{near.pk}/").content.decode()
    assert client.post(f"{address}/{far.pk}/undo/").status_code == 404
    assert client.post(f"{address}/{near.pk}/undo/").status_code == 302
    assert [each.newcomer for each in Link.objects.in_force()] == [far]
    page = client.get(f"{address}/found/").content.decode()
    assert "Nobody found yet" in page
    assert "Okoro" not in page


def test_newcomers_and_doors_are_those_of_the_area(
    agent: Membership,
    wording: ConsentWording,
    area: District,
    limited: Membership,
    tmp_path: Path,
) -> None:
    typed(agent, "Mill Road 16", "Elm Row 3", area="Elsewhere")
    typed(agent, "Mill Road 18")
    near = _met(agent, wording, door_at("12"), "Ann Near")
    far = _met(agent, wording, door_at("16"), "Ann Far")
    flats = [f"AB,{n},0,,,Flat,Jo,EX1 1AA,Flat {n},,18 Mill Road" for n in (8, 9)]
    rooms = [f"AB,{n},0,,,Row,Jo,EX1 1AB,Flat {n},,3 Elm Row" for n in (6, 7)]
    read_in(agent.campaign, tmp_path, *PEOPLE, *flats, *rooms)

    assert list(newcomers_in(limited)) == [near]
    assert called(limited, "Ann") == [near]
    assert {each.door.label for each in door_links_in(limited)} == {"12", "14"}
    assert [str(each.door) for each in asked_doors(limited)] == ["18 Mill Road"]
    assert [(a.district, a.doors, a.became) for a in areas_in(limited)] == [
        (area, 1, 2)
    ]
    assert set(newcomers_in(agent)) == {near, far}
    assert len(asked_doors(agent)) == 2


def test_a_link_that_is_undone_is_in_no_list(
    agent: Membership,
    wording: ConsentWording,
    area: District,
    limited: Membership,
    tmp_path: Path,
) -> None:
    near = _met(agent, wording, door_at("12"), "Ann Near")
    read_in(agent.campaign, tmp_path)
    _is(near, 1, agent)
    undo_link(newcomer=near, by=limited, at=START)

    assert not links_in(limited).exists()


def test_nothing_of_another_area_is_answered_parted_linked_or_taken_away(
    client: Client,
    agent: Membership,
    wording: ConsentWording,
    area: District,
    limited: Membership,
    tmp_path: Path,
) -> None:
    other = typed(agent, "Mill Road 16", "Elm Row 3", area="Elsewhere")
    near = _met(agent, wording, door_at("12"), "Ann Near")
    read_in(agent.campaign, tmp_path)
    made = DoorLink.objects.get(register_door__label="16")
    client.force_login(limited.user)
    address = f"/campaigns/{agent.campaign_id}/before-the-register/"

    for path, said in (
        (f"doors/joined/{made.pk}/part/", {}),
        (f"areas/{other.pk}/take-away/", {}),
        (f"doors/{door_at('3', 'Elm Row').pk}/", {"door": "none"}),
        (f"people/{near.pk}/", {"who": str(Elector.objects.get(number=4).pk)}),
    ):
        assert client.post(address + path, said).status_code == 404, path
    found = client.get(f"{address}people/{near.pk}/?q=Okoro").context["electors"]
    assert list(found) == []
    assert "Elsewhere" not in client.get(f"{address}doors/add/").content.decode()
