"""Two elections side by side: which seats go together, which parties stand for themselves, what is left out."""

from dataclasses import replace
from datetime import date

import pytest

from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.errors import HustingsError
from hustings.core.psephology.notional import Estimate, Notional
from hustings.core.psephology.transfers.margins import DID_NOT_VOTE, Change
from hustings.core.psephology.transfers.polls import (
    INDEPENDENTS,
    OTHERS,
    Paired,
    Polled,
    Polls,
    notional_polls,
    paired,
    polls_of,
)
from tests.core.psephology.tables import line, loaded, seat, two_seats

NAMES = {"red": "Red", "blue": "Blue", "tiny": "Tiny"}


def area(code: str, electorate: int | None = 1000, nation: str = "England", **votes: int) -> Polled:  # fmt: skip
    return Polled(code, f"{code} Example", "North", nation, electorate, votes)


def polls(said: str, *areas: Polled, by_name: bool = False) -> Polls:
    return Polls(said, areas, NAMES, by_name)


def three(**more: int | None) -> Paired:
    """Seats A and B with a partner, and C, which is given `more` before."""
    then = polls("2015", area("A", red=300, blue=200), area("B", red=100, blue=500), area("C", **more))  # type: ignore[arg-type]  # electorate or votes  # fmt: skip
    now = polls("2019", area("A", red=250, blue=300), area("B", red=150, blue=500), area("C", red=5))  # fmt: skip
    return paired(then, now)


def test_seats_go_together_by_code_and_the_rest_did_not_vote() -> None:
    found = three(red=400, blue=0)
    assert found.margins.rows == ("Blue", "Red", DID_NOT_VOTE)
    assert found.margins.before.tolist() == [[200, 300, 500], [500, 100, 400], [0, 400, 600]]  # fmt: skip
    assert found.margins.areas == ("A Example", "B Example", "C Example")
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"electorate": None, "red": 3}, "the electorate of 2015 is not known"),
        ({"electorate": 10, "red": 30}, "30 votes and an electorate of 10 in 2015"),
        ({}, "nobody voted in 2015"),
    ],
    ids=["no electorate", "too many votes", "unopposed"],
)
def test_a_seat_whose_figures_cannot_be_used_is_told(
    more: dict[str, int | None], why: str
) -> None:
    found = three(**more)
    assert len(found.areas) == 2
    assert [each.name for each in found.left_out] == ["C Example"]
    assert why in str(found.left_out[0])
    with pytest.raises(HustingsError, match="C Example was left out"):
        found.chosen("example c")


def test_other_boundaries_are_refused_with_what_would_help() -> None:
    then = polls("2017", area("A", red=1), area("OLD", red=1), area("OLDER", red=1))
    now = polls("2024", *(area(code, red=1) for code in ("A", "B", "C")))
    with pytest.raises(HustingsError, match="Only 1 of 3 seats of 2024 .* notional table of 2017"):  # fmt: skip
        paired(then, now)


def test_a_name_stands_for_a_renewed_code_in_notional_tables_alone() -> None:
    then = (area("A", red=1, blue=1), Polled("OLD", "Example B", "", "", 1000, {"red": 5}))  # fmt: skip
    now = polls("2024", area("A", red=2, blue=1), area("B", red=3))
    assert len(paired(polls("2019", *then, by_name=True), now).areas) == 2
    with pytest.raises(HustingsError, match="Only 1 of 2"):
        paired(polls("2019", *then), now)


def test_small_parties_are_others_and_independents_are_together() -> None:
    votes = {"red": 700, "blue": 260, "tiny": 4, INDEPENDENTS: 3, OTHERS: 2}
    both = polls("1", *(replace(area(code), votes=votes) for code in "AB"))
    found = paired(both, both).margins
    assert found.rows == ("Red", "Blue", INDEPENDENTS, OTHERS, DID_NOT_VOTE)
    assert found.before[0].tolist() == [700, 260, 3, 6, 31]
    one = paired(both, both, options=1).margins
    assert one.rows == ("Red", INDEPENDENTS, OTHERS, DID_NOT_VOTE)
    assert one.before[0].tolist() == [700, 3, 266, 31]


