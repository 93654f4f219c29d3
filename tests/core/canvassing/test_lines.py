import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core.canvassing import COUNTS_ONLY, NEUTRAL, Line, read_line
from hustings.core.errors import HustingsError


def test_a_line_has_a_number_an_answer_and_ticks() -> None:
    line = read_line("888/8 1 c p", NEUTRAL)

    assert line == Line(
        number="888/8", answer=NEUTRAL.by_code("1"), agreed=True, poster=True
    )


def test_a_note_follows_a_semicolon_and_spaces_are_nothing() -> None:
    line = read_line("  AB1-12   2  C h ;  back   gate ", NEUTRAL)

    assert (line.number, line.agreed, line.needs_help) == ("AB1-12", True, True)
    assert line.note == "back gate"


def test_codes_are_read_as_canvassers_write_them() -> None:
    assert read_line("12 ni", NEUTRAL).answer == NEUTRAL.by_code("N")
    assert read_line("12 mvd", NEUTRAL).answer == NEUTRAL.by_code("M")


def test_a_poster_alone_needs_a_dash_for_the_answer() -> None:
    assert read_line("12 - c p", NEUTRAL) == Line(
        number="12", answer=None, agreed=True, poster=True
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "Type a number and an answer"),
        ("12", "What came of 12"),
        ("12 9", "is no code of this sheet"),
        ("12 1 q", "is no tick"),
        ("12 - c", "nothing to keep"),
        ("12 1 c; " + "x" * 201, "201 letters long"),
    ],
)
def test_what_is_missing_is_said(text: str, says: str) -> None:
    with pytest.raises(HustingsError, match=says):
        read_line(text, NEUTRAL)


def test_counts_only_has_no_place_for_an_opinion() -> None:
    with pytest.raises(HustingsError, match=r"Use S \(spoken to\)"):
        read_line("12 1", COUNTS_ONLY)


@given(st.text(max_size=30))
def test_any_other_text_is_refused_politely(text: str) -> None:
    try:
        line = read_line(text, NEUTRAL)
    except HustingsError:
        return
    assert line.number
    assert line.answer or line.poster or line.needs_help or line.note


def test_the_word_over_the_box_on_the_sheet_is_a_tick_too() -> None:
    assert read_line("12 1 OK p", NEUTRAL) == read_line("12 1 c p", NEUTRAL)
