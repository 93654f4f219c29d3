"""Where the seats of a re-run are filled: each seat in one area, and a file that says so refused where it does not."""

import pytest

from hustings.core.errors import HustingsError
from hustings.core.psephology.past import Election
from hustings.core.psephology.reruns.areas import (
    Area,
    areas_by,
    put_together,
    read_areas,
)
from tests.core.psephology.tables import line, loaded, seat, table

NAMES = "BCDEFGH"


def of_seven(region: str = "South") -> Election:
    """Seven seats of one region."""
    lines = [line(name, "Lab", f"Ann {name}", 10, region=region) for name in NAMES]
    return loaded(lines, [seat(name, 10, 10) for name in NAMES]).elections[0]


@pytest.mark.parametrize(
    ("members", "sizes"),
    [(1, [1] * 7), (2, [1, 2, 2, 2]), (3, [3, 4]), (5, [7]), (9, [7])],
)
def test_seats_are_put_together_as_evenly_as_goes(
    members: int, sizes: list[int]
) -> None:
    """Seven seats: by threes 7 ÷ 3 is nearest to two areas."""
    found = put_together(of_seven(), members).parts
    assert sorted(map(len, found.values())) == sizes
    codes = [seat.code for part in found.values() for seat in part]
    assert codes == sorted(codes)
    assert len(set(codes)) == 7
    assert "need not be neighbours" in put_together(of_seven(), members).said


def test_no_members_are_no_area() -> None:
    with pytest.raises(HustingsError, match="at least one member; 0"):
        put_together(of_seven(), 0)


def test_regions_nations_and_the_whole() -> None:
    election = of_seven()
    assert list(areas_by(election, Area.REGION).parts) == ["South"]
    assert list(areas_by(election, Area.NATION).parts) == ["England"]
    assert list(areas_by(election, Area.WHOLE).parts) == ["all seats"]


def test_a_file_puts_seats_together() -> None:
    rows = [f"X{name},{'Coast' if name < 'E' else 'Hills'}" for name in NAMES]
    found = read_areas(table("code,area", *rows, file="areas.csv"), of_seven())
    assert {name: len(part) for name, part in found.parts.items()} == {
        "Coast": 3,
        "Hills": 4,
    }
    assert found.said == "seats put together as areas.csv says"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["code,name", "XB,Coast"], "the columns area are missing"),
        (["code,area", "XB,Coast"], "6 seats are in no area: C Example, D Example"),
        (["code,area", "E99,Coast"], "line 2, column code: no seat had the code 'E99'"),
        (["code,area", "XB,Coast", "XB,Hills"], "line 3: XB stands there twice"),
        (["code,area", "XB,"], "line 2, column area: nothing"),
    ],
)
def test_a_file_that_cannot_be_is_refused(rows: list[str], said: str) -> None:
    with pytest.raises(HustingsError, match=said):
        read_areas(table(*rows), of_seven())
