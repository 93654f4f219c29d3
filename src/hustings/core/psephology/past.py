"""Past elections: who stood in which seat, under which party's name, and with what result.

The result of a seat is a `DeclaredResult`, so that place, majority, turnout and deposit follow from its whole numbers in
the one way in which they follow on the night of our own count.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from hustings.core.elections.result import Candidacy, DeclaredResult, Placed
from hustings.core.errors import HustingsError

INDEPENDENT = "Ind"
"""The publishers' short form for whoever stands for no party."""
SPEAKER = "Spk"
"""The Speaker seeking re-election stands for no party, and large parties do not oppose them."""


@dataclass(frozen=True, slots=True)
class Stood:
    """One candidacy of a past election.

    `party` is the publisher's short form, under which it joins descriptions of one party ("Labour" and "Labour and
    Co-operative"). `known_as` are the numbers by which publishers know a person, such as `mnis:1382`.
    """

    candidacy: Candidacy
    party: str
    first_name: str = ""
    surname: str = ""
    gender: str = ""
    known_as: frozenset[str] = frozenset()
    was_member: bool = False
    """Had sat in the House of Commons, at whatever time."""
    is_joint: bool = False
    """Stood for two registered parties together."""

    @property
    def name(self) -> str:
        return self.candidacy.name

    @property
    def votes(self) -> int:
        return self.candidacy.votes

    @property
    def is_independent(self) -> bool:
        return self.party == INDEPENDENT


class NobodyKnown(HustingsError):
    """A seat of which no one person is known to be elected: a file of votes does not say on whom a lot fell."""

    def __init__(self, result: DeclaredResult) -> None:
        if result.elected:
            super().__init__(
                f"Several are declared elected in {result.contest}, where one seat was expected."
            )
            return
        first = [each.candidacy for each in result.placed if each.place == 1]
        names = " and ".join(each.label for each in first)
        super().__init__(
            f"Nobody is known to be elected in {result.contest}: {names} have {first[0].votes:,} votes each, and on whom "
            "the returning officer's lot fell is not in the file."
        )


@dataclass(frozen=True, kw_only=True)
class SeatResult:
    """What happened in one seat. `stood` are in the order of the publisher's file; their lines are those of the `result`."""

    day: date
    code: str
    """The official code (ONS): a seat whose boundaries changed has another one."""
    name: str
    region: str
    nation: str
    kind: str = ""
    """Borough, burgh or county constituency."""
    result: DeclaredResult
    stood: tuple[Stood, ...]

    @cached_property
    def winner(self) -> Stood:
        """Who was elected. Raises NobodyKnown where the votes do not say it: what reads a file refuses such a seat."""
        won = self.result.winner
        if won is None:
            raise NobodyKnown(self.result)
        return next(each for each in self.stood if each.candidacy is won)

    @cached_property
    def in_order(self) -> tuple[tuple[Placed, Stood], ...]:
        """Everybody with their place, most votes first."""
        by_line = {id(each.candidacy): each for each in self.stood}
        return tuple((each, by_line[id(each.candidacy)]) for each in self.result.placed)

    @property
    def lost_deposits(self) -> Iterator[Stood]:
        """Whoever had no more than a twentieth; a line of several candidates says nothing of them."""
        alone = (s for s in self.stood if not s.candidacy.together)
        return (s for s in alone if self.result.deposit_lost(s.candidacy))


@dataclass(frozen=True)
class Election:
    """All seats that were filled on one day, by official code."""

    day: date
    seats: Mapping[str, SeatResult]

    def __post_init__(self) -> None:
        object.__setattr__(self, "seats", MappingProxyType(dict(self.seats)))

    def __iter__(self) -> Iterator[SeatResult]:
        return iter(self.seats.values())

    def __len__(self) -> int:
        return len(self.seats)

    @cached_property
    def valid(self) -> int:
        """All valid votes."""
        return sum(seat.result.valid for seat in self)

    @cached_property
    def electorate(self) -> int | None:
        """All electors; None where a seat's number is not known."""
        known = [seat.result.electorate for seat in self]
        found = [each for each in known if each is not None]
        return sum(found) if len(found) == len(known) else None

    def within(self, area: str) -> "Election":
        """The seats of one region or nation, by its name."""
        return self.only(s for s in self if area in (s.region, s.nation))

    def only(self, seats: Iterable[SeatResult]) -> "Election":
        """A part of the election."""
        return Election(self.day, {seat.code: seat for seat in seats})
