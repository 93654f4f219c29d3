"""Files of whole elections: what is wrong is told with its line, and costs no other seat."""

import pytest

from hustings.core.elections.results_table import read_table
from hustings.core.errors import HustingsError
from hustings.core.psephology.publishers import read_elections
from tests.core.psephology.tables import (
    CANDIDATES,
    DAY,
    SEATS,
    line,
    loaded,
    seat,
    table,
    two_seats,
)

GOOD = [line("B", "Con", "Di Example", 210), line("B", "Lab", "Ed Example", 190)]
GOOD_SEAT = seat("B", 400, 20)


def test_seats_have_their_result_and_their_people() -> None:
    election = two_seats().elections[0]
    first = election.seats["XA"]

    assert (len(election), election.valid, election.electorate) == (2, 1000, 2000)
    assert (first.winner.name, first.result.majority) == ("Ann Example", 20)
    assert [each.is_joint for each in first.stood] == [True, False, False]
    assert [placed.place for placed, _ in first.in_order] == [1, 2, 3]
    assert [each.name for each in election.within("South")] == ["B Example"]
    assert str(election.day) == DAY


def test_rows_of_one_seat_need_not_stand_together() -> None:
    lines = [
        line("A", "Lab", "Ann Example", 300),
        GOOD[0],
        line("A", "Con", "Bo Example", 280),
        GOOD[1],
    ]
    found = loaded(lines, [seat("A", 580, 20), GOOD_SEAT])
    assert not found.refused
    assert len(found.elections[0]) == 2


TWICE = [line("A", "Lab", "Ann Example", 3), line("A", "Lab", "Ann Example", 3)]
LATER = [line("A", "Lab", "Ann Example", 9), line("A", "Con", "Bo Example", "many")]
OLD = {"election_date": "2024-07-04", "ons_id": "E14000530"}


@pytest.mark.parametrize(
    ("lines", "row", "at", "said"),
    [
        (
            [line("A", "Lab", "Ann Example", 300)],
            seat("A", 301, 1),
            2,
            "add up to 300 votes",
        ),
        (TWICE, seat("A", 6, 0), 3, "entered twice, here and in line 2"),
        ([line("A", "", "Ann Example", 3)], seat("A", 3, 3), 2, "names no party"),
        (
            [line("A", "Lab", "Ann Example", -1)],
            seat("A", 3, 3),
            2,
            "“elected without a contest”: a number of votes was expected",
        ),
        (LATER, seat("A", 18, 0), 3, "day}: column votes: 'many' was found"),
        (
            [line("A", "Lab", "Ann Example", 3)],
            seat("C", 3, 3),
            2,
            "has no such seat on that day",
        ),
        (
            [line("A", "Lab", "Ann Example", 9), line("A", "Con", "Bo Example", 9)],
            seat("A", 18, 0),
            2,
            "Nobody is known to be elected in A Example: Ann Example (Lab) and Bo Example (Con) have 9 votes each, and on "
            "whom the returning officer's lot fell is not in the file.",
        ),
        (
            [line("A", "Lab", "Ann Example", 30)],
            seat("A", 30, 30, electorate=20),
            2,
            "more than the electorate",
        ),
        (
            [line("A", "Lab", "Ann Example", 3, election_date="May 2031")],
            seat("A", 3, 3).replace(DAY, "May 2031"),
            2,
            "'May 2031' was found where a day such as 2024-07-04 was expected",
        ),
        (
            [line("A", "Lab", "Ann Example", 3, **OLD)],
            seat("A", 3, 3).replace(DAY, "2024-07-04").replace("XA", "E14000530"),
            2,
            "E14000530 is a code of the boundaries of 2010",
        ),
    ],
)
def test_a_seat_that_cannot_be_is_told_and_the_others_are_there(
    lines: list[str], row: str, at: int, said: str
) -> None:
    found = loaded([*lines, *GOOD], [row, GOOD_SEAT])

    told = "; ".join(map(str, found.refused))
    assert said.replace("day}", DAY) in told
    assert f"candidates.csv, line {at}: A Example" in told
    good = [seat.name for each in found.elections for seat in each]
    assert good == ["B Example"]


