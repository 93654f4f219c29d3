"""The register's pages, once each through the client."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import AuditEntry, Campaign, Membership, Role
from hustings.apps.register.actions import correct_elector
from hustings.apps.register.models import (
    Correction,
    Door,
    Elector,
    Import,
    NumberMatch,
)
from tests.apps.register.council import applied, full, make_council, update
from tests.apps.register.pages import THREE, at
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


def test_an_empty_register_says_what_to_do(client: Client, agent: Membership) -> None:
    page = client.get(at("home", agent)).content.decode()

    assert "No register yet" in page
    assert at("import-new", agent) in page


@pytest.mark.parametrize(
    "typed", ["AB-2/1", "2/1", "2.1", "okoro", "Chidi Okoro", "OKÓRO"]
)
def test_an_elector_is_found_by_number_or_name(
    client: Client, agent: Membership, tmp_path: Path, typed: str
) -> None:
    applied(make_council(agent.campaign), tmp_path, THREE)

    page = client.get(at("electors", agent), {"q": typed}).content.decode()

    assert "Chidi Okoro" in page
    assert "Asha Begum" not in page


@pytest.mark.parametrize("typed", ["Mill Road", "12 mill rd", "12 Mill"])
def test_electors_are_found_by_street(
    client: Client, agent: Membership, tmp_path: Path, typed: str
) -> None:
    applied(make_council(agent.campaign), tmp_path, THREE)

    page = client.get(at("electors", agent), {"q": typed}).content.decode()

    assert "Asha Begum" in page
    assert "Chidi Okoro" not in page


def test_where_only_suffixed_numbers_exist_the_page_asks(
    client: Client, agent: Membership
) -> None:
    make_elector(make_district(agent.campaign), number=7, suffix="1", surname="Only")

    page = client.get(at("electors", agent), {"q": "7"}).content.decode()

    assert "Which one?" in page


def test_an_anonymous_entry_is_in_no_list_no_search_and_has_no_page(
    client: Client, agent: Membership
) -> None:
    hidden = make_elector(
        make_district(agent.campaign),
        number=9,
        door=None,
        is_anonymous=True,
        surname="Hidden",
        search="hidden",
    )

    for query in ({}, {"q": "9"}, {"q": "hidden"}, {"q": "AB1-9"}):
        assert "AB1-9<" not in client.get(at("electors", agent), query).content.decode()
    assert client.get(at("elector", agent, hidden.pk)).status_code == 404


def test_an_elector_is_corrected_and_the_correction_taken_back(
    client: Client, agent: Membership, tmp_path: Path
) -> None:
    applied(make_council(agent.campaign), tmp_path, THREE)
    asha = Elector.objects.get(number=1)
    form = {
        "surname": "Begum-Lee",
        "forenames": "Asha",
        "address": "12 Mill Road\nExampleton",
        "postcode": "EX1 1AA",
    }

    assert client.get(at("correct", agent, asha.pk)).status_code == 200
    client.post(at("correct", agent, asha.pk), form)
    page = client.get(at("elector", agent, asha.pk)).content.decode()
    assert "Asha Begum-Lee" in page
    assert "Take it back" in page
    assert "Begum-Lee" in client.get(at("corrections", agent)).content.decode()

    client.post(at("end-correction", agent, Correction.objects.get().pk))
    assert "Begum-Lee" not in client.get(at("elector", agent, asha.pk)).content.decode()


def test_a_page_opened_before_an_import_puts_right_only_what_was_changed_on_it(
    client: Client, agent: Membership, tmp_path: Path
) -> None:
    council = make_council(agent.campaign)
    applied(council, tmp_path, THREE)
    asha = Elector.objects.get(number=1)
    page = client.get(at("correct", agent, asha.pk)).content.decode()
    form = {
        name: asha.held(name)
        for name in ("title", "forenames", "surname", "address", "postcode")
    }
    before = {f"initial-{name}": text for name, text in form.items()}
    assert all(f'name="{name}"' in page for name in before)
    applied(council, tmp_path, update("AB,1,M,,Asha,,Begum-Lee,,,,12 Mill Road"))
    client.post(at("correct", agent, asha.pk), form | before | {"title": "Dr"})

    asha.refresh_from_db()
    assert (asha.title, asha.surname) == ("Dr", "Begum-Lee")
    assert [each.field for each in Correction.objects.all()] == ["title"]


def test_doors_are_moved_and_put_right(
    client: Client, agent: Membership, tmp_path: Path
) -> None:
    people = [f"AB,{n},0,,,Person,Number,EX1 1AA,{n} Mill Road" for n in (1, 3, 5)]
    applied(make_council(agent.campaign), tmp_path, full(*people))
    last = Door.objects.get(number=5)
    street = at("street", agent, last.district_id) + "?street=mill+road"

    client.post(at("place", agent, last.pk), {"place": "1"})
    assert list(Door.objects.in_walking_order().values_list("label", flat=True)) == [
        "5",
        "1",
        "3",
    ]
    assert "Placed by hand" in client.get(street).content.decode()

    assert client.get(at("door", agent, last.pk)).status_code == 200
    client.post(at("door", agent, last.pk), {"street": "Elm Street", "number": "5"})
    last.refresh_from_db()
    assert last.street == "Elm Street"
    assert (
        "Elm Street"
        in client.get(at("streets", agent, last.district_id)).content.decode()
    )


def test_unsure_doors_are_listed_first(client: Client, agent: Membership) -> None:
    district = make_district(agent.campaign)
    make_door(district, street="Burnside", is_unsure=True)

    assert (
        "Look at these first"
        in client.get(at("streets", agent, district.pk)).content.decode()
    )
    assert "Burnside" in client.get(at("unsure-doors", agent)).content.decode()


def test_the_export_is_noted_in_the_trail_and_runs_nothing(
    client: Client, agent: Membership
) -> None:
    make_elector(make_district(agent.campaign), surname="=cmd()", forenames="+Jo")
    make_elector(
        make_district(agent.campaign), surname="Hidden", is_anonymous=True, door=None
    )

    response = client.post(at("export", agent))
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]  # it streams

    assert "'=cmd()" in text
    assert ",=cmd" not in text
    assert AuditEntry.objects.filter(verb="export the register", rows=2).exists()


def test_numbers_on_a_nomination_paper_are_checked(
    client: Client, agent: Membership
) -> None:
    district = make_district(agent.campaign)
    for number in range(1, 10):
        make_elector(district, number=number)
    make_elector(district, number=11, franchise="B", may_vote="no")
    paper = "\n".join(f"AB1-{n}" for n in [*range(1, 10), 11])

    page = client.post(at("subscribers", agent), {"numbers": paper}).content.decode()

    assert "9 of 10 are good" in page
    assert "May not vote at this election" in page


def test_a_number_of_two_councils_on_a_nomination_paper_is_settled_by_naming_one(
    client: Client, agent: Membership
) -> None:
    for council in ("Bournemouth, Christchurch and Poole", "Otherham"):
        make_elector(make_district(agent.campaign, "AA", council), number=14)

    def checked(written: str) -> str:
        page = client.post(at("subscribers", agent), {"numbers": written})
        return page.content.decode()

    page = checked("AA-14")
    assert "0 of 10 are good" in page
    assert "AA-14 of Otherham" in page
    for council in ("Otherham", "bournemouth, christchurch and poole", "other"):
        assert "1 of 10 are good" in checked(f"AA-14, {council}")
    assert "No elector has this number" in checked("AA-14, Elsewhere")


def test_questions_of_a_renumbering_are_answered_on_their_page(
    client: Client, agent: Membership
) -> None:
    district = make_district(agent.campaign)
    earlier = make_elector(district, number=1, surname="Before", closed_on=START.date())
    later = make_elector(district, number=2, surname="After")
    with acting(TESTER, "ask"):
        of_import = Import.objects.create(
            campaign=agent.campaign,
            council=district.council,
            created_at=START,
            created_by="x",
        )
        question = NumberMatch.objects.create(
            campaign=agent.campaign,
            of_import=of_import,
            earlier=earlier,
            later=later,
            score=80,
            why="a reason",
        )

    assert (
        "Is this the same person?"
        in client.get(at("questions", agent)).content.decode()
    )
    client.post(at("answer", agent, question.pk), {"same": "yes"})

    earlier.refresh_from_db()
    assert (earlier.surname, earlier.number, earlier.closed_on) == ("After", 2, None)


def test_a_member_of_one_area_sees_nothing_of_another(client: Client) -> None:
    campaign = make_campaign()
    here, there = make_district(campaign, "AB1"), make_district(campaign, "CD2")
    mine, other = (
        make_elector(here, surname="Mine"),
        make_elector(there, surname="Other"),
    )
    member = make_member(campaign, Role.ORGANISER, districts=[here.pk])
    client.force_login(member.user)

    page = client.get(at("electors", member), {"q": "other"}).content.decode()
    assert "Jo Other" not in page
    assert client.get(at("elector", member, mine.pk)).status_code == 200
    assert client.get(at("elector", member, other.pk)).status_code == 404
    assert client.get(at("streets", member, there.pk)).status_code == 404
    assert client.get(at("door", member, other.door_id)).status_code == 404
    assert "CD2" not in client.get(at("home", member)).content.decode()


def test_nor_its_corrections_and_questions(client: Client) -> None:
    campaign = make_campaign()
    here, there = make_district(campaign, "AB1"), make_district(campaign, "CD2")
    (theirs,) = correct_elector(
        elector=make_elector(there, surname="Before"),
        values={"surname": "Elsewhere"},
        by=make_member(campaign),
        at=START,
    )
    member = make_member(campaign, Role.ORGANISER, districts=[here.pk])
    client.force_login(member.user)

    assert "Elsewhere" not in client.get(at("corrections", member)).content.decode()
    ended = client.post(at("end-correction", member, theirs.pk))
    assert ended.status_code == 404


def test_another_campaigns_rows_are_not_there(
    client: Client, agent: Membership, tmp_path: Path
) -> None:
    theirs = make_elector(make_district(make_campaign()))
    their_import = applied(make_council(make_campaign()), tmp_path, THREE)

    assert client.get(at("elector", agent, theirs.pk)).status_code == 404
    assert client.get(at("import", agent, their_import.pk)).status_code == 404
    assert client.post(at("import-drop", agent, their_import.pk)).status_code == 404
    assert client.get(at("elector", agent, uuid4())).status_code == 404


def fill(campaign: Campaign, electors: int) -> None:
    district = make_district(campaign)
    for n in range(electors):
        make_elector(district, number=1000 + n, surname=f"Many{n}")


@pytest.mark.parametrize(
    "name", ["home", "electors", "imports", "corrections", "unsure-doors", "questions"]
)
def test_no_page_asks_more_of_the_database_for_more_rows(
    client: Client,
    agent: Membership,
    name: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    fill(agent.campaign, 40)

    with django_assert_max_num_queries(14):
        assert client.get(at(name, agent)).status_code == 200


def test_corrections_that_the_council_has_changed_come_first_on_the_first_of_many_pages(
    client: Client, agent: Membership
) -> None:
    district = make_district(agent.campaign)
    electors = [make_elector(district) for _ in range(27)]
    common = {"field": "surname", "seen": "Blogs", "value": "Bloggs", "made_by": "Jo"}
    with acting(TESTER, "put right"):
        for place, elector in enumerate(electors):
            Correction.objects.create(
                campaign=agent.campaign,
                elector=elector,
                council_value="Bligh" if place == 0 else "Blogs",
                made_at=START + timedelta(hours=place),
                **common,
            )
    first = client.get(at("corrections", agent))
    assert first.content.decode().count("Take it back") == 25
    assert first.context["page"][0].elector == electors[0]
    assert first.context["page"][1].elector == electors[26]
    second = client.get(at("corrections", agent), {"page": 2}).content.decode()
    assert second.count("Take it back") == 2
