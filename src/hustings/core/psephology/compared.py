"""Two elections compared: what each party had at both, and which seats changed hands.

A seat of the same official code had the same boundaries, and its two results are compared as they are. Where boundaries were
drawn anew the earlier result is an estimate for the new seat, if there is one, and is named so. An independent stands for
nobody but themselves: another independent in the same seat is a change, and an estimate of independents holds no seat.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from hustings.core.elections.result import party_key
from hustings.core.psephology.answers import Answer, rounded
from hustings.core.psephology.changes import Basis
from hustings.core.psephology.notional import Notional
from hustings.core.psephology.parties import Standing
from hustings.core.psephology.past import INDEPENDENT, Election, SeatResult, Stood


def party_changes(
    before: Sequence[Standing], after: Sequence[Standing]
) -> list[Answer]:
    """Each party's figures at both elections, most votes at the later first, then those who stood only at the earlier.

    A party that was renamed is one party, under its later name. `change` is of the share, in parts of 1; None where the party
    did not stand at one of the two.
    """
    then = {party_key(each.party): each for each in before}
    now = {party_key(each.party): each for each in after}
    names = dict.fromkeys([*now, *then])
    return [_party((now.get(p) or then[p]), then.get(p), now.get(p)) for p in names]


def _party(either: Standing, then: Standing | None, now: Standing | None) -> Answer:
    names = ("votes", "seats", "stood", "lost")
    figures: Answer = {}
    for name in names:
        figures[f"{name}_before"] = getattr(then, name) if then else 0
        figures[name] = getattr(now, name) if now else 0
    return {
        "party": either.party,
        "name": either.name,
        "share_before": rounded(then.share) if then else None,
        "share": rounded(now.share) if now else None,
        "change": rounded(now.share - then.share) if now and then else None,
        "seats_change": figures["seats"] - figures["seats_before"],
        **figures,
    }


class Same(StrEnum):
    """What became of a seat."""

    HELD = "held"
    CHANGED = "changed hands"
    UNKNOWN = "not known"
    """No seat of that code stood before, and there is no estimate."""


@dataclass(frozen=True, slots=True)
class SeatChange:
    """A seat of the later election beside what it was before, and on which basis."""

    seat: SeatResult
    was: str | None
    """The short form of whoever held it, with the name of somebody who stood for themselves."""
    basis: Basis | None

    @property
    def now(self) -> str:
        return _said(self.seat.winner)

    @property
    def same(self) -> Same:
        if self.was is None:
            return Same.UNKNOWN
        return Same.HELD if party_key(self.was) == party_key(self.now) else Same.CHANGED

    def answer(self) -> Answer:
        """The seat as a row of plain values."""
        result = self.seat.result
        majority = result.majority
        return {
            "seat": self.seat.name,
            "code": self.seat.code,
            "region": self.seat.region,
            "from": self.was,
            "to": self.now,
            "winner": self.seat.winner.name,
            "majority": majority,
            "majority_share": rounded(
                Fraction(majority, result.valid) if majority is not None else None
            ),
            "basis": self.basis and str(self.basis),
            "same": str(self.same),
        }


def seat_changes(
    before: Election, after: Election, estimated: Notional | None = None
) -> tuple[SeatChange, ...]:
    """Every seat of the later election, by name. `estimated` counts only where it is of the earlier election."""
    return tuple(_changes(before, after, estimated))


def _changes(
    before: Election, after: Election, estimated: Notional | None
) -> Iterator[SeatChange]:
    usable = estimated if estimated and estimated.day == before.day else None
    for seat in sorted(after, key=lambda each: each.name):
        then = before.seats.get(seat.code)
        estimate = usable.estimate(seat) if usable and not then else None
        first = estimate.result.winner if estimate else None
        if then:
            yield SeatChange(seat, _said(then.winner), Basis.ACTUAL)
        elif first and first.short != INDEPENDENT:
            yield SeatChange(seat, first.short or first.party, Basis.NOTIONAL)
        else:
            yield SeatChange(seat, None, None)


def _said(stood: Stood) -> str:
    if stood.is_independent:
        return f"{stood.party} ({stood.name})"
    return stood.party
