"""Which polling districts an area is, and what the register and the canvass count there."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.canvass.progress import Progress, progress_by_district
from hustings.apps.register.models import AbsentVoter, District
from hustings.apps.register.queries import (
    districts_in,
    electors_in,
    figures_by_district,
)
from hustings.apps.wards.models import AreaDistrict
from hustings.core.spelling import fold_place


@dataclass(frozen=True, slots=True)
class Counted:
    """A district's counts. `progress` is None for those who may not see the canvass."""

    district: District
    electors: int
    able: int
    postal: int
    progress: Progress | None


@dataclass(frozen=True, slots=True)
class Ground:
    """The districts of an area: by name, or because somebody said so (`by_hand`), with the sums under them."""

    by_hand: bool
    rows: tuple[Counted, ...]

    @property
    def electors(self) -> int:
        return sum(row.electors for row in self.rows)

    @property
    def able(self) -> int:
        return sum(row.able for row in self.rows)

    @property
    def postal(self) -> int:
        return sum(row.postal for row in self.rows)

    @property
    def doors(self) -> int:
        return sum(row.progress.doors for row in self.rows if row.progress)

    @property
    def knocked(self) -> int:
        return sum(row.progress.knocked for row in self.rows if row.progress)

    @property
    def spoken_to(self) -> int:
        return sum(row.progress.spoken_to for row in self.rows if row.progress)


def ground_of(member: Membership, name: str, *, with_canvass: bool) -> Ground:
    """What is counted in the area of that name, in the member's own districts."""
    key = fold_place(name)
    mine = districts_in(member)
    said = set(_by_hand(member.campaign, key))
    chosen = [d for d in mine if d.pk in said] if said else matching(name, mine)
    return Ground(bool(said), tuple(_counted(member, chosen, with_canvass)))


def districts_by_area(member: Membership, names: Iterable[str]) -> dict[str, list[District]]:  # fmt: skip
    """The districts of each of these areas, in the member's own part, by the area's folded name."""
    mine = districts_in(member)
    said: dict[str, set[UUID]] = {}
    for row in AreaDistrict.objects.filter(campaign=member.campaign):
        said.setdefault(row.key, set()).add(row.district_id)
    found = {}
    for name in names:
        key = fold_place(name)
        chosen = said.get(key)
        found[key] = [d for d in mine if d.pk in chosen] if chosen else matching(name, mine)  # fmt: skip
    return found


def matching(name: str, districts: Iterable[District]) -> list[District]:
    """The districts that an area's name means: one's letters or name, alone or before other words; or how several begin.

    "AB1", "AB1 Village Hall" and "Village Hall" mean one district of that code or name, "AB" all whose codes begin so.
    """
    districts = list(districts)
    sought, first = fold_place(name), fold_place(name.replace(",", " ").split()[0])
    exact = [d for d in districts if sought in (fold_place(d.code), fold_place(d.name or d.code))]  # fmt: skip
    if exact:
        return exact
    led = [d for d in districts if fold_place(d.code) == first]
    if led or " " in name.strip():
        return led
    return [d for d in districts if fold_place(d.code).startswith(sought)]


def _by_hand(campaign: Campaign, key: str) -> list[UUID]:
    rows = AreaDistrict.objects.filter(campaign=campaign, key=key)
    return list(rows.values_list("district_id", flat=True))


def _counted(
    member: Membership, chosen: list[District], with_canvass: bool
) -> Iterable[Counted]:
    if not chosen:
        return
    figures = {each.district.pk: each for each in figures_by_district(member)}
    postal = _postal(member)
    progress = {}
    if with_canvass:
        rows = progress_by_district(member, with_answers=False)
        progress = {row.district.pk: row for row in rows if row.district}
    for district in chosen:
        own = figures[district.pk]
        yield Counted(
            district,
            own.electors,
            own.able,
            postal.get(district.pk, 0),
            progress.get(district.pk),
        )


def _postal(member: Membership) -> dict[UUID, int]:
    """Electors on the register who vote by post, themselves or through a proxy, by district."""
    absent = AbsentVoter.objects.of(member.campaign).in_force()
    by_post = absent.filter(kind__in=AbsentVoter.BY_POST).values("elector")
    electors = electors_in(member).on_the_register().filter(pk__in=by_post)
    return dict(electors.order_by().values_list("district").annotate(Count("pk")))
