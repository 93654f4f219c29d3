"""What comes out of a re-run: seats by party beside those that were won, area by area, and everything it assumed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from hustings.core.counting.record import Count
from hustings.core.counting.rules import RuleSet
from hustings.core.psephology.assumed import Assumed
from hustings.core.psephology.grouping import Grouping, totals
from hustings.core.psephology.past import Election

LOTS = "Where votes are equal, whoever stands first in the publisher's file is taken as drawn."
AS_THEY_DID = (
    "Everybody votes as they did, though another law would have moved many of them."
)


@dataclass(frozen=True)
class Filled:
    """One area of a re-run: its seats by party, those that were won there, and its count, whole."""

    name: str
    part: Election
    count: Count
    seats: Mapping[str, int]
    won: Mapping[str, int]


@dataclass(frozen=True)
class Rerun:
    """Seats by party, the most first, beside those that were won; each area; and what was assumed."""

    rules: RuleSet
    areas: tuple[Filled, ...]
    won: Mapping[str, int]
    assumptions: tuple[str, ...]
    assumed: Assumed | None = None
    """Where votes would have gone next, for rules that ask."""
    seats: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        seats = Counter[str]()
        for each in self.areas:
            seats.update(each.seats)
        object.__setattr__(self, "seats", dict(seats.most_common()))

    @property
    def counts(self) -> Mapping[str, Count]:
        """Each area's count, by the area's name."""
        return {each.name: each.count for each in self.areas}


def rerun_of(
    election: Election,
    rules: RuleSet,
    filled: Iterable[Filled],
    grouping: Grouping,
    assumptions: Iterable[str],
    assumed: Assumed | None = None,
) -> Rerun:
    """The areas put together; what every re-run assumes stands after what this one does."""
    said = (
        *assumptions,
        *(
            (f"Where votes would have gone next is assumed: {assumed.said_by}.",)
            if assumed
            else ()
        ),
        AS_THEY_DID,
        f"Parties: {grouping.said}.",
        LOTS,
    )
    won = totals(election, grouping).seats
    return Rerun(rules, tuple(filled), won, said, assumed)
