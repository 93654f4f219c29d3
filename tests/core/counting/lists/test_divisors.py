"""Lists by divisors: who wins each seat, thresholds, ties, people on lists."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given as every
from hypothesis import strategies as st

from hustings.core.counting.lists.divisors import (
    ONE_MORE_SEAT,
    count_by_divisors,
    dhondt,
)
from hustings.core.counting.lists.laws import (
    AMS_LONDON,
    AMS_SCOTLAND,
    DHONDT,
    DIVISOR_LAWS,
    SAINTE_LAGUE,
    SAINTE_LAGUE_MODIFIED,
    WALES_2026,
)
from hustings.core.counting.lists.parties import PartyList
from hustings.core.counting.lists.sheet import said_part
from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.record import MissingLot, Step
from hustings.core.counting.rules import Given, RulesError
from hustings.core.counting.shown.figures import decimal
from tests.core.counting.lists.polls import lists_of, named, won

FIVE = named(8, {"A": 100, "B": 80, "C": 30, "D": 20})
"""D'Hondt: 100, 80, 50, 40, 33 1/3, 30, 26 2/3, 25. Sainte-Laguë: 100, 80, 33 1/3, 30, 26 2/3, 20, 20, 16."""


def test_dhondt_seat_by_seat() -> None:
    count = count_by_divisors(FIVE, Given(), DHONDT)
    assert count.elected == ("A", "B", "A", "B", "A", "C", "B", "A")


def test_sainte_lague_is_kinder_to_small_lists() -> None:
    count = count_by_divisors(FIVE, Given(), SAINTE_LAGUE)
    assert won(count) == {"A": 3, "B": 3, "C": 1, "D": 1}


def test_a_first_divisor_of_1_4_makes_the_first_seat_dearer() -> None:
    """20 ÷ 1.4 is 14 2/7, less than 100 ÷ 7 (14 2/7: equal!), so 101 is taken: 101 ÷ 7 = 14 3/7 comes before."""
    poll = lists_of(8, A=101, B=80, C=30, D=20)
    assert won(count_by_divisors(poll, Given(), SAINTE_LAGUE_MODIFIED)) == {
        "A": 4,
        "B": 3,
        "C": 1,
    }


def test_a_stage_shows_what_each_list_contests_the_seat_with() -> None:
    third = count_by_divisors(FIVE, Given(), DHONDT).stages[3]
    assert third.step is Step.ALLOCATION
    assert third.divisors == {"A": 2, "B": 2, "C": 1, "D": 1}
    assert third.figures == {"A": 50, "B": 40, "C": 30, "D": 20}
    assert third.votes == {"A": 100, "B": 80, "C": 30, "D": 20}


def test_votes_of_lists_are_whole_papers() -> None:
    count = count_by_divisors(FIVE, Given(), DHONDT)
    shown = [decimal(each, count.unit, count.places) for each in count.stages[0].votes.values()]  # fmt: skip
    assert shown == ["100", "80", "30", "20"]


def test_a_threshold_is_met_by_exactly_that_part() -> None:
    poll = lists_of(10, A=950, B=50, C=0)
    counted = count_by_divisors(poll, Given(threshold=Fraction(1, 20)), DHONDT)
    assert counted.stages[0].excluded == ("C",)
    poll = lists_of(10, A=951, B=49)
    counted = count_by_divisors(poll, Given(threshold=Fraction(1, 20)), DHONDT)
    assert counted.stages[0].excluded == ("B",)
    assert counted.stages[0].why == "less than 5 per cent of the valid votes"


@pytest.mark.parametrize(
    ("part", "said"),
    [
        (Fraction(1, 20), "5 per cent"),
        (Fraction(1, 8), "12.5 per cent"),
        (Fraction(1, 7), "1/7"),
        (Fraction(1, 2000), "1/2000"),
    ],
    ids=str,
)
def test_a_threshold_is_said_exactly(part: Fraction, said: str) -> None:
    assert said_part(part) == said


