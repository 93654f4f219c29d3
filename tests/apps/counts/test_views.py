from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.utils.timezone import localdate
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from hustings.apps.campaigns.models import Membership
from hustings.apps.counts.models import Result
from hustings.apps.counts.queries import draft, picture, standing
from hustings.core.elections.objectives import Beat, SaveDeposit, Win
from tests.apps.counts.night import (
    VOTES,
    aim_for,
    base,
    filled,
    make_agent,
    make_result,
)
from tests.factories import make_member

pytestmark = pytest.mark.django_db


def test_a_result_is_typed_as_a_draft_then_declared(
    client: Client, agent: Membership
) -> None:
    url = f"{base(agent)}declared/"
    names = tuple((name, party, "") for name, party, _ in VOTES)

    assert client.post(url, filled(names, draft="yes")).status_code == 302
    assert standing(agent.campaign) is None
    page = client.get(url).content.decode()
    assert 'value="Dee Sloe"' in page
    client.post(url, filled(declare="yes", electorate="70,000", valid="40,000"))

    row = standing(agent.campaign)
    assert row
    assert (row.electorate, row.candidacies.count()) == (70_000, 4)
    assert row.candidacies.get(is_ours=True).name == "Ada Example"
    home = client.get(base(agent)).content.decode()
    assert "Bea Plum (Orchard Party) is elected." in home
    assert "<dd>2nd</dd>" in home


@pytest.mark.parametrize(
    ("values", "complaint"),
    [
        ({"valid": "39,999"}, "add up to 40,000, which is 1 more than the 39,999"),
        ({"electorate": "39,000"}, "more than the electorate of 39,000"),
        ({"electorate": "40,500", "rejected_unclear": "501"}, "40,501 papers"),
        ({"row-0-votes": "-5"}, "Type a whole number, 0 or more"),
        ({"row-0-votes": "12.5"}, "Type a whole number, 0 or more"),
        ({"row-0-votes": "lots"}, "Type a whole number, 0 or more"),
        ({"row-0-votes": ""}, "a blank is not nought"),
        ({"row-0-name": "", "row-0-party": ""}, "Whose votes are these?"),
        ({"row-1-name": "Bea Plum", "row-1-party": "Orchard Party"}, "entered twice"),
        ({"lot": "Bea Plum"}, "only between those who are equal"),
        ({"contest": ""}, "This field is required"),
    ],
)
def test_what_does_not_add_up_is_said_and_not_declared(
    client: Client, agent: Membership, values: dict[str, str], complaint: str
) -> None:
    sent = filled(declare="yes") | values
    page = client.post(f"{base(agent)}declared/", sent)

    assert complaint in page.content.decode().replace("&#x27;", "'")
    assert standing(agent.campaign) is None


def test_a_ward_of_two_seats_has_two_elected_and_says_so_everywhere(
    client: Client,
) -> None:
    """The second of four is elected where there are two seats; the majority is the second's over the third."""
    agent = make_agent(election="local", basis="")
    client.force_login(agent.user)
    aim_for(agent, Win())
    ticked = {"row-0-elected": "on", "row-1-elected": "on"}
    client.post(f"{base(agent)}declared/", filled(declare="yes") | ticked)

    home = client.get(base(agent)).content.decode()
    both = "Bea Plum (Orchard Party) and Ada Example (Independent) are elected."
    assert both in home
    assert "Won by 5,001 votes: 12,000 to 6,999 for Cy Quince" in home
    assert both in client.get(f"{base(agent)}hall/").content.decode()
    [page] = PdfReader(BytesIO(client.get(f"{base(agent)}result.pdf").content)).pages
    assert page.extract_text().count("(elected)") == 2
    kept = client.get(f"{base(agent)}declared/versions/").content.decode()
    assert "Ada Example (Independent), elected" in kept
    again = client.get(f"{base(agent)}declared/").content.decode()
    assert again.count(" checked") == 3  # two elected, one ours


