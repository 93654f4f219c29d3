"""What is printed in other scripts is set in a face that has their letters."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from hustings.core.printing import Detail, Paper, render, walk_sheets
from hustings.core.printing.measure import width
from hustings.core.printing.walks import spoken
from tests.core.printing.samples import A4, A5, FONTS, QUESTIONS, sheet, typefaces


@pytest.mark.parametrize("paper", [A4, A5], ids=["a4", "a5"])
@pytest.mark.parametrize(
    ("words", "face"),
    [
        ("我们可以记下您打算投票给谁吗？ 陳美玲", "NotoSansSC"),
        ("আপনি কাকে ভোট দেবেন তা কি আমরা লিখে রাখতে পারি?", "NotoSansBengali"),
        ("هل يمكننا أن نسجل لمن تنوي التصويت؟", "NotoNaskhArabic"),
        ("کیا ہم یہ لکھ کر رکھ سکتے ہیں کہ آپ کسے ووٹ دیں گے؟", "NotoNaskhArabic"),
    ],
    ids=["chinese", "bengali", "arabic", "urdu"],
)
def test_words_of_consent_are_set_in_a_face_that_has_their_letters(
    words: str, face: str, paper: Paper
) -> None:
    """Where no face has a letter the typesetter puts an empty box and says nothing."""
    asked = replace(QUESTIONS, consent=words)
    (document,) = walk_sheets(
        [sheet(2)], paper=paper, questions=asked, detail=Detail.NAMES
    )
    page = PdfReader(BytesIO(render(document, FONTS))).pages[0]
    assert any(face in each for each in typefaces(page))


def test_words_of_consent_keep_their_own_direction_in_an_english_line() -> None:
    """Without U+2068 to U+2069 the full stop of an Arabic sentence stands at its beginning."""
    said = spoken("هل يمكننا أن نسجل؟ في أي وقت.")
    assert "“\u2068هل" in said
    assert "وقت.\u2069”" in said
    assert width("\u2068ab\u2069") == width("ab")
