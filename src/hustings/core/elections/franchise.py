"""Who may vote in this election.

A register holds people with different rights: overseas electors vote for the UK Parliament only, citizens of the European
Union and peers do not vote for it, and those coming of age (attainers) vote from a date. The council marks them by a
letter beside the name or by that date. This module turns the letter and the date into yes, no or ask.

The rule above all: nobody is written off by guesswork. A letter that we do not know, letters that contradict one another, or
a missing date give **ask** ("check with the council"), never no. The rules are dated rows, each with its source: when the law
changes, a row is added, and elections of the past keep theirs.
"""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from hustings.core.elections.dated import in_force
from hustings.core.elections.franchise_rules import (
    MARKERS,
    VOTING_AGES,
    MarkerRule,
    MayVote,
)
from hustings.core.elections.kinds import ELECTION_NAMES, ElectionKind, Nation
from hustings.core.elections.wording import long_date

__all__ = [
    "ANONYMOUS",
    "OVERSEAS",
    "Attainment",
    "AttainmentKind",
    "ElectionKind",
    "MayVote",
    "Nation",
    "Verdict",
    "Voting",
    "birthday",
    "letters_of",
    "may_vote",
    "may_vote_at",
    "read_attainer_date",
    "voting_age",
]

ANONYMOUS, OVERSEAS = "N", "F"
SEPARATORS = frozenset(" ,/;+&.-_|()[]\u00a0\u00ad\t\r\n")
SHORTEST_WORD = 4
NO_LETTERS = frozenset({"NONE", "N/A", "NA", "NIL", "NULL", "NAN"})
"""What spreadsheets and databases write where nothing is."""
WORDS = {"ANONYMOUS": ANONYMOUS, "OVERSEAS": OVERSEAS}


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one elector may vote in this election, and why in plain words."""

    answer: MayVote
    reason: str


@dataclass(frozen=True, slots=True)
class Voting:
    """The election that the question is about.

    `voting_age` is the campaign's own setting: give it where the law has changed since this version was made; None takes
    the age from the rows in force.
    """

    election: ElectionKind
    nation: Nation
    polling_day: date
    voting_age: int | None = None

    @property
    def age(self) -> int:
        return self.voting_age or voting_age(
            self.election, self.nation, self.polling_day
        )


NO_MARKER = Verdict(MayVote.YES, "No marker: may vote.")
NO_DATE = Verdict(
    MayVote.ASK,
    "Comes of age, but the register gives no clear date: check with the council.",
)


def may_vote(
    *,
    marker: str,
    attainer: bool,
    attains_on: date | None,
    election: ElectionKind,
    nation: Nation,
    polling_day: date,
) -> Verdict:
    """Whether an elector may vote: by franchise marker, and for an attainer by the date of coming of age."""
    voting = Voting(election=election, nation=nation, polling_day=polling_day)
    return may_vote_at(voting, marker=marker, attainer=attainer, attains_on=attains_on)


def may_vote_at(
    voting: Voting, *, marker: str, attainer: bool, attains_on: date | None
) -> Verdict:
    """Whether an elector may vote at `voting`; the doubtful answer wins over yes, and a sure no over both."""
    by_marker = _by_marker(voting, marker)
    if not attainer and attains_on is None:
        return by_marker
    return _stricter(by_marker, _by_age(voting, attains_on))


def voting_age(election: ElectionKind, nation: Nation, polling_day: date) -> int:
    """The age at which people may vote in this election, by the rows in force (proposals not yet law do not count)."""
    return next(in_force(VOTING_AGES, election, nation, polling_day)).age


def _stricter(one: Verdict, other: Verdict) -> Verdict:
    order = [MayVote.NO, MayVote.ASK, MayVote.YES]
    return min(one, other, key=lambda verdict: order.index(verdict.answer))


def _by_age(voting: Voting, attains_on: date | None) -> Verdict:
    if attains_on is None:
        return NO_DATE
    if attains_on <= voting.polling_day:
        return Verdict(
            MayVote.YES,
            f"Comes of age on {long_date(attains_on)}, by polling day: may vote.",
        )
    if attains_on <= birthday(voting.polling_day, 18 - voting.age):
        # A combined register may print the day of turning 18 (for the UK Parliament) beside someone already 16.
        return Verdict(
            MayVote.ASK,
            f"The register's date is {long_date(attains_on)}, after polling day. If it is the day of turning 18, "
            f"this person may vote at {voting.age}: check with the council.",
        )
    return Verdict(
        MayVote.NO,
        f"Comes of age on {long_date(attains_on)}, after polling day: cannot vote this time.",
    )


@lru_cache(maxsize=4096)
def _by_marker(voting: Voting, marker: str) -> Verdict:
    """The verdict of the letters alone; cached because 80,000 electors share a handful of markers."""
    letters = letters_of(marker)
    rights = letters - {ANONYMOUS}
    if not letters:
        return NO_MARKER
    if not rights:
        return _verdict(ANONYMOUS, voting)
    if len(rights) > 1:
        shown = ", ".join(sorted(rights))
        return Verdict(
            MayVote.ASK,
            f"Markers {shown} together are not a case we know: check with the council.",
        )
    found = _verdict(next(iter(rights)), voting)
    return (
        replace(found, reason=f"Anonymous entry. {found.reason}")
        if ANONYMOUS in letters
        else found
    )


@lru_cache(maxsize=4096)
def letters_of(marker: str) -> frozenset[str]:
    """The separate letters of a marker as written: "g/n", "F, N" and "GN" alike; none for what says that there is none.

    A word is no row of letters: it stays whole, but for the two that say what a letter says, so that the N of "EU citizen"
    makes nobody an anonymous entry.
    """
    text = unicodedata.normalize("NFKC", marker).upper()
    if text.strip() in NO_LETTERS:
        return frozenset()
    spaced = "".join(" " if each in SEPARATORS else each for each in text)
    found: set[str] = set()
    for part in spaced.split():
        found.update([WORDS.get(part, part)] if len(part) >= SHORTEST_WORD else part)
    return frozenset(found)


def _verdict(letter: str, voting: Voting) -> Verdict:
    row = _row(letter, voting)
    if row is None:
        name = ELECTION_NAMES[voting.election]
        return Verdict(
            MayVote.ASK,
            f"Marker {letter} is not one we know for a {name} election here: check with the council.",
        )
    return Verdict(row.answer, row.reason)


def _row(letter: str, voting: Voting) -> MarkerRule | None:
    rows = in_force(MARKERS, voting.election, voting.nation, voting.polling_day)
    return next((row for row in rows if row.letter == letter), None)


class AttainmentKind(StrEnum):
    """What a date in the attainer's column turned out to be."""

    BIRTH = "birth"
    ATTAINMENT = "attainment"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Attainment:
    """The day of coming of age read from the register; None when the date could not be understood."""

    attains_on: date | None
    kind: AttainmentKind


