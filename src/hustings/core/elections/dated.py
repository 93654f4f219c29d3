"""Rules as dated rows.

Electoral law differs by election and nation and changes every few years. So each rule is a row that says which elections it covers, where,
and from which poll to which; a new law closes the old row and adds one. Here a poll finds its rows.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Protocol, TypeVar

from hustings.core.elections.kinds import ElectionKind, Nation


class Dated(Protocol):
    """What every dated row says of its reach; a proposal that is not yet law has no `valid_from`."""

    @property
    def elections(self) -> frozenset[ElectionKind]: ...
    @property
    def nations(self) -> frozenset[Nation]: ...
    @property
    def valid_from(self) -> date | None: ...
    @property
    def valid_until(self) -> date | None: ...


R = TypeVar("R", bound=Dated)


def in_force(
    rows: Iterable[R], election: ElectionKind, nation: Nation, day: date
) -> Iterator[R]:
    """The rows that cover this election in this nation on that day, in their order."""
    return (row for row in rows if _covers(row, election, nation, day))


def _covers(row: Dated, election: ElectionKind, nation: Nation, day: date) -> bool:
    return (
        election in row.elections
        and nation in row.nations
        and row.valid_from is not None
        and row.valid_from <= day <= (row.valid_until or date.max)
    )
