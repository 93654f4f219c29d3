"""What follows by law from the declared numbers: order, majority, share, deposit, turnout."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.elections.result import (
    Candidacy,
    DeclaredResult,
    beside_last_time,
    percent,
)
from hustings.core.errors import HustingsError


def result(*votes: int, lot: str | None = None) -> DeclaredResult:
    names = "ABCDEFGHIJ"
    return DeclaredResult(
        contest="Fernhill",
        candidacies=tuple(
            Candidacy(names[place], f"Party {names[place]}", each)
            for place, each in enumerate(votes)
        ),
        lot=lot,
    )


@pytest.mark.parametrize(
    ("ours", "others", "lost"),
    [
        (50, 950, True),  # exactly one twentieth
        (51, 949, False),
        (49, 951, True),
        (2_000, 37_993, False),  # 39,993 valid: 1,999.65
        (1_999, 37_994, True),
        (0, 0, True),
    ],
)
def test_the_deposit_is_lost_at_exactly_a_twentieth(
    ours: int, others: int, lost: bool
) -> None:
    declared = result(ours, others)
    assert declared.deposit_lost(declared.candidacies[0]) is lost
    assert (ours > declared.line_of_deposit) is not lost


@settings(max_examples=200)
@given(votes=st.lists(st.integers(0, 50_000), min_size=1, max_size=10))
def test_shares_add_up_and_no_lost_deposit_is_shown_as_five_per_cent(
    votes: list[int],
) -> None:
    declared = result(*votes)
    shares = [declared.share(each) for each in declared.candidacies]
    assert sum(shares) == (1 if sum(votes) else 0)
    for each in declared.candidacies:
        shown = declared.share_shown(each)
        if declared.deposit_lost(each):
            assert shown != "5.0 %"
            assert shown == "exactly 5 %" or float(shown.removesuffix(" %")) < 5
        else:
            assert float(shown.removesuffix(" %")) >= 5


@pytest.mark.parametrize(
    ("share", "places", "shown"),
    [
        (Fraction(24_120, 49_006), 1, "49.2 %"),
        (Fraction(8_715, 39_993), 1, "21.8 %"),
        (Fraction(8_715, 39_993), 2, "21.79 %"),
        (Fraction(4_996, 100_000), 1, "4.9 %"),
        (Fraction(49_999, 1_000_000), 2, "4.99 %"),
        (Fraction(426, 10_000), 1, "4.3 %"),
        (Fraction(1, 20), 1, "exactly 5 %"),
        (Fraction(50_001, 1_000_000), 1, "5.0 %"),
        (Fraction(1, 3), 0, "33 %"),
        (Fraction(0), 1, "0.0 %"),
        (Fraction(1), 1, "100.0 %"),
    ],
)
def test_percentages(share: Fraction, places: int, shown: str) -> None:
    assert percent(share, places=places, bar=Fraction(1, 20)) == shown


def test_places_show_ties_as_equal() -> None:
    placed = result(300, 100, 200, 100).placed
    assert [(each.candidacy.name, each.place, each.equal) for each in placed] == [
        ("A", 1, False),
        ("C", 2, False),
        ("B", 3, True),
        ("D", 3, True),
    ]


def test_equal_first_have_no_winner_until_the_lot_is_told() -> None:
    tied = result(500, 500, 3)
    assert tied.winner is None
    assert tied.majority == 0
    drawn = result(500, 500, 3, lot="B")
    assert drawn.winner is not None
    assert drawn.winner.name == "B"


@pytest.mark.parametrize(
    ("votes", "lot"), [((5, 4), "A"), ((5, 5, 1), "C"), ((5, 5), "Z")]
)
def test_a_lot_is_only_between_those_equal_first(
    votes: tuple[int, ...], lot: str
) -> None:
    with pytest.raises(HustingsError, match="equal first"):
        result(*votes, lot=lot)


@pytest.mark.parametrize(
    ("elected", "votes", "names", "majority"),
    [
        ("", (50, 70, 60), "B", 10),
        ("BC", (50, 70, 60), "BC", 10),
        ("AB", (50, 70, 60), "BA", None),
        ("C", (50, 70, 60), "C", None),
        ("ABC", (50, 70, 60), "BCA", None),
        ("BC", (60, 70, 60), "BC", 0),
    ],
)
def test_who_is_declared_elected_stands_above_the_votes(
    elected: str, votes: tuple[int, ...], names: str, majority: int | None
) -> None:
    """Several seats: the majority is the last elected's lead over the next; where preferences overturned the votes there is none."""
    alone = result(*votes)
    marked = tuple(
        replace(each, elected=each.name in elected) for each in alone.candidacies
    )
    declared = replace(alone, candidacies=marked)
    assert "".join(each.name for each in declared.elected) == names
    assert declared.majority == majority
    assert (declared.winner is None) == (len(names) > 1)


