from collections import Counter
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hustings.core.demonstration.lots import between, lots, shuffled, some, weighted


@given(st.lists(st.integers(), max_size=300), st.integers())
def test_shuffling_loses_nobody(items: list[int], seed: int) -> None:
    assert sorted(shuffled(Random(seed), items)) == sorted(items)


@given(st.integers(-5, 5), st.integers(0, 9), st.integers())
def test_between_keeps_to_its_bounds(first: int, more: int, seed: int) -> None:
    assert first <= between(Random(seed), first, first + more) <= first + more


def test_weights_are_kept_and_nought_is_never_drawn() -> None:
    random = lots(1, "weights")
    drawn = Counter(weighted(random, "abc", (3, 0, 1)) for _ in range(4_000))
    assert drawn["b"] == 0 and 2.5 < drawn["a"] / drawn["c"] < 3.6


def test_the_lots_of_a_seed_are_for_ever_the_same() -> None:
    """Python promises that `random()` of a seed never changes; the figures were drawn once."""
    assert [round(lots(1, "register").random(), 6)] == [
        round(Random("1 register").random(), 6)
    ]
    assert some(Random(1), "abcdef", 3) == ["a", "f", "e"]
