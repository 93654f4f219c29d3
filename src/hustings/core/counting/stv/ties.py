"""Who comes first of those who are equal: the law's own order, then a lot."""

from collections.abc import Callable, Mapping, Sequence

from hustings.core.counting.record import Exact, MissingLot
from hustings.core.counting.stv.rules import Back, Look
from hustings.core.counting.stv.table import Table

Best = Callable[..., Exact]


class Ties:
    """`lots` are names in the order in which they were drawn: of those who are tied, the first drawn is chosen."""

    def __init__(self, table: Table, lots: Sequence[str]) -> None:
        self.table, self.drawn = table, tuple(lots)
        self.decided = ""
        """The point of the count that settled the last tie."""

    def choose(
        self,
        places: Sequence[int],
        best: Best,
        what_for: str,
        back: Back = Back.ANY,
    ) -> int:
        """The place with the best votes now; failing that, at the points to which the law looks; then the lot's."""
        left = tied = _at(self.table.votes, places, best)
        if len(left) > 1:
            left = self.by_history(left, best, back)
            self._say(tied, left, best, back)
        return left[0] if len(left) == 1 else self._by_lot(left, what_for)

    def by_history(
        self, places: Sequence[int], best: Best, back: Back = Back.ANY
    ) -> list[int]:
        """Those that an earlier point of the count leaves.

        Where three are tied, whoever is not best at a point is out of it, and the next point decides among the rest.
        """
        history = self.table.history
        points = (
            history if self.table.rules.look is Look.EARLIEST else reversed(history)
        )
        left = list(places)
        for point in points:
            if not back.counts([point.votes[place] for place in left]):
                continue
            left = _at(point.votes, left, best)
            if len(left) == 1:
                self.decided = point.where
                break
        return left

    def in_order(self, places: Sequence[int], what_for: str) -> list[int]:
        """Those who are equal in the order of their votes at the last count at which no two had the same, or of lots."""
        left = list(places)
        if len(left) < 2:
            return left
        for point in reversed(self.table.history):
            if Back.ALL_APART.counts([point.votes[place] for place in left]):
                left.sort(key=lambda place: -point.votes[place])
                self.decided = point.where
                self._say(places, left[:1], max, Back.ALL_APART)
                return left
        self._say(places, left, max, Back.ALL_APART)
        drawn: list[int] = []
        while len(left) > 1:
            drawn.append(self._by_lot(left, what_for))
            left.remove(drawn[-1])
        return drawn + left

    def _say(
        self, tied: Sequence[int], left: Sequence[int], best: Best, back: Back
    ) -> None:
        """What the stage will tell of the tie."""
        table = self.table
        equal = f"{', '.join(table.names(tied))} were equal"
        most = "the most" if best is max else "the fewest"
        if back is Back.NONE:
            table.tie = f"{equal}, and the law looks at no earlier votes"
        elif len(left) > 1:
            table.tie = f"{equal}, and no earlier votes settle it"
        else:
            table.tie = f"{equal}; {table.name(left[0])} had {most} at {self.decided}"

    def _by_lot(self, places: Sequence[int], what_for: str) -> int:
        names = self.table.names(places)
        for name in self.drawn:
            if name in names:
                self.table.lots.append(
                    f"Lot: {name} of {', '.join(names)}, {what_for}."
                )
                self.table.tie += f". The lot fell on {name}"
                return places[names.index(name)]
        raise MissingLot(names, what_for)


def _at(votes: Mapping[int, Exact], places: Sequence[int], best: Best) -> list[int]:
    mark = best(map(votes.__getitem__, places))
    return [place for place in places if votes[place] == mark]
