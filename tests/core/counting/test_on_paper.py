"""How papers are marked under each rule set of the catalogue, and which rule sets a body's own ballot offers."""

import pytest

from hustings.core.counting.catalogue import CATALOGUE, rules_named
from hustings.core.counting.on_paper import HowMarked, Marking, how_marked, is_served
from hustings.core.counting.rules import RulesError

CROSSES, RANKS = Marking.CROSSES, Marking.RANKS


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("plurality", HowMarked(CROSSES, 1)),
        ("block", HowMarked(CROSSES, 3)),
        ("limited", HowMarked(CROSSES, 2)),
        ("approval", HowMarked(CROSSES, None)),
        ("motion", HowMarked(CROSSES, 1)),
        ("av", HowMarked(RANKS, None)),
        ("sv", HowMarked(RANKS, 2)),
        ("scotland", HowMarked(RANKS, None)),
        ("meek", HowMarked(RANKS, None)),
        ("dhondt", HowMarked(CROSSES, 1)),
    ],
)
def test_a_paper_is_marked_as_its_rules_say(name: str, marked: HowMarked) -> None:
    assert how_marked(rules_named(name), seats=3, votes=2) == marked


@pytest.mark.parametrize(
    "name", ["two-round", "two-round-france", "labour-1993", "ams-scotland", "dail"]
)
def test_rules_that_need_more_than_one_paper_a_voter_are_left_to_a_file(
    name: str,
) -> None:
    """A second round, sections, seats held already; and for Ireland the order in which the papers lie."""
    assert not is_served(rules_named(name))
    with pytest.raises(RulesError, match="hustings count"):
        how_marked(rules_named(name), seats=1)


def test_each_rule_set_that_is_served_says_how_it_is_marked() -> None:
    served = [each for each in CATALOGUE.values() if is_served(each)]
    assert len(served) > 20
    for rules in served:
        marked = how_marked(rules, seats=2, votes=1)
        assert (marked.marking is RANKS) == (
            rules.family.value.startswith(("preferences", "single"))
        )