def test_majority_and_both_turnouts() -> None:
    """Islington North 2024: 49,006 valid and 189 rejected of 72,852 electors; majority 7,247."""
    declared = DeclaredResult(
        contest="Islington North",
        candidacies=(
            Candidacy("Jeremy Corbyn", "Independent", 24_120),
            Candidacy("Praful Nargund", "Labour", 16_873),
            Candidacy("", "Others", 8_013, together=True),
        ),
        electorate=72_852,
        rejected=189,
    )
    assert declared.majority == 7_247
    assert declared.turnout_valid == Fraction(49_006, 72_852)
    assert percent(declared.turnout_valid) == "67.3 %"


@pytest.mark.parametrize(("others", "majority"), [(60, 40), (61, None)])
def test_a_line_of_several_hides_the_second_only_where_it_is_larger(
    others: int, majority: int | None
) -> None:
    lumped = DeclaredResult(
        contest="Fernhill",
        candidacies=(
            Candidacy("A", "Red", 100),
            Candidacy("B", "Blue", 60),
            Candidacy("", "Others", others, together=True),
        ),
    )
    assert lumped.majority == majority


@pytest.mark.parametrize("rejected", [None, 0, 1])
def test_everybody_on_the_register_may_have_voted(rejected: int | None) -> None:
    votes = 10 - (rejected or 0)
    whole = DeclaredResult(
        contest="Fernhill",
        candidacies=(Candidacy("A", "Red", votes), Candidacy("B", "Blue", 0)),
        electorate=10,
        rejected=rejected,
    )
    assert whole.turnout_valid == Fraction(votes, 10)


@pytest.mark.parametrize(
    ("name", "party", "label"),
    [("A", "Red", "A (Red)"), ("A", "", "A"), ("", "Red", "Red")],
)
def test_a_candidacy_goes_by_whatever_it_has(name: str, party: str, label: str) -> None:
    assert Candidacy(name, party, 1).label == label


def test_without_electorate_there_is_no_turnout_and_alone_no_majority() -> None:
    alone = result(7)
    assert alone.turnout_valid is None
    assert alone.majority is None


def test_a_line_of_several_candidates_may_hide_the_second() -> None:
    lumped = DeclaredResult(
        contest="Fernhill",
        candidacies=(
            Candidacy("A", "Red", 100),
            Candidacy("B", "Blue", 40),
            Candidacy("", "All other candidates", 60, together=True),
        ),
        published_majority=45,
    )
    assert lumped.majority == 45
    assert lumped.valid == 200
    assert [each.candidacy.name for each in lumped.placed] == ["A", "B"]


