"""Meek's method by the Reference Meek Rule's steps, worked out by hand where the ninth place decides."""

from dataclasses import replace

import pytest

from hustings.core.counting.poll import SHARED, Constraint
from hustings.core.counting.record import MissingLot, Step
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


def test_new_zealand_excludes_with_the_votes_that_elect() -> None:
    """Clauses 12, 13 and 15, quota 14.000000001: A's 18 elect, and with the surplus of 3.999999999 E's 1 stays below D's
    7. E is out at once; the next step finds A's keep value anew, 14.000000001 ÷ 18 rounded up, 0.777777778, so that A
    holds 14.000000004 and B 8 and 18 times 0.222222222. The quota is then 41 over 3 and 0.000000001."""
    count = count_meek(polled(2, "18 AB, 8 B, 8 C, 7 D, 1 E"), MEEK_NZ)
    second = count.stages[1]
    assert (second.step, second.excluded) == (Step.EXCLUSION, ("E",))
    assert second.why == "clause 13: cannot catch up with all surpluses; iterations: 1"
    assert shown(count, second, 9) == {
        "A": "14.000000004",
        "B": "11.999999996",
        "C": "8.000000000",
        "D": "7.000000000",
        "E": "0.000000000",
    }
    assert (second.quota, second.non_transferable) == (13_666_666_667, 10**9)


def test_new_zealand_waits_while_the_surplus_could_still_change_who_is_last() -> None:
    """Clause 13, quota 14: with A's surplus of 4 the 2 could pass the 5, and go only when it has moved."""
    count = count_meek(polled(2, "18 AB, 9 B, 8 C, 5 D, 2 E"), MEEK_NZ)
    assert (count.stages[1].step, count.stages[1].excluded) == (Step.ITERATION, ())
    assert shown(count, count.stages[1], 0)["A"] == "14"
    assert count.stages[2].excluded == ("E",)
    assert count.stages[2].why.startswith("clause 13: cannot catch up")


def test_keep_values_are_found_anew_after_an_exclusion_in_new_zealand() -> None:
    """Clauses 15 to 17. At the first step A has 60 of 101, quota 33.666666667, and keeps 0.561111112; at the next
    33.666666720, quota 32.203703708 as 4.388888880 are nobody's, and keeps the product of both rounded up, 18.069856...
    over 33.666666720, 0.536728396: 32.203703760. Now E's 5 and the surplus of 0.081275773 are below D's 6. The third
    step takes A's keep value times 32.122427987 over 32.203703760, 0.535373800, and E's papers off: 32.122428000."""
    count = count_meek(
        polled(2, "30 AB, 20 AC, 10 A, 16 B, 14 CB, 6 DC, 5 E", "ABCDE"), MEEK_NZ
    )
    held = [shown(count, stage, 9)["A"] for stage in count.stages]
    assert held == ["60.000000000", "32.203703760", "32.122428000", "30.451246020"]
    assert [stage.excluded for stage in count.stages] == [(), (), ("E",), ("D",)]
    assert count.stages[2].keep["A"] == 535_373_800


def test_a_seat_stays_empty_in_new_zealand_sooner_than_go_to_somebody_no_paper_names() -> (
    None
):
    """Clauses 20 and 21: C, D and E have no preference of any rank. C's third preference after a tie does not count."""
    poll = polled(3, "30 AB, 20 B, 1 A", "ABCDE")
    papers = {**poll.papers, bytes([1, 2, SHARED, 4, 3]): 1}
    count = count_meek(replace(poll, papers=papers), MEEK_NZ)
    assert count.elected == ("A", "B")
    assert count.notes == (
        "No paper names C, D, E: withdrawn before the count (clause 20).",
        "Seats that stay empty: 1 (clause 21).",
    )


def test_a_later_preference_is_enough_for_a_seat_in_new_zealand() -> None:
    """Clause 20 withdraws only whoever has no preference of any rank; then clause 3 fills the seats."""
    count = count_meek(polled(3, "30 AB, 20 BC", "ABCD"), MEEK_NZ)
    assert set(count.elected) == {"A", "B", "C"}
    assert count.notes == ("No paper names D: withdrawn before the count (clause 20).",)


def test_where_nobody_need_be_chosen_nobody_is_withdrawn_in_new_zealand() -> None:
    """As many stand as there are seats: there would be no poll, and all are elected."""
    count = count_meek(polled(3, "30 AB, 20 B", "ABC"), MEEK_NZ)
    assert (set(count.elected), count.notes) == ({"A", "B", "C"}, ())


def test_a_constraint_keeps_whom_no_paper_names_in_new_zealand() -> None:
    """The schedule knows no constraints: where one needs C, clause 20 withdraws nobody."""
    poll = polled(2, "30 AB, 20 B", "ABC")
    people = tuple(
        replace(each, groups=frozenset({"young"})) if each.name == "C" else each
        for each in poll.candidates
    )
    count = count_meek(
        replace(poll, candidates=people), MEEK_NZ, (), [Constraint("young", 1)]
    )
    assert set(count.elected) == {"A", "C"}
    assert not any("clause 20" in note for note in count.notes)


def test_the_first_iteration_that_dunedin_published_in_2025() -> None:
    """Strath Taieri, as ConcreteSTV quotes it: quota 41.000000001; 47, 45 and 42 are elected; 8 is excluded at the same
    iteration, being less than the second lowest by more than the total surplus, 10.999999997. Who else stood is ours:
    six places and 287 papers make that quota."""
    papers = "47 A, 45 B, 42 C, 38 D, 38 E, 36 F, 33 G, 8 R"
    count = count_meek(polled(6, papers, "ABCDEFGR"), MEEK_NZ)
    first, second = count.stages[:2]
    assert first.quota == 41_000_000_001
    assert [each.name for each in first.elected] == ["A", "B", "C"]
    assert sum(first.votes[each] - 41_000_000_001 for each in "ABC") == 10_999_999_997
    assert second.excluded == ("R",)
    assert second.why.startswith("clause 13: cannot catch up with all surpluses")


def test_a_later_step_tells_apart_who_were_equal_at_the_first() -> None:
    """Clause 40: C and D begin with 4 each; when E is out C has 5, and when F is out D has 5 as well. D was behind."""
    poll = polled(1, "12 A, 10 B, 4 C, 4 D, 1 EC, 1 F, 1 FD", "ABCDEF")
    count = count_meek(poll, MEEK_NZ)
    assert [stage.excluded for stage in count.stages[1:4]] == [("E",), ("F",), ("D",)]
