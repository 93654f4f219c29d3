"""A declared result, and what follows from it by law.

The returning officer declares a number of votes for each candidate. From those whole numbers follow the order, the majority, each share
of the valid votes and who loses the deposit. Everything is worked out in whole numbers or exact fractions: a deposit is lost at
exactly one twentieth and saved one vote above it, and no rounded percentage may say otherwise. Equal votes are shown as equal; when
two are equal at the top, the returning officer draws a lot, and the lot is told to us: nothing here draws one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from hustings.core.errors import HustingsError

TWENTIETH = Fraction(1, 20)
"""A candidate keeps the deposit only with more than this part of the valid votes (RPA 1983 Sch 1 rule 53)."""


@dataclass(frozen=True, slots=True)
class Candidacy:
    """One candidate's line of the declaration.

    `together` marks a line that adds up several candidates, as some published tables do: it counts among the valid votes, but
    is never placed or taken for a rival. `elected` is what the returning officer declared, where votes alone do not say it.
    """

    name: str
    party: str
    votes: int
    short: str = ""
    together: bool = False
    elected: bool = False

    @property
    def label(self) -> str:
        """The name with the party, as people say it."""
        return (
            f"{self.name} ({self.party})"
            if self.name and self.party
            else self.name or self.party
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A candidacy with its place; `equal` when another has the same number of votes."""

    candidacy: Candidacy
    place: int
    equal: bool


@dataclass(frozen=True, kw_only=True)
class DeclaredResult:
    """A result as declared: the candidacies, and where known the electorate and the rejected papers.

    `lot` names the candidate on whom the lot fell, if the first were equal. `published_majority` is what the source prints,
    for tables that add candidates together. Refuses numbers that cannot be: negative votes, more papers than electors, a name twice.
    """

    contest: str
    candidacies: tuple[Candidacy, ...]
    electorate: int | None = None
    rejected: int | None = None
    lot: str | None = None
    published_majority: int | None = None

    def __post_init__(self) -> None:
        _check(self)

    @cached_property
    def valid(self) -> int:
        """All valid votes."""
        return sum(each.votes for each in self.candidacies)

    @cached_property
    def standing(self) -> tuple[Candidacy, ...]:
        """The single candidacies, without lines that add several together."""
        return tuple(each for each in self.candidacies if not each.together)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Every candidacy from most votes to fewest; equal votes share a place and stand in the order of the declaration."""
        ordered = sorted(self.standing, key=lambda each: -each.votes)
        votes = [each.votes for each in ordered]
        return tuple(
            Placed(each, 1 + votes.index(each.votes), votes.count(each.votes) > 1)
            for each in ordered
        )

    @cached_property
    def elected(self) -> tuple[Candidacy, ...]:
        """Who is elected: those declared so, else whoever has most votes.

        Votes alone say it only where there is one seat and one vote (RPA 1983 Sch 1 rule 49); a ward of several councillors, or
        a count of preferences, needs the declaration. Empty while the first are equal and no lot has been told.
        """
        declared = [each for each in self.standing if each.elected]
        if declared:
            return tuple(sorted(declared, key=lambda each: -each.votes))
        first = [each.candidacy for each in self.placed if each.place == 1]
        if len(first) > 1:
            first = [each for each in first if each.name == self.lot]
        return tuple(first)

    @property
    def winner(self) -> Candidacy | None:
        """Who is elected where one is; None if nobody is yet, or several are."""
        return self.elected[0] if len(self.elected) == 1 else None

    @cached_property
    def majority(self) -> int | None:
        """The lead of the last elected over the first who is not, 0 if a lot decided.

        None where nobody stood against them, where a line of several candidates may hide the next, or where preferences decided.
        """
        in_seat = (
            self.elected
            or tuple(each.candidacy for each in self.placed if each.place == 1)[:1]
        )
        last = min(each.votes for each in in_seat)
        rest = [each.votes for each in self.standing if each not in in_seat]
        second = max(rest, default=0)
        hidden = max(
            (each.votes for each in self.candidacies if each.together), default=0
        )
        if hidden > second or not rest:
            return self.published_majority
        return last - second if last >= second else None

    @property
    def line_of_deposit(self) -> int:
        """The most votes that still lose the deposit; one more saves it."""
        return self.valid // TWENTIETH.denominator

    @property
    def turnout_valid(self) -> Fraction | None:
        """Valid votes as a part of the electorate: the turnout of most published tables."""
        return Fraction(self.valid, self.electorate) if self.electorate else None

    def share(self, candidacy: Candidacy) -> Fraction:
        """A candidacy's exact part of the valid votes; 0 if nobody voted."""
        return Fraction(candidacy.votes, self.valid) if self.valid else Fraction(0)

    def share_shown(self, candidacy: Candidacy, *, places: int = 1) -> str:
        """The share for people to read, never 5 per cent for a lost deposit that fell short of it."""
        return percent(self.share(candidacy), places=places, bar=TWENTIETH)

    def deposit_lost(self, candidacy: Candidacy) -> bool:
        """Lost if and only if 20 × votes ≤ valid votes (RPA 1983 Sch 1 rule 53(4))."""
        return TWENTIETH.denominator * candidacy.votes <= self.valid

    def place(self, candidacy: Candidacy) -> Placed:
        """Where a candidacy came."""
        return next(each for each in self.placed if each.candidacy == candidacy)

    def find(self, whom: str) -> Candidacy:
        """The one candidacy meant by a name, a party or a party's short form.

        Exact first (whatever the case of letters), then a surname or the beginning of a party's name. Refuses when none or several
        are meant, and says which there are.
        """
        for kind in (_exact, _loose):
            found = [each for each in self.standing if kind(each, whom)]
            if len(found) == 1:
                return found[0]
            if found:
                raise HustingsError(
                    f"{whom} may be {_listed(found)}: give the candidate's full name."
                )
        raise HustingsError(
            f"Nobody in {self.contest} is called {whom}. Choose from {_listed(self.standing)}."
        )


