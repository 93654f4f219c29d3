"""What stands in a seat's briefing, out of the database."""

from collections.abc import Iterator

from hustings.apps.history.queries.credits import sources_of
from hustings.apps.history.queries.elections import election_before
from hustings.apps.history.queries.notional import notional_before
from hustings.apps.history.queries.places import Held, held_in
from hustings.core.printing.briefing import Briefing, Past
from hustings.core.psephology.changes import as_it_was
from hustings.core.psephology.notional import Notional
from hustings.core.psephology.past import Election, SeatResult


def briefing_of(whole: Election, seat: SeatResult) -> Briefing:
    """The seat at that election, with the changes on both bases, the years before and after, and whose figures these are."""
    before, estimated = election_before(whole), notional_before(whole)
    then = before.seats.get(seat.code) if before else None
    notional = estimated.of(seat) if estimated else None
    held = held_in(seat)
    days = {each.on.day for each in held}
    on = next(each.on for each in held if each.on.day == whole.day)
    sources = sources_of(*sorted(days), boundaries=whole.day if notional else None)
    return Briefing(
        seat=seat,
        kind=_kind(on.is_general),
        actual=(as_it_was(then), then.day) if then else None,
        notional=(notional, estimated.day) if estimated and notional else None,
        past=[*_past(held, seat, estimated)],
        credits=[each.said for each in sources],
    )


def _past(
    held: list[Held], seat: SeatResult, estimated: Notional | None
) -> Iterator[Past]:
    """The place's elections, the latest first, and in its place among them the estimate for the seat's boundaries."""
    estimate = estimated.estimate(seat) if estimated else None
    found = [_held(each) for each in held]
    if estimated and estimate:
        won = estimate.result.placed[0].candidacy
        found.append(
            Past(
                estimated.day,
                "Estimate",
                "these boundaries",
                won.party,
                estimate.result,
                is_estimate=True,
            )
        )
    yield from sorted(found, key=lambda each: (each.day, each.is_estimate), reverse=True)  # fmt: skip


def _held(each: Held) -> Past:
    won = each.seat.winner
    same = "these boundaries" if each.same_boundaries else "other boundaries"
    return Past(
        day=each.on.day,
        kind=_kind(each.on.is_general),
        bounds=same,
        elected=f"{won.name} ({won.party})",
        result=each.seat.result,
        is_general=each.on.is_general,
    )


def _kind(is_general: bool) -> str:
    return "General election" if is_general else "By-election"
