"""Cutting: no door lost, none twice; streets and blocks together; lengths as asked; the same again from the same."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.errors import HustingsError
from hustings.core.register.doors import Side
from hustings.core.walks import (
    Choices,
    CutWalk,
    Length,
    Pace,
    Sides,
    Stop,
    cut,
    title,
    walk_of,
)
from hustings.core.walks.places import flattened, length
from tests.core.walks.towns import at, block, ids, street, town


def labels(walk: CutWalk) -> list[str]:
    return [stop.label for stop in walk.stops]


def doors(walks: Sequence[CutWalk]) -> list[int]:
    return sorted(stop.id.int for walk in walks for stop in walk.stops)


@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 1000),
    streets=st.integers(1, 12),
    length=st.sampled_from([Length(doors=12), Length(doors=40), Length(minutes=60)]),
    sides=st.sampled_from(Sides),
    gentle=st.integers(0, 2),
    located=st.sampled_from(["all", "some", "none"]),
)
def test_every_wanted_door_is_in_exactly_one_walk(
    seed: int, streets: int, length: Length, sides: Sides, gentle: int, located: str
) -> None:
    stops = town(seed, streets)
    if located != "all":
        unknown = {
            stop.order for stop in stops if located == "none" or hash(stop.order) % 2
        }
        stops = [
            Stop(s.id, s.street, s.order, s.label, s.side, s.number, s.house)
            if s.order in unknown
            else s
            for s in stops
        ]
    walks = cut(stops, Choices(length=length, sides=sides, gentle=gentle))
    wanted = [
        s.id.int for s in stops if sides is Sides.BOTH or s.side.value == sides.value
    ]
    assert doors(walks) == sorted(wanted)


def test_the_same_doors_and_choices_give_the_same_walks_again() -> None:
    assert cut(town(3), Choices()) == cut(town(3), Choices())


@pytest.mark.parametrize("doors_wanted", [15, 40, 100])
def test_walks_are_about_as_long_as_asked_for(doors_wanted: int) -> None:
    walks = cut(town(7), Choices(length=Length(doors=doors_wanted)))
    sizes = [len(walk.stops) for walk in walks]
    assert max(sizes) <= 1.25 * doors_wanted
    assert sum(sizes) / len(sizes) == pytest.approx(doors_wanted, rel=0.2)


def test_minutes_are_of_the_stated_pace() -> None:
    """Forty doors at 2½ minutes and half a minute between are two hours; with a known way, the metres at 70 a minute."""
    pace = Pace()
    assert pace.minutes(40, None) == 120
    assert pace.minutes(40, 700) == 110
    walks = cut(town(5), Choices(length=Length(minutes=60)))
    for walk in walks:
        assert walk.metres_after is not None
        assert walk.minutes == pytest.approx(
            2.5 * len(walk.stops) + walk.metres_after / 70
        )
        assert walk.minutes < 90


def test_a_street_is_walked_up_one_side_and_down_the_other() -> None:
    (walk,) = cut(street("Mill Road", 8, keys=ids()), Choices())
    assert labels(walk) == ["1", "3", "5", "7", "8", "6", "4", "2"]


def test_where_places_are_known_a_street_is_walked_so_too() -> None:
    (walk,) = cut(street("Mill Road", 8, east=0, keys=ids()), Choices())
    assert labels(walk) == ["1", "3", "5", "7", "8", "6", "4", "2"]


def test_reversed_begins_at_the_end() -> None:
    (walk,) = cut(street("Mill Road", 8, keys=ids()), Choices(reversed=True))
    assert labels(walk) == ["2", "4", "6", "8", "7", "5", "3", "1"]


def test_odds_and_evens_make_up_the_street_and_houses_without_a_number_go_with_the_odds() -> (
    None
):
    keys = ids()
    stops = [
        *street("Mill Road", 8, keys=keys),
        Stop(next(keys), "Mill Road", "mill road", "The Forge"),
    ]
    (odd,) = cut(stops, Choices(sides=Sides.ODD))
    (even,) = cut(stops, Choices(sides=Sides.EVEN))
    assert set(labels(odd)) == {"1", "3", "5", "7", "The Forge"}
    assert set(labels(even)) == {"2", "4", "6", "8"}


def test_a_street_longer_than_a_walk_is_cut_across_both_sides() -> None:
    """Forty doors and forty: each walk goes up one side of half the street and comes back down the other."""
    first, second = cut(street("Mill Road", 80, keys=ids()), Choices())
    assert {int(label) for label in labels(first)} == set(range(1, 41))
    assert {int(label) for label in labels(second)} == set(range(41, 81))


def test_cuts_fall_between_streets_where_they_can() -> None:
    keys = ids()
    stops = [
        stop
        for name in ("Alder", "Birch", "Cedar")
        for stop in street(name, 36, keys=keys)
    ]
    walks = cut(stops, Choices())
    assert [{stop.street for stop in walk.stops} for walk in walks] == [
        {"Alder"},
        {"Birch"},
        {"Cedar"},
    ]


def test_a_block_of_flats_stays_whole() -> None:
    keys = ids()
    tower = block(
        "Elm Way", "Heron Tower", [f"Flat {n}" for n in range(1, 46)], keys=keys
    )
    stops = [*tower, *street("Elm Way", 60, keys=keys)]
    walks = cut(stops, Choices())
    with_flats = [walk for walk in walks if any(stop.flat for stop in walk.stops)]
    assert len(with_flats) == 1


def test_flats_are_taken_floor_by_floor_from_below_or_from_above() -> None:
    flats = ["First Floor Flat", "Ground Floor Flat", "Top Flat", "Basement Flat"]
    tower = block("Elm Way", "Heron House", flats, keys=ids())
    (up,) = cut(tower, Choices())
    (down,) = cut(tower, Choices(downwards=True))
    assert labels(up) == [
        "Basement Flat",
        "Ground Floor Flat",
        "First Floor Flat",
        "Top Flat",
    ]
    assert labels(down) == labels(up)[::-1]


def test_a_tower_larger_than_a_walk_is_cut_between_floors() -> None:
    """Eight floors of ten, forty doors a walk: four floors each."""
    flats = [
        f"Flat {floor}{door:02d}" for floor in range(1, 9) for door in range(1, 11)
    ]
    walks = cut(block("Elm Way", "Heron Tower", flats, keys=ids()), Choices())
    assert [{label[5] for label in labels(walk)} for walk in walks] == [
        set("1234"),
        set("5678"),
    ]


def test_a_gentle_walk_is_short_and_has_no_stairs() -> None:
    keys = ids()
    stops = [
        *block(
            "Ash Lane", "Heron House", [f"Flat {n}" for n in range(1, 30)], keys=keys
        ),
        *street("Birch Lane", 50, east=0, keys=keys),
    ]
    walks = cut(stops, Choices(gentle=1))
    (gentle,) = [walk for walk in walks if walk.is_gentle]
    assert 12 <= len(gentle.stops) <= 20
    assert not any(stop.flat for stop in gentle.stops)
    assert walks[0] is gentle and doors(walks) == sorted(stop.id.int for stop in stops)


def test_nobody_is_promised_a_gentle_walk_where_every_door_is_up_stairs() -> None:
    tower = block(
        "Elm Way", "Heron House", [f"Flat {n}" for n in range(1, 30)], keys=ids()
    )
    assert not any(walk.is_gentle for walk in cut(tower, Choices(gentle=1)))


def test_places_make_walks_of_neighbours_and_the_lengths_are_of_the_ground() -> None:
    """Three streets by name in the order A, B, C lie on the ground as A, C, B: the walk goes A, C, B or back."""
    keys = ids()
    stops = [
        *street("A", 10, east=0, north=0, keys=keys),
        *street("B", 10, east=0, north=400, keys=keys),
        *street("C", 10, east=0, north=200, keys=keys),
    ]
    (walk,) = cut(stops, Choices())
    order = list(dict.fromkeys(stop.street for stop in walk.stops))
    assert order in (["A", "C", "B"], ["B", "C", "A"])
    assert walk.metres_before is not None and walk.metres_after is not None
    assert walk.metres_after < walk.metres_before
    spots = flattened([stop.point for stop in walk.stops if stop.point])
    assert walk.metres_after == pytest.approx(length(spots), rel=0.001)


def test_short_order_is_never_longer_than_the_order_of_the_streets() -> None:
    for seed in range(3):
        for walk in cut(town(seed), Choices()):
            assert walk.metres_before is not None and walk.metres_after is not None
            assert walk.metres_after <= walk.metres_before + 1e-6


def test_a_door_without_a_place_stands_by_its_neighbour() -> None:
    keys = ids()
    stops = street("Mill Road", 10, east=0, keys=keys)
    lost = Stop(next(keys), "Mill Road", "mill road", "4A", Side.EVEN, 4, "4A")
    (walk,) = cut([*stops, lost], Choices())
    placed = labels(walk)
    assert abs(placed.index("4A") - placed.index("4")) == 1
    assert walk.located == 10 and walk.metres_after is not None


def test_doors_of_one_postcode_share_a_place_and_are_walked_by_number() -> None:
    """The postcode directory gives one place for some fifteen doors."""
    spot = at(100, 100)
    stops = [
        Stop(s.id, s.street, s.order, s.label, s.side, s.number, s.house, point=spot)
        for s in street("Mill Road", 8, keys=ids())
    ]
    (walk,) = cut(stops, Choices())
    assert labels(walk) == ["1", "3", "5", "7", "8", "6", "4", "2"]


def test_a_walk_put_together_by_hand_has_just_those_doors() -> None:
    stops = street("Mill Road", 9, east=0, keys=ids())
    walk = walk_of(stops, Choices(length=Length(doors=5)))
    assert len(walk.stops) == 9 and walk.metres_after is not None


def test_titles_say_streets_and_numbers() -> None:
    keys = ids()
    tower = block("Elm Way", "Heron Tower", ["Flat 1", "Flat 2"], keys=keys)
    stops = [*street("Mill Road", 9, keys=keys), *tower]
    assert title(stops) == "Mill Road 1–9, Heron Tower"
    many = [stop for name in "ABCDE" for stop in street(name, 2, keys=keys)]
    assert title(many) == "A 1–2, B 1–2, C 1–2 and 2 more"


@pytest.mark.parametrize(
    "wrong",
    [{}, {"doors": 40, "minutes": 60}, {"doors": 4}, {"doors": 151}, {"minutes": 1.0}],
)
def test_a_length_that_no_walk_has_is_told(wrong: dict[str, float]) -> None:
    with pytest.raises(HustingsError):
        Length(**wrong)  # type: ignore[arg-type]  # whole doors among the values


def test_no_doors_give_no_walks() -> None:
    assert cut([], Choices(gentle=1)) == []


def test_a_block_with_a_number_parts_no_sides() -> None:
    """A block at number 42, between the odds and the evens of the list, leaves 2 and 1 in one walk."""
    keys = ids()
    stops = street("Mill Road", 30, keys=keys)
    flats = [
        Stop(
            next(keys),
            "Mill Road",
            "mill road",
            f"{n}, 42",
            Side.EVEN,
            42,
            "42",
            "Keir Court",
            str(n),
        )
        for n in range(12)
    ]
    walks = cut([*stops[:15], *flats, *stops[15:]], Choices(length=Length(doors=14)))
    for walk in walks:
        sides = {stop.side for stop in walk.stops if not stop.flat}
        assert not sides or len(sides) == 2
