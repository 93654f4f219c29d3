"""A body filled by several electorates: who won each part, and who controls the whole.

An executive may have seats for local parties by transferable vote, for unions by block vote, for councillors by
plurality, and officers who sit by right. Each part has its own count under its own rules; this record joins them. A
slate is the tag on candidates, as in every count; whoever has none stands alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from hustings.core.counting.poll import Candidate
from hustings.core.counting.record import Count
from hustings.core.counting.rules import RulesError

ALONE = ""
"""The slate of whoever stands for none."""


@dataclass(frozen=True, slots=True)
class Member:
    name: str
    slate: str
    part: str
    """The part of the body whose seat it is."""
    votes: bool = True
    """Whether they vote on the body: some sit by right and only speak."""


@dataclass(frozen=True, slots=True)
class Electorate:
    """A part that is elected: so many seats by one count."""

    name: str
    count: Count

    @property
    def seats(self) -> int:
        return self.count.seats

    @property
    def members(self) -> tuple[Member, ...]:
        """Whoever was elected; seats that a list won without naming people are numbered."""
        of = {each.name: each.slate for each in self.count.candidates}
        elected = [
            each
            for stage in self.count.stages
            for each in stage.elected
            if not each.unfilled
        ]
        often = Counter(each.name for each in elected)
        nth: Counter[str] = Counter()
        members = []
        for each in elected:
            nth[each.name] += 1
            number = f" {nth[each.name]}" if often[each.name] > 1 else ""
            slate = each.slate or of.get(each.name, ALONE)
            members.append(Member(each.name + number, slate, self.name))
        return tuple(members)


@dataclass(frozen=True, slots=True)
class ExOfficio:
    """A part whose members sit by right of an office: leader, treasurer, youth officer."""

    name: str
    holders: tuple[Candidate, ...]
    seats: int
    """May be more than there are holders: an office may be vacant."""
    votes: bool = True

    @property
    def members(self) -> tuple[Member, ...]:
        return tuple(
            Member(each.name, each.slate, self.name, self.votes)
            for each in self.holders
        )


Part = Electorate | ExOfficio


@dataclass(frozen=True)
class Body:
    """Everybody who sits, part by part.

    Raises RulesError where parts are named alike, an office has more holders than seats, or somebody would sit twice.
    """

    title: str
    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        _refuse_alike([part.name for part in self.parts])
        for part in self.parts:
            if len(part.members) > part.seats:
                raise RulesError(
                    f"{part.name}: {len(part.members)} would hold {part.seats} seats."
                )
        _refuse_twice(self.members)

    @property
    def seats(self) -> int:
        return sum(part.seats for part in self.parts)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        return tuple(member for part in self.parts for member in part.members)

    @property
    def voting_seats(self) -> int:
        """The seats that vote, also those that are vacant."""
        return sum(
            part.seats
            for part in self.parts
            if isinstance(part, Electorate) or part.votes
        )

    @property
    def vacant(self) -> Mapping[str, int]:
        """The parts with seats that nobody holds, and how many."""
        empty = {part.name: part.seats - len(part.members) for part in self.parts}
        return {name: many for name, many in empty.items() if many}

    @property
    def needed(self) -> int:
        """How many votes are more than half of the voting seats."""
        return self.voting_seats // 2 + 1

    @cached_property
    def by_slate(self) -> Mapping[str, int]:
        """Voting members by slate, the most first; those who stand alone are not added together."""
        return _by_slate(member for member in self.members if member.votes)

    @property
    def alone(self) -> tuple[str, ...]:
        """Voting members of no slate."""
        return tuple(m.name for m in self.members if m.votes and m.slate == ALONE)

    @property
    def controls(self) -> str | None:
        """The slate with more than half of the voting seats; None where there is none."""
        return next(
            (slate for slate, many in self.by_slate.items() if many >= self.needed),
            None,
        )

    @property
    def short_by(self) -> Mapping[str, int]:
        """How many votes each slate is short of more than half."""
        return {
            slate: max(self.needed - many, 0) for slate, many in self.by_slate.items()
        }

    def won(self, part: Part) -> tuple[str, ...]:
        """The slate with the most members of a part; several where they are equal, none where all stand alone."""
        seats = _by_slate(part.members)
        most = max(seats.values(), default=0)
        return tuple(slate for slate, many in seats.items() if many == most)

    @property
    def without_those_by_right(self) -> str | None:
        """Who would control the elected seats alone."""
        elected = tuple(part for part in self.parts if isinstance(part, Electorate))
        return Body(self.title, elected).controls if elected else None

    @property
    def said(self) -> tuple[str, ...]:
        """The body in sentences: each part, the seats by slate, and who controls it."""
        lines = [self._said(part) for part in self.parts]
        slates = [f"{slate} {many}" for slate, many in self.by_slate.items()]
        if self.alone:
            slates.append(f"of no slate {len(self.alone)}")
        lines.append(
            f"Votes on {self.title}: {self.voting_seats}. {', '.join(slates)}."
        )
        return (*lines, self._said_of_control())

    def _said(self, part: Part) -> str:
        names = [f"{m.name} ({m.slate})" if m.slate else m.name for m in part.members]
        by = f"by {part.count.rules}" if isinstance(part, Electorate) else "by right"
        empty = self.vacant.get(part.name, 0)
        vacant = f"; vacant: {empty}" if empty else ""
        return (
            f"{part.name} ({part.seats}, {by}): {', '.join(names) or 'nobody'}{vacant}."
        )

    def _said_of_control(self) -> str:
        if self.controls:
            many = self.by_slate[self.controls]
            return f"{self.controls} controls it with {many}; {self.needed} are more than half."
        return f"Nobody controls it: {self.needed} are more than half."


def _by_slate(members: Iterable[Member]) -> Mapping[str, int]:
    return dict(
        Counter(each.slate for each in members if each.slate != ALONE).most_common()
    )


def _refuse_alike(names: Sequence[str]) -> None:
    for name, many in Counter(names).items():
        if many > 1:
            raise RulesError(f"Two parts of the body are named {name}.")


def _refuse_twice(members: Sequence[Member]) -> None:
    for name, many in Counter(member.name for member in members).items():
        if many > 1:
            parts = " and ".join(m.part for m in members if m.name == name)
            raise RulesError(
                f"{name} would sit twice: {parts}. Count one of them again without {name}, or, if they are two people, "
                "add to each name what tells them apart."
            )
