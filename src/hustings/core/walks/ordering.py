"""The order of a walk: one stretch of doors after another, each from its better end.

A stretch is one side of a street, or one block, and is walked whole, so that a canvasser never loses count. Which
stretch follows which, and from which end, is searched: the nearest first, then turned about and moved until nothing
gets shorter (2-opt and Or-opt, Lin 1965 and Or 1976), a few times over from a shaken order (Martin, Otto, Felten 1991).
Walks of few stretches are solved for certain (Held and Karp 1962).
"""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from random import Random

from hustings.core.register.doors import Side
from hustings.core.walks.stops import Stop, by_floor
from hustings.core.walks.units import Ground, House, houses_of

CERTAIN = 5
SHAKES = 24
FAR = 120.0
"""Metres between two neighbours in number beyond which a side of a street is two stretches."""

Stretch = list[Stop]
Ends = tuple[complex, complex]


def in_street_order(stops: Iterable[Stop], *, downwards: bool = False) -> list[Stop]:
    """Street by street as the register lists them: the odd side up, then the even side down, flats by floor."""
    ordered: list[Stop] = []
    for _, group in groupby(stops, key=lambda stop: stop.order):
        for house in houses_of(group):
            ordered.extend(by_floor(house, downwards=downwards))
    return ordered


def in_short_order(
    stops: Sequence[Stop], ground: Ground, *, downwards: bool = False, seed: int = 1
) -> list[Stop]:
    """The same doors in a shorter order; every one of them must be in `ground`."""
    stretches = _stretches(stops, ground, downwards=downwards)
    ends = [(ground[each[0].id], ground[each[-1].id]) for each in stretches]
    path = shortest(ends, seed=seed)
    ordered: list[Stop] = []
    for place, turned in path:
        stretch = stretches[place]
        ordered.extend(_turned(stretch) if turned else stretch)
    return ordered


def _turned(stretch: Stretch) -> Stretch:
    """The stretch from its other end; the flats of a house stay in their order."""
    return [stop for house in reversed(houses_of(stretch)) for stop in house]


def _stretches(
    stops: Sequence[Stop], ground: Ground, *, downwards: bool
) -> list[Stretch]:
    """One side of a street after another, upwards; blocks by themselves; parted where the doors stand far apart."""
    stretches: list[Stretch] = []
    ranked = sorted(
        enumerate(stops), key=lambda each: (each[1].order, _rank(each[1]), each[0])
    )
    for _, group in groupby(ranked, key=lambda each: _line(each[1])):
        houses = houses_of(stop for _, stop in group)
        stretches.extend(_unbroken(houses, ground, downwards=downwards))
    return stretches


def _line(stop: Stop) -> tuple[str, Side, str]:
    return stop.order, stop.side, "" if stop.number is not None else stop.building


def _rank(stop: Stop) -> tuple[str, str, int]:
    return stop.side, "" if stop.number is not None else stop.building, stop.number or 0


def _unbroken(
    houses: Iterable[House], ground: Ground, *, downwards: bool
) -> list[Stretch]:
    stretches: list[Stretch] = []
    for house in houses:
        doors = by_floor(house, downwards=downwards)
        if stretches and _apart(stretches[-1][-1], doors[0], ground) <= FAR:
            stretches[-1].extend(doors)
        else:
            stretches.append(doors)
    return stretches


def _apart(one: Stop, other: Stop, ground: Ground) -> float:
    return abs(ground[one.id] - ground[other.id])


def shortest(ends: Sequence[Ends], *, seed: int = 1) -> list[tuple[int, bool]]:
    """The order in which to walk the stretches, and whether each is walked from its second end.

    It begins and ends anywhere; the first stretch of the list, or the earliest possible, is not turned.
    """
    # A search that anybody can repeat, not a secret.
    random = Random(seed)  # noqa: S311
    path = _certain(ends) if len(ends) <= CERTAIN else _searched(ends, random)
    turned = sum(turned for _, turned in path)
    if 2 * turned > len(path) or (2 * turned == len(path) and path and path[0][1]):
        path = [(place, not turned) for place, turned in reversed(path)]
    return path


Node = int
"""Twice a stretch's place, plus one where it is walked from its second end."""


def _gaps(ends: Sequence[Ends]) -> list[list[float]]:
    """From the far end of each node to the near end of each other; the last row and column are home, near to all."""
    near = [end for first, last in ends for end in (first, last)]
    far = [end for first, last in ends for end in (last, first)]
    rows = [[*(abs(a - b) for b in near), 0.0] for a in far]
    return [*rows, [0.0] * (len(near) + 1)]


