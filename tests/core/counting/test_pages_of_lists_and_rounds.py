"""The pages of lists, motions and two rounds: their examples are counted anew."""

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from hustings.core.counting import (
    approval,
    motions,
    plurality,
    preferential,
    supplementary,
    two_round,
)
from hustings.core.counting.lists import entries
from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.record import Count, Stage
from hustings.core.counting.rules import Given, RuleSet
from hustings.core.counting.shown.figures import decimal
from tests.core.counting.lists.polls import named

PAGES = Path(__file__).parents[3] / "docs" / "rules"
LISTS = {rules.name: rules for rules in entries.RULE_SETS}
OTHERS = (
    *plurality.RULE_SETS,
    *approval.RULE_SETS,
    *motions.RULE_SETS,
    *preferential.RULE_SETS,
    *supplementary.RULE_SETS,
    *two_round.RULE_SETS,
)
HELD = re.compile(
    r"Votes: `([^`]+)`\. Seats: `(\d+)`\.(?: Held: `([^`]+)`\.)?", re.MULTILINE
)


def page(name: str) -> str:
    return (PAGES / f"{name}.md").read_text(encoding="utf-8")


def example(name: str) -> str:
    return page(name).split("## Worked example")[1].split("\n## ")[0]


def table(text: str) -> list[list[str]]:
    """The cells of the lines of a table, without its heading."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in lines[2:]]


@pytest.mark.parametrize(
    "rules", [*LISTS.values(), *OTHERS], ids=lambda rules: rules.name
)
def test_the_page_names_the_rule_set_and_its_law(rules: RuleSet) -> None:
    text = page(rules.page)
    assert f"`{rules.name}`" in text
    assert f"Law: {rules.law}." in text
    assert "## How it is counted" in text
    assert "## Checked against" in text


def pairs(text: str | None) -> dict[str, int]:
    found = (each.split() for each in text.split(", ")) if text else ()
    return {name: int(many) for name, many in found}


def counted(name: str) -> Count:
    found = HELD.search(example(name))
    assert found, name
    votes, seats, held = pairs(found[1]), int(found[2]), pairs(found[3])
    return LISTS[name].count(named(seats, votes), Given(held=held))


def line(stage: Stage, names: tuple[str, ...]) -> list[str]:
    """A stage as the page shows it: each list's figure, then who has the seat."""
    figures: Mapping[str, str] = {
        name: decimal(figure, 1, 2) for name, figure in stage.figures.items()
    }
    to = stage.of[0] if stage.elected else f"({stage.of[0]})"
    many = f" × {len(stage.elected)}" if len(stage.elected) > 1 else ""
    return [*(figures.get(name, "") for name in names), f"{to}{many}"]


@pytest.mark.parametrize("name", LISTS)
def test_the_example_of_lists_comes_out_so(name: str) -> None:
    count = counted(name)
    shown = [row[1:] for row in table(example(name))]
    assert shown == [line(stage, count.names) for stage in count.stages[1:]]
    elected = re.search(r"Elected, in this order: (.*)\.", example(name))
    assert elected
    assert elected[1] == ", ".join(count.elected)


def test_the_example_of_motions_comes_out_so() -> None:
    candidates = tuple(map(Candidate, ("For", "Against", "Abstain")))
    poll = Poll("", 1, candidates, {b"\1": 70, b"\2": 35, b"\3": 5})
    shown = {row[0].strip("`"): row[3] for row in table(example("motion"))}
    for rules in motions.RULE_SETS:
        count = rules.count(poll, Given(registered=120))
        carried = "yes" if count.elected == ("For",) else "no"
        assert shown.pop(rules.name) == carried
    assert not shown


def test_the_example_of_french_deputies_comes_out_so() -> None:
    rows = table(example("two-round-france"))
    poll = named(1, {name: int(votes) for name, votes, _ in rows})
    first = two_round.count_france(poll, Given(registered=240)).stages[0]
    for name, _, may_stand in rows:
        assert may_stand == ("no" if name in first.excluded else "yes")


def test_the_example_of_re_open_nominations_comes_out_so() -> None:
    assert "A 9, RON 5, B 4, C 1" in example("re-open-nominations")
    votes = {"A": 9, "RON": 5, "B": 4, "C": 1}
    count = plurality.count_block(named(3, votes), Given())
    assert count.elected == ("A",)
    assert count.notes[0].endswith("seats unfilled: 2 of 3; behind the line: B.")
