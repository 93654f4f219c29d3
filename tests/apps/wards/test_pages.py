"""The pages of wards and boxes, through the client."""

import re
from uuid import uuid4

import pytest
from django.test import Client

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.register.models import AbsentVoter
from hustings.apps.wards.models import AreaDistrict, AreaResult
from tests.apps.wards.made import MILL, boxes, sent, text
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def member(client: Client) -> Membership:
    member = make_member(make_campaign(), Role.ORGANISER)
    client.force_login(member.user)
    return member


def url(member: Membership, rest: str = "") -> str:
    return f"/campaigns/{member.campaign_id}/wards/{rest}"


def added(client: Client, member: Membership, *rows: str) -> None:
    answer = client.post(url(member, "add/"), {"rows": text(*rows), "name": "wards.csv", "add": "yes"})  # fmt: skip
    assert answer["Location"] == url(member)


def page(client: Client, member: Membership, rest: str = "") -> str:
    answer = client.get(url(member, rest))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def test_a_file_is_looked_at_and_then_added_as_it_was_shown(
    client: Client, member: Membership
) -> None:
    assert "No results of your own yet" in page(client, member)
    answer = client.post(url(member, "add/"), {"sent": sent(*MILL, "Elm,2025-05-01,local,Di Example,Con,x,,,")})  # fmt: skip
    shown = answer.content.decode()
    assert "1 area left out</strong>, as some of its rows cannot be right" in shown
    assert "send it again; what you add now stays." in shown
    assert "Line 6, Elm: column votes: &#x27;x&#x27; was found where a whole number was expected." in shown  # fmt: skip
    assert "Add 2 results<" in shown
    assert AreaResult.objects.count() == 0

    rows = answer.context["rows"]
    done = client.post(url(member, "add/"), {"rows": rows, "name": "wards.csv", "add": "yes"})  # fmt: skip
    assert done["Location"] == url(member)
    assert AreaResult.objects.count() == 2
    listed = page(client, member)
    assert "Results: 2 added." in listed
    assert "Ada Example (Independent), 51.0 %" in listed

    again = client.post(url(member, "add/"), {"sent": sent(*MILL)}).content.decode()
    assert "Nothing new in wards.csv" in again
    worse = {"sent": sent("Elm,2025-05-01,local,Di Example,Con,x,,,")}
    alone = client.post(url(member, "add/"), worse).content.decode()
    assert "Mend them in the file and send it again." in alone
    mended = [row.replace(",520,", ",525,") for row in MILL]
    look = client.post(url(member, "add/"), {"sent": sent(*mended)}).content.decode()
    assert "These replace what is there" in look
    assert "Add 1 result<" in look


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ({}, "Choose a file."),
        ({"rows": "area,votes\nA,1"}, "the columns election day, kind, candidate, party are missing"),
        ({"rows": "<!DOCTYPE html>"}, "is a web page and no table"),
        ({"rows": "x" * (2 * 1024 * 1024 + 1)}, "at most 2097152"),
    ],
    ids=["nothing", "columns", "a page", "too large"],
)  # fmt: skip
def test_what_is_no_file_of_results_is_told(
    client: Client, member: Membership, content: dict[str, str], told: str
) -> None:
    answer = client.post(url(member, "add/"), content)
    assert answer.status_code == 200
    assert told in answer.content.decode()


def test_an_area_stands_beside_the_registers_counts(
    client: Client, member: Membership
) -> None:
    one, two = (make_district(member.campaign, code) for code in ("AB1", "AB2"))
    electors = [make_elector(each) for each in (one, one, two)]
    with acting(TESTER, "make a postal voter"):
        AbsentVoter.objects.create(campaign=member.campaign, elector=electors[0], kind="postal", added_at=START)  # fmt: skip
        AbsentVoter.objects.create(campaign=member.campaign, elector=electors[0], kind="proxy-postal", added_at=START)  # fmt: skip
    added(client, member, "AB,2025-05-01,box,,Labour,7,,,", "AB,2025-05-01,box,,Con,9,,,")  # fmt: skip
    shown = page(client, member, "areas/ab/")
    assert "Found by the area’s name." in shown
    together = shown[shown.index("<tfoot>") : shown.index("</tfoot>")]
    assert re.findall(r'data-label="([^"]+)">(\d+)<', together) == [
        ("Electors", "3"),
        ("May vote", "3"),
        ("Vote by post", "1"),
        ("Doors", "3"),
        ("Knocked on", "0"),
        ("Spoken to", "0"),
    ]
    assert "ahead by</dt><dd>2" in shown
    assert "badge good" not in shown

    client.post(url(member, "areas/ab/districts/"), {"districts": [str(two.pk)]})
    by_hand = page(client, member, "areas/ab/")
    assert "Somebody of your team said" in by_hand
    assert "<tfoot>" not in by_hand
    assert "The polling districts of AB are kept." in by_hand
    client.post(url(member, "areas/ab/districts/"), {"districts": [str(uuid4())]})
    assert AreaDistrict.objects.count() == 1


def test_an_area_that_is_called_like_no_district_says_so(
    client: Client, member: Membership
) -> None:
    added(client, member, *MILL)
    shown = page(client, member, "areas/mill ward/")
    assert "No polling district of the register is called so. Say below" in shown
    assert "Since 2023" in shown
    assert client.get(url(member, "areas/elm/")).status_code == 404
    assert client.post(url(member, "areas/elm/districts/"), {}).status_code == 404


