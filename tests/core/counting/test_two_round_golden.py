"""The French legislative elections of 2024: every first-round status, and the second-round results that were published.

The ministry's file of the first round was once misread on its way: accents are lost or wrong (MA×TRE for MAÎTRE). So
candidates are joined by the constituency's code and the number on the panel, never by name.
"""

import csv
import gzip
import os
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given
from hustings.core.counting.two_round import count_france

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "tworound"
Row = Mapping[str, str]
STATUS = {"OUI": "elected", "QUALIF T2": "may stand", "NON": "out"}


@pytest.fixture(autouse=True)
def _published_files() -> None:
    if DATA.is_dir():
        return
    if os.environ.get("CI") == "true":
        pytest.fail(f"The published results are missing: {DATA}")
    pytest.skip("the published results (shared/data) are not on this machine")


@cache
def first_rounds() -> Mapping[str, list[Row]]:
    """The rows of the first round by constituency."""
    rounds: dict[str, list[Row]] = defaultdict(list)
    file = DATA / "fr_legislatives_2024_t1_candidates.csv.gz"
    with gzip.open(file, "rt", encoding="utf-8") as text:
        for row in csv.DictReader(text):
            rounds[row["CodCirElec"]].append(row)
    return rounds


def poll_of(code: str) -> Poll:
    rows = first_rounds()[code]
    candidates = tuple(Candidate(row["NumPanneauCand"]) for row in rows)
    papers = {bytes([i]): int(row["NbVoix"]) for i, row in enumerate(rows, start=1)}
    return Poll(code, 1, candidates, papers)


def counted(code: str, second: Poll | None = None) -> Count:
    registered = int(first_rounds()[code][0]["Inscrits"])
    return count_france(poll_of(code), Given(registered=registered, second=second))


def statuses(code: str) -> dict[str, str]:
    stage = counted(code).stages[0]
    elected = {each.name for each in stage.elected}
    ran = dict.fromkeys(stage.votes, "out")
    if not elected:
        ran |= {name: "may stand" for name in ran if name not in stage.excluded}
    return ran | dict.fromkeys(elected, "elected")


def test_each_of_4009_statuses_after_the_first_round() -> None:
    compared = 0
    for code, rows in first_rounds().items():
        published = {row["NumPanneauCand"]: STATUS[row["Elu"]] for row in rows}
        assert statuses(code) == published, code
        compared += len(rows)
    assert compared == 4009


def test_76_were_elected_at_once() -> None:
    at_once = [code for code in first_rounds() if counted(code).elected]
    assert len(at_once) == 76


@cache
def second_panels() -> Mapping[tuple[str, str], str]:
    """The number on the panel of whoever stood again, by constituency and party code."""
    panels: dict[tuple[str, str], str] = {}
    with (DATA / "fr_legislatives_2024_t2_candidacies.csv").open(
        encoding="utf-8"
    ) as text:
        for row in csv.DictReader(text):
            code = row["Code circonscription"].zfill(4)
            assert (code, row["Code nuance"]) not in panels or code not in sampled()
            panels[code, row["Code nuance"]] = row["Numéro de panneau"]
    return panels


@cache
def sampled() -> Mapping[str, list[Row]]:
    seconds: dict[str, list[Row]] = defaultdict(list)
    file = DATA / "fr_legislatives_2024_t2_results_sample.csv"
    with file.open(encoding="utf-8") as text:
        for row in csv.DictReader(text):
            seconds[row["CodCirElec"]].append(row)
    return seconds


def second_of(code: str) -> Poll:
    rows = sampled()[code]
    names = tuple(Candidate(second_panels()[code, row["CodNuaCand"]]) for row in rows)
    papers = {bytes([i]): int(row["NbVoix"]) for i, row in enumerate(rows, start=1)}
    return Poll(code, 1, names, papers)


def test_the_published_second_rounds() -> None:
    """Votes add up to the valid ones, withdrawals are those who might have stood, and the same are elected."""
    assert len(sampled()) == 23
    for code, rows in sampled().items():
        count = counted(code, second_of(code))
        elected = [row for row in rows if row["Elu"] == "OUI"]
        panel = second_panels()[code, elected[0]["CodNuaCand"]]
        assert count.elected == (panel,), code
        last = count.stages[-1]
        assert last.cast == int(rows[0]["Exprimes"])
        might = {name for name, each in statuses(code).items() if each == "may stand"}
        stood = {name for name in might if name not in last.excluded}
        assert stood == {second_panels()[code, row["CodNuaCand"]] for row in rows}
