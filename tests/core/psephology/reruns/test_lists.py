"""Lists beside constituencies, worked out by hand; and that small lists are left out only where they win nothing."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hustings.core.counting.by_rules import count_by
from hustings.core.counting.catalogue import rules_named
from hustings.core.counting.poll import poll_of
from hustings.core.counting.rules import Given, RulesError
from hustings.core.psephology.grouping import TOGETHER
from hustings.core.psephology.past import Election
from hustings.core.psephology.reruns.areas import Area, areas_by
from hustings.core.psephology.reruns.lists import (
    TRIED_FIRST,
    ListSeats,
    rerun_by_lists,
    rerun_with_additional,
)
from tests.core.psephology.tables import line, loaded, seat

TWO = ListSeats(number=2)
MORE = "CDEFGH"


def three_seats() -> Election:
    """Lab wins A and B, an independent wins C; Con and Green have votes and no seat.

    Con 960, Lab 900, Green 310 of 3,170 valid votes in the one region; Cy has 1,000.
    """
    lines = [
        line("A", "Lab", "Ann Example", 500, region="South"),
        line("A", "Con", "Bo Example", 490, region="South"),
        line("B", "Lab", "Di Example", 400, region="South"),
        line("B", "Con", "Ed Example", 390, region="South"),
        line("B", "Green", "Flo Example", 210, region="South"),
        line("C", "Ind", "Cy Example", 1000, region="South"),
        line("C", "Con", "Gil Example", 80, region="South"),
        line("C", "Green", "Hana Example", 100, region="South"),
    ]
    seats = [
        seat("A", 990, 10, electorate=2000),
        seat("B", 1000, 10, electorate=2000),
        seat("C", 1180, 900, electorate=2000),
    ]
    return loaded(lines, seats).elections[0]


def test_list_seats_are_added_to_those_that_were_won() -> None:
    """Lab 900 ÷ 3 = 300, Con 960 and 480, Green 310: both list seats are Con's; Cy keeps the seat and has no list."""
    found = rerun_with_additional(three_seats(), rules_named("ams-scotland"), TWO)
    assert found.seats == {"Lab": 2, "Con": 2, "Cy Example (C Example)": 1}
    assert found.won == {"Lab": 2, "Cy Example (C Example)": 1}
    assert "5 members instead of 3" in found.assumptions[1]
    assert "no list" in found.assumptions[3]


def test_independents_added_up_have_a_list_together() -> None:
    """Ind 1,000 ÷ 2 = 500 comes after Con's 960 and before Con's second 480."""
    rules = rules_named("ams-scotland")
    found = rerun_with_additional(three_seats(), rules, TWO, grouping=TOGETHER)
    assert found.seats == {"Lab": 2, "Ind": 2, "Con": 1}


def test_a_threshold_is_a_part_of_all_votes_also_of_those_without_a_list() -> None:
    """Green's 310 are 9.8 per cent of 3,170, and 14.3 of the 2,170 for parties: 12 per cent shuts Green out."""
    election = three_seats()
    rules = rules_named("ams-levelling")
    four = ListSeats(number=4)
    all_in = rerun_with_additional(election, rules, four)
    assert all_in.seats["Green"] == 1
    barred = rerun_with_additional(election, rules, four, threshold=Fraction(12, 100))
    assert "Green" not in barred.seats
    assert "12 per cent" in barred.assumptions[4]


def test_overhang_and_levelling_make_the_body_grow() -> None:
    """One list seat beside Lab's two: by Sainte-Laguë Con 960, Lab 900 and Con 320 share three; Lab keeps its two.

    Levelled, the body grows until Lab's second figure, 300, has its turn: after Green's 310.
    """
    one = ListSeats(number=1)
    over, levelled = (
        rerun_with_additional(three_seats(), rules_named(law), one).seats
        for law in ("ams-overhang", "ams-levelling")
    )
    assert over == {"Lab": 2, "Con": 2, "Cy Example (C Example)": 1}
    assert levelled == {**over, "Green": 1}


def test_list_seats_as_a_part_of_the_constituencies() -> None:
    half = ListSeats(part=Fraction(1, 2))
    assert [half.beside(number) for number in (1, 3, 4, 75)] == [1, 2, 2, 38]
    assert ListSeats(part=Fraction(1, 100)).beside(18) == 1
    assert str(half) == "50 per cent of the number of its constituencies, rounded"
    with pytest.raises(RulesError, match="either how many list seats"):
        ListSeats()
    with pytest.raises(RulesError, match="either how many list seats"):
        ListSeats(number=1, part=Fraction(1, 2))
    with pytest.raises(RulesError, match="at least one list seat"):
        ListSeats(number=0)


def test_rules_without_constituencies_are_refused() -> None:
    with pytest.raises(RulesError, match="knows no seats beside constituencies"):
        rerun_with_additional(three_seats(), rules_named("dhondt"), TWO)


@pytest.mark.parametrize(
    "law", ["dhondt", "sainte-lague", "sainte-lague-modified", "hare", "droop"]
)
@given(
    votes=st.lists(st.integers(1, 300), min_size=1, max_size=80),
    barred=st.sampled_from([None, Fraction(1, 50), Fraction(1, 4)]),
)
def test_leaving_the_smallest_out_changes_nothing(
    law: str, votes: list[int], barred: Fraction | None
) -> None:
    """Up to 80 lists for seven seats: the same seats as when every one of them is counted."""
    lines = [
        *(line("B", f"P{n:02}", f"Ann {n}", many) for n, many in enumerate(votes)),
        *(line(name, "P00", f"Bo {name}", 1, region="South") for name in MORE),
    ]
    first, second, *_ = [*sorted(votes, reverse=True), 0]
    assume(first > second)
    seats = [seat("B", sum(votes), first - second, electorate=30000)]
    seats += [seat(name, 1, 1) for name in MORE]
    votes[0] += len(MORE)
    assume(not barred or barred * sum(votes) <= max(votes))
    (election,) = loaded(lines, seats).elections
    rules = rules_named(law)
    again = rerun_by_lists(election, rules, threshold=barred)
    order = sorted(enumerate(votes), key=lambda each: (-each[1], each[0]))
    rankings = [(many, [f"P{n:02}"]) for n, many in order]
    poll = poll_of([name for _, (name,) in rankings], len(election), rankings)
    whole = count_by(rules, poll, Given(lots=poll.names, threshold=barred))
    assert again.seats == dict(Counter(whole.elected).most_common())
    assert len(again.counts["South"].names) <= max(TRIED_FIRST, len(votes))


def test_a_list_below_the_first_that_were_tried_can_win() -> None:
    """Forty lists of the same size and forty seats: each has one, though thirty are tried at first."""
    assert TRIED_FIRST < 40
    names = [f"{a}{b}" for a in "BCDE" for b in "ABCDEFGHIJ"]
    lines = [line(n, n, f"Ann {n}", 10, region="South") for n in names]
    election = loaded(lines, [seat(n, 10, 10) for n in names]).elections[0]
    whole = areas_by(election, Area.WHOLE)
    found = rerun_by_lists(election, rules_named("dhondt"), areas=whole)
    assert found.seats == dict.fromkeys(sorted(names), 1)
