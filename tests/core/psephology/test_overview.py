"""Standings of parties, a whole election in one answer, a seat's deposits and changes, by hand from two invented seats."""

from dataclasses import replace
from datetime import date

import pytest

from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.errors import HustingsError
from hustings.core.psephology import answers
from hustings.core.psephology.corrections import corrections_of
from hustings.core.psephology.grouping import APART, REGISTERED, TOGETHER
from hustings.core.psephology.notional import Estimate, Notional
from hustings.core.psephology.overview import overview
from hustings.core.psephology.parties import in_words, is_no_party, standings
from hustings.core.psephology.past import Election
from tests.core.psephology.tables import line, loaded, seat, two_seats


def election() -> Election:
    """A: Ann Lab 300, Bo Con 280, Cy Ind 20. B: Di Con 210, Ed Lab 168, Flo Ind 22."""
    (found,) = two_seats().elections
    return found


def test_standings_count_votes_seats_seconds_and_deposits() -> None:
    con, lab, ind = standings(election(), TOGETHER)
    assert (con.party, con.votes, con.stood, con.seats, con.second) == ("Con", 490, 2, 1, 1)  # fmt: skip
    assert (lab.party, lab.votes, lab.seats, lab.second, lab.lost) == ("Lab", 468, 1, 1, 0)  # fmt: skip
    # 20 × 20 ≤ 600 is lost; 20 × 22 > 400 is kept.
    assert (ind.votes, ind.stood, ind.lost) == (42, 2, 1)
    assert con.share == pytest.approx(0.49)


def test_independents_stand_alone_unless_added_up() -> None:
    assert len(standings(election(), APART)) == 4
    assert is_no_party("Ind", APART)
    assert not is_no_party("Ind", TOGETHER)
    assert not is_no_party("Lab", APART)


def described(name: str, seat_of: str, votes: int, party: str, **more: str) -> str:
    return line(seat_of, "Lab", name, votes, **more).replace(",Lab,Lab,", f",{party},Lab,")  # fmt: skip


def test_most_candidates_give_a_party_its_name_and_joint_ones_may_stand_apart() -> None:
    both = "Labour and Co-operative"
    found = loaded(
        [
            described("Ann Example", "A", 300, both, ec_adjunct_party_id="PP119"),
            described("Bo Example", "A", 280, "Labour"),
            described("Di Example", "B", 400, "Labour"),
        ],
        [seat("A", 580, 20), seat("B", 400, 400)],
    )
    (whole,) = found.elections
    assert in_words(whole) == {"Lab": "Labour"}
    assert [(each.name, each.votes) for each in standings(whole)] == [("Labour", 980)]
    apart = standings(whole, REGISTERED)
    assert [(each.party, each.votes) for each in apart] == [("Lab", 680), (both, 300)]


def test_an_election_in_one_answer() -> None:
    found = election()
    regions = {name: standings(found.within(name), TOGETHER) for name in ("North", "South")}  # fmt: skip
    said = overview(found, standings(found, TOGETHER), regions)

    assert (said["seats"], said["valid_votes"], said["spoilt"]) == (2, 1000, 6)
    assert said["turnout"] == 0.5
    con, _, ind = said["parties"]
    assert (con["share"], con["seats_share"], con["is_party"]) == (0.49, 0.5, True)
    assert not ind["is_party"]
    north, south = said["regions"]
    assert (north["region"], north["valid_votes"], north["won"]) == ("North", 600, {"Lab": 1})  # fmt: skip
    assert (south["seats"], south["won"]) == (1, {"Con": 1})
    closest = said["closest"][0]
    assert (closest["code"], closest["majority"], closest["first"], closest["second"]) == ("XA", 20, "Lab", "Con")  # fmt: skip


def test_a_deposit_says_by_how_many_votes() -> None:
    found = election()
    ann, bo, cy = answers.seat(found.seats["XA"])["candidates"]
    # The line of 600 valid votes is 30: 30 still loses.
    assert (cy["deposit"], cy["deposit_by"]) == ("lost", 11)
    assert (ann["deposit"], ann["deposit_by"]) == ("kept", 270)
    *_, flo = answers.seat(found.seats["XB"])["candidates"]
    assert (flo["deposit"], flo["deposit_by"]) == ("kept", 2)


def test_a_seat_has_both_changes_and_says_which_are_unknown() -> None:
    found = election()
    then = DeclaredResult(
        contest="A Example",
        candidacies=(Candidacy("", "Labour", 60, "Lab"), Candidacy("", "Tory", 40, "Con")),
        electorate=200,
    )  # fmt: skip
    estimated = Notional(date(2027, 5, 6), found.day, {"XA": Estimate("XA", then)})
    said = answers.seat(found.seats["XA"], None, estimated)
    ann, _, cy = said["candidates"]
    assert (ann["change"], ann["change_notional"]) == (None, -0.1)
    assert cy["change_notional"] is None
    assert said["changes_since"] == {"actual": None, "notional": "2027-05-06"}
    again = answers.seat(found.seats["XA"], found)
    assert again["changes_since"] == {"actual": "2031-05-01", "notional": None}
    assert again["candidates"][0]["change"] == 0
    assert again["turnout_all_papers"] == 0.603
    assert again["take"] == {"deposit": 32, "second": 281, "win": 301}


def test_a_correction_says_why_for_its_own_seat_alone() -> None:
    found = election().seats["XA"]
    assert corrections_of(found) == []
    brightside = replace(found, day=date(2016, 5, 5), code="E14000921")
    (because,) = corrections_of(brightside)
    assert "14,087 votes, not 14,987" in because


def test_a_party_has_its_best_and_worst_seats() -> None:
    said = answers.party(election(), "con")
    assert (said["party"], said["votes"], said["seats"]) == ("Con", 490, 1)
    assert [each["code"] for each in said["best"]] == ["XB", "XA"]
    assert [each["code"] for each in said["worst"]] == ["XA", "XB"]
    assert said["best"][0]["place"] == 1
    with pytest.raises(HustingsError, match="No party is called Cno .*: Con"):
        answers.party(election(), "Cno")
