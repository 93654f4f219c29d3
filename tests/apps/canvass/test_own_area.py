"""An area of before the register goes on at the desk and on paper, with those who live at its doors and nobody else."""

from pathlib import Path

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.paper import Choice, doors_alone_for, electors_for
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District, Elector
from hustings.core.canvassing import NEUTRAL
from hustings.core.printing import Detail
from tests.apps.canvass.desk import at, begin, type_in
from tests.apps.newcomers.before import read_in, typed
from tests.factories import make_campaign, make_district, make_elector, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign())


@pytest.fixture
def area(agent: Membership, tmp_path: Path) -> District:
    """12, 14 and 18 Mill Road, of which the register, in by now, has the first two; it has 16 as well."""
    area = typed(agent, "Mill Road 12-14 even", "Mill Road 18")
    read_in(agent.campaign, tmp_path)
    return area


@pytest.fixture
def limited(agent: Membership, area: District, client: Client) -> Membership:
    """An organiser of the area alone, signed in."""
    member = make_member(agent.campaign, "organiser", districts=[area.pk])
    client.force_login(member.user)
    return member


def _of(name: str) -> Elector:
    return Elector.objects.filter(surname=name)[0]


def test_sheets_list_who_lives_at_its_doors(
    agent: Membership, area: District, limited: Membership
) -> None:
    choice = Choice(districts=[area.pk], detail=Detail.NAMES, scale=NEUTRAL)
    for member in (agent, limited):
        listed = electors_for(member, choice)
        names = sorted(each.name for each in listed)
        assert names == ["Asha Begum", "William John Smithson"]
        assert [door.label for door in doors_alone_for(member, choice)] == ["18"]


def test_what_came_of_its_doors_is_typed_in_and_taken_back(
    area: District, limited: Membership, client: Client
) -> None:
    address = begin(client, limited, area)

    assert "Kept:" in type_in(client, address, "AB-2 n")
    event = Event.objects.get()
    assert event.door == _of("Begum").door
    client.post(at("take-back", limited, event.pk), follow=True)

    assert not Event.objects.visits().standing().exists()


def test_its_streets_have_its_doors(
    area: District, limited: Membership, client: Client
) -> None:
    begin(client, limited, area)
    street = client.get(at("street", limited, area.pk), {"street": "Mill Road"})
    labels = [door.label for door in street.context["page"]]
    assert sorted(labels) == ["12", "14", "18"]
    streets = client.get(at("district", limited, area.pk))
    assert "Mill Road" in streets.content.decode()


def test_other_doors_of_the_district_and_other_districts_are_not_there(
    area: District, limited: Membership, client: Client
) -> None:
    begin(client, limited, area)
    mine, theirs = _of("Begum"), _of("Okoro")
    elsewhere = make_elector(make_district(limited.campaign))

    for elector, status in ((mine, 200), (theirs, 404), (elsewhere, 404)):
        page = client.get(at("person", limited, elector.district_id, elector.pk))
        assert page.status_code == status
    unknown = type_in(client, at("entry", limited, area.pk), "AB-3 n")
    assert "Kept:" not in unknown
    assert not Event.objects.exists()


def test_an_area_of_the_register_has_its_own_electors_alone(
    agent: Membership, area: District
) -> None:
    """The register's district does not get what another area's doors have become, but what stands in it."""
    other = typed(agent, "High Street 1", area="The other end")
    for district, found in ((other, 0), (area, 2), (_of("Okoro").district, 4)):
        member = make_member(agent.campaign, "canvasser", districts=[district.pk])
        assert Elector.objects.for_member(member).count() == found
        assert Elector.objects.of(agent.campaign).in_district(district).count() == found
