"""Who sits on a body by right of an office: CSV with the headings `part` and `name`, and any of `slate` and `votes`.

A row is a seat; one without a name is vacant. `votes` is yes or no, and yes where it is left out: some sit and only
speak. Rows of one part make up that part.
"""

from collections.abc import Mapping

from hustings.core.counting.bodies import ExOfficio
from hustings.core.counting.files.faults import Told, shown
from hustings.core.counting.files.rows import each_row
from hustings.core.counting.files.source import Source
from hustings.core.counting.poll import Candidate

HEADINGS = ("part", "name", "slate", "votes")
_VOTES = {"": True, "yes": True, "no": False}


def read_offices(source: Source) -> tuple[ExOfficio, ...]:
    """The parts in the order in which they come; raises FileFault."""
    parts: dict[str, ExOfficio] = {}

    def add(_: int, cells: Mapping[str, str]) -> None:
        votes = _votes(cells)
        before = parts.get(cells["part"], ExOfficio(cells["part"], (), 0, votes))
        if before.votes != votes:
            raise Told(
                f"{before.name} both with and without a vote",
                "one of them for the whole part; those who do not vote are a part of their own",
            )
        holder = Candidate(cells["name"], cells.get("slate", ""))
        holders = (*before.holders, holder) if holder.name else before.holders
        parts[before.name] = ExOfficio(before.name, holders, before.seats + 1, votes)

    each_row(source, HEADINGS, ("part", "name"), add)
    return tuple(parts.values())


def _votes(cells: Mapping[str, str]) -> bool:
    said = cells.get("votes", "").lower()
    if not cells["part"]:
        raise Told("no part", "the office or the part of the body, such as Officers")
    if said not in _VOTES:
        raise Told(shown(said), "yes or no", list(cells).index("votes") + 1)
    return _VOTES[said]
