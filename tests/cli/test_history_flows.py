"""`hustings history flows`: from elections that are loaded, and from any two tables."""

import json
import os
import subprocess
import sys
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from hustings.apps.history.models import FlowTable, Notional, Release
from hustings.cli import database, main
from hustings.cli.history import flows
from hustings.core.psephology.transfers.doubts import CANNOT_TELL
from tests.apps.history.polled import NOON, SEATS, load_elections

LATER, EARLIER = "2031", "2029"


@pytest.fixture(autouse=True)
def in_this_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the commands use the test's own database, which is up."""
    monkeypatch.setattr(database, "running", nullcontext)
    monkeypatch.setattr(database, "prepare_django", lambda: None)
    monkeypatch.setattr(database, "migrate_if_behind", lambda: None)


def ran(*words: str, fails: bool = False) -> Result:
    found = CliRunner().invoke(main, ["history", "flows", *words])
    assert (found.exit_code == 0) != fails, found.output
    return found


def told(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ran(*words, "--json").stdout)
    return found


@pytest.mark.django_db
def test_flows_of_two_elections_under_documented_names(tmp_path: Path) -> None:
    load_elections(EARLIER, LATER)
    picture = tmp_path / "flows.svg"
    said = told("--svg", str(picture), "--each-seat")
    assert (said["earlier"], said["later"], said["areas"]) == (EARLIER, LATER, SEATS)
    assert said["area"] == "England"
    assert said["converged"] is True
    assert said["cannot_tell"] == list(CANNOT_TELL)
    first = said["flows"][0]
    assert set(first) == {"from", "to", "people", "low", "high", "share"}
    assert sum(said["before"].values()) == sum(said["after"].values()) == 1000 * SEATS
    assert len(said["seats"]) == SEATS
    ElementTree.parse(picture)


@pytest.mark.django_db
def test_flows_of_a_region_and_of_a_seat() -> None:
    load_elections(EARLIER, LATER)
    whole = told()["before"]["Con"]
    north, south = (told("--region", each)["before"]["Con"] for each in ("North", "South"))  # fmt: skip
    assert north + south == whole
    assert told("--region", "north")["area"] == "North"
    seat = told("--from", EARLIER, "--to", LATER, "--seat", "example 3")
    assert (seat["area"], seat["areas"]) == ("Example 3", 1)
    assert sum(seat["before"].values()) == 1000
    shown = ran("--seat", "Example 3").output
    assert "What this cannot tell:" in shown
    assert "Nobody's vote is known" in shown
    assert "Source: House of Commons Library" in shown


@pytest.mark.django_db
def test_the_earlier_election_is_taken_as_estimated_on_new_boundaries() -> None:
    load_elections(EARLIER, LATER, codes="Y")
    assert "Only 0 of" in ran(fails=True).output
    release = Release.objects.create(file="n.csv", sha256="n", source="notional-2019", loaded_at=NOON, loaded_by="a test")  # fmt: skip
    Notional.objects.bulk_create(
        Notional(
            day=date(2029, 5, 1),
            boundaries=date(2031, 5, 1),
            code=f"Y{n}",
            name=f"Example {n}",
            electorate=900,
            votes=[
                {"party": "Whig", "short": "Whig", "votes": 300 + n, "together": False},
                {"party": "Con", "short": "Con", "votes": 200 - n, "together": False},
            ],
            release=release,
        )
        for n in range(SEATS)
    )
    assert "There is no one election of 2: choose" in ran("--from", "2", fails=True).output  # fmt: skip
    for words in ((), ("--from", EARLIER), ("--from", "2029-05-01")):
        said = told(*words)
        assert said["earlier"] == "2029 (boundaries of 2031)"
        assert said["before"]["Came onto the register"] == 100 * SEATS
        assert "have a row and a column of their own" in said["electorate_change"]


