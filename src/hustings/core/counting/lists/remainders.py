"""Lists by largest remainders: a seat for each whole quota, and what is left to the largest remainders."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from hustings.core.counting.lists.parties import PartyList
from hustings.core.counting.lists.sheet import Sheet
from hustings.core.counting.poll import Poll
from hustings.core.counting.record import Count, Exact
from hustings.core.counting.rules import Given, RulesError


@dataclass(frozen=True, slots=True)
class RemainderRules:
    name: str
    title: str
    law: str
    quota: Callable[[int, int], Exact]
    """From the votes of the lists that take part, and the seats."""


def hare(votes: int, seats: int) -> Exact:
    """Votes over seats, exactly."""
    return Fraction(votes, seats)


def droop(votes: int, seats: int) -> Exact:
    """Votes over seats and one, the fraction dropped, and one."""
    return votes // (seats + 1) + 1


def count_by_remainders(poll: Poll, given: Given, rules: RemainderRules) -> Count:
    """Whole quotas first; MissingLot where equal remainders leave a seat to a lot."""
    sheet = Sheet(poll, given)
    sheet.open(given.threshold)
    votes = sum(each.votes for each in sheet.taking_part)
    if not votes:
        raise RulesError("No list that takes part has a vote: there is no quota.")
    quota = rules.quota(votes, poll.seats)
    sheet.stages[0] = sheet.stages[0]._replace(quota=quota)
    for each in sheet.running:
        _whole_quotas(sheet, each, quota)
    _remainders(sheet, quota)
    return sheet.count(rules.name, rules.law, poll.seats)


def _whole_quotas(sheet: Sheet, each: PartyList, quota: Exact) -> None:
    whole = int(each.votes // quota)
    seats = whole if each.people is None else min(whole, len(each.people))
    if seats:
        said = "1 quota" if whole == 1 else f"{whole} quotas"
        stage = sheet.stage(each, {each.name: Fraction(each.votes) / quota}, {}, said)
        sheet.give(each, stage._replace(quota=quota), "a whole quota", seats)


def _remainders(sheet: Sheet, quota: Exact) -> None:
    """A seat to each of the largest remainders, one to a list."""
    left = {each.name: each.votes % quota for each in sheet.running}
    while sheet.filled < sheet.poll.seats and left:
        most = max(left.values())
        tied = [name for name, remainder in left.items() if remainder == most]
        name, why = tied[0], ""
        if len(tied) > sheet.poll.seats - sheet.filled:
            name = sheet.draw.first(tied, f"for seat {sheet.filled + 1}")
            why = sheet.draw.notes[-1]
        to = sheet.by_name[name]
        stage = sheet.stage(to, dict(left), {}, why)
        sheet.give(to, stage._replace(quota=quota), "the largest remainder left")
        del left[name]
