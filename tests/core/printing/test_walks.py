"""Walk sheets, read back from the PDF."""

from dataclasses import replace

import pytest

from hustings.core.errors import HustingsError
from hustings.core.printing import (
    Answer,
    Detail,
    Document,
    Door,
    Paper,
    Questions,
    Resident,
    Sheet,
    Stretch,
    furniture,
    walk_sheets,
)
from hustings.core.printing.measure import width
from hustings.core.printing.qr import qr_svg
from tests.core.printing.samples import (
    A4,
    A5,
    ODD_NAMES,
    QUESTIONS,
    pages,
    sheet,
    smallest,
)


def walks(
    *sheets: Sheet, paper: Paper = A4, detail: Detail = Detail.VOTING
) -> tuple[Document, ...]:
    return walk_sheets(sheets, paper=paper, questions=QUESTIONS, detail=detail)


@pytest.mark.parametrize("paper", [A4, A5], ids=["a4", "a5"])
def test_every_elector_is_printed_once_in_walking_order(paper: Paper) -> None:
    text = " ".join(pages(walks(sheet(30), paper=paper)))
    places = [text.index(f"Tregarthen{number} ") for number in range(1, 31)]
    assert places == sorted(places)
    assert all(text.count(f"Marlowe{number} ") == 1 for number in range(1, 31))


@pytest.mark.parametrize("detail", Detail)
@pytest.mark.parametrize("paper", [A4, A5], ids=["a4", "a5"])
def test_each_page_says_whose_it_is_where_to_return_it_and_which_page_it_is(
    paper: Paper, detail: Detail
) -> None:
    printed = pages(walks(sheet(40), paper=paper, detail=detail))
    assert len(printed) > 1
    for number, page in enumerate(printed, start=1):
        assert "It belongs to Larkmere Independents" in page
        assert (
            "Please return it to 4 Corn Row, Larkmere LM1 2AB, 01632 960 123." in page
        )
        assert "Promoted by Asha Begum on behalf of Rowan Tarn." in page
        assert "Printed 20 April 2026 by Asha Begum." in page
        assert (
            f"Walk sheet AB-07 Larkmere Independents page {number} of {len(printed)}"
            in page
        )
        assert "Canvasser Date Time" in page


def test_with_voting_data_marks_and_earlier_answers_stand_by_the_name() -> None:
    assert "Olwen Tregarthen1 postal voter · Earlier: 1" in pages(walks(sheet(1)))[0]


def test_without_voting_data_names_alone_are_left_whatever_was_given() -> None:
    documents = walks(sheet(3), detail=Detail.NAMES)
    text = pages(documents)[0]
    assert "Olwen Tregarthen1" in text
    assert "lists people’s names" in text
    assert not any(secret in str(documents) for secret in ("postal", "Earlier"))


def test_a_sheet_of_doors_alone_holds_nobody() -> None:
    documents = walks(sheet(3), detail=Detail.DOORS)
    text = pages(documents)[0]
    boxes = "OK 1 5 W M P N R"
    assert f"Corn Row, odd numbers 1 {boxes} 3 {boxes} 5 {boxes} Found" in text
    assert "lists addresses only" in text
    assert "N not in" in text
    assert not any(
        secret in str(documents) for secret in ("Tregarthen", "AB-10", "postal")
    )


def test_the_words_of_consent_and_a_box_for_it_stand_on_every_page() -> None:
    for page in pages(walks(sheet(40))):
        assert (
            "Say first: “\u2068May we keep a note of how you mean to vote?\u2069” Tick OK if they agree."
            in page
        )
        assert "OK they agree" in page
        # Who says no may still ask to be left alone: that wish needs nobody's consent to be kept.
        assert "nothing else about them but do not contact" in page


def test_each_box_bears_its_code_far_from_the_head_of_the_page() -> None:
    assert "Jon Marlowe2 OK 1 5 W M P 5 not in" in pages(walks(sheet(3)))[0]


def test_counts_only_asks_no_opinion_and_no_consent() -> None:
    plain = Questions((Answer("N", "not in", for_door=True),))
    page = pages(
        walk_sheets([sheet(2)], paper=A4, questions=plain, detail=Detail.NAMES)
    )[0]
    assert "Say first" not in page
    assert "OK" not in page
    assert "not in" in page