@pytest.mark.parametrize(
    ("election", "nation", "asked"),
    [
        ("local", "scotland", True),
        ("local", "northern-ireland", True),
        ("ni-assembly", "northern-ireland", True),
        ("senedd", "wales", True),
        ("local", "england", False),
        ("scottish-parliament", "scotland", False),
    ],
)
def test_where_preferences_or_lists_count_the_elected_must_be_ticked(
    client: Client, election: str, nation: str, asked: bool
) -> None:
    agent = make_agent(election=election, nation=nation, basis="")
    client.force_login(agent.user)
    url = f"{base(agent)}declared/"
    said = client.post(url, filled(declare="yes")).content.decode()

    assert ("Tick who was declared elected" in said) is asked
    assert bool(standing(agent.campaign)) is not asked
    client.post(url, filled(declare="yes") | {"row-2-elected": "on"})
    found = picture(agent.campaign)
    assert found
    assert found.elected == "Cy Quince (Harvest Party) is elected."
    assert found.result.majority is None


def test_ours_must_be_marked_and_the_draft_is_kept_meanwhile(
    client: Client, agent: Membership
) -> None:
    response = client.post(
        f"{base(agent)}declared/", filled(ours="", declare="yes"), follow=True
    )

    assert "Mark which candidate is ours" in response.content.decode()
    assert standing(agent.campaign) is None
    assert draft(agent.campaign)


def test_before_ten_at_night_nothing_is_published(client: Client) -> None:
    tomorrow = localdate() + timedelta(days=1)
    member = make_agent(is_demonstration=False, polling_day=tomorrow)
    # Other roles need a second factor outside the demonstration.
    candidate = make_member(member.campaign, "candidate")
    client.force_login(candidate.user)

    assert "section 66A" in client.get(base(candidate)).content.decode()


def test_blank_rows_are_no_candidates(client: Client, agent: Membership) -> None:
    client.post(f"{base(agent)}declared/", filled(declare="yes"))

    row = standing(agent.campaign)
    assert row
    assert row.candidacies.count() == 4


def test_a_correction_keeps_the_version_before(
    client: Client, agent: Membership
) -> None:
    make_result(agent)

    corrected = (("Bea Plum", "Orchard Party", 19_001), *VOTES[1:])
    client.post(f"{base(agent)}declared/", filled(corrected, declare="yes"))

    page = client.get(f"{base(agent)}declared/versions/").content.decode()
    assert "Version 2" in page
    assert "19,001" in page
    assert "Version 1" in page
    assert "19,000" in page


def test_a_draft_can_be_thrown_away(client: Client, agent: Membership) -> None:
    client.post(f"{base(agent)}declared/", filled(draft="yes"))
    client.post(f"{base(agent)}declared/drop/")

    assert not Result.objects.exists()


def test_the_page_of_paper_says_the_ladder(client: Client, agent: Membership) -> None:
    aim_for(agent, SaveDeposit(), Beat("Harvest Party"))
    make_result(agent)

    pdf = client.get(f"{base(agent)}result.pdf").content

    [page] = PdfReader(BytesIO(pdf)).pages
    words = " ".join(page.extract_text().split())
    assert "Example North" in words
    assert "Beat Harvest Party" in words
    assert "Met 5,001 votes" in words


def test_the_hall_s_screen_waits_then_turns_its_pages(
    client: Client, agent: Membership
) -> None:
    url = f"{base(agent)}hall/"
    assert "Waiting for the declaration" in client.get(url).content.decode()
    aim_for(agent, SaveDeposit())
    make_result(agent)

    pages = [client.get(f"{url}?turn={n}").content.decode() for n in range(3)]
    part = client.get(url, headers={"HX-Request": "true"}).content.decode()

    assert "<dd>2nd</dd>" in pages[0]
    assert "Cy Quince" in pages[1]
    assert "Met by 10,000" in pages[2]
    assert 'hx-get="?turn=1" hx-trigger="every 10s"' in pages[0]
    assert 'hx-get="?turn=0"' in pages[2]
    assert "<html" not in part
    assert "<dd>2nd</dd>" in part
    assert "every 10s" not in client.get(f"{url}?still=1").content.decode()
    assert 'class="hall light"' in client.get(f"{url}?paper=light").content.decode()
    for odd in ("7", "-1", "x", "²"):
        assert client.get(url, {"turn": odd}).status_code == 200


