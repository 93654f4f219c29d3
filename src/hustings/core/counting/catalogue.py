"""All rule sets by name."""

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from hustings.core.counting import (
    approval,
    motions,
    plurality,
    preferential,
    supplementary,
    two_round,
)
from hustings.core.counting.lists import entries as lists
from hustings.core.counting.rules import RulesError, RuleSet
from hustings.core.counting.sections import rules as sections
from hustings.core.counting.stv import entries as stv

# In the order in which they are shown: from the plainest to those that need most.
_ALL: tuple[RuleSet, ...] = (
    *plurality.RULE_SETS,
    *approval.RULE_SETS,
    *motions.RULE_SETS,
    *preferential.RULE_SETS,
    *supplementary.RULE_SETS,
    *two_round.RULE_SETS,
    *stv.RULE_SETS,
    *sections.RULE_SETS,
    *lists.RULE_SETS,
)
CATALOGUE: Mapping[str, RuleSet] = MappingProxyType({each.name: each for each in _ALL})


def rules_named(name: str) -> RuleSet:
    """The rule set of that name; raises RulesError, with names that are near."""
    if name in CATALOGUE:
        return CATALOGUE[name]
    near = get_close_matches(name, CATALOGUE, n=3, cutoff=0.4)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise RulesError(
        f"There are no rules called “{name}”.{hint} `hustings count --list` shows them all."
    )
