"""Northern Ireland's rules 47 to 52, by hand; and the quotas of the Assembly's published tables."""

import csv

import pytest

from hustings.core.counting.record import MissingLot
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import NORTHERN_IRELAND
from hustings.core.counting.stv.rules import droop
from tests.core.counting.polls import polled, shown
from tests.published import published

WRONG_VALID_POLL = {
    ("2016", "fermanagh-south-tyrone"),
    ("2011", "north-antrim"),
    ("2011", "strangford"),
}


def test_a_transfer_value_has_two_places_and_papers_without_preference_stay() -> None:
    """Rule 49(4): quota 34; 26 over 50 papers is 0.52; rule 50(2)(c): nothing left over of 26."""
    count = count_gregory(
        polled(2, "30 AB, 20 AC, 10 A, 25 B, 15 C", "ABC"), NORTHERN_IRELAND
    )
    assert shown(count, count.stages[1]) == {"A": "34.00", "B": "40.60", "C": "25.40"}
    assert count.stages[1].non_transferable == 0


def test_a_paper_is_never_worth_more_than_it_came_with() -> None:
    """Rule 49(7): "whichever is the less". B's surplus comes with A's papers at 0.40."""
    count = count_gregory(polled(3, "40 AB, 12 B, 20 C, 8 D", "ABCD"), NORTHERN_IRELAND)
    assert count.quota == 2100
    values = {m.value for s in count.stages for m in s.transfers if m.giver == "A"}
    assert values == {47}
    later = [m.value for s in count.stages for m in s.transfers if m.giver == "B"]
    assert all(value <= 47 for value in later)


def test_equal_sums_do_not_wait_and_do_not_go_together() -> None:
    """Rules 49(10) and 51(12) say "less than": with 10 and 5 below 15, D goes alone."""
    count = count_gregory(polled(1, "40 A, 30 B, 15 CA, 10 DB, 5 ED"), NORTHERN_IRELAND)
    assert count.stages[1].of == ("E",)
    assert count.stages[1].why == "rule 51"


def test_those_who_go_together_leave_enough_for_the_seats() -> None:
    """Rule 51(12): 8 and 6 are less than 20, but one seat would stay empty; quota 26, of A's 40 surplus none can move."""
    count = count_gregory(polled(3, "66 A, 20 B, 8 C, 6 D", "ABCD"), NORTHERN_IRELAND)
    assert count.stages[-1].excluded == ("D",)
    assert count.elected == ("A", "B", "C")


def test_a_tie_looks_at_the_ends_of_stages_only() -> None:
    """Rule 51(13): of E's papers C has 3 before D has 3; after each stage they are equal, 9 and 9, then 12 and 12."""
    papers = "40 A, 20 B, 9 C, 9 D, 3 EC, 2 E, 3 FED, 1 F"
    with pytest.raises(MissingLot) as tied:
        count_gregory(polled(1, papers, "ABCDEF"), NORTHERN_IRELAND)
    assert tied.value.names == ("C", "D")


def test_the_last_seat_goes_to_as_much_as_all_others() -> None:
    """Rule 52(2): after E, A's 50 are as much as the 30 and 20 of the others; the quota is 51."""
    count = count_gregory(polled(1, "49 A, 1 EA, 30 B, 20 C"), NORTHERN_IRELAND)
    (elected,) = count.stages[-1].elected
    assert (elected.name, elected.reason) == ("A", "rule 52(2)")


@pytest.mark.parametrize(
    ("papers", "names"),
    [("38 A, 33 B, 20 C, 7 D, 2 E", ["A", "B"]), ("38 A, 32 B, 21 C, 7 D, 2 E", ["A"])],
)
def test_for_the_last_seat_a_waiting_surplus_is_with_the_others(
    papers: str, names: list[str]
) -> None:
    """Rule 52(2): quota 34, A's surplus of 4 waits; 33 are as much as 29 and 4, 32 are less than 30 and 4."""
    count = count_gregory(polled(2, papers), NORTHERN_IRELAND)
    assert [each.name for each in count.stages[0].elected] == names


def test_of_two_that_are_left_the_higher_needs_no_exclusion() -> None:
    """Rule 52(2): the quota of 32 is out of reach when C's 3 papers have run out, but 30 are more than 29."""
    count = count_gregory(polled(1, "30 A, 29 B, 3 C", "ABC"), NORTHERN_IRELAND)
    assert len(count.stages) == 2
    (elected,) = count.stages[1].elected
    assert (elected.name, elected.reason) == ("A", "rule 52(2)")


def test_the_quotas_of_the_assembly() -> None:
    """2011, 2016 and 2017; two seats have no valid poll in the table, and three a wrong one, which are named."""
    seen, wrong = 0, set()
    path = published("stv", "ni_and_eu_stage_tables", "stv_constituencies.csv")
    with path.open(newline="") as text:
        for row in csv.DictReader(text):
            if row["election"] == "NI Assembly" and row["valid_poll"].isdigit():
                seen += 1
                ours = droop(int(row["valid_poll"]), int(row["seats"]), 1)
                if ours != int(row["quota"]):
                    wrong.add((row["year"], row["constituency"]))
    assert seen == 52
    assert wrong == WRONG_VALID_POLL


def test_two_with_half_each_at_the_last_place_are_not_told_apart_by_the_paper() -> None:
    """Rule 52(2) fits both: 5 are as much as the other's 5. Rule 51(13) then excludes one: by the earliest stage, or lot."""
    even = polled(1, "5 A, 5 B", "AB")
    with pytest.raises(MissingLot, match=r"A and B .* excluded"):
        count_gregory(even, NORTHERN_IRELAND)
    count = count_gregory(even, NORTHERN_IRELAND, ["A"])
    assert (count.elected, count.stages[-1].excluded) == (("B",), ("A",))


def test_of_two_with_half_each_whoever_was_ahead_first_has_the_last_place() -> None:
    """D's 1 and C's 4 are less than B's 10 and go together: A and B have 12 each then, and A had 11 at first, B 10."""
    count = count_gregory(
        polled(1, "11 A, 10 B, 1 DB, 2 C, 1 CA, 1 CB", "ABCD"), NORTHERN_IRELAND
    )
    assert count.elected == ("A",)
    assert count.stages[-1].excluded == ("B",)
