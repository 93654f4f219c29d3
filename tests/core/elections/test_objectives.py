"""The ladder: met or not, and by how many votes, at and on either side of each line."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.elections.objectives import (
    Beat,
    BeatTwoCombined,
    CutMajority,
    ReachPlace,
    ReachShare,
    Rung,
    SaveDeposit,
    Win,
    judge,
    usual_ladder,
)
from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.errors import HustingsError


def contest(**votes: int) -> DeclaredResult:
    return DeclaredResult(
        contest="Fernhill",
        candidacies=tuple(
            Candidacy(name.title(), f"{name.title()} Party", each)
            for name, each in votes.items()
        ),
    )


@pytest.mark.parametrize(
    ("rung", "votes", "met", "by"),
    [
        (SaveDeposit(), {"us": 51, "red": 949}, True, 1),
        (SaveDeposit(), {"us": 50, "red": 950}, False, 0),
        (SaveDeposit(), {"us": 40, "red": 960}, False, 10),
        (Beat("Red"), {"us": 101, "red": 100}, True, 1),
        (Beat("Red"), {"us": 100, "red": 100}, False, 0),
        (Beat("Red Party"), {"us": 99, "red": 100}, False, 1),
        (BeatTwoCombined("Red", "Blue"), {"us": 61, "red": 40, "blue": 20}, True, 1),
        (BeatTwoCombined("Red", "Blue"), {"us": 60, "red": 40, "blue": 20}, False, 0),
        (BeatTwoCombined("Red", "Blue"), {"us": 50, "red": 40, "blue": 20}, False, 10),
        (ReachShare(Fraction(1, 5)), {"us": 200, "red": 800}, True, 0),
        (ReachShare(Fraction(1, 5)), {"us": 199, "red": 801}, False, 1),
        # a fifth of 1,001 is 200.2: 201 are needed
        (ReachShare(Fraction(1, 5)), {"us": 200, "red": 801}, False, 1),
        (ReachShare(Fraction(1, 5)), {"us": 201, "red": 800}, True, 0),
        (CutMajority("Red", 500, 100), {"us": 300, "red": 400}, True, 0),
        (CutMajority("Red", 500, 100), {"us": 299, "red": 400}, False, 1),
        (CutMajority("Red", 500, 100), {"us": 450, "red": 400}, True, 150),
        # the lead is over the best of all the others, not over us
        (CutMajority("Red", 500, 100), {"us": 10, "red": 400, "blue": 350}, True, 50),
        (ReachPlace(2), {"us": 50, "red": 90, "blue": 40}, True, 10),
        (ReachPlace(2), {"us": 40, "red": 90, "blue": 40}, True, 0),
        (ReachPlace(2), {"us": 39, "red": 90, "blue": 40}, False, 1),
        (ReachPlace(9), {"us": 39, "red": 90}, True, 39),
        (ReachPlace(1), {"us": 91, "red": 90, "blue": 40}, True, 1),
        (ReachPlace(1), {"us": 89, "red": 90, "blue": 40}, False, 1),
        (Win(), {"us": 11, "red": 10}, True, 1),
        (Win(), {"us": 10, "red": 10}, False, 0),
        (Win(), {"us": 9, "red": 10}, False, 1),
        (Win(), {"us": 9}, True, 9),
    ],
)
def test_each_rung_on_its_line(
    rung: Rung, votes: dict[str, int], met: bool, by: int
) -> None:
    judged = judge(rung, contest(**votes), "Us")
    assert (judged.met, judged.by) == (met, by)


def test_a_lot_decides_who_won() -> None:
    for lot, met in (("Us", True), ("Red", False)):
        judged = judge(Win(), replace(contest(us=10, red=10), lot=lot), "Us")
        assert (judged.met, judged.by) == (met, 0)
        assert "the lot decided" in judged.sentence
    waiting = judge(Win(), contest(us=10, red=10), "Us")
    assert "still to be drawn" in waiting.sentence


@pytest.mark.parametrize(
    ("rung", "votes", "sentence"),
    [
        (
            SaveDeposit(),
            {"us": 51, "red": 949},
            "Deposit saved by 1 vote: 51 of 1,000 valid votes, 5.1 %.",
        ),
        (
            SaveDeposit(),
            {"us": 50, "red": 950},
            "Deposit lost: 50 of 1,000 valid votes, exactly 5 %, 1 vote short of 51.",
        ),
        (
            Beat("Red"),
            {"us": 1_200, "red": 200},
            "Beat Red (Red Party) by 1,000 votes: 1,200 to 200.",
        ),
        (
            Beat("Red"),
            {"us": 1, "red": 3},
            "Behind Red (Red Party) by 2 votes: 1 to 3.",
        ),
        (
            BeatTwoCombined("Red", "Blue"),
            {"us": 60, "red": 40, "blue": 20},
            "Level with Red (Red Party) and Blue (Blue Party) together: 60 to 40 + 20 = 60.",
        ),
        (
            CutMajority("Red", 500, 100),
            {"us": 299, "red": 400},
            "Majority of Red (Red Party) cut only from 500 to 101, 1 vote above the 100 aimed at.",
        ),
        (  # level: nobody has lost the seat yet
            CutMajority("Red", 500, 100),
            {"us": 400, "red": 400},
            "Majority of Red (Red Party) cut from 500 to 0, 100 votes below the 100 aimed at.",
        ),
        (
            CutMajority("Red", 500, 100),
            {"us": 401, "red": 400},
            "Majority of Red (Red Party) cut from 500: the seat is lost by 1, 101 votes below the 100 aimed at.",
        ),
        (
            ReachPlace(2),
            {"us": 40, "red": 90, "blue": 40},
            "Came equal 2nd of 3, aimed at 2nd or better: 0 votes to spare.",
        ),
    ],
)
def test_sentences_for_people(rung: Rung, votes: dict[str, int], sentence: str) -> None:
    assert judge(rung, contest(**votes), "Us").sentence == sentence


def test_a_grown_majority_is_not_called_cut() -> None:
    judged = judge(CutMajority("Red", 50, 20), contest(us=10, red=90), "Us")
    assert not judged.met
    assert "not cut" in judged.sentence


def test_a_missed_share_is_never_rounded_up_to_it() -> None:
    judged = judge(ReachShare(Fraction(1, 5)), contest(us=19_999, red=80_001), "Us")
    assert "19,999 votes are 19.9 %; 20,000 were needed" in judged.sentence


@settings(max_examples=150)
@given(
    us=st.integers(0, 2_000),
    red=st.integers(0, 2_000),
    blue=st.integers(0, 2_000),
)
def test_one_vote_more_never_turns_a_met_rung_into_a_missed_one(
    us: int, red: int, blue: int
) -> None:
    rungs: tuple[Rung, ...] = (
        SaveDeposit(),
        Beat("Red"),
        BeatTwoCombined("Red", "Blue"),
        ReachShare(Fraction(1, 3)),
        ReachPlace(2),
        Win(),
        CutMajority("Red", 2_000, 100),
    )
    before = [judge(r, contest(us=us, red=red, blue=blue), "Us") for r in rungs]
    after = [judge(r, contest(us=us + 1, red=red, blue=blue), "Us") for r in rungs]
    for one, other in zip(before, after, strict=True):
        assert one.by >= 0
        assert other.met or not one.met


@settings(max_examples=80)
@given(us=st.integers(1, 3_000), red=st.integers(0, 3_000))
def test_moving_by_votes_from_the_rival_reaches_the_line_of_beating(
    us: int, red: int
) -> None:
    judged = judge(Beat("Red"), contest(us=us, red=red), "Us")
    assert us - red == (judged.by if judged.met else -judged.by)


def test_the_usual_ladder_goes_from_the_deposit_past_each_rival_to_winning() -> None:
    declared = contest(us=30, red=50, blue=20, green=10)
    cut = CutMajority("Red", 100, 40)
    assert usual_ladder(declared, "Us", cut=cut) == (
        SaveDeposit(),
        Beat("Green"),
        Beat("Blue"),
        Beat("Red"),
        cut,
        Win(),
    )


@pytest.mark.parametrize(
    ("rung", "message"),
    [
        (Beat("Purple"), "Nobody in Fernhill is called Purple"),
        (Beat("Us"), "our own candidacy"),
        (BeatTwoCombined("Red", "Us"), "our own candidacy"),
        (BeatTwoCombined("Red", "Red Party"), "name two rivals"),
        (ReachShare(Fraction(0)), "more than 0"),
        (ReachShare(Fraction(3, 2)), "at most 100"),
        (ReachPlace(0), "1 or more"),
    ],
)
def test_rungs_that_cannot_be_judged_say_why(rung: Rung, message: str) -> None:
    with pytest.raises(HustingsError, match=message):
        judge(rung, contest(us=1, red=2, blue=3), "Us")


def test_where_a_table_hides_the_second_the_lead_is_the_published_one() -> None:
    lumped = DeclaredResult(
        contest="Fernhill",
        candidacies=(
            Candidacy("Us", "Independent", 20),
            Candidacy("Red", "Red", 100),
            Candidacy("", "All other candidates", 60, together=True),
        ),
        published_majority=45,
    )
    assert judge(CutMajority("Red", 80, 50), lumped, "Us").by == 5
    unpublished = replace(lumped, published_majority=None)
    with pytest.raises(HustingsError, match="enter the votes of every candidate"):
        judge(CutMajority("Red", 80, 50), unpublished, "Us")


def several_seats(elected: str, **votes: int) -> DeclaredResult:
    """A ward in which those whose first letters are given were declared elected."""
    alone = contest(**votes)
    marked = tuple(
        replace(each, elected=each.name[0] in elected) for each in alone.candidacies
    )
    return replace(alone, candidacies=marked)


@pytest.mark.parametrize(
    ("elected", "votes", "met", "by", "sentence"),
    [
        # two seats: second place is won, by the lead over the third
        (
            "RU",
            {"red": 90, "us": 70, "blue": 60},
            True,
            10,
            "Won by 10 votes: 70 to 60",
        ),
        # two seats, third: short of the second, not of the first
        ("RB", {"red": 90, "us": 50, "blue": 60}, False, 10, "behind by 10 votes"),
        # level for the last seat: the lot
        ("RU", {"red": 90, "us": 60, "blue": 60}, True, 0, "the lot decided"),
        ("RB", {"red": 90, "us": 60, "blue": 60}, False, 0, "the lot decided"),
        # single transferable vote: passed on later preferences, either way
        ("RU", {"red": 90, "us": 50, "blue": 60}, True, 0, "preferences decided"),
        ("RB", {"red": 90, "us": 70, "blue": 60}, False, 0, "preferences decided"),
        # as many seats as candidates
        ("RUB", {"red": 90, "us": 70, "blue": 60}, True, 0, "so was everyone"),
    ],
)
def test_a_seat_among_several_is_won_by_being_declared_elected(
    elected: str, votes: dict[str, int], met: bool, by: int, sentence: str
) -> None:
    judged = judge(Win(), several_seats(elected, **votes), "Us")
    assert (judged.met, judged.by) == (met, by)
    assert sentence in judged.sentence
