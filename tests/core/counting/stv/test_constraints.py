"""At least or at most so many of a group: whoever must be elected is guarded, whoever cannot be is doomed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.counting.poll import Candidate, Constraint, Poll
from hustings.core.counting.record import MissingLot
from hustings.core.counting.rules import Given, RulesError, RuleSet
from hustings.core.counting.stv.constraints import Judged, Limits, needed
from hustings.core.counting.stv.entries import RULE_SETS
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import ERS97, SCOTLAND
from hustings.core.counting.stv.meek import MEEK, count_meek
from tests.core.counting.polls import polled, polls

GROUPS = ("women", "north", "new")
LIMITED = [rules for rules in RULE_SETS if "constraints" in rules.uses]


def grouped(poll: Poll, **groups: str) -> Poll:
    """The poll with each group's members, one letter each."""
    candidates = tuple(
        replace(each, groups=frozenset(g for g in groups if each.name in groups[g]))
        for each in poll.candidates
    )
    return replace(poll, candidates=candidates)


@st.composite
def limited_polls(draw: st.DrawFn) -> tuple[Poll, tuple[Constraint, ...]]:
    """Small polls in which every group has a member, and one to three constraints, met or not to be met."""
    poll = draw(polls(most=6))
    of = st.frozensets(st.sampled_from(GROUPS))
    candidates = [Candidate(name, groups=draw(of)) for name in poll.names]
    candidates[0] = replace(candidates[0], groups=frozenset(GROUPS))
    constraint = st.builds(
        Constraint,
        st.sampled_from(GROUPS),
        st.integers(0, 2),
        st.one_of(st.none(), st.integers(2, 4)),
    )
    constraints = draw(st.lists(constraint, min_size=1, max_size=3))
    return replace(poll, candidates=tuple(candidates)), tuple(constraints)


def meets(poll: Poll, names: Iterable[str], constraints: Sequence[Constraint]) -> bool:
    of = {each.name: each.groups for each in poll.candidates}
    chosen = list(names)
    for each in constraints:
        many = sum(each.group in of[name] for name in chosen)
        if many < each.at_least or (each.at_most is not None and many > each.at_most):
            return False
    return True


def fillings(poll: Poll, constraints: Sequence[Constraint]) -> list[tuple[str, ...]]:
    """Every set of names that fills the seats and meets the constraints, by trying them all."""
    size = min(poll.seats, len(poll.names))
    tried = combinations(poll.names, size)
    return [names for names in tried if meets(poll, names, constraints)]


def test_whoever_is_needed_is_they_without_whom_nobody_meets_the_constraint() -> None:
    poll = grouped(polled(1, "5 A, 4 B, 3 C", "ABC"), women="A")
    constraints = [Constraint("women", 1, None)]
    assert needed(poll, constraints, {poll.place["A"]})
    assert not needed(poll, constraints, {poll.place["B"]})


@settings(max_examples=400, deadline=None)
@given(drawn=limited_polls())
def test_guarded_and_doomed_are_what_all_fillings_have_in_common(
    drawn: tuple[Poll, tuple[Constraint, ...]],
) -> None:
    poll, constraints = drawn
    possible = fillings(poll, constraints)
    limits, everyone = Limits(poll, constraints), [poll.place[n] for n in poll.names]
    assert limits.met_by([], everyone) == bool(possible)
    if possible:
        always = set.intersection(*map(set, possible))
        ever = set.union(*map(set, possible))
        assert limits.judge([], everyone) == Judged(
            frozenset(poll.place[name] for name in always),
            frozenset(poll.place[name] for name in set(poll.names) - ever),
        )


@pytest.mark.parametrize("rules", LIMITED, ids=lambda rules: rules.name)
@settings(max_examples=80, deadline=None)
@given(drawn=limited_polls())
def test_the_elected_always_meet_the_constraints(
    rules: RuleSet, drawn: tuple[Poll, tuple[Constraint, ...]]
) -> None:
    poll, constraints = drawn
    asked = Given(lots=poll.names, constraints=constraints)
    if not fillings(poll, constraints):
        with pytest.raises(RulesError, match="cannot be met|contradicts itself"):
            rules.count(poll, asked)
        return
    count = rules.count(poll, asked)
    assert meets(poll, count.elected, constraints)
    if rules.name != "meek-nz":  # which leaves seats empty where no paper names anybody
        assert len(count.elected) == min(poll.seats, len(poll.names))
    for stage in count.stages:
        total = sum(stage.votes.values()) + stage.non_transferable + stage.lost
        assert total == count.valid * count.unit


