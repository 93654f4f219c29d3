"""How the canvass goes for whoever is limited to an area of before the register: its walks, stalls and people alone."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.ledger.actions import record_event
from hustings.apps.ledger.models import Event
from hustings.apps.live.queries.away import stalls
from hustings.apps.live.queries.breakdown import breakdown
from hustings.apps.live.queries.calls import By
from hustings.apps.live.queries.out import standing_of_walks, who_is_out
from hustings.apps.live.queries.reach import reach
from hustings.apps.register.models import District, Elector
from hustings.apps.walks.actions import cut_district, take_out
from hustings.core.walks import Choices
from tests.apps.doorstep.lists import stall_in
from tests.apps.newcomers.before import read_in, typed
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
def area(agent: Membership, tmp_path: Path) -> District:
    """12, 14 and 18 Mill Road, of which the register, in by now, has the first two; it has 16 as well."""
    area = typed(agent, "Mill Road 12-14 even", "Mill Road 18")
    read_in(agent.campaign, tmp_path)
    return area


@pytest.fixture
def limited(agent: Membership, area: District) -> Membership:
    return make_member(agent.campaign, "organiser", districts=[area.pk])


def _spoken(elector: Elector, by: Membership, occasion: UUID | None = None) -> None:
    event = Event(
        id=uuid4(),
        campaign=by.campaign,
        kind="visit",
        door=elector.door,
        district=elector.district,
        happened_at=START,
        occasion=occasion,
        payload={"outcome": "spoken-to"},
    )
    record_event(event=event, by=by, at=START)


def test_walks_out_and_unfinished_are_its_own(
    agent: Membership, area: District, limited: Membership
) -> None:
    home = Elector.objects.get(number=3).district
    walks = []
    for district in (home, area):
        [walk] = cut_district(district=district, choices=Choices(), by=agent, at=START)
        take_out(walk=walk, by=agent, at=START)
        walks.append(walk)

    assert [each.outing.walk for each in who_is_out(limited)] == walks[1:]
    assert {each.outing.walk for each in who_is_out(agent)} == {*walks}
    for member, many in ((limited, 1), (agent, 2)):
        found = standing_of_walks(member)
        assert (found.not_begun, found.unfinished) == (0, many)


def test_what_came_of_a_stall_and_whom_we_met_is_that_of_its_own(
    agent: Membership, area: District, limited: Membership, wording: ConsentWording
) -> None:
    near, far = (Elector.objects.get(number=number) for number in (1, 3))
    stall = stall_in(area, far.district)
    for elector in (near, far):
        _spoken(elector, agent, stall.pk)
        make_newcomer(wording, agent, door=elector.door, district=elector.district)

    for member, many in ((limited, 1), (agent, 2)):
        [told] = stalls(member)
        assert told.spoken == many
        assert reach(member, START + timedelta(hours=1)).newcomers == many


def test_streets_of_an_area_are_counted_without_the_others(
    agent: Membership, area: District, limited: Membership
) -> None:
    for number in (1, 3):
        _spoken(Elector.objects.get(number=number), agent)

    found = breakdown(agent, By.STREET, district=area, sees_answers=True)
    assert (found.total.tally.doors, found.total.tally.calls) == (1, 1)


def test_its_pages_offer_it_alone(
    client: Client, area: District, limited: Membership
) -> None:
    client.force_login(limited.user)
    for name, *way in (("counted", "street"), ("never-in",), ("walks",)):
        page = client.get(reverse(f"live:{name}", args=[limited.campaign_id, *way]))
        assert page.context["districts"] == [area], name
