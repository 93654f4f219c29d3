"""The pages of the register for whoever is limited to an area of before it: its doors, under its name, and no other."""

from pathlib import Path

import pytest
from django.test import Client
from django.utils.http import urlencode

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.register.actions import correct_elector
from hustings.apps.register.models import (
    Correction,
    District,
    Door,
    Elector,
    Import,
    NumberMatch,
)
from hustings.apps.register.queries.figures import waiting_for_a_person
from tests.apps.newcomers.before import read_in, typed
from tests.factories import START, TESTER, make_campaign, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def area(tmp_path: Path) -> District:
    """12, 14 and 18 Mill Road, of which the register, in by now, has the first two; it has 16 as well."""
    agent = make_member(make_campaign())
    area = typed(agent, "Mill Road 12-14 even", "Mill Road 18")
    read_in(agent.campaign, tmp_path)
    return area


@pytest.fixture
def limited(client: Client, area: District) -> Membership:
    member = make_member(area.campaign, "organiser", districts=[area.pk])
    client.force_login(member.user)
    return member


def _url(area: District, rest: str) -> str:
    return f"/campaigns/{area.campaign_id}/register/{rest}"


def _door(label: str) -> Door:
    return Door.objects.get(label=label, became=None)


def test_its_streets_and_doors_stand_under_its_name(
    client: Client, area: District, limited: Membership
) -> None:
    page = client.get(_url(area, f"districts/{area.pk}/streets/"))
    [street] = page.context["streets"]
    assert (street["name"], street["doors"]) == ("Mill Road", 3)

    asked = urlencode({"street": street["street_order"]})
    page = client.get(_url(area, f"districts/{area.pk}/street/?{asked}"))
    shown = {door.label: door.people for door in page.context["doors"]}
    assert shown == {"12": 1, "14": 1, "18": 0}


def test_a_door_put_right_leads_back_to_its_street(
    client: Client, area: District, limited: Membership
) -> None:
    page = client.post(
        _url(area, f"doors/{_door('12').pk}/"),
        {"street": "Mill Road", "number": "12A"},
        follow=True,
    )

    assert page.status_code == 200
    assert {door.label for door in page.context["doors"]} == {"12A", "14", "18"}
    for rest in ("", "place/"):
        asked = _url(area, f"doors/{_door('16').pk}/{rest}")
        assert client.post(asked, {"place": "1"}).status_code == 404


def test_its_people_are_found_and_nobody_else(
    client: Client, area: District, limited: Membership
) -> None:
    for text, numbers in (("Mill Road", [1, 2]), ("Begum", [2]), ("Okoro", [])):
        page = client.get(_url(area, f"electors/?{urlencode({'q': text})}"))
        assert [each.number for each in page.context["page"]] == numbers, text
    page = client.get(_url(area, f"electors/?{urlencode({'district': str(area.pk)})}"))
    assert [each.number for each in page.context["page"]] == [1, 2]
    for number, status in ((2, 200), (3, 404)):
        elector = Elector.objects.get(number=number)
        page = client.get(_url(area, f"electors/{elector.pk}/"))
        assert page.status_code == status


def test_what_waits_for_a_person_is_that_of_its_own(
    client: Client, area: District, limited: Membership
) -> None:
    """Doubtful doors, questions of a renumbering, and corrections of what the council says otherwise by now."""
    agent = make_member(area.campaign)
    with acting(TESTER, "doubt everything"):
        Door.objects.filter(became=None).update(is_unsure=True)
        for number in (2, 3):
            elector = Elector.objects.get(number=number)
            correct_elector(elector=elector, values={"title": "Dr"}, by=agent, at=START)
            NumberMatch.objects.create(
                campaign=area.campaign,
                of_import=Import.objects.get(),
                earlier=Elector.objects.get(number=4),
                later=elector,
                score=1,
                why="a test",
            )
        Correction.objects.update(council_value="Prof")

    for member, many in ((limited, 1), (agent, 2)):
        waits = waiting_for_a_person(member)
        assert (waits.questions, waits.stale_corrections) == (many, many)
        assert waits.unsure_doors == 2 + many

    client.force_login(limited.user)
    [asked] = client.get(_url(area, "questions/")).context["page"]
    assert asked.later.number == 2
    unsure = client.get(_url(area, "doors/unsure/")).context["page"]
    assert {door.label for door in unsure} == {"12", "14", "18"}
    other = NumberMatch.objects.exclude(pk=asked.pk).get()
    for question, status in ((other, 404), (asked, 302)):
        url = _url(area, f"questions/{question.pk}/")
        assert client.post(url, {"same": "no"}).status_code == status
