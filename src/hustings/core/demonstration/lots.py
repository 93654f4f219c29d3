"""Drawing lots, the same on every machine and in every version of Python for one seed.

Only `Random.random()` is promised never to change, so everything is made of that: no shuffle, sample or choice of the
standard library, and no logarithms, whose last digit differs between machines.
"""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def lots(*seed: object) -> Random:
    """A source of lots for this seed; another for each part of the demonstration, so that none disturbs another."""
    # Not a secret: the whole point is that the same seed draws the same lots again.
    return Random(" ".join(map(str, seed)))  # noqa: S311


def below(random: Random, limit: int) -> int:
    """A whole number from 0 up to, not including, `limit`."""
    return int(random.random() * limit)


def between(random: Random, first: int, last: int) -> int:
    """A whole number from `first` to `last`, both included."""
    return first + below(random, last - first + 1)


def chance(random: Random, probability: float) -> bool:
    """Whether something of this probability happens."""
    return random.random() < probability


def pick(random: Random, among: Sequence[T]) -> T:
    """One of `among`, each as likely."""
    return among[int(random.random() * len(among))]


def weighted(random: Random, among: Sequence[T], weights: Sequence[int]) -> T:
    """One of `among`, each as likely as its weight."""
    left = below(random, sum(weights))
    for one, weight in zip(among, weights, strict=True):
        left -= weight
        if left < 0:
            return one
    raise ValueError("weights must be whole and above nought")


def some(random: Random, among: Sequence[T], count: int) -> list[T]:
    """`count` different ones of `among`, in the order drawn."""
    pool = list(among)
    return [pool.pop(below(random, len(pool))) for _ in range(min(count, len(pool)))]


def shuffled(random: Random, among: Sequence[T]) -> list[T]:
    """All of `among` in an order drawn by lot."""
    return (
        some(random, among, len(among))
        if len(among) < 200
        else _shuffled(random, among)
    )


def _shuffled(random: Random, among: Sequence[T]) -> list[T]:
    order = list(among)
    for last in range(len(order) - 1, 0, -1):
        other = below(random, last + 1)
        order[last], order[other] = order[other], order[last]
    return order
