"""Meek's method by the Reference Meek Rule's steps, worked out by hand where the ninth place decides."""

from dataclasses import replace

import pytest

from hustings.core.counting.record import MissingLot
from hustings.core.counting.stv.meek import MEEK, MEEK_NZ, count_meek
from tests.core.counting.polls import polled, shown


def test_who_is_lower_by_the_last_place_is_lowest_alone() -> None:
    """B.2.b: the quota is 36 over 3 and 0.000000001. A keeps 12.000000001 ÷ 17 = 0.705882353 exactly, so that no surplus
    is left and B has 17 times 0.294117647, 4.999999999. B.3 takes as tied whoever is within the surplus of the lowest:
    C with 5 is not."""
    count = count_meek(polled(2, "17 AB, 8 D, 6 E, 5 C"), MEEK)
    settled = count.stages[1]
    assert shown(count, settled, 9) == {
        "A": "12.000000001",
        "B": "4.999999999",
        "C": "5.000000000",
        "D": "8.000000000",
        "E": "6.000000000",
    }
    assert count.stages[2].excluded == ("B",)
    rounds = [stage.why.split("; ")[1] for stage in count.stages[:2]]
    assert rounds == ["iterations: 1", "iterations: 2"]


def test_a_surplus_that_no_longer_falls_ends_the_iteration() -> None:
    """B.2.e: A keeps 4,000.000000001 ÷ 5,233, rounded up 0.764379897, so that the surplus falls from 1,233 to just
    0.000001, which is not less than omega. Kept value times quota over votes is rounded up to the same again: the third
    round is the last."""
    count = count_meek(polled(2, "5233 AB, 2500 D, 2267 E, 2000 C"), MEEK)
    settled = count.stages[1]
    assert shown(count, settled, 9)["A"] == "4000.000001001"
    assert settled.quota == 4_000_000_000_001
    assert settled.why.endswith("iterations: 3")


def test_a_lot_is_named_in_the_record() -> None:
    """B.3: C and D are equal."""
    poll = polled(1, "10 A, 8 B, 5 C, 5 D", "ABCD")
    with pytest.raises(MissingLot, match=r"C and D are tied .* excluded \(step B.3\)"):
        count_meek(poll, MEEK)
    count = count_meek(poll, MEEK, ["D"])
    assert count.stages[1].excluded == ("D",)
    assert count.lots == ("Lot: D of C, D, who is excluded.",)


def test_new_zealand_looks_to_the_first_difference_before_the_lot() -> None:
    """Clauses 19 and 40: E goes, as 1 is less than 4 (clause 13), and D has 5 as C; at the first step D had 4."""
    poll = polled(1, "12 A, 10 B, 5 C, 4 D, 1 ED")
    count = count_meek(poll, MEEK_NZ)
    assert [stage.excluded for stage in count.stages[1:3]] == [("E",), ("D",)]
    with pytest.raises(MissingLot, match="C and D"):
        count_meek(poll, MEEK)


def test_of_three_in_new_zealand_the_lot_is_between_those_who_were_behind() -> None:
    """Clause 40: when C, D, E have 5 each, C had 5 at the first step and the others 4."""
    poll = polled(1, "12 A, 10 B, 5 C, 4 D, 4 E, 1 FD, 1 GE", "ABCDEFG")
    with pytest.raises(MissingLot) as tied:
        count_meek(poll, MEEK_NZ, ["F", "C"])
    assert tied.value.names == ("D", "E")


