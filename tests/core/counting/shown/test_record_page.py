"""docs/rules/record.md names every member of the schema, and its example is what comes out."""

import re
from pathlib import Path

from hustings.core.counting.shown.as_json import Json, schema
from hustings.core.counting.shown.way import told_way
from tests.core.counting.shown.samples import PAPERS, scottish

PAGE = (Path(__file__).parents[4] / "docs/rules/record.md").read_text()


def members(part: Json) -> set[str]:
    """The names of all members in a part of the schema, however deep."""
    named: set[str] = set()
    for key, value in part.items():
        if key == "properties":
            named |= set(value)
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict):
                named |= members(inner)
    return named


def test_every_member_of_the_schema_is_on_the_page() -> None:
    told = set(re.findall(r"`([a-z_]+)`", PAGE))
    assert members(schema()) - told == set()


def test_every_step_is_on_the_page() -> None:
    steps = schema()["$defs"]["stage"]["properties"]["step"]["enum"]
    assert [step for step in steps if f"`{step}`" not in PAGE] == []


def test_the_example_is_what_comes_out() -> None:
    told = re.findall(r"^\d\. (.+)$", PAGE, re.MULTILINE)
    assert tuple(told) == told_way(scottish(), ["Ada Marsh", "Dev Patel"])
    assert f"{sum(many for many, _ in PAPERS)} papers: 44 for Ada Marsh" in PAGE
