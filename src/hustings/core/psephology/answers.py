"""Answers about a past election as plain values under documented names, for `--json` and whatever else shows them.

Shares and turnout are numbers from 0 to 1, rounded to six places; votes are whole; None is not known. Every answer names
the election and the choice of parties that it hangs on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from hustings.core.elections.result import DeclaredResult, Placed
from hustings.core.errors import HustingsError
from hustings.core.psephology.changes import Before, as_it_was, changes
from hustings.core.psephology.grouping import APART, Grouping, totals
from hustings.core.psephology.indices import indices
from hustings.core.psephology.notional import Notional
from hustings.core.psephology.parties import Standing, best_first, standings
from hustings.core.psephology.past import Election, SeatResult, Stood
from hustings.core.psephology.reruns.outcome import Rerun
from hustings.core.psephology.targets import Target, takes
from hustings.core.psephology.votes_lost import lost_deposits, wasted
from hustings.core.spelling import fold_place, folded

Answer = dict[str, Any]
MOST_NAMED = 12
"""So many seats are named where a name may mean several."""


def find_seat(election: Election, name: str) -> SeatResult:
    """The seat of that name or official code, however its words are ordered, or the one whose name begins so.

    Refuses a beginning of several names with all of these, and others with near names.
    """
    sought = fold_place(name)
    if not sought:
        raise HustingsError("Give a seat's name, the beginning of it, or its official code.")  # fmt: skip
    by_name = {fold_place(seat.name): seat for seat in election}
    found = election.seats.get(name.strip().upper()) or by_name.get(sought)
    if found:
        return found
    begun = [each for each in election if folded(each.name).startswith(folded(name))]
    if len(begun) == 1:
        return begun[0]
    raise HustingsError(_not_one(name, begun, by_name, election))


def _not_one(
    name: str,
    begun: Sequence[SeatResult],
    by_name: Mapping[str, SeatResult],
    election: Election,
) -> str:
    if begun:
        some = ", ".join(sorted(each.name for each in begun)[:MOST_NAMED])
        more = f" and {len(begun) - MOST_NAMED} more" if len(begun) > MOST_NAMED else ""
        return f"{len(begun)} seats begin with {name}: {some}{more}. Give more of the name."
    near = get_close_matches(fold_place(name), list(by_name), n=3, cutoff=0.6)
    hint = " or ".join(by_name[each].name for each in near)
    said = f"No seat was called {name} at the election of {election.day}."
    return f"{said} Did you mean {hint}?" if hint else said


def seat(
    found: SeatResult,
    before: Election | None = None,
    estimated: Notional | None = None,
) -> Answer:
    """One seat: `seat, election, electorate, valid_votes, spoilt, turnout, majority, candidates`, and what it would `take`.

    Each candidate has `name, party, votes, share, place, deposit` (kept or lost), `deposit_by` (votes above the line, or
    lacking to keep it), and twice the change of the party's share since the election before: `change` in the seat of the
    same official code, `change_notional` on an estimate for these boundaries. None where there is none, where the party did
    not stand, and for those who stand for themselves. `changes_since` are the polling days of the two.
    """
    result = found.result
    then = before.seats.get(found.code) if before else None
    notional = estimated.of(found) if estimated else None
    actual = as_it_was(then) if then else None
    return {
        "seat": found.name,
        "code": found.code,
        "election": str(found.day),
        "region": found.region,
        "electorate": result.electorate,
        "valid_votes": result.valid,
        "spoilt": result.rejected,
        "turnout": rounded(result.turnout_valid),
        "turnout_all_papers": rounded(_papers(result)),
        "majority": result.majority,
        "changes_since": {
            "actual": str(then.day) if then else None,
            "notional": str(estimated.day) if estimated and notional else None,
        },
        "candidates": _candidates(found, actual, notional),
        "take": asdict(takes(found)),
    }


def _candidates(
    found: SeatResult, actual: Before | None, notional: Before | None
) -> list[Answer]:
    both = zip(
        found.in_order,
        changes(found, actual or _UNKNOWN),
        changes(found, notional or _UNKNOWN),
        strict=True,
    )
    return [
        {
            "name": stood.name,
            "party": stood.candidacy.party,
            "short": stood.party,
            "votes": stood.votes,
            "share": rounded(change.share),
            "place": place.place,
            **_deposit(found, stood),
            "change": rounded(change.change),
            "change_notional": rounded(other.change),
        }
        for (place, stood), change, other in both
    ]


def measured(election: Election, grouping: Grouping = APART) -> Answer:
    """The indices: `gallagher, loosemore_hanby, sainte_lague, effective_parties_votes, effective_parties_seats`, and
    `losing_votes_share`; each formula and source stands in `formulas`.
    """
    found = indices(totals(election, grouping))
    names = (
        "gallagher",
        "loosemore_hanby",
        "sainte_lague",
        "effective_parties_votes",
        "effective_parties_seats",
    )
    return {
        "election": str(election.day),
        "parties": grouping.said,
        **{n: round(m.value, 4) for n, m in zip(names, found, strict=True)},
        "losing_votes_share": rounded(wasted(election).losing_share),
        "formulas": {
            n: f"{m.formula} ({m.source})" for n, m in zip(names, found, strict=True)
        },
    }


def deposits(election: Election, grouping: Grouping = APART) -> Answer:
    """Lost deposits: `lost` in all, and `by_party`."""
    lost = lost_deposits(election, grouping)
    return {
        "election": str(election.day),
        "parties": grouping.said,
        "lost": sum(lost.values()),
        "by_party": lost,
    }


def turnout(election: Election) -> Answer:
    """Turnout on valid votes and on all papers, in all and by region; `spoilt` are rejected papers."""
    regions = sorted({each.region for each in election})
    return {
        "election": str(election.day),
        **_turnout(election),
        "regions": {name: _turnout(election.within(name)) for name in regions},
    }


def party(
    election: Election,
    short: str,
    grouping: Grouping = APART,
    among: Sequence[Standing] = (),
) -> Answer:
    """One party: votes, share, seats, second places, lost deposits, best and worst seats. Refuses a party unknown.

    `among` are the election's standings where they have been worked out already.
    """
    known = {each.party: each for each in among or standings(election, grouping)}
    found = known[_party_called(short, list(known), election)]
    best = best_first(election, found.party, grouping)
    return {
        "election": str(election.day),
        "party": found.party,
        "name": found.name,
        "parties": grouping.said,
        "votes": found.votes,
        "share": rounded(found.share),
        "stood": found.stood,
        "seats": found.seats,
        "second_places": found.second,
        "lost_deposits": found.lost,
        "best": [_candidacy(*each) for each in best[:5]],
        "worst": [_candidacy(*each) for each in best[:-6:-1]],
    }


def candidacies(
    election: Election, party: str, grouping: Grouping = APART
) -> list[Answer]:
    """Every candidacy of a party with its seat, the largest share first."""
    return [_candidacy(*each) for each in best_first(election, party, grouping)]


def _candidacy(seat: SeatResult, stood: Stood, placed: Placed) -> Answer:
    return {
        "seat": seat.name,
        "code": seat.code,
        "region": seat.region,
        "name": stood.name,
        "votes": stood.votes,
        "share": rounded(seat.result.share(stood.candidacy)),
        "place": placed.place,
        **_deposit(seat, stood),
    }


def _party_called(short: str, known: Sequence[str], election: Election) -> str:
    by_fold = {each.casefold(): each for each in known}
    name = by_fold.get(short.casefold())
    if name is None:
        near = get_close_matches(short.casefold(), list(by_fold), n=4)
        said = ", ".join(by_fold[each] for each in near) or ", ".join(known[:12])
        raise HustingsError(
            f"No party is called {short} at the election of {election.day}: {said}."
        )
    return name


def rerun(found: Rerun, election: Election) -> Answer:
    """A re-run: `seats` by party, those that were `won`, the `assumptions`, the table of `transfers`, and the `areas`.

    Each area has `area, members, seats, won` and, `of`, the names of its constituencies.
    """
    assumed = found.assumed.parts if found.assumed else {}
    return {
        "election": str(election.day),
        "rules": found.rules.name,
        "members": sum(found.seats.values()),
        "seats": dict(found.seats),
        "won": dict(found.won),
        "assumptions": list(found.assumptions),
        "transfers": [
            {"from": giver, "to": to, "percent": float(100 * part)}
            for giver, row in assumed.items()
            for to, part in row.items()
        ],
        "areas": [
            {
                "area": each.name,
                "members": sum(each.seats.values()),
                "seats": dict(each.seats),
                "won": dict(each.won),
                "of": [seat.name for seat in each.part],
            }
            for each in found.areas
        ],
    }


def targets(
    election: Election,
    ranks: Sequence[tuple[int, Target]],
    weights: Mapping[str, Fraction],
    *,
    region: str = "",
    whose: str = "",
) -> Answer:
    """Where to stand: `election, whose, region, weights` as chosen, and `seats`, each with its `rank` among all.

    `whose` votes are the past vote: a slate's, by its name, or those of all independents.
    """
    return {
        "election": str(election.day),
        "whose": whose or "independents",
        "region": region or None,
        "weights": {name: float(weight) for name, weight in weights.items()},
        "seats": [
            {"rank": rank, "region": each.seat.region, **target(each)}
            for rank, each in ranks
        ],
    }


def target(found: Target) -> Answer:
    """Where to stand: a seat's `score` with its parts as measured and as weighed, and the votes it would `take`."""
    return {
        "seat": found.seat.name,
        "code": found.seat.code,
        "score": rounded(found.score),
        "measured": {name: rounded(part) for name, part in found.measured.items()},
        "weighed": {name: rounded(part) for name, part in found.weighed.items()},
        "take": {
            "deposit": found.takes.deposit,
            "second": found.takes.second,
            "win": found.takes.win,
        },
    }


