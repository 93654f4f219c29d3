"""What to say about an estimate that should not be believed as it stands, and what no such estimate can tell.

Every estimate carries its warnings; a page or file that shows the figures shows these too.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

import numpy as np

from hustings.core.psephology.transfers.fitting import MOST_SPREAD, Fit
from hustings.core.psephology.transfers.margins import CAME, LEFT, Margins, Table

CANNOT_TELL = (
    "Nobody's vote is known: the table is worked out from totals of areas, and very different tables can give the same totals.",
    "It takes it that an option's voters went much the same way everywhere, but for chance and local ups and downs. "
    "Where a party's voters behave differently in its strongholds, the table is wrong and nothing in the totals shows it.",
    "It shows where the votes would have gone, not why, and not that anybody changed their mind: people died, came of age and moved in between.",
    "Nor can totals show how many simply went as their neighbours did. One voter in ten is taken to have done so; "
    "fewer and every party's voters were more loyal, more and they were less.",
    "Small options are guessed more than measured: an option that is small everywhere leaves hardly a trace in the totals.",
    "The intervals were set on elections where the truth is known (two votes on one day in New Zealand, 2002). "
    "Between elections years apart more can happen than was tested there.",
    "The table of one area leans on all areas and is less sure than its interval says. Do not read it as a count of that area.",
)
_LOOSE, _BLIND = 0.5, 1.0
_MUCH_TURNOVER = 0.1


class Doubt(Enum):
    """Why an estimate is doubtful."""

    NOT_CONVERGED = "not converged"
    MARGINS_NOT_MET = "margins not met"
    UNINFORMATIVE = "uninformative"
    FEW_AREAS = "few areas"
    GUESSED = "guessed"
    UNLIKE = "areas unlike"
    TURNOVER = "turnover"


@dataclass(frozen=True, slots=True)
class Warned:
    """One doubt about an estimate, and the sentence that says it."""

    doubt: Doubt
    words: str


def warned(
    margins: Margins, fits: tuple[Fit, Fit], met: bool
) -> tuple[Warned, ...]:  # fmt: skip
    """What is doubtful; `fits` are the one from before to after and the one back, `met` whether all sums are right."""
    found = [
        *_of_the_working(fits, met),
        *_of_the_areas(margins, fits),
        *_of_the_options(margins, fits[0]),
    ]
    return tuple(found)


def uninformative(margins: Margins, fits: tuple[Fit, Fit]) -> bool:
    """Whether the areas are too much alike to tell anything, for most people, in either direction."""
    sides = zip((margins.before, margins.after), fits, strict=True)
    return any(_blind_part(people, fit.spread) > 0.5 for people, fit in sides)


def unaided(people: Table, spread: float) -> Table:
    """How far off each option's shares would be by the figures alone, without a guess: a standard error, 0 to infinite.

    Half is what a share not known at all would have; the options' parts have to differ from area to area, and not
    all in the same way, for it to be small.
    """
    held = people[people.sum(1) > 0]
    total = held.sum(1)
    parts = held / total[:, None]
    weight = total / (1 + spread * np.maximum(total - 1, 0))
    square = parts.T @ (weight[:, None] * parts)
    ground = 1e-9 * max(float(np.trace(square)), 1e-9) * np.eye(len(square))
    return np.asarray(0.5 * np.sqrt(np.diag(np.linalg.inv(square + ground))))


def _blind_part(people: Table, spread: float) -> float:
    held = people.sum(0)
    return float(held[unaided(people, spread) > _BLIND].sum() / held.sum())


def _of_the_working(fits: tuple[Fit, Fit], met: bool) -> Iterator[Warned]:
    if not all(fit.converged for fit in fits):
        rounds = max(fit.rounds for fit in fits)
        yield Warned(
            Doubt.NOT_CONVERGED,
            f"The working did not settle in {rounds} rounds: the figures would change if it went on. Do not publish them.",
        )
    if not met:
        yield Warned(
            Doubt.MARGINS_NOT_MET,
            "The tables of some areas do not add up to their figures. Look for an area whose figures belong to another.",
        )


def _of_the_areas(margins: Margins, fits: tuple[Fit, Fit]) -> Iterator[Warned]:
    if uninformative(margins, fits):
        yield Warned(
            Doubt.UNINFORMATIVE,
            "The areas are so much alike that their figures say nothing about who went where: "
            "the table is a guess, and the intervals are all that is possible.",
        )
    least = 2 * max(len(margins.rows), len(margins.columns))
    if len(margins.areas) < least:
        yield Warned(
            Doubt.FEW_AREAS,
            f"{len(margins.areas)} areas are few for {len(margins.rows)} options before and {len(margins.columns)} after; "
            f"at least {least} would be better.",
        )
    if max(fit.spread for fit in fits) >= MOST_SPREAD:
        yield Warned(
            Doubt.UNLIKE,
            "The areas differ so much that one set of shares hardly describes them. Try each region or nation by itself.",
        )
    if margins.turnover > _MUCH_TURNOVER:
        yield Warned(
            Doubt.TURNOVER,
            f"The electorates changed by {100 * margins.turnover:.0f} %: much of the table is about people who came or left.",
        )


def _of_the_options(margins: Margins, forward: Fit) -> Iterator[Warned]:
    error = unaided(margins.before, forward.spread)
    loose = [
        name
        for name, off, held in zip(margins.rows, error, margins.before.sum(0), strict=True)
        if off > _LOOSE and held and name not in (CAME, LEFT)
    ]  # fmt: skip
    if loose:
        yield Warned(
            Doubt.GUESSED,
            f"Where these voters went is guessed more than measured: {', '.join(loose)}.",
        )
