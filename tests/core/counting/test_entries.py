"""The entries on most votes, preferences, rounds and lists: what they use, and that every record of theirs can be shown."""

from dataclasses import replace
from datetime import date

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
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Family, Given, RuleSet
from hustings.core.counting.shown.as_csv import csv_table
from hustings.core.counting.shown.as_json import dumps
from hustings.core.counting.shown.from_json import loads
from hustings.core.counting.shown.html import html_page
from hustings.core.counting.shown.narrative import narrative_text
from hustings.core.counting.shown.text import text_table
from tests.core.counting.lists.polls import named

ALL: dict[str, RuleSet] = {
    rules.name: rules
    for module in (
        plurality,
        approval,
        motions,
        preferential,
        supplementary,
        two_round,
        entries,
    )
    for rules in module.RULE_SETS
}
LOTS = ("A", "B", "C", "D")
USES = {
    "limited": {"lots", "votes"},
    "motion": set(),
    "motion-two-thirds": set(),
    "motion-registered": {"registered"},
    "motion-two-thirds-registered": {"registered"},
    "two-round": {"lots", "second"},
    "two-round-france": {"lots", "registered", "second"},
    "ams-scotland": {"lots", "held"},
    "ams-wales": {"lots", "held"},
    "ams-london": {"lots", "held"},
    "ams-overhang": {"lots", "held"},
    "ams-levelling": {"lots", "held", "threshold"},
} | {
    name: {"lots", "threshold"}
    for name in (
        "dhondt",
        "sainte-lague",
        "sainte-lague-modified",
        "hare",
        "droop",
        "wales-2026",
    )
}
SEVERAL_SEATS = {"block", "limited", "approval"}
each = pytest.mark.parametrize("rules", ALL.values(), ids=lambda rules: rules.name)


def counted(rules: RuleSet) -> Count:
    """A small count with what the entry uses."""
    names = {"A": 400, "B": 350, "C": 270}
    born = [Candidate(name, born=date(1960, 1, 1)) for name in names]
    poll = replace(named(1, names), candidates=tuple(born))
    if rules.family is Family.LISTS:
        poll = replace(poll, seats=5)
    elif not rules.one_seat:
        poll = replace(poll, seats=2)
    second = Poll("", 1, (born[0], born[1]), {b"\1": 500, b"\2": 501})
    given = Given(
        lots=LOTS,
        registered=2000 if "registered" in rules.uses else None,
        second=second if "second" in rules.uses else None,
        held={"A": 3} if "held" in rules.uses else {},
    )
    return rules.count(poll, given)


@each
def test_an_entry_says_what_it_uses_and_how_many_seats_it_fills(rules: RuleSet) -> None:
    assert set(rules.uses) == USES.get(rules.name, {"lots"})
    several = rules.name in SEVERAL_SEATS or rules.family is Family.LISTS
    assert rules.one_seat is not several
    assert not rules.order_counts


@each
def test_the_record_is_in_whole_votes_and_names_its_law(rules: RuleSet) -> None:
    count = counted(rules)
    assert (count.unit, count.places) == (1, 0)
    assert (count.rules, count.law) == (rules.name, rules.law)
    assert count.valid == 1020
    assert count.seats == 1 or not rules.one_seat
    assert count.elected


@each
def test_the_record_is_read_back_from_json_and_shown(rules: RuleSet) -> None:
    count = counted(rules)
    assert loads(dumps(count)) == count
    for show in (text_table, csv_table, narrative_text, html_page):
        shown = show(count)
        assert all(name in shown for name in count.elected)
