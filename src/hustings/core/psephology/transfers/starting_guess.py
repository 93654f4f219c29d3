"""A first guess at who went where, from how two options rise and fall together over the areas.

If the areas strong for one option before are strong for another after, the guess takes it that its voters went there.
Each option is read as a cut through a leaning that everybody has, and how strongly two leanings go together among
people is taken from how the options' log odds go together over areas (Thomsen 1987, "Danish Elections 1920-79";
for more options than two Park 2008, Pavía and Thomsen 2024). On its own this is a rough method; here it is only where
the fit begins and what it leans on where the figures say little.
"""

from statistics import NormalDist

import numpy as np

from hustings.core.psephology.transfers.margins import Table

TRUST = 0.4
"""How much of the guess is used; the rest is "everybody went as the whole did". Tuned on the tables of 2002."""
_ROUNDING = 5.0
"""People added to both sides of an option at an area, so that an area with none of it has log odds."""
_MOST = 0.98
_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(20)


def starting_guess(before: Table, after: Table) -> Table:
    """Log shares, options before × options after, up to a constant in each row; no option may be without anybody."""
    total = after.sum()
    whole = np.log((after.sum(0) + 0.5) / (total + 0.5 * after.shape[1]))
    joint = _cells(before.sum(0) / total, after.sum(0) / total, _together(before, after))  # fmt: skip
    people = _scaled_to(joint, before.sum(0), after.sum(0)) + 0.5
    guessed = np.log(people / people.sum(1, keepdims=True))
    return np.asarray(TRUST * guessed + (1 - TRUST) * whole)


def _together(before: Table, after: Table) -> Table:
    """Correlations of the options' log odds over areas, each area weighing as the root of its people."""
    weight = np.sqrt(before.sum(1))
    weight = weight / weight.sum()
    one, other = _leaning(before, weight), _leaning(after, weight)
    covariance = one.T @ (weight[:, None] * other)
    spread = np.sqrt(np.outer(weight @ one**2, weight @ other**2))
    return np.asarray(np.clip(covariance / np.maximum(spread, 1e-9), -_MOST, _MOST))


def _leaning(people: Table, weight: Table) -> Table:
    total = people.sum(1, keepdims=True) + _ROUNDING
    odds = np.log((people + _ROUNDING) / (total - people))
    return np.asarray(odds - weight @ odds)


def _cells(rows: Table, columns: Table, correlation: Table) -> Table:
    """The part of all people in each cell: both leanings, jointly normal, beyond both cuts (Plackett's formula)."""
    h, k = _cuts(rows)[:, None, None], _cuts(columns)[None, :, None]
    r = correlation[:, :, None] * (_POINTS + 1) / 2
    exponent = -(h * h - 2 * r * h * k + k * k) / (2 * (1 - r * r))
    density = np.exp(exponent) / (2 * np.pi * np.sqrt(1 - r * r))
    beyond = (density @ _WEIGHTS) * correlation / 2
    return np.maximum(np.outer(rows, columns) + beyond, 1e-7)


def _cuts(shares: Table) -> Table:
    within = np.clip(shares, 1e-6, 1 - 1e-6)
    return np.array([NormalDist().inv_cdf(share) for share in within])


def _scaled_to(joint: Table, rows: Table, columns: Table) -> Table:
    for _ in range(60):
        joint = joint * (rows / joint.sum(1))[:, None]
        joint = joint * (columns / joint.sum(0))
    return joint
