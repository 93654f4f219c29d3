"""Where to stand: seats in the order of a stated score, each part of it visible, and what it would take in each.

The score is no forecast. It adds up what made seats winnable for people without a party: a narrow lead, a weak first
place, voters who stopped voting, an independent vote that was already there, and many parties sharing the rest. Each part
is scaled from 0 (the least of the seats looked at) to 1 (the most), and multiplied by a weight that whoever asks may change.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings.core.errors import HustingsError
from hustings.core.psephology.indices import effective
from hustings.core.psephology.notional import Notional
from hustings.core.psephology.past import Election, SeatResult, Stood


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score: what it looks at, in words."""

    name: str
    title: str
    said: str


PARTS = (
    Part(
        "margin",
        "Narrow majority",
        "how narrow the majority was: 1 − majority ÷ valid votes",
    ),
    Part(
        "first",
        "Weak first place",
        "how weak the first place was: 1 − the winner's share",
    ),
    Part(
        "fall",
        "Fall in turnout",
        "how far turnout fell since the election before, on the same boundaries or as estimated for these",
    ),
    Part(
        "independents", "Independents’ votes", "the share of all independents together"
    ),
    Part("parties", "Many parties", "effective parties by votes: 1 ÷ Σ vᵢ²"),
)
WEIGHTS: Mapping[str, Fraction] = {part.name: Fraction(1) for part in PARTS}


@dataclass(frozen=True, slots=True)
class Takes:
    """Votes that would have done, had every other vote been cast as it was and these come from people who did not vote."""

    deposit: int
    second: int
    win: int


Whose = Callable[[SeatResult, Stood], bool]
"""Whose past votes are looked at: independents', unless a slate is chosen."""


def independents(seat: SeatResult, stood: Stood) -> bool:
    """Whether the candidacy was an independent's."""
    return stood.is_independent


@dataclass(frozen=True)
class Measured:
    """A seat with the parts of its score as measured; `scaled` from 0 to 1 over all seats that were looked at."""

    seat: SeatResult
    parts: Mapping[str, Fraction | None]
    """None where it cannot be known, such as turnout before."""
    scaled: Mapping[str, Fraction]
    takes: Takes


@dataclass(frozen=True)
class Target:
    """A seat with its score, the parts as measured, and the parts as scaled and weighed."""

    seat: SeatResult
    score: Fraction
    measured: Mapping[str, Fraction | None]
    weighed: Mapping[str, Fraction]
    takes: Takes


def targets(
    seats: Iterable[SeatResult],
    before: Mapping[str, Fraction] | None = None,
    weights: Mapping[str, Fraction] = WEIGHTS,
) -> tuple[Target, ...]:
    """Seats by score, the best first. `before` is turnout at the election before, by official code.

    A part that is not known counts as the middle of the scale. Refuses a weight of an unknown name or below 0.
    """
    return ranked(measured(seats, before), weights)


def measured(
    seats: Iterable[SeatResult],
    before: Mapping[str, Fraction] | None = None,
    whose: Whose = independents,
) -> tuple[Measured, ...]:
    """Every seat's parts, which hang on no weight. `whose` says whose votes are the past vote of people like the candidate."""
    found = [(s, _measure(s, (before or {}).get(s.code), whose)) for s in seats]
    scales = {part.name: _scale(m[part.name] for _, m in found) for part in PARTS}
    return tuple(
        Measured(
            seat,
            parts,
            {name: _scaled(parts[name], scale) for name, scale in scales.items()},
            takes(seat),
        )
        for seat, parts in found
    )


def turnouts_before(
    seats: Iterable[SeatResult],
    before: Election | None,
    estimated: Notional | None = None,
) -> dict[str, Fraction]:
    """Turnout on valid votes at the election before, by the official codes of `seats`.

    Where the same code stood then it is that seat's own; where boundaries are new it is an estimate, if `estimated` is of that
    election. A seat of which neither is known is left out.
    """
    found = {}
    for seat in seats:
        then = before.seats.get(seat.code) if before else None
        usable = (
            estimated if before and estimated and estimated.day == before.day else None
        )
        estimate = usable.estimate(seat) if usable and not then else None
        either = then or estimate
        if either and either.result.turnout_valid is not None:
            found[seat.code] = either.result.turnout_valid
    return found


def ranked(
    found: Iterable[Measured], weights: Mapping[str, Fraction] = WEIGHTS
) -> tuple[Target, ...]:
    """The seats in the order of the score, each part multiplied by its weight; a part without a weight counts nothing."""
    _check(weights)
    scored = []
    for each in found:
        weighed = {
            name: weights.get(name, Fraction(0)) * scaled
            for name, scaled in each.scaled.items()
        }
        score = sum(weighed.values(), Fraction(0))
        scored.append(Target(each.seat, score, each.parts, weighed, each.takes))
    return tuple(sorted(scored, key=lambda each: (-each.score, each.seat.name)))


def in_region(found: Sequence[Target], region: str) -> list[tuple[int, Target]]:
    """Targets of a region with the rank that they have among all; all of them for ""."""
    ranks = enumerate(found, 1)
    return [(n, each) for n, each in ranks if region in ("", each.seat.region)]


def takes(seat: SeatResult) -> Takes:
    """The votes a newcomer would need: to keep the deposit, to come second, to win.

    Their own votes are valid votes too, so the deposit takes the least v with 20 v > valid + v.
    """
    votes = sorted((each.votes for each in seat.stood), reverse=True)
    return Takes(
        deposit=seat.result.valid // 19 + 1,
        second=votes[1] + 1 if len(votes) > 1 else 0,
        win=votes[0] + 1,
    )


def _measure(
    seat: SeatResult, then: Fraction | None, whose: Whose
) -> dict[str, Fraction | None]:
    result, votes = seat.result, [each.votes for each in seat.stood]
    majority, turnout, valid = result.majority, result.turnout_valid, result.valid
    past = sum(stood.votes for stood in seat.stood if whose(seat, stood))
    known = majority is not None and valid
    return {
        "margin": 1 - Fraction(majority or 0, valid) if known else None,
        "first": 1 - Fraction(max(votes), valid) if valid else None,
        "fall": None if then is None or turnout is None else then - turnout,
        "independents": Fraction(past, valid) if valid else None,
        "parties": effective(votes),
    }


def _scale(values: Iterable[Fraction | None]) -> tuple[Fraction, Fraction]:
    known = [each for each in values if each is not None]
    return (min(known), max(known)) if known else (Fraction(0), Fraction(0))


def _scaled(value: Fraction | None, scale: tuple[Fraction, Fraction]) -> Fraction:
    least, most = scale
    if value is None or least == most:
        return Fraction(1, 2)
    return (value - least) / (most - least)


def _check(weights: Mapping[str, Fraction]) -> None:
    names = ", ".join(part.name for part in PARTS)
    for name, weight in weights.items():
        if name not in WEIGHTS:
            raise HustingsError(
                f"The score has no part called {name}; its parts are: {names}."
            )
        if weight < 0:
            raise HustingsError(
                f"The weight of {name} must be 0 or more; it is {weight}."
            )
