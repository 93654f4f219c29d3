"""The ladder of a campaign: what it set out to do, and whether the declared result did it.

Few campaigns of independents expect to win, and all have something to win: to keep the deposit, to come before a party, to beat two of
them together, to cut a majority, to take the seat. Each such aim is a rung. Judging a rung compares two whole numbers: what was reached
and the line to pass. `by` is the distance between them in votes, so "met by 12" and "missed by 12" can be checked with a pencil.

Some rungs must pass the line (to beat someone is to have more votes, and a deposit is lost exactly on its line); others are met on the line
itself (a share reached, a majority cut to so many). So a rung may be missed by 0, when votes are equal, and met by 0.
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

from hustings.core.elections.result import (
    Candidacy,
    DeclaredResult,
    Placed,
    percent,
)
from hustings.core.elections.wording import count_of, ordinal
from hustings.core.errors import HustingsError


@dataclass(frozen=True, slots=True)
class SaveDeposit:
    """More than one twentieth of the valid votes."""


@dataclass(frozen=True, slots=True)
class Beat:
    """More votes than a rival, named by candidate or party."""

    rival: str


@dataclass(frozen=True, slots=True)
class BeatTwoCombined:
    """More votes than two rivals added together."""

    first: str
    second: str


@dataclass(frozen=True, slots=True)
class ReachShare:
    """At least this part of the valid votes; `share` is exact, so Fraction(1, 5) is 20 per cent."""

    share: Fraction


@dataclass(frozen=True, slots=True)
class CutMajority:
    """The lead of `of`, which was `was` last time, is `to` or less now; a seat lost counts as a lead below nothing."""

    of: str
    was: int
    to: int


@dataclass(frozen=True, slots=True)
class ReachPlace:
    """This place or better; a shared place counts as reached."""

    place: int


@dataclass(frozen=True, slots=True)
class Win:
    """Elected: more votes than every rival, or equal and chosen by lot; in a ward of several seats, declared elected."""


Rung = (
    SaveDeposit | Beat | BeatTwoCombined | ReachShare | CutMajority | ReachPlace | Win
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A rung against a result.

    `by` is the distance in votes between what was reached and the line: our votes and the rival's, or the lead and the
    lead aimed at. It is never negative; `met` says on which side.
    """

    rung: Rung
    met: bool
    by: int
    sentence: str


def judge(rung: Rung, result: DeclaredResult, ours: str) -> Judged:
    """Whether a rung is met, by how many votes, in words; `ours` names our candidacy as `DeclaredResult.find` takes it."""
    us = result.find(ours)
    match rung:
        case SaveDeposit():
            return _deposit(rung, result, us)
        case Beat():
            return _beat(rung, us, _rival(result, us, rung.rival))
        case BeatTwoCombined():
            return _two(rung, result, us)
        case ReachShare():
            return _share(rung, result, us)
        case CutMajority():
            return _majority(rung, result)
        case ReachPlace():
            return _place(rung, result, us)
        case Win():
            return _win(rung, result, us)


def usual_ladder(
    result: DeclaredResult, ours: str, *, cut: CutMajority | None = None
) -> tuple[Rung, ...]:
    """Deposit, each rival in turn from the weakest, the majority cut if one is given, and winning."""
    us = result.find(ours)
    weakest_first = [each.candidacy for each in reversed(result.placed)]
    rivals = [Beat(each.name or each.party) for each in weakest_first if each != us]
    return (SaveDeposit(), *rivals, *([cut] if cut else []), Win())


def _rival(result: DeclaredResult, us: Candidacy, whom: str) -> Candidacy:
    rival = result.find(whom)
    if rival == us:
        raise HustingsError(f"{whom} is our own candidacy: name a rival.")
    return rival


def _deposit(rung: Rung, result: DeclaredResult, us: Candidacy) -> Judged:
    line = result.line_of_deposit
    met = not result.deposit_lost(us)
    shown = f"{us.votes:,} of {result.valid:,} valid votes, {result.share_shown(us)}"
    by = abs(us.votes - line)
    if met:
        return Judged(rung, met, by, f"Deposit saved by {_votes(by)}: {shown}.")
    short = f"{_votes(line + 1 - us.votes)} short of {line + 1:,}"
    return Judged(rung, met, by, f"Deposit lost: {shown}, {short}.")


def _beat(rung: Rung, us: Candidacy, rival: Candidacy) -> Judged:
    by = abs(us.votes - rival.votes)
    numbers = f"{us.votes:,} to {rival.votes:,}"
    if us.votes > rival.votes:
        return Judged(rung, True, by, f"Beat {rival.label} by {_votes(by)}: {numbers}.")
    if not by:
        return Judged(rung, False, 0, f"Level with {rival.label}: {numbers}.")
    return Judged(rung, False, by, f"Behind {rival.label} by {_votes(by)}: {numbers}.")


def _two(rung: BeatTwoCombined, result: DeclaredResult, us: Candidacy) -> Judged:
    first = _rival(result, us, rung.first)
    second = _rival(result, us, rung.second)
    if first == second:
        raise HustingsError(
            f"{rung.first} and {rung.second} are the same candidacy: name two rivals."
        )
    both = first.votes + second.votes
    by = abs(us.votes - both)
    names = f"{first.label} and {second.label} together"
    numbers = f"{us.votes:,} to {first.votes:,} + {second.votes:,} = {both:,}"
    if not by:
        return Judged(rung, False, 0, f"Level with {names}: {numbers}.")
    verb = "Beat" if us.votes > both else "Behind"
    return Judged(
        rung, us.votes > both, by, f"{verb} {names} by {_votes(by)}: {numbers}."
    )


