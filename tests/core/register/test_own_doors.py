"""Which door of the register is a door that a campaign had before it came."""

import pytest

from hustings.core.register.own_doors import DoorFinding, OwnDoor, Why, find_doors

OURS = OwnDoor("ours", "|mill road|12||")


def door(key: str, identity: str, postcode: str = "") -> OwnDoor:
    return OwnDoor(key, identity, postcode)


def found(own: OwnDoor, *register: OwnDoor) -> DoorFinding:
    (finding,) = find_doors([own], register)
    return finding


@pytest.mark.parametrize(
    ("own", "theirs", "why"),
    [
        (OURS, door("a", "EX11AA|mill road|12||", "EX1 1AA"), Why.SAME),
        (
            door("ours", "EX11AA|mill road|12||", "EX1 1AA"),
            door("a", "EX11AA|mill road|12||", "EX1 1AA"),
            Why.SAME_POSTCODE,
        ),
        (
            door("ours", "|mill road|12|tower house|3"),
            door("a", "EX11AA|mill road|12|tower house|3", "EX1 1AA"),
            Why.SAME,
        ),
        (
            door("ours", "|mill road||rose cottage|"),
            door("a", "littleham|mill road||rose cottage|"),
            Why.SAME,
        ),
    ],
)
def test_the_same_street_number_and_flat_are_one_door(
    own: OwnDoor, theirs: OwnDoor, why: Why
) -> None:
    next_door = door("b", "EX11AA|mill road|14||", "EX1 1AA")
    assert found(own, next_door, theirs) == DoorFinding("ours", "a", (), why)


def test_two_church_lanes_are_put_to_a_person() -> None:
    one = door("a", "EX11AA|mill road|12||", "EX1 1AA")
    two = door("b", "EX99ZZ|mill road|12||", "EX9 9ZZ")

    assert found(OURS, one, two) == DoorFinding("ours", None, ("a", "b"), Why.SEVERAL)
    here = door("ours", "EX99ZZ|mill road|12||", "EX9 9ZZ")
    assert found(here, one, two).sure == "b"
    elsewhere = door("ours", "EX55AA|mill road|12||", "EX5 5AA")
    assert found(elsewhere, one).why is Why.OTHER_POSTCODE


def test_a_house_split_into_flats_is_put_to_a_person() -> None:
    flats = [door(str(n), f"EX11AA|mill road|12||{n}", "EX1 1AA") for n in range(1, 20)]
    finding = found(OURS, *flats)

    assert (finding.sure, finding.why) == (None, Why.OTHER_FLATS)
    assert finding.candidates == tuple("12345678")


@pytest.mark.parametrize("identity", ["", "|mill road|||", "EX11AA|mill road|||3"])
def test_a_door_without_number_and_building_is_nobodys(identity: str) -> None:
    same = door("a", identity or "||||")
    assert found(door("ours", identity), same) == DoorFinding("ours", None, ())
