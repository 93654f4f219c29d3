"""A seat on two pages of paper, to be held at a hustings: what happened, what had happened before, what it would take.

Who came where, who lost a deposit and what changed are worked out elsewhere, in whole numbers; here they are put into
words. The first page is the election, the second the seat: votes that would have done, the swing that each of the next
needs, the years before. It is always two pages: each is set in the largest type in which it goes on one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hustings.core.elections.result import TWENTIETH, DeclaredResult, party_key, percent
from hustings.core.elections.wording import count_of
from hustings.core.printing.document import Document, Json, clean, long_date
from hustings.core.psephology.changes import NO_PARTY, Before, Change, changes
from hustings.core.psephology.corrections import corrections_of
from hustings.core.psephology.drawn.lines import Line, lines
from hustings.core.psephology.past import INDEPENDENT, SeatResult, Stood
from hustings.core.psephology.targets import takes

MOST_PAST = 9
"""So many earlier elections have room."""
MOST_SWINGS = 3
DRAWN = 3
"""So many parties have a line in the chart, beside turnout."""
NOT_KNOWN = "not known"


@dataclass(frozen=True, slots=True)
class Past:
    """An election of the place: `kind` in words ("General election"), whose boundaries, who was elected, the result.

    `is_general` puts it into the chart. Of an estimate for later boundaries, `result` has parties in place of candidates.
    """

    day: date
    kind: str
    bounds: str
    elected: str
    result: DeclaredResult
    is_general: bool = True
    is_estimate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing:
    """A seat at one election, with what came before: `actual` and `notional` are shares to compare with, each with its day.

    `past` are the place's elections, this one too, the latest first. `credits` are the sources with their licences.
    """

    seat: SeatResult
    kind: str
    actual: tuple[Before, date] | None
    notional: tuple[Before, date] | None
    past: Sequence[Past]
    credits: Sequence[str]


def briefing_pages(told: Briefing, *, made_on: date) -> Document:
    """The two pages, tagged for screen readers (PDF/UA-1)."""
    seat = told.seat
    title = f"{clean(seat.name)}, {long_date(seat.day)}"
    return Document(
        name=f"briefing {clean(seat.name)} {seat.day}",
        title=f"Briefing: {title}",
        description="briefing",
        made_on=made_on,
        words={
            "seat": clean(seat.name),
            "lead": _lead(told),
            "headline": _headline(seat),
            "columns": _bases(told),
            "candidates": list(_candidates(told)),
            "line": float(TWENTIETH / _most(seat)),
            "figures": list(_figures(seat)),
            "reading": list(_reading(told)),
            "takes": list(_takes(seat)),
            "stayed": _stayed(seat),
            "swings": list(_swings(seat)),
            "past": [_past(each, seat.day) for each in told.past[:MOST_PAST]],
            "chart": _chart(told),
            "credits": list(map(clean, dict.fromkeys(told.credits))),
            "made": f"Made on {long_date(made_on)} with hustings, from published results. No forecast.",
        },
        on_screen=True,
    )


def _lead(told: Briefing) -> str:
    seat = told.seat
    area = seat.region if seat.region == seat.nation else f"{seat.region}, {seat.nation}"  # fmt: skip
    kind = f" {seat.kind} constituency." if seat.kind else ""
    return clean(f"{told.kind} of {long_date(seat.day)}. {area}.{kind}")


def _headline(seat: SeatResult) -> str:
    won, majority = seat.winner, seat.result.majority
    said = f"Elected: {won.name} ({won.candidacy.party})"
    if majority is None or not seat.result.valid:
        return clean(f"{said}.")
    of_valid = percent(Fraction(majority, seat.result.valid))
    return clean(f"{said}, by {count_of(majority, 'vote')}: {of_valid} of the valid votes.")  # fmt: skip


def _bases(told: Briefing) -> list[str]:
    """The headings of the columns with changes."""
    named = {"Change": told.actual, "Change, estimate": told.notional}
    return [f"{name} since {found[1].year}" for name, found in named.items() if found]


def _candidates(told: Briefing) -> Iterator[Json]:
    seat = told.seat
    compared = [changes(seat, each[0]) for each in (told.actual, told.notional) if each]
    most = _most(seat)
    for nth, (placed, stood) in enumerate(seat.in_order):
        share = seat.result.share(stood.candidacy)
        yield {
            "place": f"{placed.place}{'=' if placed.equal else ''}",
            "name": clean(stood.name),
            "party": clean(stood.candidacy.party),
            "votes": f"{stood.votes:,}",
            "share": seat.result.share_shown(stood.candidacy),
            "part": float(share / most),
            "changes": [_change(each[nth]) for each in compared],
            "deposit": _deposit(seat, stood),
            "looks": _looks(seat, stood),
        }


def _most(seat: SeatResult) -> Fraction:
    """The largest share, never less than twice the deposit's."""
    return max(2 * TWENTIETH, *(seat.result.share(x.candidacy) for x in seat.stood))


def _change(each: Change) -> str:
    return "–" if each.change is None else _points(each.change)


def _points(change: Fraction) -> str:
    """A change of share in points, with its sign."""
    sign = "−" if change < 0 else "+"
    return f"{sign}{percent(abs(change)).removesuffix(' %')}"


