"""Pages of past results on invented elections: every figure where it belongs, both changes named, files at the same address."""

import csv
import json
import re
from datetime import UTC, datetime
from html import unescape
from io import StringIO
from pathlib import Path

import pytest
from django.test import Client

from hustings.apps.history.actions.loading import load
from hustings.apps.history.models import Replaced
from tests import invented_results
from tests.apps.history.test_loading import loaded
from tests.core.psephology.tables import DAY, line, seat
from tests.factories import make_user

NOON = datetime(2026, 11, 1, 12, tzinfo=UTC)
FEW = 12
SEAT = "/history/2024/seats/X99000000"
pytestmark = pytest.mark.django_db


@pytest.fixture
def office(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:
    """Somebody signed in where twelve seats are a general election."""
    monkeypatch.setattr("hustings.apps.history.queries.elections.GENERAL", FEW)
    files = invented_results.results(tmp_path, FEW)
    load(files=[*files, invented_results.estimates(tmp_path, FEW)], by="a test", at=NOON)  # fmt: skip
    load(files=[invented_results.hexes(tmp_path, FEW)], by="a test", at=NOON)
    client.force_login(make_user())
    return client


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return unescape(answer.content.decode())


def words(html: str) -> str:
    """What is read on the page, on one line."""
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_the_front_leads_to_each_election(office: Client) -> None:
    html = page(office, "/history/")
    assert 'href="/history/2024/"' in html
    assert 'href="/history/2025-03-06/"' in html
    assert 'hx-trigger="input changed delay:250ms, search"' in html


def test_an_election_has_its_sums_by_party_and_by_region(office: Client) -> None:
    votes = [invented_results.votes_in(n, "2024-07-04") for n in range(FEW)]
    html = words(page(office, "/history/2024/"))
    assert f"valid votes {sum(sum(each.values()) for each in votes):,}" in html
    assert f"Orchard Party Orc {sum(each['Orc'] for each in votes):,}" in html
    assert "Independents, each for themselves" in html
    assert "Northfold 6" in html
    assert "is no party" in html


def test_the_map_has_a_link_and_words_for_each_seat(office: Client) -> None:
    html = page(office, "/history/2024/")
    drawn = re.findall(r'<a href="/history/2024/seats/(X\d+)/" tabindex="-1"><title>([^<]+)<', html)  # fmt: skip
    assert len(drawn) == FEW
    assert dict(drawn)["X99000000"].startswith("Ambry North: ")
    assert "Hex map" in html  # its publisher is named


def test_where_places_on_the_map_are_not_known_it_says_so(office: Client) -> None:
    html = words(page(office, "/history/2019/"))
    assert "How the seats of these boundaries lie on the map is not known here" in html


def test_every_seat_in_a_table_a_region_alone_and_the_closest_first(
    office: Client,
) -> None:
    rows = json.loads(office.get("/history/2024/seats.json").content)["seats"]
    assert len(rows) == FEW
    south = office.get("/history/2024/seats.json?region=Southfold&order=majority")
    rows = json.loads(south.content)["seats"]
    assert {each["region"] for each in rows} == {"Southfold"}
    shares = [each["majority_share"] for each in rows]
    assert shares == sorted(shares)
    html = page(office, "/history/2024/seats/?region=Southfold")
    assert html.count('tabindex="-1"><title>') == 6
    assert "/history/2024/seats.csv?region=Southfold" in html
    for asked in ("?region=Nowhere", "?order=whim"):
        assert office.get(f"/history/2024/seats/{asked}").status_code == 404


def test_a_seat_on_new_boundaries_has_its_notional_change_and_says_what_is_unknown(
    office: Client,
) -> None:
    # 2024: Orc 11,111, Har 8,977, Mea 700, Ind 300 of 21,088; estimated before: Orc 8,100, Har 8,900, Mea 700 of 17,700.
    html = words(page(office, f"{SEAT}/"))
    assert "Majority" in html
    assert "Orchard Party 11,111 52.7 % +6.9 1 kept, 10,057 above" in html
    assert "Independent 300 1.4 % – 4 lost , 755 short" in html
    assert "Change, notional" in html
    assert "Change, actual" not in html
    assert "Actual : not known. In December 2019 no seat had these boundaries" in html
    assert "estimate of how these boundaries would have voted on 12 December 2019" in html  # fmt: skip
    assert "others, as Ambry North" in html
    assert "to keep the deposit 1,110" in html


def test_a_by_election_is_compared_with_the_same_boundaries(office: Client) -> None:
    html = words(page(office, "/history/2025-03-06/seats/X99000001/"))
    assert "By-election of 6 March 2025" in html
    assert "Change, actual" in html
    assert "Change, notional" not in html
    assert "since 4 July 2024, when the seat had the same boundaries" in html
    general = words(page(office, "/history/2024/seats/X99000001/"))
    assert "6 March 2025 By-election the same" in general


def test_nothing_before_is_said_to_be_unknown(office: Client) -> None:
    html = words(page(office, "/history/2019/seats/Y99000000/"))
    assert "not known, as no general election before this one is loaded" in html
    assert "not known, as no estimate for these boundaries is loaded" in html


def test_a_replaced_figure_is_shown_as_it_was(office: Client, tmp_path: Path) -> None:
    candidates, seats = invented_results.results(tmp_path, FEW)
    for file, was, now in (
        (candidates, "No,No,,11111,", "No,No,,11112,"),
        (seats, "21088,30,2134", "21089,30,2135"),
    ):
        file.write_text(file.read_text().replace(was, now))
    load(files=[candidates, seats], by="a test", at=NOON)
    assert Replaced.objects.count() == 1
    html = words(page(office, f"{SEAT}/"))
    assert "Figures replaced on 1 November 2026" in html
    assert re.search(r"votes of \S+ \S+ \(Orc\) 11,111 11,112", html)


def test_a_printed_majority_that_does_not_follow_is_a_doubt(
    office: Client, tmp_path: Path
) -> None:
    candidates, seats = invented_results.results(tmp_path, FEW)
    seats.write_text(seats.read_text().replace("21088,30,2134", "21088,30,2143"))
    load(files=[candidates, seats], by="a test", at=NOON)
    html = words(page(office, f"{SEAT}/"))
    assert "prints a majority of 2,143. By the votes it is 2,134" in html


def test_a_party_over_the_elections_and_by_region(office: Client) -> None:
    html = page(office, "/history/2024/parties/Orc/")
    said = json.loads(office.get("/history/2024/parties/Orc.json").content)
    votes = [invented_results.votes_in(n, "2024-07-04")["Orc"] for n in range(FEW)]
    assert said["votes"] == sum(votes)
    assert [each["election"] for each in said["elections"]] == ["2019-12-12", "2024-07-04"]  # fmt: skip
    assert sum(each["votes"] for each in said["regions"]) == said["votes"]
    assert len(said["results"]) == FEW
    assert 'id="elections-title"' in html
    assert "Orchard Party at general elections" in html


def test_independents_stand_alone_until_somebody_adds_them_up(office: Client) -> None:
    html = words(page(office, "/history/2024/parties/Ind/"))
    assert "their votes are not added up here" in html
    said = json.loads(office.get("/history/2024/parties/Ind.json").content)
    assert "votes" not in said
    assert "votes" not in said["regions"][0]
    together = page(office, "/history/2024/parties/Ind/?parties=together")
    assert "these sums add up people who may share nothing" in together
    added = office.get("/history/2024/parties/Ind.json?parties=together")
    assert json.loads(added.content)["votes"] == sum(
        invented_results.votes_in(n, "2024-07-04")["Ind"] for n in range(0, FEW, 3)
    )


@pytest.mark.parametrize(
    "address",
    [
        "/history/1999/",
        "/history/2024/seats/Z1/",
        "/history/2024/parties/Nobody/",
        "/history/2024/parties/Orc/?parties=whim",
        "/history/2024.xml",
    ],
)
def test_what_is_not_there_is_no_page(office: Client, address: str) -> None:
    assert office.get(address).status_code == 404


@pytest.mark.parametrize(
    ("address", "rows"),
    [
        ("/history/2024.csv", 4),
        ("/history/2024/seats.csv", FEW),
        (f"{SEAT}.csv", 4),
        ("/history/2024/parties/Orc.csv", FEW),
    ],
)
def test_a_file_has_the_same_address_and_its_credit(
    office: Client, address: str, rows: int
) -> None:
    found = list(csv.DictReader(StringIO(office.get(address).content.decode())))
    assert len(found) == rows
    assert "Open Parliament Licence" in found[0]["source"]
    whole = json.loads(office.get(address.replace(".csv", ".json")).content)
    assert "Open Parliament Licence" in whole["sources"][0]
    assert address in page(office, address.replace(".csv", "/"))


def test_a_name_that_a_spreadsheet_would_run_is_harmless_in_a_file(
    client: Client, tmp_path: Path
) -> None:
    lines = [line("A", "Lab", "=Ann Example", 300), line("A", "Con", "Bo Example", 200)]
    loaded(tmp_path, lines, [seat("A", 500, 100)])
    client.force_login(make_user())
    file = client.get(f"/history/{DAY}/seats/XA.csv").content.decode()
    assert [row["name"] for row in csv.DictReader(StringIO(file))] == ["'=Ann Example", "Bo Example"]  # fmt: skip
