"""Which old seats a new one is made of, and what became of an old one."""

from django.db.models import Q

from hustings.apps.history.models import Overlap, Seat
from hustings.apps.history.queries.elections import polling_days
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.boundaries import RENUMBERED_IN_2024, SETS
from hustings.core.psephology.past import SeatResult
from hustings.core.spelling import fold_place

DRAWN = SETS[1].since
"""The first polling day in the seats that were drawn anew."""
MEASURES = ("people", "homes", "area")
LEAST = 0.0005
"""A part of people that is printed as 0.0 % on both sides is no more than a strip of field."""


def shared_with(seat: SeatResult) -> Answer | None:
    """The seats on the other side of the redrawing that share ground with this one; None where no such file is loaded.

    `side` ("made of" for a new seat, "became" for an old one), and `seats`, the largest part of this one's people first,
    each with `seat, code, election` (by which its page is found; None where it is not loaded) and for `people`, `homes` and
    `area` the part `of_this` seat and `of_other` (0 to 1).
    """
    is_new = seat.day >= DRAWN
    found = Overlap.objects.filter(_of_new(seat) if is_new else Q(old=seat.code))
    pairs = [_pair(each, is_new) for each in found]
    if not pairs:
        return None
    pairs.sort(key=lambda each: (-each["people"]["of_this"], each["seat"]))
    _add_pages(pairs, is_new)
    return {"side": "made of" if is_new else "became", "seats": pairs}


def _of_new(seat: SeatResult) -> Q:
    """A seat whose code was renewed after the file was made is found by its name."""
    return Q(new=seat.code) | Q(new__in=RENUMBERED_IN_2024, new_name=seat.name)


def _pair(row: Overlap, is_new: bool) -> Answer:
    parts = {}
    for name in MEASURES:
        of_old, of_new = getattr(row, name)
        both = (of_new, of_old) if is_new else (of_old, of_new)
        parts[name] = dict(zip(("of_this", "of_other"), both, strict=True))
    seat, code = (row.old_name, row.old) if is_new else (row.new_name, row.new)
    is_seen = max(parts["people"].values()) >= LEAST
    return {"seat": seat, "code": code, **parts, "has_people": is_seen}


def _add_pages(pairs: list[Answer], is_new: bool) -> None:
    """The election at which each of the other seats is found: the last in the old ones, or the first in the new."""
    general = [each for each in polling_days() if each.is_general]
    old = [each for each in general if each.day < DRAWN]
    new = [each for each in reversed(general) if each.day >= DRAWN]
    on = next(iter(old if is_new else new), None)
    pages: dict[str, str] = {}
    if on:
        named = Q(code__in=[e["code"] for e in pairs]) | Q(name__in=[e["seat"] for e in pairs])  # fmt: skip
        rows = Seat.objects.filter(named, day=on.day).values_list("name", "code")
        pages = {fold_place(name): code for name, code in rows}
    for each in pairs:
        code = pages.get(fold_place(each["seat"]))
        each["election"] = on.slug if on and code else None
        each["code"] = code or each["code"]
