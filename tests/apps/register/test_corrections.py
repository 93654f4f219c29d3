"""What a person puts right by hand holds until a person ends it."""

from pathlib import Path

import pytest

from hustings.apps.campaigns.audit import acting
from hustings.apps.register.actions import (
    correct_door,
    correct_elector,
    end_correction,
)
from hustings.apps.register.doors import put_in_order
from hustings.apps.register.models import Correction, Door, Elector
from hustings.apps.register.state import version_of
from hustings.core.errors import HustingsError
from tests.apps.register.council import (
    THREE,
    applied,
    make_council,
    names,
    update,
)
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


def elector_at_12_mill_road() -> Elector:
    district = make_district(make_campaign())
    with acting(TESTER, "make a door"):
        from hustings.apps.register.doors import door_at

        elector = make_elector(
            district,
            surname="Begum",
            forenames="Asha",
            address=["12 Mill Road", "Exampleton"],
            postcode="EX1 1AA",
            door=None,
        )
        elector.door = door_at(elector, elector.address, elector.postcode)
        elector.save()
    return elector


def test_a_corrected_name_is_found_by_its_new_spelling_and_raises_the_version() -> None:
    elector = elector_at_12_mill_road()
    member = make_member(elector.campaign)
    before = version_of(elector.campaign)

    made = correct_elector(
        elector=elector,
        values={"surname": "Béghum", "forenames": "Asha"},
        by=member,
        at=START,
    )

    elector.refresh_from_db()
    assert (elector.surname, elector.search) == ("Béghum", "beghum asha")
    assert [(c.field, c.seen, c.value) for c in made] == [
        ("surname", "Begum", "Béghum")
    ]
    assert version_of(elector.campaign) > before


def test_a_corrected_address_moves_the_elector_to_that_door() -> None:
    elector = elector_at_12_mill_road()
    member = make_member(elector.campaign)

    correct_elector(
        elector=elector,
        values={"address": "Flat 3\n14 Mill Road\nExampleton"},
        by=member,
        at=START,
    )

    elector.refresh_from_db()
    assert elector.door is not None
    assert (elector.door.street, elector.door.label) == ("Mill Road", "Flat 3, 14")
    assert Door.objects.of(elector.campaign).count() == 2


def test_correcting_twice_remembers_what_the_council_said() -> None:
    elector = elector_at_12_mill_road()
    member = make_member(elector.campaign)
    correct_elector(elector=elector, values={"surname": "Bee"}, by=member, at=START)
    (second,) = correct_elector(
        elector=elector, values={"surname": "Beg"}, by=member, at=START
    )

    end_correction(correction=second, by=member, at=START)

    elector.refresh_from_db()
    assert (second.seen, elector.surname) == ("Begum", "Begum")
    assert not Correction.objects.in_force().exists()


def test_an_anonymous_entry_has_nothing_to_correct() -> None:
    elector = make_elector(make_district(make_campaign()), is_anonymous=True, door=None)

    with pytest.raises(HustingsError, match="anonymous"):
        correct_elector(
            elector=elector,
            values={"surname": "Known"},
            by=make_member(elector.campaign),
            at=START,
        )


def street_of(*numbers: int) -> list[Door]:
    district = make_district(make_campaign())
    doors = [
        make_door(
            district,
            number=n,
            label=str(n),
            side="odd" if n % 2 else "even",
            file_order=n,
            sort_key=f"{n:06}",
        )
        for n in numbers
    ]
    with acting(TESTER, "order"):
        put_in_order(district, "mill road")
    return doors


def labels(door: Door) -> list[str]:
    doors = Door.objects.of(door.campaign).in_walking_order()
    return list(doors.values_list("label", flat=True))


def test_the_walk_goes_up_the_odd_side_and_down_the_even_one() -> None:
    doors = street_of(1, 2, 3, 4, 5)

    assert labels(doors[0]) == ["1", "3", "5", "4", "2"]


def test_a_door_put_in_its_place_by_hand_stays_there_until_that_is_ended() -> None:
    doors = street_of(1, 2, 3, 4, 5)
    member = make_member(doors[0].campaign)

    made = correct_door(door=doors[3], field="place", value="1", by=member, at=START)
    assert labels(doors[0]) == ["4", "1", "3", "5", "2"]

    end_correction(correction=made, by=member, at=START)
    assert labels(doors[0]) == ["1", "3", "5", "4", "2"]