def percent(share: Fraction, *, places: int = 1, bar: Fraction | None = None) -> str:
    """A fraction as a percentage, rounded half up; never rounded up to a bar that it does not pass.

    >>> percent(Fraction(4996, 100_000), bar=Fraction(1, 20))
    '4.9 %'
    """
    scaled = share * 100 * 10**places
    rounded = int(scaled + Fraction(1, 2))
    if bar is not None and share <= bar:
        if share == bar:
            return f"exactly {_decimal(bar * 100)} %"
        if Fraction(rounded, 100 * 10**places) >= bar:
            rounded = int(scaled)
    whole, rest = divmod(rounded, 10**places)
    return f"{whole}.{rest:0{places}d} %" if places else f"{whole} %"


def _decimal(number: Fraction) -> str:
    return f"{float(number):g}"


def _exact(candidacy: Candidacy, whom: str) -> bool:
    names = {candidacy.name, candidacy.party, candidacy.short, candidacy.label}
    return whom.strip().casefold() in {name.casefold() for name in names if name}


def _loose(candidacy: Candidacy, whom: str) -> bool:
    sought = whom.strip().casefold()
    name, party = candidacy.name.casefold(), candidacy.party.casefold()
    return bool(sought) and (
        name.endswith(f" {sought}") or party.startswith(f"{sought} ")
    )


def _listed(candidacies: Sequence[Candidacy]) -> str:
    return ", ".join(each.label for each in candidacies)


def _check(result: DeclaredResult) -> None:
    if not result.standing:
        raise HustingsError(f"{result.contest}: enter at least one candidate.")
    for each in result.candidacies:
        if each.votes < 0:
            raise HustingsError(
                f"{each.label}: votes must be a whole number, 0 or more."
            )
    _check_twice(result)
    _check_lot(result)
    papers = result.valid + (result.rejected or 0)
    if result.electorate is not None and papers > result.electorate:
        raise HustingsError(
            f"{result.contest}: {papers:,} papers are more than the electorate of {result.electorate:,}. Check the figures."
        )


def _check_twice(result: DeclaredResult) -> None:
    seen: set[tuple[str, str]] = set()
    for each in result.standing:
        if (each.name, each.party) in seen:
            raise HustingsError(
                f"{each.label} is entered twice: tell the two apart by name or description."
            )
        seen.add((each.name, each.party))


def _check_lot(result: DeclaredResult) -> None:
    if result.lot is None:
        return
    most = max(each.votes for each in result.standing)
    first = [each for each in result.standing if each.votes == most]
    if len(first) < 2 or result.lot not in {each.name for each in first}:
        names = " or ".join(each.name or each.label for each in first)
        said = f": {names}" if len(first) > 1 else f", and {names} has most votes"
        raise HustingsError(
            f"A lot is drawn only between those who are equal first{said}."
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """A candidacy beside last time: the same party then, the same person then, and the change of the party's share."""

    now: Candidacy
    party_then: Candidacy | None
    person_then: Candidacy | None
    change: Fraction | None


INDEPENDENT = frozenset({"ind", "independent", ""})


def beside_last_time(now: DeclaredResult, then: DeclaredResult) -> tuple[Beside, ...]:
    """Each candidacy of now, in order of place, with last time's candidacy of its party and of the person.

    Independents have no party to compare with; a person may have stood for another party then. Where a party had several
    candidates, as in a ward of several seats, no one of them is compared with another for the party's sake.
    """
    alone = _alone(now) & _alone(then)
    parties = {key: each for each in then.standing if (key := _party(each)) in alone}
    people = {each.name.casefold(): each for each in then.standing if each.name}
    rows = []
    for placed in now.placed:
        each = placed.candidacy
        party = parties.get(_party(each))
        change = now.share(each) - then.share(party) if party else None
        rows.append(Beside(each, party, people.get(each.name.casefold()), change))
    return tuple(rows)


def _alone(result: DeclaredResult) -> frozenset[str]:
    """The parties, independents not among them, that had one candidate."""
    counted = Counter(map(_party, result.standing))
    return frozenset(
        party
        for party, number in counted.items()
        if number == 1 and party not in INDEPENDENT
    )


SAME_PARTY = {
    "brexit": "ruk",
    "brx": "ruk",
    "brexit party": "ruk",
    "mrlp": "loony",
    "commons speaker": "spk",
}
"""Short forms of one party: the Brexit Party was renamed Reform UK on 4 January 2021 (Electoral Commission, PP7931)."""


def party_key(short: str) -> str:
    """A party's short form in one spelling, under which its earlier names are the same party."""
    return SAME_PARTY.get(short.casefold(), short.casefold())


def _party(candidacy: Candidacy) -> str:
    return party_key(candidacy.short or candidacy.party)