def _deposit(seat: SeatResult, stood: Stood) -> str:
    above = stood.votes - seat.result.line_of_deposit
    if seat.result.deposit_lost(stood.candidacy):
        return f"lost, {1 - above:,} short"
    return f"kept, {above:,} above"


def _looks(seat: SeatResult, stood: Stood) -> str:
    """How the bar is told from others in black and white."""
    if stood == seat.winner:
        return "elected"
    return "lost" if seat.result.deposit_lost(stood.candidacy) else "kept"


def _figures(seat: SeatResult) -> Iterator[tuple[str, str]]:
    result = seat.result
    yield "Electorate", _whole(result.electorate)
    yield "Valid votes", _whole(result.valid)
    yield "Turnout, valid votes", _share(result.turnout_valid)
    yield "Majority", _whole(result.majority)
    yield "Rejected papers", _whole(result.rejected)
    yield "Deposit kept with at least", f"{result.line_of_deposit + 1:,}"


def _reading(told: Briefing) -> Iterator[str]:
    yield (
        "The bars are shares of the valid votes: black for who was elected, grey where the deposit was kept, empty where it "
        "was lost. The line across them is a twentieth (5 %): the deposit is kept only with more votes than that."
    )
    if told.actual:
        yield f"Change since {told.actual[1].year}: in points, on the same boundaries."
    if told.notional:
        yield (
            f"Change, estimate since {told.notional[1].year}: the boundaries are new, and experts estimated how they would "
            "have voted then. Nobody counted those votes."
        )
    if not told.actual and not told.notional:
        yield "No change is shown: nothing is loaded about these boundaries at the election before."
    yield "A dash: the party did not stand then, or the candidate stood for no party."
    yield from map(clean, corrections_of(told.seat))


def _takes(seat: SeatResult) -> Iterator[tuple[str, str, str]]:
    """What, how many votes, and which part of all valid votes these would then have been."""
    needed = takes(seat)
    aims = {
        "To keep the deposit": needed.deposit,
        "To come second": needed.second,
        "To win": needed.win,
    }
    for aim, votes in aims.items():
        if votes:
            share = Fraction(votes, seat.result.valid + votes)
            yield aim, f"{votes:,}", percent(share)


def _stayed(seat: SeatResult) -> str:
    result = seat.result
    said = (
        "Votes that somebody new would have needed, had everybody voted as they did and these votes come from people who "
        "did not vote."
    )
    if result.electorate is None:
        return said
    voted = result.valid + (result.rejected or 0)
    return f"{said} {result.electorate - voted:,} electors did not vote."


def _swings(seat: SeatResult) -> Iterator[tuple[str, str, str, str]]:
    """For each of the next: how many votes behind, the swing to them that wins, how many of the winner's voters that is."""
    won, result = seat.winner, seat.result
    others = [s for _, s in seat.in_order if s != won] if result.valid else []
    for each in others[:MOST_SWINGS]:
        behind = won.votes - each.votes
        # By half of their difference the two would be equal (Butler).
        swing = Fraction(behind, 2 * result.valid)
        name = f"{each.name} ({each.candidacy.party})"
        yield clean(name), f"{behind:,}", _share(swing), f"{behind // 2 + 1:,}"


def _past(each: Past, here: date) -> Json:
    majority = each.result.majority
    second = each.result.placed[1].candidacy if len(each.result.placed) > 1 else None
    return {
        "day": long_date(each.day),
        "kind": each.kind,
        "bounds": clean(each.bounds),
        "elected": clean(each.elected),
        "share": _share(each.result.share(each.result.placed[0].candidacy)),
        "second": clean(second.short or second.party) if second else "",
        "majority": _whole(majority),
        "turnout": _share(each.result.turnout_valid),
        "independents": "–" if each.is_estimate else _independents(each.result),
        "is_this": each.day == here,
    }


def _chart(told: Briefing) -> str:
    """Turnout, and the shares of the parties that came first here, over the elections; "" where there is but one."""
    counted = {each.day for each in told.past if not each.is_estimate}
    drawn = [
        each
        for each in reversed(told.past)
        if each.is_general and not (each.is_estimate and each.day in counted)
    ]
    if len(drawn) < 2:
        return ""
    parties = [s for _, s in told.seat.in_order if s.party not in NO_PARTY][:DRAWN]
    found = [
        Line(each.party, [_of_party(past.result, each.party) for past in drawn])
        for each in parties
    ]
    turnout = [_hundred(each.result.turnout_valid) for each in drawn]
    return lines(
        [Line("Turnout", turnout), *found],
        [str(each.day.year) for each in drawn],
        title=f"{told.seat.name} over the elections",
        ident="years",
        where=[each.day.toordinal() for each in drawn],
    )


def _independents(result: DeclaredResult) -> str:
    """The share of all independents together."""
    alone = [each for each in result.standing if each.short == INDEPENDENT]
    return _share(sum(map(result.share, alone), Fraction(0))) if alone else "none"


def _of_party(result: DeclaredResult, party: str) -> float | None:
    stood = [x for x in result.standing if party_key(x.short) == party_key(party)]
    return _hundred(sum((result.share(x) for x in stood), Fraction(0))) if stood else None  # fmt: skip


def _hundred(share: Fraction | None) -> float | None:
    return None if share is None else float(100 * share)


def _share(share: Fraction | None) -> str:
    return NOT_KNOWN if share is None else percent(share)


def _whole(number: int | None) -> str:
    return NOT_KNOWN if number is None else f"{number:,}"