def _certain(ends: Sequence[Ends]) -> list[tuple[int, bool]]:
    gaps = _gaps(ends)
    best: dict[tuple[int, Node], tuple[float, tuple[Node, ...]]] = {
        (1 << (node >> 1), node): (0.0, (node,)) for node in range(2 * len(ends))
    }
    for _ in range(len(ends) - 1):
        grown: dict[tuple[int, Node], tuple[float, tuple[Node, ...]]] = {}
        for (seen, node), (sofar, path) in best.items():
            for step in range(2 * len(ends)):
                if seen >> (step >> 1) & 1:
                    continue
                key = seen | 1 << (step >> 1), step
                total = sofar + gaps[node][step]
                if key not in grown or total < grown[key][0]:
                    grown[key] = total, (*path, step)
        best = grown
    chosen = min(best.values(), default=(0.0, ()))[1]
    return [(node >> 1, bool(node & 1)) for node in chosen]


def _searched(ends: Sequence[Ends], random: Random) -> list[tuple[int, bool]]:
    gaps = _gaps(ends)
    starts = range(0, 2 * len(ends), max(2, len(ends) // 2))
    tried = [_improved(_nearest_first(gaps, start), gaps) for start in starts]
    best = min(tried, key=lambda path: _cost(path, gaps))
    cost = _cost(best, gaps)
    for _ in range(SHAKES):
        other = _improved(_shaken(best, random), gaps)
        if (found := _cost(other, gaps)) < cost - 1e-9:
            best, cost = other, found
    return [(node >> 1, bool(node & 1)) for node in best[1:-1]]


def _cost(path: Sequence[Node], gaps: list[list[float]]) -> float:
    return sum(gaps[a][b] for a, b in pairwise(path))


def _nearest_first(gaps: list[list[float]], start: Node) -> list[Node]:
    """From home to the start, always on to the nearest that is left, and home."""
    home = len(gaps) - 1
    path, left = [home, start], set(range(home)) - {start, start ^ 1}
    while left:
        row = gaps[path[-1]]
        step = min(left, key=lambda node: (row[node], node))
        path.append(step)
        left -= {step, step ^ 1}
    return [*path, home]


def _shaken(path: list[Node], random: Random) -> list[Node]:
    """Four parts of the path in another order (a double bridge)."""
    a, b, c = sorted(1 + int(random.random() * (len(path) - 1)) for _ in range(3))
    return path[:a] + path[b:c] + path[a:b] + path[c:]


def _improved(path: list[Node], gaps: list[list[float]]) -> list[Node]:
    """The path with parts of it turned about or moved, till no such change makes it shorter."""
    while (better := _turn(path, gaps) or _move(path, gaps)) is not None:
        path = better
    return path


def _back(nodes: Sequence[Node]) -> list[Node]:
    return [node ^ 1 for node in reversed(nodes)]


def _turn(path: list[Node], gaps: list[list[float]]) -> list[Node] | None:
    """The path with the part turned about that gains most, or None."""
    best, found = -1e-9, None
    for i in range(1, len(path) - 1):
        row, kept, backwards = (
            gaps[path[i - 1]],
            gaps[path[i - 1]][path[i]],
            gaps[path[i] ^ 1],
        )
        for j in range(i, len(path) - 1):
            last, after = path[j], path[j + 1]
            change = row[last ^ 1] - kept + backwards[after] - gaps[last][after]
            if change < best:
                best, found = change, (i, j + 1)
    if found is None:
        return None
    i, j = found
    return path[:i] + _back(path[i:j]) + path[j:]


def _move(path: list[Node], gaps: list[list[float]]) -> list[Node] | None:
    """The path with one to three neighbouring stretches moved elsewhere, turned or not, if that is shorter."""
    for size in (1, 2, 3):
        for i in range(1, len(path) - size):
            before, first = path[i - 1], path[i]
            last, after = path[i + size - 1], path[i + size]
            saved = gaps[before][first] + gaps[last][after] - gaps[before][after]
            if saved < 1e-9:
                continue
            rest = path[:i] + path[i + size :]
            if slot := _slot(rest, (first, last), saved, gaps):
                at, turned = slot
                part = path[i : i + size]
                return rest[:at] + (_back(part) if turned else part) + rest[at:]
    return None


def _slot(
    rest: list[Node], part: tuple[Node, Node], saved: float, gaps: list[list[float]]
) -> tuple[int, bool] | None:
    """Where a part with these ends adds less than was saved by taking it out, and whether turned about."""
    first, last = part
    onwards, backwards = gaps[last], gaps[first ^ 1]
    most = saved - 1e-9
    for at, (a, b) in enumerate(pairwise(rest), start=1):
        row = gaps[a]
        spare = most + row[b]
        if row[first] + onwards[b] < spare:
            return at, False
        if row[last ^ 1] + backwards[b] < spare:
            return at, True
    return None