def test_a_constituency_does_not_lift_a_list_over_londons_threshold() -> None:
    given = Given(held={"B": 1})
    count = count_by_divisors(lists_of(5, A=960, B=40), given, AMS_LONDON)
    assert count.stages[0].excluded == ("B",)


def test_lists_alone_know_no_seats_held() -> None:
    given = Given(held={"A": 5})
    assert count_by_divisors(lists_of(1, A=60, B=50), given, DHONDT).elected == ("A",)


def test_equal_figures_need_no_lot_while_there_is_a_seat_for_each() -> None:
    count = count_by_divisors(lists_of(2, A=50, B=50), Given(), DHONDT)
    assert won(count) == {"A": 1, "B": 1}
    assert [stage.why for stage in count.stages[1:]] == [
        "Equal figures: A, B have a seat each.",
        "",
    ]


def test_equal_figures_for_the_last_seat_are_left_to_a_lot() -> None:
    poll = lists_of(3, A=50, B=50)
    with pytest.raises(MissingLot, match="A and B are tied") as missing:
        count_by_divisors(poll, Given(), DHONDT)
    assert missing.value.names == ("A", "B")
    count = count_by_divisors(poll, Given(lots=("B",)), DHONDT)
    assert won(count) == {"A": 1, "B": 2}
    assert count.lots == ("Lot: B of A, B, for seat 3 (the body's own rules).",)


def test_london_works_equal_figures_out_with_one_more_seat_each() -> None:
    """60 ÷ 3 = 20 ÷ 1; with one more seat each 60 ÷ 4 = 15 is more than 20 ÷ 2 = 10 (Explanatory Notes, 53)."""
    poll = lists_of(1, A=60, B=20)
    held = {"A": 2}
    assert won(count_by_divisors(poll, Given(held=held), AMS_LONDON)) == {"A": 1}
    with pytest.raises(MissingLot):
        count_by_divisors(poll, Given(held=held), AMS_SCOTLAND)


@pytest.mark.parametrize(("alone", "figure"), [(False, 15), (True, 20)])
def test_one_more_seat_is_one_more_in_the_divisor(alone: bool, figure: int) -> None:
    """Sixty votes and two seats: 60 ÷ 4, and for whoever stands alone 60 ÷ 3 still (Explanatory Notes, 53)."""
    line = PartyList("Reds", 60, None, alone=alone)
    assert ONE_MORE_SEAT.measure(line, 2, dhondt) == figure


def test_whoever_stands_alone_is_not_divided_in_londons_tie() -> None:
    """60 ÷ 3 = 20 votes; with one more seat each Reds have 15, Fay still 20."""
    poll = Poll("", 1, people(Reds="Ann Ben", _="Fay"), {b"\1": 60, b"\3": 20})
    count = count_by_divisors(poll, Given(held={"Reds": 2}), AMS_LONDON)
    assert count.elected == ("Fay",)


def test_london_draws_where_they_are_equal_even_then() -> None:
    with pytest.raises(MissingLot):
        count_by_divisors(lists_of(1, A=20, B=20), Given(), AMS_LONDON)


def test_norway_prefers_more_votes_among_equal_figures() -> None:
    """70, 32 2/3, 30 and 19.6 have won; then 98 ÷ 7 is 42 ÷ 3, and A has more votes."""
    poll = lists_of(5, A=98, B=42)
    count = count_by_divisors(poll, Given(), SAINTE_LAGUE_MODIFIED)
    assert won(count) == {"A": 4, "B": 1}
    assert count.stages[1].divisors == {"A": Fraction(7, 5), "B": Fraction(7, 5)}
    assert count.stages[5].divisors == {"A": 7, "B": 3}
    assert "A is ahead of B with more votes (section 11-4(3))." in count.notes[0]
    with pytest.raises(MissingLot):
        count_by_divisors(lists_of(1, A=42, B=42), Given(), SAINTE_LAGUE_MODIFIED)


def test_seats_held_count_in_the_divisor() -> None:
    poll = lists_of(1, A=90, B=40)
    count = count_by_divisors(poll, Given(held={"A": 2}), AMS_SCOTLAND)
    assert count.elected == ("B",)
    assert count.stages[1].divisors == {"A": 3, "B": 1}


