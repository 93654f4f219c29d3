"""A walk through an area of before the register, as its page and its sheet show it to who is limited to the area."""

from pathlib import Path

import pytest
from django.test import Client

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.register.models import District, Door
from hustings.apps.walks.actions import cut_district
from hustings.apps.walks.models import Walk
from hustings.apps.walks.paper import WalkChoice, walk_documents
from hustings.core.canvassing import COUNTS_ONLY
from hustings.core.printing import Detail
from hustings.core.walks import Choices
from tests.apps.newcomers.before import read_in, typed
from tests.factories import START, TESTER, make_campaign, make_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign(return_address="12 Mill Road, Exampleton"))


@pytest.fixture
def area(agent: Membership) -> District:
    return typed(agent, "Mill Road 12-14 even", "Mill Road 18")


@pytest.fixture
def walk(agent: Membership, area: District, tmp_path: Path) -> Walk:
    """It has a door more than the area: 16, which only the register's district has."""
    [walk] = cut_district(district=area, choices=Choices(), by=agent, at=START)
    read_in(agent.campaign, tmp_path)
    with acting(TESTER, "a walk has one door more"):
        walk.doors = [*walk.doors, Door.objects.get(label="16", became=None).pk]
        walk.save(update_fields=["doors"])
    return walk


@pytest.fixture
def limited(agent: Membership, area: District) -> Membership:
    return make_member(agent.campaign, "canvasser", districts=[area.pk])


def test_its_page_and_its_map_have_the_areas_doors_alone(
    client: Client, agent: Membership, walk: Walk, limited: Membership
) -> None:
    with acting(TESTER, "say where doors stand"):
        Door.objects.update(latitude=51.0, longitude=-1.0)
    address = f"/campaigns/{walk.campaign_id}/walks/{walk.pk}/"
    for member, labels in (
        (limited, ["12", "14", "18"]),
        (agent, ["12", "14", "16", "18"]),
    ):
        client.force_login(member.user)
        page = client.get(address)
        shown = [each for _, doors in page.context["stretches"] for _, each in doors]
        assert sorted(each.door.label for each in shown) == labels
        drawn = client.get(f"{address}places/").json()["doors"]
        assert sorted(each["label"] for each in drawn) == labels
    client.force_login(limited.user)
    assert "or not in your area" in client.get(address).content.decode()


def test_its_sheet_names_nobody_of_other_doors(
    agent: Membership, walk: Walk, limited: Membership
) -> None:
    choice = WalkChoice(
        walks=[walk.pk],
        detail=Detail.NAMES,
        scale=COUNTS_ONLY,
        size="a4",
        address="https://hustings.test",
    )
    for member, named in ((limited, False), (agent, True)):
        [document] = walk_documents(member, choice, at=START)
        words = str(document.words)
        assert "Asha Begum" in words
        assert ("Ngozi Okoro" in words) is named
