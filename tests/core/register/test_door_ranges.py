"""Doors typed by hand: what a line means, and that what is not understood is told and not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.register.door_ranges import (
    MOST,
    Flats,
    NotUnderstood,
    Run,
    Stretch,
    Which,
    doors_of,
    dumps,
    loads,
    once_each,
    read_lines,
)
from hustings.core.register.doors import Address, Side, read_door


def addresses(line: str) -> list[str]:
    return [door.address for door in doors_of(loads(line))]


def test_odd_numbers_are_one_side_of_the_street() -> None:
    doors = doors_of(loads("Mill Road 1-99 odd"))

    assert [door.number for door in doors] == list(range(1, 100, 2))
    assert {door.side for door in doors} == {Side.ODD}
    assert {door.street for door in doors} == {"Mill Road"}
    assert not any(door.unsure for door in doors)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Mill Road 2-8 even", ["2", "4", "6", "8"]),
        ("Mill Road 2-5", ["2", "3", "4", "5"]),
        ("Mill Road 2-5 both", ["2", "3", "4", "5"]),
        ("mill road 1 to 5 Odds", ["1", "3", "5"]),
        ("Mill Road 1–5 (odd)", ["1", "3", "5"]),
        ("Mill Road 1-3 odd, 10-14 even, 21A", ["1", "3", "10", "12", "14", "21A"]),
        ("Mill Road 1-3 odd and 8", ["1", "3", "8"]),
        ("Mill Road 2A", ["2A"]),
        ("2A Mill Road", ["2A"]),
        ("Mill Road 2a-2c", ["2A", "2B", "2C"]),
        ("Mill Road 2A-C", ["2A", "2B", "2C"]),
        ("The Green 1-2", ["1", "2"]),
        ("Burnside 7-8", ["7", "8"]),  # a name that may be a village or a house
        ("Elm Court 3-4", ["3", "4"]),  # a name that may be a block of flats
        ("1st Avenue 3-4", ["3", "4"]),
    ],
)
def test_what_a_line_of_numbers_means(line: str, expected: list[str]) -> None:
    doors = doors_of(loads(line))

    assert [door.label for door in doors] == expected
    assert len({door.street for door in doors}) == 1


def test_flats_blocks_and_named_houses() -> None:
    assert addresses("Flat 1-3, 12 Mill Road") == [
        f"Flat {n}, 12 Mill Road" for n in (1, 2, 3)
    ]
    assert addresses("Flats A-B, 12 Mill Road") == [
        "Flat A, 12 Mill Road",
        "Flat B, 12 Mill Road",
    ]
    assert addresses("1-2 Tower House, Mill Road") == [
        "1 Tower House, Mill Road",
        "2 Tower House, Mill Road",
    ]
    assert addresses("Flat 1-2, Tower House, 7 Mill Road") == [
        "Flat 1, Tower House, 7 Mill Road",
        "Flat 2, Tower House, 7 Mill Road",
    ]
    assert addresses("Rose Cottage, Mill Road") == ["Rose Cottage, Mill Road"]


@pytest.mark.parametrize(
    ("line", "as_the_council_writes_it"),
    [
        ("Mill Road 12", ("12 Mill Road",)),
        ("Flat 3, 12 Mill Road", ("Flat 3", "12 Mill Road")),
        ("5 Tower House, Mill Road", ("5 Tower House", "Mill Road")),
        ("Flat 5, Tower House, 7 Mill Road", ("Flat 5 Tower House", "7 Mill Road")),
        ("Rose Cottage, Mill Road", ("Rose Cottage", "Mill Road")),
        ("MILL RD 12A", ("12A Mill Road",)),
    ],
)
def test_a_typed_door_is_known_by_the_same_key_as_the_councils(
    line: str, as_the_council_writes_it: tuple[str, ...]
) -> None:
    theirs = read_door(Address(as_the_council_writes_it, "EX1 1AA"))

    (ours,) = doors_of(loads(f"{line}, ex11aa"))
    assert theirs
    assert ours.key("AB") == theirs.key("AB")
    assert ours.postcode == "EX1 1AA"


@pytest.mark.parametrize(
    ("line", "found", "expected"),
    [
        ("Mill Road", "Mill Road", "a street and its numbers"),
        ("12", "12", "a street and its numbers"),
        ("EX1 1AA", "EX1 1AA", "a street and its numbers"),
        ("Mill Road 9-1", "Mill Road 9-1", "the lower number first"),
        ("Mill Road 0-4", "Mill Road 0-4", "from 1 on"),
        ("Mill Road 1-9999", "Mill Road 1-9999", "not 9,999"),
        ("Mill Road 2-2 odd", "Mill Road 2-2 odd", "not 0"),
        ("Mill Road 2A-4", "Mill Road 2A-4", "one number’s letters"),
        ("Mill Road 2A-2C odd", "Mill Road 2A-2C odd", "without odd or even"),
        ("Flat 6-1, 12 Mill Road", "Flat 6-1", "the lower first: 1-6"),
        ("Flat 1-C, 12 Mill Road", "Flat 1-C", "two numbers or two letters"),
        ("Flat 1-6, Mill Road", "Flat 1-6, Mill Road", "a street and its numbers"),
        ("Mill Road 1-9, Ash Lane 3, Elm Row 4", "Mill Road", "one street a line"),
        ("<b>Mill</b> 1-2", "<b>Mill</b>", "the name of a street"),
        ("Mill Road " + "1, " * 200, "Mill Road 1, 1", "at most 300 characters"),
    ],
)
def test_what_is_not_understood_is_told_with_what_was_expected(
    line: str, found: str, expected: str
) -> None:
    with pytest.raises(NotUnderstood) as problem:
        loads(line)
    assert problem.value.found.startswith(found)
    assert expected in problem.value.expected


def test_each_line_is_read_by_itself_and_told_by_its_number() -> None:
    lines, problems = read_lines("Mill Road 1-5 odd\n\nAsh Lane\nElm Row 2\n")

    assert [(each.line, each.stretch.street) for each in lines] == [
        (1, "Mill Road"),
        (4, "Elm Row"),
    ]
    assert [(each.line, each.found) for each in problems] == [(3, "Ash Lane")]


def test_a_door_typed_twice_is_one_door() -> None:
    doors = doors_of(loads("Mill Road 1-5 odd, 3-4"))

    assert [door.number for door in once_each(doors)] == [1, 3, 5, 4]


NAMES = st.sampled_from(
    [
        "Mill Road",
        "The Green",
        "St. Mary’s Close",
        "Burnside",
        "Elm Court",
        "1st Avenue",
    ]
)
HOUSES = st.sampled_from(["Tower House", "Rose Cottage", "St John's Lodge"])
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@st.composite
def runs(draw: st.DrawFn) -> Run:
    first = draw(st.integers(1, 900))
    if draw(st.booleans()):
        letter, last = sorted(draw(st.tuples(*[st.sampled_from(LETTERS)] * 2)))
        return Run(first, first, letter, last)
    which = draw(st.sampled_from(Which))
    return Run(first, first + draw(st.integers(1, 90)), which=which)


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    numbers = tuple(draw(st.lists(runs(), max_size=3)))
    building = draw(HOUSES) if not numbers or draw(st.booleans()) else ""
    flats = None
    if draw(st.booleans()):
        word = draw(st.sampled_from(["Flat", "Room", *([""] if building else [])]))
        first = draw(st.integers(1, 20))
        flats = Flats(word, str(first), str(first + draw(st.integers(0, 5))))
    postcode = draw(st.sampled_from(["", "EX1 1AA", "M1 1AE"]))
    return Stretch(draw(NAMES), numbers, flats, building, postcode)


@given(stretches())
def test_what_is_written_is_read_back_as_the_same(stretch: Stretch) -> None:
    if 0 < stretch.count <= MOST:
        assert loads(dumps(stretch)) == stretch
        assert len(doors_of(stretch)) == stretch.count


@given(st.text(max_size=60))
def test_any_other_text_is_understood_whole_or_refused_politely(text: str) -> None:
    try:
        stretch = loads(text)
    except NotUnderstood as problem:
        assert problem.expected
    else:
        assert loads(dumps(stretch)) == stretch
        assert all(door.street and door.label for door in doors_of(stretch))
