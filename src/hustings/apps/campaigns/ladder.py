"""The campaign's ladder between its rows and the rungs that core judges.

A row keeps a rung's kind and its terms as text and whole numbers; nothing is judged here.
"""

from collections.abc import Callable, Mapping
from fractions import Fraction

from hustings.apps.campaigns.models import Campaign
from hustings.apps.campaigns.models import Rung as Row
from hustings.core.elections.objectives import (
    Beat,
    BeatTwoCombined,
    CutMajority,
    ReachPlace,
    ReachShare,
    Rung,
    SaveDeposit,
    Win,
)

Terms = Mapping[str, str | int]

KINDS: dict[str, Callable[[Terms], Rung]] = {
    "save-deposit": lambda terms: SaveDeposit(),
    "beat": lambda terms: Beat(str(terms["rival"])),
    "beat-two": lambda terms: BeatTwoCombined(
        str(terms["first"]), str(terms["second"])
    ),
    "share": lambda terms: ReachShare(Fraction(str(terms["percent"])) / 100),
    "place": lambda terms: ReachPlace(int(terms["place"])),
    "cut-majority": lambda terms: CutMajority(
        str(terms["of"]), int(terms["was"]), int(terms["to"])
    ),
    "win": lambda terms: Win(),
}


def rung(kind: str, terms: Terms) -> Rung:
    """The rung that a row's kind and terms stand for."""
    return KINDS[kind](terms)


def terms_of(rung: Rung) -> tuple[str, dict[str, str | int]]:
    """The kind and the terms that a row keeps; `rung(*terms_of(r)) == r`."""
    match rung:
        case SaveDeposit():
            return "save-deposit", {}
        case Beat():
            return "beat", {"rival": rung.rival}
        case BeatTwoCombined():
            return "beat-two", {"first": rung.first, "second": rung.second}
        case ReachShare():
            return "share", {"percent": str(rung.share * 100)}
        case ReachPlace():
            return "place", {"place": rung.place}
        case CutMajority():
            return "cut-majority", {"of": rung.of, "was": rung.was, "to": rung.to}
        case Win():
            return "win", {}


def in_words(rung: Rung) -> str:
    """What the rung aims at, for the list of objectives."""
    match rung:
        case SaveDeposit():
            return "Save the deposit: more than 5 per cent of the valid votes"
        case Beat():
            return f"Beat {rung.rival}"
        case BeatTwoCombined():
            return f"Beat {rung.first} and {rung.second} together"
        case ReachShare():
            return f"Reach {_percent(rung.share)} of the valid votes"
        case ReachPlace():
            return f"Come {_place(rung.place)} or better"
        case CutMajority():
            return f"Cut the majority of {rung.of} from {rung.was:,} to {rung.to:,} or less"
        case Win():
            return "Win the seat"


def _percent(share: Fraction) -> str:
    return f"{float(share * 100):g} per cent"


def _place(place: int) -> str:
    return {1: "first", 2: "second", 3: "third"}.get(place, f"number {place}")


def ladder_of(campaign: Campaign) -> list[Rung]:
    """The campaign's rungs, lowest first."""
    rows = Row.objects.filter(campaign=campaign).order_by("position")
    return [rung(row.kind, row.terms) for row in rows]
