"""The Senate and the Australian Capital Territory: values are fractions, credits lose what is below a unit."""

from dataclasses import replace
from fractions import Fraction

import pytest

from hustings.core.counting.record import MissingLot, Step
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import ACT, SCOTLAND, SENATE
from hustings.core.counting.stv.rules import Back, GregoryRules
from tests.core.counting.polls import polled, shown


def test_the_senate_divides_by_all_papers_and_credits_whole_votes() -> None:
    """Quota 34: 26 over 60 papers; B has 13 of 30, C 8 of 8.67, 4 of 4.33 run out, and 1 is lost by fractions."""
    count = count_gregory(
        polled(2, "30 AB, 20 AC, 10 A, 20 B, 15 C, 5 D", "ABCD"), SENATE
    )
    surplus = count.stages[1]
    assert dict(surplus.votes) == {"A": 34, "B": 33, "C": 23, "D": 5}
    assert (surplus.non_transferable, surplus.lost) == (4, 1)
    assert {moved.value for moved in surplus.transfers} == {Fraction(26, 60)}


def test_the_senate_takes_all_papers_at_a_later_surplus() -> None:
    """Unweighted: B's own papers and those from A leave at one value, whatever they came with."""
    count = count_gregory(polled(3, "60 AB, 20 BC, 9 CD, 6 D, 5 E"), SENATE)
    second = next(s for s in count.stages if s.title == "surplus of B")
    assert len({moved.value for moved in second.transfers}) == 1


def test_the_last_senate_seat_goes_to_the_higher_of_two() -> None:
    count = count_gregory(polled(1, "45 A, 40 B, 15 C", "ABC"), SENATE)
    assert count.elected == ("A",)


def test_the_last_senate_seat_waits_for_the_surpluses() -> None:
    """Subsection (9): while a vacancy is left a surplus moves, and 21 of A's papers make C's 20 the 41 that are a quota.
    In Queensland in 2019, too, a surplus moved (count 288) before the last seat was given to the higher of two."""
    count = count_gregory(polled(2, "55 AC, 25 B, 20 C", "ABC"), SENATE)
    assert count.stages[1].title == "surplus of A"
    assert count.stages[1].votes["C"] == 41
    assert count.elected == ("A", "C")


def test_two_equal_at_the_last_senate_seat_are_left_to_the_lot() -> None:
    """Subsection (17) does not look back, though B was ahead of A at the first count; of three, (31A) does."""
    poll = polled(1, "10 A, 11 B, 2 C, 1 CA", "ABC")
    with pytest.raises(MissingLot, match=r"A and B .* last seat \(s 273\(17\)"):
        count_gregory(poll, SENATE)
    count = count_gregory(poll, SENATE, ["A"])
    assert count.elected == ("A",)
    assert count.stages[-1].why.endswith(
        "A, B were equal, and the law looks at no earlier votes. The lot fell on A"
    )


def test_in_the_act_as_many_left_as_seats_wait_for_the_surpluses() -> None:
    """Clause 4(2)(b), quota 21: when E and D are out, B and C are left for two seats. A's 34 are 13 over the quota, which
    make B's 17 into 30; B's 9 have nowhere to go, and only then has C, with 16, the last seat."""
    count = count_gregory(polled(3, "20 A, 17 B, 16 C, 14 DAB, 13 E"), ACT)
    assert [(s.title, [e.name for e in s.elected]) for s in count.stages[2:]] == [
        ("exclusion of D", ["A"]),
        ("surplus of A", ["B"]),
        ("surplus of B", ["C"]),
    ]


def test_equal_surpluses_wait_for_a_count_at_which_no_two_were_equal() -> None:
    """Subsection (22), quota 19: A, B, C have 17, 16, 15 at the first count, 17, 17, 18 at the second, 20 each at the
    third. The last count at which each had a different number is the first; of B and C alone it is the second."""
    poll = polled(
        4, "17 A, 16 B, 15 C, 17 F, 16 G, 1 EB, 3 EC, 3 DA, 3 DB, 2 DC", "ABCDEFG"
    )
    stages = count_gregory(poll, SENATE).stages
    assert [s.of[0] for s in stages if s.step is Step.SURPLUS] == ["A", "C", "B"]
    stages = count_gregory(poll, replace(SENATE, equal_surpluses=Back.ANY)).stages
    assert [s.of[0] for s in stages if s.step is Step.SURPLUS] == ["C", "A", "B"]


