"""The invented campaign, loaded through the real importer, played to its end."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, Membership, Role
from hustings.apps.canvass.queries import pledges
from hustings.apps.counts.models import Result
from hustings.apps.demonstration.actions import close_the_poll, load, play
from hustings.apps.demonstration.doorstep import MET
from hustings.apps.demonstration.queries import log_ins
from hustings.apps.doorstep.models import Stall
from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import run_waiting
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District, Door, Elector, Import, Newcomer
from hustings.apps.walks.models import Outing, Walk
from hustings.apps.wards.queries.flows import occasions
from hustings.apps.wards.queries.ground import districts_by_area
from hustings.apps.wards.queries.results import areas_of, results_of
from hustings.core.demonstration.constituency import make_constituency
from hustings.core.demonstration.polling import polling_day
from tests.factories import make_campaign, make_member

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 19)
EIGHT = datetime(2026, 11, 19, 20, tzinfo=UTC)
SIZE = 1_000


@pytest.fixture
def campaign() -> Campaign:
    told: list[int] = []
    loaded = load(report=told.append, electors=SIZE, today=DAY)
    assert told == sorted(told)
    assert told[-1] == 100
    return loaded


def test_it_is_read_by_the_importer_to_the_last_elector(campaign: Campaign) -> None:
    made = make_constituency(1, SIZE, polling_day=DAY)
    held = Elector.objects.of(campaign).on_the_register()
    assert held.count() == len(made.electors) == SIZE
    by_name = {
        (e.district.code, e.number, e.suffix, e.surname)
        for e in held.select_related("district")
    }
    assert by_name == {
        (e.key.district, e.number, e.suffix, e.surname) for e in made.electors
    }
    assert set(
        Import.objects.filter(campaign=campaign).values_list("state", flat=True)
    ) == {"applied"}


def test_its_areas_have_voted_and_are_districts_of_the_register(
    campaign: Campaign, client: Client
) -> None:
    agent = Membership.objects.get(campaign=campaign, role=Role.AGENT)
    client.force_login(agent.user)
    areas = areas_of(campaign)
    found = districts_by_area(agent, [area.newest.row.area for area in areas])
    assert [key for key, districts in found.items() if not districts] == ["market marrowby ward"]  # fmt: skip
    first, second = occasions(results_of(campaign))[::-1]
    page = client.get(f"/campaigns/{campaign.pk}/wards/flows/?earlier={first.key}&later={second.key}")  # fmt: skip
    assert "An estimate" in page.content.decode()


def test_its_doors_stand_where_its_own_list_of_places_says(campaign: Campaign) -> None:
    """Written as a campaign's own CSV and read by the reader that campaigns use: all are known by their addresses."""
    doors = Door.objects.of(campaign)
    assert set(doors.values_list("located_by", flat=True)) == {"own"}
    at_sea = doors.filter(latitude__range=(54, 55), longitude__range=(0.5, 1.2))
    assert at_sea.count() == doors.count()


def test_four_weeks_of_canvassing_stand_with_consent(campaign: Campaign) -> None:
    visits = Event.objects.of(campaign).visits()
    assert visits.count() > SIZE / 20
    assert not visits.filter(payload__has_key="answer", consent=None).exists()
    agent = Membership.objects.of(campaign).get(role=Role.AGENT)
    assert 0 < pledges(agent).count() < SIZE / 2


def test_its_doorstep_shows_walks_a_stall_and_people_to_be_found(
    campaign: Campaign,
) -> None:
    """One walk is done and one is out; of the people met two are found, and somebody is to look for the others."""
    outings = Outing.objects.of(campaign)
    assert Walk.objects.of(campaign).in_use().count() >= 2
    assert (outings.count(), outings.under_way().count()) == (2, 1)
    stall = Stall.objects.get(campaign=campaign)
    assert (stall.starts_at.date() - DAY).days == -12  # DAY is a Thursday
    said = Event.objects.of(campaign).visits().filter(occasion=stall.pk)
    met = Newcomer.objects.of(campaign)
    assert met.count() == said.filter(elector=None).count() == MET
    assert met.filter(elector__isnull=False).count() == 2
    assert met.unsettled().count() > MET / 2


def test_the_polling_day_can_be_played_to_the_declaration(campaign: Campaign) -> None:
    agent = Membership.objects.of(campaign).get(role=Role.AGENT)
    first = play(campaign=campaign, by=agent, hours=3, at=EIGHT)
    second = play(campaign=campaign, by=agent, hours=3, at=EIGHT)
    assert first
    assert second
    assert Event.objects.of(campaign).votes_seen().count() == first + second

    close_the_poll(campaign=campaign, by=agent, at=EIGHT)

    assert play(campaign=campaign, by=agent, hours=24, at=EIGHT) == 0
    draft = Result.objects.of(campaign).on("declared").drafts().get()
    assert draft.candidacies.filter(is_ours=True).exists()


def test_the_day_stays_the_same_when_the_register_has_since_changed(
    campaign: Campaign,
) -> None:
    """Whoever learns on it reads updates in: the tellers still see the people who were invented."""
    agent = Membership.objects.of(campaign).get(role=Role.AGENT)
    first = play(campaign=campaign, by=agent, hours=3, at=EIGHT)
    seen = Event.objects.of(campaign).votes_seen().values("elector")
    with acting(agent, "close an elector"):
        unseen = Elector.objects.of(campaign).on_the_register().exclude(id__in=seen)
        unseen.filter(id=unseen.values("id")[:1]).update(closed_on=DAY)
    rest = play(campaign=campaign, by=agent, hours=24, at=EIGHT)
    marks = len(list(polling_day(make_constituency(1, SIZE, polling_day=DAY))))
    assert marks - 1 <= first + rest <= marks


def test_the_buttons_play_it_in_the_background(
    campaign: Campaign, client: Client
) -> None:
    agent = Membership.objects.of(campaign).get(role=Role.AGENT)
    client.force_login(agent.user)
    for button in ("hours", "close"):
        assert (
            client.post(f"/campaigns/{campaign.id}/demonstration/{button}/").status_code
            == 302
        )
    assert run_waiting() == 2
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}
    assert Event.objects.of(campaign).votes_seen().exists()
    assert Result.objects.of(campaign).on("declared").drafts().exists()


def test_its_log_ins_work(campaign: Campaign, client: Client) -> None:
    assert {each.role for each in log_ins()} == set(Role.values)
    for each in log_ins():
        assert client.login(username=each.username, password=each.password)
    User.objects.filter(is_demonstration=True).update(is_active=False)
    assert log_ins() == []


def test_a_real_campaign_cannot_be_played(client: Client) -> None:
    member = make_member(make_campaign(is_demonstration=True))
    client.force_login(member.user)
    address = f"/campaigns/{member.campaign_id}/demonstration/"
    assert client.get(address).status_code == 200
    real = make_member(make_campaign(is_demonstration=False), "candidate")
    client.force_login(real.user)
    assert client.post(
        f"/campaigns/{real.campaign_id}/demonstration/close/"
    ).status_code in (403, 404)


def test_districts_that_share_letters_say_whose_they_are(campaign: Campaign) -> None:
    names = [str(d) for d in District.objects.filter(campaign=campaign)]
    assert len(set(names)) == len(names)
    assert {
        "AA, Ashenholt District Council",
        "AA, Marrowby Borough Council",
        "AD",
    } <= set(names)
