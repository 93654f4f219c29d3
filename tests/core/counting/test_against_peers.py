"""Random polls beside other programs: votelib for lists, pref_voting for the alternative vote.

Where equal figures or votes leave a choice, our count asks for a lot and such a poll is left out; the alternative vote of
pref_voting follows every way that a tie could go, and ours, which looks to the earliest stage first (rule 49), is among
them.
"""

from collections import Counter
from fractions import Fraction
from random import Random
from typing import Any

import pytest

from hustings.core.counting.lists.divisors import count_by_divisors
from hustings.core.counting.lists.laws import (
    DHONDT,
    DROOP,
    HARE,
    SAINTE_LAGUE,
    SAINTE_LAGUE_MODIFIED,
)
from hustings.core.counting.lists.remainders import count_by_remainders
from hustings.core.counting.poll import Poll, poll_of
from hustings.core.counting.preferential import AV, count_one_seat
from hustings.core.counting.record import Count, MissingLot
from hustings.core.counting.rules import Given
from tests.core.counting.lists.polls import named

LAWS = (DHONDT, SAINTE_LAGUE, SAINTE_LAGUE_MODIFIED, HARE, DROOP)


def counted(poll: Poll, law: Any) -> Count | None:
    """None where a lot would be needed."""
    count = count_by_remainders if law in (HARE, DROOP) else count_by_divisors
    try:
        return count(poll, Given(), law)
    except MissingLot:
        return None


def theirs(law: Any) -> Any:
    proportional = pytest.importorskip("votelib.evaluate.proportional")
    divisors = pytest.importorskip("votelib.component.divisor")
    made_dearer = divisors.modified_first_coef(divisors.sainte_lague, Fraction(7, 5))
    return {
        DHONDT: lambda: proportional.HighestAverages("d_hondt"),
        SAINTE_LAGUE: lambda: proportional.HighestAverages("sainte_lague"),
        SAINTE_LAGUE_MODIFIED: lambda: proportional.HighestAverages(made_dearer),
        HARE: lambda: proportional.LargestRemainder("hare"),
        DROOP: lambda: proportional.LargestRemainder("droop"),
    }[law]()


@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.name)
def test_votelib_gives_lists_the_same_seats(law: Any) -> None:
    evaluator, random, compared = theirs(law), Random(1), 0
    for _ in range(400):
        votes = {
            name: random.randint(1, 500) for name in "ABCDEFG"[: random.randint(2, 7)]
        }
        seats = random.randint(1, 15)
        count = counted(named(seats, votes), law)
        if count is not None:
            found = {k: v for k, v in evaluator.evaluate(votes, seats).items() if v}
            assert dict(Counter(count.elected)) == found, (votes, seats)
            compared += 1
    assert compared > 300


def test_pref_voting_elects_the_same_by_the_alternative_vote() -> None:
    profiles = pytest.importorskip("pref_voting.profiles_with_ties")
    methods = pytest.importorskip("pref_voting.iterative_methods")
    random, compared = Random(2), 0
    for _ in range(300):
        size = random.randint(2, 6)
        papers = {
            tuple(random.sample(range(size), random.randint(1, size))): random.randint(
                1, 40
            )
            for _ in range(random.randint(3, 15))
        }
        rankings = [(many, map(str, each)) for each, many in papers.items()]
        try:
            count = count_one_seat(
                poll_of(map(str, range(size)), 1, rankings), Given(), AV
            )
        except MissingLot:
            continue
        ranks = [{each: place for place, each in enumerate(p, 1)} for p in papers]
        profile = profiles.ProfileWithTies(
            ranks, list(papers.values()), candidates=list(range(size))
        )
        profile.use_extended_strict_preference()
        assert int(count.elected[0]) in methods.instant_runoff_put(profile)
        compared += 1
    assert compared > 200
