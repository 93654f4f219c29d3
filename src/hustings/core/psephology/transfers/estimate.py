"""Where the votes went between two elections: one table for all areas together and one for each of them.

The shares are fitted from before to after and again from after to before, as neither election is the cause of the
other, and the two sets of tables are averaged (Pavía and Romero 2024, JRSS A 187:919); how far they are apart is part of
the interval. Then some voters are taken to have gone as their area did, whatever they chose before. Margins cannot tell
how many: a fit with shares that hold everywhere and one where all go as their neighbours do agree with the figures
alike (the neighbourhood model of Freedman and others 1991, Evaluation Review 15:673). On the tables of 2002, where the
truth is known, it was about one in ten, and leaving them out makes every party's voters too loyal. Nothing here is
drawn by lot.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from hustings.core.errors import HustingsError
from hustings.core.psephology.transfers.by_area import as_neighbours, by_area
from hustings.core.psephology.transfers.doubts import Warned, warned
from hustings.core.psephology.transfers.fitting import ROUNDS, Fit, fit, widened
from hustings.core.psephology.transfers.margins import Margins, Table
from hustings.core.psephology.transfers.starting_guess import starting_guess

NEIGHBOURLY = 0.1
"""The part of all voters who went as their area did. Tuned on the tables of 2002."""


@dataclass(frozen=True, slots=True, eq=False)
class Transfers:
    """`tables`: areas × rows × columns, in people, as are `apart`, how much more the fit forwards gives than the one back,
    and `own`, how much more both give than if all had gone as their neighbours.

    Each area's table adds up to its figures before and after, to within a thousandth of a person.
    """

    margins: Margins
    tables: Table
    apart: Table
    own: Table
    forward: Fit
    backward: Fit
    warnings: tuple[Warned, ...]

    @property
    def table(self) -> Table:
        """Rows × columns, all areas together."""
        return np.asarray(self.tables.sum(0))


def estimate(
    margins: Margins,
    rounds: int = ROUNDS,
    told: Callable[[float], None] = lambda part: None,
) -> Transfers:
    """The transfers; `rounds` is the most that either fit may take before it is called not converged.

    `told` hears on the way what part of the work is done, 0 to 1.
    """
    before, after = margins.before, margins.after
    one, forwards, met = _one_way(before, after, rounds, lambda part: told(part / 2))
    other, backwards, met_too = _one_way(
        after, before, rounds, lambda part: told((1 + part) / 2)
    )
    back = backwards.transpose(0, 2, 1)
    own = (forwards + back) / 2 - as_neighbours(before, after)
    return Transfers(
        margins,
        tables=(forwards + back) / 2 - NEIGHBOURLY * own,
        apart=(1 - NEIGHBOURLY) * (forwards - back),
        own=own,
        forward=one,
        backward=other,
        warnings=warned(margins, (one, other), met and met_too),
    )


def estimate_by_group(
    margins: Margins,
    groups: Sequence[str],
    told: Callable[[int], None] = lambda areas: None,
) -> dict[str, Transfers]:
    """Each group of areas (nation, region) by itself, as its voters may have gone other ways.

    `told` hears how many more areas' work is done, all of a group's by its end: areas are fitted together. `groups` names the group of each area. What is gained is a fit that is the group's own, what is lost is what other
    groups' areas could tell: groups of few areas say so in their warnings.
    """
    if len(groups) != len(margins.areas):
        raise HustingsError(
            f"{len(groups)} groups for {len(margins.areas)} areas: name the group of each area."
        )
    found = {}
    for group in dict.fromkeys(groups):
        own = part(margins, (n for n, its in enumerate(groups) if its == group))
        tell = _in_areas(len(own.areas), told)
        found[group] = estimate(own, told=tell)
        tell(1)
    return found


def _in_areas(areas: int, told: Callable[[int], None]) -> Callable[[float], None]:
    """What hears of parts of a work on so many areas, and tells of whole areas as they come to be done."""
    so_far = 0

    def tell(part: float) -> None:
        nonlocal so_far
        done = int(areas * part)
        if done > so_far:
            told(done - so_far)
            so_far = done

    return tell


def part(margins: Margins, areas: Iterable[int]) -> Margins:
    """The figures of some of the areas, by their numbers."""
    chosen = list(areas)
    return replace(
        margins,
        before=margins.before[chosen],
        after=margins.after[chosen],
        areas=tuple(margins.areas[n] for n in chosen),
    )


def _one_way(
    before: Table, after: Table, rounds: int, told: Callable[[float], None]
) -> tuple[Fit, Table, bool]:
    """The fit and the tables one way; options that nobody chose anywhere take no part in the fit."""
    rows, columns = before.sum(0) > 0, after.sum(0) > 0
    one, other = before[:, rows], after[:, columns]
    fitted = fit(one, other, starting_guess(one, other), rounds, told)
    found = widened(fitted, rows, columns)
    tables, met = by_area(before, after, found.shares)
    return found, tables, met
