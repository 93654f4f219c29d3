"""Which surpluses may wait, and who can be excluded together: sums of the lowest beside the next above."""

from collections.abc import Iterator

from hustings.core.counting.record import Exact
from hustings.core.counting.stv.table import Table


def may_wait(table: Table) -> bool:
    """Whether no transfer of the waiting surpluses can change who is lowest (ERS97 5.2.2; NI rule 49(10)).

    Where there are constraints, the lowest are those who may be excluded, and they go one by one.
    """
    defer, may_go = table.rules.defer, table.may_go
    if defer is None or len(may_go) < 2:
        return False
    waiting, votes = table.surpluses, sorted(table.votes[place] for place in may_go)
    if defer.holds(waiting, votes[1] - votes[0]):
        return True
    return not table.limits and any(
        defer.holds(waiting, above - total) for _, total, above in _lowest(table)
    )


def excluded_together(table: Table) -> list[int]:
    """As many of the lowest as the law excludes at once; empty where it excludes one only."""
    together = table.rules.together
    if together is None or table.limits:
        return []
    waiting = table.surpluses
    sizes = [
        size
        for size, total, above in _lowest(table)
        if together.holds(total + waiting, above)
    ]
    lowest = table.by_votes(table.continuing)[::-1]
    return lowest[: max(sizes, default=0)]


def _lowest(table: Table) -> Iterator[tuple[int, Exact, Exact]]:
    """(how many of the lowest, their sum, the vote next above), where enough remain and the next has more."""
    votes = sorted(table.votes[place] for place in table.continuing)
    total: Exact = 0
    for size in range(1, len(votes) - table.vacancies + 1):
        total += votes[size - 1]
        if votes[size - 1] < votes[size]:
            yield size, total, votes[size]
