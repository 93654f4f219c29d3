"""The page of a person: public candidacies, whatever way it is asked for, and questions apart from them."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.test import Client

from hustings.apps.history.queries.people import career_of, person_named
from hustings.core.errors import HustingsError
from tests.apps.history.test_loading import loaded
from tests.core.psephology.tables import DAY, line, seat
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LATER = "2036-05-01"
FIRST = [
    line("A", "Ind", "Zoë Example", 30),
    line("A", "Con", "Bo Person", 20),
    line("B", "Ind", "Sam Specimen", 25),
]
THEN = [
    line("A", "Lab", "Zoë Example", 60, member_mnis_id="7"),
    line("B", "Green", "Zoe Example", 10),
    line("B", "Lab", "Sam Sample", 50),
]


@pytest.fixture
def reader(client: Client, tmp_path: Path) -> Client:
    loaded(tmp_path, FIRST, [seat("A", 50, 10), seat("B", 25, 25)])
    later = [seat("A", 60, 60), seat("B", 60, 40)]
    loaded(
        tmp_path,
        [each.replace(DAY, LATER) for each in THEN],
        [each.replace(DAY, LATER) for each in later],
    )
    client.force_login(make_user())
    return client


@pytest.mark.parametrize("key", ["mnis-7", f"{DAY}-XA-zoe-example-ind", f"{DAY}-XA-zoe-example-green"])  # fmt: skip
def test_every_candidacy_of_a_person_leads_to_the_same_page(
    reader: Client, key: str
) -> None:
    """The last is a party that a corrected release has changed since."""
    page = reader.get(f"/history/people/{key}/").content.decode()
    assert "Stood 2 times since 2031, elected 2 times" in page
    assert f'href="/history/{LATER}/seats/XA/"' in page
    assert "May be the same person" in page
    assert "the same name elsewhere" in page
    assert "House of Commons Library" in page


def test_nobody_is_nobodys_page(reader: Client) -> None:
    wrong = ("mnis-8", "nothing", f"{DAY}-XA-nobody-ind", f"{DAY}-XZ-zoe-example-ind")
    for key in wrong:
        assert reader.get(f"/history/people/{key}/").status_code == 404, key


def test_a_person_as_files_with_credit(reader: Client) -> None:
    said = json.loads(reader.get("/history/people/mnis-7.json").content)
    assert (said["key"], said["names"]) == ("mnis-7", ["Zoë Example"])
    assert [each["votes"] for each in said["candidacies"]] == [60, 30]
    assert [each["votes"] for each in said["may_be"]] == [10]
    assert "Open Parliament Licence" in said["sources"][0]
    file = reader.get("/history/people/mnis-7.csv").content.decode()
    rows = list(csv.DictReader(StringIO(file)))
    assert [each["party"] for each in rows] == ["Lab", "Ind"]
    assert "Open Parliament Licence" in rows[0]["source"]


def test_a_corrected_release_is_seen_at_once(reader: Client, tmp_path: Path) -> None:
    assert career_of("mnis-9") is None
    corrected = [each.replace(DAY, LATER).replace(",7,", ",9,") for each in THEN]
    rows = [seat("A", 60, 60), seat("B", 60, 40)]
    loaded(tmp_path, corrected, [each.replace(DAY, LATER) for each in rows])
    assert career_of("mnis-9") is not None


def test_a_person_is_named_for_a_command_or_it_says_who_there_is(
    reader: Client,
) -> None:
    assert person_named("bo person").key == f"{DAY}-XA-bo-person-con"
    assert person_named("mnis-7").name == "Zoë Example"
    with pytest.raises(HustingsError, match=r"not sure.*mnis-7 \(Zoë Example, A Example, 2036\)"):  # fmt: skip
        person_named("Zoe Example")
    with pytest.raises(HustingsError, match="Sam Sample, B Example"):
        person_named("Sam Sampel")
    with pytest.raises(HustingsError, match="Nobody called Xyz"):
        person_named("Xyz")
