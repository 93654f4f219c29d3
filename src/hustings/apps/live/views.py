from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate, localtime, now
from django.views.decorators.http import require_GET

from hustings.apps.campaigns.rights import May, MemberRequest, may, requires
from hustings.apps.canvass.queries import district_for
from hustings.apps.live.queries.away import Away, rounds_of_calls, stalls
from hustings.apps.live.queries.breakdown import Breakdown, Line, breakdown, in_words
from hustings.apps.live.queries.calls import GRADES, By
from hustings.apps.live.queries.district import walks_so_far
from hustings.apps.live.queries.doubles import DAYS, doubles
from hustings.apps.live.queries.never_in import PAGE, PARTS, Part, never_in
from hustings.apps.live.queries.out import standing_of_walks, who_is_out
from hustings.apps.live.queries.reach import WINDOW, reach
from hustings.apps.live.queries.so_far import so_far
from hustings.apps.register.models import District
from hustings.apps.register.queries import districts_in
from hustings.core.canvassing.charts import bars, shares

WAYS = {
    By.DISTRICT: "district",
    By.STREET: "street",
    By.DAY: "day",
    By.HOUR: "hour",
    By.CANVASSER: "canvasser",
}
ANSWERS = ("1 for us", "2", "3", "4", "5 against", "Would not say")
DAYS_DRAWN = 14


@require_GET
@requires(May.SEE_LIVE)
def home(request: MemberRequest) -> HttpResponse:
    """How the canvass goes now; its figures ask for themselves again while the page is open."""
    member, at = request.membership, now()
    found = so_far(member)
    days = list(found.days.items())[:DAYS_DRAWN]
    context: dict[str, Any] = {
        "at": at,
        "still": "still" in request.GET,
        "out": who_is_out(member),
        "today_began": _morning(at),
        "found": found,
        "today": found.days.get(localdate(at)),
        "chart": bars([(in_words(day), calls.pieces) for day, calls in reversed(days)]),
        "days": [(in_words(day), calls) for day, calls in days],
        "ways": WAYS,
    }
    part = request.headers.get("HX-Request")
    return render(request, "live/parts/now.html" if part else "live/home.html", context)


@require_GET
@requires(May.SEE_LIVE)
def half(request: MemberRequest) -> HttpResponse:
    """How far it is to having spoken with more than half the electorate; reckoned by itself, for it takes a while."""
    at = now()
    context: dict[str, Any] = {
        "at": at,
        "still": "still" in request.GET,
        "reach": reach(request.membership, at),
        "window": WINDOW,
        "ways": WAYS,
    }
    part = request.headers.get("HX-Request")
    return render(
        request, "live/parts/half.html" if part else "live/half.html", context
    )


@require_GET
@requires(May.SEE_LIVE)
def counted(request: MemberRequest, way: str) -> HttpResponse:
    """Calls and answers by district, street, day, hour or canvasser."""
    if way not in WAYS:
        raise Http404
    by = By(way)
    districts = districts_in(request.membership)
    district = _district(request, districts, needed=by is By.STREET)
    found = breakdown(
        request.membership, by, district=district, sees_answers=_sees(request)
    )
    drawn = list(found.drawn)
    if by is By.DAY:
        drawn.reverse()
    context: dict[str, Any] = {
        "by": by,
        "ways": WAYS,
        "found": found,
        "districts": [] if by is By.DISTRICT else districts,
        "district": district,
        "grades": ANSWERS if found.says_answers else (),
        "chart": bars(_bars(drawn)),
        "opinions": shares(_shares(found)) if found.total.answers else None,
        "drawn": len(drawn),
        "sees_answers": _sees(request),
    }
    return render(request, "live/counted.html", context)


