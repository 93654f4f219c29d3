"""A whole election in one answer: how many voted, what each party had, region by region, and where it was close."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from hustings.core.psephology import answers
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.parties import Standing
from hustings.core.psephology.past import INDEPENDENT, Election
from hustings.core.psephology.votes_lost import by_marginality

CLOSEST = 12
"""So many of the closest seats are told."""
INDEPENDENTS = "Each independent stands for nobody but themself: their line adds people up and is no party."


def overview(
    election: Election,
    parties: Sequence[Standing],
    regions: Mapping[str, Sequence[Standing]],
) -> Answer:
    """An election: `seats`, turnout as in `answers.turnout`, `parties`, `regions`, `closest`, and `independents` in words.

    `parties` and `regions` are standings with all independents in one line.
    """
    filled = len(election)
    turnout = answers.turnout(election)
    by_region = turnout.pop("regions")
    return {
        **turnout,
        "seats": filled,
        "parties": [_party(each, filled) for each in parties],
        "regions": [
            {"region": name, "seats": sum(won.values()), **figures, "won": won}
            for name, figures in by_region.items()
            for won in [_won(regions.get(name, ()))]
        ],
        "closest": [
            {
                "seat": each.seat.name,
                "code": each.seat.code,
                "majority": each.majority,
                "share": answers.rounded(each.share),
                "first": each.seat.in_order[0][1].party,
                "second": each.seat.in_order[1][1].party,
            }
            for each in by_marginality(election)[:CLOSEST]
            if len(each.seat.in_order) > 1
        ],
        "independents": INDEPENDENTS,
    }


def _party(found: Standing, filled: int) -> Answer:
    return {
        "party": found.party,
        "name": found.name,
        "is_party": found.party != INDEPENDENT,
        "votes": found.votes,
        "share": answers.rounded(found.share),
        "stood": found.stood,
        "seats": found.seats,
        "seats_share": answers.rounded(Fraction(found.seats, filled)),
        "second_places": found.second,
        "lost_deposits": found.lost,
    }


def _won(parties: Sequence[Standing]) -> dict[str, int]:
    won = sorted(parties, key=lambda each: (-each.seats, each.party))
    return {each.party: each.seats for each in won if each.seats}