def test_parties_go_by_the_name_most_of_their_votes_have() -> None:
    """Joint candidacies are with their larger party; the Brexit Party is Reform UK; the Speaker is nobody's party."""
    parties = (
        Candidacy("", "Labour Party", 200, "Lab"),
        Candidacy("", "The Brexit Party", 100, "Brexit Party"),
        Candidacy("", "Independent 2 etc.", 9, "Independent 2 etc.", together=True),
        Candidacy("", "Commons Speaker", 40, "Commons Speaker"),
    )
    estimates = {
        code: Estimate(code, DeclaredResult(contest=f"{code[1:]} Example", candidacies=parties, electorate=1000))
        for code in ("XA", "XB")
    }  # fmt: skip
    then = notional_polls(Notional(date(2019, 12, 12), date(2024, 7, 4), estimates))
    assert then.said == "2019 (boundaries of 2024)"
    lines = [
        line(each, party, f"{n} Example", votes, party_abbr=short)
        for each in "AB"
        for n, (party, short, votes) in enumerate(
            (
                ("Labour and Co-operative", "Lab", 80),
                ("Reform UK", "RUK", 300),
                ("Independent", "Ind", 20),
            )
        )
    ] + [line("A", "Labour", "X Other", 50, party_abbr="Lab")]
    now = polls_of(loaded(lines, [seat("A", 450, 170), seat("B", 400, 220)]).elections[0])  # fmt: skip
    found = paired(then, now).margins
    assert found.rows == ("Reform UK", "Labour and Co-operative", INDEPENDENTS, OTHERS, DID_NOT_VOTE)  # fmt: skip
    assert found.before[0].tolist() == [100, 200, 9, 40, 651]
    assert found.columns == ("Reform UK", "Labour and Co-operative", INDEPENDENTS, DID_NOT_VOTE)  # fmt: skip
    assert found.after[0].tolist() == [300, 130, 20, 550]


def test_electorates_that_changed_are_named_or_scaled() -> None:
    then = polls("1", area("A", 900, red=500), area("B", red=500))
    now = polls("2", area("A", red=500), area("B", 950, red=500))
    named = paired(then, now).margins
    assert (named.rows[-1], named.columns[-1]) == ("Came onto the register", "Left the register")  # fmt: skip
    assert paired(then, now, change=Change.SCALED).margins.rows == ("Red", DID_NOT_VOTE)


def test_parts_of_a_country_are_asked_for_by_name() -> None:
    seats = [area(n[:2], nation=n, red=1) for n in ("England", "Scotland", "Wales", "Northern Ireland")]  # fmt: skip
    both = polls("2", *seats)
    assert both.regions() == ["Great Britain", "England", "Northern Ireland", "Scotland", "Wales", "North"]  # fmt: skip
    assert len(both.within("great britain").areas) == 3
    with pytest.raises(HustingsError, match="Narnia is no region .* Choose from Great Britain, England"):  # fmt: skip
        both.within("Narnia")
    assert [len(both.around(each).areas) for each in ("", "Wales", "Northern Ireland", "no")] == [3, 3, 1, 1]  # fmt: skip
    assert polls("2", *seats[:2]).around("").areas == tuple(seats[:2])
    found = paired(both, both)
    assert found.chosen("Wales") == [2]
    assert found.chosen("example wa") == [2]
    assert len(found.chosen()) == 4
    with pytest.raises(HustingsError, match="called Narnia"):
        found.chosen("Narnia")


def test_a_real_shape_goes_in_whole() -> None:
    said = polls_of(two_seats().elections[0])
    assert said.areas[0].votes == {"lab": 300, "con": 280, INDEPENDENTS: 20}
    assert (said.said, said.areas[0].electorate) == ("2031", 1000)
