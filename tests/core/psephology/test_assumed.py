"""Second preferences as somebody assumes them: stated, whole, and never made up where the table is silent."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.counting.catalogue import rules_named
from hustings.core.counting.rules import RulesError
from hustings.core.errors import HustingsError
from hustings.core.psephology.assumed import Assumed, Papers, read_assumed
from hustings.core.psephology.past import Election
from hustings.core.psephology.reruns.preferences import rerun_by_preferences
from tests.core.psephology.tables import line, loaded, seat, table

HALF, QUARTER = Fraction(1, 2), Fraction(1, 4)
TABLE = Assumed(
    "the tests",
    {
        "Con": {"Lab": HALF, "Ind": QUARTER},
        "Lab": {"Con": Fraction(1, 10), "Ind": Fraction(9, 10)},
        "Ind": {"Lab": Fraction(1)},
    },
)


def spelt(
    votes: dict[str, int], party_of: dict[str, str]
) -> dict[tuple[str, ...], int]:
    """The papers by names, not by places."""
    names = list(votes)
    found = Papers(TABLE).of_candidates(votes, party_of)
    return {tuple(names[n - 1] for n in marks): many for marks, many in found.items()}


def test_papers_follow_the_table_and_stop_where_it_is_silent() -> None:
    found = spelt({"Con": 400, "Lab": 300}, {"Con": "Con", "Lab": "Lab"})
    # Of Con's, a half go to Lab and a quarter to nobody; the quarter of Ind, who does not stand, is shared out likewise.
    assert found == {
        ("Con", "Lab"): 267,
        ("Con",): 133,
        ("Lab", "Con"): 300,
    }
    alone = spelt({"Green": 7, "Con": 3}, {"Green": "Green", "Con": "Con"})
    assert alone == {("Green",): 7, ("Con",): 3}


def test_two_of_one_party_share_its_part_by_their_votes() -> None:
    votes = {"Lab": 1000, "Cy": 300, "Di": 100}
    found = spelt(votes, {"Lab": "Lab", "Cy": "Ind", "Di": "Ind"})
    second = {
        name: sum(many for paper, many in found.items() if paper[:2] == ("Lab", name))
        for name in ("Cy", "Di")
    }
    assert second == {"Cy": 750, "Di": 250}


@given(
    st.dictionaries(
        st.sampled_from(["Con", "Lab", "Ind", "Green"]),
        st.integers(0, 5000),
        min_size=1,
    )
)
def test_no_vote_is_made_or_lost(votes: dict[str, int]) -> None:
    found = spelt(votes, {each: each for each in votes})
    for first, many in votes.items():
        assert sum(n for paper, n in found.items() if paper[0] == first) == many
    assert all(len(set(paper)) == len(paper) for paper in found)


def test_a_table_from_a_file() -> None:
    rows = ("from,to,percent", "Con,Lab,33.3", "Con,,10", "Lab,Con,5")
    found = read_assumed(table(*rows), said_by="a poll")
    assert found.part("Con", "Lab") == Fraction(333, 1000)
    assert found.nowhere("Con") == 1 - Fraction(333, 1000)
    assert found.nowhere("Green") == 1


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["from,to", "a,b"], "percent are missing"),
        (["from,to,percent", "a,b,1", "a,b,2"], "line 3: a to b stands there twice"),
        (["from,to,percent", "a,b,some"], "column percent: 'some'"),
        (["from,to,percent", "a,b,60", "a,c,41"], "they are 101"),
        (["from,to,percent", "a,b,-1"], "0 or more"),
    ],
)
def test_a_table_that_cannot_be_is_refused(rows: list[str], said: str) -> None:
    with pytest.raises(HustingsError, match=said):
        read_assumed(table(*rows), said_by="a poll")


def three() -> Election:
    lines = [
        line("A", "Con", "Bo Example", 400),
        line("A", "Lab", "Ann Example", 350),
        line("A", "Ind", "Cy Example", 250),
    ]
    return loaded(lines, [seat("A", 1000, 50, electorate=1200)]).elections[0]


def test_preferences_turn_a_seat() -> None:
    """Cy's 250 go to Lab: 600 of 1,000."""
    found = rerun_by_preferences(three(), rules_named("av"), TABLE)
    assert (found.seats, dict(found.won)) == ({"Lab": 1}, {"Con": 1})
    assert "is assumed: the tests" in found.assumptions[0]


@pytest.mark.parametrize(
    ("rules", "seats"), [("two-round", "Lab"), ("two-round-france", "Con")]
)
def test_a_second_round(rules: str, seats: str) -> None:
    """Under the French law all three have an eighth of the roll, and all three stand again."""
    found = rerun_by_preferences(three(), rules_named(rules), TABLE)
    assert found.seats == {seats: 1}
    last = found.counts["A Example"].stages[-1].votes
    two = {"Con": 400, "Lab": 600}
    three_again = {"Con": 400, "Lab": 350, "Cy Example (A Example)": 250}
    assert {k: v for k, v in last.items() if v} == (
        two if rules == "two-round" else three_again
    )


def test_rules_for_several_seats_are_refused() -> None:
    with pytest.raises(RulesError, match="does not fill single seats"):
        rerun_by_preferences(three(), rules_named("scotland"), TABLE)
