"""The laws on lists as entries of the catalogue."""

from hustings.core.counting.lists.additional import GrowingRules, count_growing
from hustings.core.counting.lists.divisors import DivisorRules, count_by_divisors
from hustings.core.counting.lists.laws import (
    DIVISOR_LAWS,
    GROWING_LAWS,
    REMAINDER_LAWS,
)
from hustings.core.counting.lists.remainders import RemainderRules, count_by_remainders
from hustings.core.counting.poll import Poll
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Family, Given, RuleSet


def _by_divisors(rules: DivisorRules) -> RuleSet:
    def count(poll: Poll, given: Given) -> Count:
        return count_by_divisors(poll, given, rules)

    uses = {"lots"}
    if rules.threshold is None:
        uses.add("threshold")
    if rules.beside_constituencies:
        uses = {"lots", "held"}
    return RuleSet(
        rules.name,
        rules.title,
        rules.law,
        Family.LISTS,
        rules.name,
        count,
        frozenset(uses),
    )


def _by_remainders(rules: RemainderRules) -> RuleSet:
    def count(poll: Poll, given: Given) -> Count:
        return count_by_remainders(poll, given, rules)

    return RuleSet(
        rules.name,
        rules.title,
        rules.law,
        Family.LISTS,
        rules.name,
        count,
        frozenset({"lots", "threshold"}),
    )


def _growing(rules: GrowingRules) -> RuleSet:
    def count(poll: Poll, given: Given) -> Count:
        return count_growing(poll, given, rules)

    uses = {"lots", "held"} | (set() if rules.share.threshold else {"threshold"})
    return RuleSet(
        rules.share.name,
        rules.share.title,
        rules.share.law,
        Family.LISTS,
        rules.share.name,
        count,
        frozenset(uses),
    )


RULE_SETS = (
    *map(_by_divisors, DIVISOR_LAWS),
    *map(_by_remainders, REMAINDER_LAWS),
    *map(_growing, GROWING_LAWS),
)
