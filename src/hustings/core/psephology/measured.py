"""Every measure of an election in one answer, each with its formula, where it comes from, and the rows that it used.

Two tables of rows are enough: by party (`by_party`) for whatever compares votes with seats, by seat (`by_seat`) for
whatever happens within seats. Whoever doubts a figure adds up a column.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hustings.core.elections.result import party_key
from hustings.core.errors import HustingsError
from hustings.core.psephology.answers import Answer, rounded
from hustings.core.psephology.grouping import TOGETHER, Grouping, totals
from hustings.core.psephology.indices import Measure, indices
from hustings.core.psephology.parties import Standing
from hustings.core.psephology.past import Election, SeatResult
from hustings.core.psephology.swing import Votes, swings
from hustings.core.psephology.votes_lost import by_marginality, wasted

SAID = {
    "Gallagher": "How far seats are from votes; large gaps weigh more than small ones. 0 is each party's share of the "
    "votes in seats.",
    "Loosemore-Hanby": "The part of the seats that went to parties beyond their share of the votes.",
    "Sainte-Laguë": "How far seats are from votes, each gap measured against the party's own votes.",
    "Effective parties, votes": "How many parties of one size would share the votes as much as these do.",
    "Effective parties, seats": "The same of the seats.",
}
PARTIES, SEATS = "parties", "seats"
"""Which table holds the rows that a measure used."""
KEYS = {
    "Gallagher": "gallagher",
    "Loosemore-Hanby": "loosemore_hanby",
    "Sainte-Laguë": "sainte_lague",
    "Effective parties, votes": "effective_parties_votes",
    "Effective parties, seats": "effective_parties_seats",
}


def all_measures(election: Election, grouping: Grouping) -> list[Answer]:
    """Each measure: `key, name, value, unit, said, formula, source`, and `rows`, the table that it was worked out from."""
    found = map(_index, indices(totals(election, grouping)))
    return [*found, *_lost_votes(election), *_seats(election)]


def _lost_votes(election: Election) -> Iterator[Answer]:
    lost = wasted(election)
    yield _percent(
        "losing_votes_share",
        "Votes for losers",
        lost.losing_share,
        "Votes for somebody who was not elected.",
        "Σ (valid votes − winner's votes) ÷ Σ valid votes",
    )
    yield _percent(
        "surplus_votes_share",
        "Votes beyond need",
        Fraction(lost.surplus, lost.valid) if lost.valid else None,
        "Votes for a winner beyond one more than the second had. Some authors call these wasted too, so they stand apart.",
        "Σ (winner's votes − second's votes − 1) ÷ Σ valid votes",
    )


def _seats(election: Election) -> Iterator[Answer]:
    majorities = by_marginality(election)
    yield _percent(
        "median_majority",
        "Majority in the middle seat",
        majorities[len(majorities) // 2].share if majorities else None,
        "Half of all seats were won by less than this, half by more.",
        "majority ÷ valid votes, the middle one of all seats",
    )
    yield {
        "key": "lost_deposits",
        "name": "Lost deposits",
        "value": sum(1 for seat in election for _ in seat.lost_deposits),
        "unit": "deposits",
        "said": "Candidacies with a twentieth of the valid votes or less.",
        "formula": "20 × votes ≤ valid votes, in whole numbers",
        "source": "Representation of the People Act 1983, schedule 1, rule 53",
        "rows": SEATS,
    }
    known = election.electorate
    yield _percent(
        "turnout",
        "Turnout",
        Fraction(election.valid, known) if known else None,
        "Valid votes of all who could have voted; rejected papers are not counted.",
        "Σ valid votes ÷ Σ electorate",
    )


def _index(found: Measure) -> Answer:
    return {
        "key": KEYS[found.name],
        "name": found.name,
        "value": round(found.value, 4),
        "unit": found.unit,
        "said": SAID[found.name],
        "formula": found.formula,
        "source": found.source,
        "rows": PARTIES,
    }


def _percent(
    key: str, name: str, part: Fraction | None, said: str, formula: str
) -> Answer:
    return {
        "key": key,
        "name": name,
        "value": None if part is None else round(float(100 * part), 4),
        "unit": "%",
        "said": said,
        "formula": formula,
        "source": "",
        "rows": SEATS,
    }


def by_party(among: Sequence[Standing], filled: int) -> list[Answer]:
    """The rows behind the indices, most votes first: each party's votes, seats, gap, and what a seat cost it.

    `gap` is its share of the seats less its share of the votes; `votes_per_seat` is None where it has no seat. Shares are
    parts of 1.
    """
    rows = []
    for each in among:
        seats = Fraction(each.seats, filled) if filled else Fraction(0)
        rows.append(
            {
                "party": each.party,
                "name": each.name,
                "stood": each.stood,
                "votes": each.votes,
                "share": rounded(each.share),
                "seats": each.seats,
                "seat_share": rounded(seats),
                "gap": rounded(seats - each.share),
                "votes_per_seat": each.votes // each.seats if each.seats else None,
                "second_places": each.second,
                "lost_deposits": each.lost,
            }
        )
    return rows


def by_seat(election: Iterable[SeatResult]) -> list[Answer]:
    """The rows behind lost votes, majorities, deposits and turnout, from the narrowest seat to the safest."""
    seats = list(election)
    order = {each.seat.code: place for place, each in enumerate(by_marginality(seats))}
    return [
        _seat(seat)
        for seat in sorted(seats, key=lambda s: (order.get(s.code, len(order)), s.name))
    ]


def _seat(seat: SeatResult) -> Answer:
    result, lost = seat.result, wasted([seat])
    share = (
        Fraction(result.majority, result.valid)
        if result.majority is not None and result.valid
        else None
    )
    in_order = [stood for _, stood in seat.in_order]
    return {
        "seat": seat.name,
        "code": seat.code,
        "region": seat.region,
        "winner": seat.winner.party,
        "second": in_order[1].party if in_order[1:] else None,
        "valid_votes": result.valid,
        "winner_votes": seat.winner.votes,
        "losing_votes": lost.losing,
        "surplus_votes": lost.surplus,
        "majority": result.majority,
        "majority_share": rounded(share),
        "lost_deposits": sum(1 for _ in seat.lost_deposits),
        "electorate": result.electorate,
        "turnout": rounded(result.turnout_valid),
    }


@dataclass(frozen=True, slots=True)
class Pair:
    """Votes by `party_key` at the election before and at this one in some area, so that renamed parties are one."""

    area: str
    before: Mapping[str, int]
    after: Mapping[str, int]

    def swing(self, first: str, second: str) -> Answer:
        """Votes of both then and now, and the swing from the first to the second: `butler`, `steed`, parts of 1.

        Both are None where one of the two did not stand at one of the elections: there is nothing to compare there.
        """
        then, now = (_two(votes, first, second) for votes in (self.before, self.after))
        return {"area": self.area} | told_swing(then, now)


def _two(votes: Mapping[str, int], first: str, second: str) -> Votes:
    one, other = (votes.get(party_key(each), 0) for each in (first, second))
    return one, other, sum(votes.values())


def told_swing(then: Votes, now: Votes) -> Answer:
    """The votes that a swing is worked out from, and the swing; `butler` and `steed` None where one of the two did not stand."""
    names = ("first", "second", "valid")
    row: Answer = {f"{name}_before": n for name, n in zip(names, then, strict=True)}
    row |= dict(zip(names, now, strict=True))
    both = swings(then, now)
    row |= {"butler": rounded(both and both[0]), "steed": rounded(both and both[1])}
    return row


SWING = {
    "butler": "½ [(first's share before − now) + (second's share now − before)], of all valid votes (Butler, in McCallum and "
    "Readman, The British General Election of 1945)",
    "steed": "first ÷ (first + second) before − the same now: of the votes of the two alone (Steed, in Butler and King, The "
    "British General Election of 1964)",
}


def pairs(before: Election, after: Election) -> list[Pair]:
    """Both elections in all and in each region that both have, for swings between any two parties."""
    regions = sorted({s.region for s in before} & {s.region for s in after})
    found = [Pair("all seats", _votes(before), _votes(after))]
    for name in regions:
        then, now = (_votes(each.within(name)) for each in (before, after))
        found.append(Pair(name, then, now))
    return found


def _votes(election: Election) -> Mapping[str, int]:
    votes: Counter[str] = Counter()
    for party, many in totals(election, TOGETHER).votes.items():
        votes[party_key(party)] += many
    return votes


def largest_two(
    before: Sequence[Standing], after: Sequence[Standing]
) -> tuple[str, str]:
    """The two parties with most votes at both together; the one whose share fell more, or rose less, stands first.

    Refuses elections of which fewer than two parties stood at both.
    """
    then = {party_key(each.party): each for each in before}
    both = sorted(
        (each for each in after if party_key(each.party) in then),
        key=lambda each: -(each.votes + then[party_key(each.party)].votes),
    )
    if len(both) < 2:
        raise HustingsError(
            "No two parties stood at both elections, so there is no swing."
        )
    first, second = sorted(
        both[:2], key=lambda each: each.share - then[party_key(each.party)].share
    )
    return first.party, second.party
