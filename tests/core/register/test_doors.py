import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.register.doors import (
    Address,
    Correction,
    Door,
    EvenSide,
    Hints,
    Side,
    corrected,
    read_door,
    read_doors,
    walking_order,
)


def door(*lines: str, postcode: str = "") -> Door:
    found = read_door(Address(lines, postcode))
    assert found is not None
    return found


def walked(*written: str, even: EvenSide = EvenSide.DOWN) -> list[str]:
    doors = [door(*text.split("|")) for text in written]
    return [doors[index].label for index in walking_order(doors, even)]


SPELLINGS = [
    ("Flat 3", "12 Mill Road", "Oldtown"),
    ("Flat 3, 12 Mill Road", "Oldtown"),
    ("12 Mill Road", "Flat 3", "Oldtown"),
    ("FLAT 3", "12", "MILL RD."),
    ("Apt 3", "12  Mill  Road"),
    ("12/3 Mill Road",),
]


@pytest.mark.parametrize("lines", SPELLINGS)
def test_one_address_is_one_door_however_it_is_set_out(lines: tuple[str, ...]) -> None:
    expected = door("Flat 3", "12 Mill Road", postcode="ZZ9 9ZZ").key("AB1")
    assert door(*lines, postcode="zz99zz").key("ab1 ") == expected


def test_a_council_that_names_the_parts_in_columns_gives_the_same_door() -> None:
    columns = read_door(Address((), "ZZ9 9ZZ", Hints("3", "", "12", "MILL ROAD")))
    assert columns is not None
    assert columns.identity == door(*SPELLINGS[0], postcode="ZZ9 9ZZ").identity


@pytest.mark.parametrize(
    "other",
    [
        ("Flat 4", "12 Mill Road"),
        ("12 Mill Road",),
        ("Flat 3", "12A Mill Road"),
        ("Flat 3", "12-14 Mill Road"),
        ("Flat 3", "12 Mill Lane"),
        ("Flat 3", "Tower House", "12 Mill Road"),
        ("Room 3", "12 Mill Road"),
    ],
)
def test_another_address_is_another_door(other: tuple[str, ...]) -> None:
    this = door("Flat 3", "12 Mill Road", postcode="ZZ9 9ZZ")
    assert door(*other, postcode="ZZ9 9ZZ").identity != this.identity


def test_two_villages_with_a_church_lane_keep_their_doors_apart() -> None:
    upper = door("1 Church Lane", "Upper Ham")
    assert upper.identity != door("1 Church Lane", "Nether Ham").identity
    by_postcode = door("1 Church Lane", "Upper Ham", postcode="ZZ9 1AA")
    assert (
        by_postcode.identity
        != door("1 Church Lane", "Ham", postcode="ZZ9 1AB").identity
    )


def test_sides_follow_the_number() -> None:
    assert door("13A Mill Road").side is Side.ODD
    assert door("4-6 Mill Road").side is Side.EVEN
    assert door("The Cottage", "Mill Road").side is Side.NONE


def test_a_walk_goes_up_the_odd_side_and_down_the_even() -> None:
    streets = (
        "10 Mill Road",
        "2 Mill Road",
        "9 Mill Road",
        "11 Mill Road",
        "1 Mill Road",
    )
    assert walked(*streets) == ["1", "9", "11", "10", "2"]
    assert walked(*streets, even=EvenSide.UP) == ["1", "9", "11", "2", "10"]
    assert walked(*streets, even=EvenSide.TOGETHER) == ["1", "2", "9", "10", "11"]


def test_letters_follow_their_number_and_ranges_stand_at_their_start() -> None:
    assert walked(
        "18 Mill Road", "16B Mill Road", "16 Mill Road", "16A Mill Road", "12- 14 Mill Road",
        even=EvenSide.UP,
    ) == ["12-14", "16", "16A", "16B", "18"]  # fmt: skip


def test_flats_are_in_the_order_of_their_numbers() -> None:
    flats = [f"Flat {n}|12 Mill Road" for n in (10, 2, 1)]
    assert walked(*flats) == ["Flat 1, 12", "Flat 2, 12", "Flat 10, 12"]
    tower = [f"{n} Tower House|Mill Road" for n in (10, 2, 1)]
    assert walked(*tower) == ["1 Tower House", "2 Tower House", "10 Tower House"]


