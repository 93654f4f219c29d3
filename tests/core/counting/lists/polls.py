"""Short ways to write what lists won."""

from collections import Counter
from collections.abc import Mapping

from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.record import Count


def lists_of(seats: int, **votes: int) -> Poll:
    """A poll in which each line is a list: `lists_of(5, A=100, B=60)`."""
    return named(seats, votes)


def named(seats: int, votes: Mapping[str, int], title: str = "") -> Poll:
    """The same for names that are no Python names; a list without votes has no papers."""
    candidates = tuple(map(Candidate, votes))
    papers = {bytes([i]): each for i, each in enumerate(votes.values(), 1) if each}
    return Poll(title, seats, candidates, papers)


def won(count: Count) -> dict[str, int]:
    """Seats by list, of those that won any."""
    return dict(Counter(each.slate for s in count.stages for each in s.elected))
