"""Text is divided into lines by widths that the typesetter agrees with."""

import json
from pathlib import Path

import pytest
import typst
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.printing.measure import shorten, width, wrap
from tests.core.printing.samples import FONTS

MEASURE = """
#set text(font: ("Noto Sans", "Noto Sans SC"), size: 10.5pt, weight: "bold", ligatures: false, kerning: false)
#context [#metadata(measure(sys.inputs.text).width.mm()) <width>]
"""


def set_width(text: str, folder: Path) -> float:
    """Millimetres, as the typesetter itself sets the text in bold."""
    (folder / "width.typ").write_text(MEASURE)
    found = typst.query(
        folder / "width.typ",
        "<width>",
        field="value",
        one=True,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs={"text": text},
    )
    return float(json.loads(found))


@pytest.mark.parametrize(
    "text",
    [
        "Olwen Tregarthen",
        "McMahon-Wills",
        "KD-2/2-289/1",
        "ill @ WWW",
        "Zoë Ó Briain",
        "陳美玲，黃",
    ],
)
def test_widths_are_those_of_the_font(text: str, tmp_path: Path) -> None:
    assert width(text) == pytest.approx(set_width(text, tmp_path), rel=0.01)


def test_every_letter_of_the_table_is_that_of_the_font(tmp_path: Path) -> None:
    """From ! to ~; the sum would be out by more than this if one letter were out by a tenth."""
    letters = "".join(map(chr, range(33, 127)))
    assert width(letters) == pytest.approx(set_width(letters, tmp_path), rel=0.0005)


@given(st.text("abcW -é", max_size=80), st.integers(12, 60))
def test_no_line_is_wider_than_its_room_and_no_letter_is_lost(
    text: str, room: int
) -> None:
    lines = wrap(text, room)
    assert all(width(line) <= room for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


def test_words_stay_whole_where_they_can() -> None:
    assert wrap("Corn Exchange Hall", 30) == ["Corn", "Exchange Hall"] or wrap(
        "Corn Exchange Hall", 30
    ) == ["Corn Exchange", "Hall"]


def test_a_word_longer_than_its_line_is_broken_rather_than_run_over_the_boxes() -> None:
    assert len(wrap("W" * 40, 30)) > 1


@given(st.text("abcW é", max_size=80), st.integers(12, 60))
def test_what_is_shortened_fits_and_says_so(text: str, room: int) -> None:
    short = shorten(text, room)
    assert width(short) <= room
    assert short == text or (
        short.endswith("…") and text.startswith(short[:-1].rstrip())
    )
