"""How each party's share changed: on the seat as it was, and on an estimate of today's boundaries.

The two answer different questions, so neither stands in the other's place. After a review of boundaries a seat of the
same name is another seat; "notional" figures estimate how today's seat would have voted then (Rallings and Thrasher for
the press), party by party, and know nobody by name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hustings.core.elections.result import party_key
from hustings.core.psephology.past import INDEPENDENT, SPEAKER, SeatResult, Stood

NO_PARTY = frozenset({INDEPENDENT, SPEAKER})
"""They stand for themselves: last time's independent is nobody's predecessor."""


class Basis(StrEnum):
    ACTUAL = "actual"
    """The seat with the same official code: the same boundaries."""
    NOTIONAL = "notional"
    """The earlier election as if held on today's boundaries."""


@dataclass(frozen=True, slots=True)
class Change:
    """A candidacy's share beside its party's last time; None where the party did not stand or nobody can say."""

    stood: Stood
    share: Fraction
    before: Fraction | None

    @property
    def change(self) -> Fraction | None:
        return None if self.before is None else self.share - self.before


@dataclass(frozen=True, slots=True)
class Before:
    """A seat's shares at the earlier election, by `party_key`, and on which basis."""

    basis: Basis
    shares: Mapping[str, Fraction]

    @classmethod
    def nothing(cls) -> "Before":
        """For a seat of which nothing before is known."""
        return cls(Basis.ACTUAL, {})


def as_it_was(then: SeatResult) -> Before:
    """The actual shares of an earlier election; those who stand for themselves are left out."""
    shares: dict[str, Fraction] = {}
    for stood in then.stood:
        if stood.party not in NO_PARTY:
            party, share = party_key(stood.party), then.result.share(stood.candidacy)
            shares[party] = shares.get(party, Fraction(0)) + share
    return Before(Basis.ACTUAL, shares)


def changes(seat: SeatResult, before: Before) -> tuple[Change, ...]:
    """Every candidacy of the seat, most votes first, beside its party's share before."""
    return tuple(
        Change(stood, seat.result.share(placed.candidacy), _share(stood, before))
        for placed, stood in seat.in_order
    )


def _share(stood: Stood, before: Before) -> Fraction | None:
    if stood.party in NO_PARTY:
        return None
    return before.shares.get(party_key(stood.party))
