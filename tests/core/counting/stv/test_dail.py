"""The Dáil's rules: particular papers, so their order counts."""

import pytest

from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.record import Count, MissingLot
from hustings.core.counting.rules import RulesError
from hustings.core.counting.stv.dail import count_dail
from tests.core.counting.polls import polled


def mixed(seats: int, papers: str, names: str = "ABCD") -> Poll:
    """Papers in the order given."""
    place = {name: index for index, name in enumerate(names, start=1)}
    order: list[bytes] = []
    for each in papers.split(", "):
        many, ranking = each.split()
        order += [bytes(place[name] for name in ranking)] * int(many)
    tallied = {marks: order.count(marks) for marks in order}
    return Poll("", seats, tuple(map(Candidate, names)), tallied, in_order=tuple(order))


def votes(count: Count, stage: int) -> dict[str, int]:
    return {name: int(held) for name, held in count.stages[stage].votes.items()}


def test_without_an_order_it_is_refused() -> None:
    with pytest.raises(RulesError, match="the order of the papers counts"):
        count_dail(polled(2, "60 AB, 40 B"))


def test_a_surplus_is_shared_in_whole_papers_by_the_largest_remainders() -> None:
    """Quota 34; 26 of 60: B's 35 papers are worth 15.17 and C's 25 are 10.83, so B has 15 and C 11 (s 121)."""
    count = count_dail(mixed(2, "35 AB, 25 AC, 12 B, 18 C, 10 D"))
    assert count.quota == 34
    assert votes(count, 1) == {"A": 34, "B": 27, "C": 29, "D": 10}


def test_fewer_transferable_papers_than_the_surplus_all_move() -> None:
    """Ten can move of a surplus of 36; 26 votes are not effective."""
    count = count_dail(mixed(2, "60 A, 10 AB, 12 B, 14 C, 4 D"))
    assert votes(count, 1) == {"A": 34, "B": 22, "C": 14, "D": 4}
    assert count.stages[1].non_transferable == 26


def test_the_papers_filed_last_move() -> None:
    """Only the order differs: of A's papers for B, those filed last go on, and with them their third preferences."""
    early = mixed(3, "20 ABC, 20 ABD, 21 B, 20 C, 19 D")
    late = mixed(3, "20 ABD, 20 ABC, 21 B, 20 C, 19 D")
    assert early.papers == late.papers
    first, second = count_dail(early), count_dail(late)
    assert votes(first, 1) == votes(second, 1)
    assert votes(first, 2)["D"] > votes(second, 2)["D"]


def test_a_tie_looks_to_the_earliest_count_and_then_asks_for_a_lot() -> None:
    poll = mixed(1, "40 A, 30 B, 15 CA, 15 DB")
    with pytest.raises(MissingLot) as tied:
        count_dail(poll)
    assert tied.value.names == ("C", "D")
    assert count_dail(poll, lots=["D"]).stages[1].excluded == ("D",)


def test_a_surplus_that_changes_nothing_waits() -> None:
    """Surplus 1: cannot elect, level the lowest, or save a deposit (s 121(7))."""
    count = count_dail(mixed(2, "35 A, 30 B, 20 C, 15 DB"))
    assert count.stages[1].excluded == ("D",)
