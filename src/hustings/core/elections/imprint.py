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


@dataclass(frozen=True, slots=True)
class Named:
    """A person or firm named in an imprint: the name and the full postal address on one line."""

    name: str
    address: str


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


def imprint_line(
    rule: ImprintRule,
    *,
    promoter: Named,
    behalf: tuple[Named, ...] = (),
    printer: Named | None = None,
) -> str:
    """The imprint as one line, with everyone whom the rule asks for.

    Someone who is both promoter and candidate is named once. Refuses a missing name or address, and a missing printer on paper.
    """
    if rule.printer and printer is None:
        raise HustingsError(
            "Name the printer, with the address: on printed matter the law asks for it. If you print it yourself, that is you."
        )
    for named in (promoter, *behalf, *([printer] if printer else [])):
        _check(named)
    others = tuple(each for each in behalf if each != promoter)
    parts = [f"Promoted by {_named(promoter)}"]
    if others:
        parts.append("on behalf of " + " and ".join(_named(each) for each in others))
    line = " ".join(parts) + "."
    return f"Printed by {_named(printer)}. {line}" if rule.printer and printer else line


def _check(party: Named) -> None:
    if not party.name.strip() or not party.address.strip():
        raise HustingsError(
            "An imprint needs a name and a full postal address for each: fill in both."
        )


def _named(party: Named) -> str:
    address = " ".join(party.address.split())
    return f"{party.name.strip()}, {address.rstrip('.,')}"
