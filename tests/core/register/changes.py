"""A small register, updates to it, and what came of them."""

from hustings.core.register.outcome import Counts, Outcome
from hustings.core.register.register import Elector
from tests.core.register.council_files import (
    XPRESS_14,
    XPRESS_UPDATE,
    file,
    xpress,
)

FULL = file(
    XPRESS_14,
    xpress("AB1,1,0"),
    xpress("AB1,2,0", "Smith"),
    xpress("KD-2/2,289,1", "Pryce"),
)


def update(*rows: str) -> str:
    return file(XPRESS_UPDATE, *rows)


def surnames(outcome: Outcome) -> list[str]:
    return sorted(elector.row.surname for elector in outcome.register.open())


def last(outcome: Outcome) -> Counts:
    return outcome.files[-1].counts


def held(outcome: Outcome) -> list[Elector]:
    """The register of an earlier reading, as a database would give it back with its own keys."""
    return [
        Elector(e.authority, e.row, held=f"row {at}", absent=e.absent, closed=e.closed)
        for at, e in enumerate(outcome.register)
    ]
