"""The Senate and the Australian Capital Territory: values are fractions, credits lose what is below a unit."""

from fractions import Fraction

from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import ACT, SENATE
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
