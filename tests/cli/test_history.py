"""`hustings history`: what it prints of results that were loaded."""

import json
from contextlib import nullcontext
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from hustings.apps.slates.actions import make_slate, tag
from hustings.cli import database, main
from hustings.cli.history import sources
from hustings.core.psephology.slates import Tag
from hustings.core.psephology.sources import source_named
from hustings.engine.fetching import Fetched
from tests.apps.history.test_loading import files
from tests.core.psephology.tables import DAY, line, seat
from tests.factories import make_campaign, make_member

pytestmark = pytest.mark.django_db
NOON = datetime(2031, 6, 1, 12, tzinfo=UTC)
LINES = [
    line("A", "Lab", "Ann Example", 300),
    line("A", "Con", "Bo Example", 280),
    line("A", "Ind", "Cy Example", 20),
    line("B", "Con", "Di Example", 400),
]
ROWS = [seat("A", 600, 20), seat("B", 400, 400)]


@pytest.fixture(autouse=True)
def in_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands use the test's own database, which is up."""
    monkeypatch.setattr(database, "running", nullcontext)
    monkeypatch.setattr(database, "prepare_django", lambda: None)
    monkeypatch.setattr(database, "migrate_if_behind", lambda: None)


@pytest.fixture
def results(tmp_path: Path) -> None:
    said = ran("load", *map(str, files(tmp_path, LINES, ROWS)))
    assert said.output.endswith("Seats: 2 new, 0 replaced, 0 as they were.\n")


def ran(*words: str, fails: bool = False) -> Result:
    found = CliRunner().invoke(main, ["history", *words])
    assert (found.exit_code == 0) != fails, found.output
    return found


def told(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran(*words, "--json").output)
    return found


def test_sources_have_an_address_a_licence_and_a_credit() -> None:
    said = ran("sources").output
    assert "https://commonslibrary.parliament.uk/" in said
    assert "Open Parliament Licence" in said
    assert "visit the page, and save the file" in said
    listed = {each["key"]: each for each in told("sources")["sources"]}
    assert {"by-elections", "series-1918", "notional-2005", "hex-2024", "boundaries-2024"} < listed.keys()  # fmt: skip
    assert listed["parliament-2024"]["download"].endswith("/6/candidacies.csv")
    assert listed["boundaries-2024"]["licence"] == "Open Government Licence v3.0"


def test_a_file_is_fetched_into_the_servers_folder_and_not_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def arrives(address: str, target: Path, **more: Any) -> Fetched:
        assert address == source_named("hex-2024").download
        assert more["sha256"] == source_named("hex-2024").sha256
        more["progress"](500, None)
        more["progress"](1000, 1000)
        target.write_text("a map")
        return Fetched(target, "00ff", 1000)

    monkeypatch.setenv("HUSTINGS_HOME", str(tmp_path))
    monkeypatch.setattr(sources, "fetch_file", arrives)
    said = ran("fetch", "hex-2024").output
    assert (tmp_path / "published" / "hex-2024.hexjson").read_text() == "a map"
    assert "SHA-256 00ff (as it is known)" in said
    assert "Load it: hustings history load" in said
    by_hand = ran("fetch", "boundaries-2024", fails=True).output
    assert "Visit https://geoportal.statistics.gov.uk/, save the file" in by_hand
    assert "no source called maps: choose" in ran("fetch", "maps", fails=True).output


def test_what_cannot_be_is_refused_and_the_good_rows_are_offered(
    tmp_path: Path,
) -> None:
    wrong = [str(each) for each in files(tmp_path, LINES, [seat("A", 601, 20), ROWS[1]])]  # fmt: skip
    said = ran("load", *wrong, fails=True).output
    assert "Nothing was loaded: 1 cannot be read" in said
    assert "No past results are loaded" in ran("indices", fails=True).output
    good = ran("load", "--good-rows", *wrong).output
    assert good.endswith("Seats: 1 new, 0 replaced, 0 as they were.\n")


