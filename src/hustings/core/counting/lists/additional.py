"""Additional members where the body grows: constituency seats beyond a list's share are added, or evened out.

The share of each list in the whole body is worked out by divisors, seat by seat. A list's constituency seats fill the
first of its seats, and people of the list the others. A list that holds more constituency seats than its share keeps
them. Then the body is larger by the excess (overhang), or more seats are given, still seat by seat, until everybody's
constituency seats are within their share (levelling).
"""

from dataclasses import dataclass

from hustings.core.counting.lists.divisors import DivisorRules, highest, quotients
from hustings.core.counting.lists.parties import PartyList
from hustings.core.counting.lists.sheet import Sheet
from hustings.core.counting.poll import Poll
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given, RulesError

MOST_LEVELLING = 4
"""Levelling gives up when the body would be this many times its size: a list with next to no votes holds a seat."""


@dataclass(frozen=True, slots=True)
class GrowingRules:
    share: DivisorRules
    levelling: bool
    a_seat_is_enough: bool = False
    """One constituency seat lifts a list over the threshold."""


def count_growing(poll: Poll, given: Given, rules: GrowingRules) -> Count:
    """`poll.seats` are the list seats before the body grows; the record's seats are those that were filled."""
    return _Growing(poll, given, rules).run()


class _Growing:
    def __init__(self, poll: Poll, given: Given, rules: GrowingRules) -> None:
        self.rules, self.sheet = rules, Sheet(poll, given)
        threshold = rules.share.threshold or given.threshold
        self.sheet.open(threshold, a_seat_is_enough=rules.a_seat_is_enough)
        self.held = {each.name: self.sheet.held[each.name] for each in self._lists}
        self.share = dict.fromkeys(self.sheet.votes, 0)
        """The seats of the whole body that each list has been given, constituencies among them."""
        self.size = poll.seats + sum(self.held.values())

    @property
    def _lists(self) -> list[PartyList]:
        return self.sheet.taking_part

    def run(self) -> Count:
        sheet = self.sheet
        while self._more() and self._running():
            found = quotients(self._running(), self.share, self.rules.share.divisor)
            left = max(self.size - sum(self.share.values()), 1)
            to, why = highest(sheet, found, self.rules.share, self.share, left)
            stage = sheet.stage(to, found.figures, found.divisors, why)
            self.share[to.name] += 1
            if self.share[to.name] <= self.held[to.name]:
                covered = f"filled by constituency seat {self.share[to.name]} of {self.held[to.name]}"
                sheet.leave(stage._replace(why=f"{why} {covered}".strip()))
            else:
                sheet.give(to, stage, self.rules.share.reason)
        if self._more():
            self.sheet.notes.append(
                "Seats are left: no list that takes part has anybody left."
            )
        self._say_how_it_grew()
        return sheet.count(self.rules.share.name, self.rules.share.law, sheet.filled)

    def _running(self) -> list[PartyList]:
        return [
            each
            for each in self._lists
            if each.votes and self._has_room(each, self.share[each.name])
        ]

    def _has_room(self, each: PartyList, share: int) -> bool:
        return each.has_room(max(share - self.held[each.name], 0))

    def _more(self) -> bool:
        given = sum(self.share.values())
        if given < self.size:
            return True
        if not self.rules.levelling or not any(map(self._over, self._lists)):
            return False
        if given >= MOST_LEVELLING * self.size:
            raise RulesError(
                f"Levelling would need more than {MOST_LEVELLING * self.size} seats: a list with very few votes holds a constituency seat."
            )
        return True

    def _over(self, each: PartyList) -> int:
        """Constituency seats beyond the list's share."""
        return max(self.held[each.name] - self.share[each.name], 0)

    def _say_how_it_grew(self) -> None:
        for each in self._lists:
            if over := self._over(each):
                self.sheet.notes.append(
                    f"Overhang: {each.name} holds {self.held[each.name]} constituency seats, {over} more than its share, and keeps them."
                )
        whole = self.sheet.filled + sum(self.held.values())
        if whole != self.size:
            self.sheet.notes.append(
                f"The body has {whole} seats of these lists instead of {self.size}."
            )
