"""The Dáil's rules: particular papers, so their order counts."""

from dataclasses import replace

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


def test_of_two_surpluses_the_largest_moves_first() -> None:
    """Quota 26: A's 40 are 14 over it and B's 30 are 4 (s 121: size decides, and not who stands first on the paper)."""
    count = count_dail(mixed(3, "30 BD, 40 AC, 17 C, 14 D"))
    assert [each.name for each in count.stages[0].elected] == ["A", "B"]
    assert count.stages[1].title == "surplus of A"
    assert votes(count, 1) == {"A": 26, "B": 30, "C": 31, "D": 14}


def test_exactly_the_quota_elects_and_is_no_surplus() -> None:
    """Quota 34 (s 120): A has it and nothing beyond, so that C and D, who are level, are left to the lot at once."""
    count = count_dail(mixed(2, "34 A, 30 B, 18 C, 18 D"), ["D"])
    (first,) = count.stages[0].elected
    assert (first.name, first.reason) == ("A", "section 120")
    assert count.stages[1].title == "exclusion of D"


def test_the_record_says_that_particular_papers_move() -> None:
    """A paper's way is its own, not that of all like it; `particular` tells whoever follows one paper."""
    assert count_dail(mixed(2, "60 AB, 40 B", "AB")).particular


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


@pytest.mark.parametrize(
    ("papers", "step"),
    [
        pytest.param("38 A, 30 B, 22 C, 10 D", "surplus of A", id="elects B"),
        pytest.param("38 A, 29 B, 23 C, 10 D", "exclusion of D", id="nearly elects B"),
        pytest.param("38 A, 28 B, 19 C, 15 D", "surplus of A", id="levels D with C"),
        pytest.param("38 A, 28 B, 20 C, 14 D", "exclusion of D", id="leaves D behind"),
        pytest.param("40 A, 30 B, 29 C, 6 D", "surplus of A", id="saves D's deposit"),
        pytest.param("40 A, 30 B, 30 C, 5 D", "exclusion of D", id="saves none"),
        pytest.param("40 A, 28 B, 28 C, 9 D", "surplus of A", id="9 saves none itself"),
        pytest.param("40 A, 28 B, 27 C, 10 D", "exclusion of D", id="already saved"),
    ],
)
def test_a_surplus_waits_unless_it_could_matter(papers: str, step: str) -> None:
    """Surplus 4 of the quota 34 or 36, a quarter of which is 8.5 or 9 (s 121(7)): to be saved it must be exceeded."""
    count = count_dail(mixed(2, papers), ["C"])
    assert count.stages[1].title == step


def test_equal_fractions_go_to_the_larger_sub_parcel() -> None:
    """Quota 10, surplus 2 of 4 papers: B's 3 are 1.5 and C's 1 is 0.5, so B has both (s 121(6))."""
    count = count_dail(mixed(2, "8 A, 3 AB, 1 AC, 6 B, 5 C, 4 D"))
    assert votes(count, 1) == {"A": 10, "B": 8, "C": 5, "D": 4}


def test_equal_fractions_of_equal_sub_parcels_are_left_to_the_lot() -> None:
    """Quota 10, surplus 3 of 5 papers: B's 3 are 1.8, C's and D's 1 are 0.6 each; B has 2, and C or D the third."""
    poll = mixed(2, "8 A, 3 AB, 1 AC, 1 AD, 5 B, 5 C, 4 D")
    with pytest.raises(MissingLot) as tied:
        count_dail(poll, ["B"])
    assert tied.value.names == ("C", "D")
    assert "whose fraction counts as the larger" in tied.value.what_for
    count = count_dail(poll, ["B", "D", "C"])
    assert votes(count, 1) == {"A": 10, "B": 7, "C": 5, "D": 5}
    assert count.notes[0].startswith("Lot: D of C, D, whose fraction counts")


def test_two_of_three_equal_fractions_are_drawn_one_after_the_other() -> None:
    """Quota 10, surplus 2 of 3 papers, each 2/3."""
    poll = mixed(2, "9 A, 1 AB, 1 AC, 1 AD, 6 B, 5 C, 4 D")
    count = count_dail(poll, ["D", "B"])
    assert votes(count, 1) == {"A": 10, "B": 7, "C": 5, "D": 5}
    assert [note.split(",")[0] for note in count.lots] == ["Lot: D of B", "Lot: B of B"]


def test_a_later_surplus_is_carried_by_the_sub_parcel_last_received() -> None:
    """Quota 34: D's 10 make B 42, and 8 of these 10 papers go on to A; B's own 32 for C stay (s 121(3))."""
    count = count_dail(mixed(2, "32 BC, 30 A, 28 C, 10 DBA"))
    assert count.stages[2].title == "surplus of B"
    assert votes(count, 2) == {"A": 38, "B": 34, "C": 28, "D": 0}
    assert [(each.to, each.papers) for each in count.stages[2].transfers] == [("A", 8)]