YOUNGEST, OLDEST = 14, 19
"""Ages in whole years, at `as_of`, at which a written date is taken for a birthday: Scotland and Wales register from 14."""


def read_attainer_date(written: date, *, as_of: date, voting_age: int) -> Attainment:
    """The day of coming of age from a column that may hold a date of birth or of attainment.

    The date itself decides (`as_of` is the register's date or polling day). One that makes the person 14 to 19 years old is of
    birth; one from a year before `as_of` to two years after is of attainment; any other is unclear, so `attains_on` is None
    and `may_vote` asks. Source: council exports print either under the same heading (RPR 2001 reg 41; practice seen).
    """
    if birthday(written, YOUNGEST) <= as_of < birthday(written, OLDEST + 1):
        return Attainment(birthday(written, voting_age), AttainmentKind.BIRTH)
    if birthday(as_of, -1) <= written <= birthday(as_of, 2):
        return Attainment(written, AttainmentKind.ATTAINMENT)
    return Attainment(None, AttainmentKind.UNCLEAR)


def birthday(born: date, age: int) -> date:
    """The day on which someone born on `born` reaches `age`; 29 February counts as 1 March in a common year.

    A year beyond the calendar's end gives its last or first day. Source: Family Law Reform Act 1969 s.9 (an age is
    reached at the start of the anniversary).
    """
    year = born.year + age
    if not date.min.year <= year <= date.max.year:
        return date.max if age > 0 else date.min
    try:
        return born.replace(year=year)
    except ValueError:
        return date(year, 3, 1)
