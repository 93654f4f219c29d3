"""The same ballots under two rule sets: who gains, who loses, and seats against first preferences."""

import json
from dataclasses import replace
from fractions import Fraction

import jsonschema
import pytest

from hustings.core.counting.plurality import BLOCK, count_most
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given
from hustings.core.counting.shown.as_json import schema
from hustings.core.counting.shown.comparison import Comparison, NotAlike, compare
from hustings.core.counting.shown.formats import FORMATS, written
from hustings.core.counting.shown.from_json import loads
from hustings.core.counting.shown.side_by_side import (
    by_candidate,
    by_slate,
    html_comparison,
    said,
    text_comparison,
)
from tests.core.counting.shown.samples import poll, scottish, weighted


def block() -> Count:
    """Two votes each: the first two preferences of every paper."""
    return count_most(poll(), Given(), BLOCK, 2)


def comparison() -> Comparison:
    return compare(scottish(), block())


def test_who_gains_and_who_loses() -> None:
    """By block vote Ada (53 + 22) and Ben (22 + 44 + 5) are elected: Ben gains what Cora loses."""
    assert block().elected == ("Ada Marsh", "Ben Oduya")
    assert comparison().gained == ("Ben Oduya",)
    assert comparison().lost == ("Cora Lindqvist",)
    assert said(comparison())[0] == (
        "Under block and not under scotland: Ben Oduya. Under scotland and not under block: Cora Lindqvist."
    )


def test_slates_have_seats_beside_their_first_preferences() -> None:
    slates = {each.slate: each for each in comparison().slates}
    orchard = slates["Orchard"]
    assert (orchard.candidates, orchard.first) == (2, Fraction(75))
    assert orchard.share == Fraction(75, 135)
    assert (orchard.seats, orchard.other, orchard.change) == (1, 2, 1)
    assert slates["without a slate"].first == 19


def test_how_far_seats_are_out_of_proportion() -> None:
    """Shares of 135: Orchard 75, Canal 41, Elin alone 19.

    One seat each of two: (|67.5 - 75| + |67.5 - 41| + 19) / 2 / 135; both for Orchard: (60 + 41 + 19) / 2 / 135.
    """
    assert comparison().misplaced == (Fraction(53, 270), Fraction(60, 135))


def test_candidates_without_a_slate_are_each_their_own() -> None:
    """As one group Ben and Cora, without slates, would seem to share a seat fairly."""
    one = compare(weighted(), weighted())
    assert one.misplaced == (Fraction(1, 3), Fraction(1, 3))


def test_tables_by_candidate_and_by_slate() -> None:
    rows = [list(row) for row in by_candidate(comparison())]
    assert rows[2] == ["Ben Oduya", "Orchard", "22", "not elected", "elected (2)", "gains a seat"]  # fmt: skip
    assert rows[3][-1] == "loses a seat"
    slates = [list(row) for row in by_slate(comparison())]
    assert slates[1] == ["Orchard", "2", "75", "55.6 %", "1 (50.0 %)", "2 (100.0 %)", "+1"]  # fmt: skip
    assert slates[2][-1] == "\u22121"


def test_first_preferences_come_from_the_record_that_has_them() -> None:
    """Block votes are no first preferences, so the other record is asked."""
    turned = compare(block(), scottish())
    assert [each.first for each in turned.candidates] == [53, 22, 21, 20, 19]


def test_counts_of_other_candidates_are_refused() -> None:
    with pytest.raises(NotAlike, match="different candidates"):
        compare(scottish(), weighted())


def test_the_same_rules_differ_in_nothing() -> None:
    assert said(compare(scottish(), scottish()))[0].endswith("the same candidates.")


def test_as_text_and_as_part_of_a_page() -> None:
    text = text_comparison(comparison())
    assert "19.6 % under scotland, 44.4 % under block" in text
    assert '<th scope="row">Orchard</th>' in html_comparison(comparison())


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_holds_both(form: str) -> None:
    alone, both = written(scottish(), form), written(scottish(), form, block())
    assert "gains a seat" not in alone
    assert len(both) > len(alone)
    assert "Cora Lindqvist" in both.replace(alone, "")


def test_the_json_of_two_counts_follows_the_schema() -> None:
    text = written(scottish(), "json", block())
    jsonschema.Draft202012Validator(schema()).validate(json.loads(text))
    assert loads(text) == scottish()
    assert loads(json.dumps(json.loads(text)["against"])) == block()


def test_who_has_no_slate_stands_last() -> None:
    turned = replace(scottish(), candidates=scottish().candidates[::-1])
    slates = [each.slate for each in compare(turned, turned).slates]
    assert slates == ["Canal", "Orchard", "without a slate"]
