"""The imprint: who printed, who is behind it, and for whom.

Everything printed to help a candidate carries the name and address of its printer, of its promoter (whoever causes it to be published,
usually the agent), and of anyone on whose behalf it is published. Leaving it off is an offence of candidate, agent and printer alike.
The rules are dated rows by nation; digital material has needed an imprint too since 1 November 2023, from the moment someone says that
they will stand.
"""

from dataclasses import dataclass
from datetime import date

from hustings.core.elections.dated import in_force
from hustings.core.elections.kinds import (
    ALL,
    EVERYWHERE,
    HOLYROOD,
    LOCAL,
    ONLY_SCOTLAND,
    ElectionKind,
    Nation,
)
from hustings.core.errors import HustingsError

SCOTTISH = LOCAL | HOLYROOD


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What is entered for an imprint: promoter and printer with their addresses as one text each, and the candidate's name.

    Where the promoter is somebody else, the candidate's name and address stand in the same text:
    "Bo Agent on behalf of Ada Example, both of 1 Mill Lane, Fernhill FH1 1AA".
    """

    promoter: str
    printer: str
    candidate: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImprintRule:
    """What must stand on material for some elections of some nations, published in a span of days."""

    elections: frozenset[ElectionKind]
    nations: frozenset[Nation]
    valid_from: date
    digital: bool
    printer: bool
    where: str
    law: str
    valid_until: date | None = None
    checked: bool = True


ON_PAPER = (
    "On the front if it has one side, on the first or the last page if it has more."
)
ON_SCREEN = "As part of the material itself; only where that cannot be done, where it is directly reached from it."

IMPRINTS = (
    ImprintRule(
        elections=ALL - SCOTTISH,
        nations=EVERYWHERE,
        valid_from=date(2001, 2, 16),
        digital=False,
        printer=True,
        where=ON_PAPER,
        law="RPA 1983 s.110 (and the orders that apply it to other elections)",
    ),
    ImprintRule(
        elections=SCOTTISH,
        nations=EVERYWHERE - ONLY_SCOTLAND,
        valid_from=date(2001, 2, 16),
        digital=False,
        printer=True,
        where=ON_PAPER,
        law="RPA 1983 s.110",
    ),
    ImprintRule(
        elections=SCOTTISH,
        nations=ONLY_SCOTLAND,
        valid_from=date(2015, 12, 16),
        digital=False,
        printer=True,
        where=ON_PAPER,
        law="Scottish Parliament (Elections etc.) Order 2015; RPA 1983 s.110 for councils",
    ),
    ImprintRule(
        elections=ALL,
        nations=EVERYWHERE,
        valid_from=date(2023, 11, 1),
        digital=True,
        printer=False,
        where=ON_SCREEN,
        law="Elections Act 2022 Part 6; it applies to a future candidate from the moment of announcing",
    ),
)


def imprint_rule(
    election: ElectionKind, nation: Nation, published: date, *, digital: bool = False
) -> ImprintRule:
    """The rule in force for material published that day; refuses where we hold none."""
    for row in in_force(IMPRINTS, election, nation, published):
        if row.digital is digital:
            return row
    raise HustingsError(
        "We hold no imprint rule for that day. Put printer, promoter and the person on whose behalf it is published, each with an "
        "address, and ask the Electoral Commission."
    )


def imprint_line(rule: ImprintRule, given: Imprint) -> str:
    """The imprint as one line, of as much of it as is entered; see `imprint_gaps` for what it lacks.

    Whoever is promoter and candidate at once is named once.
    """
    parts = []
    if rule.printer and given.printer.strip():
        parts.append(f"Printed by {_plain(given.printer)}.")
    if given.promoter.strip():
        whom = "" if _names_candidate(given) else f" on behalf of {given.candidate}"
        parts.append(f"Promoted by {_plain(given.promoter)}{whom}.")
    return " ".join(parts)


def imprint_gaps(rule: ImprintRule, given: Imprint) -> tuple[str, ...]:
    """What the rule asks for and is not there, in words that say what to write; empty if nothing lacks."""
    gaps = []
    if not _has_address(given.promoter):
        gaps.append(
            "the promoter's name and postal address, with commas between: B. Agent, 1 Mill Lane, Exampleton EX1 1AA"
        )
    elif not _names_candidate(given):
        gaps.append(
            f"the address of {given.candidate}, on whose behalf it is published: write it in the promoter's field, such as "
            f"“B. Agent on behalf of {given.candidate}, both of 1 Mill Lane, Exampleton EX1 1AA”"
        )
    if rule.printer and not _has_address(given.printer):
        gaps.append(
            "the printer's name and postal address; if you print it yourself, that is you"
        )
    return tuple(gaps)


def _has_address(text: str) -> bool:
    """Whether something stands behind the name."""
    name, _, address = text.partition(",")
    return bool(name.strip() and address.strip(" ,."))


def _names_candidate(given: Imprint) -> bool:
    return given.candidate.strip().casefold() in _plain(given.promoter).casefold()


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".,")
