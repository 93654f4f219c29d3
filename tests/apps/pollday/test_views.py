from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import localdate
from pytest_django import DjangoAssertNumQueries

from hustings.apps.campaigns.models import AuditEntry, Membership
from hustings.apps.jobs.models import Job
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District, Elector
from tests.apps.pollday.day import answer, vote_by_post
from tests.factories import (
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign(polling_day=localdate()))


@pytest.fixture
def ab1(agent: Membership) -> District:
    return make_district(agent.campaign, "AB1")


def base(member: Membership) -> str:
    return f"/campaigns/{member.campaign_id}/polling-day/"


def enter(client: Client, member: Membership, district: District) -> str:
    """Sign in and give one's word; gives the address of the entry."""
    client.force_login(member.user)
    where = f"{base(member)}districts/{district.pk}/"
    client.post(f"{where}outside/", {"outside": "on"})
    return where


def typed(numbers: str, **values: str) -> dict[str, str]:
    return {"numbers": numbers, "clock": "", "key": str(uuid4())} | values


def test_before_anything_is_typed_the_member_gives_a_word_that_is_noted(
    client: Client, agent: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12)
    client.force_login(agent.user)
    where = f"{base(agent)}districts/{ab1.pk}/"

    assert client.post(where, typed("12")).headers["Location"] == f"{where}outside/"
    assert not Event.objects.exists()
    page = client.post(f"{where}outside/", {})
    assert "whoever has been inside" in page.content.decode()
    assert client.get(where).status_code == 302
    client.post(f"{where}outside/", {"outside": "on"})
    assert client.get(where).status_code == 200
    noted = AuditEntry.objects.get(verb="confirm that marks come from tellers outside")
    assert noted.actor == str(agent.user.pk)


def test_the_word_holds_for_one_campaign_and_one_session(
    client: Client, agent: Membership, ab1: District
) -> None:
    where = enter(client, agent, ab1)
    other = make_member(make_campaign(), user=agent.user)
    there = make_district(other.campaign)

    assert client.get(f"{base(other)}districts/{there.pk}/").status_code == 302
    client.logout()
    client.force_login(agent.user)
    assert client.get(where).status_code == 302


def test_numbers_are_answered_on_the_page(
    client: Client, agent: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12)
    where = enter(client, agent, ab1)

    page = client.post(where, typed("12 99")).content.decode()

    assert "<strong>Kept 1:</strong> 12" in page
    assert "<strong>99</strong>" in page
    assert Event.objects.votes_seen().count() == 1


def test_a_part_of_the_page_is_enough_for_a_script(
    client: Client, agent: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12)
    where = enter(client, agent, ab1)

    part = client.post(where, typed("12"), headers={"HX-Request": "true"})

    assert "<html" not in part.content.decode()
    assert "Kept 1:" in part.content.decode()


def test_a_question_is_answered_with_a_button(
    client: Client, agent: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12, suffix="1")
    make_elector(ab1, number=12, suffix="2")
    where = enter(client, agent, ab1)

    page = client.post(where, typed("12")).content.decode()

    assert 'name="which" value="AB1-12/1"' in page
    client.post(where, typed("", which="AB1-12/2"))
    assert Event.objects.get().elector == make_known(ab1, "2")


def test_a_button_s_number_is_one_though_its_district_has_a_space(
    client: Client, agent: Membership
) -> None:
    """Cut at the space it would be 1/12 of this district, kept without a question."""
    here, other = (make_district(agent.campaign, code) for code in ("B", "A 1"))
    wrong = make_elector(here, number=1, suffix="12")
    right = make_elector(other, number=12)
    where = enter(client, agent, here)
    client.post(where, typed("", sure="A 1-12"))
    assert Event.objects.get().elector == right != wrong


def make_known(district: District, suffix: str) -> Elector:
    return Elector.objects.get(district=district, suffix=suffix)