@pytest.mark.parametrize(
    ("role", "enters", "hall"),
    [
        ("agent", 200, 200),
        ("organiser", 200, 200),
        ("candidate", 403, 200),
        ("data-officer", 403, 403),
        ("canvasser", 403, 403),
        ("teller", 403, 403),
        ("printer", 403, 403),
    ],
)
def test_who_may_type_and_who_may_look(
    client: Client, agent: Membership, role: str, enters: int, hall: int
) -> None:
    aim_for(agent, SaveDeposit())
    make_result(agent)
    member = make_member(agent.campaign, role)
    client.force_login(member.user)

    for url in ("declared/", "declared/file/"):
        assert client.get(base(member) + url).status_code == enters
    for url in ("hall/", "result.pdf", "declared/versions/"):
        assert client.get(base(member) + url).status_code == hall
    home = client.get(base(member)).content.decode()
    assert "Bea Plum" in home
    assert ("Save the deposit" in home) == (hall == 200)


def test_an_unknown_basis_and_another_campaign_do_not_exist(
    client: Client, agent: Membership
) -> None:
    stranger = make_agent()

    assert client.get(f"{base(agent)}yesterday/").status_code == 404
    assert client.get(f"{base(agent)}declared/versions/").status_code == 404
    assert client.get(base(stranger)).status_code == 404


def test_the_home_asks_no_more_of_the_database_with_more_candidates(
    client: Client,
    agent: Membership,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    aim_for(agent, SaveDeposit(), Beat("Bea Plum"), Beat("Cy Quince"))
    for basis in ("declared", "actual", "notional"):
        make_result(agent, basis)

    with django_assert_max_num_queries(16):
        assert client.get(base(agent)).status_code == 200


def test_a_draft_is_gone_on_with_and_not_begun_again(
    client: Client, agent: Membership
) -> None:
    names = tuple((name, party, "") for name, party, _ in VOTES)
    assert "Type the candidates’ names" in client.get(base(agent)).content.decode()
    client.post(f"{base(agent)}declared/", filled(names, draft="yes"))

    page = client.get(base(agent)).content.decode()

    assert "Type the candidates’ names" not in page
    assert "Declared result: type it in" not in page
    assert "Go on with the draft" in page


def test_last_time_s_result_stands_on_the_page_before_the_declaration_too(
    client: Client, agent: Membership
) -> None:
    make_result(agent, "actual", source="the council’s web site")
    page = client.get(base(agent)).content.decode()
    assert f'href="{base(agent)}actual/"' in page
    assert "the council’s web site" in page


def test_two_who_type_at_once_do_not_write_over_one_another_unseen(
    client: Client, agent: Membership
) -> None:
    url = f"{base(agent)}declared/"
    names = tuple((name, party, "") for name, party, _ in VOTES)
    client.post(url, filled(names, draft="yes"))
    opened = draft(agent.campaign)
    assert opened
    assert f'name="follows" value="{opened.pk}"' in client.get(url).content.decode()
    client.post(url, filled(draft="yes", follows=str(opened.pk)))

    late = filled(names, draft="yes", follows=str(opened.pk))
    page = client.post(url, late).content.decode()
    assert "kept by somebody else since you opened the page" in page
    kept = draft(agent.campaign)
    assert kept
    assert kept.candidacies.filter(votes=None).count() == 0
    assert f'name="follows" value="{kept.pk}"' in page
    assert client.post(url, late | {"follows": str(kept.pk)}).status_code == 302
