"""Short ways to write polls in tests."""

from decimal import Decimal

from hypothesis import strategies as st

from hustings.core.counting.poll import Poll, poll_of
from hustings.core.counting.record import Count, Stage


def polled(seats: int, papers: str, names: str = "ABCDE") -> Poll:
    """Papers as "60 AB, 30 C": how many, then the preferences, one letter a candidate."""
    pairs = (each.split() for each in papers.split(", "))
    return poll_of(names, seats, [(int(many), ranking) for many, ranking in pairs])


def shown(count: Count, stage: Stage, places: int = 2) -> dict[str, str]:
    """A stage's votes as decimals."""
    votes = {name: Decimal(int(v)) / count.unit for name, v in stage.votes.items()}
    return {name: f"{each:.{places}f}" for name, each in votes.items()}


@st.composite
def polls(draw: st.DrawFn, most: int = 7) -> Poll:
    """Small polls with many ties."""
    size = draw(st.integers(2, most))
    names = [f"N{place}" for place in range(size)]
    ranking = st.permutations(names).flatmap(
        lambda order: st.integers(1, size).map(lambda cut: order[:cut])
    )
    papers = draw(
        st.lists(st.tuples(st.integers(1, 30), ranking), min_size=1, max_size=12)
    )
    return poll_of(names, draw(st.integers(1, size)), papers)