@pytest.mark.parametrize(
    ("candidacies", "more", "message"),
    [
        ((), {}, "at least one candidate"),
        ((Candidacy("A", "", -1),), {}, "0 or more"),
        ((Candidacy("A", "Red", 1), Candidacy("A", "Red", 2)), {}, "entered twice"),
        ((Candidacy("A", "Red", 11),), {"electorate": 10}, "more than the electorate"),
        (
            (Candidacy("A", "Red", 9),),
            {"electorate": 10, "rejected": 2},
            "more than the electorate",
        ),
    ],
)
def test_numbers_that_cannot_be_are_refused(
    candidacies: tuple[Candidacy, ...], more: dict[str, int], message: str
) -> None:
    with pytest.raises(HustingsError, match=message):
        DeclaredResult(
            contest="Fernhill",
            candidacies=candidacies,
            electorate=more.get("electorate"),
            rejected=more.get("rejected"),
        )


TWO_INDEPENDENTS = DeclaredResult(
    contest="Fernhill",
    candidacies=(
        Candidacy("Ada Example", "Independent", 30, "Ind"),
        Candidacy("Bo Sample", "Independent", 20, "Ind"),
        Candidacy("Cy Model", "Labour and Co-operative", 40, "Lab"),
        Candidacy("Di Pattern", "Liberal Democrat", 10, "LD"),
    ),
)


@pytest.mark.parametrize(
    ("whom", "name"),
    [
        ("Ada Example", "Ada Example"),
        ("ada example", "Ada Example"),
        ("Sample", "Bo Sample"),
        ("Lab", "Cy Model"),
        ("Labour", "Cy Model"),
        ("Liberal Democrat", "Di Pattern"),
        ("Di Pattern (Liberal Democrat)", "Di Pattern"),
    ],
)
def test_a_candidacy_is_found_by_name_surname_or_party(whom: str, name: str) -> None:
    assert TWO_INDEPENDENTS.find(whom).name == name


def test_an_unclear_or_unknown_name_is_asked_back() -> None:
    with pytest.raises(HustingsError, match="Ada Example .* Bo Sample"):
        TWO_INDEPENDENTS.find("Independent")
    with pytest.raises(HustingsError, match="Choose from Ada Example"):
        TWO_INDEPENDENTS.find("Green")
    with pytest.raises(HustingsError, match="Choose from"):
        TWO_INDEPENDENTS.find("")


def test_beside_last_time_a_party_is_compared_and_a_person_is_followed() -> None:
    then = DeclaredResult(
        contest="Fernhill",
        candidacies=(
            Candidacy("Ada Example", "Labour", 60, "Lab"),
            Candidacy("Bo Sample", "Independent", 20, "Ind"),
            Candidacy("Ed Old", "The Brexit Party", 20, "BRX"),
        ),
    )
    now = DeclaredResult(
        contest="Fernhill",
        candidacies=(
            Candidacy("Ada Example", "Independent", 50, "Ind"),
            Candidacy("Cy Model", "Labour and Co-operative", 40, "Lab"),
            Candidacy("Flo New", "Reform UK", 10, "RUK"),
        ),
    )
    ada, labour, reform = beside_last_time(now, then)
    assert ada.party_then is None
    assert ada.change is None
    assert ada.person_then is not None
    assert ada.person_then.party == "Labour"
    assert labour.change == Fraction(-20, 100)
    assert reform.change == Fraction(-10, 100)


def test_in_a_ward_of_several_seats_no_party_is_compared_by_one_of_its_candidates() -> (
    None
):
    then = DeclaredResult(
        contest="Fernhill ward",
        candidacies=(
            Candidacy("Cy Model", "Labour", 60, "Lab"),
            Candidacy("Di Pattern", "Labour", 10, "Lab"),
            Candidacy("Ed Old", "Green", 30, "Green"),
        ),
    )
    now = DeclaredResult(
        contest="Fernhill ward",
        candidacies=(
            Candidacy("Cy Model", "Labour", 50, "Lab"),
            Candidacy("Flo New", "Green", 30, "Green"),
            Candidacy("Gus Late", "Green", 20, "Green"),
        ),
    )
    cy, flo, gus = beside_last_time(now, then)
    assert (cy.party_then, cy.change) == (None, None)
    assert cy.person_then == then.candidacies[0]
    assert (flo.party_then, gus.party_then) == (None, None)
