"""Ties by themselves: where each law looks, what the record says of it, and whose lot counts."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import cast

import pytest

from hustings.core.counting.record import MissingLot
from hustings.core.counting.stv.rules import Look
from hustings.core.counting.stv.table import Table
from hustings.core.counting.stv.ties import Ties

NAMES = {1: "Ann", 2: "Bo", 3: "Cy"}


def table(
    look: Look, history: Sequence[Mapping[int, int]], now: Mapping[int, int]
) -> Table:
    """What a tie looks at: the votes now and after each stage, the stages numbered from 1."""
    return cast(
        Table,
        SimpleNamespace(
            votes=now,
            history=[
                SimpleNamespace(votes=votes, where=f"stage {number}")
                for number, votes in enumerate(history, start=1)
            ],
            rules=SimpleNamespace(look=look),
            names=lambda places: [NAMES[place] for place in places],
            name=NAMES.__getitem__,
            lots=[],
            tie="",
        ),
    )


EQUAL = {1: 9, 2: 9, 3: 9}
# Ann led at first, Bo at last: the laws that look to one end and to the other choose differently.
STAGES = [{1: 8, 2: 7, 3: 7}, {1: 8, 2: 9, 3: 7}]


@pytest.mark.parametrize(
    ("look", "most", "fewest", "where"),
    [(Look.EARLIEST, 1, None, "stage 1"), (Look.LATEST, 2, 3, "stage 2")],
)
def test_each_law_looks_to_its_own_end_of_the_count(
    look: Look, most: int, fewest: int | None, where: str
) -> None:
    at = table(look, STAGES, EQUAL)
    assert Ties(at, ()).choose([1, 2, 3], max, "who is elected") == most
    assert at.tie == f"Ann, Bo, Cy were equal; {NAMES[most]} had the most at {where}"
    if fewest:
        assert Ties(at, ()).choose([1, 2, 3], min, "who is excluded") == fewest
        assert at.tie == f"Ann, Bo, Cy were equal; Cy had the fewest at {where}"


def test_whoever_is_not_best_at_a_point_is_out_of_it() -> None:
    """At the first stage Bo and Cy have fewest; the second, at which Ann would have, decides between those two."""
    at = table(Look.EARLIEST, [{1: 8, 2: 7, 3: 7}, {1: 1, 2: 9, 3: 8}], EQUAL)
    assert Ties(at, ()).choose([1, 2, 3], min, "who is excluded") == 3
    assert at.tie.endswith("Cy had the fewest at stage 2")


def test_nobody_is_tied_where_the_votes_now_decide() -> None:
    at = table(Look.EARLIEST, STAGES, {1: 9, 2: 8, 3: 7})
    assert Ties(at, ("Cy",)).choose([1, 2, 3], max, "who is elected") == 1
    assert (at.tie, at.lots) == ("", [])


def test_only_the_lot_is_left_where_they_were_always_equal() -> None:
    always = [{1: 7, 2: 7, 3: 8}]
    at = table(Look.LATEST, always, {1: 9, 2: 9, 3: 10})
    chosen = Ties(at, ("Cy", "Bo", "Ann")).choose([1, 2, 3], min, "who is excluded")
    assert chosen == 2, "Cy is drawn first and is not tied"
    assert at.lots == ["Lot: Bo of Ann, Bo, who is excluded."]
    assert (
        at.tie
        == "Ann, Bo were equal, and no earlier votes settle it. The lot fell on Bo"
    )
    with pytest.raises(MissingLot, match="Ann and Bo"):
        Ties(at, ("Cy",)).choose([1, 2, 3], min, "who is excluded")