@pytest.mark.parametrize("law", [SENATE, ACT], ids=["senate", "act"])
def test_a_surplus_of_an_earlier_count_goes_before_a_larger_one(
    law: GregoryRules,
) -> None:
    """Quota 21 (s 273(23); clause 7): A has 41 and B 23 at the first count; A's 20 make C's 19 a surplus of 18, which
    waits for B's of 2. Scotland's largest would be C's."""
    poll = polled(4, "41 AC, 23 BD, 19 CE, 12 D, 9 E")

    def surpluses(rules: GregoryRules) -> list[str]:
        stages = count_gregory(poll, rules, ["D"]).stages
        return [s.of[0] for s in stages if s.step is Step.SURPLUS]

    assert surpluses(law)[:3] == ["A", "B", "C"]
    assert surpluses(SCOTLAND)[:2] == ["A", "C"]


@pytest.mark.parametrize("law", [SENATE, ACT], ids=["senate", "act"])
def test_each_value_s_papers_are_a_count_at_which_a_tie_can_be_told_apart(
    law: GregoryRules,
) -> None:
    """Quota 36. A's surplus of 9 moves 45 papers at a fifth, 5 votes to E and 4 to B. When E goes, 5 papers at 1 make
    C's 12 into 17, and a count later 25 at a fifth make D's 12 into 17. Stages alone would leave it to a lot; at the last
    count at which they differed D was behind (s 273(31); clause 8(2), a count being an allotment under clause 9(2)(c))."""
    poll = polled(2, "25 AED, 20 AB, 5 EC, 12 C, 12 D, 31 B", "ABCDE")
    count = count_gregory(poll, law)
    out = [stage.excluded for stage in count.stages if stage.excluded]
    assert out[:2] == [("E",), ("D",)]


def test_hare_clark_credits_six_places_of_the_last_parcel() -> None:
    """Quota 34: 26 over 49 transferable papers; 30 of them are 15.918367 and 19 are 10.081632."""
    count = count_gregory(polled(2, "30 AB, 19 AC, 11 A, 20 B, 15 C, 5 D", "ABCD"), ACT)
    surplus = count.stages[1]
    assert shown(count, surplus, 6) == {
        "A": "34.000000",
        "B": "35.918367",
        "C": "25.081632",
        "D": "5.000000",
    }
    assert (surplus.non_transferable, surplus.lost) == (0, 1)


def test_hare_clark_s_last_parcel_is_told_apart_from_papers_of_the_same_value() -> None:
    """Clause 6: quota 34; B has 42 by D's 10 papers, and only those carry the surplus: 8 over 10, all for A."""
    count = count_gregory(polled(2, "32 BC, 30 A, 28 C, 10 DBA", "ABCD"), ACT)
    surplus = next(s for s in count.stages if s.title == "surplus of B")
    assert shown(count, surplus, 0) == {"A": "38", "B": "34", "C": "28", "D": "0"}


def test_the_senate_says_who_of_equals_is_taken_to_be_elected_first() -> None:
    """Subsection (20)(b), quota 15: D's papers give A and B 16 each; before that B had 14 and A 13."""
    count = count_gregory(polled(2, "13 A, 14 B, 12 C, 3 DA, 2 DB", "ABCD"), SENATE)
    assert (count.stages[1].excluded, count.elected) == (("D",), ("B", "A"))
    assert "A, B were equal; B had the most at stage 1" in count.stages[1].why


def test_equals_elected_at_the_first_senate_count_are_a_lot_s() -> None:
    """Subsection (20)(b): there was no count before, so their order is determined by lot. Quota 16."""
    poll = polled(2, "20 A, 20 B, 5 C", "ABC")
    with pytest.raises(MissingLot, match=r"A and B .* elected first \(s 273\(20\)"):
        count_gregory(poll, SENATE)
    count = count_gregory(poll, SENATE, ["B"])
    assert count.elected == ("B", "A")
    assert (
        "A, B were equal, and no earlier votes settle it. The lot fell on B"
        in count.stages[0].why
    )


def test_three_equals_in_the_senate_are_in_the_order_of_one_count() -> None:
    """Subsection (20)(b), quota 14: at 10, 11 and 12 each had a different number; when E is out A has 13 and the others
    12, which is no such count, though A was ahead there. D's five papers make all of them 14."""
    poll = polled(3, "10 A, 11 B, 12 C, 11 F, 3 EA, 1 EB, 1 DA, 2 DB, 2 DC", "ABCDEF")
    count = count_gregory(poll, SENATE)
    assert [stage.excluded for stage in count.stages] == [(), ("E",), ("D",)]
    assert count.elected == ("C", "B", "A")


def test_all_who_are_left_in_the_senate_are_in_that_order_too() -> None:
    """Subsections (18) and (20)(b), quota 8: A and B are left with 6 each; before D's paper A had 5."""
    poll = polled(2, "5 A, 6 B, 1 DA, 2 E, 3 F, 4 G", "ABDEFG")
    count = count_gregory(poll, SENATE)
    assert count.stages[-1].elected[0].reason == "s 273(17) and (18)"
    assert count.elected == ("B", "A")
