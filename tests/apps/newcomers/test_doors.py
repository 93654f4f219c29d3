"""Doors of our own: typed, printed, walked, and found on the register when it comes."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.paper import Choice, documents_for
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import (
    add_doors,
    area_named,
    join_doors,
    keep_apart,
    part_doors,
    register_arrived,
    take_doors_away,
)
from hustings.apps.newcomers.models import DoorLink
from hustings.apps.newcomers.queries import areas_in, asked_doors
from hustings.apps.register.models import District, Door, Newcomer
from hustings.apps.register.queries import doors_in
from hustings.core.canvassing import NEUTRAL
from hustings.core.errors import HustingsError
from hustings.core.printing import Detail
from hustings.core.register.door_ranges import doors_of, loads
from tests.apps.newcomers.before import door_at, read_in, told, typed
from tests.apps.register.council import make_council
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
    make_newcomer,
    make_wording,
)

pytestmark = pytest.mark.django_db
LATER = START + timedelta(days=9)


@pytest.fixture
def member() -> Membership:
    return make_member(make_campaign(return_address="1 High Street"))


def test_doors_typed_stand_in_walking_order_in_an_area_of_our_own(
    member: Membership,
) -> None:
    district = typed(member, "Mill Road 1-5 odd, 2-4 even", "Ash Lane 2A")

    assert (district.is_provisional, district.code) == (True, "Mill Road and around")
    doors = Door.objects.of(member.campaign).in_walking_order()
    assert [str(door) for door in doors] == [
        "2A Ash Lane", "1 Mill Road", "3 Mill Road", "5 Mill Road", "4 Mill Road", "2 Mill Road",
    ]  # fmt: skip


def test_the_same_doors_typed_again_are_the_same_doors(member: Membership) -> None:
    typed(member, "Mill Road 1-5 odd")
    district = typed(member, "Mill Rd 3-9 odd", area="mill road and AROUND")

    doors = Door.objects.filter(district=district)
    assert sorted(door.number or 0 for door in doors) == [1, 3, 5, 7, 9]
    assert District.objects.count() == 1


def test_an_area_does_not_take_a_districts_letters(member: Membership) -> None:
    make_district(member.campaign, "AB1")
    with pytest.raises(HustingsError, match="another name"):
        area_named(campaign=member.campaign, name="ab1", by=member)


def test_doors_at_which_nothing_happened_can_be_taken_away(member: Membership) -> None:
    district = typed(member, "Mill Road 1-9 odd")
    told(member, door=door_at("3"), outcome="not-in")
    make_newcomer(make_wording(member.campaign), member, door=door_at("5"))

    assert take_doors_away(district=district, by=member) == 3

    assert sorted(d.label for d in Door.objects.all()) == ["3", "5"]
    real = make_elector(make_district(member.campaign)).district
    with pytest.raises(HustingsError, match="not taken away"):
        take_doors_away(district=real, by=member)


def printed(member: Membership, district: District, detail: Detail) -> list[str]:
    """Which of some labels the sheets have."""
    choice = Choice(districts=[district.pk], detail=detail, scale=NEUTRAL)
    documents = documents_for(member, choice, at=now())
    rows = str([document.words for document in documents])
    labels = ("11", "13", "15", "Bloggs")
    return [label for label in labels if f"'{label}'" in rows]


@pytest.mark.parametrize("detail", list(Detail))
def test_sheets_are_printed_of_doors_alone(member: Membership, detail: Detail) -> None:
    district = typed(member, "Mill Road 11-15 odd")
    assert printed(member, district, detail) == ["11", "13", "15"]


def test_a_door_alone_stands_between_its_neighbours_on_the_sheet(
    member: Membership,
) -> None:
    district = make_district(member.campaign)
    for place, label in enumerate(("11", "13", "15")):
        door = make_door(district, label=label, position=place, side="odd")
        if label != "13":
            make_elector(district, door=door)
    emptied = make_door(district, label="17", position=3, side="odd")
    make_elector(district, door=emptied, closed_on=START.date())

    choice = Choice(districts=[district.pk], detail=Detail.NAMES, scale=NEUTRAL)
    (document,) = documents_for(member, choice, at=now())
    text = str(document.words)
    assert text.index("'11'") < text.index("'13'") < text.index("'15'")
    assert "'17'" not in text


def test_there_is_still_nobody_to_call_on_where_there_is_no_door(
    member: Membership,
) -> None:
    district = area_named(campaign=member.campaign, name="Empty", by=member)
    with pytest.raises(HustingsError, match="nobody to call on"):
        printed(member, district, Detail.DOORS)


def test_when_the_register_comes_doors_become_its_doors_with_what_happened_there(
    member: Membership, tmp_path: Path
) -> None:
    area = typed(member, "Mill Road 12-18 even")
    told(member, door=door_at("12"), outcome="not-in")
    told(member, door=door_at("18"), outcome="refused")

    read_in(member.campaign, tmp_path)

    became = Door.objects.exclude(became=None)
    assert sorted(door.label for door in became) == ["12", "14", "16"]
    assert door_at("18").district == area
    visits = {e.door.label: e for e in Event.objects.visits().standing() if e.door}
    assert visits["12"].door and visits["12"].door.district.code == "AB"
    assert visits["12"].district == visits["12"].door.district
    assert visits["18"].door == door_at("18")
    assert not doors_in(member).filter(pk__in=became).exists()
    (row,) = areas_in(member)
    assert (row.doors, row.knocked, row.became) == (1, 1, 3)


def test_the_register_arriving_twice_changes_nothing_more(
    member: Membership, tmp_path: Path
) -> None:
    typed(member, "Mill Road 12-18 even")
    told(member, door=door_at("12"), outcome="not-in")
    read_in(member.campaign, tmp_path)
    before = Event.objects.count()

    again = register_arrived(campaign=member.campaign, by=member, at=LATER)

    assert (again.doors, again.people, Event.objects.count()) == (0, 0, before)


def test_an_area_named_as_the_council_names_its_district_is_that_district(
    member: Membership, tmp_path: Path
) -> None:
    make_council(member.campaign)
    typed(member, "Mill Road 12-14 even", area="ab")
    read_in(member.campaign, tmp_path)

    district = District.objects.get()
    assert (district.code, district.is_provisional) == ("ab", False)


def test_a_house_that_the_register_splits_is_put_to_a_person(
    member: Membership, tmp_path: Path
) -> None:
    typed(member, "Mill Road 12")
    told(member, door=door_at("12"), outcome="not-in")
    read_in(
        member.campaign,
        tmp_path,
        "AB,1,0,,,Begum,Asha,EX1 1AA,Flat 1,12 Mill Road",
        "AB,2,0,,,Okoro,Emeka,EX1 1AA,Flat 2,12 Mill Road",
    )
    (question,) = asked_doors(member)
    assert [door.label for door in question.candidates] == ["Flat 1, 12", "Flat 2, 12"]

    keep_apart(door=question.door, by=member, at=LATER)
    assert asked_doors(member) == []

    part_doors(made=DoorLink.objects.get(), by=member, at=LATER)
    (question,) = asked_doors(member)
    flat = question.candidates[1]
    join_doors(pairs={question.door: flat}, why="", is_sure=False, by=member, at=LATER)
    assert Event.objects.visits().standing().get().door == flat
    assert asked_doors(member) == []


def test_doors_joined_by_mistake_are_parted_with_all_that_was_theirs(
    member: Membership, tmp_path: Path
) -> None:
    typed(member, "Mill Road 12")
    own = door_at("12")
    told(member, door=own, outcome="not-in")
    read_in(member.campaign, tmp_path)
    made = DoorLink.objects.get()
    assert made.register_door
    told(member, door=made.register_door, outcome="refused")

    assert part_doors(made=made, by=member, at=LATER) == 1

    outcomes = {
        e.door_id: e.payload["outcome"] for e in Event.objects.visits().standing()
    }
    assert outcomes == {own.pk: "not-in", made.register_door.pk: "refused"}
    own.refresh_from_db()
    assert own.became is None
    made.refresh_from_db()
    assert part_doors(made=made, by=member, at=LATER) == 0


def test_people_met_at_a_door_live_at_the_registers_door(
    member: Membership, tmp_path: Path
) -> None:
    area = typed(member, "Mill Road 14")
    stranger = make_newcomer(
        make_wording(member.campaign), member, door=door_at("14"), district=area
    )
    read_in(member.campaign, tmp_path)

    stranger.refresh_from_db()
    assert stranger.door and stranger.door.district.code == "AB"
    assert stranger.district == stranger.door.district
    assert Newcomer.objects.unsettled().get() == stranger


def test_a_place_on_the_map_that_only_our_door_had_is_kept(
    member: Membership, tmp_path: Path
) -> None:
    typed(member, "Mill Road 12")
    own = door_at("12")
    own.latitude, own.longitude, own.located_by = 51.5, -0.1, "own"
    with acting(member, "locate"):
        own.save()
    read_in(member.campaign, tmp_path)

    theirs = door_at("12")
    assert (theirs.latitude, theirs.longitude, theirs.located_by) == (51.5, -0.1, "own")


def test_doors_of_another_campaign_are_nobodys(
    member: Membership, tmp_path: Path
) -> None:
    other = make_member(make_campaign())
    typed(other, "Mill Road 12")
    read_in(member.campaign, tmp_path)

    assert Door.objects.of(other.campaign).get().became is None
    add_doors(
        district=area_named(campaign=member.campaign, name="X", by=member),
        doors=doors_of(loads("Elm Row 1")),
        by=member,
    )
    assert areas_in(other)[0].doors == 1
