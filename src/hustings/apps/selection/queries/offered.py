"""The rule sets that a ballot on paper can have."""

from hustings.core.counting.catalogue import CATALOGUE, rules_named
from hustings.core.counting.motions import RULE_SETS as QUESTIONS
from hustings.core.counting.on_paper import is_served
from hustings.core.counting.rules import RuleSet


def offered() -> list[RuleSet]:
    """Those that need one paper from each voter, in the catalogue's order."""
    return [rules for rules in CATALOGUE.values() if is_served(rules)]


def is_motion(name: str) -> bool:
    """Whether the rules put a question to which the answer is Yes or No."""
    return rules_named(name) in QUESTIONS