def test_a_party_that_is_in_no_register_is_told_and_costs_nothing() -> None:
    found = read_elections(
        table(
            f"{CANDIDATES},ec_party_id",
            f"{GOOD[0]},PP52",
            f"{line('B', 'Labuor', 'Ed Example', 180)},",
            f"{line('B', 'Ind', 'Flo Example', 10)},",
        ),
        table(SEATS, seat("B", 400, 30)),
    )
    assert not found.refused + found.doubts
    assert [(each.line, each.reason[:23]) for each in found.unregistered] == [
        (3, "Labuor is a party unkno")
    ]


def test_a_seat_without_candidates_is_told() -> None:
    found = loaded(GOOD, [seat("A", 3, 3), GOOD_SEAT])
    assert "seats.csv, line 2: A Example" in str(found.refused[0])
    assert "no candidates are in the other file" in str(found.refused[0])


def test_what_follows_from_a_code_of_other_boundaries_says_so() -> None:
    """Bo's row has the old code: without it A has 30 of 50 votes, which is no second error."""
    in_2024 = {"election_date": "2024-07-04"}
    lines = [line("A", "Lab", "Ann Example", 30, **in_2024, ons_id="E14001063"), line("A", "Con", "Bo Example", 20, **OLD)]  # fmt: skip
    row = seat("A", 50, 10).replace(DAY, "2024-07-04").replace("XA", "E14001063")
    found = loaded(lines, [row])
    assert [str(each) for each in found.refused] == [
        "candidates.csv, line 3: A Example, 2024-07-04: E14000530 is a code of the boundaries of 2010, which were not those of that day.",
        "candidates.csv, line 2: A Example, 2024-07-04: left out, as candidates.csv, line 3, gives this seat a code of other boundaries.",
    ]  # fmt: skip
    assert not found.elections


def test_a_constituency_under_a_code_of_other_boundaries_is_told_by_its_row() -> None:
    lines = [line("A", "Lab", "Ann Example", 30, election_date="2024-07-04", ons_id="E14001063")]  # fmt: skip
    rows = [seat("A", 30, 30).replace(DAY, "2024-07-04").replace("XA", "E14000530"), seat("C", 3, 3).replace(DAY, "May")]  # fmt: skip
    told = [str(each) for each in loaded(lines, rows).refused]
    assert "seats.csv, line 2: A Example, 2024-07-04: E14000530 is a code" in told[0]
    assert "candidates.csv, line 2: A Example, 2024-07-04: left out, as seats.csv, line 2, gives" in told[1]  # fmt: skip
    assert "seats.csv, line 3: C Example, May: 'May' was found where a day" in told[2]


def test_a_majority_that_does_not_follow_is_a_doubt_and_no_refusal() -> None:
    found = loaded(GOOD, [seat("B", 400, 19)])
    assert not found.refused
    assert "the majority is 20 by the votes; 19 is printed" in str(found.doubts[0])
    assert len(found.elections[0]) == 1


def test_changed_columns_are_named() -> None:
    lines = table(CANDIDATES.replace("party_abbr", "abbreviation"), *GOOD)
    with pytest.raises(HustingsError, match="the columns party_abbr are missing"):
        read_elections(lines, table(SEATS, GOOD_SEAT))


def test_an_error_page_saved_as_csv_is_no_table() -> None:
    page = b"<!DOCTYPE html>\n<html><title>404 Not Found</title></html>\n"
    with pytest.raises(HustingsError, match="is a web page and no table"):
        read_table(page, file="results.csv")


def test_a_day_that_is_not_there_is_refused_with_those_that_are() -> None:
    found = two_seats()
    with pytest.raises(HustingsError, match="there are: 2031-05-01"):
        found.on(found.elections[0].day.replace(year=2030))
