"""A poll counted under a rule set, after a look whether the two fit each other."""

from collections.abc import Sequence
from dataclasses import fields

from hustings.core.counting.poll import Poll
from hustings.core.counting.record import Count
from hustings.core.counting.reopened import is_reopening
from hustings.core.counting.rules import (
    Family,
    Given,
    RulesError,
    RuleSet,
    refuse_if_nobody_stands,
)

_NOTHING = Given()
_SAID = {
    "lots": "lots",
    "registered": "the number of registered electors",
    "second": "a second round",
    "votes": "the number of votes that each voter has",
    "threshold": "a threshold",
    "held": "seats held already",
    "constraints": "constraints",
}


def count_by(rules: RuleSet, poll: Poll, given: Given | None = None) -> Count:
    """The count; raises RulesError where something was given that these rules do not use, or is lacking.

    Nothing that was given is passed over: whoever gives it believes that it changes the count.
    """
    given = given or _NOTHING
    refuse_if_nobody_stands(poll)
    if not any(poll.papers):
        raise RulesError("All papers are blank: there is nothing to count.")
    _refuse_line_among_lists(rules, poll)
    _refuse_lots_of_strangers(rules, poll, given.lots)
    _refuse_unused(rules, given)
    if rules.one_seat and poll.seats != 1:
        raise RulesError(
            f"{rules.title} fills one seat; {poll.seats} are to be filled. Choose other rules, or say --seats 1."
        )
    if rules.order_counts and poll.in_order is None:
        raise RulesError(
            f"{rules.title} transfers particular papers, and needs them one by one in the order in which they were mixed."
        )
    return rules.count(poll, given)


def _refuse_unused(rules: RuleSet, given: Given) -> None:
    for name in (field.name for field in fields(Given)):
        if name not in rules.uses and getattr(given, name) != getattr(_NOTHING, name):
            raise RulesError(
                f"{rules.title} has no use for {_SAID.get(name, name)}: leave it out."
            )


def _refuse_lots_of_strangers(rules: RuleSet, poll: Poll, lots: Sequence[str]) -> None:
    """A name that is misspelt would be drawn for nobody. Where lists win seats a lot falls on a list."""
    slates = {each.slate for each in poll.candidates if each.slate}
    known = {*poll.names} | (slates if rules.family is Family.LISTS else set())
    for name in lots:
        if name not in known:
            raise RulesError(
                f"“{name}” was drawn by lot and does not stand; standing are {', '.join(sorted(known))}."
            )


def _refuse_line_among_lists(rules: RuleSet, poll: Poll) -> None:
    if rules.family is not Family.LISTS:
        return
    line = next((each.name for each in poll.candidates if is_reopening(each)), "")
    if line:
        raise RulesError(
            f"{rules.title} gives seats to lists, and no law says what becomes of a seat that “{line}” wins: "
            "leave it out, or, if it is a list, give it its whole name."
        )
