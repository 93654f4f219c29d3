"""The chart: an accessible picture whose ribbons are the record's transfers, and the table that says the same."""

import re
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from hustings.core.counting.poll import Poll
from hustings.core.counting.record import Count, Step
from hustings.core.counting.shown.chart import chart_svg
from hustings.core.counting.shown.flows import Flow, flows
from hustings.core.counting.shown.html import html_chart
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import ERS97, GREGORY_LAWS, SCOTLAND
from hustings.core.counting.stv.rules import GregoryRules
from tests.core.counting.polls import polled, polls
from tests.core.counting.shown.samples import COUNTS, ers, meek, scottish, weighted

SVG = "{http://www.w3.org/2000/svg}"
LOTS = [f"N{place}" for place in range(7)]


def drawn(count: Count) -> ElementTree.Element:
    return ElementTree.fromstring(chart_svg(count))


def test_the_chart_has_a_title_and_a_description() -> None:
    chart = drawn(scottish())
    title, description = chart.find(f"{SVG}title"), chart.find(f"{SVG}desc")
    assert title is not None
    assert description is not None
    assert chart.get("role") == "img"
    assert chart.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert title.text == "Way of the votes: Larkmere executive"
    assert "Elected: Ada Marsh and Cora Lindqvist." in (description.text or "")


def test_names_numbers_and_outcomes_are_written_in_it() -> None:
    words = " ".join(text.text or "" for text in drawn(ers()).iter(f"{SVG}text"))
    for word in ("Ada Marsh", "53", "33.60", "Elected (2), stage 4", "Excluded, stage 3", "Dashed line: the quota"):  # fmt: skip
        assert word in words


def test_each_ribbon_says_whose_votes_went_where() -> None:
    ribbons = [
        "".join(path.itertext()) for path in drawn(scottish()).iter(f"{SVG}path")
    ]
    assert "Stage 2: 5.81108 votes from Ada Marsh to Ben Oduya" in ribbons
    assert "Stage 4: 7.18863 votes from Dev Patel to nobody" in ribbons
    assert len(ribbons) == len(flows(scottish()))


@pytest.mark.parametrize("count", COUNTS)
def test_nothing_is_drawn_outside(count: object) -> None:
    chart = drawn(count())  # type: ignore[operator]  # each of COUNTS makes a count
    width, height = map(float, (chart.get("viewBox") or "").split()[2:])
    for path in chart.iter(f"{SVG}path"):
        numbers = list(map(float, re.findall(r"[\d.]+", path.get("d") or "")))
        assert max(numbers) <= max(width, height)
    for box in list(chart.iter(f"{SVG}rect"))[1:]:
        assert float(box.get("y") or 0) + float(box.get("height") or 0) <= height


@pytest.mark.parametrize("rules", GREGORY_LAWS, ids=lambda rules: rules.name)
@settings(max_examples=15)
@given(poll=polls())
def test_flows_are_the_changes_of_the_table(rules: GregoryRules, poll: Poll) -> None:
    """What came to a candidate at a stage is what their votes grew by."""
    count = count_gregory(poll, rules, LOTS)
    moved = flows(count)
    for number, stage in enumerate(count.stages[1:], start=2):
        before = count.stages[number - 2]
        came = {name: Fraction(0) for name in stage.votes}
        for flow in moved:
            if flow.stage == number and flow.to:
                came[flow.to] += flow.votes
        for name, votes in stage.votes.items():
            if name not in stage.of:
                assert votes - before.votes[name] == came[name]


def test_where_papers_are_shared_losses_go_to_the_gains() -> None:
    """Meek, stage 2: Ada's 8 go 6.64 to Ben and 1.36 to Dev."""
    second = [flow for flow in flows(meek()) if flow.stage == 2]
    assert {(flow.giver, flow.to) for flow in second} == {
        ("Ada Marsh", "Ben Oduya"),
        ("Ada Marsh", "Dev Patel"),
    }
    stage, before = meek().stages[1], meek().stages[0]
    lost = before.votes["Ada Marsh"] - stage.votes["Ada Marsh"]
    assert sum(flow.votes for flow in second) == lost


def test_the_same_stands_in_a_table() -> None:
    page = html_chart(scottish())
    assert "<summary>The same as a table</summary>" in page
    row = "<td>2</td><td>Ada Marsh</td><td>Ben Oduya</td><td>44</td><td>5.81108</td>"
    assert row in page


def test_a_count_without_transfers_has_bars_and_no_table() -> None:
    assert "<details>" not in html_chart(weighted())
    assert weighted().stages[0].step is Step.BALLOT


def test_names_are_text_and_never_markup() -> None:
    count = count_gregory(polled(1, "5 <, 3 &", "<&"), SCOTLAND)
    ElementTree.fromstring(chart_svg(count))


def test_nobody_voted_and_the_chart_stands() -> None:
    drawn(count_gregory(polled(1, "0 A", "A"), ERS97))


def test_a_ribbon_leaves_where_the_givers_remaining_votes_end() -> None:
    """Ada's 53 are 84 high from 66 down; the 46 that she keeps end at 66 + 46 x 84/53 = 138.9."""
    first = next(drawn(scottish()).iter(f"{SVG}path"))
    assert (first.get("d") or "").startswith("M202.0 138.9C")


def test_what_no_paper_carried_away_is_a_flow_to_nobody() -> None:
    """ERS97: of Ada's surplus of 8 the papers carry 7.95 at 0.15 each; 0.05 stay without one."""
    assert Flow(2, "Ada Marsh", "", 5) in flows(ers())
