"""Swing in one seat: of parties under whatever name, and of candidates."""

from fractions import Fraction

import pytest

from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.errors import HustingsError
from hustings.core.psephology.swing import swings, two_in_seat


def result(*lines: tuple[str, str, int]) -> DeclaredResult:
    found = tuple(Candidacy(name, short, votes, short) for name, short, votes in lines)
    return DeclaredResult(contest="Example", candidacies=found)


BEFORE = result(("Ann A", "Con", 60), ("Bo B", "Brexit", 40), ("Cy C", "Ind", 100))
AFTER = result(("Ann A", "Con", 30), ("Di D", "RUK", 50), ("Cy C", "Ind", 20))


def test_a_renamed_party_is_one() -> None:
    """(60/200 − 30/100 + 50/100 − 40/200) ÷ 2 = 3/20 of all; 60/100 − 30/80 = 9/40 of the two."""
    found = two_in_seat(BEFORE, AFTER, "con", "RUK")
    assert found == ((60, 40, 200), (30, 50, 100))
    assert swings(*found) == (Fraction(3, 20), Fraction(9, 40))


def test_candidates_by_name_and_one_who_did_not_stand() -> None:
    found = two_in_seat(BEFORE, AFTER, "Cy C", "di d")
    assert found == ((100, 0, 200), (20, 50, 100))
    assert swings(*found) is None


def test_nobody_of_that_name() -> None:
    with pytest.raises(HustingsError, match="Nobody in Example is called Whig"):
        two_in_seat(BEFORE, AFTER, "Con", "Whig")


@pytest.mark.parametrize("party", ["Ind", "independent", "Spk"])
def test_independents_are_no_party_that_votes_swing_to(party: str) -> None:
    with pytest.raises(HustingsError, match=f"{party} is no party"):
        two_in_seat(BEFORE, AFTER, "Con", party)


def test_a_candidate_and_the_party_that_they_stood_for_are_the_same_votes() -> None:
    """Ann A stood for Con at both elections: from her to Con nothing can have moved."""
    with pytest.raises(HustingsError, match=r"Ann A and Con are the same votes where Ann A \(Con\) stood in Example"):  # fmt: skip
        two_in_seat(BEFORE, AFTER, "Ann A", "Con")
