"""Adding results of areas, taking one out, and saying which polling districts an area is."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError

from hustings.apps.campaigns.audit import Actor, acting, actor_of
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.register.models import District
from hustings.apps.wards.models import AreaDistrict, AreaResult
from hustings.apps.wards.queries.results import plan
from hustings.core.errors import HustingsError
from hustings.core.psephology.wards import AreaResult as Figures


@dataclass(frozen=True, slots=True)
class Added:
    """How many results were new, took the place of others, or stood there already."""

    new: int
    replaced: int
    same: int


def add_results(
    *,
    campaign: Campaign,
    results: Iterable[Figures],
    file: str,
    by: Membership | Actor,
    at: datetime,
) -> Added:
    """Keep these results; those that stand there already are left, changed ones end and are kept beside.

    HustingsError, with nothing added, where somebody adds the same areas at the same moment.
    """
    try:
        with acting(by, "add results of areas"):
            todo = plan(campaign, results)
            old = [row.pk for row, _ in todo.changed]
            AreaResult.objects.filter(campaign=campaign, pk__in=old).update(ended_at=at)
            AreaResult.objects.bulk_create(
                _row(campaign, each, file, actor_of(by).name, at)
                for each in (*todo.new, *(figures for _, figures in todo.changed))
            )
    except IntegrityError as problem:
        raise HustingsError(
            "Somebody else has just added results of the same areas. Look at them, then send the file again."
        ) from problem
    return Added(len(todo.new), len(todo.changed), len(todo.same))


def take_out(*, result: AreaResult, by: Membership, at: datetime) -> None:
    """End a result that should not have been added; what it was can still be read."""
    with acting(by, "take out a result of an area"):
        result.ended_at = at
        result.save(update_fields=["ended_at"])


def match_area(
    *,
    campaign: Campaign,
    key: str,
    districts: Collection[District],
    within: Collection[District],
    by: Membership,
) -> None:
    """Say which districts an area is; none means that its name decides again. Only districts `within` are touched."""
    chosen = {district.pk for district in districts}
    with acting(by, "say which polling districts an area is"):
        there = AreaDistrict.objects.filter(
            campaign=campaign, key=key, district__in=[d.pk for d in within]
        )
        there.exclude(district__in=chosen).delete()
        known = set(there.values_list("district_id", flat=True))
        AreaDistrict.objects.bulk_create(
            AreaDistrict(campaign=campaign, key=key, district_id=pk)
            for pk in sorted(chosen - known)
        )


def _row(
    campaign: Campaign, each: Figures, file: str, by: str, at: datetime
) -> AreaResult:
    return AreaResult(
        campaign=campaign,
        area=each.area,
        key=each.key.area,
        day=each.day,
        kind=each.kind.value,
        electorate=each.result.electorate,
        rejected=each.result.rejected,
        lines=[
            [line.name, line.party, line.votes, line.elected]
            for line in each.result.candidacies
        ],
        file=file,
        added_by=by,
        added_at=at,
    )