@require_GET
@requires(May.SEE_LIVE)
def silent(request: MemberRequest) -> HttpResponse:
    """Doors never in, and in which hours they were tried."""
    districts = districts_in(request.membership)
    district = _district(request, districts, needed=False)
    wanted = request.GET.get("untried", "")
    untried = Part(wanted) if wanted in PARTS else None
    asked = _number(request.GET.get("page", ""))
    counts, doors = never_in(request.membership, district, untried, asked)
    many = counts.untried[untried] if untried else counts.doors
    pages = max(1, -(-many // PAGE))
    context: dict[str, Any] = {
        "summary": counts,
        "parts": [(part, PARTS[part], counts.untried[part]) for part in Part],
        "untried": untried,
        "says_untried": PARTS[untried] if untried else "",
        "many": many,
        "doors": doors,
        "districts": districts,
        "district": district,
        "page": min(asked, pages),
        "pages": pages,
        "chart": bars([(f"{hour}:00", [tries]) for hour, tries in counts.hours]),
        "ways": WAYS,
    }
    return render(request, "live/silent.html", context)


@require_GET
@requires(May.SEE_LIVE)
def walks(request: MemberRequest) -> HttpResponse:
    """Walks begun and not finished; the districts, each with a drawing of its walks."""
    context = {
        "standing": standing_of_walks(request.membership),
        "districts": districts_in(request.membership),
        "ways": WAYS,
    }
    return render(request, "live/walks.html", context)


@require_GET
@requires(May.SEE_LIVE)
def district(request: MemberRequest, district_id: UUID) -> HttpResponse:
    """The walks of one district on a drawing and in a list with the same numbers."""
    found = district_for(request.membership, district_id)
    rows, drawing = walks_so_far(request.membership, found)
    context = {"district": found, "rows": rows, "drawing": drawing, "ways": WAYS}
    return render(request, "live/district.html", context)


@require_GET
@requires(May.SEE_LIVE)
def twice(request: MemberRequest) -> HttpResponse:
    """Doors called at by two on one day: both are shown, and which leads."""
    context = {
        "doubles": doubles(request.membership, now()),
        "days": DAYS,
        "ways": WAYS,
        "sees_answers": _sees(request),
    }
    return render(request, "live/twice.html", context)


@require_GET
@requires(May.SEE_LIVE)
def away(request: MemberRequest) -> HttpResponse:
    """What came of stalls and of rounds of calls."""
    grades = ANSWERS if _sees(request) else ()
    context = {
        "stalls": _named(stalls(request.membership), grades),
        "rounds": _named(rounds_of_calls(request.membership), grades),
        "grades": grades,
        "ways": WAYS,
        "today_began": _morning(now()),
    }
    return render(request, "live/away.html", context)


def _morning(at: datetime) -> datetime:
    """When the day began."""
    return localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)


def _sees(request: MemberRequest) -> bool:
    return may(request.membership, May.SEE_ANSWERS)


def _named(
    rows: list[Away], grades: Sequence[str]
) -> list[tuple[Away, list[tuple[str, int]]]]:
    """Each row with its answers beside their words, as far as these are told."""
    return [(each, list(zip(grades, each.answers, strict=False))) for each in rows]


def _bars(lines: list[Line]) -> list[tuple[str, list[int]]]:
    return [(line.label, line.tally.pieces) for line in lines]


def _shares(found: Breakdown) -> list[tuple[str, tuple[int, ...]]]:
    """The answers of each line that has any, the won't-says left out: they are no opinion."""
    return [
        (line.label, line.tally.answers[: len(GRADES) - 1])
        for line in found.lines
        if line.tally.calls or sum(line.tally.answers)
    ]


def _district(
    request: MemberRequest, districts: list[District], *, needed: bool
) -> District | None:
    """The district asked for, if it is one of the member's; where one is needed the first of them."""
    asked = request.GET.get("district", "")
    for each in districts:
        if str(each.pk) == asked:
            return each
    return districts[0] if needed and districts else None


def _number(text: str) -> int:
    return (
        max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 7 else 1
    )
