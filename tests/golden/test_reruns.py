"""Re-runs of general elections beside what others have published.

The Electoral Reform Society projected 2019 by lists in the regions, by additional members and by the single transferable
vote ("Voters Left Voiceless", March 2020): Conservative 288, Labour 216, Liberal Democrat 70, SNP 28, Plaid Cymru 4, Green
12, Brexit Party 11 by lists. Its other two projections rest on a survey of second preferences and of list votes, and on
constituencies drawn for the purpose, none of which a result tells: ours must differ there, and no figure is compared.
"""

from fractions import Fraction

import pytest

from hustings.core.psephology.grouping import totals
from hustings.core.psephology.past import SPEAKER, Election
from hustings.core.psephology.reruns.asked import Asked, rerun_asked
from tests.golden.test_general_elections import load


@pytest.fixture(scope="module")
def elections() -> dict[int, Election]:
    return {each.day.year: each for each in load("ge", "2010_2024").elections}


def test_lists_in_2019_as_the_electoral_reform_society_had_them(
    elections: dict[int, Election],
) -> None:
    """Five parties to the seat; it prints 629 of the 632 British seats, and the three missing are two of Con's, one of Lab's."""
    found = rerun_asked(elections[2019], Asked(rules="dhondt")).seats
    named = {party: found[party] for party in ("LD", "SNP", "PC", "Green", "BRX")}
    assert named == {"LD": 70, "SNP": 28, "PC": 4, "Green": 12, "BRX": 11}
    assert (found["Con"], found["Lab"]) == (288 + 2, 216 + 1)


def test_the_golden_lists_of_2024(elections: dict[int, Election]) -> None:
    free = rerun_asked(elections[2024], Asked(rules="dhondt"))
    names = ("Lab", "Con", "RUK", "LD", "Green", "SNP")
    assert [free.seats[each] for each in names] == [234, 158, 96, 77, 42, 18]
    barred = rerun_asked(
        elections[2024], Asked(rules="dhondt", threshold=Fraction(1, 20))
    )
    assert (barred.seats["Lab"], barred.seats["Green"]) == (236, 39)


def test_each_additional_seat_went_to_the_highest_figure(
    elections: dict[int, Election],
) -> None:
    """Whoever has a list seat has it with a figure that nobody's next one beats; 6 independents and the Speaker stay."""
    election = elections[2024]
    asked = Asked(rules="ams-scotland", list_part=Fraction(1))
    found = rerun_asked(election, asked)
    assert sum(found.seats.values()) == 1300
    assert found.won["Lab"] == 411
    checked = 0
    for area in found.areas:
        votes = totals(area.part).votes
        lists = {p for p in votes if p != SPEAKER and "(" not in p}
        for party in lists:
            seats = area.seats.get(party, 0)
            if seats > area.won.get(party, 0):
                last = Fraction(votes[party], seats)
                others = lists - {party}
                assert all(
                    last >= Fraction(votes[each], area.seats.get(each, 0) + 1)
                    for each in others
                )
                checked += 1
    assert checked > 50


def test_every_vote_is_in_a_transferable_vote(elections: dict[int, Election]) -> None:
    election = elections[2024]
    found = rerun_asked(election, Asked(rules="scotland", members=5))
    assert sum(each.count.valid for each in found.areas) == election.valid
    assert sum(found.seats.values()) == 650
    assert {len(each.part) for each in found.areas} <= {4, 5, 6}
