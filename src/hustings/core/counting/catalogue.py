"""All rule sets by name."""

from collections.abc import Mapping
from difflib import get_close_matches
from types import MappingProxyType

from hustings.core.counting.rules import RulesError, RuleSet
from hustings.core.counting.stv.entries import RULE_SETS as STV

CATALOGUE: Mapping[str, RuleSet] = MappingProxyType(
    {rules.name: rules for rules in (*STV,)}
)


def rules_named(name: str) -> RuleSet:
    """The rule set of that name; raises RulesError, with names that are near."""
    if name in CATALOGUE:
        return CATALOGUE[name]
    near = get_close_matches(name, CATALOGUE, n=3, cutoff=0.4)
    hint = f" Did you mean {' or '.join(near)}?" if near else ""
    raise RulesError(
        f"There are no rules called “{name}”.{hint} `hustings count --list` shows them all."
    )
