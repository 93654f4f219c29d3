"""Finding while typing: seats over the elections, parties and people, however they are spelt."""

from pathlib import Path

import pytest
from django.test import Client

from hustings.apps.history.queries.search import PARTY, PERSON, SEAT, search
from tests.apps.history.test_loading import loaded
from tests.core.psephology.tables import line, seat
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LINES = [
    line("A", "Lab", "Leanne Mohamad", 300, member_mnis_id="7"),
    line("A", "Ind", "Perry Barr", 20),
    line("B", "Con", "Iqbal Mohamed", 210),
]
ROWS = [seat("A", 320, 280), seat("B", 210, 210)]


@pytest.fixture
def office(client: Client, tmp_path: Path) -> Client:
    loaded(tmp_path, LINES, ROWS)
    earlier = [each.replace("2031-05-01", "2027-05-06") for each in (LINES[0].replace("Leanne", "Leanna"), ROWS[0])]  # fmt: skip
    loaded(tmp_path, [earlier[0].replace(",300,", ",320,")], [earlier[1].replace(",280", ",320")])  # fmt: skip
    client.force_login(make_user())
    return client


def test_a_seat_is_found_once_for_all_its_elections(office: Client) -> None:
    (found,) = search("a exam")[SEAT]
    assert (found.name, found.day, found.about) == ("A Example", "2031-05-01", "2027 to 2031")  # fmt: skip


def test_a_person_of_one_number_is_one_under_all_spellings(office: Client) -> None:
    (found,) = search("leanna mohamad")[PERSON]
    assert found.name == "Leanne Mohamad"
    assert found.about == "Lab, A Example 2031; Lab, A Example 2027"


def test_a_name_is_found_despite_its_spelling(office: Client) -> None:
    assert [each.name for each in search("mohamad")[PERSON]] == ["Leanne Mohamad", "Iqbal Mohamed"]  # fmt: skip
    assert [each.name for each in search("perry bar")[PERSON]] == ["Perry Barr"]


def test_a_party_is_found_by_name_and_independents_are_none(office: Client) -> None:
    assert [each.code for each in search("lab")[PARTY]] == ["Lab"]
    assert search("ind")[PARTY] == []


def test_no_more_of_each_kind_than_asked(office: Client) -> None:
    assert len(search("example", of_each=1)[SEAT]) == 1


def test_the_form_works_without_scripts(office: Client) -> None:
    html = office.get("/history/search/", {"q": "mohamad"}).content.decode()
    assert "<html" in html
    assert 'value="mohamad"' in html
    assert "Leanne Mohamad" in html


def test_while_typing_the_list_alone_is_sent(office: Client) -> None:
    answer = office.get("/history/search/", {"q": "exam"}, headers={"HX-Request": "true"})  # fmt: skip
    html = answer.content.decode()
    assert "<html" not in html
    assert "/history/2031-05-01/seats/XA/" in html


def test_nothing_found_says_how_to_look(office: Client) -> None:
    html = office.get("/history/search/", {"q": "<b>zz"}).content.decode()
    assert "Nothing is called “&lt;b&gt;zz”" in html
    assert "at least two letters" in office.get("/history/search/", {"q": "z"}).content.decode()  # fmt: skip


def test_what_is_found_changes_with_the_next_release(
    office: Client, tmp_path: Path
) -> None:
    assert search("newcomer")[PERSON] == []
    more = line("C", "Ind", "Ann Newcomer", 50)
    loaded(tmp_path, [more], [seat("C", 50, 50)])
    assert [each.name for each in search("newcomer")[PERSON]] == ["Ann Newcomer"]
