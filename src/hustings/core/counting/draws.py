"""Lots that were drawn in public and are given to a count, which never draws one itself."""

from collections.abc import Mapping, Sequence

from hustings.core.counting.record import Exact, MissingLot


class Draw:
    """Names in the order in which they were drawn: of those who are tied, the first drawn is chosen."""

    def __init__(self, lots: Sequence[str]) -> None:
        self.drawn = tuple(lots)
        self.notes: list[str] = []
        """What each lot that was used decided, in words."""

    def first(self, tied: Sequence[str], what_for: str) -> str:
        """Whoever of `tied` was drawn first; MissingLot where none of them was."""
        for name in self.drawn:
            if name in tied:
                self.notes.append(f"Lot: {name} of {', '.join(tied)}, {what_for}.")
                return name
        raise MissingLot(tied, what_for)

    def several(self, tied: Sequence[str], many: int, what_for: str) -> list[str]:
        """As many of `tied` as there is room for, each by a lot of its own."""
        left, chosen = list(tied), list[str]()
        while len(chosen) < many:
            chosen.append(self.first(left, what_for))
            left.remove(chosen[-1])
        return chosen


def with_notes(why: str, notes: Sequence[str]) -> str:
    """A stage's reason, and after it what was drawn or looked up for it, as sentences."""
    if not notes:
        return why
    return " ".join([f"{why}.", *notes] if why else notes)


def most(
    votes: Mapping[str, Exact], names: Sequence[str], many: int
) -> tuple[list[str], list[str]]:
    """The names with the most votes, highest first, and those who are tied for what is left of `many` places.

    The second list is empty where nothing is tied at the line.
    """
    ordered = sorted(names, key=lambda name: -votes[name])
    if len(ordered) <= many:
        return ordered, []
    line = votes[ordered[many - 1]]
    if votes[ordered[many]] < line:
        return ordered[:many], []
    return (
        [name for name in ordered if votes[name] > line],
        [name for name in ordered if votes[name] == line],
    )


def most_by_lot(
    votes: Mapping[str, Exact],
    names: Sequence[str],
    many: int,
    draw: Draw,
    what_for: str,
) -> list[str]:
    """The `many` names with the most votes; a tie for the last places is settled by lot."""
    sure, tied = most(votes, names, many)
    return sure + (draw.several(tied, many - len(sure), what_for) if tied else [])
