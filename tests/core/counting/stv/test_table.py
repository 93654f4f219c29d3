"""The counting table: parcels, and who waits with a surplus; under Scotland's rules, by hand."""

from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import NORTHERN_IRELAND, SCOTLAND
from tests.core.counting.polls import polled


def test_whoever_has_just_the_quota_has_no_surplus() -> None:
    """Quota 34: A has it and nothing beyond (rule 48: "exceeds the quota"), so that the lowest goes next."""
    count = count_gregory(polled(2, "34 A, 33 B, 20 C, 13 D", "ABCD"), SCOTLAND)
    told = [(each.name, each.reason) for each in count.stages[0].elected]
    assert told == [("A", "rule 47(1)")]
    assert count.stages[1].title == "exclusion of D"


def test_papers_of_one_value_move_together_whenever_they_came() -> None:
    """Rule 50(2) sorts by next preference and value: C's own 12 and the 8 that came from D go to A as 20."""
    poll = polled(1, "30 A, 28 B, 12 CA, 8 DCA", "ABCD")
    moved = count_gregory(poll, SCOTLAND).stages[2].transfers
    assert [(each.giver, each.to, each.papers) for each in moved] == [("C", "A", 20)]


def test_batches_are_numbered_through_the_count() -> None:
    """Quota 34: A's surplus of 26 is the first, D's exclusion the second."""
    stages = count_gregory(
        polled(2, "60 AB, 1 B, 26 C, 13 DC", "ABCD"), SCOTLAND
    ).stages
    moved = [each.batch for stage in stages for each in stage.transfers]
    assert (moved, stages[1].title, stages[2].title) == (
        [1, 2],
        "surplus of A",
        "exclusion of D",
    )


def test_papers_that_came_apart_move_apart_where_the_law_tells_them() -> None:
    """Northern Ireland, rule 51(3) and (6): first C's own 12, and then the 8 that came by transfer."""
    poll = polled(1, "30 E, 24 A, 20 B, 12 CA, 8 DCA")
    moved = [
        each
        for stage in count_gregory(poll, NORTHERN_IRELAND).stages
        for each in stage.transfers
        if each.to == "A"
    ]
    told = [(each.giver, each.papers, each.batch) for each in moved]
    assert told == [("C", 12, 2), ("C", 8, 3)]


def test_papers_that_came_together_are_one_parcel_whoever_gave_them() -> None:
    """Northern Ireland, rule 51(12): D and E go together; what C has of both moves as 9 papers, after C's own 14."""
    poll = polled(1, "40 F, 30 A, 23 B, 14 CA, 6 DCA, 3 ECA", "ABCDEF")
    stages = count_gregory(poll, NORTHERN_IRELAND).stages
    assert [stage.of for stage in stages[1:3]] == [("E", "D"), ("C",)]
    moved = stages[2].transfers
    assert [(each.to, each.papers) for each in moved] == [("A", 14), ("A", 9)]
