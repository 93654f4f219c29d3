"""How many electors there are, by district."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from hustings.apps.campaigns.models import Membership
from hustings.apps.register.models import District, Import
from hustings.apps.register.queries.scope import (
    Scope,
    corrections_in,
    district_of,
    districts_in,
    doors_in,
    electors_in,
    questions_in,
)


@dataclass(frozen=True, slots=True)
class DistrictFigures:
    """How many electors of one district are on the register, by whether they may vote at this election.

    `anonymous` are among them; they are counted here and listed nowhere.
    """

    district: District
    electors: int
    able: int
    ask: int
    unable: int
    anonymous: int


def figures_by_district(scope: Scope) -> list[DistrictFigures]:
    """The figures of each district, by council and code, those without electors too."""
    counted = (
        electors_in(scope)
        .on_the_register()
        .values(counted=district_of(scope, "door"))
        .annotate(
            electors=Count("pk"),
            able=Count("pk", filter=Q(may_vote="yes")),
            ask=Count("pk", filter=Q(may_vote="ask")),
            unable=Count("pk", filter=Q(may_vote="no")),
            anonymous=Count("pk", filter=Q(is_anonymous=True)),
        )
        .order_by()
    )
    by_district = {row["counted"]: row for row in counted}
    figures = [_figures(d, by_district.get(d.pk, {})) for d in districts_in(scope)]
    return sorted(figures, key=lambda f: (f.district.council.name, f.district.code))


def _figures(district: District, counted: Mapping[str, Any]) -> DistrictFigures:
    names = ("electors", "able", "ask", "unable", "anonymous")
    return DistrictFigures(district, *[counted.get(name, 0) for name in names])


def totals(figures: Iterable[DistrictFigures]) -> list[tuple[str, int, str]]:
    """The whole register in big numbers, as `parts/figures.html` shows them."""
    figures = list(figures)
    return [
        ("electors", sum(f.electors for f in figures), ""),
        ("may vote at this election", sum(f.able for f in figures), ""),
        ("to check with the council", sum(f.ask for f in figures), ""),
        ("may not vote this time", sum(f.unable for f in figures), ""),
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """What in the register waits for a person, and the last import applied."""

    questions: int
    unsure_doors: int
    stale_corrections: int
    last: Import | None
    ready: int


def waiting_for_a_person(membership: Membership) -> Waiting:
    """What waits for a person in the campaign's register."""
    campaign = membership.campaign
    changed = corrections_in(membership).changed_by_council()
    imports = Import.objects.of(campaign).select_related("council")
    return Waiting(
        questions=questions_in(membership).waiting().count(),
        unsure_doors=doors_in(membership).filter(is_unsure=True).count(),
        stale_corrections=changed.count(),
        last=imports.applied().order_by("-applied_at").first(),
        ready=imports.filter(state=Import.State.READY).count(),
    )
