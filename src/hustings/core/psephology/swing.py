"""Swing: how far votes moved from one to another between two elections.

Exact fractions of all valid votes (Butler) or of the votes of the two alone (Steed); positive where the second gained on
the first. Where one of the two did not stand at one of the elections there is no swing: half of what somebody had who
was not there before compares nothing, and of the two alone the other had all. D. Butler in R. B. McCallum and A. Readman, The British General Election of 1945; M. Steed in D. Butler and
A. King, The British General Election of 1964. With more than two parties a swing is not a flow of voters.
"""

from dataclasses import dataclass
from fractions import Fraction

from hustings.core.elections.result import (
    INDEPENDENT,
    Candidacy,
    DeclaredResult,
    party_key,
)
from hustings.core.errors import HustingsError
from hustings.core.psephology.changes import NO_PARTY

Votes = tuple[int, int, int]
"""Those of the first, those of the second, and all valid votes."""
Standing = tuple[Candidacy, ...]


@dataclass(frozen=True, slots=True)
class TwoOf:
    """The votes of two candidates or parties at one election, and all valid votes."""

    first: int
    second: int
    valid: int

    def __post_init__(self) -> None:
        if not 0 < self.first + self.second <= self.valid:
            raise HustingsError(
                f"A swing needs votes for at least one of the two, within the valid votes: there are {self.first:,} and "
                f"{self.second:,} of {self.valid:,}."
            )


def swings(before: Votes, after: Votes) -> tuple[Fraction, Fraction] | None:
    """Butler's and Steed's; None where one of the two had no votes at one of the elections, as whoever did not stand."""
    if not all(first and second for first, second, _ in (before, after)):
        return None
    then, now = TwoOf(*before), TwoOf(*after)
    return butler(then, now), steed(then, now)


def butler(before: TwoOf, after: TwoOf) -> Fraction:
    """Half of what the first lost and the second gained, in parts of all valid votes."""
    lost = Fraction(before.first, before.valid) - Fraction(after.first, after.valid)
    gained = Fraction(after.second, after.valid) - Fraction(before.second, before.valid)
    return (lost + gained) / 2


def steed(before: TwoOf, after: TwoOf) -> Fraction:
    """What the first lost to the second in parts of the votes that the two had together."""
    return _of_two(before) - _of_two(after)


def _of_two(votes: TwoOf) -> Fraction:
    return Fraction(votes.first, votes.first + votes.second)


def two_in_seat(
    before: DeclaredResult, after: DeclaredResult, first: str, second: str
) -> tuple[Votes, Votes]:
    """The votes of two in one seat at both elections; each is a party by its short form, or a candidate by name.

    Whoever stood at one election alone has no votes at the other. Refuses a name that neither election knows, independents
    as if they were a party, and two names for the same votes: a party and who stood for it.
    """
    one, other = (_standing_of(before, after, sought) for sought in (first, second))
    for result, mine, theirs in zip((before, after), one, other, strict=True):
        if same := set(mine) & set(theirs):
            raise HustingsError(f"{first} and {second} are the same votes where {same.pop().label} stood in {result.contest}: name another for one of them.")  # fmt: skip
    (one_then, one_now), (other_then, other_now) = map(_counted, (one, other))
    return (one_then, other_then, before.valid), (one_now, other_now, after.valid)


def _counted(both: tuple[Standing, Standing]) -> tuple[int, int]:
    then, now = (sum(each.votes for each in found) for found in both)
    return then, now


def check_party(sought: str) -> None:
    """Refuses independents and the Speaker: they stand for themselves, and last time's is nobody's predecessor."""
    if party_key(sought.strip()) in _NO_PARTY:
        raise HustingsError(f"{sought} is no party: whoever stands for nobody but themselves is named, in their seat.")  # fmt: skip


_NO_PARTY = INDEPENDENT | {party_key(each) for each in NO_PARTY}


def _standing_of(
    before: DeclaredResult, after: DeclaredResult, sought: str
) -> tuple[Standing, Standing]:
    check_party(sought)
    then, now = (_meant(result, sought.strip()) for result in (before, after))
    if not then and not now:
        after.find(sought)  # says who stood
    return then, now


def _meant(result: DeclaredResult, sought: str) -> Standing:
    """A party's candidacies, else the one candidate of that name; nobody where there is neither."""
    key = party_key(sought)
    of_party = tuple(e for e in result.standing if party_key(e.short or e.party) == key)
    if of_party:
        return of_party
    named = [e for e in result.standing if e.name.casefold() == sought.casefold()]
    return tuple(named) if len(named) == 1 else ()
