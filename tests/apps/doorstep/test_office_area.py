"""The pages on phones, stalls and calls for an organiser of one district: what is of another is not there."""

from typing import Any

import pytest
from django.utils.timezone import now

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.doorstep.models import Held, Stall
from hustings.apps.live.queries.away import rounds_of_calls, stalls
from hustings.apps.register.models import Elector
from tests.apps.doorstep.lists import agrees, calls_in, stall_in
from tests.apps.doorstep.office import (
    held_back,
    organiser_of,
    page,
    phone_of,
    plan,
)
from tests.apps.doorstep.phones import event_by, results, sent
from tests.factories import make_district, make_elector

pytestmark = pytest.mark.django_db


@pytest.fixture
def near(agent: Membership) -> Elector:
    return make_elector(make_district(agent.campaign))


@pytest.fixture
def far(agent: Membership) -> Elector:
    return make_elector(make_district(agent.campaign, code="FAR"))


@pytest.fixture
def organiser(agent: Membership, near: Elector) -> Membership:
    return organiser_of(agent, districts=[near.district_id])


def test_what_is_held_or_was_turned_away_is_that_of_its_phones(
    agent: Membership, organiser: Membership, near: Elector, far: Elector
) -> None:
    for elector in (near, far):
        phone = phone_of(agent, districts=(elector.district_id,))
        other = far if elector == near else near
        wrong = event_by(phone, door=other.door_id, happened_at=now())
        assert results(sent(wrong, at=now())) == ["refused other-area"]
        knock = event_by(phone, door=elector.door_id, happened_at=now())
        held_back(phone, agent, knock)

    for member, many in ((organiser, 1), (agent, 2)):
        home = page(member).context
        assert (home["held"], home["not_accepted"]) == (many, many)
        assert page(member, "held/").context["total"] == many
        assert len(page(member, "not-accepted/").context["rows"]) == many
    page(organiser, "held/settle/", all="1")
    assert Held.objects.waiting().count() == 1
    assert page(agent, "held/").context["total"] == 1


def test_links_are_those_that_the_organiser_made(
    agent: Membership, organiser: Membership
) -> None:
    for member, name in ((agent, "Ada Far"), (organiser, "Bo Near")):
        given: dict[str, Any] = {"name": name, "districts": organiser.districts}
        until = now().strftime("%Y-%m-%dT23:59")
        page(member, "link/", starts_at="", ends_at=until, **given)

    assert [each.name for each in page(organiser).context["links"]] == ["Bo Near"]
    names = {each.name for each in page(agent).context["links"]}
    assert names == {"Ada Far", "Bo Near"}


def test_stalls_are_those_of_its_district_and_are_planned_for_it_alone(
    agent: Membership, organiser: Membership, near: Elector, far: Elector
) -> None:
    mine = stall_in(near.district, code="STALL234")
    other = stall_in(far.district, code="STALL345")

    shown = [each for each, _ in page(organiser, "stalls/").context["rows"]]
    assert shown == [mine]
    assert [each.occasion for each in stalls(organiser)] == [mine]
    assert page(organiser, f"stalls/{other.pk}/").status_code == 404
    assert page(organiser, f"stalls/{mine.pk}/").status_code == 200
    for districts in ([far.district_id], [near.district_id, far.district_id]):
        plan(organiser, districts=districts)
        assert Stall.objects.count() == 2, districts
    for districts in ([near.district_id], []):  # of none: without names, for all
        assert plan(organiser, districts=districts).status_code == 200
    assert len(page(organiser, "stalls/").context["rows"]) == 3


def test_rounds_of_calls_are_those_of_its_district_and_ring_nobody_else(
    agent: Membership,
    organiser: Membership,
    near: Elector,
    far: Elector,
    about_calls: ConsentWording,
) -> None:
    for elector in (near, far):
        agrees(elector, agent, about_calls)
    both = [near.district_id, far.district_id]
    shared = calls_in(agent, code="CALLS234", districts=both)
    other = calls_in(agent, code="CALLS345", districts=both[1:])

    shown = [each for each, _ in page(organiser, "calls/").context["rows"]]
    assert shown == [shared]
    assert [each.occasion for each in rounds_of_calls(organiser)] == [shared]
    assert page(organiser, f"calls/{other.pk}/").status_code == 404
    assert page(organiser, f"calls/{shared.pk}/").context["agreed"] == 1
    assert page(agent, f"calls/{shared.pk}/").context["agreed"] == 2
    assert page(agent, f"calls/{other.pk}/").context["agreed"] == 1
    for districts in ([], both[1:], both):
        made = page(organiser, "calls/new/", name="x", channel="calls", districts=districts)  # fmt: skip
        assert "calls_new" in made.templates[0].name, districts
