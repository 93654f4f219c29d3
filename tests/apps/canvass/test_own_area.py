"""An area of before the register goes on at the desk and on paper, with those who live at its doors and nobody else."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.http import Http404
from django.test import Client

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.canvass.paper import Choice, doors_alone_for, electors_for
from hustings.apps.canvass.progress import doors_of, streets_of
from hustings.apps.canvass.queries import (
    doors_alone,
    elector_for,
    last_entered,
    latest_answers,
)
from hustings.apps.ledger.actions import record_event
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District, Elector
from hustings.core.canvassing import COUNTS_ONLY, NEUTRAL
from hustings.core.printing import Detail
from tests.apps.canvass.desk import at, begin, type_in
from tests.apps.newcomers.before import read_in, typed
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

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
    for district, labels in (
        (area, ["12", "14", "18"]),
        (_of("Okoro").district, ["12", "14"]),
    ):
        [there] = streets_of(limited, district)
        assert (there.name, there.doors) == ("Mill Road", len(labels))
        doors = doors_of(limited, district, "Mill Road")
        assert sorted(door.label for door in doors) == labels


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


def test_doors_of_other_areas_are_not_its(
    agent: Membership, area: District, limited: Membership
) -> None:
    typed(agent, "Elm Row 1", area="The other end")

    assert [door.label for door in doors_alone(limited)] == ["18"]
    every = Choice(
        districts=[d.pk for d in District.objects.all()],
        detail=Detail.NAMES,
        scale=NEUTRAL,
    )
    assert [door.label for door in doors_alone_for(limited, every)] == ["18"]


def test_what_was_said_elsewhere_is_not_listed_nor_taken_back(
    agent: Membership, area: District, limited: Membership, client: Client
) -> None:
    """Not even what the member entered before the access was limited."""
    wording = make_wording(agent.campaign)
    mine, theirs = (
        _answered(_of(name), limited, wording) for name in ("Begum", "Okoro")
    )

    assert list(latest_answers(limited)) == [mine]
    assert list(last_entered(limited)) == [mine]
    assert client.post(at("take-back", limited, theirs.pk)).status_code == 404
    assert client.post(at("take-back", limited, mine.pk)).status_code == 302
    assert list(Event.objects.visits().standing()) == [theirs]


def test_nothing_is_typed_in_or_printed_for_another_district(
    area: District, limited: Membership, client: Client
) -> None:
    address, theirs = begin(client, limited, area), _of("Okoro")
    assert "Kept:" not in type_in(client, address, f"{theirs.pk} n")

    here = {"district": theirs.district_id, "on": "2026-04-01"}
    assert client.post(at("begin", limited), here).status_code == 200
    how = {"detail": "NAMES", "size": "a4", "scale": COUNTS_ONLY.name}
    for district, status in ((theirs.district_id, 400), (area.pk, 302)):
        asked = how | {"districts": [district]}
        assert client.post(at("print", limited), asked).status_code == status
    assert not Event.objects.exists()


def test_an_elector_is_found_in_their_own_district_alone(
    agent: Membership, area: District
) -> None:
    begum = _of("Begum")
    assert elector_for(agent, begum.district, begum.pk) == begum
    assert elector_for(agent, area, begum.pk) == begum
    with pytest.raises(Http404):
        elector_for(agent, make_district(agent.campaign), begum.pk)


def _answered(elector: Elector, by: Membership, wording: ConsentWording) -> Event:
    event = Event(
        id=uuid4(),
        campaign=by.campaign,
        kind="visit",
        elector=elector,
        door=elector.door,
        district=elector.district,
        happened_at=START,
        payload={"outcome": "spoken-to", "answer": 2},
        consent=wording,
        consented_at=START,
    )
    record_event(event=event, by=by, at=START)
    return event
