"""Who comes first of those who are equal: the law's own order, then a lot."""

from collections.abc import Callable, Mapping, Sequence

from hustings.core.counting.record import Exact, MissingLot
from hustings.core.counting.stv.rules import Look
from hustings.core.counting.stv.table import Table

Best = Callable[..., Exact]


class Ties:
    """`lots` are names in the order in which they were drawn: of those who are tied, the first drawn is chosen."""

    def __init__(self, table: Table, lots: Sequence[str]) -> None:
        self.table, self.drawn = table, tuple(lots)

    def choose(self, places: Sequence[int], best: Best, what_for: str) -> int:
        """The place with the best votes now; failing that, at the points to which the law looks; then the lot's."""
        left = _at(self.table.votes, places, best)
        if len(left) > 1:
            left = self.by_history(left, best)
        return left[0] if len(left) == 1 else self._by_lot(left, what_for)

    def by_history(self, places: Sequence[int], best: Best) -> list[int]:
        """Those that an earlier point of the count leaves.

        Where three are tied, whoever is not best at a point is out of it, and the next point decides among the rest.
        """
        history = self.table.history
        points = (
            history if self.table.rules.look is Look.EARLIEST else reversed(history)
        )
        left = list(places)
        for votes in points:
            left = _at(votes, left, best)
            if len(left) == 1:
                break
        return left

    def _by_lot(self, places: Sequence[int], what_for: str) -> int:
        names = self.table.names(places)
        for name in self.drawn:
            if name in names:
                self.table.lots.append(
                    f"Lot: {name} of {', '.join(names)}, {what_for}."
                )
                return places[names.index(name)]
        raise MissingLot(names, what_for)


def _at(votes: Mapping[int, Exact], places: Sequence[int], best: Best) -> list[int]:
    mark = best(votes[place] for place in places)
    return [place for place in places if votes[place] == mark]