@pytest.mark.parametrize(
    ("papers", "out"),
    [
        pytest.param("33 A, 33 B, 30 C, 5 D, 4 E", ("E", "D"), id="a quarter"),
        pytest.param("33 A, 33 B, 29 C, 6 D, 4 E", ("E",), id="more than a quarter"),
        pytest.param("34 A, 34 B, 19 F, 9 C, 5 D, 4 E", ("E",), id="as much as C"),
        pytest.param("34 A, 34 B, 18 F, 10 C, 5 D, 4 E", ("E", "D"), id="less than C"),
        pytest.param("37 A, 33 B, 27 C, 5 D, 3 E", ("E", "D"), id="with a surplus"),
        pytest.param("37 A, 33 B, 26 C, 6 D, 3 E", ("E",), id="with it too many"),
        pytest.param("35 A, 33 B, 29 C, 4 D, 3 E, 1 F", ("F", "E", "D"), id="three"),
    ],
)
def test_who_is_excluded_together(papers: str, out: tuple[str, ...]) -> None:
    """Quota 36: at most 9 votes together, surpluses with them, which are fewer than the next above has (s 122(2))."""
    count = count_dail(mixed(2, papers, "ABCDEF" if "F" in papers else "ABCDE"))
    assert count.stages[1].excluded == out


def test_those_excluded_together_leave_enough_for_the_seats() -> None:
    """Quota 26; of A's surplus of 40 none can move, so that 3 and 2 are less than C's 9, but two seats are left."""
    count = count_dail(mixed(4, "66 A, 20 B, 9 C, 5 D", "ABCD"))
    assert count.elected == ("A", "B", "C", "D")
    count = count_dail(mixed(3, "66 A, 25 B, 3 C, 2 D", "ABCD"))
    assert count.elected == ("A", "B", "C")


def test_the_papers_of_the_excluded_keep_their_order() -> None:
    """D's two sub-parcels lie one on the other, first preferences below (s 122(5))."""
    count = count_dail(mixed(1, "30 A, 24 B, 12 DBA, 4 EDB, 3 E", "ABDE"))
    assert [stage.excluded for stage in count.stages[1:]] == [("E",), ("D",)]
    assert count.stages[1].non_transferable == 3
    assert votes(count, 2) == {"A": 30, "B": 40, "D": 0, "E": 0}


def test_the_last_seat_without_an_exclusion_where_nothing_can_change_it() -> None:
    """One more than seats, and the surpluses leave the lowest behind (s 124(1A)): C goes, and then 29 are behind 30."""
    count = count_dail(mixed(1, "30 A, 29 B, 3 C", "ABC"))
    assert len(count.stages) == 2
    (elected,) = count.stages[-1].elected
    assert (elected.name, elected.reason) == ("A", "section 124")


def test_the_lowest_of_one_too_many_does_not_go_where_two_seats_are_left() -> None:
    """Quota 21 (s 124(1A)): when D's 10 are gone, C's 11 are behind B's 19 and there is no surplus."""
    count = count_dail(mixed(2, "20 A, 19 B, 11 C, 10 D"))
    assert [stage.title for stage in count.stages[1:]] == ["exclusion of D"]
    assert count.elected == ("A", "B")


@pytest.mark.parametrize(
    ("most", "titles"),
    [(30, ["exclusion of E"]), (29, ["exclusion of E", "exclusion of D"])],
)
def test_more_than_all_others_takes_the_last_seat(most: int, titles: list[str]) -> None:
    """Section 124(2): E's vote does not transfer, and the quota is not reached; A's 30 exceed the others' 29, 29 do not."""
    count = count_dail(mixed(1, f"{most} A, 14 B, 8 C, 7 D, 1 E", "ABCDE"))
    assert [stage.title for stage in count.stages[1:]] == titles
    (elected,) = count.stages[-1].elected
    assert (elected.name, elected.reason) == ("A", "section 124")


@pytest.mark.parametrize(
    ("papers", "last"),
    [
        ("38 A, 28 B, 23 C, 11 D", "exclusion of D"),
        ("38 A, 28 B, 24 C, 10 D", "exclusion of C"),
    ],
)
def test_a_waiting_surplus_can_keep_the_last_seat_open(papers: str, last: str) -> None:
    """A's surplus of 4 leaves 23 behind B's 28 and the count ends; with 24 it could level, so that it moves first."""
    count = count_dail(mixed(2, papers))
    assert count.elected == ("A", "B")
    assert count.stages[-1].title in (last, "surplus of A")
    assert any(s.title == "surplus of A" for s in count.stages) == (last[-1] == "C")


def test_where_the_last_two_are_level_the_lot_excludes_one() -> None:
    poll = mixed(1, "30 A, 30 B", "AB")
    with pytest.raises(MissingLot):
        count_dail(poll)
    assert count_dail(poll, ["A"]).elected == ("B",)


def test_a_paper_without_a_candidate_who_stands_is_not_counted() -> None:
    poll = mixed(1, "4 A, 3 B, 2 C", "ABC")
    poll = replace(poll, withdrawn=frozenset("C"))
    count = count_dail(poll)
    assert (count.valid, count.quota) == (7, 4)
    assert count.notes == (
        "Papers that show no first preference for anybody standing, not counted: 2.",
    )


def test_a_surplus_that_changes_nothing_waits() -> None:
    """Surplus 1: cannot elect, level the lowest, or save a deposit (s 121(7))."""
    count = count_dail(mixed(2, "35 A, 30 B, 20 C, 15 DB"))
    assert count.stages[1].excluded == ("D",)
