"""One person's candidacies over the elections, and those of which nobody can say whether they are the same person's.

Only what is public anyway stands here: that somebody stood, where, for whom, and with what result. Two candidacies are one
person's where a publisher's number says so or the same name stands in the same seat; anything less is listed apart, as a
question. Nobody is merged with somebody else whom one publisher numbers as another person, whoever stands between them.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from hustings.core.psephology.past import SeatResult, Stood
from hustings.core.psephology.people import stood_again
from hustings.core.spelling import folded

Answer = dict[str, Any]
FIRST = ("mnis", "dc")
"""Publishers of numbers, those first that know a person over the most elections: Parliament, then Democracy Club."""
OF_CANDIDACY = re.compile(r"(\d{4}-\d\d-\d\d)-([A-Z0-9]+)-(.+)")


@dataclass(frozen=True, slots=True)
class Candidacy:
    """A candidate in a seat at an election."""

    seat: SeatResult
    stood: Stood

    @property
    def name_key(self) -> str:
        """Day, seat and name as a word for an address."""
        return f"{self.seat.day}-{self.seat.code}-{_word(self.stood.name)}"

    @property
    def own_key(self) -> str:
        """The same with the party, as two of one name may stand in one seat."""
        return self.key_with(())

    @property
    def key(self) -> str:
        """What an address calls whoever stood."""
        return self.key_with(self.stood.known_as)

    def key_with(self, numbers: Iterable[str]) -> str:
        """What an address calls them where these are their numbers."""
        seat, stood = self.seat, self.stood
        return person_key(numbers, seat.day, seat.code, stood.name, stood.party)


@dataclass(frozen=True, slots=True)
class Question:
    """A candidacy that may be the same person's, and what speaks for it."""

    candidacy: Candidacy
    why: str


@dataclass(frozen=True, slots=True)
class Career:
    """A person's candidacies, the latest first, and the questions, the likeliest first."""

    candidacies: tuple[Candidacy, ...]
    questions: tuple[Question, ...]

    @property
    def name(self) -> str:
        """As printed at the latest election."""
        return self.candidacies[0].stood.name

    @property
    def numbers(self) -> frozenset[str]:
        return _numbers(self.candidacies)

    @property
    def key(self) -> str:
        """What an address calls the person: a publisher's number, or else the latest candidacy."""
        return self.candidacies[0].key_with(self.numbers)


def person_key(
    numbers: Iterable[str], day: date, code: str, name: str, party: str
) -> str:
    """A word for the address of a person's page: a publisher's number, or else one of the candidacies.

    Every candidacy of a person leads to the same page, so it does not matter which one was at hand.
    """
    known = [number for number in sorted(numbers) if _publisher(number) in FIRST]
    if known:
        best = min(known, key=lambda number: FIRST.index(_publisher(number)))
        return best.replace(":", "-")
    return f"{day}-{code}-{_word(name)}-{_word(party)}"


def _publisher(number: str) -> str:
    return number.partition(":")[0]


def number_of(key: str) -> str:
    """The publisher's number that a key names ("mnis:185"); "" where it names a candidacy or nothing."""
    who, _, number = key.partition("-")
    return f"{who}:{number}" if who in FIRST and number.isalnum() else ""


def _word(text: str) -> str:
    return folded(text).replace(" ", "-")


def career(of: Candidacy, near: Callable[[Candidacy], Iterable[SeatResult]]) -> Career:
    """Everything that is the same person's as `of`. `near` gives the seats, of whatever election, to be looked through.

    Where names alone would join two whom one publisher tells apart, nobody can say whose the candidacies between them are:
    then only numbers join, and the others are questions.
    """
    own, asked = _joined(of, near, by_name=True)
    if _clash(own):
        named = own
        own, asked = _joined(of, near, by_name=False)
        asked += [Question(each, SAME_HERE) for each in named]
    numbers = _numbers(own)
    once = {
        each.candidacy.own_key: each
        for each in reversed(asked)
        if each.candidacy not in own and not _is_another(numbers, each.candidacy)
    }
    own.sort(key=lambda each: each.seat.day, reverse=True)
    return Career(tuple(own), tuple(sorted(once.values(), key=_likeliest)))


SAME_HERE = "the same name in the same seat"


def _joined(
    of: Candidacy,
    near: Callable[[Candidacy], Iterable[SeatResult]],
    *,
    by_name: bool,
) -> tuple[list[Candidacy], list[Question]]:
    """Whom sure matches join to `of`, one after another, and what was asked on the way."""
    own, asked = [of], list[Question]()
    for each in own:  # grows while it is walked
        for found in stood_again(each.seat, each.stood, near(each)):
            other = Candidacy(found.seat, found.stood)
            has_number = bool(each.stood.known_as & found.stood.known_as)
            if other in own:
                continue
            if has_number or by_name and found.is_sure:
                own.append(other)
            elif not found.is_sure:
                asked.append(Question(other, found.why))
    return own, asked


def _likeliest(question: Question) -> tuple[bool, bool, int]:
    day = question.candidacy.seat.day
    same = question.why.startswith("the same name")
    return question.why != SAME_HERE, not same, -day.toordinal()


def _numbers(own: Iterable[Candidacy]) -> frozenset[str]:
    return frozenset().union(*(each.stood.known_as for each in own))


def _clash(own: Iterable[Candidacy]) -> bool:
    """Whether one publisher has two numbers for them."""
    publishers = list(map(_publisher, _numbers(own)))
    return len(publishers) > len(set(publishers))


def _is_another(numbers: frozenset[str], candidacy: Candidacy) -> bool:
    """Whether a publisher of one of the numbers has another for the candidacy."""
    theirs = candidacy.stood.known_as
    publishers = set(map(_publisher, numbers))
    return not numbers & theirs and any(_publisher(n) in publishers for n in theirs)


def person(found: Career) -> Answer:
    """A person under documented names: `name, key, names` (as printed), `candidacies`, each with `election, seat, code, name,
    party, votes, share, place, of, deposit, elected`, and `may_be` with the same names and `why`.
    """
    return {
        "name": found.name,
        "key": found.key,
        "numbers": sorted(found.numbers),
        "names": list(dict.fromkeys(each.stood.name for each in found.candidacies)),
        "candidacies": [_told(each) for each in found.candidacies],
        "may_be": [_told(q.candidacy) | {"why": q.why} for q in found.questions],
    }


def _told(candidacy: Candidacy) -> Answer:
    seat, stood = candidacy.seat, candidacy.stood
    result = seat.result
    return {
        "key": candidacy.key,
        "election": str(seat.day),
        "seat": seat.name,
        "code": seat.code,
        "name": stood.name,
        "party": stood.candidacy.party,
        "votes": stood.votes,
        "share": round(float(result.share(stood.candidacy)), 6),
        "place": result.place(stood.candidacy).place,
        "of": len(result.standing),
        "deposit": "lost" if result.deposit_lost(stood.candidacy) else "kept",
        "elected": stood.candidacy in result.elected,
    }