def test_a_yes_keeps_a_postal_voter_and_what_stood_in_the_box(
    client: Client, agent: Membership, ab1: District
) -> None:
    vote_by_post(make_elector(ab1, number=12))
    where = enter(client, agent, ab1)
    assert (
        'name="sure" value="AB1-12"' in client.post(where, typed("12")).content.decode()
    )

    page = client.post(where, typed("13 14", sure="AB1-12")).content.decode()

    assert "<strong>Kept 1:</strong> AB1-12" in page
    assert ">\n13 14</textarea>" in page
    assert Event.objects.votes_seen().count() == 1


def test_a_wrong_time_is_said_in_a_part_of_the_page(
    client: Client, agent: Membership, ab1: District
) -> None:
    where = enter(client, agent, ab1)

    part = client.post(
        where, typed("12", clock="teatime"), headers={"HX-Request": "true"}
    ).content.decode()

    assert "data-mend" in part
    assert "Type a time of the day" in part


def test_the_time_on_the_pad_stays_for_the_next_numbers(
    client: Client, agent: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12)
    where = enter(client, agent, ab1)

    page = client.post(where, typed("12", clock="0:00")).content.decode()

    assert 'value="0:00"' in page


def test_a_mark_is_taken_back_from_the_list_of_the_last(
    client: Client, agent: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12)
    where = enter(client, agent, ab1)
    client.post(where, typed("12"))
    undo = f"{base(agent)}marks/{Event.objects.get().pk}/take-back/"
    assert undo in client.get(where).content.decode()

    after = client.post(undo, follow=True).content.decode()

    assert "AB1-12 is taken back" in after
    assert undo not in after
    assert "already been taken back" in client.post(undo, follow=True).content.decode()


def test_a_mark_of_another_district_can_be_taken_back_where_it_was_typed(
    client: Client, agent: Membership, ab1: District
) -> None:
    make_elector(make_district(agent.campaign, "CD2"), number=77)
    teller = make_member(agent.campaign, "teller")
    where = enter(client, teller, ab1)
    page = client.post(where, typed("", sure="CD2-77")).content.decode()

    undo = f"{base(teller)}marks/{Event.objects.get().pk}/take-back/"
    assert undo in page
    assert "<strong>CD2-77</strong>" in page

    here = {"district": str(ab1.pk)}
    after = client.post(undo, here, headers={"HX-Request": "true"})
    assert after.context["district"] == ab1
    assert client.post(undo, here).headers["Location"] == where
    assert client.post(undo, {"district": "x"}).status_code == 302


def test_nobody_takes_back_a_mark_beyond_their_campaign_or_area(
    client: Client, agent: Membership, ab1: District
) -> None:
    make_elector(ab1, number=12)
    client.post(enter(client, agent, ab1), typed("12"))
    undo = f"marks/{Event.objects.get().pk}/take-back/"
    cd2 = make_district(agent.campaign, "CD2")
    far = make_member(agent.campaign, "teller", districts=[cd2.pk])
    near = make_member(agent.campaign, "teller")
    stranger = make_member(make_campaign(), "teller")

    for member in (far, stranger):
        client.force_login(member.user)
        assert client.post(base(member) + undo).status_code == 404
    client.force_login(near.user)
    told = client.post(base(near) + undo, follow=True).content.decode()
    assert "only marks that you typed yourself" in told
    assert Event.objects.votes_seen().standing().count() == 1


def test_a_teller_sees_the_entry_of_the_teller_s_own_districts_and_nothing_else(
    client: Client, agent: Membership, ab1: District
) -> None:
    cd2 = make_district(agent.campaign, "CD2")
    make_elector(ab1, number=12, surname="Secretname")
    teller = make_member(agent.campaign, "teller", districts=[ab1.pk])
    where = enter(client, teller, ab1)

    home = client.get(base(teller)).content.decode()
    assert where in home
    assert "CD2" not in home
    assert client.get(f"{base(teller)}districts/{cd2.pk}/").status_code == 404
    assert "Secretname" not in client.post(where, typed("12")).content.decode()
    for closed in ("sheets/", "pads/", f"districts/{ab1.pk}/left/"):
        assert client.get(base(teller) + closed).status_code == 403


