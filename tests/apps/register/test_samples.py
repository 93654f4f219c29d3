"""The preview shows some of those whom the files change: before and after, who goes, who votes by post or proxy."""

from pathlib import Path

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from tests.apps.register.council import THREE, applied, full, make_council, update
from tests.apps.register.pages import at, send_in

pytestmark = pytest.mark.django_db
ABSENT = "PD_Letters,Published_ENo,Forename,Surname,Absent_Status"


def page_of(client: Client, agent: Membership, text: str, name: str = "AB.csv") -> str:
    found = send_in(client, agent, text, name)
    assert found.state == "ready", found.report
    return client.get(at("import", agent, found.pk)).content.decode()


def test_an_amendment_is_shown_as_it_was_and_as_it_will_be(
    client: Client, agent: Membership, tmp_path: Path
) -> None:
    applied(make_council(agent.campaign), tmp_path, THREE)

    page = page_of(
        client,
        agent,
        update("AB,1,M,,Asha,,Rahman,,,,12 Mill Road,Exampleton,,,,,,,,EX1 1AA"),
    )

    assert "AB-1 Asha Rahman" in page
    assert '<td data-label="What changes">Surname</td>' in page
    assert '<td data-label="Before">Begum</td>' in page
    assert '<td data-label="After">Rahman</td>' in page
    assert '"Before">12 Mill Road' not in page  # the address stays


def test_who_is_closed_is_named(
    client: Client, agent: Membership, tmp_path: Path
) -> None:
    applied(make_council(agent.campaign), tmp_path, THREE)
    page = page_of(client, agent, update("AB,2,D,,Omar,,Begum"))
    assert "Who is closed" in page
    assert "<li>AB-2 Omar Begum</li>" in page


def test_an_absent_list_shows_who_votes_how_and_who_is_on_it_no_longer(
    client: Client, agent: Membership, tmp_path: Path
) -> None:
    council = make_council(agent.campaign)
    applied(council, tmp_path, THREE)
    first = f"{ABSENT}\nAB,1,Asha,Begum,Postal\n"
    page = page_of(client, agent, first, "absent.csv")
    assert "<li>1 will vote by post</li>" in page
    assert "<li>AB-1 Asha Begum: will vote by post</li>" in page
    assert "As they will look" not in page

    applied(council, tmp_path, first, names=["absent.csv"])
    second = f"{ABSENT}\nAB,2,Omar,Begum,Postal\n"
    page = page_of(client, agent, second, "absent.csv")
    assert "<li>AB-2 Omar Begum: will vote by post</li>" in page
    assert "<li>AB-1 Asha Begum</li>" in page[page.index("not on this one") :]


def test_an_anonymous_entry_is_in_no_sample(
    client: Client, agent: Membership, tmp_path: Path
) -> None:
    council = make_council(agent.campaign)
    applied(council, tmp_path, full("AB,1,0,N,,,,,", "AB,2,0,,,Begum,Omar,,1 Elm St"))
    text = update("AB,1,D", "AB,2,D")
    page = page_of(client, agent, text)
    assert "AB-2 Omar Begum" in page
    assert "<li>AB-1" not in page