@pytest.mark.django_db
def test_what_cannot_be_asked_is_told() -> None:
    load_elections(EARLIER, LATER)
    assert "Narnia is no region or nation" in ran("--region", "Narnia", fails=True).output  # fmt: skip
    assert "called Narnia" in ran("--seat", "Narnia", fails=True).output
    assert "name the earlier one first" in ran("--from", LATER, "--to", EARLIER, fails=True).output  # fmt: skip
    assert "before that of 2029-05-01 is loaded" in ran("--to", EARLIER, fails=True).output  # fmt: skip
    assert "not both" in ran("--region", "a", "--seat", "b", fails=True).output
    several = ran("--seat", "examp", fails=True).output
    assert "seats begin with examp: Example 0, Example 1, " in several
    assert "Give more of the name." in several
    nowhere = ran("--seat", "Example 3", "--svg", "/nowhere/at/all.svg", fails=True)
    assert "/nowhere/at/all.svg cannot be written: No such file or directory." in nowhere.output  # fmt: skip


def tables(place: Path) -> list[str]:
    written = []
    for name, shift in (("before", 0), ("after", 4)):
        rows = [f"Box {n},{20 + n},{60 - 2 * n + shift},100" for n in range(20)]
        path = place / f"{name}.csv"
        path.write_text("\n".join(["Area,Red,Blue,Electorate", *rows]))
        written.append(str(path))
    return written


def test_any_two_tables_without_a_database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "running", None)
    files = tables(tmp_path)
    said = told("--table", *files)
    assert (said["earlier"], said["area"], said["areas"]) == ("before.csv", "all areas", 20)  # fmt: skip
    assert list(said["before"]) == ["Red", "Blue", "Did not vote"]
    assert told("--table", *files, "--seat", "box 7")["areas"] == 1
    shown = ran("--table", *files).output
    assert "an estimate for 20 areas, all areas together." in shown
    assert shown.endswith("Source: before.csv\nSource: after.csv\n")
    assert "Nobody's vote is known" in shown
    assert "leave out --from" in ran("--table", *files, "--to", "2024", fails=True).output  # fmt: skip
    Path(files[0]).write_text("Area,Red\nBox 1,-1\n")
    bad = ran("--table", *files, fails=True).output
    assert "before.csv, line 2, column red: '-1' was found" in bad


@pytest.mark.django_db
def test_tables_for_the_pages_are_worked_out_once() -> None:
    assert ran("--keep").output == ""
    load_elections(EARLIER, LATER)
    first = ran("--keep").stdout
    assert first == f"2029 to 2031: {SEATS + 3} tables.\n"
    assert ran("--keep").stdout == "2029 to 2031: as they were.\n"
    assert FlowTable.objects.count() == SEATS + 3


@pytest.mark.django_db
def test_elections_without_common_seats_are_told_and_the_others_go_on() -> None:
    load_elections(EARLIER, LATER, codes="Y")
    assert "2029 to 2031: Only 0 of 100 seats" in ran("--keep").output


@dataclass
class Bar:
    """A progress bar that remembers by how much it moved."""

    length: int
    moved: list[int] = field(default_factory=list)

    def update(self, seats: int) -> None:
        self.moved.append(seats)


@pytest.mark.django_db
@pytest.mark.parametrize(("words", "each"), [((), 1), (("--keep",), 2)])
def test_the_bar_moves_seat_by_seat(
    monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], each: int
) -> None:
    """All seats of these elections lie in one nation and are fitted together; with tables kept, each counts twice."""
    load_elections(EARLIER, LATER)
    bars: list[Bar] = []

    def bar(said: str, seats: int) -> AbstractContextManager[Bar]:
        bars.append(Bar(seats))
        return nullcontext(bars[-1])

    monkeypatch.setattr(flows, "_bar", bar)
    ran(*words)
    (found,) = bars
    assert found.length == sum(found.moved) == each * SEATS
    assert len(found.moved) > 5


def test_matrices_have_one_thread_unless_somebody_says_otherwise() -> None:
    for given, found in ((None, "1"), ("3", "3")):
        env = {k: v for k, v in os.environ.items() if k != "OPENBLAS_NUM_THREADS"}
        if given:
            env["OPENBLAS_NUM_THREADS"] = given
        said = subprocess.run(
            [sys.executable, "-c", "import hustings.cli, os; print(os.environ['OPENBLAS_NUM_THREADS'])"],
            env=env,
            capture_output=True,
            text=True,
            check=True,
        )  # fmt: skip
        assert said.stdout.strip() == found