def test_flats_come_before_the_house_where_the_file_has_them_so() -> None:
    flats, house = ("Flat 2|12 Mill Road", "Flat 1|12 Mill Road"), "12 Mill Road"
    assert walked(*flats, house) == ["Flat 1, 12", "Flat 2, 12", "12"]
    assert walked(house, *flats) == ["12", "Flat 1, 12", "Flat 2, 12"]


def test_named_houses_come_first_or_last_as_in_the_file() -> None:
    named, numbered = ("Rose Cottage|Mill Road", "Barn House|Mill Road"), "1 Mill Road"
    assert walked(*named, numbered) == ["Barn House", "Rose Cottage", "1"]
    assert walked(numbered, *named) == ["1", "Barn House", "Rose Cottage"]


def test_streets_are_in_order_of_name_and_spellings_are_one_street() -> None:
    doors = [
        door(t) for t in ("1 Mill Road", "1 2nd Avenue", "3 MILL RD.", "1 10th Avenue")
    ]
    assert [doors[i].address for i in walking_order(doors)] == [
        "1 2nd Avenue",
        "1 10th Avenue",
        "1 Mill Road",
        "3 MILL RD.",
    ]


def test_a_correction_moves_the_door_and_keeps_its_key() -> None:
    before = door("Rose Cottage", "Oldtown")
    after = corrected(before, Correction(street="Mill Road", number="16A"))
    assert before.unsure and not after.unsure
    assert (after.street, after.label, after.side) == (
        "Mill Road",
        "Rose Cottage, 16A",
        Side.EVEN,
    )
    assert after.key("AB1") == before.key("AB1")
    assert corrected(after, Correction(number="")).side is Side.NONE


def test_a_door_placed_by_hand_stands_where_it_was_put() -> None:
    doors = [door(t) for t in ("1 Mill Road", "3 Mill Road", "2 Mill Road")]
    farm = corrected(door("Hill Farm", "Mill Road"), Correction(place=2))
    everything = [*doors, farm]
    assert [everything[i].label for i in walking_order(everything)] == [
        "1",
        "Hill Farm",
        "3",
        "2",
    ]


def test_doors_of_the_same_batch_settle_one_another() -> None:
    batch = [
        Address(("Rose Cottage", "Burnside", "Oldtown")),
        Address(("14 Burnside", "Oldtown")),
    ]
    cottage, fourteen = read_doors(batch)
    assert cottage and fourteen and cottage.street == fourteen.street == "Burnside"
    assert not cottage.unsure
    alone = read_door(batch[0])
    assert alone and alone.unsure and alone.key("A") == cottage.key("A")


def test_electors_without_an_address_have_no_door() -> None:
    assert read_doors([Address(()), Address(("", " "))]) == [None, None]


houses = st.builds(
    lambda flat, number, street: (
        *([f"Flat {flat}"] if flat else []),
        f"{number} {street} Road",
    ),
    st.integers(0, 12),
    st.integers(1, 30),
    st.sampled_from(["Mill", "Elm"]),
)


@given(st.lists(houses, max_size=20), st.sampled_from(EvenSide))
def test_every_door_is_walked_once_and_each_street_in_one_go(
    written: list[tuple[str, ...]], even: EvenSide
) -> None:
    doors = [door(*lines) for lines in written]
    order = walking_order(doors, even)
    assert sorted(order) == list(range(len(doors)))
    streets = [doors[index].street for index in order]
    assert streets == sorted(streets)


@given(st.lists(houses, max_size=12), st.randoms(use_true_random=False))
def test_within_one_side_the_sort_key_agrees_with_the_walk(
    written: list[tuple[str, ...]], shuffle: random.Random
) -> None:
    odd = [
        d for d in (door(*lines) for lines in written) if d.side is Side.ODD and d.flat
    ]
    shuffle.shuffle(odd)
    by_walk = [odd[index] for index in walking_order(odd)]
    assert [d.sort_key for d in by_walk] == [
        d.sort_key for d in sorted(odd, key=lambda d: (d.street_key, d.sort_key))
    ]


def test_a_whole_constituency_is_read_in_seconds() -> None:
    """75,000 electors at 40,000 addresses; about a second alone, and never more than eight on a busy machine."""
    addresses = [
        Address(
            (f"Flat {n % 4}", f"{n} {'ABCDEFGHIJ'[n % 10]}lder Road", "Oldtown"),
            "ZZ9 9ZZ",
        )
        for n in range(40_000)
    ]
    begun = time.process_time()
    doors = read_doors(addresses + addresses[:35_000])
    walking_order([d for d in doors if d])
    assert time.process_time() - begun < 8
