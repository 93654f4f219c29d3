"""The drawing: to scale, north up, numbered as the list."""

from hustings.core.walks.drawing import drawn
from tests.core.walks.towns import at, block, ids, street


def test_what_has_no_place_is_not_drawn() -> None:
    assert drawn([street("Mill Road", 4, keys=ids())]) is None
    assert drawn([]) is None


def test_north_is_up_and_east_is_right() -> None:
    keys = ids()
    south = street("South", 1, east=0, north=0, keys=keys)
    north = street("North", 1, east=500, north=500, keys=keys)
    drawing = drawn([[*south, *north]])
    assert drawing
    low, high = drawing.lines[0].dots
    assert high.y < low.y and high.x > low.x


def test_the_measure_is_as_long_as_the_metres_that_it_names() -> None:
    """Two doors 500 m apart: so many times the measure lie between their dots."""
    keys = ids()
    stops = [*street("A", 1, east=0, keys=keys), *street("B", 1, east=500, keys=keys)]
    drawing = drawn([stops])
    assert drawing
    one, other = drawing.lines[0].dots
    assert abs((other.x - one.x) / drawing.bar * drawing.metres - 500) < 15


def test_doors_at_one_place_are_one_dot_with_all_their_numbers() -> None:
    flats = block("Elm Way", "Keir Court", ["1", "2", "3"], keys=ids(), point=at(0, 0))
    drawing = drawn([[*flats, *street("Elm Way", 1, east=200, keys=ids(9))]])
    assert drawing
    assert [dot.numbers for dot in drawing.lines[0].dots] == ["1–3", "4"]


def test_several_walks_are_told_apart_by_their_numbers() -> None:
    keys = ids()
    walks = [
        street(name, 6, east=0, north=place * 80, keys=keys)
        for place, name in enumerate("ABC")
    ]
    drawing = drawn(walks)
    assert drawing and [line.number for line in drawing.lines] == [1, 2, 3]
    assert drawing.names == ()
