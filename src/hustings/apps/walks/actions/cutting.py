"""A district cut into walks."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.register.models import District
from hustings.apps.walks.choices import as_written
from hustings.apps.walks.models import CODE_LENGTH, LETTERS, Walk
from hustings.apps.walks.stops import early_doors, stops_of
from hustings.core.walks import Choices, CutWalk, Sides, cut, title

SIDE_WORDS = {Sides.BOTH: "", Sides.ODD: " odds", Sides.EVEN: " evens"}


def cut_district(
    *, district: District, choices: Choices, by: Membership, at: datetime
) -> list[Walk]:
    """Cut the district anew; the walks that it had are retired, but one that is out goes on to its end.

    So are the walks of an area of our own, once all their doors have become doors of this district. Where only the odds or the evens are cut, walks of the other side stay.
    """
    walks = cut(stops_of(district), choices)
    with acting(by, "cut walks"):
        District.objects.select_for_update().get(
            campaign=district.campaign_id, pk=district.pk
        )
        retire_walks(district, choices.sides, at)
        if choices.sides is Sides.BOTH:
            retire_early_walks(district, at)
        return keep(district, walks, choices, first=_first(district), at=at)


def keep(
    district: District,
    walks: Sequence[CutWalk],
    choices: Choices,
    *,
    first: int,
    at: datetime,
) -> list[Walk]:
    """Rows of these walks, numbered from `first`, each with a code of its own. To be called while acting."""
    codes = iter(new_codes(len(walks)))
    rows = [
        Walk(
            campaign=district.campaign,
            code=next(codes),
            name=_name(district, place, choices, is_gentle=walk.is_gentle),
            streets=title(walk.stops),
            district=district,
            position=place,
            doors=[stop.id for stop in walk.stops],
            options=as_written(choices),
            minutes=round(walk.minutes),
            metres_before=_whole(walk.metres_before),
            metres_after=_whole(walk.metres_after),
            is_gentle=walk.is_gentle,
            made_at=at,
        )
        for place, walk in enumerate(walks, start=first)
    ]
    return Walk.objects.bulk_create(rows)


def new_codes(count: int) -> list[str]:
    """So many different codes that nobody guesses: 30 to the power of 8 are 656 thousand million."""
    codes: set[str] = set()
    while len(codes) < count:
        codes.add("".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH)))
    return list(codes)


def retire_walks(district: District, sides: Sides, at: datetime) -> None:
    """Retire the walks that a new cut of these sides replaces. To be called while acting."""
    walks = Walk.objects.of(district.campaign).in_use().filter(district=district)
    if sides is not Sides.BOTH:
        other = Sides.EVEN if sides is Sides.ODD else Sides.ODD
        walks = walks.exclude(options__sides=other.value)
    walks.update(retired_at=at)


def retire_early_walks(district: District, at: datetime) -> None:
    """Retire the walks of before the register that this district's own replace. To be called while acting."""
    early = early_doors(district)
    here = set(early.values_list("pk", flat=True))
    areas = early.values("district")
    walks = Walk.objects.of(district.campaign).in_use().filter(district__in=areas)
    replaced = [walk.pk for walk in walks if here.issuperset(walk.doors)]
    Walk.objects.of(district.campaign).filter(pk__in=replaced).update(retired_at=at)


def _first(district: District) -> int:
    """The number after those of the walks in use."""
    walks = Walk.objects.of(district.campaign).in_use().filter(district=district)
    return max([*walks.values_list("position", flat=True), 0]) + 1


def _name(district: District, place: int, choices: Choices, *, is_gentle: bool) -> str:
    gentle = " gentle" if is_gentle else ""
    return f"{district.code}-{place:02d}{SIDE_WORDS[choices.sides]}{gentle}"


def _whole(metres: float | None) -> int | None:
    return None if metres is None else round(metres)


def all_doors(walks: Iterable[Walk]) -> int:
    """How many doors these walks have together."""
    return sum(len(walk.doors) for walk in walks)
