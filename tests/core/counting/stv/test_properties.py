"""What holds of every law on the single transferable vote, whatever the papers."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.counting.poll import Candidate, Marks, Poll
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given, RuleSet
from hustings.core.counting.stv.entries import RULE_SETS
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import SCOTLAND
from tests.core.counting.polls import polled, polls

ANY_ORDER = [rules for rules in RULE_SETS if not rules.order_counts]
each_law = pytest.mark.parametrize("rules", RULE_SETS, ids=lambda rules: rules.name)
each_law_in_any_order = pytest.mark.parametrize(
    "rules", ANY_ORDER, ids=lambda rules: rules.name
)


def counted(poll: Poll, rules: RuleSet, lots: Sequence[str] | None = None) -> Count:
    if rules.order_counts and poll.in_order is None:
        order = [marks for marks, many in poll.papers.items() for _ in range(many)]
        poll = replace(poll, in_order=tuple(order))
    return rules.count(poll, Given(lots=tuple(poll.names if lots is None else lots)))


def can_be_filled(rules: RuleSet, poll: Poll) -> int:
    """All seats while somebody stands; in New Zealand only by whom some paper names (clauses 20 and 21)."""
    standing = len(poll.names)
    if rules.name == "meek-nz" and 1 < poll.seats < standing:
        standing = len({*b"".join(poll.papers)})
    return min(poll.seats, standing)


@each_law
@settings(max_examples=60, deadline=None)
@given(poll=polls())
def test_votes_are_conserved_and_the_seats_filled(rules: RuleSet, poll: Poll) -> None:
    count = counted(poll, rules)
    for stage in count.stages:
        total = sum(stage.votes.values()) + stage.non_transferable + stage.lost
        assert total == count.valid * count.unit
        assert min(stage.votes.values()) >= 0
        assert stage.lost >= 0
    assert len(set(count.elected)) == len(count.elected)
    assert len(count.elected) == can_be_filled(rules, poll)
    gone = {name for stage in count.stages for name in stage.excluded}
    assert not gone & set(count.elected)


@each_law
@settings(max_examples=40, deadline=None)
@given(poll=polls())
def test_whoever_is_out_holds_nothing_while_the_count_goes_on(
    rules: RuleSet, poll: Poll
) -> None:
    out: set[str] = set()
    for stage in counted(poll, rules).stages[:-1]:
        out.update(stage.excluded)
        assert not any(stage.votes[name] for name in out)


@each_law_in_any_order
@settings(max_examples=40, deadline=None)
@given(poll=polls(), seed=st.randoms(use_true_random=False))
def test_the_order_of_the_papers_does_not_matter(
    rules: RuleSet, poll: Poll, seed: Random
) -> None:
    items = list(poll.papers.items())
    seed.shuffle(items)
    assert counted(replace(poll, papers=dict(items)), rules) == counted(poll, rules)


@each_law
@settings(max_examples=40, deadline=None)
@given(poll=polls())
def test_names_do_not_matter(rules: RuleSet, poll: Poll) -> None:
    called = {name: f"Z{9 - place}" for place, name in enumerate(poll.names)}
    renamed = replace(poll, candidates=tuple(Candidate(called[n]) for n in poll.names))
    count, other = counted(poll, rules), counted(renamed, rules)
    assert tuple(called[name] for name in count.elected) == other.elected
    assert len(count.stages) == len(other.stages)


@each_law
@settings(max_examples=30, deadline=None)
@given(poll=polls(most=5), times=st.integers(2, 3))
def test_whoever_has_all_first_preferences_is_elected_first(
    rules: RuleSet, poll: Poll, times: int
) -> None:
    first = bytes([1])
    papers: dict[Marks, int] = {}
    for marks, many in poll.papers.items():
        ranked = first + marks.translate(None, first)
        papers[ranked] = papers.get(ranked, 0) + many * times
    count = counted(replace(poll, papers=papers), rules)
    assert count.elected[0] == poll.names[0]


@each_law
def test_a_candidate_who_withdrew_is_passed_over(rules: RuleSet) -> None:
    poll = Poll("", 1, tuple(map(Candidate, "ABC")), {b"\1\2": 5, b"\2": 3, b"\3": 4})
    assert counted(poll, rules).elected[0] in "AB"
    without = counted(replace(poll, withdrawn=frozenset("A")), rules)
    assert without.elected == ("B",)
    assert without.stages[0].votes == {"B": 8 * without.unit, "C": 4 * without.unit}


@each_law
def test_as_many_candidates_as_seats_are_all_elected(rules: RuleSet) -> None:
    poll = Poll("", 3, tuple(map(Candidate, "AB")), {b"\1\2": 5, b"\2": 3})
    assert set(counted(poll, rules).elected) == {"A", "B"}


def test_a_stage_tells_of_a_tie_only_where_there_was_one() -> None:
    def told(papers: str) -> str:
        count = count_gregory(polled(1, papers, "ABC"), SCOTLAND, ["B"])
        return " ".join(stage.why for stage in count.stages)

    assert "B, C were equal" in told("9 A, 8 B, 8 C")
    assert "equal" not in told("9 A, 8 B, 7 C")