@pytest.mark.usefixtures("results")
def test_swing_and_turnout_among_elections(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A: Con 280 of 600 then, 180 of 600 now; Lab 300 then, 400 now: 1/6 of all. Of the two 280/580 − 180/580."""
    monkeypatch.setattr("hustings.apps.history.queries.elections.GENERAL", 2)
    later = [line("A", "Lab", "Ann Example", 400), line("A", "Con", "Bo Example", 180), line("A", "Green", "Cy Example", 20), LINES[3]]  # fmt: skip
    rows = [seat("A", 600, 220), ROWS[1]]
    moved = [[each.replace(DAY, "2035-05-03") for each in part] for part in (later, rows)]  # fmt: skip
    ran("load", *map(str, files(tmp_path, *moved)))

    (row,) = told("swing", "con", "Lab", "--seat", "A Example")["swings"]
    assert (row["area"], row["basis"], row["before"]) == ("A Example", "actual", DAY)
    assert (row["butler"], row["steed"]) == (0.166667, round(100 / 580, 6))
    (new,) = told("swing", "Con", "Green", "--seat", "A Example")["swings"]
    assert (new["second_before"], new["second"], new["butler"], new["steed"]) == (0, 20, None, None)  # fmt: skip
    assert "one of the two did not stand at both" in ran("swing", "Con", "Green").output
    everywhere = told("swing", "Con", "Lab", "--before", "2031")
    assert [each["area"] for each in everywhere["swings"]] == ["all seats", "North", "South"]  # fmt: skip
    assert everywhere["swings"][0]["butler"] == 0.1
    shown = ran("swing", "Con", "Lab").output
    assert "+10.0 %" in shown
    assert "Butler, in McCallum and Readman" in shown
    assert "Source: House of Commons Library" in shown
    for wrong, because in (
        (("Con", "Whig"), "No party is called Whig"),
        (("Con", "con"), "A swing is between two parties: choose another."),
        (
            ("Con", "Ind"),
            "Ind is no party: whoever stands for nobody but themselves is named",
        ),
        (("Con", "Lab", "--before", "2035"), "was not before that of 2035-05-03"),
        (("Con", "Lab", "--election", "2031"), "No general election before"),
        (("Con", "Whig", "--seat", "A Example"), "Nobody in A Example is called Whig"),
    ):
        assert because in ran("swing", *wrong, fails=True).output

    assert told("turnout")["ranking"] == [
        {"place": 1, "election": "2031", "turnout": 0.5, "seats": 2},
        {"place": 2, "election": "2035", "turnout": 0.5, "seats": 2},
    ]


@pytest.mark.usefixtures("results")
def test_a_seat_under_documented_names() -> None:
    said = told("seat", "example a", "--election", "2031")
    assert (said["seat"], said["electorate"], said["valid_votes"]) == (
        "A Example",
        1000,
        600,
    )
    assert (said["spoilt"], said["turnout"], said["majority"]) == (3, 0.6, 20)
    assert [
        (each["name"], each["place"], each["deposit"], each["change"])
        for each in said["candidates"]
    ] == [
        ("Ann Example", 1, "kept", None),
        ("Bo Example", 2, "kept", None),
        ("Cy Example", 3, "lost", None),
    ]
    shown = ran("seat", "A Example").output
    assert "Cy Example" in shown
    assert "deposit lost" in shown
    assert "Source: House of Commons Library" in shown
    assert "Did you mean A Example" in ran("seat", "A Exampel", fails=True).output


@pytest.mark.usefixtures("results")
def test_measures_deposits_turnout_and_parties() -> None:
    listed = ran("elections").output
    assert listed == "2031-05-01  2 seats  A Example, B Example\n"
    assert told("elections") == {
        "elections": [
            {
                "election": "2031-05-01",
                "seats": 2,
                "general": False,
                "names": "A Example, B Example",
            }
        ]
    }
    assert told("indices")["losing_votes_share"] == 0.3
    deposits = told("deposits")
    assert deposits.pop("sources") == [source_named("candidates").said]
    assert deposits == {
        "election": "2031-05-01",
        "parties": "each independent apart; joint candidacies with their larger party",
        "lost": 1,
        "by_party": {"Cy Example (A Example)": 1},
    }
    assert told("deposits", "--parties", "together")["by_party"] == {"Ind": 1}
    by_region = told("turnout")["regions"]
    assert (by_region["North"]["turnout"], by_region["South"]["turnout"]) == (0.6, 0.4)
    con = told("party", "con")
    assert (con["votes"], con["seats"], con["second_places"]) == (680, 1, 1)
    assert "No party is called Whig" in ran("party", "Whig", fails=True).output


@pytest.mark.usefixtures("results")
def test_reruns_say_what_they_assume(tmp_path: Path) -> None:
    lists = told("rerun", "--rules", "dhondt", "--area", "whole")
    assert lists["seats"] == {"Con": 2}
    assert "Everybody votes as they did" in " ".join(lists["assumptions"])
    assert "give a table" in ran("rerun", "--rules", "av", fails=True).output
    table = tmp_path / "next.csv"
    table.write_text("from,to,percent\nInd,Con,100\nLab,Con,10\n")
    by_preference = told("rerun", "--rules", "av", "--transfers", str(table))
    assert (by_preference["seats"], by_preference["won"]) == (
        {"Lab": 1, "Con": 1},
        {"Lab": 1, "Con": 1},
    )
    assert "next.csv" in by_preference["assumptions"][0]
    assert by_preference["transfers"][0] == {
        "from": "Ind",
        "to": "Con",
        "percent": 100.0,
    }
    printed = ran("rerun", "--rules", "av", "--transfers", str(table)).output
    assert "10 % of those for Lab go to Con." in printed


@pytest.mark.usefixtures("results")
def test_reruns_with_additional_members_and_transferable_votes(tmp_path: Path) -> None:
    """One list seat in each region goes to Con: in A with 280 against 300 ÷ 2. Together Con's 680 are two quotas of 334."""
    said = told("rerun", "--rules", "ams-scotland", "--list-seats", "1")
    assert said["members"] == 4
    assert said["seats"] == {"Con": 3, "Lab": 1}
    areas = tmp_path / "areas.csv"
    areas.write_text("code,area\nXA,both\nXB,both\n")
    stv = told("rerun", "--rules", "scotland", "--areas", str(areas))
    assert stv["seats"] == {"Con": 2}
    assert stv["areas"] == [
        {
            "area": "both",
            "members": 2,
            "seats": {"Con": 2},
            "won": {"Lab": 1, "Con": 1},
            "of": ["A Example", "B Example"],
        }
    ]
    both = ran("rerun", "--rules", "dhondt", "--list-part", "50", fails=True)
    assert "no use for a part of list seats" in both.output


@pytest.mark.usefixtures("results")
def test_where_to_stand_with_ones_own_weights() -> None:
    said = told("targets", "--weight", "margin=2")
    assert [each["seat"] for each in said["seats"]] == ["A Example", "B Example"]
    assert said["seats"][0]["take"] == {"deposit": 32, "second": 281, "win": 301}
    assert "deposit     32" in ran("targets").output
    bad = ran("targets", "--weight", "margin", fails=True).output
    assert "a part and a number below 10,000 were expected" in bad
    assert "a number below 10,000" in ran("targets", "--weight", "margin=1e400", fails=True).output  # fmt: skip
    assert "x>=1" in ran("targets", "--last", "-1", fails=True).output


@pytest.mark.usefixtures("results")
def test_where_to_stand_in_a_region_and_for_a_slate() -> None:
    """Of past votes alone: Cy's 20 of 600 are all of the slate's; nobody of it stood in B."""
    parts = [f"--weight={name}=0" for name in ("margin", "first", "fall", "parties")]
    south = told("targets", "--region", "south")
    assert [(each["rank"], each["seat"], each["region"]) for each in south["seats"]] == [(2, "B Example", "South")]  # fmt: skip
    assert (south["region"], south["whose"]) == ("South", "independents")
    nowhere = ran("targets", "--region", "Wessex", fails=True).output
    assert "no region called Wessex: choose North, South." in nowhere

    member = make_member(make_campaign())
    slate = make_slate(name="Friends of Di", note="", by=member, at=NOON)
    assert "Nobody is on the slate" in ran("targets", "--slate", "friends of di", fails=True).output  # fmt: skip
    tag(slate=slate, tags=[Tag(date.fromisoformat(DAY), "XB", "Di Example", "Con")], by=member)  # fmt: skip
    said = told("targets", "--slate", "friends of di", "--weight", "independents=1", *parts)  # fmt: skip
    assert [each["seat"] for each in said["seats"]] == ["B Example", "A Example"]
    assert said["whose"] == "Friends of Di"
    assert "give --slate too" in ran("targets", "--campaign", "x", fails=True).output


@pytest.mark.usefixtures("results")
def test_a_seat_by_the_beginning_of_its_name() -> None:
    assert told("seat", "b ex")["seat"] == "B Example"
    assert told("seat", "xb")["seat"] == "B Example"
    said = ran("seat", "c", fails=True).output
    assert "No seat was called c at the election" in said
    assert "Give a seat's name, the beginning of it" in ran("seat", " ", fails=True).output  # fmt: skip


def test_without_results_it_says_how_to_get_them() -> None:
    assert "No past results are loaded" in ran("indices", fails=True).output
