"""The search for a short path, against trying every path there is."""

from itertools import permutations, product
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.walks.ordering import Ends, shortest


def cost(ends: list[Ends], path: list[tuple[int, bool]]) -> float:
    walked = [(ends[place][::-1] if turned else ends[place]) for place, turned in path]
    return sum(abs(b[0] - a[1]) for a, b in zip(walked, walked[1:], strict=False))


def best(ends: list[Ends]) -> float:
    places = range(len(ends))
    return min(
        cost(ends, list(zip(order, turned, strict=True)))
        for order in permutations(places)
        for turned in product((False, True), repeat=len(ends))
    )


def some(seed: int, count: int) -> list[Ends]:
    random = Random(seed)

    def spot() -> complex:
        return complex(random.randint(0, 100), random.randint(0, 100))

    return [(spot(), spot()) for _ in range(count)]


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 5))
def test_few_stretches_are_ordered_as_well_as_can_be(seed: int, count: int) -> None:
    ends = some(seed, count)
    assert abs(cost(ends, shortest(ends)) - best(ends)) < 1e-6


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_six_stretches_too_though_they_are_searched(seed: int) -> None:
    ends = some(seed, 6)
    assert abs(cost(ends, shortest(ends)) - best(ends)) < 1e-6


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(0, 30))
def test_each_stretch_is_walked_once(seed: int, count: int) -> None:
    path = shortest(some(seed, count))
    assert sorted(place for place, _ in path) == list(range(count))
