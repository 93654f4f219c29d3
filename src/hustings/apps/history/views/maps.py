"""Every seat of an election: on the map of hexagons, and in the table under it."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.elections import election_on
from hustings.apps.history.queries.kept import per_release
from hustings.apps.history.queries.maps import hexes
from hustings.apps.history.queries.standings import party_names
from hustings.apps.history.shown import Figures, answered
from hustings.apps.history.views.finding import day_of, election_or_404
from hustings.core.elections.wording import long_date
from hustings.core.psephology.answers import Answer, rounded
from hustings.core.psephology.drawn.hexes import Hex, chip
from hustings.core.psephology.drawn.hexes import hexes as drawn
from hustings.core.psephology.drawn.marks import Mark, marks
from hustings.core.psephology.past import INDEPENDENT, Election, SeatResult

ORDERS = {
    "seat": lambda row: row["seat"],
    "majority": lambda row: (row["majority_share"] is None, row["majority_share"]),
    "turnout": lambda row: (row["turnout"] is None, row["turnout"]),
}
"""In which the table can stand; figures go up from the smallest."""


@dataclass(frozen=True, slots=True)
class Key:
    """A party on the map: how it is marked, and how many seats it won there."""

    name: str
    short: str
    letter: str
    chip: str
    seats: int


@dataclass(frozen=True, slots=True)
class Map:
    svg: str
    key: list[Key]


@require_GET
def seats(request: HttpRequest, election: str, form: str = "") -> HttpResponse:
    """Who won each seat, by how much; a region's alone, by name or the closest first."""
    found = election_or_404(election)
    on = day_of(found)
    regions = sorted({seat.region for seat in found})
    region, order = request.GET.get("region", ""), request.GET.get("order", "seat")
    if region not in {"", *regions} or order not in ORDERS:
        raise Http404
    rows = [row for row in _rows(found.day) if region in ("", row["region"])]
    answer: Answer = {
        "election": str(found.day),
        "region": region or None,
        "seats": sorted(rows, key=ORDERS[order]),
    }
    name = f"seats {on.slug} {region}"
    shown = drawn_map(found.day, region)
    sources = sources_of(found.day, with_map=bool(shown))
    figures = Figures(answer, "seats", name, sources)
    context = {
        "on": on,
        "map": shown,
        "regions": regions,
        "region": region,
        "order": order,
        "names": party_names(found.day),
    }
    return answered(request, "history/seats.html", figures, form, context)


@per_release
def _rows(day: date) -> list[dict[str, Any]]:
    return [_row(seat) for seat in election_on(day)]


def _row(seat: SeatResult) -> dict[str, Any]:
    result, share = seat.result, seat.result.share
    majority = result.majority
    order = seat.in_order
    second = order[1][1] if len(order) > 1 else None
    return {
        "seat": seat.name,
        "code": seat.code,
        "region": seat.region,
        "won": seat.winner.party,
        "winner": seat.winner.name,
        "share": rounded(share(seat.winner.candidacy)),
        "second": second.party if second else None,
        "majority": majority,
        "majority_share": round(majority / result.valid, 6)
        if majority is not None and result.valid
        else None,
        "turnout": rounded(result.turnout_valid),
    }


@per_release
def drawn_map(day: date, region: str = "") -> Map | None:
    """The map of the election or of a region of it; None where we do not know how its seats lie."""
    election = election_on(day)
    places, slug = hexes(), day_of(election).slug
    within = election.within(region) if region else election
    there = [seat for seat in within if seat.code in places]
    if len(there) < len(within) or not there:
        return None
    won = Counter(seat.winner.party for seat in election)
    looks = marks(party for party, _ in won.most_common())
    names = party_names(day)
    hexagons = []
    for seat in there:
        place, mark = places[seat.code], looks[seat.winner.party]
        hexagons.append(
            Hex(
                place.q,
                place.r,
                mark.letter,
                mark.colour,
                f"{seat.name}: {names[seat.winner.party]}, {seat.winner.name}",
                reverse("history:seat", args=[slug, seat.code]),
            )
        )
    title = f"Who won where: {region or 'every seat'}, {long_date(day)}"
    return Map(drawn(hexagons, title=title, ident="map"), _key(within, looks, names))


def _key(within: Election, looks: dict[str, Mark], names: dict[str, str]) -> list[Key]:
    won = Counter(seat.winner.party for seat in within)
    return [
        Key(
            "Independents" if p == INDEPENDENT else names[p],
            p,
            looks[p].letter,
            chip(looks[p].letter, looks[p].colour),
            seats,
        )
        for p, seats in won.most_common()
    ]
