"""The walks of one district with how far each has come, and their drawing."""

from dataclasses import dataclass

from hustings.apps.campaigns.models import Membership
from hustings.apps.live.queries.out import knocked_of_walks
from hustings.apps.register.models import District
from hustings.apps.walks.models import Outing, Walk
from hustings.apps.walks.queries import outings_in, round_under_way, walks_in
from hustings.apps.walks.stops import spots_now
from hustings.core.walks.drawing import Drawing, drawn


@dataclass(frozen=True, slots=True)
class WalkSoFar:
    """A walk with its number on the drawing, and how many of its doors were knocked on in this round."""

    number: int
    walk: Walk
    done: int
    outing: Outing | None

    @property
    def share(self) -> int:
        doors: int = self.walk.doors_count
        return min(100, 100 * self.done // doors)

    @property
    def state(self) -> str:
        if self.done >= self.walk.doors_count:
            return "finished"
        if self.outing and self.outing.is_under_way:
            return "out"
        return "begun" if self.outing else "not begun"


def walks_so_far(
    member: Membership, district: District
) -> tuple[list[WalkSoFar], Drawing | None]:
    """The district's walks in use in a list and drawn to scale; None where no door is located."""
    of_round = round_under_way(member.campaign)
    outings = outings_in(member).defer("walk__doors")
    outings = outings.filter(walk__district=district)
    if of_round:
        outings = outings.filter(round=of_round)
    last = {outing.walk_id: outing for outing in outings.order_by("taken_at")}
    done = knocked_of_walks(member, outings)
    walks = list(walks_in(member).in_use().filter(district=district))
    spots = spots_now(member.campaign, [d for w in walks for d in w.doors])
    rows = [
        WalkSoFar(number, walk, done.get(walk.pk, (0, None))[0], last.get(walk.pk))
        for number, walk in enumerate(walks, start=1)
    ]
    return rows, drawn([[spots[d] for d in w.doors if d in spots] for w in walks])
