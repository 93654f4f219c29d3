"""The long series, in small."""

from fractions import Fraction

import pytest

from hustings.core.errors import HustingsError
from hustings.core.psephology.series import (
    RankedTurnout,
    read_series,
    turnout_ranked,
)
from tests.core.psephology.tables import table

HEADING = "constituency_name,country/region,seats,electorate,con_votes,lib_votes ,lab_votes,natSW_votes,oth_votes,total_votes,election"


def test_seats_of_one_and_of_several() -> None:
    found = read_series(
        table(
            HEADING,
            "Alpha,North,1,100,40,10,20,,,70,1950",
            "Beta,North,2,100,41,,30,,,70,1945",  # halved votes, rounded
            "Gamma,North,2,100,44,,30,,,70,1945",
            "Delta,North,1,100,-1,,,,,-1,1945",
            "Epsilon,North,2,100,-2,,,,,,1945",
            "Zeta,North,1,100,many,,,,,70,1950",
            "Eta,North,1,100,30,,31,,,60,1950",
        )
    )
    assert [each.name for each in found.seats][:2] == ["Alpha", "Beta"]
    assert [each.seat for each in found.refused] == ["Zeta"]
    assert [each.seat for each in found.not_summing] == ["Gamma", "Eta"]
    assert "add up to 61 votes; 60 is printed" in str(found.not_summing[1])
    walkover = next(each for each in found.seats if each.name == "Epsilon")
    assert (dict(walkover.unopposed), walkover.turned_out) == (
        {"Conservative": 2},
        None,
    )
    counted = [each.turned_out for each in found.seats if each.turned_out]
    assert turnout_ranked(counted) == (
        RankedTurnout("1950", Fraction(130, 200), place=1, seats=2),
    )


def test_other_columns_are_refused() -> None:
    with pytest.raises(HustingsError, match="oth_votes"):
        read_series(table(HEADING.replace("oth_votes", "other"), "x"))
