"""A walk through an area of before the register, as its page and its sheet show it to who is limited to the area."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.jobs.actions import enqueue
from hustings.apps.jobs.models import Job
from hustings.apps.ledger.actions import record_event
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District, Door
from hustings.apps.walks.actions import cut_district, take_out
from hustings.apps.walks.choices import as_written
from hustings.apps.walks.handing import out_form
from hustings.apps.walks.models import Walk
from hustings.apps.walks.paper import WalkChoice, walk_documents
from hustings.apps.walks.queries import doors_knocked_on
from hustings.apps.walks.work import cut_walks
from hustings.core.canvassing import COUNTS_ONLY
from hustings.core.errors import HustingsError
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


@pytest.fixture
def theirs(agent: Membership, walk: Walk) -> Walk:
    """A walk of the register's district, in which the area's doors lie too."""
    district = Door.objects.get(label="16", became=None).district
    [made] = cut_district(district=district, choices=Choices(), by=agent, at=START)
    return made


def test_walks_of_the_registers_district_are_not_its(
    client: Client, walk: Walk, theirs: Walk, limited: Membership
) -> None:
    """Not in the overview, by their code, on their district's page, nor printed or cut anew."""
    client.force_login(limited.user)
    address = f"/campaigns/{walk.campaign_id}/walks/"
    take_out(walk=theirs, by=make_member(walk.campaign), at=START)
    home = client.get(address)
    assert [row.district for row in home.context["rows"]] == [walk.district]
    assert home.context["out"] == []
    assert client.get(address, {"code": theirs.code}).status_code == 200
    assert client.get(address, {"code": walk.code}).status_code == 302
    page = client.get(f"{address}districts/{theirs.district_id}/")
    assert page.status_code == 404

    asked = {"detail": "NAMES", "size": "a4", "scale": COUNTS_ONLY.name}
    for each, jobs in ((theirs, 0), (walk, 1)):
        client.post(f"{address}print/", asked | {"walks": [str(each.pk)]})
        assert Job.objects.count() == jobs
    choice = WalkChoice(
        walks=[theirs.pk],
        detail=Detail.NAMES,
        scale=COUNTS_ONLY,
        size="a4",
        address="https://hustings.test",
    )
    with pytest.raises(HustingsError, match="no longer in use"):
        walk_documents(limited, choice, at=START)


def test_a_cut_that_somebody_of_the_area_asks_for_is_of_the_area(
    client: Client, walk: Walk, theirs: Walk, agent: Membership
) -> None:
    organiser = make_member(walk.campaign, "organiser", districts=[walk.district_id])
    both = [str(walk.district_id), str(theirs.district_id)]
    job = enqueue(
        kind="walks.cut",
        title="Cut",
        by=organiser,
        arguments={"districts": both, **as_written(Choices())},
        at=START,
    )

    assert cut_walks(job, lambda *_: None)["walks"] == 1
    theirs.refresh_from_db()
    assert theirs.retired_at is None
    client.force_login(organiser.user)
    for rest in ("", "places/"):
        rows = client.get(f"/campaigns/{walk.campaign_id}/walks/{rest}").context["rows"]
        assert [(row.district, row.walks) for row in rows] == [(walk.district, 1)]


def test_a_walk_is_given_to_whoever_works_there_and_counts_its_own_doors(
    walk: Walk, theirs: Walk, agent: Membership, limited: Membership
) -> None:
    assert f"member:{limited.pk}" not in str(out_form(agent, theirs)["to"])
    assert f"member:{limited.pk}" in str(out_form(agent, walk)["to"])

    outing = take_out(walk=walk, by=limited, at=START)
    for label in ("12", "16"):
        door = Door.objects.get(label=label, became=None)
        event = Event(
            id=uuid4(),
            campaign=walk.campaign,
            kind="visit",
            door=door,
            district=door.district,
            occasion=outing.pk,
            happened_at=START,
            payload={"outcome": "not-in"},
        )
        record_event(event=event, by=agent, at=START)
    assert doors_knocked_on(limited, [outing.pk]) == {outing.pk: 1}
    assert doors_knocked_on(agent, [outing.pk]) == {outing.pk: 2}
