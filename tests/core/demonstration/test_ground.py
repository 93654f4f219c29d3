"""Where the invented doors stand: each once, at sea, near its neighbours, the same on every machine."""

import csv
from pathlib import Path

from hustings.core.demonstration.constituency import make_constituency
from hustings.core.demonstration.ground import places_of, write_places
from hustings.core.walks import Point, metres


def test_each_door_has_one_place_in_the_north_sea() -> None:
    made = make_constituency(1, 2_000)
    places = list(places_of(made.doors))
    assert sorted(id(p.door) for p in places) == sorted(id(d) for d in made.doors)
    # Between Yorkshire's coast at 0.4° west and the Dogger Bank: no land.
    assert all(54.2 < p.latitude < 54.6 and 0.5 < p.longitude < 0.95 for p in places)


def test_neighbours_in_a_street_stand_near_each_other_and_sides_across() -> None:
    places = list(places_of(make_constituency(1, 2_000).doors))
    spots = {
        (p.door.street, p.door.number): Point(p.latitude, p.longitude)
        for p in places
        if p.door.number.isdigit() and not p.door.building
    }
    pairs = [
        (spot, spots[street, str(int(number) + 2)])
        for (street, number), spot in spots.items()
        if (street, str(int(number) + 2)) in spots
    ]
    assert len(pairs) > 100
    assert all(4 < metres(one, other) < 15 for one, other in pairs)


def test_the_file_is_the_same_each_time(tmp_path: Path) -> None:
    made = make_constituency(1, 1_000)
    (tmp_path / "again").mkdir()
    first, second = write_places(made, tmp_path), write_places(made, tmp_path / "again")
    assert first.read_bytes() == second.read_bytes()
    with first.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.reader(file))) == len(made.doors) + 1
