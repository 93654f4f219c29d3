"""A seat that has become vacant is filled from the papers of the election."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings

from hustings.core.counting.contested_seat import UNIT, Batch, contest
from hustings.core.counting.countback import (
    electing_papers,
    fill_by_countback,
    fill_by_recount,
)
from hustings.core.counting.poll import Poll, poll_of
from hustings.core.counting.record import MissingLot
from hustings.core.counting.rules import RulesError
from hustings.core.counting.stv.gregory import count_with_papers
from hustings.core.counting.stv.laws import ACT, ERS97, SCOTLAND
from tests.core.counting.polls import polled, polls

PAPERS = "40 AB, 30 B, 20 CD, 10 D"


def test_by_recount_nobody_who_sits_is_excluded() -> None:
    """The page's example: A and B sit for 2 seats; A leaves, whose papers are B's, and B cannot be excluded."""
    poll = polled(2, PAPERS, "ABCD")
    count = fill_by_recount(poll, ERS97, "A")
    assert [each.name for each in count.stages[0].elected] == ["B"]
    assert count.elected[-1] == "C"
    assert count.notes[-1] == (
        "C fills the seat of A. Sitting, and not to be excluded: B."
    )


def test_by_recount_the_weakest_sitting_member_stays() -> None:
    poll = polled(2, "50 AB, 21 B, 20 C, 9 DC", "ABCD")
    assert count_with_papers(poll, SCOTLAND)[0].elected == ("A", "B")
    # Without B nobody has a preference for A left to give; C has 20 and D 9.
    count = fill_by_recount(poll, SCOTLAND, "B")
    assert count.elected == ("A", "C")
    assert all("A" not in stage.excluded for stage in count.stages)


def test_a_candidate_who_no_longer_wants_the_seat_is_passed_over() -> None:
    poll = polled(2, PAPERS, "ABCD")
    assert fill_by_recount(poll, ERS97, "A", withdrawn=["C"]).elected[-1] == "D"


@settings(max_examples=150, deadline=None)
@given(poll=polls(most=6))
def test_a_recount_elects_one_new_member_and_keeps_who_sits(poll: Poll) -> None:
    elected = count_with_papers(poll, SCOTLAND, poll.names)[0].elected
    if len(poll.names) == len(elected):
        return
    leaving = elected[-1]
    count = fill_by_recount(poll, SCOTLAND, leaving, lots=poll.names)
    sitting = set(elected) - {leaving}
    assert len([name for name in count.elected if name not in sitting]) == 1
    assert not sitting & {name for stage in count.stages for name in stage.excluded}
    assert leaving not in count.elected


COE = (
    ("Helmore", 118, 0, "0"),
    ("Nadimpalli", 1007, 1, "0.641025"),
    ("Milligan", 5194, 7, "4.487179"),
    ("Vadakkedathu", 1485, 2, "1.282051"),
    ("Haque", 151, 0, "0"),
    ("Stelzig", 65, 23, "14.743589"),
    ("Pollard S", 122, 2, "1.282051"),
    ("Pollard D", 195, 1, "0.641025"),
    ("Gupta", 164, 1, "0.641025"),
    ("Li", 124, 1, "0.641025"),
    ("Hussain", 34, 0, "0"),
    ("", 226, 1, ""),
)
"""Elections ACT, scrutiny sheet of the countback for Alistair Coe's seat, Yerrabi 2021: papers at the value of 1, papers
of the last parcel and the votes they came to; last the exhausted. (As quoted in ConcreteSTV's tests, 2021-2023.)
"""


def test_yerrabi_2021_every_figure_of_the_official_sheet() -> None:
    names = [name for name, *_ in COE if name]
    poll = poll_of(["Coe", *names], 1, [(1, ["Coe"])])
    marks = {name: bytes([1, poll.place[name]]) if name else b"\1" for name, *_ in COE}
    batches = [
        Batch(Fraction(1), {marks[name]: many for name, many, _, _ in COE}),
        Batch(Fraction(25, 39), {marks[name]: few for name, _, few, _ in COE if few}),
    ]
    count = contest(poll, "Coe", batches, names)
    first, second = count.stages
    for name, many, _, votes in COE:
        if name:
            assert first.votes[name] == many * UNIT
            assert second.votes[name] == many * UNIT + Fraction(votes) * UNIT
    assert first.non_transferable == 226 * UNIT
    assert Fraction(second.votes["Milligan"]) / UNIT == Fraction("5198.487179")
    assert count.elected == ("Milligan",)
    # 8,885 papers of 1 and 39 of 25/39 make the quota of 8,910.
    assert sum(batch.value * batch.size for batch in batches) == 8_910


EXAMPLE = "30 AC, 30 AD, 12 BE, 20 C, 8 D"
"""Two seats: 100 papers, quota 34; A has 60 first preferences and a surplus of 26."""


def test_the_papers_that_elected_share_what_was_needed() -> None:
    poll = polled(2, EXAMPLE, "ABCDE")
    count, held = count_with_papers(poll, ACT)
    assert count.elected[0] == "A"
    (batch,) = electing_papers(poll, count, "A", held["A"])
    # All 60 papers have a further preference, so each keeps 34/60 of a vote.
    assert batch.value == Fraction(34, 60)
    assert sorted(batch.papers.values()) == [30, 30]


def test_papers_that_could_go_nowhere_keep_their_value() -> None:
    poll = polled(2, "20 A, 40 AC, 12 BE, 20 C, 8 D", "ABCDE")
    count, held = count_with_papers(poll, ACT)
    batches = electing_papers(poll, count, "A", held["A"])
    # 20 papers stop at A and are worth 1; the other 40 share 34 - 20.
    assert [(b.value, b.size) for b in batches] == [
        (Fraction(1), 20),
        (Fraction(14, 40), 40),
    ]
    alone = polled(2, "50 A, 10 AC, 12 BE, 20 C, 8 D", "ABCDE")
    count, held = count_with_papers(alone, ACT)
    (batch,) = electing_papers(alone, count, "A", held["A"])
    # The 50 that stop at A are more than the quota: they share it, and the other 10 count for nothing.
    assert (batch.value, batch.size) == (Fraction(34, 50), 50)


@pytest.mark.parametrize(
    ("last", "values"),
    [
        # 28 first preferences; 6 are needed. Eight of the last twelve stop at A and are enough: 6/8 each.
        ("8 CA, 4 CAB", [(Fraction(1), 28), (Fraction(3, 4), 8)]),
        # Four stop at A and keep 1; the other eight share the 2 that are still needed.
        ("4 CA, 8 CAB", [(Fraction(1), 32), (Fraction(1, 4), 8)]),
        # Exactly as many stop at A as are needed: the others count for nothing.
        ("6 CA, 6 CAB", [(Fraction(1), 34)]),
    ],
    ids=["13(2)", "13(3)", "just-enough"],
)
def test_only_the_papers_that_came_last_are_worth_less(
    last: str, values: list[tuple[Fraction, int]]
) -> None:
    poll = polled(2, f"40 D, 28 A, 20 B, {last}", "ABCD")
    count, held = count_with_papers(poll, ACT)
    assert count.elected == ("D", "A")
    batches = electing_papers(poll, count, "A", held["A"])
    assert [(batch.value, batch.size) for batch in batches] == values


def test_papers_that_came_before_the_last_keep_their_value() -> None:
    """E's three papers reach A before C's twelve do: 25 and 3 are there, 6 are needed, and eight papers share them."""
    poll = polled(2, "40 D, 25 A, 20 B, 3 EA, 8 CA, 4 CAB", "ABCDE")
    count, held = count_with_papers(poll, ACT)
    batches = electing_papers(poll, count, "A", held["A"])
    values = [(batch.value, batch.size) for batch in batches]
    assert values == [(1, 28), (Fraction(3, 4), 8)]


def test_a_preference_for_somebody_elected_at_the_same_count_is_none() -> None:
    """C's exclusion elects A and B at once, so that papers CAB have no further preference when they elect A."""
    poll = polled(3, "26 D, 20 A, 18 B, 4 CAB, 2 CA, 6 CB, 5 E", "ABCDE")
    count, held = count_with_papers(poll, ACT)
    elected = {e.name: e.batch for stage in count.stages for e in stage.elected}
    assert elected["A"] == elected["B"]
    batches = electing_papers(poll, count, "A", held["A"])
    # The quota is 21: one vote was needed of the six papers that came last, and all six share it.
    assert [(b.value, b.size) for b in batches] == [(1, 20), (Fraction(1, 6), 6)]


def test_by_countback_whoever_the_member_s_voters_prefer() -> None:
    poll = polled(2, "40 ACD, 20 ADC, 12 BE, 20 C, 8 D", "ABCDE")
    count = fill_by_countback(poll, ACT, "A", ["D", "E", "B"])
    assert count.elected == ("D",)
    (stage,) = count.stages
    assert stage.votes["D"] == 34 * UNIT
    assert stage.quota == 18 * UNIT
    assert "elected A" in count.notes[0]


def test_a_tie_looks_at_the_latest_count_and_then_to_the_lot() -> None:
    poll = polled(1, "10 AB, 10 AC, 4 D", "ABCD")
    with pytest.raises(MissingLot, match="B and C are tied .*clause 8"):
        fill_by_countback(poll, ACT, "A", ["B", "C"])
    assert fill_by_countback(poll, ACT, "A", ["B", "C"], ["B"]).elected == ("C",)


def test_a_contest_of_four_stage_by_stage() -> None:
    """A left; B, C, D and E contest. Marks: A 1, B 2, C 3, D 4, E 5.

    Papers of 1: B 4, C 5, D 10, E 10. Papers of a half: 2 for B. B and C then have 5 each and at the count before B had
    fewer, so B goes: first the four papers of 1, to D, then the two of a half, to E. Of 30 votes 16 are a majority.
    """
    poll = poll_of("ABCDE", 1, [(1, "A")])
    whole = {b"\2\4": 4, b"\3\4": 5, b"\4": 10, b"\5": 10}
    batches = [Batch(Fraction(1, 2), {b"\1\2\5": 2}), Batch(Fraction(1), whole)]
    count = contest(poll, "A", batches, "BCDE")
    votes = [
        [int(stage.votes[name]) // UNIT for name in "ABCDE"] for stage in count.stages
    ]
    assert votes == [
        [1, 4, 5, 10, 10],
        [0, 5, 5, 10, 10],
        [0, 0, 5, 14, 11],
        [0, 0, 0, 19, 11],
    ]
    assert [stage.of for stage in count.stages] == [("A",), ("A",), ("B",), ("C",)]
    assert [stage.quota for stage in count.stages] == [15 * UNIT, *[16 * UNIT] * 3]
    moved = [(t.to, t.papers, t.value, t.batch) for t in count.stages[2].transfers]
    assert moved == [("D", 4, UNIT, 3), ("E", 2, UNIT // 2, 4)]
    assert (count.seats, count.valid, count.elected) == (1, 31, ("D",))


def test_exactly_the_majority_is_enough() -> None:
    poll = poll_of("ABC", 1, [(1, "A")])
    papers = {b"\2": 6, b"\3": 4}
    (stage,) = contest(poll, "A", [Batch(Fraction(1), papers)], "BC").stages
    assert (stage.quota, stage.votes["B"]) == (6 * UNIT, 6 * UNIT)


@settings(max_examples=150, deadline=None)
@given(poll=polls(most=6))
def test_a_countback_looks_at_no_more_than_the_quota(poll: Poll) -> None:
    count, held = count_with_papers(poll, ACT, poll.names)
    leaving = count.elected[0]
    batches = electing_papers(poll, count, leaving, held[leaving])
    worth = sum((b.value * b.size for b in batches), Fraction(0)) * UNIT
    assert worth <= max(Fraction(count.quota or 0), Fraction(0))
    rest = [name for name in poll.names if name not in count.elected]
    if rest and batches:
        filled = fill_by_countback(poll, ACT, leaving, rest, poll.names)
        assert filled.elected[0] in rest
        for stage in filled.stages:
            total = sum(stage.votes.values()) + stage.non_transferable + stage.lost
            assert (total, stage.lost >= 0) == (worth, True)


@pytest.mark.parametrize(
    ("leaving", "contesting", "words"),
    [
        ("C", ["D"], "C was not elected; elected were: A, B"),
        ("A", ["B"], "B already has a seat"),
        ("A", ["Z"], "Z cannot contest the seat that A has left"),
        ("A", [], "Nobody cannot contest"),
    ],
    ids=["not-elected", "sitting", "stranger", "nobody"],
)
def test_what_makes_no_countback_is_refused(
    leaving: str, contesting: list[str], words: str
) -> None:
    with pytest.raises(RulesError, match=words):
        fill_by_countback(polled(2, PAPERS, "ABCD"), ACT, leaving, contesting)


def test_what_makes_no_recount_is_refused() -> None:
    poll = polled(2, PAPERS, "ABCD")
    with pytest.raises(RulesError, match="C was not elected"):
        fill_by_recount(poll, ERS97, "C")
    with pytest.raises(RulesError, match="B already has a seat"):
        fill_by_recount(poll, ERS97, "A", withdrawn=["B"])
    with pytest.raises(RulesError, match="nobody left who could fill the seat"):
        fill_by_recount(poll, ERS97, "A", withdrawn=["C", "D"])
    gone = replace(poll, withdrawn=frozenset("D"))
    assert fill_by_recount(gone, ERS97, "A").elected[-1] == "C"


def test_a_paper_counts_for_whoever_was_out_when_it_elected_the_member() -> None:
    """X is excluded, whose 6 papers elect A with 26 of the quota of 23; when A leaves, they are X's again.

    Of the last parcel, 6 papers bring the 3 that A still needed, half a vote each.
    """
    poll = polled(1, "20 A, 19 B, 6 XAC", "ABCX")
    count, held = count_with_papers(poll, ACT)
    assert count.elected == ("A",)
    assert {marks for parcel in held["A"] for marks in parcel.pile.papers} == {
        b"\1",
        b"\4\1\3",
    }
    filled = fill_by_countback(poll, ACT, "A", ["X", "C"])
    assert filled.elected == ("X",)
    assert filled.stages[0].votes["C"] == 0
