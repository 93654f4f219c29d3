"""The answer for a row of the register; the rules themselves are proved in tests/core/elections."""

from datetime import date

import pytest

from hustings.core.elections.franchise import (
    AttainmentKind,
    ElectionKind,
    Nation,
    Voting,
)
from hustings.core.register.eligibility import Eligibility, Franchise
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.rows import RegisterRow

VOTING = Voting(ElectionKind.UK_PARLIAMENT, Nation.ENGLAND, date(2026, 5, 7))


def answer(
    written: date | None, marker: str = "", *, known: bool = True
) -> Eligibility:
    row = RegisterRow(
        ElectorNumber("AB1", 1), "Okafor", marker=marker, attainer_date=written
    )
    return Franchise(VOTING, polling_day_known=known).of(row)


@pytest.mark.parametrize(
    ("written", "attains_on", "kind", "verdict"),
    [
        (None, None, None, "yes"),
        (date(2008, 5, 7), date(2026, 5, 7), AttainmentKind.BIRTH, "yes"),
        (date(2008, 5, 8), date(2026, 5, 8), AttainmentKind.BIRTH, "no"),
        (date(2026, 5, 8), date(2026, 5, 8), AttainmentKind.ATTAINMENT, "no"),
        (date(2024, 1, 1), date(2024, 1, 1), AttainmentKind.ATTAINMENT, "yes"),
        (date(1990, 1, 1), None, AttainmentKind.UNCLEAR, "yes"),
        (date(1900, 1, 1), None, AttainmentKind.UNCLEAR, "yes"),
        (date(2035, 1, 1), None, AttainmentKind.UNCLEAR, "ask"),
        # Neither the birth of anybody on a register nor the attainment of an attainer:
        (date(2012, 6, 1), None, AttainmentKind.UNCLEAR, "ask"),
        (date(2018, 6, 1), None, AttainmentKind.UNCLEAR, "ask"),
        (date(2022, 6, 1), None, AttainmentKind.UNCLEAR, "ask"),
        (date(1066, 10, 14), None, AttainmentKind.UNCLEAR, "ask"),
    ],
)
def test_the_date_itself_says_whether_it_is_of_birth_or_of_attainment(
    written: date | None,
    attains_on: date | None,
    kind: AttainmentKind | None,
    verdict: str,
) -> None:
    found = answer(written)
    assert (found.attains_on, found.kind, found.verdict.answer.value) == (
        attains_on,
        kind,
        verdict,
    )


def test_without_a_polling_day_nobody_is_told_no_for_their_age() -> None:
    assert answer(date(2026, 5, 8), known=False).verdict.answer.value == "ask"
    assert answer(date(2026, 5, 8), "G", known=False).verdict.answer.value == "no", (
        "the marker is sure all the same"
    )
    assert answer(date(2026, 5, 6), known=False).verdict.answer.value == "yes"


def test_an_unknown_marker_asks_at_any_age() -> None:
    assert answer(None, "K").verdict.answer.value == "ask"
    assert answer(date(1990, 1, 1), "K").verdict.answer.value == "ask"
