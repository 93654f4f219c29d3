"""One set of shares for all areas: of those who chose this before, so many parts in a hundred chose that after.

At each area the options before, each split by these shares, should give the figures after. Areas differ from the
shares by more than chance, since voters of one option are not alike everywhere: how much more is estimated from the
figures, and an area that fits badly weighs less. Where figures say little the shares stay near the starting guess. This
is the overdispersed multinomial of Brown and Payne (1986, JASA 81:452; Forcina and others 2012) with a normal prior on
the log shares (as Greiner and Quinn 2009 have on log odds) and Student weights on areas, by Fisher scoring.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from math import log

import numpy as np
from numpy.typing import NDArray

from hustings.core.psephology.transfers.margins import Table

Mask = NDArray[np.bool_]
ROUNDS = 300
"""Elections two years apart may need 170, most need 50: the slower, the nearer two parties' shares are to none."""
NEARNESS = 2.0
"""The prior's precision: log shares lie about 0.7 from the guess. Tuned on the tables of 2002, as are the next two."""
TAILS = 4.0
"""Degrees of freedom of the areas' weights: the smaller, the less an odd area counts."""
ROW_COST = 0.7
"""How many areas each option before uses up when the spread between areas is estimated."""
_STILL = 1e-3
"""Converged: no log share moves by more in a round."""
_LEAST_SPREAD, MOST_SPREAD = 1e-4, 0.3
_SHORTER, _LONGER = 0.5, 1.2
"""Steps that go back on the one before are halved, others lengthened again up to whole, so that nothing swings for ever."""


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """`shares`: rows × columns, each row sums to one; `covariance`: rows × columns × columns, of each row's shares.

    `spread` is the part of the variance of one option's voters at one area that they share: 0 would be pure chance.
    """

    shares: Table
    covariance: Table
    spread: float
    rounds: int
    converged: bool


def fit(
    before: Table,
    after: Table,
    guess: Table,
    rounds: int = ROUNDS,
    told: Callable[[float], None] = lambda part: None,
) -> Fit:
    """The shares by which `before` (areas × rows) gives `after` (areas × columns); `guess` are log shares.

    `told` hears after each round what part of the way is done, 0 to 1: log shares move less and less until they are still.
    """
    peopled = before.sum(1) > 0
    work = _Work(before[peopled], after[peopled], guess)
    first = done = 0.0
    for number in range(1, rounds + 1):
        moved = work.move(number)
        if moved < _STILL:
            return work.fitted(number, True)
        first = first or moved
        done = max(
            done, log(first / moved) / log(first / _STILL) if moved < first else 0
        )
        told(done)
    return work.fitted(rounds, False)


def widened(found: Fit, rows: Mask, columns: Mask) -> Fit:
    """The fit with noughts for the options that took no part in it: `rows` and `columns` say which did."""
    shares = np.zeros((len(rows), len(columns)))
    shares[np.ix_(rows, columns)] = found.shares
    covariance = np.zeros((len(rows), len(columns), len(columns)))
    covariance[np.ix_(rows, columns, columns)] = found.covariance
    return replace(found, shares=shares, covariance=covariance)


def movable(shares: Table) -> Table:
    """How each row's shares answer to its log shares, rows × columns × columns: the multinomial's covariance too."""
    bent = -shares[:, :, None] * shares[:, None, :]
    every = np.arange(shares.shape[1])
    bent[:, every, every] += shares
    return bent


def variance(before: Table, shares: Table, spread: float) -> tuple[Table, Table]:
    """The weight of each option at each area (areas × rows), and the inverse covariance of the figures after.

    The last column is left out, since the others tell it; half a person is added for rounding.
    """
    columns = shares.shape[1]
    weight = before * (1 + spread * np.maximum(before - 1, 0))
    flat = movable(shares).reshape(len(shares), columns**2)
    whole = (weight @ flat).reshape(len(before), columns, columns)
    within = whole[:, :-1, :-1] + 0.5 * np.eye(columns - 1)
    return weight, np.asarray(np.linalg.inv(within), dtype=float)


class _Work:
    """The log shares and the spread while they move."""

    def __init__(self, before: Table, after: Table, guess: Table) -> None:
        self.before, self.after, self.guess = before, after, guess
        areas, rows = before.shape
        self.pairs = (before[:, :, None] * before[:, None, :]).reshape(areas, rows**2)
        self.log, self.spread = guess.copy(), 0.02
        self.curvature = np.eye(guess.size)
        self.pace, self.last = 1.0, np.zeros_like(guess)

    def shares(self) -> Table:
        raised = np.exp(self.log - self.log.max(1, keepdims=True))
        return np.asarray(raised / raised.sum(1, keepdims=True))

    def move(self, number: int) -> float:
        """One round; how far the furthest log share wanted to move."""
        shares = self.shares()
        _, inverse = variance(self.before, shares, self.spread)
        missed = (self.after - self.before @ shares)[:, :-1]
        pull = (inverse @ missed[:, :, None])[:, :, 0]
        odd = (pull * missed).sum(1)
        weight = (TAILS + missed.shape[1]) / (TAILS + odd)
        if number > 1:
            self._respread(float(weight @ odd), missed.shape[1])
        step = self._step(shares, weight, pull, inverse)
        furthest = float(np.abs(step).max())
        back = float((step * self.last).sum()) < 0
        self.pace = self.pace * _SHORTER if back else min(self.pace * _LONGER, 1)
        self.last = step
        self.log += step / max(furthest, 1) * self.pace
        return furthest

    def _respread(self, odd: float, columns: int) -> None:
        """More spread where the areas are further from the shares than the spread so far explains."""
        areas, rows = self.before.shape
        free = max(areas - ROW_COST * rows, areas / 2) * max(columns, 1)
        wider = self.spread * (odd / free) ** 0.8
        self.spread = float(np.clip(wider, _LEAST_SPREAD, MOST_SPREAD))

    def _step(self, shares: Table, weight: Table, pull: Table, inverse: Table) -> Table:
        rows, columns = shares.shape
        answer = movable(shares)[:, :-1, :]
        upwards = np.einsum("rk,rkd->rd", self.before.T @ (weight[:, None] * pull), answer)  # fmt: skip
        flat = (weight[:, None, None] * inverse).reshape(len(inverse), (columns - 1) ** 2)  # fmt: skip
        known = (self.pairs.T @ flat).reshape(rows, rows, columns - 1, columns - 1)
        bent = answer.transpose(0, 2, 1)[:, None] @ known @ answer[None]
        square = bent.transpose(0, 2, 1, 3).reshape(rows * columns, rows * columns)
        self.curvature = square + NEARNESS * np.eye(rows * columns)
        slope = upwards - NEARNESS * (self.log - self.guess)
        return np.linalg.solve(self.curvature, slope.ravel()).reshape(rows, columns)

    def fitted(self, rounds: int, converged: bool) -> Fit:
        shares = self.shares()
        rows, columns = shares.shape
        within = np.linalg.inv(self.curvature).reshape(rows, columns, rows, columns)
        own = np.einsum("rcrd->rcd", within)
        answer = movable(shares)
        covariance = answer @ own @ answer.transpose(0, 2, 1)
        return Fit(shares, covariance, self.spread, rounds, converged)
