"""Approval: a voter marks as many candidates as they like; whoever is marked most is elected."""

from hustings.core.counting.plurality import MostVotes, count_most
from hustings.core.counting.poll import Poll
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Family, Given, RuleSet

APPROVAL = MostVotes(
    name="approval",
    law="no law; Brams and Fishburn, Approval Voting, American Political Science Review 72 (1978), and the body's own rules",
    elected="approved by most voters",
    ties="the body's own rules",
)


def count_approval(poll: Poll, given: Given) -> Count:
    """Every candidate that a paper names has a vote of it."""
    return count_most(poll, given, APPROVAL, len(poll.candidates))


RULE_SETS = (
    RuleSet(
        name="approval",
        title="Approval voting",
        law=APPROVAL.law,
        family=Family.MOST_VOTES,
        page="approval",
        count=count_approval,
        uses=frozenset(("lots",)),
    ),
)