@pytest.mark.parametrize("rules", LIMITED, ids=lambda rules: rules.name)
@settings(max_examples=20, deadline=None)
@given(poll=polls(most=6))
def test_a_constraint_that_binds_nobody_changes_nobody_elected(
    rules: RuleSet, poll: Poll
) -> None:
    if rules.name in ("ers97", "northern-ireland"):
        return  # with constraints the lowest go one by one, so lots may fall otherwise
    everyone = tuple(replace(c, groups=frozenset({"all"})) for c in poll.candidates)
    poll = replace(poll, candidates=everyone)
    free = rules.count(poll, Given(lots=poll.names))
    bound = Given(lots=poll.names, constraints=(Constraint("all", at_least=1),))
    if len(poll.names) > poll.seats > 1:
        assert rules.count(poll, bound).elected == free.elected


PAPERS = "40 AB, 30 BA, 20 C, 10 D"
"""Two seats, quota 34 (Scotland): alone, A and B are elected."""


def test_the_page_s_example_at_least_one_woman() -> None:
    poll = grouped(polled(2, PAPERS, "ABCD"), women="CD")
    assert count_gregory(poll, SCOTLAND).elected == ("A", "B")
    count = count_gregory(poll, SCOTLAND, constraints=[Constraint("women", 1)])
    assert count.elected == ("A", "C")
    first, doomed, surplus, last = count.stages
    # A has the quota of 34; the one seat left must go to a woman, so B is doomed and goes before A's surplus of 6.
    assert [each.name for each in first.elected] == ["A"]
    assert doomed.excluded == ("B",)
    assert doomed.why == "cannot be elected: at least 1 of women"
    assert doomed.non_transferable == 30 * count.unit
    assert surplus.non_transferable == 36 * count.unit
    assert (last.excluded, last.elected[0].name) == (("D",), "C")
    assert count.notes == ("Constraint: at least 1 of women. Elected of women: C.",)


def test_the_guarded_are_passed_over_for_exclusion() -> None:
    """D is lowest and the only woman: C goes, then B, and the record says why not D."""
    poll = grouped(polled(2, "30 A, 28 B, 26 C, 16 D", "ABCD"), women="D")
    count = count_gregory(poll, SCOTLAND, constraints=[Constraint("women", 1)])
    told = [(stage.excluded, stage.why) for stage in count.stages[1:]]
    assert told == [(("C",), "rule 50; guarded: D"), (("B",), "rule 50; guarded: D")]
    assert count.elected == ("A", "D")
    meek = count_meek(poll, MEEK, constraints=[Constraint("women", 1)])
    assert meek.stages[1].why.startswith("step B.3; guarded: D; iterations")


def test_at_most_one_takes_only_the_first_of_two_with_a_quota() -> None:
    poll = grouped(polled(2, "50 A, 40 B, 10 C", "ABC"), north="AB")
    count = count_gregory(poll, SCOTLAND, constraints=[Constraint("north", 0, 1)])
    assert count.elected == ("A", "C")
    meek = count_meek(poll, MEEK, constraints=[Constraint("north", 0, 1)])
    assert meek.elected == ("A", "C")
    assert meek.notes == ("Constraint: at most 1 of north. Elected of north: A.",)


def test_two_equal_are_both_elected_where_others_can_meet_the_constraint() -> None:
    """Quota 26: one seat is left after A and B, and C can have it."""
    poll = grouped(polled(3, "40 A, 40 B, 5 C, 15 D", "ABCD"), women="C")
    for counted in (
        count_gregory(poll, SCOTLAND, constraints=[Constraint("women", 1)]),
        count_meek(poll, MEEK, constraints=[Constraint("women", 1)]),
    ):
        assert [each.name for each in counted.stages[0].elected] == ["A", "B"]
        assert set(counted.elected) == {"A", "B", "C"}


@pytest.mark.parametrize("count", ["gregory", "meek"])
def test_two_equal_with_room_for_one_are_left_to_the_lot(count: str) -> None:
    poll = grouped(polled(2, "45 A, 45 B, 10 C", "ABC"), north="AB")
    one = [Constraint("north", 0, 1)]

    def elected(lots: tuple[str, ...] = ()) -> set[str]:
        if count == "gregory":
            return set(count_gregory(poll, SCOTLAND, lots, one).elected)
        return set(count_meek(poll, MEEK, lots, one).elected)

    with pytest.raises(MissingLot, match="A and B are tied .* at most 1 of north"):
        elected()
    assert elected(("B",)) == {"B", "C"}


