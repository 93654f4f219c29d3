"""The subscribers of a nomination paper, checked before the returning officer does.

For the House of Commons ten electors of the constituency sign the paper, each with the elector number; only the first ten count, and one
wrong number among them makes the whole paper invalid. So each number is looked up in the register: is there such an elector, in the
area, entitled to vote at this election, not twice, not anonymous, and is the number written as the rule wants it: with the polling
district's letters, and the suffix only if it is not zero. The register itself is passed in as a look-up.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hustings.core.elections.dated import in_force
from hustings.core.elections.franchise_rules import MayVote
from hustings.core.elections.kinds import (
    COMMONS,
    ELECTION_NAMES,
    ENGLAND_AND_WALES,
    EVERYWHERE,
    HOLYROOD,
    LOCAL,
    MAYOR,
    NATION_NAMES,
    ONLY_ENGLAND,
    ONLY_NORTHERN_IRELAND,
    ONLY_SCOTLAND,
    ONLY_WALES,
    POLICE,
    SENEDD,
    STORMONT,
    ElectionKind,
    Nation,
)
from hustings.core.elections.wording import long_date
from hustings.core.errors import HustingsError

ZERO_SUFFIX = re.compile(r"^(?P<kept>.*\d)[-/.]0+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriberRule:
    """How many electors must sign, in some elections of some nations, for polls in a span of days."""

    elections: frozenset[ElectionKind]
    nations: frozenset[Nation]
    number: int
    who: str
    source: str
    valid_from: date
    valid_until: date | None = None
    checked: bool = True


LONG_AGO = date(1985, 1, 1)
WITNESS = "Nobody subscribes the paper: the candidate signs it before a witness."
TEN = "Ten electors: a proposer, a seconder and eight assenters."

SUBSCRIBERS = (
    SubscriberRule(
        elections=COMMONS,
        nations=EVERYWHERE,
        number=10,
        who=TEN,
        valid_from=LONG_AGO,
        source="RPA 1983 Sch 1 rule 7",
    ),
    SubscriberRule(
        elections=LOCAL,
        nations=ONLY_ENGLAND,
        number=2,
        who="Two electors of the ward: a proposer and a seconder.",
        valid_from=date(2021, 3, 10),
        source="Local Elections (Principal Areas) (England and Wales) Rules 2006 Sch 2 rule 6, as amended from 10 March 2021",
    ),
    SubscriberRule(
        elections=LOCAL,
        nations=ONLY_WALES,
        number=0,
        who=WITNESS,
        valid_from=date(2022, 5, 5),
        source="Local Elections (Principal Areas) (Wales) Rules 2021, for polls from 5 May 2022",
    ),
    SubscriberRule(
        elections=LOCAL | HOLYROOD,
        nations=ONLY_SCOTLAND,
        number=0,
        who=WITNESS,
        valid_from=LONG_AGO,
        source="Scottish Local Government Elections Order 2011 Sch 1; Scottish Parliament (Elections etc.) Order 2015 Sch 2",
    ),
    SubscriberRule(
        elections=LOCAL | STORMONT,
        nations=ONLY_NORTHERN_IRELAND,
        number=10,
        who=TEN,
        valid_from=LONG_AGO,
        source="Northern Ireland Assembly (Elections) Order 2001 Sch 1; Electoral Law Act (Northern Ireland) 1962 Sch 5",
    ),
    SubscriberRule(
        elections=SENEDD,
        nations=ONLY_WALES,
        number=0,
        who=WITNESS,
        valid_from=LONG_AGO,
        source="Senedd Cymru (Representation of the People) Order 2025",
        checked=False,
    ),
    SubscriberRule(
        elections=POLICE,
        nations=ENGLAND_AND_WALES,
        number=100,
        who="A hundred electors of the police area, a proposer and a seconder among them.",
        valid_from=LONG_AGO,
        source="Police and Crime Commissioner Elections Order 2012 Sch 3; for 2021 alone fewer",
    ),
    SubscriberRule(
        elections=MAYOR,
        nations=ONLY_ENGLAND,
        number=30,
        who="Thirty electors of the council's area. For a combined authority a hundred, at least ten from each council, and ten for each where there are more than ten councils.",
        valid_from=LONG_AGO,
        source="Local Authorities (Mayoral Elections) Regulations 2007 Sch 1; Combined Authorities (Mayoral Elections) Order 2017 Sch 1 rule 8",
    ),
)


@dataclass(frozen=True, slots=True)
class Subscriber:
    """What the register says of one elector number: `key` tells one elector from another, `council` keeps the register."""

    key: str
    shown: str
    in_area: bool
    may_vote: MayVote
    anonymous: bool = False
    council: str = ""


Lookup = Callable[[str], Sequence[Subscriber]]
"""Every elector that a number, as written on the paper, may stand for: none, one, or several to choose from."""


class Standing(StrEnum):
    """How one line of the paper stands."""

    GOOD = "good"
    CHECK = "check"
    WRONG = "wrong"
    NOT_COUNTED = "not counted"


@dataclass(frozen=True, slots=True)
class Line:
    """One subscriber of the paper: place from 1, the number as written, how it stands and why."""

    place: int
    written: str
    standing: Standing
    reason: str


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """The whole paper: how many must sign and by which rule, each line, and what is missing."""

    needed: int
    rule: str
    lines: tuple[Line, ...]

    @property
    def good(self) -> int:
        return sum(line.standing is Standing.GOOD for line in self.lines)

    @property
    def missing(self) -> int:
        """How many more signatures must be found, counting only the lines without fault or doubt."""
        return max(0, self.needed - self.good)

    @property
    def ready(self) -> bool:
        """Whether every line that counts is good and there are enough of them."""
        faults = {Standing.WRONG, Standing.CHECK}
        return not self.missing and not any(
            line.standing in faults for line in self.lines
        )


def subscribers_needed(
    election: ElectionKind, nation: Nation, polling_day: date
) -> SubscriberRule:
    """The rule in force on polling day; refuses where we hold none."""
    for row in in_force(SUBSCRIBERS, election, nation, polling_day):
        return row
    raise HustingsError(
        f"We hold no rule for the subscribers of a {ELECTION_NAMES[election]} election in {NATION_NAMES[nation]} on "
        f"{long_date(polling_day)}. Ask the returning officer how many electors must sign."
    )


def check_paper(
    written: Sequence[str], rule: SubscriberRule, find: Lookup
) -> PaperCheck:
    """Each elector number of a nomination paper, in the order of the paper, checked against the register.

    Only the first so many count in law; those after them are reported as not counted.
    """
    seen: dict[str, int] = {}
    lines: list[Line] = []
    for place, text in enumerate(written, start=1):
        if place > rule.number:
            reason = f"Only the first {rule.number} signatures count."
            lines.append(Line(place, text, Standing.NOT_COUNTED, reason))
        else:
            lines.append(_line(place, text, find, seen))
    words = (
        rule.who
        if rule.checked
        else f"{rule.who} Check this with the returning officer."
    )
    return PaperCheck(rule.number, f"{words} ({rule.source})", tuple(lines))


def _line(place: int, written: str, find: Lookup, seen: dict[str, int]) -> Line:
    text = " ".join(written.split())
    if not text:
        return Line(place, written, Standing.WRONG, "Give the elector number.")
    found = find(text)
    if len(found) != 1:
        return _not_one(place, text, found)
    elector = found[0]
    first = seen.setdefault(elector.key, place)
    standing, reason = _judge(elector, text, place, first)
    return Line(place, text, standing, reason)


def _not_one(place: int, text: str, found: Sequence[Subscriber]) -> Line:
    if found:
        return Line(place, text, Standing.CHECK, _which(found))
    reason = "No elector has this number in the register read in."
    if not any(letter.isalpha() for letter in text.partition(",")[0]):
        reason += " Write the polling district's letters before it."
    return Line(place, text, Standing.WRONG, reason)


def _which(found: Sequence[Subscriber]) -> str:
    """Ask for the number in full; or for the council, where two councils have electors of one number."""
    if len({each.shown for each in found}) == len(found):
        several = ", ".join(each.shown for each in found)
        return f"May be {several}: write the number in full."
    several = " or ".join(f"{each.shown} of {each.council}" for each in found)
    return (
        f"May be {several}. Say here whose register it is, with the council after a comma: "
        f"{found[0].shown}, {found[0].council}. On the paper itself the number alone is written."
    )


def _judge(
    elector: Subscriber, text: str, place: int, first: int
) -> tuple[Standing, str]:
    """The first thing that is wrong with a line, or that nothing is."""
    zero = ZERO_SUFFIX.match(text.partition(",")[0].strip())
    findings = (
        (first != place, Standing.WRONG, f"The same elector as line {first}."),
        (
            elector.anonymous,
            Standing.WRONG,
            "An anonymous elector may not subscribe a nomination paper.",
        ),
        (
            not elector.in_area,
            Standing.WRONG,
            "Registered outside the area of this election.",
        ),
        (
            elector.may_vote is MayVote.NO,
            Standing.WRONG,
            "May not vote at this election.",
        ),
        (
            elector.may_vote is MayVote.ASK,
            Standing.CHECK,
            "Ask the council whether this elector may vote at this election.",
        ),
        (
            zero is not None,
            Standing.CHECK,
            f"Leave out the suffix 0: write {zero['kept'] if zero else text}.",
        ),
    )
    for wrong, standing, reason in findings:
        if wrong:
            return standing, reason
    return (
        Standing.GOOD,
        f"Elector {elector.shown}. Ask whether another candidate's paper is signed already.",
    )
