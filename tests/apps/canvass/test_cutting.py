"""How a district is cut into sheets, and what each sheet is called."""

from itertools import count

import pytest

from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.sheets import DOORS_A_SHEET, sheet_letters, sheets_of
from hustings.apps.register.models import District, Elector
from hustings.core.printing import Resident, Sheet
from tests.factories import (
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign())


def cut(electors: list[Elector], reference: str = "") -> list[Sheet]:
    letters = sheet_letters(electors[0].campaign)
    return list(sheets_of(electors, plain, letters=letters, reference=reference))


def plain(elector: Elector) -> Resident:
    return Resident(elector.short_number, elector.name)


def live_in(district: District, streets: dict[str, int]) -> list[Elector]:
    """One elector behind each of so many doors of each street, all on one side."""
    numbers = count(1)
    doors = [
        make_door(district, street=street, side="odd", number=next(numbers))
        for street, many in streets.items()
        for _ in range(many)
    ]
    return [make_elector(district, door=door) for door in doors]


def test_a_sheet_ends_with_a_street_once_it_has_forty_doors(agent: Membership) -> None:
    electors = live_in(
        make_district(agent.campaign),
        {"Ash Street": 30, "Birch Street": 12, "Cedar Street": 5},
    )

    sheets = cut(electors)

    streets = [[stretch.street for stretch in sheet.stretches] for sheet in sheets]
    assert streets == [["Ash Street"], ["Birch Street", "Cedar Street"]]
    assert [sheet.number for sheet in sheets] == ["AB1-01", "AB1-02"]


def test_a_long_street_is_cut_and_nobody_is_lost(agent: Membership) -> None:
    electors = live_in(make_district(agent.campaign), {"Ash Street": 95})

    sheets = cut(electors)

    doors = [[d for st in sheet.stretches for d in st.doors] for sheet in sheets]
    assert max(map(len, doors)) <= DOORS_A_SHEET
    found = [r.number for each in doors for door in each for r in door.residents]
    assert found == [elector.short_number for elector in electors]


def test_people_behind_one_door_stay_together(agent: Membership) -> None:
    ab1 = make_district(agent.campaign)
    door = make_door(ab1, label="Flat 2, 16A")
    electors = [make_elector(ab1, door=door, number=n) for n in (5, 6)]

    [sheet] = cut(electors)

    [found] = sheet.stretches[0].doors
    assert found.address == "Flat 2, 16A"
    assert [resident.number for resident in found.residents] == ["5", "6"]


def test_sheets_of_two_councils_with_the_same_letters_have_marks_of_their_own(
    agent: Membership,
) -> None:
    """A returned sheet is typed by its mark: AA-01 twice would put answers on other people."""
    electors = []
    for council in ("Marrowby Borough Council", "Ashenholt District Council"):
        district = make_district(agent.campaign, "AA", council)
        district.name = council
        electors.append(make_elector(district))
    electors.append(make_elector(make_district(agent.campaign, "AB")))

    sheets = cut(electors, reference="3F2A9C")

    assert [(s.number, s.district) for s in sheets] == [
        ("AA M-01 3F2A9C", "AA, Marrowby Borough Council"),
        ("AA A-01 3F2A9C", "AA, Ashenholt District Council"),
        ("AB-01 3F2A9C", "AB"),
    ]
    # Printed alone, a district has the mark that it has among others.
    assert cut(electors[1:2])[0].number == "AA A-01"


@pytest.mark.parametrize(
    ("councils", "marks"),
    [
        (["North Yorkshire", "North Lincolnshire"], {"AA North Y", "AA North L"}),
        (["Ash", "Ashenholt"], {"AA Ash", "AA Ashe"}),
        (["Ash", "Birch", "Beech"], {"AA As", "AA Bi", "AA Be"}),
    ],
)
def test_as_much_of_a_councils_name_as_tells_it_apart(
    agent: Membership, councils: list[str], marks: set[str]
) -> None:
    for council in councils:
        make_district(agent.campaign, "AA", council)

    assert set(sheet_letters(agent.campaign).values()) == marks
