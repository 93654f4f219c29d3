"""Knocking-up sheets, read back from the PDF."""

from hustings.core.printing import (
    Door,
    Resident,
    Sheet,
    Stretch,
    knocking_up_sheets,
    telephone,
)
from tests.core.printing.samples import A4, A5, ODD_NAMES, pages, sheet, smallest


def test_pledges_are_listed_in_walking_order_with_three_rounds_to_tick() -> None:
    text = " ".join(pages(knocking_up_sheets([sheet(30)], paper=A4)))
    places = [text.index(f"Tregarthen{number} ") for number in range(1, 31)]
    assert places == sorted(places)
    assert "1st call 2nd call 3rd call" in text
    assert "Voted Lift" in text


def test_each_page_says_whose_it_is_and_bears_its_district() -> None:
    for paper in (A4, A5):
        for page in pages(knocking_up_sheets([sheet(60)], paper=paper)):
            assert page.startswith("AB Knock up AB-07")
            assert (
                "holds people’s personal data. Please return it to 4 Corn Row" in page
            )
            assert "Promoted by Asha Begum" in page


def test_what_was_answered_before_is_never_printed() -> None:
    documents = knocking_up_sheets([sheet(3)], paper=A4)
    assert "Earlier" not in str(documents)
    assert "postal voter" in pages(documents)[0]


def test_a_door_that_goes_on_overleaf_is_named_again() -> None:
    home = Door(
        "Larch House", tuple(Resident(f"AB-{i}", f"Olwen Tarn{i}") for i in range(60))
    )
    printed = pages(
        knocking_up_sheets(
            [Sheet("1", "AB", (Stretch("Corn Row", (home,)),))], paper=A4
        )
    )
    assert len(printed) > 1
    assert all(page.count("Larch House") == 1 for page in printed)


def test_markup_and_telephone_numbers_come_out_as_written() -> None:
    door = Door(
        "1",
        tuple(Resident("1", name, telephone("01632 960 123")) for name in ODD_NAMES),
    )
    text = pages(
        knocking_up_sheets([Sheet("1", "AB", (Stretch("Row", (door,)),))], paper=A4)
    )[0]
    assert all(name in text for name in ODD_NAMES)
    assert "01632 960 123" in text


def test_nothing_is_smaller_than_ten_points() -> None:
    assert smallest(knocking_up_sheets([sheet(3)], paper=A5)[0]) >= 10


def test_a_large_district_comes_in_parts_so_that_memory_stays_small() -> None:
    many = [sheet(60, number=f"AB-{i:02}") for i in range(40)]
    documents = knocking_up_sheets(many, paper=A4)
    assert [d.name for d in documents][:2] == ["knock up AB", "knock up AB part 2"]
    assert max(len(d.words["pages"]) for d in documents) <= 120
