"""What was asked for is done or refused, never passed over."""

from fractions import Fraction
from typing import Any

import pytest

from hustings.core.counting.rules import RulesError
from hustings.core.psephology.assumed import OWN_PARTY, Assumed
from hustings.core.psephology.reruns.areas import Area
from hustings.core.psephology.reruns.asked import Asked, rerun_asked, rules_for_reruns
from tests.core.psephology.reruns.test_stv import three_seats
from tests.core.psephology.tables import table

NEXT = Assumed("the tests", {"Green": {"Con": Fraction(1)}})


@pytest.mark.parametrize(
    ("given", "seats"),
    [
        ({"rules": "dhondt"}, {"Lab": 2, "Con": 1}),
        ({"rules": "dhondt", "area": Area.WHOLE}, {"Lab": 2, "Con": 1}),
        ({"rules": "dhondt", "members": 1}, {"Lab": 3}),
        ({"rules": "ams-scotland", "list_seats": 3}, {"Lab": 3, "Con": 2, "Green": 1}),
        ({"rules": "ams-wales", "list_part": Fraction(1)}, {"Lab": 3, "Con": 2, "Green": 1}),
        ({"rules": "scotland"}, {"Lab": 1, "Con": 1, "Green": 1}),
        ({"rules": "meek", "members": 1}, {"Lab": 3}),
        ({"rules": "av", "assumed": NEXT}, {"Con": 3}),
        ({"rules": "two-round", "assumed": NEXT}, {"Con": 3}),
    ],
)  # fmt: skip
def test_rules_of_every_kind(given: dict[str, Any], seats: dict[str, int]) -> None:
    assert rerun_asked(three_seats(), Asked(**given)).seats == seats


def test_areas_from_a_table() -> None:
    together = table("code,area", "XB,one", "XC,one", "XD,two")
    found = rerun_asked(three_seats(), Asked(rules="dhondt", areas=together))
    assert [(each.name, each.seats) for each in found.areas] == [
        ("one", {"Lab": 1, "Con": 1}),
        ("two", {"Lab": 1}),
    ]
    assert found.areas[0].won == {"Lab": 2}


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"rules": "dhondt", "assumed": OWN_PARTY}, "no use for a table of transfers"),
        ({"rules": "dhondt", "list_seats": 3}, "no use for a number of list seats"),
        ({"rules": "scotland", "threshold": Fraction(1, 20)}, "no use for a threshold"),
        ({"rules": "scotland", "area": Area.REGION}, "no use for an area for lists"),
        ({"rules": "av", "assumed": NEXT, "members": 3}, "no use for a number of members"),
        ({"rules": "ams-scotland", "list_seats": 1, "threshold": Fraction(1, 20)}, "no use for a threshold"),
        ({"rules": "ams-scotland"}, "either how many list seats"),
        ({"rules": "av"}, "give a table of transfers"),
        ({"rules": "dhondt", "members": 3, "area": Area.WHOLE}, "not both: an area for lists and a number"),
        ({"rules": "block"}, "cannot be counted again under these rules; it can under av"),
        ({"rules": "dail"}, "cannot be counted again"),
        ({"rules": "dhont"}, "Did you mean dhondt"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused(given: dict[str, Any], said: str) -> None:
    with pytest.raises(RulesError, match=said):
        rerun_asked(three_seats(), Asked(**given))


@pytest.mark.parametrize("rules", rules_for_reruns(), ids=lambda each: each.name)
def test_every_law_that_is_offered_counts(rules: Any) -> None:
    given: dict[str, Any] = {"list_seats": 3} if "held" in rules.uses else {}
    if rules.one_seat:
        given["assumed"] = NEXT
    found = rerun_asked(three_seats(), Asked(rules=rules.name, **given))
    assert sum(found.seats.values()) >= 3