@pytest.mark.parametrize(
    ("papers", "step"),
    [("35 A, 29 B, 20 C, 16 D", "exclusion of D"), ("38 A, 29 B, 18 C, 15 D", "surplus of A")],
)  # fmt: skip
def test_with_constraints_a_surplus_waits_for_the_two_lowest(
    papers: str, step: str
) -> None:
    """ERS97 5.2.2(a): 1.66 is less than the 4 between C and D, 4.66 more than 3; a constraint that binds nobody."""
    poll = grouped(polled(2, papers, "ABCD"), all="ABCD")
    count = count_gregory(poll, ERS97, constraints=[Constraint("all", 1)])
    assert count.stages[1].title == step


def test_of_two_equal_with_room_for_one_the_law_looks_back_before_the_lot() -> None:
    """A and B reach 35 of the quota 34 together; A had 30 when B had 24 (rule 49(2))."""
    poll = polled(2, "30 A, 24 B, 30 C, 5 DA, 11 DB", "ABCD")
    one = [Constraint("north", 0, 1)]
    count = count_gregory(grouped(poll, north="AB"), SCOTLAND, constraints=one)
    assert count.elected == ("A", "C")


def test_of_two_of_three_equals_who_were_ahead_there_may_be_room_for_one() -> None:
    """ERS97 5.6.2 and a constraint: D's papers give each of three the quota of 10, and A and B were ahead before; of
    those two one at most may be elected, and C has the other seat."""
    poll = grouped(polled(2, "9 A, 9 B, 8 C, 1 DA, 1 DB, 2 DC", "ABCD"), women="AB")
    one = [Constraint("women", at_most=1)]
    with pytest.raises(MissingLot, match="A and B are tied"):
        count_gregory(poll, ERS97, (), one)
    assert count_gregory(poll, ERS97, ("B",), one).elected == ("B", "C")


@pytest.mark.parametrize(
    ("constraints", "words"),
    [
        ([Constraint("women", 3)], r"cannot be met: at least 3 of women\."),
        (
            [Constraint("women", 2), Constraint("north", 1), Constraint("women", 1)],
            r"cannot be met: at least 1 of north; at least 2 of women\.",
        ),
        ([Constraint("women", 2, 1)], "contradicts itself: at least 2 and at most 1"),
        (
            [Constraint("women", 0, 1), Constraint("women", 2)],
            "contradicts itself: at least 2 and at most 1 of women",
        ),
        ([Constraint("men")], r"No candidate is of the group men; .*: north, women\."),
    ],
    ids=["too-many", "two-together", "contradiction", "in-two-parts", "unknown"],
)
def test_what_cannot_be_met_is_refused_before_the_count(
    constraints: list[Constraint], words: str
) -> None:
    poll = grouped(polled(2, PAPERS, "ABCD"), women="CD", north="AB")
    with pytest.raises(RulesError, match=words):
        count_gregory(poll, ERS97, constraints=constraints)
    with pytest.raises(RulesError, match=words):
        count_meek(poll, MEEK, constraints=constraints)


@pytest.mark.parametrize("rules", LIMITED, ids=lambda rules: rules.name)
def test_the_record_is_the_same_in_whatever_parts_and_order_limits_are_given(
    rules: RuleSet,
) -> None:
    poll = grouped(polled(2, "40 AC, 30 BD, 16 CD, 14 DC"), women="CD", north="AB")
    at_once = [Constraint("north", 0, 1), Constraint("women", 1, 1)]
    parts = [Constraint("women", 1), Constraint("north", 0, 1), Constraint("women", 0, 1)]  # fmt: skip
    counts = [
        rules.count(poll, Given(lots=poll.names, constraints=tuple(given)))
        for given in (at_once, *permutations(parts))
    ]
    assert all(repr(count) == repr(counts[0]) for count in counts)
    notes = [note.split(".")[0] for note in counts[0].notes if note[:3] == "Con"]
    assert notes == [
        "Constraint: at most 1 of north",
        "Constraint: at least 1 and at most 1 of women",
    ]


def test_whoever_withdrew_fills_no_constraint() -> None:
    poll = grouped(polled(2, PAPERS, "ABCD"), women="C")
    gone = replace(poll, withdrawn=frozenset("C"))
    with pytest.raises(RulesError, match="at least 1 of women"):
        count_gregory(gone, SCOTLAND, constraints=[Constraint("women", 1)])


def test_many_groups_that_overlap_are_judged_in_a_moment() -> None:
    names = [f"N{number}" for number in range(48)]
    groups = [
        frozenset(f"g{k}" for k in range(4) if number >> k & 1) for number in range(48)
    ]
    candidates = tuple(map(Candidate, names, [""] * 48, [None] * 48, groups))
    poll = Poll("", 12, candidates, {bytes([place]): 1 for place in range(1, 49)})
    constraints = [Constraint(f"g{k}", 5, 7) for k in range(4)]
    count = count_gregory(poll, SCOTLAND, names, constraints)
    assert meets(poll, count.elected, constraints)
