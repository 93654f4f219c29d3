from fractions import Fraction

import pytest
from pytest_django import DjangoAssertNumQueries

from hustings.apps.counts.models import Candidacy
from hustings.apps.counts.page import declaration, headline
from hustings.apps.counts.queries import Picture, judged_ladder, picture
from hustings.core.elections.objectives import (
    Beat,
    BeatTwoCombined,
    CutMajority,
    ReachPlace,
    ReachShare,
    SaveDeposit,
    Win,
)
from tests.apps.counts.night import VOTES, aim_for, candidacies, make_agent, make_result

pytestmark = pytest.mark.django_db


def seen(**values: str) -> Picture:
    agent = make_agent(**values)
    make_result(agent)
    found = picture(agent.campaign)
    assert found
    return found


def test_before_the_declaration_there_is_no_picture() -> None:
    assert picture(make_agent().campaign) is None


def test_place_share_majority_and_deposit_follow_from_the_votes() -> None:
    """40,000 valid: 12,000 are 30 per cent and second; 19,000 − 12,000 is the majority."""
    found = seen()

    assert (found.position, found.share) == ("2nd", "30.0 %")
    assert found.result.majority == 7_000
    assert found.deposit == "saved"
    assert [row.lost_deposit for row in found.rows] == [False] * 4


@pytest.mark.parametrize(("votes", "deposit"), [(2_000, "lost"), (2_001, "saved")])
def test_exactly_a_twentieth_loses_the_deposit(votes: int, deposit: str) -> None:
    """RPA 1983 Sch 1 rule 53: returned with more than a twentieth of the votes."""
    agent = make_agent()
    rows = candidacies((("A", "X", 40_000 - votes), ("Ada Example", "", votes)))
    make_result(agent, rows=rows)
    found = picture(agent.campaign)

    assert found
    assert found.deposit == deposit
    assert (found.share == "exactly 5 %") == (votes == 2_000)


def test_a_council_election_has_no_deposit() -> None:
    found = seen(election="local")

    assert found.deposit == ""
    assert not any(row.lost_deposit for row in found.rows)


@pytest.mark.parametrize(
    ("election", "why"),
    [
        ("local", "No deposit is lodged at this election."),
        ("ni-assembly", "more than a quarter of the quota"),
    ],
)
def test_a_rung_about_a_deposit_that_no_twentieth_decides_is_not_judged(
    election: str, why: str
) -> None:
    nation = "northern-ireland" if election == "ni-assembly" else "england"
    agent = make_agent(election=election, nation=nation)
    aim_for(agent, SaveDeposit())
    rows = candidacies()
    rows[0].is_elected = True
    make_result(agent, rows=rows)
    found = picture(agent.campaign)
    assert found
    (step,) = judged_ladder(found)
    assert step.judged is None
    assert why in step.problem


@pytest.mark.parametrize(
    ("election", "source"),
    [
        ("uk-parliament", "(RPA 1983 Sch 1 rules 9 and 53)"),
        (
            "police-commissioner",
            "(Police and Crime Commissioner Elections Order 2012 Sch 3)",
        ),
    ],
)
def test_the_page_of_paper_names_the_law_of_this_election(
    election: str, source: str
) -> None:
    notes = declaration(seen(election=election), []).notes
    assert source in notes[0]


def test_where_we_have_not_read_the_order_the_page_says_whom_to_ask() -> None:
    agent = make_agent(election="senedd", nation="wales")
    rows = candidacies()
    rows[0].is_elected = True
    make_result(agent, rows=rows)
    found = picture(agent.campaign)
    assert found
    assert "Order 2025; ask the returning officer)" in declaration(found, []).notes[0]


def test_the_ladder_is_judged_in_whole_votes() -> None:
    """By hand: 12,000−2,000; 12,000−6,999; 12,000−(6,999+2,001); 25 % of 40,000 is 10,000; 7,000 against 8,000."""
    agent = make_agent()
    aim_for(
        agent,
        SaveDeposit(),
        Beat("Harvest Party"),
        BeatTwoCombined("Cy Quince", "Dee Sloe"),
        ReachShare(Fraction(1, 4)),
        CutMajority("Orchard Party", 15_000, 8_000),
        ReachPlace(2),
        Win(),
    )
    make_result(agent)
    found = picture(agent.campaign)
    assert found

    steps = judged_ladder(found)

    assert [(s.judged.met, s.judged.by) for s in steps if s.judged] == [
        (True, 10_000),
        (True, 5_001),
        (True, 3_000),
        (True, 2_000),
        (True, 1_000),
        (True, 5_001),
        (False, 7_000),
    ]


def test_a_rung_about_somebody_who_did_not_stand_says_so_and_the_others_stand() -> None:
    agent = make_agent()
    aim_for(agent, Beat("Nobody Here"), SaveDeposit())
    make_result(agent)
    found = picture(agent.campaign)
    assert found

    missing, deposit = judged_ladder(found)

    assert missing.judged is None
    assert "Nobody Here" in missing.problem
    assert deposit.judged
    assert deposit.judged.met


def test_last_time_stands_beside_on_both_bases() -> None:
    """Orchard had 25,000 of 50,000 then, so 50 %; it has 47.5 % now, 2.5 points fewer. Ada stood for Harvest then."""
    agent = make_agent()
    make_result(agent)
    actual = (
        ("Bea Plum", "Orchard Party", 25_000),
        ("Ada Example", "Old Party", 25_000),
    )
    make_result(agent, "actual", rows=candidacies(actual, ours=""))
    notional = [
        Candidacy(party="Orchard Party", votes=30_000),
        Candidacy(party="Other", votes=10_000, is_together=True),
    ]
    make_result(agent, "notional", rows=notional, published_majority=20_000)
    found = picture(agent.campaign)
    assert found

    before = {row.line.name: row.before for row in found.rows}

    assert found.bases == ("Last time, as it was", "Last time, on today’s boundaries")
    assert before["Bea Plum"] == ("50.0 % (−2.5)", "75.0 % (−27.5)")
    assert before["Ada Example"] == ("50.0 % for Old Party", "")
    assert before["Cy Quince"] == ("", "")
    measures = {each.words: each for each in declaration(found, []).measures}
    assert measures["Majority"].now == "7,000"
    assert measures["Majority"].before == ("0", "20,000")


def test_the_headline_names_the_elected_and_our_place() -> None:
    assert headline(seen()) == (
        "Bea Plum (Orchard Party) is elected. Ada Example: 2nd of 4, 12,000 votes, 30.0 %."
    )


def test_a_tie_at_the_top_waits_for_the_lot() -> None:
    agent = make_agent()
    rows = candidacies((("A", "X", 10), ("Ada Example", "", 10)))
    make_result(agent, rows=rows)
    found = picture(agent.campaign)
    assert found

    assert found.result.winner is None
    assert found.position == "equal 1st"
    assert headline(found).startswith("The first are equal")


def test_the_picture_takes_a_fixed_number_of_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    agent = make_agent()
    aim_for(agent, *(Beat(name) for name, _, _ in VOTES if name != "Ada Example"))
    for basis in ("declared", "actual", "notional"):
        make_result(agent, basis)

    with django_assert_max_num_queries(7):
        found = picture(agent.campaign)
        assert found
        assert len(found.rows) == 4
        assert all(step.judged for step in judged_ladder(found))
