"""Who takes a seat that a member has left, by the papers that elected that member (Australian Capital Territory).

Papers move to those who contest the seat, in batches of one value, and the lowest are excluded until one has a majority
of what is counted for those who remain. Numbers have six places; what lies beyond them is lost and shown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings.core.counting.draws import Draw
from hustings.core.counting.poll import Marks, Poll
from hustings.core.counting.record import (
    Count,
    Elected,
    Exact,
    Stage,
    Step,
    Transfer,
    conserved,
)
from hustings.core.counting.rules import RulesError

LAW = "Electoral Act 1992 (ACT), schedule 4, part 4.3"
PLACES = 6
UNIT: int = 10**PLACES
Papers = Mapping[Marks, int]


@dataclass(frozen=True, slots=True)
class Batch:
    """Papers of one value, each with all its preferences."""

    value: Fraction
    """In votes, from 0 to 1."""
    papers: Papers

    @property
    def size(self) -> int:
        return sum(self.papers.values())


def contest(
    poll: Poll,
    leaving: str,
    batches: Sequence[Batch],
    contesting: Sequence[str],
    lots: Sequence[str] = (),
) -> Count:
    """Count `batches` among `contesting` until one of them has a majority (clauses 12 to 15).

    Raises RulesError where somebody who contests was no candidate, MissingLot where only a lot can say who is excluded.
    """
    strangers = sorted(
        set(contesting) - set(poll.standing) | {leaving} & set(contesting)
    )
    if strangers or not contesting:
        said = ", ".join(strangers) or "Nobody"
        raise RulesError(f"{said} cannot contest the seat that {leaving} has left.")
    if not batches:
        raise RulesError(
            f"{leaving} was elected without a paper, so none can say who follows."
        )
    return _Contest(poll, leaving, batches, contesting, lots).run()


class _Contest:
    def __init__(
        self,
        poll: Poll,
        leaving: str,
        batches: Sequence[Batch],
        contesting: Sequence[str],
        lots: Sequence[str],
    ) -> None:
        self.poll, self.leaving, self.draw = poll, leaving, Draw(lots)
        self.batches = sorted(batches, key=lambda each: -each.value)
        self.worth = UNIT * sum((b.value * b.size for b in batches), Fraction(0))
        self.left = [name for name in poll.names if name in contesting]
        self.piles: dict[str, list[Batch]] = {name: [] for name in self.left}
        self.votes: dict[str, Exact] = {
            leaving: self.worth,
            **dict.fromkeys(self.left, 0),
        }
        self.exhausted: Exact = 0
        self.lost: Exact = 0
        self.number = 0
        self.stages: list[Stage] = []

    def run(self) -> Count:
        *before, last = self.batches
        for batch in before:
            self._move(self.leaving, [batch])
            self._close(self.leaving, "clause 14", ())
        self._move(self.leaving, [last])
        self._empty(self.leaving)
        self._close(self.leaving, "clause 14", self._winner())
        while not self.stages[-1].elected:
            out, why = self._lowest()
            self.left.remove(out)
            moving = sorted(self.piles.pop(out), key=lambda each: -each.value)
            self._move(out, moving)
            self._empty(out)
            self._close(out, why, self._winner(), (out,))
        return self._count()

    def _move(self, giver: str, batches: Sequence[Batch]) -> None:
        self.transfers: list[Transfer] = []
        for batch in batches:
            self.number += 1
            self.votes[giver] -= UNIT * batch.value * batch.size
            for heir, papers in self._dealt(batch.papers).items():
                self._credit(giver, heir, Batch(batch.value, papers))

    def _dealt(self, papers: Papers) -> dict[str, dict[Marks, int]]:
        """The papers by who is next on them of those still in; "" for nobody."""
        heirs: dict[str, dict[Marks, int]] = {}
        for marks, many in papers.items():
            names = self.poll.spelt(marks)
            heir = next((name for name in names if name in self.left), "")
            heirs.setdefault(heir, {})[marks] = many
        return heirs

    def _credit(self, giver: str, heir: str, batch: Batch) -> None:
        """Credit papers, at so many times their value, cut to six places (clause 1A)."""
        worth = UNIT * batch.value * batch.size
        votes = int(worth)
        self.lost += worth - votes
        if heir:
            self.votes[heir] += votes
            self.piles[heir].append(batch)
        else:
            self.exhausted += votes
        value = UNIT * batch.value
        self.transfers.append(
            Transfer(giver, heir, batch.size, value, votes, batch=self.number)
        )

    def _empty(self, giver: str) -> None:
        """What is left of a giver's credit was cut off before and is lost, or found again, now."""
        self.lost += self.votes[giver]
        self.votes[giver] = 0

    def _close(
        self,
        giver: str,
        why: str,
        elected: tuple[Elected, ...],
        out: tuple[str, ...] = (),
    ) -> None:
        stage = Stage(
            step=Step.EXCLUSION,
            of=(giver,),
            votes=dict(self.votes),
            non_transferable=self.exhausted,
            lost=self.lost,
            quota=self._majority(),
            elected=elected,
            excluded=out,
            transfers=tuple(self.transfers),
            why=why,
        )
        self.stages.append(conserved(stage, self.worth, 1))

    def _majority(self) -> int:
        """Half of what the continuing have, and one, a fraction dropped (clause 12)."""
        votes = Fraction(sum(self.votes[name] for name in self.left)) / UNIT
        return int(votes / 2 + 1) * UNIT

    def _winner(self) -> tuple[Elected, ...]:
        most = max(self.left, key=lambda name: self.votes[name])
        if len(self.left) == 1:
            return (Elected(most, "nobody else is left", self.number),)
        if self.votes[most] >= self._majority():
            return (Elected(most, "clauses 12 and 15: a majority", self.number),)
        return ()

    def _lowest(self) -> tuple[str, str]:
        """Who is excluded: the fewest now, or at the latest count at which the tied were unequal, or by lot."""
        tied = self.left
        for votes in (self.votes, *(stage.votes for stage in reversed(self.stages))):
            fewest = min(votes[name] for name in tied)
            tied = [name for name in tied if votes[name] == fewest]
            if len(tied) == 1:
                return tied[0], "clauses 8 and 9"
        return self.draw.first(tied, "who is excluded (clause 8)"), "clauses 8 and 9"

    def _count(self) -> Count:
        return Count(
            rules="countback-act",
            title=self.poll.title,
            seats=1,
            candidates=self.poll.candidates,
            valid=sum(batch.size for batch in self.batches),
            unit=UNIT,
            places=PLACES,
            stages=tuple(self.stages),
            law=LAW,
            notes=(
                f"Only the papers that elected {self.leaving}, at the value they had in doing so.",
                *self.draw.notes,
            ),
        )
