"""A map of the campaign's own: a PMTiles file on the server, served by parts to its members alone."""

from pathlib import Path

import pytest

from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.walks.actions import cut_district
from hustings.apps.walks.map_files import map_file
from hustings.apps.walks.models import BaseMap
from hustings.core.walks import Choices
from tests.apps.walks.streets import make_street
from tests.apps.walks.test_pages import page, signed_in
from tests.factories import START, make_campaign, make_district, make_member

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 4


@pytest.fixture
def organiser() -> Membership:
    return make_member(make_campaign(), Role.ORGANISER)


@pytest.fixture(autouse=True)
def maps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which the server has one map."""
    monkeypatch.setattr("hustings.apps.walks.map_files.home", lambda: tmp_path)
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "area.pmtiles").write_bytes(CONTENT)
    (tmp_path / "secret.pmtiles").write_bytes(b"not a map")
    (folder / "notes.txt").write_bytes(b"not a map")
    return folder


@pytest.mark.parametrize(
    ("asked", "given", "says"),
    [
        ("bytes=0-9", CONTENT[:10], "bytes 0-9/1024"),
        ("bytes=1000-", CONTENT[1000:], "bytes 1000-1023/1024"),
        ("bytes=1000-9999", CONTENT[1000:], "bytes 1000-1023/1024"),
    ],
)
def test_a_part_of_the_file_is_given_as_it_was_asked_for(
    organiser: Membership, asked: str, given: bytes, says: str
) -> None:
    answer = signed_in(organiser).get(
        page(organiser, "map/area.pmtiles"), headers={"Range": asked}
    )
    assert (answer.status_code, answer.content) == (206, given)
    assert answer["Content-Range"] == says


@pytest.mark.parametrize("asked", ["bytes=1024-", "bytes=9-3", "bytes=-5", "lines=1-2"])
def test_a_part_that_is_not_there_is_told(organiser: Membership, asked: str) -> None:
    answer = signed_in(organiser).get(
        page(organiser, "map/area.pmtiles"), headers={"Range": asked}
    )
    assert answer.status_code == 416 and answer["Content-Range"] == "bytes */1024"


@pytest.mark.parametrize(
    "name", ["secret.pmtiles", "notes.txt", "..%2Fsecret.pmtiles", ".pmtiles"]
)
def test_nothing_but_a_map_of_the_folder_is_given(
    organiser: Membership, name: str
) -> None:
    answer = signed_in(organiser).get(page(organiser, f"map/{name}"))
    assert answer.status_code == 404
    assert map_file(name) is None and map_file("../secret.pmtiles") is None


@pytest.mark.parametrize(
    ("name", "taken"), [("area.pmtiles", True), ("other.pmtiles", False)]
)
def test_a_file_that_is_there_is_chosen_by_its_name(
    organiser: Membership, name: str, taken: bool
) -> None:
    given = {"kind": "pmtiles", "address": name, "credit": ""}
    answer = signed_in(organiser).post(page(organiser, "map/"), given)
    assert (answer.status_code == 302) is taken
    assert BaseMap.objects.filter(campaign=organiser.campaign).exists() is taken


def test_the_walks_map_asks_this_server_for_it(organiser: Membership) -> None:
    district = make_district(organiser.campaign)
    make_street(district, "Elm Row", 6)
    (walk,) = cut_district(district=district, choices=Choices(), by=organiser, at=START)
    client = signed_in(organiser)
    given = {"kind": "pmtiles", "address": "area.pmtiles", "credit": ""}
    client.post(page(organiser, "map/"), given)
    answer = client.get(page(organiser, f"{walk.pk}/places/")).json()
    assert answer["map"]["address"] == page(organiser, "map/area.pmtiles")
