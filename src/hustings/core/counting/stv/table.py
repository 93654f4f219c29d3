"""The counting table: who holds which papers at what value, and the record of what moved."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hustings.core.counting.marks import said_blank
from hustings.core.counting.poll import Poll
from hustings.core.counting.record import (
    Elected,
    Exact,
    Stage,
    Step,
    Transfer,
    conserved,
)
from hustings.core.counting.stv.constraints import Judged, Limits
from hustings.core.counting.stv.piles import NOBODY, Pile, standing_pile
from hustings.core.counting.stv.rules import GregoryRules


@dataclass(slots=True)
class Parcel:
    """Papers that came to a candidate together, all of one value."""

    received: int
    """The batch in which they came: 0 for first preferences."""
    value: Exact
    pile: Pile

    @property
    def size(self) -> int:
        return self.pile.size


class Source(NamedTuple):
    """Where papers come from: who held them, at what value, and since which batch where the law asks."""

    giver: int
    was: Exact
    came: int | None


class Point(NamedTuple):
    """The votes at a point of the count to which the law may look to settle a tie."""

    votes: Mapping[int, Exact]
    where: str


@dataclass(slots=True)
class Doing:
    """A stage while it happens."""

    step: Step
    of: tuple[int, ...] = ()
    why: str = ""
    transfers: list[Transfer] = field(default_factory=list)
    elected: list[Elected] = field(default_factory=list)
    excluded: tuple[int, ...] = ()


class Table:
    """Candidates are their places among the poll's candidates throughout; names appear in the record only."""

    def __init__(self, poll: Poll, rules: GregoryRules, limits: Limits) -> None:
        self.poll, self.rules, self.unit = poll, rules, rules.unit
        self.limits, self.named = limits, ("", *poll.names)
        self.keeps_apart, self.exact = rules.keeps_apart, rules.exact_values
        self.pile, blank = standing_pile(poll, rules.read)
        self.valid = self.pile.size
        self.notes = [said_blank(blank)] if blank else []
        self.quota = rules.quota(self.valid, poll.seats, self.unit)
        self.continuing = [poll.place[name] for name in poll.standing]
        self.elected: list[int] = []
        self.waiting: dict[int, int] = {}
        """Elected, with a surplus that has not been transferred; after which batch they had it."""
        self.piles: dict[int, list[Parcel]] = {place: [] for place in self.continuing}
        self.held: dict[int, list[Parcel]] = {}
        """What each of the elected held when they were elected."""
        self.votes: dict[int, Exact] = dict.fromkeys(self.continuing, 0)
        self.standing = poll.standing
        self.non_transferable: Exact = 0
        self.lost: Exact = 0
        self.batch = 0
        self.stages: list[Stage] = []
        self.history: list[Point] = []
        self.gone = b""
        self.now = Doing(Step.FIRST)
        self.lots: list[str] = []
        """What the lots that were used decided, in words."""
        self.tie = ""
        """How the tie before the next step was settled, in words."""

    @property
    def vacancies(self) -> int:
        if self.limits.over(self.elected):
            return 0
        return self.poll.seats - len(self.elected)

    @property
    def may_win(self) -> list[int]:
        """Those continuing whom no constraint keeps from being elected."""
        doomed = self.judged.doomed
        if not doomed:
            return self.continuing.copy()
        return [place for place in self.continuing if place not in doomed]

    @property
    def may_go(self) -> list[int]:
        """Those continuing whom no constraint keeps from being excluded."""
        guarded = self.judged.guarded
        if not guarded:
            return self.continuing.copy()
        return [place for place in self.continuing if place not in guarded]

    @property
    def judged(self) -> Judged:
        return self.limits.judge(self.elected, self.continuing)

    def name(self, place: int) -> str:
        return self.named[place]

    def names(self, places: Iterable[int]) -> tuple[str, ...]:
        return tuple(map(self.name, places))

    def by_votes(self, places: Iterable[int]) -> list[int]:
        return sorted(places, key=lambda place: -self.votes[place])

    def surplus(self, place: int) -> Exact:
        return self.votes[place] - self.quota

    @property
    def surpluses(self) -> Exact:
        """All that is waiting to be transferred."""
        return sum(self.surplus(place) for place in self.waiting)

    def begin(self, step: Step, of: Iterable[int] = (), why: str = "") -> None:
        self.now, self.tie = Doing(step, tuple(of), self._with_tie(why)), ""

    def _with_tie(self, why: str) -> str:
        return ". ".join(filter(None, (why, self.tie))) if self.tie else why

    def source(self, giver: int, parcel: Parcel) -> Source:
        came = parcel.received if self.keeps_apart else None
        return Source(giver, parcel.value, came)

    def give(self, pile: Pile, value: Exact, source: Source | None = None) -> Exact:
        """Papers of one value move on to their next preferences; gives the votes credited."""
        credited: Exact = 0
        for heir, papers in pile.dealt(self.gone).items():
            credited += self.hand(heir, papers, value, source)
        return credited

    def hand(
        self, heir: int, pile: Pile, value: Exact, source: Source | None = None
    ) -> Exact:
        """Papers of one value go to one candidate, or to `NOBODY`; gives the votes credited."""
        many = pile.size
        credited = int(many * value) if self.exact else many * value
        if heir == NOBODY:
            self.non_transferable += credited
        else:
            self.votes[heir] += credited
            self._lay(heir, pile, value)
        if source:
            giver, was, came = source
            moved = Transfer(self.named[giver], self.named[heir], many, value, credited, was, self.batch, came)  # fmt: skip
            self.now.transfers.append(moved)
        return credited

    def _lay(self, heir: int, pile: Pile, value: Exact) -> None:
        for parcel in reversed(self.piles[heir]):
            if self.keeps_apart and parcel.received != self.batch:
                break
            if parcel.value == value:
                parcel.pile = parcel.pile.joined(pile)
                return
        self.piles[heir].append(Parcel(self.batch, value, pile))

    def leave(self, places: Sequence[int]) -> None:
        """These take no more papers."""
        for place in places:
            self.continuing.remove(place)
        self.gone += bytes(places)

    def elect(self, place: int, reason: str) -> None:
        self.leave([place])
        self.elected.append(place)
        self.held[place] = list(self.piles[place])
        if self.votes[place] > self.quota:
            self.waiting[place] = self.batch
        self.now.elected.append(Elected(self.name(place), reason, self.batch))

    def close(self) -> None:
        """End the step: write it into the record, and see that no vote came or went."""
        now = self.now
        stage = Stage(
            step=now.step,
            of=self.names(now.of),
            votes=dict(zip(self.standing, self.votes.values(), strict=True)),
            non_transferable=self.non_transferable,
            lost=self.lost,
            quota=self.quota,
            elected=tuple(now.elected),
            excluded=self.names(now.excluded),
            transfers=tuple(now.transfers),
            why=self._with_tie(now.why),
        )
        self.stages.append(conserved(stage, self.valid, self.unit))
        self.remember(f"stage {len(self.stages)}")

    def remember(self, where: str) -> None:
        self.history.append(Point(dict(self.votes), where))
