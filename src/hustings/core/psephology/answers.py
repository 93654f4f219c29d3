"""Answers about a past election as plain values under documented names, for `--json` and whatever else shows them.

Shares and turnout are numbers from 0 to 1, rounded to six places; votes are whole; None is not known. Every answer names
the election and the choice of parties that it hangs on.
"""

from collections.abc import Mapping
from difflib import get_close_matches
from fractions import Fraction
from typing import Any

from hustings.core.elections.results_file import fold_place
from hustings.core.errors import HustingsError
from hustings.core.psephology.changes import Before, as_it_was, changes
from hustings.core.psephology.grouping import APART, Grouping, totals
from hustings.core.psephology.indices import indices
from hustings.core.psephology.past import Election, SeatResult
from hustings.core.psephology.reruns.outcome import Rerun
from hustings.core.psephology.targets import Target
from hustings.core.psephology.votes_lost import lost_deposits, placed, wasted

Answer = dict[str, Any]


def find_seat(election: Election, name: str) -> SeatResult:
    """The seat of that name or official code, however its words are ordered; refuses others with near names."""
    sought = fold_place(name)
    by_name = {fold_place(seat.name): seat for seat in election}
    found = election.seats.get(name.strip().upper()) or by_name.get(sought)
    if found is None:
        near = get_close_matches(sought, list(by_name), n=3, cutoff=0.6)
        hint = " or ".join(by_name[each].name for each in near)
        raise HustingsError(
            f"No seat was called {name} at the election of {election.day}."
            + (f" Did you mean {hint}?" if hint else "")
        )
    return found


def seat(found: SeatResult, before: Election | None = None) -> Answer:
    """One seat: `seat, election, electorate, valid_votes, spoilt, turnout, majority, candidates`.

    Each candidate has `name, party, votes, share, place, deposit` (kept or lost) and `change` of the party's share since the
    election before in the seat of the same official code; None where its boundaries were others.
    """
    result = found.result
    then = before.seats.get(found.code) if before else None
    changed = changes(found, as_it_was(then) if then else _UNKNOWN)
    return {
        "seat": found.name,
        "code": found.code,
        "election": str(found.day),
        "region": found.region,
        "electorate": result.electorate,
        "valid_votes": result.valid,
        "spoilt": result.rejected,
        "turnout": _share(result.turnout_valid),
        "majority": result.majority,
        "candidates": [
            {
                "name": stood.name,
                "party": stood.candidacy.party,
                "votes": stood.votes,
                "share": _share(change.share),
                "place": place.place,
                "deposit": "lost" if result.deposit_lost(stood.candidacy) else "kept",
                "change": _share(change.change),
            }
            for (place, stood), change in zip(found.in_order, changed, strict=True)
        ],
    }


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
        "losing_votes_share": _share(wasted(election).losing_share),
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


def party(election: Election, short: str, grouping: Grouping = APART) -> Answer:
    """One party: votes, share, seats, second places, lost deposits, best and worst seats. Refuses a party unknown."""
    found = totals(election, grouping)
    by_fold = {each.casefold(): each for each in found.votes}
    name = by_fold.get(short.casefold())
    if name is None:
        near = get_close_matches(short.casefold(), list(by_fold), n=4)
        known = ", ".join(by_fold[each] for each in near) or ", ".join(
            list(found.votes)[:12]
        )
        raise HustingsError(
            f"No party is called {short} at the election of {election.day}: {known}."
        )
    shares = sorted(
        (
            (seat.result.share(stood.candidacy), seat.name)
            for seat in election
            for stood in seat.stood
            if grouping.key(seat, stood) == name
        ),
        reverse=True,
    )
    return {
        "election": str(election.day),
        "party": name,
        "votes": found.votes[name],
        "share": _share(found.vote_share(name)),
        "stood": len(shares),
        "seats": found.seats.get(name, 0),
        "second_places": placed(election, 2, grouping).get(name, 0),
        "lost_deposits": lost_deposits(election, grouping).get(name, 0),
        "best": [{"seat": n, "share": _share(s)} for s, n in shares[:5]],
        "worst": [{"seat": n, "share": _share(s)} for s, n in shares[:-6:-1]],
    }


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


def target(found: Target) -> Answer:
    """Where to stand: a seat's `score` with its parts as measured and as weighed, and the votes it would `take`."""
    return {
        "seat": found.seat.name,
        "code": found.seat.code,
        "score": _share(found.score),
        "measured": {name: _share(part) for name, part in found.measured.items()},
        "weighed": {name: _share(part) for name, part in found.weighed.items()},
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
        "turnout": _share(Fraction(election.valid, electorate) if electorate else None),
        "turnout_all_papers": _share(
            Fraction(papers, electorate) if electorate and papers else None
        ),
    }


def _share(exact: Fraction | None) -> float | None:
    return None if exact is None else round(float(exact), 6)