_UNKNOWN = Before.nothing()


def _turnout(election: Election) -> Mapping[str, Any]:
    spoilt = [seat.result.rejected for seat in election]
    known = [each for each in spoilt if each is not None]
    rejected = sum(known) if len(known) == len(spoilt) else None
    electorate = election.electorate
    papers = None if rejected is None else election.valid + rejected
    return {
        "electorate": electorate,
        "valid_votes": election.valid,
        "spoilt": rejected,
        "turnout": rounded(
            Fraction(election.valid, electorate) if electorate else None
        ),
        "turnout_all_papers": rounded(
            Fraction(papers, electorate) if electorate and papers else None
        ),
    }


def _papers(result: DeclaredResult) -> Fraction | None:
    """Turnout on all papers, the rejected ones too."""
    if result.rejected is None or not result.electorate:
        return None
    return Fraction(result.valid + result.rejected, result.electorate)


def _deposit(found: SeatResult, stood: Stood) -> Answer:
    """Kept or lost, and by how many votes: above the line that still loses it, or short of the first vote over it."""
    result = found.result
    above = stood.votes - result.line_of_deposit
    if result.deposit_lost(stood.candidacy):
        return {"deposit": "lost", "deposit_by": 1 - above}
    return {"deposit": "kept", "deposit_by": above}


def rounded(exact: Fraction | None) -> float | None:
    """A share as answers have it: six places; None is not known."""
    return None if exact is None else round(float(exact), 6)
