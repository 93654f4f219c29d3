"""Ways to fill seats: what is seen at once, and how far the search for a way goes."""

import pytest

from hustings.core.counting.rules import RulesError
from hustings.core.counting.stv import fillings
from hustings.core.counting.stv.fillings import Bound, Fillings, Kind

TWO_GROUPS_ONE_SEAT = Fillings(
    [Kind(1, (True, False)), Kind(1, (False, True))], [Bound(1, 1), Bound(1, 1)], 1
)
"""A member of each is needed and nobody is of both: neither start leads anywhere, so the one dead end is the start."""


def test_the_search_ends_after_so_many_dead_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(fillings, "MOST_DEAD_ENDS", 1)
    assert TWO_GROUPS_ONE_SEAT.find() is None
    monkeypatch.setattr(fillings, "MOST_DEAD_ENDS", 0)
    with pytest.raises(RulesError, match="too many groups that overlap"):
        TWO_GROUPS_ONE_SEAT.find()


@pytest.mark.parametrize(
    ("inside", "outside", "bound", "seats"),
    [
        pytest.param(3, 1, Bound(0, 1), 3, id="two of three seats must go to it"),
        pytest.param(2, 5, Bound(3, 4), 4, id="it has only two"),
        pytest.param(5, 2, Bound(3, 5), 2, id="there are only two seats"),
        pytest.param(2, 2, Bound(0, 4), 5, id="there are only four people"),
    ],
)
def test_what_one_group_rules_out_is_seen_at_once(
    monkeypatch: pytest.MonkeyPatch, inside: int, outside: int, bound: Bound, seats: int
) -> None:
    """Without one dead end, so that many groups are judged in a moment."""
    monkeypatch.setattr(fillings, "MOST_DEAD_ENDS", 0)
    kinds = [Kind(inside, (True,)), Kind(outside, (False,))]
    assert Fillings(kinds, [bound], seats).find() is None


def test_every_way_is_looked_at_for_what_they_have_in_common() -> None:
    """Two of a pair and two others, at least one of the pair: 2 and 0, or 1 and 1; nobody is in all or in none."""
    kinds = [Kind(2, (True,)), Kind(2, (False,))]
    assert Fillings(kinds, [Bound(1, 2)], 2).common() == (set(), set())
    assert Fillings(kinds, [Bound(2, 2)], 2).common() == ({0}, {1})
    assert Fillings(kinds, [Bound(0, 0)], 2).common() == ({1}, {0})
