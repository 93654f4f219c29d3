"""Where the votes went in a country: each nation or region fitted by itself, and the table of any part out of those.

Voters of one nation may go other ways than those of the next, and parties stand in one alone; so no fit reaches beyond
its group. A group's areas have the table of the group's fit scaled to their own figures, so that seats add up to their
region, regions to their nation and nations to the whole.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from hustings.core.psephology.transfers.estimate import Transfers, estimate_by_group
from hustings.core.psephology.transfers.flows import (
    Flows,
    flows_by_area,
    flows_of_parts,
)
from hustings.core.psephology.transfers.polls import Paired, Polled


class FittedBy(StrEnum):
    """Within what voters are taken to have gone much the same way."""

    NATION = "nation"
    REGION = "region"
    WHOLE = "whole"


@dataclass(frozen=True, slots=True, eq=False)
class Country:
    """The transfers of each group; `place` says for each area which group has it, and under which number."""

    paired: Paired
    fitted_by: FittedBy
    groups: Mapping[str, Transfers]
    place: tuple[tuple[str, int], ...]

    def groups_of(self, areas: Sequence[int]) -> dict[str, list[int]]:
        """The areas by their group, as the group numbers them."""
        found: dict[str, list[int]] = {}
        for area in areas:
            group, number = self.place[area]
            found.setdefault(group, []).append(number)
        return found

    def flows(self, areas: Sequence[int]) -> Flows:
        """The lines of these areas together."""
        found = self.groups_of(areas)
        return flows_of_parts([(self.groups[name], own) for name, own in found.items()])

    def flows_by_area(self) -> Iterator[tuple[int, Flows]]:
        """The lines of each area by itself, with its number: as `flows`, but all at once."""
        numbers = {place: area for area, place in enumerate(self.place)}
        for name, group in self.groups.items():
            for own, lines in enumerate(flows_by_area(group)):
                yield numbers[name, own], lines

    def converged(self, areas: Sequence[int]) -> bool:
        """Whether the working settled, both ways, in every group that these areas are of."""
        fits = [self.groups[name] for name in self.groups_of(areas)]
        return all(f.forward.converged and f.backward.converged for f in fits)

    def warnings(self, areas: Sequence[int]) -> list[tuple[str, str, str]]:
        """What is doubtful of these areas' groups: group, key and sentence."""
        return [
            (name, said.doubt.value, said.words)
            for name in self.groups_of(areas)
            for said in self.groups[name].warnings
        ]


def country(
    found: Paired,
    fitted_by: FittedBy = FittedBy.NATION,
    told: Callable[[int], None] = lambda areas: None,
) -> Country:
    """All transfers of two elections; `told` hears on the way how many more areas' work is done."""
    names = [_group(each, fitted_by) for each in found.areas]
    groups = estimate_by_group(found.margins, names, told)
    counted: dict[str, int] = {}
    place = []
    for name in names:
        place.append((name, counted.get(name, 0)))
        counted[name] = counted.get(name, 0) + 1
    return Country(found, fitted_by, groups, tuple(place))


def _group(area: Polled, fitted_by: FittedBy) -> str:
    known = {FittedBy.NATION: area.nation, FittedBy.REGION: area.region}
    return known.get(fitted_by, "") or "all areas"
