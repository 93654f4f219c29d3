"""What layouts share: a paper's marks made of ranks and told as ranks, and what a layout cannot say."""

from collections.abc import Iterable, Iterator, Sequence

from hustings.core.counting.files.faults import CannotWrite, Told, shown
from hustings.core.counting.poll import OVERVOTED, SHARED, SKIPPED, Marks, Poll


def alike_papers(poll: Poll) -> Iterator[tuple[Marks, int]]:
    """The papers in a fixed order; one by one where their order counts."""
    if poll.in_order is None:
        yield from sorted(poll.papers.items())
    else:
        for marks in poll.in_order:
            yield marks, 1


class Ranks:
    """A paper while it is read: at each rank nobody, somebody or several."""

    def __init__(self) -> None:
        self._ranks: list[list[int]] = []
        self._named: set[int] = set()

    def skip(self) -> None:
        self._ranks.append([])

    def mark(self, place: int, name: str, column: int, *, shared: bool = False) -> None:
        """The candidate at the next rank, or at the same as the one before; raises Told where it is there already."""
        if place in self._named:
            raise Told(
                f"{shown(name)} a second time on one paper",
                "each candidate at most once",
                column,
            )
        self._named.add(place)
        if shared:
            self._ranks[-1].append(place)
        else:
            self._ranks.append([place])

    @property
    def marks(self) -> Marks:
        return marked(self._ranks)


def marked(ranks: Iterable[Sequence[int]]) -> Marks:
    """The marks of a paper from the places at each rank."""
    shared, skipped = bytes([SHARED]), bytes([SKIPPED])
    told = (
        shared.join(bytes([place]) for place in sorted(rank)) or skipped
        for rank in ranks
    )
    return b"".join(told).rstrip(skipped)


def ranks(marks: Marks) -> Iterator[tuple[int, ...]]:
    """The places at each rank: none where it was left out, several where it was shared."""
    rank: list[int] = []
    for at, mark in enumerate(marks):
        if mark == SHARED:
            continue
        if at and marks[at - 1] != SHARED:
            yield tuple(rank)
            rank = []
        if mark != SKIPPED:
            rank.append(mark)
    if marks:
        yield tuple(rank)


def cannot(poll: Poll, layout: str, *marks: int, blank: bool = False) -> None:
    """Refuse what the layout has no way to say, so that nothing is lost unseen.

    Raises CannotWrite where candidates withdrew, where a paper has one of `marks`, or, with `blank`, where one is blank.
    """
    if poll.withdrawn:
        raise CannotWrite(
            f"{layout} cannot say who withdrew. Write BLT or CSV instead."
        )
    everything = b"".join(poll.papers)
    for mark in marks:
        if mark in everything:
            raise CannotWrite(f"{layout} cannot say {_SAID[mark]}. Write CSV instead.")
    if blank and b"" in poll.papers:
        raise CannotWrite(
            f"{layout} cannot say that papers are blank. Write BLT or CSV instead."
        )


_SAID = {
    SKIPPED: "that a preference was left out",
    SHARED: "that a preference was shared",
    OVERVOTED: "that several were marked whom nobody names",
}
