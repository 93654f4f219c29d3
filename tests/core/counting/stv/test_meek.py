"""Meek's method by the Reference Meek Rule's steps, worked out by hand where the ninth place decides."""

from hustings.core.counting.stv.meek import MEEK, count_meek
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
