"""The pages' worked examples, read from the pages and counted anew."""

import re
from pathlib import Path

import pytest

from hustings.core.counting.poll import Candidate, Section
from hustings.core.counting.rules import Given, RuleSet
from hustings.core.counting.sections.rules import RULE_SETS, by_sections

PAGES = Path(__file__).parents[4] / "docs" / "rules"
Table = list[list[str]]


def tables(rules: RuleSet) -> tuple[Table, Table, str]:
    """The sections, the result and the elected of the page's example."""
    page = (PAGES / f"{rules.page}.md").read_text(encoding="utf-8")
    text = page.split("## Worked example")[1].split("\n## ")[0]
    found: list[Table] = [
        [
            [cell.strip() for cell in line.strip("|").split("|")]
            for line in block.splitlines()
            if not line.startswith("|---")
        ]
        for block in text.split("\n\n")
        if block.startswith("|")
    ]
    elected = re.search(r"Elected: (.*)\.", text)
    assert elected is not None
    sections, result = found
    return sections, result, elected[1]


def papers(cell: str, names: str) -> dict[bytes, int]:
    pairs = (each.split() for each in cell.strip("`").split(", "))
    return {
        bytes(names.index(one) + 1 for one in order): int(many) for many, order in pairs
    }


@pytest.mark.parametrize("rules", RULE_SETS, ids=lambda rules: rules.name)
def test_the_page_s_example_comes_out_so(rules: RuleSet) -> None:
    (head, *rows), (_, *result), elected = tables(rules)
    names = "".join(row[0] for row in result)
    weighted = "weight" in head
    sections = [
        Section(
            row[0],
            tuple(papers(cell, names) for cell in row[1 + weighted :]),
            int(row[1]) if weighted else None,
        )
        for row in rows
    ]
    poll = by_sections("", [Candidate(name) for name in names], sections)
    count = rules.count(poll, Given())
    for name, *figures in result:
        ours = [f"{float(s.votes[name]):.{count.places}f}" for s in count.stages]
        assert figures == ours
    assert elected == ", ".join(count.elected)


@pytest.mark.parametrize("rules", RULE_SETS, ids=lambda rules: rules.name)
def test_the_page_names_law_ties_and_what_it_was_checked_against(
    rules: RuleSet,
) -> None:
    page = (PAGES / f"{rules.page}.md").read_text(encoding="utf-8")
    assert rules.law.split(",")[0] in page
    assert f"`{rules.name}`" in page.splitlines()[0]
    assert "Ties" in page
    assert "## Checked against" in page
