"""Slates: candidacies that somebody sees as standing together, whatever stands on the ballot paper.

"The independents of 2024" are no party: nobody adds their votes up, so nobody can say how they did. A slate is a tag on
candidacies, put there by whoever looks. It changes no figure; it only says which candidacies are looked at together. A tag
names a candidacy by what a corrected release leaves as it is: the polling day, the seat's official code, and the name.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from hustings.core.errors import HustingsError
from hustings.core.psephology.careers import person_key
from hustings.core.psephology.past import Election, SeatResult, Stood
from hustings.core.spelling import fold_place

Answer = dict[str, Any]
BEST = 5
"""So many best and worst shares are named, as of a party."""


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """A candidacy: its polling day, its seat's official code, the name and the party's short form as printed."""

    day: date
    code: str
    name: str
    party: str

    @property
    def key(self) -> str:
        """The tag in one word for a form; `tag_of_key` reads it back."""
        return "|".join([str(self.day), self.code, self.party, self.name])


@dataclass(frozen=True, slots=True)
class Member:
    """A candidacy of a slate with its seat and place."""

    seat: SeatResult
    stood: Stood
    place: int

    @property
    def tag(self) -> Tag:
        return tag_of(self.seat, self.stood)

    @property
    def share(self) -> Fraction:
        return self.seat.result.share(self.stood.candidacy)

    @property
    def behind(self) -> int:
        """How many votes more the winner had; 0 for the winner."""
        return self.seat.winner.votes - self.stood.votes

    @property
    def is_deposit_lost(self) -> bool:
        return self.seat.result.deposit_lost(self.stood.candidacy)


@dataclass(frozen=True, slots=True)
class Standing:
    """A slate at one election: its candidacies by seat, and tags that the results do not have, or not any more."""

    name: str
    election: Election
    members: tuple[Member, ...]
    missing: tuple[Tag, ...] = ()


@dataclass(frozen=True, slots=True)
class InSeat:
    """What a slate had in one seat: the votes of all who stood for it there, as if they had stood as one.

    `place` is the place that so many votes have among everybody else's; `behind` is how many more the first of the others
    had, below 0 where they had fewer.
    """

    seat: SeatResult
    stood: tuple[Stood, ...]
    votes: int
    place: int
    behind: int

    @property
    def share(self) -> Fraction:
        valid = self.seat.result.valid
        return Fraction(self.votes, valid) if valid else Fraction(0)


def tag_of(seat: SeatResult, stood: Stood) -> Tag:
    """The tag that means this candidacy."""
    return Tag(seat.day, seat.code, stood.name, stood.party)


def tag_of_key(key: str) -> Tag:
    """The tag of that key, as a form sends it; refuses any other text."""
    parts = key.split("|", 3)
    try:
        day, code, party, name = parts
        return Tag(date.fromisoformat(day), code, name, party)
    except ValueError as problem:
        raise HustingsError(
            f"{key[:40]!r} was found where a candidacy was expected. Choose it again."
        ) from problem


def standing(name: str, tags: Iterable[Tag], election: Election) -> Standing:
    """Who of the slate stood at the election, each once. Tags of other days are passed over; those found nowhere are told."""
    found: dict[Tag, Member] = {}
    missing = []
    for tag in sorted(set(tags)):
        if tag.day == election.day:
            member = _member(tag, election.seats.get(tag.code))
            if member:
                found[member.tag] = member
            else:
                missing.append(tag)
    members = sorted(found.values(), key=lambda each: (-each.share, each.seat.name))
    return Standing(name, election, tuple(members), tuple(missing))


def now_of(tag: Tag, election: Election) -> Tag:
    """The tag under which the results have its candidacy now, whose party a corrected release may have changed.

    The tag itself where they do not have it.
    """
    member = _member(tag, election.seats.get(tag.code))
    return member.tag if member else tag


def _member(tag: Tag, seat: SeatResult | None) -> Member | None:
    """The candidacy of that name; of two of one name in one seat, the one of that party."""
    if seat is None:
        return None
    called = [pair for pair in seat.in_order if pair[1].name == tag.name]
    if len(called) > 1:
        called = [pair for pair in called if pair[1].party == tag.party]
    if not called:
        return None
    placed, stood = called[0]
    return Member(seat, stood, placed.place)


def by_rule(
    election: Election, party: str, area: str = "", described: str = ""
) -> tuple[Tag, ...]:
    """Everybody who stood under the party's short form ("Ind" for independents), in all seats or those of one area.

    With `described` those alone whom the paper described so: of "Green" the Scottish Green Party.
    """
    seats = election.within(area) if area else election
    return tuple(
        tag_of(seat, stood)
        for seat in seats
        for _, stood in seat.in_order
        if stood.party == party and described in ("", stood.candidacy.party)
    )


def by_seat(found: Standing) -> tuple[InSeat, ...]:
    """What the slate had in each seat, its candidacies there taken together; the largest share first."""
    seats: dict[str, list[Stood]] = {}
    for member in found.members:
        seats.setdefault(member.seat.code, []).append(member.stood)
    together = [_in_seat(found.election.seats[c], each) for c, each in seats.items()]
    return tuple(sorted(together, key=lambda each: (-each.share, each.seat.name)))


def _in_seat(seat: SeatResult, stood: Sequence[Stood]) -> InSeat:
    votes = sum(each.votes for each in stood)
    others = [each.votes for _, each in seat.in_order if each not in stood]
    return InSeat(
        seat=seat,
        stood=tuple(stood),
        votes=votes,
        place=1 + sum(other > votes for other in others),
        behind=max(others, default=0) - votes,
    )


def slate(found: Standing) -> Answer:
    """A slate under documented names, as a party: `slate, election, votes, share, share_where_stood, stood, seats,
    second_places, deposits_kept, deposits_lost, best, worst`; its `candidates`, each with `key, name, party, seat, votes, share,
    place, behind, deposit`; its votes `by_seat` as if all who stood in a seat for it were one; and whom the results do not have.
    """
    members, votes = found.members, sum(each.stood.votes for each in found.members)
    where = {each.seat.code: each.seat.result.valid for each in members}
    lost = sum(each.is_deposit_lost for each in members)
    ends = [{"name": m.stood.name, "seat": m.seat.name, "share": _share(m.share)} for m in members]  # fmt: skip
    return {
        "slate": found.name,
        "election": str(found.election.day),
        "votes": votes,
        "share": _part(votes, found.election.valid),
        "share_where_stood": _part(votes, sum(where.values())),
        "stood": len(members),
        "stood_in_seats": len(where),
        "seats": sum(each.seat.winner == each.stood for each in members),
        "second_places": sum(each.place == 2 for each in members),
        "deposits_kept": len(members) - lost,
        "deposits_lost": lost,
        "best": ends[:BEST],
        "worst": ends[: -BEST - 1 : -1],
        "candidates": [_candidate(each) for each in members],
        "by_seat": [_in_one(each) for each in by_seat(found)],
        "not_in_the_results": [_tag(each) for each in found.missing],
    }


MEASURES = (
    "stood",
    "stood_in_seats",
    "votes",
    "share",
    "share_where_stood",
    "seats",
    "second_places",
    "deposits_kept",
    "deposits_lost",
)
"""The figures of a slate that are one number each, in the order in which they are compared."""


def compared(one: Standing, other: Standing) -> Answer:
    """Two slates beside each other: the `measures` of both, their `best` and `worst`, and `seats` where either stood.

    Seats of two elections are the same where the official code or, failing that, the name is; each says whether the
    boundaries are the same.
    """
    first, second = slate(one), slate(other)
    return {
        "one": {"slate": one.name, "election": str(one.election.day)},
        "other": {"slate": other.name, "election": str(other.election.day)},
        "measures": [
            {"measure": name, "one": first[name], "other": second[name]}
            for name in MEASURES
        ],
        "best": {"one": first["best"], "other": second["best"]},
        "worst": {"one": first["worst"], "other": second["worst"]},
        "seats": list(_beside(by_seat(one), by_seat(other))),
    }


def _beside(one: Iterable[InSeat], other: Iterable[InSeat]) -> Iterable[Answer]:
    later = {each.seat.code: each for each in other}
    by_name = {fold_place(each.seat.name): each for each in later.values()}
    pairs: list[tuple[InSeat | None, InSeat | None]] = []
    for each in one:
        same = later.get(each.seat.code) or by_name.get(fold_place(each.seat.name))
        pairs.append((each, later.pop(same.seat.code, None) if same else None))
    pairs += [(None, each) for each in later.values()]
    for first, second in sorted(pairs, key=_name):
        seats = [each.seat for each in (first, second) if each]
        yield {
            "seat": seats[-1].name,
            "codes": list(dict.fromkeys(each.code for each in seats)),
            "same_boundaries": seats[0].code == seats[-1].code,
            "one": _effective(first),
            "other": _effective(second),
        }


def _name(pair: tuple[InSeat | None, InSeat | None]) -> str:
    return next(each.seat.name for each in reversed(pair) if each)


def _candidate(member: Member) -> Answer:
    seat, stood = member.seat, member.stood
    return {
        "key": person_key(stood.known_as, seat.day, seat.code, stood.name, stood.party),
        "election": str(seat.day),
        "code": seat.code,
        "seat": seat.name,
        "region": seat.region,
        "name": stood.name,
        "party": stood.party,
        "votes": stood.votes,
        "share": _share(member.share),
        "place": member.place,
        "behind": member.behind,
        "deposit": "lost" if member.is_deposit_lost else "kept",
    }


def _in_one(found: InSeat) -> Answer:
    seat = {"seat": found.seat.name, "code": found.seat.code}
    return seat | _effective(found)


def _effective(found: InSeat | None) -> Answer:
    if found is None:
        return dict.fromkeys(("candidates", "votes", "share", "place", "behind"))
    return {
        "candidates": [each.name for each in found.stood],
        "votes": found.votes,
        "share": _share(found.share),
        "place": found.place,
        "behind": max(found.behind, 0),
    }


def _tag(tag: Tag) -> Mapping[str, str]:
    return {
        "election": str(tag.day),
        "code": tag.code,
        "name": tag.name,
        "party": tag.party,
    }


def _part(votes: int, of: int) -> float | None:
    return _share(Fraction(votes, of)) if of else None


def _share(exact: Fraction) -> float:
    return round(float(exact), 6)