@pytest.mark.parametrize("role", ["candidate", "data-officer", "canvasser", "printer"])
def test_other_roles_may_look_in_but_type_nothing(
    client: Client, agent: Membership, ab1: District, role: str
) -> None:
    member = make_member(agent.campaign, role)
    client.force_login(member.user)

    assert "Your role has no list" in client.get(base(member)).content.decode()
    assert client.get(f"{base(member)}districts/{ab1.pk}/").status_code == 403


def test_another_campaign_s_district_does_not_exist(
    client: Client, agent: Membership
) -> None:
    theirs = make_district(make_campaign(), "AB1")
    client.force_login(agent.user)

    for end in ("", "outside/", "left/"):
        where = f"{base(agent)}districts/{theirs.pk}/{end}"
        assert client.get(where).status_code == 404


def test_the_home_shows_how_each_district_goes(
    client: Client, agent: Membership, ab1: District
) -> None:
    wording = make_wording(agent.campaign)
    for number in (1, 2, 3, 4):
        answer(make_elector(ab1, number=number), agent, wording)
    client.post(enter(client, agent, ab1), typed("1"))

    page = client.get(base(agent)).content.decode()

    assert "<dd>25 <small>in 100</small></dd>" in page
    assert '>3<span class="unseen"> left in AB1' in page
    assert 'hx-trigger="every 15s"' in page
    assert "every 15s" not in client.get(f"{base(agent)}?still=1").content.decode()


def test_who_is_left_is_listed_by_street(
    client: Client, agent: Membership, ab1: District
) -> None:
    wording = make_wording(agent.campaign)
    for number, surname in ((1, "Seenalready"), (2, "Stillwaiting")):
        answer(make_elector(ab1, number=number, surname=surname), agent, wording)
    client.post(enter(client, agent, ab1), typed("1"))

    page = client.get(f"{base(agent)}districts/{ab1.pk}/left/").content.decode()

    assert "Stillwaiting" in page
    assert "Seenalready" not in page
    assert "Mill Road" in page


def test_no_page_asks_more_of_the_database_as_the_lists_grow(
    client: Client,
    agent: Membership,
    ab1: District,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    wording = make_wording(agent.campaign)
    for number in range(1, 13):
        district = make_district(agent.campaign, f"D{number}")
        answer(make_elector(district, number=number), agent, wording)
        answer(make_elector(ab1, number=number), agent, wording)
    where = enter(client, agent, ab1)
    client.post(where, typed(" ".join(map(str, range(1, 7)))))

    for page in ("", "sheets/", "pads/", f"districts/{ab1.pk}/", where + "left/"):
        url = page if page.startswith("/") else base(agent) + page
        with django_assert_max_num_queries(12):
            assert client.get(url).status_code == 200


def test_a_rehearsal_says_that_it_is_one(client: Client) -> None:
    tomorrow = localdate() + timedelta(days=1)
    member = make_member(make_campaign(is_demonstration=False, polling_day=tomorrow))
    teller = make_member(member.campaign, "teller")
    client.force_login(teller.user)

    assert "Rehearsal:" in client.get(base(teller)).content.decode()


@pytest.mark.parametrize("page", ["sheets/", "pads/"])
def test_paper_is_printed_as_a_job(
    client: Client, agent: Membership, ab1: District, page: str
) -> None:
    client.force_login(agent.user)

    response = client.post(
        base(agent) + page, {"size": "a5", "copies": "3", "districts": [str(ab1.pk)]}
    )

    job = Job.objects.get()
    assert response.status_code == 302
    assert str(job.pk) in response.headers["Location"]
    assert job.arguments["districts"] == [str(ab1.pk)]


def test_only_districts_of_the_member_s_area_can_be_printed(
    client: Client, agent: Membership, ab1: District
) -> None:
    cd2 = make_district(agent.campaign, "CD2")
    local = make_member(agent.campaign, "organiser", districts=[ab1.pk])
    client.force_login(local.user)

    client.post(f"{base(local)}sheets/", {"size": "a4", "districts": [str(cd2.pk)]})

    assert not Job.objects.exists()


def test_without_a_register_the_next_step_is_a_button(
    client: Client, agent: Membership
) -> None:
    client.force_login(agent.user)
    page = client.get(base(agent)).content.decode()
    assert f'href="/campaigns/{agent.campaign_id}/register/">Go to the register' in page
