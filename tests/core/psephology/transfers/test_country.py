"""A country by groups: seats add up to their region and the whole; what is told carries its doubts along."""

import json
from dataclasses import replace
from math import isclose

import numpy as np

from hustings.core.psephology.transfers.country import Country, FittedBy, country
from hustings.core.psephology.transfers.doubts import CANNOT_TELL
from hustings.core.psephology.transfers.margins import Margins
from hustings.core.psephology.transfers.polls import Paired, Polled
from hustings.core.psephology.transfers.told import flows_in, told, told_by_area
from tests.core.psephology.transfers.made import areas

NATIONS = ("England", "Wales", "England")


def made(margins: Margins | None = None) -> Paired:
    """Sixty areas, two of three in England; the first twenty are the region North."""
    margins = margins or areas()[0]
    seats = tuple(
        Polled(f"X{n}", f"Seat {n + 1}", "North" if n < 20 else "South", NATIONS[n % 3], None, {})
        for n in range(len(margins.areas))
    )  # fmt: skip
    return Paired("2019", "2024", margins, seats, ())


def people(found: Country, area: str) -> dict[tuple[str, str], int]:
    return {(f["from"], f["to"]): f["people"] for f in told(found, area)["flows"]}


def test_the_work_is_heard_of_area_by_area() -> None:
    """Forty areas of England are fitted together, and yet no bar stands still until all of them are done."""
    heard: list[int] = []
    found = country(made(), told=heard.append)
    assert sum(heard) == 60
    assert min(heard) > 0
    assert len(heard) > 10
    assert list(found.groups) == ["England", "Wales"]
    assert list(country(made(), FittedBy.REGION).groups) == ["North", "South"]
    assert list(country(made(), FittedBy.WHOLE).groups) == ["all areas"]


def test_seats_add_up_to_regions_and_these_to_the_whole() -> None:
    found = country(made())
    parts = people(found, "North"), people(found, "South")
    for cell, held in people(found, "").items():
        assert abs(held - sum(part.get(cell, 0) for part in parts)) <= 2
    seat = told(found, "seat 5")
    assert (seat["area"], seat["areas"]) == ("Seat 5", 1)
    before = found.paired.margins.before[4]
    assert list(seat["before"].values()) == [round(each) for each in before]


def test_all_areas_at_once_are_each_by_itself() -> None:
    found = country(made())
    each = {area.name: answer for area, answer in told_by_area(found)}
    assert len(each) == 60
    for name in ("Seat 1", "Seat 2", "Seat 60"):
        assert each[name] == told(found, name)
    again, lines = flows_in(told(found)), found.flows(range(60))
    assert (again.before, again.after) == (lines.before, lines.after)
    assert [replace(each, share=0) for each in again.lines] == [replace(each, share=0) for each in lines.lines]  # fmt: skip


def test_what_is_told_carries_its_doubts() -> None:
    said = told(country(made()), "Wales")
    json.dumps(said)
    assert said["cannot_tell"] == list(CANNOT_TELL)
    assert said["converged"] is True
    assert said["fitted"] == "each nation by itself"
    assert {each["group"] for each in said["warnings"]} <= {"Wales"}
    assert said["electorate_change"].startswith("every area had as many electors")
    first = said["flows"][0]
    assert first["low"] <= first["people"] <= first["high"]
    assert isclose(first["share"], first["people"] / said["before"][first["from"]], abs_tol=1e-3)  # fmt: skip


def test_a_group_that_did_not_settle_is_flagged_for_its_areas_alone() -> None:
    found = country(made())
    odd = found.groups["Wales"]
    odd = replace(odd, backward=replace(odd.backward, converged=False))
    found = replace(found, groups={**found.groups, "Wales": odd})
    assert told(found, "Wales")["converged"] is False
    assert told(found)["converged"] is False
    assert told(found, "England")["converged"] is True


def test_areas_without_a_nation_are_fitted_together() -> None:
    margins = areas(12)[0]
    bare = Paired("a", "b", margins, tuple(Polled(str(n), str(n), "", "", None, {}) for n in range(12)), ())  # fmt: skip
    found = country(bare)
    assert list(found.groups) == ["all areas"]
    assert np.isclose(sum(people(found, "").values()), margins.before.sum(), rtol=0.01)