def _share(rung: ReachShare, result: DeclaredResult, us: Candidacy) -> Judged:
    if not 0 < rung.share <= 1:
        raise HustingsError(
            "Give the share aimed at as more than 0 and at most 100 per cent."
        )
    needed = ceil(rung.share * result.valid)
    met, by = us.votes >= needed, abs(us.votes - needed)
    bar = None if met else rung.share
    reached = percent(result.share(us), bar=bar)
    target = percent(rung.share)
    word = "reached with" if met else "missed by"
    spare = f"{_votes(by)} to spare" if met else _votes(by)
    numbers = f"{us.votes:,} votes are {reached}; {needed:,} were needed"
    return Judged(rung, met, by, f"{target} {word} {spare}: {numbers}.")


def _majority(rung: CutMajority, result: DeclaredResult) -> Judged:
    """The lead of `of` over the best of the others: below nothing once the seat is lost."""
    holder = result.find(rung.of)
    now = _lead(result, holder)
    met, by = now <= rung.to, abs(rung.to - now)
    change = (
        f"from {rung.was:,} to {now:,}"
        if now >= 0
        else f"from {rung.was:,}: the seat is lost by {-now:,}"
    )
    if met:
        return Judged(
            rung,
            met,
            by,
            f"Majority of {holder.label} cut {change}, {_votes(by)} below the {rung.to:,} aimed at.",
        )
    word = "cut only" if now < rung.was else "not cut:"
    return Judged(
        rung,
        met,
        by,
        f"Majority of {holder.label} {word} {change}, {_votes(by)} above the {rung.to:,} aimed at.",
    )


def _lead(result: DeclaredResult, holder: Candidacy) -> int:
    others = [
        each.votes
        for each in result.candidacies
        if each != holder and not each.together
    ]
    hidden = max(
        (each.votes for each in result.candidacies if each.together), default=0
    )
    best = max(others, default=0)
    if hidden > best:
        return _published_lead(result, holder)
    return holder.votes - best


def _published_lead(result: DeclaredResult, holder: Candidacy) -> int:
    """The lead where the source adds candidates together: only the winner's is printed."""
    if result.winner != holder or result.published_majority is None:
        raise HustingsError(
            f"The results of {result.contest} count several candidates together, so the lead of {holder.label} is unknown: "
            "enter the votes of every candidate."
        )
    return result.published_majority


def _place(rung: ReachPlace, result: DeclaredResult, us: Candidacy) -> Judged:
    if rung.place < 1:
        raise HustingsError("Give the place aimed at as 1 or more.")
    others = sorted(
        (each.votes for each in result.standing if each != us), reverse=True
    )
    line = others[rung.place - 1] if rung.place <= len(others) else 0
    placed = result.place(us)
    met, by = placed.place <= rung.place, abs(us.votes - line)
    came = f"Came {placed_words(placed)} of {len(result.placed)}"
    aimed = f"aimed at {ordinal(rung.place)} or better"
    end = f"{_votes(by)} to spare" if met else f"{_votes(by)} behind"
    return Judged(rung, met, by, f"{came}, {aimed}: {end}.")


def _win(rung: Rung, result: DeclaredResult, us: Candidacy) -> Judged:
    """Elected or not, and the distance to whom we beat, or would have had to beat, for the seat."""
    met = us in result.elected
    if len(result.standing) == 1:
        return Judged(rung, True, us.votes, f"{us.label} was elected unopposed.")
    rival = _rival_for_the_seat(result, us, met)
    if rival is None:
        return Judged(rung, met, 0, f"{us.label} was elected, and so was everyone.")
    lead = us.votes - rival.votes
    numbers = f"{us.votes:,} to {rival.votes:,} for {rival.label}"
    if not lead:
        lot = "the lot decided" if result.elected else "the lot has still to be drawn"
        level = f"Equal with {rival.label} at {us.votes:,} votes: {lot}."
        return Judged(rung, met, 0, level)
    if met != (lead > 0):
        won = "Won" if met else "Not won"
        return Judged(rung, met, 0, f"{won}: preferences decided, after {numbers}.")
    word = "Won by" if met else "Not won, behind by"
    return Judged(rung, met, abs(lead), f"{word} {_votes(abs(lead))}: {numbers}.")


def _rival_for_the_seat(
    result: DeclaredResult, us: Candidacy, met: bool
) -> Candidacy | None:
    """The best of those not elected if we are; else the last of those elected, or the best rival before a lot."""
    others = [each for each in result.standing if each != us]
    if met:
        beaten = [each for each in others if each not in result.elected]
        return max(beaten, key=lambda each: each.votes, default=None)
    if result.elected:
        return min(result.elected, key=lambda each: each.votes)
    return max(others, key=lambda each: each.votes)


def placed_words(placed: Placed) -> str:
    """A place in words: "2nd", "equal 3rd"."""
    return f"{'equal ' if placed.equal else ''}{ordinal(placed.place)}"


def _votes(number: int) -> str:
    return count_of(number, "vote")