def test_markup_in_a_name_is_printed_as_it_is_written() -> None:
    residents = tuple(Resident(f"#{i}", name) for i, name in enumerate(ODD_NAMES))
    street = Stretch("*High* #street", (Door("= 1 $x$", residents),))
    text = pages(walks(Sheet("*1*", "#A", (street,))))[0]
    assert all(
        " ".join(name.split()) in text
        for name in (*ODD_NAMES, "*High* #street", "= 1 $x$", "Walk sheet *1*")
    )


def test_other_scripts_are_set_in_our_own_type() -> None:
    residents = (Resident("AB-1", "রহিমা খাতুন"), Resident("AB-2", "محمد عبدالله"))
    text = pages(
        walks(Sheet("1", "AB", (Stretch("Corn Row", (Door("1", residents),)),)))
    )[0]
    assert "\ufffd" not in text
    assert "AB-2" in text


def test_nothing_is_smaller_than_ten_points() -> None:
    assert smallest(walks(sheet(3))[0]) >= 10
    assert smallest(walks(sheet(3), paper=A5)[0]) >= 10


def test_a_street_that_goes_on_overleaf_says_so() -> None:
    assert "Corn Row, odd numbers (continued)" in pages(walks(sheet(40)))[1]


def test_more_boxes_than_fit_are_refused_with_a_way_out() -> None:
    many = replace(QUESTIONS, answers=tuple(Answer(str(i), "x") for i in range(14)))
    with pytest.raises(HustingsError, match="print on A4"):
        walk_sheets([sheet(1)], paper=A5, questions=many, detail=Detail.NAMES)
    with pytest.raises(HustingsError, match="leave out"):
        walk_sheets(
            [sheet(1)],
            paper=A4,
            questions=replace(many, answers=many.answers * 2),
            detail=Detail.NAMES,
        )


def test_each_district_is_a_document_of_its_own() -> None:
    documents = walks(sheet(2), sheet(2, "AC", "AC-01"), sheet(2, "KD-2/2", "KD-01"))
    assert [document.name for document in documents] == [
        "walk AB",
        "walk AC",
        "walk KD-2-2",
    ]


@pytest.mark.parametrize("paper", [A4, A5], ids=["a4", "a5"])
def test_the_band_says_which_council_s_letters_they_are_beside_the_page(
    paper: Paper,
) -> None:
    """On the narrow sheet the campaign's name gives way; nothing is set over the page's number."""
    council = "Ashenholt District Council"
    long = replace(paper, campaign="Samira Holroyd for Marrowby and Ashenholt")
    found = walks(sheet(3, district=f"AA, {council}"), paper=long)

    band = pages(found)[0].split("Canvasser")[0]
    assert council in band
    assert ("…" in band) is (paper is A5)
    room = furniture.FORMATS[paper.size].across - 19
    line = width(found[0].words["whose"], 10) + width("page 100 of 100", 10)
    assert line + 3 < room


@pytest.mark.parametrize("paper", [A4, A5], ids=["a4", "a5"])
def test_each_page_of_a_walk_has_its_code_and_nothing_runs_over(paper: Paper) -> None:
    link = "https://hustings.example.org/door/#walk=K7QM4WXR"
    linked = replace(sheet(40), link=link, code="K7QM 4WXR")
    printed = pages(walks(linked, paper=paper))
    assert len(printed) >= len(pages(walks(sheet(40), paper=paper)))
    for number, page in enumerate(printed, start=1):
        assert page.count("K7QM 4WXR") == 1
        assert f"page {number} of {len(printed)}" in page
    for document in walks(linked, paper=paper):
        assert all("<svg" in page["qr"] for page in document.words["pages"])


def test_the_code_is_drawn_as_its_standard_says() -> None:
    """ISO/IEC 18004: an address of 48 letters at level M is version 4, 33 modules, with 4 of quiet zone each side."""
    link = "https://hustings.example.org/door/#walk=K7QM4WXR"
    assert len(link) == 48
    assert 'viewBox="0 0 41 41"' in qr_svg(link)


def test_a_door_where_nobody_is_known_has_its_line_on_a_sheet_with_names() -> None:
    empty = Stretch("Empty Row", (Door("Number 77"),), "odd")
    one = sheet(2)
    (text,) = pages(walks(replace(one, stretches=(*one.stretches, empty))))
    assert text.count("Number 77") == 1
