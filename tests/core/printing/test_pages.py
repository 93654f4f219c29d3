"""Tellers' pads, the result and letters; and what the files themselves promise."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from pypdf import PdfReader
from pypdf.generic import ContentStream, StreamObject

from hustings.core.errors import HustingsError
from hustings.core.printing import (
    Declaration,
    Letter,
    Measure,
    Pad,
    Paper,
    Rung,
    Standing,
    bundle,
    declaration_page,
    knocking_up_sheets,
    letters,
    render,
    telephone,
    tellers_pads,
)
from tests.core.printing.samples import (
    A4,
    A5,
    FONTS,
    ODD_NAMES,
    pages,
    sheet,
    smallest,
    typefaces,
)

PADS = [
    Pad("AB", "Corn Exchange, Market Place", "7 to 8 am"),
    Pad("KD-2/2", "St Mary’s Hall"),
]
RESULT = Declaration(
    title="The result",
    contest="UK Parliament, Vale of Larkmere, 4 July 2024",
    headline="2nd of 4 with 12,204 votes. Deposit kept.",
    standings=(
        Standing(
            "Priya Marlowe", "Orchard Party", 14204, "32.7 %", "41.0 %", elected=True
        ),
        Standing("Rowan *Tarn*", "#Independent", 12204, "28.1 %", ours=True),
    ),
    measures=(Measure("Majority", "2,000", ("5,100", "4,870")),),
    rungs=(
        Rung("Save the deposit", True, "by 10,034 votes"),
        Rung("Win", False, "by 2,001 votes"),
    ),
    bases=("As held", "New boundaries"),
    before_words="2019",
)
LETTER = Letter(
    sender=("Larkmere Independents", "4 Corn Row"),
    to=("Electoral Registration Officer", "Town Hall"),
    day=date(2026, 4, 20),
    subject="Request for the register *as data*",
    salutation="Dear Officer",
    paragraphs=("Please send us #these:",),
    points=("the full register", "each notice of alteration"),
    closing="Yours faithfully",
    signed=("Asha Begum", "Election agent"),
)


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def drawn(reader: PdfReader, how: bytes) -> int:
    """How much is stroked (S: boxes) or filled (f: lines to write on) on the first page."""
    content = ContentStream(reader.pages[0].get_contents(), reader)
    return sum(op == how for _, op in content.operations)


@pytest.mark.parametrize("paper", [A4, A5], ids=["a4", "a5"])
def test_a_pad_has_forty_four_boxes_on_one_page(paper: object) -> None:
    reader = read(render(tellers_pads(PADS, paper=A4 if paper == A4 else A5), FONTS))
    assert len(reader.pages) == 2
    assert drawn(reader, b"S") == 44


def test_a_pad_tells_the_teller_what_the_law_allows() -> None:
    page = pages([tellers_pads(PADS, paper=A4)])[1]
    assert "KD-2/2" in page
    assert "St Mary’s Hall" in page
    assert "Never ask how they voted" in page
    assert "Please return it to 4 Corn Row" in page


def test_the_result_says_each_rung_in_words_with_last_time_beside_it() -> None:
    page = pages([declaration_page(RESULT, paper=A4)])[0]
    assert "Save the deposit Met by 10,034 votes" in page
    assert "Win Not met by 2,001 votes" in page
    assert "Majority 2,000 5,100 4,870" in page
    assert "Rowan *Tarn* #Independent 12,204 28.1 %" in page
    assert "Priya Marlowe (elected) Orchard Party 14,204" in page


def crowd(candidates: int, rungs: int) -> Declaration:
    """A result with long names, six measures on both bases of last time, and its notes."""
    name = "Marguerite-Philippa Featherstonehaugh"
    standings = [
        Standing(
            f"{name} {i}", "Orchard and Hedgerow Party", 1000 - i, "1 %", "2 % (−9.1)"
        )
        for i in range(candidates)
    ]
    return replace(
        RESULT,
        headline=f"{name} (Orchard Party) is elected. Rowan Tarn: 2nd of {candidates}, 12,204 votes, 28.1 %.",
        standings=tuple(standings),
        measures=RESULT.measures * 6,
        rungs=tuple(
            Rung(f"Rung {i}: beat {name} and Rowan Tarn together", False, "1,204 votes")
            for i in range(rungs)
        ),
        notes=(
            "Our deposit is lost with 2,105 votes or fewer. " * 3,
            "Last time: files.",
        ),
    )


@pytest.mark.parametrize(
    ("candidates", "rungs", "points"), [(4, 7, 10), (10, 15, 8), (15, 25, 7)]
)
def test_a_result_is_one_page_however_long_the_ladder(
    candidates: int, rungs: int, points: float
) -> None:
    document = declaration_page(crowd(candidates, rungs), paper=A4)
    (page,) = pages([document])
    assert f"{candidates - 1} Orchard and Hedgerow Party" in page
    assert f"Rung {rungs - 1}: beat" in page
    assert "Promoted by Asha Begum on behalf of Rowan Tarn" in page
    assert smallest(document) >= points


def test_nothing_is_lost_of_a_result_that_no_page_could_hold() -> None:
    found = pages([declaration_page(crowd(60, 60), paper=A4)])
    assert "Rung 59: beat" in found[-1]
    assert all(f"Rung {rung}:" in " ".join(found) for rung in range(60))


def test_pages_read_on_screen_are_tagged_and_say_they_are_accessible() -> None:
    for document in (
        declaration_page(RESULT, paper=A4),
        letters([LETTER], title="T", campaign="C"),
    ):
        reader = read(render(document, FONTS))
        root = reader.root_object
        assert str(root["/Lang"]) == "en-GB"
        assert (
            str(root["/MarkInfo"].get_object())
            == "{'/Marked': True, '/Suspects': False}"
        )
        assert "/StructTreeRoot" in root
        metadata = root["/Metadata"].get_object()
        assert isinstance(metadata, StreamObject)
        assert b"pdfuaid" in metadata.get_data()
        assert reader.metadata is not None
        assert reader.metadata.title == document.title


def test_a_letter_has_its_parts_and_each_begins_a_page() -> None:
    first, second = pages(
        [letters([LETTER, replace(LETTER, subject="Second")], title="T", campaign="C")]
    )
    assert "Request for the register *as data*" in first
    assert "Please send us #these:" in first
    assert "the full register" in first
    assert "20 April 2026" in first
    assert "Second" in second
    assert "Second" not in first


def test_an_urdu_letter_is_set_in_nastaliq_with_numbers_the_right_way_round() -> None:
    urdu = replace(
        LETTER, language="ur", paragraphs=("فون کریں: " + telephone("01632 960 123"),)
    )
    reader = read(render(letters([urdu], title="T", campaign="C"), FONTS))
    assert any("Nastaliq" in face for face in typefaces(reader.pages[0]))
    text = reader.pages[0].extract_text()
    assert "01632 960 123" in text
    assert "4 Corn Row" in text


def test_an_address_keeps_its_own_direction_in_any_letter() -> None:
    """Without U+2068 to U+2069, 4 Corn Row reads Corn Row 4 where the page runs from right to left."""
    (words,) = letters([LETTER], title="T", campaign="C").words["letters"]
    assert words["sender"] == [
        "\u2068Larkmere Independents\u2069",
        "\u20684 Corn Row\u2069",
    ]
    assert words["day"] == "\u206820 April 2026\u2069"


def test_no_letters_is_refused_with_what_to_do() -> None:
    with pytest.raises(HustingsError, match="write one first"):
        letters([], title="T", campaign="C")


def test_the_same_words_give_the_same_bytes() -> None:
    document = tellers_pads(PADS, paper=A4)
    assert render(document, FONTS) == render(document, FONTS)


def test_only_our_own_type_is_used() -> None:
    residents = knocking_up_sheets([sheet(2)], paper=A4)[0]
    page = read(render(residents, FONTS)).pages[0]
    assert all("Noto" in face for face in typefaces(page))


def test_a_folder_without_the_type_is_refused_rather_than_set_in_another(
    tmp_path: Path,
) -> None:
    with pytest.raises(HustingsError, match="make install"):
        render(tellers_pads(PADS, paper=A4), tmp_path)


def test_a_bundle_holds_each_pdf_under_its_name() -> None:
    archive = BytesIO()
    assert (
        bundle(
            [("knock up AB", b"%PDF-1"), ("knock up AC", b"%PDF-2")],
            archive,
            made_on=A4.printed_on,
        )
        == 2
    )
    with ZipFile(archive) as opened:
        assert opened.namelist() == ["knock up AB.pdf", "knock up AC.pdf"]
        assert opened.read("knock up AC.pdf") == b"%PDF-2"


def test_odd_names_survive_on_the_result_too() -> None:
    standings = tuple(Standing(name, name, 1, "1 %") for name in ODD_NAMES)
    page = pages([declaration_page(replace(RESULT, standings=standings), paper=A4)])[0]
    assert all(page.count(part) >= 2 for name in ODD_NAMES for part in name.split())


@pytest.mark.parametrize("paper", [A4, A5], ids=["a4", "a5"])
def test_a_pad_whose_station_nobody_knows_has_a_line_to_write_it_on(
    paper: Paper,
) -> None:
    reader = read(render(tellers_pads([Pad("AB")], paper=paper), FONTS))
    assert len(reader.pages) == 1
    assert "Polling station" in reader.pages[0].extract_text()
    known = read(render(tellers_pads([PADS[0]], paper=paper), FONTS))
    assert drawn(reader, b"S") == 44
    assert drawn(reader, b"f") == drawn(known, b"f") + 1
