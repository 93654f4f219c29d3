"""A seat of a past election by itself."""

from dataclasses import replace

import pytest

from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.psephology.past import NobodyKnown
from tests.core.psephology.tables import two_seats


def test_of_two_who_are_equal_nobody_is_known_to_be_elected() -> None:
    """The lot decides (RPA 1983 Sch 1 rule 49), and files of votes do not say on whom it fell."""
    seat = next(iter(two_seats().elections[0]))
    ann, bo, cy = (each.candidacy for each in seat.stood)
    level = (replace(ann, votes=290), replace(bo, votes=290), cy)
    stood = tuple(
        replace(each, candidacy=line)
        for each, line in zip(seat.stood, level, strict=True)
    )
    equal = replace(seat, stood=stood, result=replace(seat.result, candidacies=level))
    with pytest.raises(
        NobodyKnown, match="Ann Example .* and Bo Example .* have 290 votes each"
    ):
        _ = equal.winner
    drawn = replace(equal, result=replace(equal.result, lot="Bo Example"))
    assert drawn.winner.name == "Bo Example"


def test_where_several_are_declared_elected_it_is_no_single_seat() -> None:
    two = (
        Candidacy("Ann", "Lab", 9, elected=True),
        Candidacy("Bo", "Con", 8, elected=True),
    )
    told = str(NobodyKnown(DeclaredResult(contest="Example", candidacies=two)))
    assert (
        told == "Several are declared elected in Example, where one seat was expected."
    )
