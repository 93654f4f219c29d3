"""Made areas whose true tables are known, for the tests of transfers."""

import numpy as np

from hustings.core.psephology.transfers.margins import Margins, Table, margins

SHARES = np.array([[0.75, 0.05, 0.20], [0.10, 0.80, 0.10], [0.15, 0.10, 0.75]])
ROWS = ("Red", "Blue", "Did not vote")
COLUMNS = ("Red", "Green", "Did not vote")


def areas(
    number: int = 60, seed: int = 1, shares: Table = SHARES, spread: float = 30.0
) -> tuple[Margins, Table]:
    """Margins of areas that differ, and each one's true table: its voters' shares lie about `shares` as Dirichlet draws."""
    lots = np.random.default_rng(seed)
    people = lots.integers(300, 1500, number)
    mixed = lots.dirichlet([4, 5, 3], number)
    before = np.array([lots.multinomial(n, mix) for n, mix in zip(people, mixed, strict=True)])  # fmt: skip
    truth = np.array(
        [
            [lots.multinomial(n, lots.dirichlet(row * spread)) for n, row in zip(area, shares, strict=True)]
            for area in before
        ],
        dtype=float,
    )  # fmt: skip
    return margins(before, truth.sum(1), rows=ROWS, columns=COLUMNS), truth
