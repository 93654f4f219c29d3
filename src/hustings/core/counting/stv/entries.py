"""The laws on the single transferable vote as entries of the catalogue."""

from hustings.core.counting.poll import Poll
from hustings.core.counting.record import Count
from hustings.core.counting.reopened import reopened
from hustings.core.counting.rules import Family, Given, RuleSet
from hustings.core.counting.stv.dail import LAW as DAIL_LAW
from hustings.core.counting.stv.dail import count_dail
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import GREGORY_LAWS
from hustings.core.counting.stv.meek import MEEK, MEEK_NZ, WARREN, MeekRules, count_meek
from hustings.core.counting.stv.rules import GregoryRules

LOTS = frozenset({"lots"})
LIMITED = frozenset({"lots", "constraints"})


def _gregory(rules: GregoryRules) -> RuleSet:
    def count(poll: Poll, given: Given) -> Count:
        return _reopened(count_gregory(poll, rules, given.lots, given.constraints))

    return RuleSet(
        rules.name, rules.title, rules.law, Family.STV, rules.name, count, LIMITED
    )


def _meek(rules: MeekRules) -> RuleSet:
    def count(poll: Poll, given: Given) -> Count:
        return _reopened(count_meek(poll, rules, given.lots, given.constraints))

    return RuleSet(
        rules.name, rules.title, rules.law, Family.STV, rules.name, count, LIMITED
    )


def _count_dail(poll: Poll, given: Given) -> Count:
    return _reopened(count_dail(poll, given.lots))


def _reopened(count: Count) -> Count:
    """Re-open nominations leaves only the seats empty that it wins itself (docs/rules/re-open-nominations.md)."""
    return reopened(count, with_all_below=False)


DAIL = RuleSet(
    "dail",
    "Dáil Éireann (STV, particular papers)",
    DAIL_LAW,
    Family.STV,
    "dail",
    _count_dail,
    LOTS,
    order_counts=True,
)
RULE_SETS = (
    *map(_gregory, GREGORY_LAWS),
    DAIL,
    *map(_meek, (MEEK, MEEK_NZ, WARREN)),
)
