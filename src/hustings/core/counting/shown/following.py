"""Where one paper lay at every stage, and what it was worth there: worked out from the record alone.

Under Gregory's methods a paper moves with the batch in which its holder received it; the record names that batch.
Under Meek and Warren a paper is shared at each stage among those it names, by the values in `keep`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hustings.core.counting.record import Count, Exact, Stage, Step, Transfer
from hustings.core.errors import HustingsError


class CannotFollow(HustingsError):
    """The record does not say where such a paper lay; the message says why."""


@dataclass(frozen=True, slots=True)
class Lying:
    """A paper at the end of a stage."""

    stage: int
    held: tuple[tuple[str, Exact], ...]
    """Who holds how much of it, in units; `""` is nobody (not transferable). The last is where the paper itself lies."""
    move: Transfer | None = None
    """The transfer by which it came there at this stage."""

    @property
    def at(self) -> str:
        return self.held[-1][0]


def follow(count: Count, ranking: Sequence[str]) -> tuple[Lying, ...]:
    """The paper that ranks these names, best first, at each stage.

    Raises CannotFollow for a name that is not there, for rules without transfers, where papers marked alike parted
    (Ireland), and where nobody cast such a paper so that the record shows no place for it.
    """
    _check(count, ranking)
    standing = set(count.stages[0].votes)
    names = tuple(name for name in ranking if name in standing)
    if not names:
        raise CannotFollow(
            "The paper names nobody who stood to the end: it was not counted."
        )
    if count.stages[0].keep:
        return tuple(_shared(count, names))
    return tuple(_Paper(count, names).moves())


def _check(count: Count, ranking: Sequence[str]) -> None:
    unknown = [name for name in ranking if name not in count.names]
    if unknown:
        raise CannotFollow(
            f"{unknown[0]} is not a candidate. The candidates are {', '.join(count.names)}."
        )
    twice = [name for name in ranking if ranking.count(name) > 1]
    if twice:
        raise CannotFollow(
            f"{twice[0]} is named twice: name each candidate once, best first."
        )
    if not count.stages or count.stages[0].step is not Step.FIRST:
        raise CannotFollow(
            "This record does not begin with first preferences: no paper is transferred in it that could be followed."
        )


def _shared(count: Count, names: Sequence[str]) -> Iterator[Lying]:
    """By the values kept (Meek: of what reaches a candidate, rounded up; Warren: of the paper)."""
    for number, stage in enumerate(count.stages, start=1):
        left, held = count.unit, []
        for name in names:
            keep = int(stage.keep.get(name, 0))
            part = min(left, keep) if count.per_paper else -(-left * keep // count.unit)
            if part:
                held.append((name, part))
            left -= part
        yield Lying(number, (*held, ("", left)) if left else tuple(held))


class _Paper:
    """A paper on its way through the stages."""

    def __init__(self, count: Count, names: Sequence[str]) -> None:
        self.count, self.names = count, names
        self.at, self.came = names[0], 0
        self.value: Exact = count.unit
        self.kept: list[tuple[str, Exact]] = []
        self.gone_before: set[str] = set()

    def moves(self) -> Iterator[Lying]:
        for number, stage in enumerate(self.count.stages, start=1):
            move = self._move(stage) if self.at in stage.of else None
            yield Lying(number, (*self.kept, (self.at, self.value)), move)
            self.gone_before |= {each.name for each in stage.elected}
            self.gone_before |= set(stage.excluded)

    def _move(self, stage: Stage) -> Transfer | None:
        """Moves the paper if this stage moved it; the transfer by which it went."""
        leaving = [
            move
            for move in stage.transfers
            if move.giver == self.at
            and move.came in (None, self.came)
            and (move.value if move.was is None else move.was) == self.value
        ]
        if not leaving:
            return None
        if self.count.particular and stage.step is Step.SURPLUS:
            raise CannotFollow(
                f"Of {self.at}'s papers some were taken as they lay, so that papers marked alike parted: "
                "no ranking says on which side this one was."
            )
        to = self._next(stage, leaving[0].batch)
        move = next((move for move in leaving if move.to == to), None)
        if move is None:
            if not to and stage.step is Step.SURPLUS:
                return None  # without a further preference it stays with the quota
            raise CannotFollow(
                f"Nobody cast a paper that went from {self.at} to {to or 'nobody'} as this one would: "
                "the record does not say where it would have lain."
            )
        self._go(move)
        return move

    def _next(self, stage: Stage, batch: int) -> str:
        """The first name on the paper that still takes papers in this batch of this stage."""
        out = self.gone_before | set(stage.excluded) | set(stage.of)
        out |= {each.name for each in stage.elected if 0 < each.batch < batch}
        return next((name for name in self.names if name not in out), "")

    def _go(self, move: Transfer) -> None:
        stays = self.value - move.value
        if stays:
            self.kept.append((self.at, stays))
        self.at, self.value, self.came = move.to, move.value, move.batch
