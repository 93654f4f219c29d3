"""The single transferable vote from a stated table: papers by hand, whole votes, and refusals."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.counting.catalogue import rules_named
from hustings.core.counting.rules import RulesError
from hustings.core.psephology.assumed import OWN_PARTY, Assumed, Papers
from hustings.core.psephology.past import Election
from hustings.core.psephology.reruns.areas import put_together
from hustings.core.psephology.reruns.stv import rerun_by_stv
from tests.core.psephology.tables import line, loaded, seat

TABLE = Assumed(
    "the tests", {"Con": {"Lab": Fraction(1, 4)}, "Green": {"Lab": Fraction(1)}}
)


def spelt(votes: dict[str, dict[str, int]]) -> dict[tuple[str, ...], int]:
    """The papers by names, not by places."""
    names = [who for of in votes.values() for who in of]
    place = {who: nth for nth, who in enumerate(names, 1)}
    found = Papers(TABLE).of_parties(votes, {p: p for p in votes}, place)
    return {tuple(names[n - 1] for n in marks): many for marks, many in found.items()}


def test_papers_follow_the_party_first_and_the_table_then() -> None:
    """Of Bo's 200 a quarter go on to Lab, to Di (150 votes) before Ann (100); Lab's own go nowhere."""
    found = spelt({"Con": {"Bo": 200, "Cy": 300}, "Lab": {"Ann": 100, "Di": 150}})
    assert found == {
        ("Bo", "Cy", "Di", "Ann"): 50,
        ("Bo", "Cy"): 150,
        ("Cy", "Bo", "Di", "Ann"): 75,
        ("Cy", "Bo"): 225,
        ("Ann", "Di"): 100,
        ("Di", "Ann"): 150,
    }


@given(
    st.dictionaries(
        st.sampled_from(["Con", "Lab", "Green"]),
        st.dictionaries(st.sampled_from("abcd"), st.integers(0, 3000), min_size=1),
        min_size=1,
    )
)
def test_no_vote_is_made_or_lost(votes: dict[str, dict[str, int]]) -> None:
    named = {p: {p + who: n for who, n in of.items()} for p, of in votes.items()}
    found = spelt(named)
    for of in named.values():
        for who, many in of.items():
            assert sum(n for paper, n in found.items() if paper[0] == who) == many
    assert all(len(set(paper)) == len(paper) for paper in found)


def three_seats() -> Election:
    """Lab has 45 per cent and every seat; Con 35, Green 20."""
    lines = [
        line(name, party, f"{party} {name}", votes, region="South")
        for name in "BCD"
        for party, votes in (("Lab", 450), ("Con", 350), ("Green", 200))
    ]
    return loaded(
        lines, [seat(name, 1000, 100, electorate=2000) for name in "BCD"]
    ).elections[0]


def test_three_seats_together_by_the_quota() -> None:
    """3,000 papers, three seats: the quota is 751. Lab's 1,350 and Con's 1,050 hold one each.

    Of the third seat: Lab has 599 beyond its quota, Con 299, Green 600. With nobody going to another party Green has it by
    a vote. Where all of Green's would go to Lab, Green still has 600 against 599. Where Con's surplus goes to Lab, Lab has it.
    """
    areas = put_together(three_seats(), 3)
    rules = rules_named("scotland")
    alone = rerun_by_stv(three_seats(), rules, areas, OWN_PARTY)
    assert alone.seats == {"Lab": 1, "Con": 1, "Green": 1}
    assert alone.won == {"Lab": 3}
    moved = rerun_by_stv(three_seats(), rules, areas, TABLE)
    assert moved.seats == {"Lab": 2, "Con": 1}
    assert moved.assumed == TABLE
    said = " ".join(moved.assumptions)
    assert "is assumed: the tests" in said
    assert "about 3 to an area" in said
    assert "goes on to its others" in said


@pytest.mark.parametrize("law", ["dail", "av", "dhondt"])
def test_other_rules_are_refused(law: str) -> None:
    areas = put_together(three_seats(), 3)
    with pytest.raises(RulesError, match="cannot be re-run by transfers"):
        rerun_by_stv(three_seats(), rules_named(law), areas, OWN_PARTY)


def test_an_area_with_more_candidates_than_a_paper_has_room_for_is_refused() -> None:
    lines = [
        line("B", "Ind", f"Person {n}", 1000 - n, region="South") for n in range(251)
    ]
    votes = sum(1000 - n for n in range(251))
    many = loaded(lines, [seat("B", votes, 1, electorate=2 * votes)]).elections[0]
    with pytest.raises(RulesError, match="251 candidates are too many"):
        rerun_by_stv(many, rules_named("scotland"), put_together(many, 5), OWN_PARTY)