def test_a_member_of_one_area_sees_no_other_districts_counts(client: Client) -> None:
    campaign = make_campaign()
    one, two = (make_district(campaign, code) for code in ("AB1", "AB2"))
    for each in (one, two):
        make_elector(each)
    agent = make_member(campaign)
    client.force_login(agent.user)
    added(client, agent, "AB,2025-05-01,box,,Labour,7,,,")
    limited = make_member(campaign, Role.ORGANISER, districts=[one.pk])
    client.force_login(limited.user)
    shown = page(client, limited, "areas/ab/")
    assert "AB1" in shown
    assert "AB2" not in shown


def test_a_data_officer_sees_no_canvass(client: Client) -> None:
    campaign = make_campaign()
    make_elector(make_district(campaign, "AB1"))
    agent, officer = make_member(campaign), make_member(campaign, Role.DATA_OFFICER)
    client.force_login(agent.user)
    added(client, agent, "AB1,2025-05-01,box,,Labour,7,,,")
    assert "Knocked on" in page(client, agent, "areas/ab1/")
    client.force_login(officer.user)
    shown = page(client, officer, "areas/ab1/")
    assert "Knocked on" not in shown
    assert "Take out" not in shown
    assert "Add results" not in page(client, officer)


def test_another_campaigns_result_is_not_there(
    client: Client, member: Membership
) -> None:
    other = make_member(make_campaign())
    client.force_login(other.user)
    added(client, other, *MILL)
    theirs = AreaResult.objects.latest("day")
    client.force_login(member.user)
    assert client.get(url(member, "areas/mill ward/")).status_code == 404
    answer = client.post(url(member, f"results/{theirs.pk}/take-out/"))
    assert answer.status_code == 404
    assert client.get(url(other)).status_code == 404


def test_a_result_is_taken_out_and_what_it_was_is_told(
    client: Client, member: Membership
) -> None:
    added(client, member, *MILL)
    newest = AreaResult.objects.latest("day")
    client.post(url(member, f"results/{newest.pk}/take-out/"))
    assert client.post(url(member, f"results/{newest.pk}/take-out/")).status_code == 404
    shown = page(client, member, "areas/mill ward/")
    assert "Replaced or taken out: 1" in shown
    assert "ahead by</dt><dd>200" in shown
    assert "Ada Example 520" in shown


def test_all_results_come_as_a_file_that_can_be_added_again(
    client: Client, member: Membership
) -> None:
    added(client, member, *MILL)
    file = client.get(url(member, "file/"))
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    again = client.post(url(member, "add/"), {"rows": file.content.decode()})
    assert "Nothing new" in again.content.decode()
    template = client.get(url(member, "template/file/")).content.decode()
    assert template.startswith("area,election day,kind,")


@pytest.mark.parametrize("electorate", ["1000", ""], ids=["electorates", "votes alone"])
def test_where_the_votes_went_between_two_elections(
    client: Client, member: Membership, electorate: str
) -> None:
    added(client, member, *boxes(12, electorate=electorate))
    both = "flows/?earlier=2022-05-02-local&later=2024-05-02-local"
    shown = page(client, member, both)
    assert "An estimate out of 12 areas" in shown
    assert "Nobody&#x27;s vote is known" in shown
    assert ("Did not vote" in shown) == bool(electorate)
    assert ("earlier figures of each area are scaled" in shown) != bool(electorate)
    assert 'role="img"' in shown
    back = page(client, member, "flows/?earlier=2024-05-02-local&later=2022-05-02-local")  # fmt: skip
    assert "Choose an earlier election first" in back


SEVERAL = (
    "Elm,2025-05-01,local,Ann Example,Labour,500,1000,,yes",
    "Elm,2025-05-01,local,Bo Example,Labour,400,,,yes",
)


def test_votes_are_no_turnout_where_several_were_elected(
    client: Client, member: Membership
) -> None:
    """500 people with two votes each cast 900 votes; nobody can say that 90 % of 1,000 voted."""
    added(client, member, *SEVERAL)
    assert 'data-label="Turnout">not known<' in page(client, member)
    shown = page(client, member, "areas/elm/")
    assert "electors: the turnout only if each had one vote</dt><dd>90.0 %" in shown
    assert "turnout on valid votes" not in shown


def test_who_did_not_vote_is_not_estimated_where_electors_had_several_votes(
    client: Client, member: Membership
) -> None:
    both = "flows/?earlier=2022-05-02-local&later=2024-05-02-local"
    rows = boxes(12)
    rows[:2] = [f"{row}yes" for row in rows[:2]]
    added(client, member, *rows)
    assert "Did not vote" not in page(client, member, both)


def test_rows_without_an_area_are_no_area_left_out(
    client: Client, member: Membership
) -> None:
    answer = client.post(url(member, "add/"), {"sent": sent(",2025-05-01,local,Di Example,Con,5,,,")})  # fmt: skip
    assert "Some rows cannot be right.</strong>" in answer.content.decode()


def test_too_few_areas_are_told(client: Client, member: Membership) -> None:
    added(client, member, *boxes(5, (2022,)))
    assert "Two elections are needed, each with at least six areas" in page(client, member, "flows/")  # fmt: skip
    fewer = [row.replace("B1,", "C1,").replace("B2,", "C2,") for row in boxes(6, (2024,))]  # fmt: skip
    added(client, member, *boxes(6, (2022,)), *fewer)
    shown = page(client, member, "flows/?earlier=2022-05-02-local&later=2024-05-02-local")  # fmt: skip
    assert "4 areas are in both elections under the same name, and at least 6" in shown
