"""Lists by divisors: each seat goes to the list whose votes, divided by a number that grows with its seats, are most."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings.core.counting.lists.parties import PartyList
from hustings.core.counting.lists.sheet import Sheet
from hustings.core.counting.poll import Poll
from hustings.core.counting.record import Count, Exact
from hustings.core.counting.rules import Given

Divisor = Callable[[int], Exact]
"""From the seats that a list has already to what its votes are divided by for the next."""


def dhondt(seats: int) -> Exact:
    """1, 2, 3, …"""
    return seats + 1


def sainte_lague(seats: int) -> Exact:
    """1, 3, 5, …"""
    return 2 * seats + 1


def sainte_lague_modified(seats: int) -> Exact:
    """1.4, 3, 5, …: the first seat is made dearer."""
    return 2 * seats + 1 if seats else Fraction(7, 5)


@dataclass(frozen=True, slots=True)
class AmongEquals:
    measure: Callable[[PartyList, int, Divisor], Exact]
    """From a list, its seats and the divisors: the most is ahead."""
    said: str


def _as_though_one_more(each: PartyList, seats: int, divisor: Divisor) -> Exact:
    """Whoever stands alone has no seats to add to."""
    return Fraction(each.votes) / divisor(seats + (0 if each.alone else 1))


ONE_MORE_SEAT = AmongEquals(_as_though_one_more, "with one more seat each")
MORE_VOTES = AmongEquals(lambda each, seats, divisor: each.votes, "with more votes")


@dataclass(frozen=True, slots=True)
class DivisorRules:
    name: str
    title: str
    law: str
    divisor: Divisor
    reason: str
    """Why a list wins a seat, with the paragraph."""
    ties: str
    """The paragraph on equal figures."""
    threshold: Fraction | None = None
    """Set by the law; `Given.threshold` counts only where it sets none."""
    among_equals: AmongEquals | None = None
    """What the law looks at before it leaves equal figures to a lot."""
    beside_constituencies: bool = False
    """Seats that lists hold already count in the divisor."""


@dataclass(frozen=True, slots=True)
class Quotients:
    """What each list contests one seat with."""

    figures: Mapping[str, Exact]
    divisors: Mapping[str, Exact]


def quotients(
    lists: Sequence[PartyList], seats: Mapping[str, int], divisor: Divisor
) -> Quotients:
    divisors = {each.name: divisor(seats[each.name]) for each in lists}
    figures = {each.name: Fraction(each.votes) / divisors[each.name] for each in lists}
    return Quotients(figures, divisors)


def count_by_divisors(poll: Poll, given: Given, rules: DivisorRules) -> Count:
    """Each seat in turn; MissingLot where the law leaves equal figures to a lot."""
    sheet = Sheet(poll, given)
    sheet.open(rules.threshold or given.threshold)
    while sheet.filled < poll.seats and sheet.running:
        seats = {
            name: won + (sheet.held[name] if rules.beside_constituencies else 0)
            for name, won in sheet.won.items()
        }
        found = quotients(sheet.running, seats, rules.divisor)
        to, why = highest(sheet, found, rules, seats, poll.seats - sheet.filled)
        stage = sheet.stage(to, found.figures, found.divisors, why)
        sheet.give(to, stage, rules.reason)
    return sheet.count(rules.name, rules.law, poll.seats)


def highest(
    sheet: Sheet,
    found: Quotients,
    rules: DivisorRules,
    seats: Mapping[str, int],
    left: int,
) -> tuple[PartyList, str]:
    """The list with the highest figure, and what was needed to tell it from others.

    Where as many seats are `left` as lists are equal, each of these has one and the order is nothing.
    """
    tied = _best(found.figures)
    if len(tied) <= left:
        said = f"Equal figures: {', '.join(tied)} have a seat each."
        return sheet.by_name[tied[0]], said if len(tied) > 1 else ""
    if rules.among_equals:
        ahead = _ahead(sheet, tied, rules.divisor, seats, rules.among_equals)
        if len(ahead) == 1:
            said = f"Equal figures: {ahead[0]} is ahead of {_but(tied, ahead[0])} {rules.among_equals.said} ({rules.ties})."
            sheet.notes.append(said)
            return sheet.by_name[ahead[0]], said
        tied = ahead
    name = sheet.draw.first(tied, f"for seat {sheet.filled + 1} ({rules.ties})")
    return sheet.by_name[name], sheet.draw.notes[-1]


def _ahead(
    sheet: Sheet,
    tied: Sequence[str],
    divisor: Divisor,
    seats: Mapping[str, int],
    law: AmongEquals,
) -> list[str]:
    return _best(
        {name: law.measure(sheet.by_name[name], seats[name], divisor) for name in tied}
    )


def _best(figures: Mapping[str, Exact]) -> list[str]:
    most = max(figures.values())
    return [name for name, figure in figures.items() if figure == most]


def _but(names: Sequence[str], one: str) -> str:
    return ", ".join(name for name in names if name != one)
