"""Where to stand: seats in the order of a stated score, each part of it visible, and what it would take in each.

The score is no forecast. It adds up what made seats winnable for people without a party: a narrow lead, a weak first
place, voters who stopped voting, an independent vote that was already there, and many parties sharing the rest. Each part
is scaled from 0 (the least of the seats looked at) to 1 (the most), and multiplied by a weight that whoever asks may change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from hustings.core.errors import HustingsError
from hustings.core.psephology.past import SeatResult


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the score: what it looks at, in words."""

    name: str
    said: str


PARTS = (
    Part("margin", "how narrow the majority was: 1 − majority ÷ valid votes"),
    Part("first", "how weak the first place was: 1 − the winner's share"),
    Part("fall", "how far turnout fell since the election before"),
    Part("independents", "the share of all independents together"),
    Part("parties", "effective parties by votes: 1 ÷ Σ vᵢ²"),
)
WEIGHTS: Mapping[str, Fraction] = {part.name: Fraction(1) for part in PARTS}


@dataclass(frozen=True, slots=True)
class Takes:
    """Votes that would have done, had every other vote been cast as it was and these come from people who did not vote."""

    deposit: int
    second: int
    win: int


@dataclass(frozen=True)
class Target:
    """A seat with its score, the parts as measured, and the parts as scaled and weighed."""

    seat: SeatResult
    score: Fraction
    measured: Mapping[str, Fraction | None]
    """None where it cannot be known: turnout before, where no seat of the same code stood."""
    weighed: Mapping[str, Fraction]
    takes: Takes


def targets(
    seats: Iterable[SeatResult],
    before: Mapping[str, SeatResult] | None = None,
    weights: Mapping[str, Fraction] = WEIGHTS,
) -> tuple[Target, ...]:
    """Seats by score, the best first. `before` are the seats of the election before, by official code.

    A part that is not known counts as the middle of the scale. Refuses a weight of an unknown name or below 0.
    """
    _check(weights)
    measured = [(seat, _measure(seat, (before or {}).get(seat.code))) for seat in seats]
    scales = {part.name: _scale(m[part.name] for _, m in measured) for part in PARTS}
    found = []
    for seat, parts in measured:
        weighed = {
            name: weights.get(name, Fraction(0)) * _scaled(parts[name], scales[name])
            for name in scales
        }
        score = sum(weighed.values(), Fraction(0))
        found.append(Target(seat, score, parts, weighed, takes(seat)))
    return tuple(sorted(found, key=lambda each: (-each.score, each.seat.name)))


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


def _measure(seat: SeatResult, before: SeatResult | None) -> dict[str, Fraction | None]:
    result = seat.result
    shares = [result.share(each.candidacy) for each in seat.stood]
    majority = result.majority
    turnout = result.turnout_valid
    then = before.result.turnout_valid if before else None
    known = turnout is not None and then is not None
    return {
        "margin": None
        if majority is None or not result.valid
        else 1 - Fraction(majority, result.valid),
        "first": 1 - max(shares),
        "fall": then - turnout if known and then and turnout else None,
        "independents": sum(
            (result.share(s.candidacy) for s in seat.stood if s.is_independent),
            Fraction(0),
        ),
        "parties": _effective(shares),
    }


def _effective(shares: Iterable[Fraction]) -> Fraction:
    squares = sum((share**2 for share in shares), Fraction(0))
    return 1 / squares if squares else Fraction(0)


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
