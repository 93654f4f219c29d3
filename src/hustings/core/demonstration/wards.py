"""Invented council elections of the polling districts, as a campaign would have typed them: two, some years apart.

Who votes how follows from what is built in a district, so that parties are strong in the same places at both; between the
two some voters stay at home and some go to an independent.
"""

from collections import Counter
from datetime import date, timedelta
from random import Random

from hustings.core.demonstration.constituency import Constituency
from hustings.core.demonstration.lots import between, lots
from hustings.core.demonstration.polling import RIVALS
from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.psephology.wards import AreaResult, Kind

YEARS_BEFORE = (5, 1)
INDEPENDENT = ("Nora Underhill", "Independent")
UNMATCHED = "Marrowby Market Ward"
"""One area that no district is called like, to be matched by hand."""
LEANINGS = {
    "town": (330, 340, 190, 100),
    "towers": (200, 450, 200, 110),
    "suburb": (450, 220, 150, 150),
    "village": (520, 140, 130, 180),
    "water": (410, 230, 160, 150),
}
"""Of a thousand voters at the first of the two, how many chose each rival, by what is built in a district."""
STAYED, WENT = (880, 760, 840, 900), (40, 120, 90, 50)
"""Of a thousand who chose each rival, how many do so again, and how many go to the independent."""


def small_results(constituency: Constituency) -> tuple[AreaResult, ...]:
    """Both elections of each district whose letters are its own, and one ward by a name of its own."""
    random = lots(constituency.seed, "council elections")
    letters = Counter(each.letters for each in constituency.districts)
    electors = Counter(each.district for each in constituency.electors)
    areas = [
        (each.letters, each.nature, electors[number])
        for number, each in enumerate(constituency.districts)
        if letters[each.letters] == 1
    ]
    areas.append((UNMATCHED, "town", sum(electors.values()) // len(electors)))
    days = [_polling_day(constituency.polling_day.year - n) for n in YEARS_BEFORE]
    found = []
    for name, nature, people in areas:
        first = _first(random, nature, people)
        for day, votes in zip(days, (first, _second(random, first)), strict=True):
            found.append(AreaResult(name, day, Kind.LOCAL, _declared(name, votes, people)))  # fmt: skip
    return tuple(found)


def _polling_day(year: int) -> date:
    """The first Thursday of May."""
    first = date(year, 5, 1)
    return first + timedelta(days=(3 - first.weekday()) % 7)


def _first(random: Random, nature: str, people: int) -> list[int]:
    voters = people * between(random, 360, 460) // 1000
    four = [voters * (part + between(random, -40, 40)) // 1000 for part in LEANINGS[nature]]  # fmt: skip
    return [*four, voters * between(random, 20, 40) // 1000]


def _second(random: Random, first: list[int]) -> list[int]:
    stayed = [
        votes * (part + between(random, -30, 30)) // 1000
        for votes, part in zip(first, STAYED, strict=False)
    ]
    went = sum(
        votes * (part + between(random, -20, 20)) // 1000
        for votes, part in zip(first, WENT, strict=False)
    )
    return [*stayed, first[-1] + went]


def _declared(name: str, votes: list[int], people: int) -> DeclaredResult:
    standing = (*RIVALS[: len(STAYED)], INDEPENDENT)
    tied = (
        votes.count(max(votes)) > 1
    )  # then a lot was drawn, which the file does not tell
    return DeclaredResult(
        contest=name,
        candidacies=tuple(
            Candidacy(who, party, cast, elected=cast == max(votes) and not tied)
            for (who, party), cast in zip(standing, votes, strict=True)
        ),
        electorate=people,
        rejected=people // 400,
    )
