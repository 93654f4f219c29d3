"""Polling day in the invented constituency: who voted when, as tellers outside the stations took it down, and the result.

Not everybody votes, not every voter passes a teller and not every voter gives a number, so what the committee room sees
is about two thirds of what happened. Postal voters never come. The result is counted from the same people.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from hustings.core.demonstration.canvass import LONDON
from hustings.core.demonstration.constituency import Constituency
from hustings.core.demonstration.lots import below, chance, lots, weighted
from hustings.core.demonstration.people import Elector, Key
from hustings.core.elections.result import Candidacy, DeclaredResult

OPENS = 7
BY_HOUR = (9, 11, 8, 6, 6, 6, 7, 6, 5, 7, 9, 11, 10, 6, 2)
"""How many in a hundred and nine vote in each hour from 7 am to 10 pm."""
OURS = "Samira Holroyd"
RIVALS = (
    ("Giles Pettigrew", "Amber Party"),
    ("Bronwen Sykes", "Violet Party"),
    ("Declan Armitage", "Teal Alliance"),
    ("Mei Wainwright", "Cobalt Democrats"),
    ("Rupert Thistle", "Burgundy List"),
)
OF_US = {1: 92, 2: 66, 3: 16, 4: 4, 5: 0}
"""Of a hundred voters of each strength, how many vote for us."""
OF_RIVALS = (44, 27, 15, 10, 4)
LAST_TIME = (
    ("Amber Party", 23_110),
    ("Violet Party", 11_840),
    ("Teal Alliance", 5_260),
    ("Cobalt Democrats", 2_905),
)


@dataclass(frozen=True, slots=True)
class DemoMark:
    """A number that a teller took down outside the district's polling station."""

    elector: Key
    at: datetime
    teller: int


@dataclass(frozen=True, slots=True)
class DemoResult:
    """The declared result and last time's; `ours` is our candidate's name, who stood for the first time."""

    ours: str
    declared: DeclaredResult
    last_time: DeclaredResult


def polling_day(constituency: Constituency) -> Iterator[DemoMark]:
    """The tellers' marks of the day in the order in which they were made; the same for the same seed."""
    random = lots(constituency.seed, "tellers")
    opens = datetime.combine(constituency.polling_day, time(OPENS), LONDON)
    marks: list[DemoMark] = []
    for elector in _voters(constituency):
        hour = weighted(random, range(len(BY_HOUR)), BY_HOUR)
        at = opens + timedelta(hours=hour, seconds=below(random, 3600))
        if elector.surname and not elector.absent and chance(random, 0.66):
            marks.append(DemoMark(elector.key, at, teller=1 + hour // 3))
    return iter(
        sorted(
            marks,
            key=lambda mark: (mark.at, mark.elector.authority, mark.elector.district),
        )
    )


def result(constituency: Constituency) -> DemoResult:
    """The votes of those who voted, in the returning officer's words, and last time's beside them."""
    random = lots(constituency.seed, "result")
    ours, rejected = 0, 0
    theirs = [0] * len(RIVALS)
    for elector in _voters(constituency):
        if chance(random, 0.004):
            rejected += 1
        elif below(random, 100) < OF_US[elector.strength]:
            ours += 1
        else:
            theirs[weighted(random, range(len(RIVALS)), OF_RIVALS)] += 1
    candidacies = [
        Candidacy(OURS, "Independent", ours),
        *(
            Candidacy(name, party, votes)
            for (name, party), votes in zip(RIVALS, theirs, strict=True)
        ),
    ]
    declared = DeclaredResult(
        contest=constituency.name,
        candidacies=tuple(sorted(candidacies, key=lambda c: c.name.split()[-1])),
        electorate=sum(
            e.may_vote(constituency.polling_day) for e in constituency.electors
        ),
        rejected=rejected,
    )
    return DemoResult(OURS, declared, _last_time(constituency))


def _last_time(constituency: Constituency) -> DeclaredResult:
    """Last time's result, in proportion to the size of the constituency."""
    size = len(constituency.electors)
    votes = {party: votes * size // 72_000 for party, votes in LAST_TIME}
    return DeclaredResult(
        contest=constituency.name,
        candidacies=tuple(
            Candidacy(name, party, votes[party])
            for name, party in RIVALS
            if party in votes
        ),
        electorate=size * 70_350 // 72_000,
        rejected=size * 180 // 72_000,
    )


def _voters(constituency: Constituency) -> Iterator[Elector]:
    """Who votes: four in five of those by post, of the others more where the person is for us, as our helpers call."""
    random = lots(constituency.seed, "turnout")
    for elector in constituency.electors:
        if elector.may_vote(constituency.polling_day):
            turnout = 80 if elector.absent else 60 + 4 * (elector.strength == 1)
            if below(random, 100) < turnout:
                yield elector