def test_new_zealand_s_tie_is_of_equal_votes() -> None:
    """A keeps 12,000.000000001 ÷ 21,000, rounded up 0.571428572, and passes 0.428571428 of a paper: B has
    1,000 and 3,507 times that, 2,502.999997996, C 1,003 and 3,500 times, 2,502.999998000. The surplus of 0.000011999 is
    less than 0.0001, so the least goes (clause 13); by B.3 the two are tied, being within the surplus."""
    poll = polled(
        2, "3507 AB, 3500 AC, 13993 AD, 1000 B, 1003 C, 3000 D, 6000 E, 3997 F", "ABCDEF"
    )  # fmt: skip
    count = count_meek(poll, MEEK_NZ)
    assert shown(count, count.stages[1], 9)["B"] == "2502.999997996"
    assert shown(count, count.stages[1], 9)["C"] == "2502.999998000"
    assert count.stages[2].excluded == ("B",)
    with pytest.raises(MissingLot, match="B and C"):
        count_meek(poll, MEEK)


def test_half_of_the_votes_fills_a_single_seat_in_new_zealand() -> None:
    """Clauses 26, 27, 31: when D and E are out A has 10 of 20 and is elected. Were C excluded first, B would have 10 as
    well, and B was ahead at the first step."""
    count = count_meek(polled(1, "4 A, 6 B, 4 CB, 3 DA, 3 EA"), MEEK_NZ, ["E"])
    assert count.elected == ("A",)
    last = count.stages[-1]
    assert (last.excluded, last.quota) == (("D",), 10 * 10**9)
    assert last.elected[0].reason == "clauses 27 and 31: an absolute majority"


def test_of_two_with_half_the_votes_whoever_was_behind_goes() -> None:
    """Clause 34(b): 5 of 10 each when D and C are out; at the first step A had 3 and B 4. Never apart, it is a lot."""
    count = count_meek(polled(1, "3 A, 4 B, 1 CA, 1 CB, 1 DA", "ABCD"), MEEK_NZ)
    assert count.elected == ("B",)
    even = polled(1, "5 A, 5 B", "AB")
    with pytest.raises(MissingLot, match=r"A and B .* excluded \(clauses 28 and 34\)"):
        count_meek(even, MEEK_NZ)
    assert count_meek(even, MEEK_NZ, ["A"]).elected == ("B",)


def test_an_odd_half_is_rounded_up_in_new_zealand() -> None:
    """Clause 26: of 9 votes 5; C's 1 does not transfer, and of 8 it is 4."""
    count = count_meek(polled(1, "4 A, 3 B, 1 C, 1 CB", "ABC"), MEEK_NZ)
    assert [stage.quota for stage in count.stages] == [5 * 10**9, 4 * 10**9]
    assert count.elected == ("A",)


def test_no_vote_is_no_half_of_the_votes() -> None:
    """Clause 26: half of one vote is one; where no vote is left for anybody standing, nobody has a majority of none."""
    one = count_meek(polled(1, "1 A", "AB"), MEEK_NZ)
    assert (one.stages[0].quota, one.elected) == (10**9, ("A",))
    none = replace(polled(1, "1 C", "ABC"), withdrawn=frozenset("C"))
    with pytest.raises(MissingLot, match="A and B"):
        count_meek(none, MEEK_NZ)
    count = count_meek(none, MEEK_NZ, ["A"])
    assert count.stages[0].elected == ()
    assert count.elected == ("B",)


@pytest.mark.parametrize(
    ("papers", "rounds", "first"),
    [("18 AB, 9 B, 8 C, 5 D, 2 E", 2, "14"), ("18 AB, 8 B, 8 C, 7 D, 1 E", 1, "18")],
)
def test_new_zealand_excludes_at_once_who_cannot_catch_up(
    papers: str, rounds: int, first: str
) -> None:
    """Clause 13, quota 14: with A's surplus of 4 the 2 could pass the 5 and go only when it has moved; 1 stays below 7."""
    count = count_meek(polled(2, papers), MEEK_NZ)
    assert count.stages[1].why.endswith(f"iterations: {rounds}")
    assert shown(count, count.stages[1], 0)["A"] == first
    assert count.stages[2].excluded == ("E",)
    assert count.stages[2].why.startswith("clause 13: cannot catch up")