def test_a_holder_without_a_list_is_named_and_negative_seats_are_refused() -> None:
    count = count_by_divisors(lists_of(1, A=9), Given(held={"Z": 1}), AMS_SCOTLAND)
    assert count.notes == ("Z holds 1 constituency seats and has no list here.",)
    with pytest.raises(RulesError, match="fewer than no seats"):
        count_by_divisors(lists_of(1, A=9), Given(held={"A": -1}), AMS_SCOTLAND)


def people(**lists: str) -> tuple[Candidate, ...]:
    """`people(Reds="Ann Ben", _="Cy")`: the people of each list; those under "_" stand alone."""
    return tuple(
        Candidate(name, slate="" if slate == "_" else slate)
        for slate, names in lists.items()
        for name in names.split()
    )


WALES = Poll(
    "Wales",
    4,
    people(Reds="Ann Ben", Blues="Col Dee Eve", _="Fay"),
    {b"\1": 100, b"\3": 60, b"\6": 45},
)


def test_people_are_elected_in_their_lists_order_and_one_who_stands_alone_once() -> (
    None
):
    """100 Ann, 60 Col, 50 Ben, 45 Fay (undivided); had Reds a third person, 33 1/3 would beat nobody."""
    count = count_by_divisors(WALES, Given(), WALES_2026)
    assert count.elected == ("Ann", "Col", "Ben", "Fay")
    assert won(count) == {"Reds": 2, "Blues": 1, "Fay": 1}
    assert count.names == ("Reds", "Blues", "Fay")


def test_a_list_that_has_nobody_left_is_passed_over() -> None:
    count = count_by_divisors(replace(WALES, seats=5), Given(), WALES_2026)
    assert won(count) == {"Reds": 2, "Blues": 2, "Fay": 1}
    count = count_by_divisors(replace(WALES, seats=9), Given(), WALES_2026)
    assert won(count) == {"Reds": 2, "Blues": 3, "Fay": 1}
    assert (
        "Not filled: 3 of 9 seats; no list that takes part has anybody left."
        in count.notes
    )


def test_who_withdrew_is_passed_over_and_the_list_keeps_its_votes() -> None:
    poll = replace(WALES, withdrawn=frozenset({"Ann", "Fay"}))
    count = count_by_divisors(poll, Given(), WALES_2026)
    assert count.elected == ("Ben", "Col", "Dee", "Eve")
    assert count.stages[0].votes == {"Reds": 100, "Blues": 60}
    assert "not counted: 45." in count.notes[0]


def test_a_candidate_named_like_a_list_is_refused() -> None:
    poll = Poll("", 1, people(Reds="Ann", _="Reds"), {b"\1": 1})
    with pytest.raises(RulesError, match="name of a list and of a candidate"):
        count_by_divisors(poll, Given(), DHONDT)


LISTS = st.dictionaries(st.sampled_from("ABCDEFG"), st.integers(1, 60), min_size=1)


@every(LISTS, st.integers(1, 20), st.permutations("ABCDEFG"), st.data())
def test_no_list_would_have_paid_more_for_a_seat_than_another_did(
    votes: dict[str, int], seats: int, lots: list[str], data: st.DataObject
) -> None:
    """The last quotient that won is at least every first that did not; the order of lists is nothing."""
    law = data.draw(st.sampled_from(DIVISOR_LAWS))
    law = replace(law, threshold=None)
    count = count_by_divisors(named(seats, votes), Given(lots=tuple(lots)), law)
    mine = {name: won(count).get(name, 0) for name in votes}
    assert sum(mine.values()) == seats
    paid = [
        Fraction(votes[name]) / law.divisor(each - 1)
        for name, each in mine.items()
        if each
    ]
    would = [Fraction(votes[name]) / law.divisor(each) for name, each in mine.items()]
    assert min(paid) >= max(would)
    backwards = named(seats, dict(reversed(votes.items())))
    assert won(count_by_divisors(backwards, Given(lots=tuple(lots)), law)) == {
        name: each for name, each in mine.items() if each
    }
