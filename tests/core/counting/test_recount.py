"""Somebody withdraws and the papers are counted again: who comes in and who falls out."""

import pytest

from hustings.core.counting.recount import recounted
from hustings.core.counting.rules import Given, RulesError, RuleSet
from hustings.core.counting.stv.entries import RULE_SETS
from tests.core.counting.polls import polled

SCOTLAND = next(rules for rules in RULE_SETS if rules.name == "scotland")
PAPERS = "40 AC, 32 B, 20 C, 8 DB"
"""Two seats, quota 34: A, then B when D is excluded."""


def test_whoever_wins_by_another_s_leaving_comes_in() -> None:
    recount = recounted(polled(2, PAPERS, "ABCD"), ["A"], SCOTLAND)
    assert recount.before.elected == ("A", "B")
    assert recount.after.elected == ("C", "B")
    assert (recount.came_in, recount.fell_out, recount.left_seats) == (
        ("C",),
        (),
        ("A",),
    )
    assert recount.said == "Without A: C is elected; A had been elected."


def test_leaving_may_unseat_somebody_else() -> None:
    poll = polled(1, "40 A, 35 B, 25 CA", "ABC")
    recount = recounted(poll, ["C"], SCOTLAND)
    assert recount.said == "Without C the same are elected."
    other = polled(1, "45 BC, 35 A, 20 CA", "ABC")
    recount = recounted(other, ["C"], SCOTLAND)
    assert (recount.before.elected, recount.after.elected) == (("A",), ("A",))
    third = polled(2, "34 A, 30 CB, 20 B, 16 D", "ABCD")
    recount = recounted(third, ["A"], SCOTLAND)
    assert recount.left_seats == ("A",)


def test_a_spoiler_who_withdraws_changes_the_winner() -> None:
    poll = polled(1, "40 A, 31 BC, 29 CA", "ABC")
    recount = recounted(poll, ["B"], SCOTLAND)
    assert recount.before.elected == ("A",)
    assert recount.after.elected == ("C",)
    assert recount.said == "Without B: C is elected; A is no longer elected."


def test_lots_serve_both_counts() -> None:
    poll = polled(1, "10 A, 10 B, 5 C", "ABC")
    assert recounted(poll, ["C"], SCOTLAND, Given(lots=("A",))).after.elected == ("B",)


@pytest.mark.parametrize(
    ("out", "words"),
    [
        (["Z"], "Z cannot be taken out .* standing are: A, B, C, D"),
        ([], "Nobody cannot be taken out"),
        (list("ABCD"), "nobody to elect"),
    ],
    ids=["stranger", "nobody", "all"],
)
def test_what_is_no_withdrawal_is_refused(out: list[str], words: str) -> None:
    with pytest.raises(RulesError, match=words):
        recounted(polled(2, PAPERS, "ABCD"), out, SCOTLAND)


@pytest.mark.parametrize("rules", RULE_SETS, ids=lambda rules: rules.name)
def test_every_law_counts_as_though_they_had_never_stood(rules: RuleSet) -> None:
    if rules.order_counts:
        return
    poll, without = polled(2, PAPERS, "ABCD"), polled(2, "60 C, 40 B", "BC")
    after = recounted(poll, ["A", "D"], rules, Given(lots=("B",))).after
    assert after.elected == rules.count(without, Given(lots=("B",))).elected
