"""Counts for the tests of renderings: small ones of each family, and a real ward with its candidates' numbers as names."""

from fractions import Fraction

from hustings.core.counting.poll import Candidate, Poll, poll_of
from hustings.core.counting.preferential import AV, count_one_seat
from hustings.core.counting.record import Count, Elected, Part, Stage, Step
from hustings.core.counting.rules import Given
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import ERS97, SCOTLAND
from hustings.core.counting.stv.meek import MEEK, count_meek

NAMES = ("Ada Marsh", "Ben Oduya", "Cora Lindqvist", "Dev Patel", "Elin Rhys")
SLATES = ("Orchard", "Orchard", "Canal", "Canal", "")
PAPERS = (
    (44, (0, 1, 2)),
    (9, (0, 3)),
    (22, (1, 0, 2)),
    (21, (2, 3, 4)),
    (14, (3, 2)),
    (6, (3,)),
    (14, (4, 2, 3)),
    (5, (4, 1)),
)


def poll(seats: int = 2) -> Poll:
    """135 papers for five candidates on two slates and none."""
    plain = poll_of(
        NAMES,
        seats,
        [(many, [NAMES[place] for place in order]) for many, order in PAPERS],
        "Larkmere executive",
    )
    named = tuple(map(Candidate, NAMES, SLATES))
    return Poll(plain.title, seats, named, plain.papers)


def scottish() -> Count:
    return count_gregory(poll(), SCOTLAND)


def ers() -> Count:
    return count_gregory(poll(), ERS97)


def meek() -> Count:
    return count_meek(poll(), MEEK)


def alternative() -> Count:
    return count_one_seat(poll(1), Given(), AV)


def weighted() -> Count:
    """A college of two sections; thirds and sevenths that no decimal shows exactly."""
    share = {"Ada Marsh": Fraction(100, 3), "Ben Oduya": Fraction(200, 3)}
    stage = Stage(
        Step.BALLOT,
        (),
        share,
        0,
        0,
        None,
        (Elected("Ben Oduya", "more than half (rule 4)"),),
        parts=(
            Part("Members", Fraction(40), {"Ada Marsh": 10, "Ben Oduya": 20}, 2, 1),
            Part("Unions", None, {"Ada Marsh": 4, "Ben Oduya": 8}),
        ),
    )
    candidates = (Candidate("Ada Marsh"), Candidate("Ben Oduya"))
    return Count(
        "college", "Deputy", 1, candidates, 100, 1, 3, (stage,), "per cent", "Rule 4"
    )


COUNTS = (scottish, ers, meek, alternative, weighted)