def test_a_door_on_the_wrong_street_moves_to_the_right_one_and_keeps_its_key() -> None:
    door = street_of(1)[0]
    member = make_member(door.campaign)
    key = door.key

    correct_door(door=door, field="street", value="Elm Street", by=member, at=START)

    door.refresh_from_db()
    assert (door.street, door.street_order, door.key) == (
        "Elm Street",
        "elm street",
        key,
    )


def test_a_doors_number_put_right_changes_its_side_of_the_street() -> None:
    door = street_of(1, 3)[0]
    member = make_member(door.campaign)

    correct_door(door=door, field="number", value="16A", by=member, at=START)

    door.refresh_from_db()
    assert (door.label, door.side, door.number, door.letter) == ("16A", "even", 16, "A")


def test_a_correction_is_replayed_after_each_import_until_it_is_ended(
    tmp_path: Path,
) -> None:
    council = make_council(make_campaign())
    applied(council, tmp_path, THREE)
    asha = Elector.objects.get(number=1)
    member = make_member(council.campaign)
    correct_elector(elector=asha, values={"surname": "Begum-Lee"}, by=member, at=START)

    untouched = applied(council, tmp_path, THREE + "\n")
    assert (untouched.unchanged, names(council)["AB-1"]) == (3, "Asha Begum-Lee")

    applied(
        council,
        tmp_path,
        update("AB,1,M,,Aisha,,Rahman,,,,12 Mill Road,Exampleton,,,,,,,,EX1 1AA"),
    )
    assert names(council)["AB-1"] == "Aisha Begum-Lee"
    correction = Correction.objects.get()
    assert (correction.council_value, correction.council_has_changed) == (
        "Rahman",
        True,
    )

    end_correction(correction=correction, by=member, at=START)
    assert names(council)["AB-1"] == "Aisha Rahman"


def test_a_corrected_address_keeps_its_door_after_an_import(tmp_path: Path) -> None:
    council = make_council(make_campaign())
    applied(council, tmp_path, THREE)
    asha = Elector.objects.get(number=1)
    correct_elector(
        elector=asha,
        values={"address": "12A Mill Road\nExampleton"},
        by=make_member(council.campaign),
        at=START,
    )

    applied(
        council,
        tmp_path,
        update("AB,1,M,Ms,Asha,,Begum,,,,13 Mill Road,Exampleton,,,,,,,,EX1 1AA"),
    )

    asha.refresh_from_db()
    assert asha.door is not None
    assert (asha.title, asha.door.label, asha.address[0]) == (
        "Ms",
        "12A",
        "12A Mill Road",
    )


def test_what_an_import_wrote_meanwhile_stands_in_the_other_fields(
    tmp_path: Path,
) -> None:
    """The row was loaded before the import, as by somebody who had to wait for it to be applied."""
    council = make_council(make_campaign())
    applied(council, tmp_path, THREE)
    loaded = Elector.objects.get(forenames="Asha")
    applied(council, tmp_path, update("AB,1,M,,Asha,,Begum-Lee,,,,12 Mill Road"))

    by = make_member(council.campaign)
    correct_elector(elector=loaded, values={"title": "Dr"}, by=by, at=START)

    loaded.refresh_from_db()
    assert (loaded.title, loaded.surname) == ("Dr", "Begum-Lee")


def test_two_who_put_one_door_right_at_once_undo_nothing() -> None:
    door = street_of(1)[0]
    member = make_member(door.campaign)
    loaded = Door.objects.get(pk=door.pk)
    correct_door(door=door, field="street", value="Elm Street", by=member, at=START)
    correct_door(door=loaded, field="number", value="16A", by=member, at=START)

    door.refresh_from_db()
    assert (door.street, door.label) == ("Elm Street", "16A")


def test_a_range_of_numbers_comes_back_whole_once_its_correction_is_taken_back() -> (
    None
):
    district = make_district(make_campaign())
    door = make_door(district, number=4, last_number=6, last_letter="A", label="4-6A")
    member = make_member(door.campaign)
    made = correct_door(door=door, field="number", value="8", by=member, at=START)
    end_correction(correction=made, by=member, at=START)

    door.refresh_from_db()
    assert (door.label, door.last_number, door.last_letter) == ("4-6A", 6, "A")
    with pytest.raises(HustingsError, match="taken back already"):
        end_correction(correction=made, by=member, at=START)
