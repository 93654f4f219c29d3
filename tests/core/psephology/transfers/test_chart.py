"""The chart of flows: every ribbon says its figures, and nothing is told by colour alone."""

import re
from xml.etree import ElementTree

from hustings.core.psephology.transfers.chart import chart_svg
from hustings.core.psephology.transfers.estimate import estimate
from hustings.core.psephology.transfers.flows import Flow, Flows, flows
from tests.core.psephology.transfers.made import areas

SPACE = "{http://www.w3.org/2000/svg}"


def drawn(said: Flows) -> str:
    return chart_svg(said, title="Ambry & Holm", before="2019", after="2024")


def one(source: str, target: str, people: int) -> Flows:
    line = Flow(source, target, people, 0, people, 1.0)
    return Flows((line,), {source: people}, {target: people})


def test_title_and_description_are_announced() -> None:
    root = ElementTree.fromstring(drawn(flows(estimate(areas()[0]))))
    named = root.attrib["aria-labelledby"].split()
    ids = {each.attrib["id"]: each.text or "" for each in root.iter() if "id" in each.attrib}  # fmt: skip
    assert root.attrib["role"] == "img"
    assert ids[named[0]] == "Ambry & Holm"
    assert ids[named[1]].startswith("3 options before at the left, 3 after")


def test_each_ribbon_says_who_went_where() -> None:
    said = flows(estimate(areas()[0]))
    root = ElementTree.fromstring(drawn(said))
    titles = [path.findtext(f"{SPACE}title") for path in root.iter(f"{SPACE}path")]
    assert len(titles) == sum(f.people >= 0.004 * sum(said.before.values()) for f in said.lines)  # fmt: skip
    first = said.lines[0]
    assert any(
        title and title.startswith(f"{first.source} to {first.target}: about {first.people:,}, ")
        for title in titles
    )  # fmt: skip


def test_ribbons_stay_within_their_bars() -> None:
    said = flows(estimate(areas()[0]))
    chart = drawn(said)
    height = float(re.findall(r'viewBox="0 0 \d+ (\d+)"', chart)[0])
    starts = [float(y) for y in re.findall(r'd="M[\d.]+ ([\d.]+)C', chart)]
    ends = [float(y) for y in re.findall(r"V([\d.]+)C", chart)]
    assert min(starts) >= 40
    assert max(ends) < height


def test_options_are_words_not_markup() -> None:
    chart = drawn(one("<b>Red", "Blue & Co", 10))
    assert "<b>" not in chart
    ElementTree.fromstring(chart)


def test_nobody_is_drawn_without_a_fault() -> None:
    ElementTree.fromstring(drawn(one("A", "B", 0)))


def test_bars_have_the_figures_and_not_the_sums_of_rounded_flows() -> None:
    found = estimate(areas()[0])
    chart = drawn(flows(found))
    for name, people in zip(found.margins.rows, found.margins.before.sum(0), strict=True):  # fmt: skip
        assert f">{name} {people:,.0f}<" in chart
