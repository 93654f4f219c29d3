"""What a new campaign is given: the calendar, the letters, the limit, the checklist, the first page."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from django.utils.timezone import now
from icalendar import Calendar
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from hustings.apps.campaigns.actions.settings import change_details
from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.details import Details
from hustings.apps.campaigns.models import (
    Campaign,
    Council,
    Membership,
    Role,
    Tick,
)
from hustings.apps.jobs.actions import enqueue
from hustings.apps.safekeeping.models import Copy
from hustings.core.errors import HustingsError
from tests.factories import (
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent(client: Client) -> Membership:
    campaign = make_campaign(
        polling_day=date(2024, 7, 4),
        basis="county",
        contact_address="1 Mill Road\nExampleton EX1 1AA",
        contact_email="ada@example.org",
    )
    with acting(TESTER, "add councils"):
        Council.objects.create(
            campaign=campaign,
            name="Exampleton Borough Council",
            electoral_services_address="Town Hall\nEX1 1AB",
        )
        Council.objects.create(campaign=campaign, name="Marrowby District Council")
    member = make_member(campaign)
    client.force_login(member.user)
    return member


def page(client: Client, member: Membership, name: str = "") -> str:
    answer = client.get(f"/campaigns/{member.campaign_id}/{name}")
    assert answer.status_code == 200, answer
    return answer.content.decode()


def test_the_calendar_shows_the_published_dates_of_2024(
    client: Client, agent: Membership
) -> None:
    """Published for the general election of 4 July 2024: nominations 7 June 4 pm, registration 18 June."""
    shown = page(client, agent, "calendar/")

    assert "Fri 7 June 2024, 16:00" in shown
    assert "Tue 18 June 2024" in shown
    assert "Source: RPA 1983 ss.67 and 70" in shown


def test_the_calendar_file_opens_in_any_calendar_program(
    client: Client, agent: Membership
) -> None:
    answer = client.get(f"/campaigns/{agent.campaign_id}/calendar.ics")
    events = Calendar.from_ical(answer.content).walk("VEVENT")
    closing = next(e for e in events if e["SUMMARY"] == "Nominations close")

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert closing.decoded("DTSTART") == datetime.fromisoformat(
        "2024-06-07T15:00:00+00:00"
    )


def test_the_dates_after_the_poll_follow_the_declaration(
    client: Client, agent: Membership
) -> None:
    """The return is due 35 days after the result is declared: 5 July 2024 gives 9 August 2024."""
    address = f"/campaigns/{agent.campaign_id}/calendar/"
    client.post(address, {"declared_on": "2024-07-05"})
    assert "Fri 9 August 2024" in page(client, agent, "calendar/")
    client.post(address, {"declared_on": "2024-07-01"})

    assert Campaign.objects.get(id=agent.campaign_id).declared_on == date(2024, 7, 5)


@pytest.mark.parametrize("slip", ["9999-12-31", "2206-07-05", "2025-07-05"])
def test_a_declaration_in_a_year_that_cannot_be_meant_is_refused(
    client: Client, agent: Membership, slip: str
) -> None:
    """It would move the return by years, or off the end of the calendar."""
    address = f"/campaigns/{agent.campaign_id}/calendar/"
    answer = client.post(address, {"declared_on": slip}, follow=True)

    assert "check the year" in answer.content.decode()
    assert "Thu 8 August 2024" in page(client, agent, "calendar/")


def test_polling_day_is_not_moved_past_its_declaration(
    client: Client, agent: Membership
) -> None:
    """The poll of 4 July 2024 was declared on the 5th: it can have been neither on the 6th nor in March."""
    client.post(
        f"/campaigns/{agent.campaign_id}/calendar/", {"declared_on": "2024-07-05"}
    )
    held = Campaign.objects.get(id=agent.campaign_id)
    details = Details(**{name: getattr(held, name) for name in Details.__slots__})
    for day in (date(2024, 7, 6), date(2024, 3, 1)):
        with pytest.raises(HustingsError, match="5 July 2024"):
            change_details(
                campaign=held, details=replace(details, polling_day=day), by=agent
            )
    moved = replace(details, polling_day=date(2024, 7, 5))
    change_details(campaign=held, details=moved, by=agent)
    assert Campaign.objects.get(id=held.id).polling_day == date(2024, 7, 5)


def test_only_the_agent_sets_the_day_of_the_declaration(
    client: Client, agent: Membership
) -> None:
    client.force_login(make_member(agent.campaign, Role.TELLER).user)
    client.post(
        f"/campaigns/{agent.campaign_id}/calendar/", {"declared_on": "2024-07-05"}
    )

    assert Campaign.objects.get(id=agent.campaign_id).declared_on is None


def test_the_spending_limit_of_mole_valley_in_2024(
    client: Client, agent: Membership
) -> None:
    """£11,390 + 69,943 electors at 12p = £11,390 + £8,393.16 = £19,783.16 (Mole Valley, 2024)."""
    assert "number of electors is missing" in page(client, agent, "spending/")
    with acting(TESTER, "give the electorate"):
        Campaign.objects.filter(id=agent.campaign_id).update(electorate=69_943)
    shown = page(client, agent, "spending/")

    assert "£19,783.16" in shown
    assert "£8,393.16" in shown


def test_an_election_whose_limit_we_do_not_hold_is_told(client: Client) -> None:
    member = make_member(
        make_campaign(election="ni-assembly", nation="northern-ireland", electorate=1)
    )
    client.force_login(member.user)

    assert "Ask the returning officer" in page(client, member, "spending/")


def test_a_ward_s_limit_says_what_joint_candidates_may_spend(client: Client) -> None:
    """Electoral Commission, examples A and B: £1,560 alone, £1,170 for each of two, £1,040 for each of three."""
    member = make_member(make_campaign(election="local", basis="", electorate=7_500))
    client.force_login(member.user)
    shown = page(client, member, "spending/")

    for words in ("£1,560", "£1,170 if they are two", "£1,040 if they are three"):
        assert words in shown


def test_no_limit_is_guessed_where_the_kind_of_constituency_is_missing(
    client: Client,
) -> None:
    """A burgh of the Scottish Parliament has 6p for each elector, a county 9p."""
    campaign = make_campaign(
        election="scottish-parliament", nation="scotland", basis="", electorate=50_000
    )
    member = make_member(campaign)
    client.force_login(member.user)
    shown = page(client, member, "spending/")

    assert "a burgh) or a county" in shown
    assert "£11,700" not in shown


def test_each_council_gets_a_letter_as_page_and_as_pdf(
    client: Client, agent: Membership
) -> None:
    council = Council.objects.get(name__startswith="Exampleton")
    base = f"/campaigns/{agent.campaign_id}/letters/"
    shown = page(client, agent, f"letters/{council.id}/")
    assert "regulation 108" in shown
    assert "ada@example.org" in shown
    one, both = (
        PdfReader(BytesIO(client.get(base + name).content))
        for name in (f"{council.id}.pdf", "all.pdf")
    )

    assert (len(one.pages), len(both.pages)) == (1, 2)
    text = " ".join(one.pages[0].extract_text().split())
    for words in (
        "Town Hall",
        "Electoral Registration Officer",
        "final version",
        "data form",
    ):
        assert words in text
    assert "Marrowby" in both.pages[1].extract_text()


def test_after_the_poll_the_marked_register_is_asked_for(
    client: Client, agent: Membership
) -> None:
    """The law wants the purpose stated (RPR 2001 reg 117)."""
    council = Council.objects.get(name__startswith="Exampleton")
    assert "?of=marked-register" in page(client, agent, "letters/")
    shown = page(client, agent, f"letters/{council.id}/?of=marked-register")
    assert "regulation 117" in shown
    assert "They will be used for this purpose: electoral purposes" in shown
    base = f"/campaigns/{agent.campaign_id}/letters/"
    paper = client.get(f"{base}{council.id}.pdf?of=marked-register").content
    text = " ".join(PdfReader(BytesIO(paper)).pages[0].extract_text().split())
    assert "the marked copy of the register of electors" in text

    with acting(TESTER, "still to come"):
        Campaign.objects.filter(id=agent.campaign_id).update(
            polling_day=now().date() + timedelta(days=9)
        )
    assert "?of=marked-register" not in page(client, agent, "letters/")


def test_the_details_say_what_the_imprint_lacks(
    client: Client, agent: Membership
) -> None:
    def entered(promoter: str) -> str:
        with acting(TESTER, "enter the imprint"):
            Campaign.objects.filter(id=agent.campaign_id).update(
                imprint_promoter=promoter, imprint_printer="Press, 2 Works Road"
            )
        return page(client, agent, "details/")

    assert "The imprint is not whole" in entered("Bo Agent, 1 Mill Lane")
    whole = entered(f"Bo Agent on behalf of {agent.campaign.candidate}, both of Rye")
    assert "The imprint is not whole" not in whole
    assert "Printed by Press, 2 Works Road. Promoted by Bo Agent" in whole


def test_without_an_address_there_is_no_letter_yet(
    client: Client, agent: Membership
) -> None:
    with acting(TESTER, "forget it"):
        Campaign.objects.filter(id=agent.campaign_id).update(contact_email="")
    assert "First say where the councils are to answer" in page(
        client, agent, "letters/"
    )
    client.post(
        f"/campaigns/{agent.campaign_id}/letters/",
        {"address": "2 Mill Road", "email": "a@example.org"},
    )
    assert "All letters as one PDF" in page(client, agent, "letters/")


def test_a_letter_without_an_address_is_a_refusal_that_says_what_to_do(
    client: Client, agent: Membership
) -> None:
    with acting(TESTER, "forget it"):
        Campaign.objects.filter(id=agent.campaign_id).update(contact_email="")
    answer = client.get(f"/campaigns/{agent.campaign_id}/letters/all.pdf")

    assert answer.status_code == 409
    assert "where the councils are to answer" in answer.content.decode()


def test_the_checklist_ticks_what_is_seen_and_what_is_said(
    client: Client, agent: Membership
) -> None:
    def done() -> set[str]:
        answer = client.get(f"/campaigns/{agent.campaign_id}/checklist/")
        return {
            str(step.key) for step in answer.context["checklist"].steps if step.done
        }

    assert done() == {"erase-day"}
    client.post(f"/campaigns/{agent.campaign_id}/checklist/bank-account/")
    client.post(f"/campaigns/{agent.campaign_id}/checklist/nonsense/")
    make_elector(make_district(agent.campaign))
    assert done() == {"erase-day", "bank-account", "register-letters", "register-read"}
    client.post(
        f"/campaigns/{agent.campaign_id}/checklist/bank-account/", {"undo": "1"}
    )

    assert "bank-account" not in done()


def test_nobody_ticks_by_hand_what_the_program_sees(
    client: Client, agent: Membership
) -> None:
    client.post(f"/campaigns/{agent.campaign_id}/checklist/privacy-notice/")

    assert not Tick.objects.exists()


def test_the_agent_sees_how_old_the_last_good_copy_is(
    client: Client, agent: Membership, tmp_path: Path
) -> None:
    assert "No copy" in page(client, agent)
    (tmp_path / "monday").write_bytes(b"x")
    Copy.objects.create(
        reason="asked",
        path=str(tmp_path / "monday"),
        is_ours=True,
        size=1,
        rows=1,
        sha256="0" * 64,
        made_at=now() - timedelta(hours=5),
    )
    assert "5 hours" in page(client, agent)
    client.force_login(make_member(agent.campaign, Role.CANVASSER).user)

    assert "last good copy" not in page(client, agent)


def test_the_first_page_asks_the_database_no_more_for_a_larger_register(
    client: Client,
    agent: Membership,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    district = make_district(agent.campaign)
    for _ in range(10):
        make_elector(district)
    with django_assert_max_num_queries(25):
        assert "10 electors" in page(client, agent)


def test_the_first_page_says_what_is_late_and_what_is_next(
    client: Client, agent: Membership
) -> None:
    shown = page(client, agent)

    assert "since polling day" in shown
    assert "Late: was due" in shown


def test_the_first_page_offers_each_role_only_what_it_may_open(
    client: Client, agent: Membership
) -> None:
    assert "Audit trail" in page(client, agent)
    client.force_login(make_member(agent.campaign, Role.CANVASSER).user)
    shown = page(client, agent)

    for words in ("Audit trail", "Team", "Letters to the councils", "Campaign details"):
        assert words not in shown


def test_a_helper_of_one_area_sees_no_other_work_on_the_first_page(
    client: Client,
) -> None:
    agent = make_member(make_campaign())
    enqueue(kind="any", title="Sheets of elsewhere", by=agent, arguments={}, at=now())
    here = make_district(agent.campaign)
    local = make_member(agent.campaign, "organiser", districts=[here.id])

    seen = []
    for member in (agent, local):
        client.force_login(member.user)
        page = client.get(f"/campaigns/{agent.campaign_id}/").content.decode()
        seen.append("Sheets of elsewhere" in page)

    assert seen == [True, False]


def test_no_stage_is_shown_whose_door_is_closed(
    client: Client, agent: Membership
) -> None:
    register = f'href="/campaigns/{agent.campaign_id}/register/"'
    assert register in page(client, agent)
    client.force_login(make_member(agent.campaign, Role.PRINTER).user)

    assert register not in page(client, agent)


def test_my_campaigns_lists_those_open_and_those_that_are_not(
    client: Client, agent: Membership
) -> None:
    assert client.get("/").status_code == 302
    other = make_member(make_campaign(), user=agent.user)
    ended = make_member(make_campaign(), user=agent.user, ended_at=agent.joined_at)
    shown = client.get("/").content.decode()

    assert other.campaign.name in shown.partition("Not open now")[0]
    assert ended.campaign.name in shown.partition("Not open now")[2]
