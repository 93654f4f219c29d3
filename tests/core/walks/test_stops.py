"""What an address tells of floors and stairs."""

import pytest

from hustings.core.walks import Stop, floor_of, is_level
from hustings.core.walks.stops import floors
from tests.core.walks.towns import ids


@pytest.mark.parametrize(
    ("flat", "floor"),
    [
        ("Ground Floor Flat", 0),
        ("Ground Flat", 0),
        ("First Floor Flat", 1),
        ("Second Floor Left", 2),
        ("Basement Flat", -1),
        ("Lower Ground Floor", -1),
        ("Upper Ground Floor Flat", 1),
        ("3rd Floor", 3),
        ("11th Floor", 11),
        ("2/1", 2),
        ("0/2", 0),
        ("G/1", 0),
        ("Flat 3/2", 3),
        ("Flat 12", None),
        ("A", None),
        ("", None),
    ],
)
def test_the_floor_is_what_the_words_tell(flat: str, floor: int | None) -> None:
    assert floor_of(flat) == floor


def test_the_top_is_above_every_other_floor() -> None:
    top = floor_of("Top Flat")
    assert top is not None and top > 10


def test_numbers_of_three_figures_tell_floors_where_all_of_a_block_have_them() -> None:
    flats = ["Flat 101", "Flat 102", "Flat 201", "Flat 202"]
    assert floors(flats) == [1, 1, 2, 2]
    assert floors([*flats, "Flat 7"]) == [None] * 5
    assert floors(["Flat 101", "Flat 102", "Flat 103", "Flat 104"]) == [None] * 4


@pytest.mark.parametrize(
    ("flat", "level"),
    [
        ("", True),
        ("Ground Floor Flat", True),
        ("G/2", True),
        ("Pitch 3", True),
        ("Basement Flat", False),
        ("Flat 2", False),
        ("First Floor Flat", False),
    ],
)
def test_a_flat_is_free_of_stairs_only_where_its_words_say_so(
    flat: str, level: bool
) -> None:
    stop = Stop(next(ids()), "Mill Road", "mill road", "1", flat=flat)
    assert is_level(stop) is level
