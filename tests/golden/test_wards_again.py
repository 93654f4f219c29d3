"""Real wards counted for purposes that nobody published: a seat left, a candidate gone, groups that must be elected.

No official figures exist for these; what must hold of each is checked on the papers of forty wards.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

import pytest

from hustings.core.counting.countback import fill_by_countback, fill_by_recount
from hustings.core.counting.poll import Constraint, Poll
from hustings.core.counting.record import Count
from hustings.core.counting.recount import recounted
from hustings.core.counting.rules import RulesError
from hustings.core.counting.stv.entries import RULE_SETS
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import ACT, ERS97, SCOTLAND
from hustings.core.counting.stv.meek import MEEK, count_meek
from tests.golden.wards import wards

RULES = {rules.name: rules for rules in RULE_SETS}


def forty() -> Iterator[Poll]:
    for _, poll in islice(wards(2017), 40):
        if len(poll.names) > poll.seats:
            yield poll


def test_each_seat_that_is_left_goes_to_one_new_member() -> None:
    for poll in forty():
        elected = count_gregory(poll, SCOTLAND, poll.names).elected
        for leaving in elected:
            count = fill_by_recount(poll, SCOTLAND, leaving, lots=poll.names)
            sitting = set(elected) - {leaving}
            assert len(set(count.elected) - sitting) == 1
            gone = {name for stage in count.stages for name in stage.excluded}
            assert not gone & sitting


def test_each_countback_gives_the_seat_to_one_who_had_none() -> None:
    for poll in forty():
        elected = count_gregory(poll, ACT, poll.names).elected
        rest = [name for name in poll.names if name not in elected]
        count = fill_by_countback(poll, ACT, elected[0], rest, poll.names)
        (new,) = count.elected
        assert new in rest
        held = sum(count.stages[0].votes.values())
        assert held <= (count_gregory(poll, ACT, poll.names).quota or 0)


def test_a_loser_nobody_was_waiting_for_changes_little() -> None:
    for poll in islice(forty(), 10):
        before = count_gregory(poll, SCOTLAND, poll.names)
        last = before.stages[-1].votes
        losers = [name for name in poll.names if name not in before.elected]
        loser = min(losers, key=lambda name: last[name])
        change = recounted(poll, [loser], RULES["scotland"])
        assert not change.left_seats
        assert len(change.came_in) == len(change.fell_out)


def _counts(poll: Poll, constraints: list[Constraint]) -> Iterator[Count]:
    for rules in (SCOTLAND, ERS97):
        yield count_gregory(poll, rules, poll.names, constraints)
    yield count_meek(poll, MEEK, poll.names, constraints)


@pytest.mark.parametrize("step", [2, 3])
def test_groups_get_their_least_and_no_more_than_their_most(step: int) -> None:
    """Every second or third on the paper is of one group, every other fifth of another."""
    for poll in forty():
        tagged = tuple(
            replace(
                each,
                groups=frozenset(
                    {"one"} if place % step == 0 else {"two"} if place % 5 else ()
                ),
            )
            for place, each in enumerate(poll.candidates)
        )
        poll = replace(poll, candidates=tagged)
        one = {each.name for each in tagged if "one" in each.groups}
        two = {each.name for each in tagged if "two" in each.groups}
        try:
            for count in _counts(poll, [Constraint("one", 1, 1), Constraint("two", 1)]):
                assert len(one & set(count.elected)) == 1
                assert two & set(count.elected)
        except RulesError:
            assert len(set(poll.names) - one) < poll.seats - 1
