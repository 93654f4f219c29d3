"""Every rule set has its page: the law it cites, a worked example that comes out so, and what it was checked against."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from hustings.core.counting.catalogue import CATALOGUE
from hustings.core.counting.record import Count, Exact
from hustings.core.counting.rules import Given, RuleSet
from tests.core.counting.polls import polled

PAGES = Path(__file__).parents[3] / "docs" / "rules"
PAPERS = re.compile(r"Papers: `(?P<papers>[^`]+)`\. Seats: `(?P<seats>\d+)`\.")
each_rule_set = pytest.mark.parametrize(
    "rules", CATALOGUE.values(), ids=lambda rules: rules.name
)


@dataclass
class Example:
    count: Count
    rows: dict[str, list[str]]
    elected: str


def page(rules: RuleSet) -> str:
    return (PAGES / f"{rules.page}.md").read_text(encoding="utf-8")


def example(rules: RuleSet) -> Example | None:
    """The page's example, counted anew; None where it is of another kind than papers in order of preference."""
    text = page(rules).split("## Worked example")[1].split("\n## ")[0]
    found = PAPERS.search(text)
    if not found:
        return None
    papers = found["papers"]
    names = "".join(sorted({each for each in papers if each.isalpha()}))
    poll = polled(int(found["seats"]), papers, names)
    if rules.order_counts:
        each = [p.split() for p in papers.split(", ")]
        marks = [
            bytes(poll.place[n] for n in r) for m, r in each for _ in range(int(m))
        ]
        poll = replace(poll, in_order=tuple(marks))
    table = [
        line.strip("|").split("|") for line in text.splitlines() if line[:1] == "|"
    ]
    rows = {row[0].strip(): [cell.strip() for cell in row[1:]] for row in table}
    elected = re.search(r"Elected: (.*)\.", text)
    return Example(rules.count(poll, Given()), rows, elected[1] if elected else "")


@each_rule_set
def test_the_page_says_law_and_what_it_was_checked_against(rules: RuleSet) -> None:
    text = page(rules)
    assert (
        rules.law.split(",")[0].split(" (")[0].lower() in text.replace("*", "").lower()
    )
    assert "## Checked against" in text
    assert "## Worked example" in text


@each_rule_set
def test_the_worked_example_comes_out_so(rules: RuleSet) -> None:
    shown = example(rules)
    if shown is None:
        pytest.skip("the example is of another kind and has its own test")
    count = shown.count

    def decimals(values: list[Exact]) -> list[str]:
        places = Decimal(1).scaleb(-count.places)
        votes = [(Decimal(int(v)) / count.unit).quantize(places) for v in values]
        return [f"{each:f}" for each in votes]

    stages = count.stages
    assert shown.rows[""] == [stage.title for stage in stages]
    for name in count.names:
        assert shown.rows[name] == decimals([stage.votes[name] for stage in stages])
    left = [stage.non_transferable for stage in stages]
    assert shown.rows["not transferable"] == decimals(left)
    assert shown.elected == ", ".join(count.elected)
