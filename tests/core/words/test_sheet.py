"""A language goes out as a sheet and comes back corrected, or is refused with line and column."""

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core import words
from hustings.core.errors import HustingsError

LANGUAGES = words.load()
ENGLISH = LANGUAGES["en"]
TODAY = date(2026, 3, 1)


def sheet(code: str) -> str:
    return words.as_csv(LANGUAGES[code], ENGLISH)


def take(text: str, by: str = "S. P.") -> words.Language:
    return words.from_csv(text, LANGUAGES, name="sheet.csv", by=by, on=TODAY)


def line_of(text: str, key: str) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(f"{key},"))  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_sheet_comes_back_as_it_went_and_a_speaker_stands_behind_it(
    code: str,
) -> None:
    back = take(sheet(code))
    assert back.texts == LANGUAGES[code].texts
    assert list(back.texts) == list(LANGUAGES[code].texts)
    assert (back.checked, back.checked_by, back.checked_on) == ("speaker", "S. P.", "2026-03-01")  # fmt: skip


def test_the_english_stands_beside_it_and_numbers_say_which_form_is_meant() -> None:
    rows = {row[0]: row for row in csv.reader(io.StringIO(sheet("pl")))}
    assert rows["key"] == ["key", "en", "pl", "for n ="]
    assert rows["undo"] == ["undo", "Undo", "Cofnij", ""]
    assert rows["door.people.few"] == ["door.people.few", "{n} people", "{n} osoby", "2, 3, 4, 22 …"]  # fmt: skip
    assert rows["walk.other"][3] == ""
    assert rows["consent/calls"][1].startswith("May we telephone you")


def test_nobody_who_translates_sees_marks_of_direction() -> None:
    assert sheet("ar") == words.bare(sheet("ar"))
    assert "\u2066{telephone}\u2069" in take(sheet("ar")).words["ring"]


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_spreadsheets_use_other_delimiters(delimiter: str) -> None:
    rows = csv.reader(io.StringIO(sheet("pl")))
    out = io.StringIO("\ufeff")
    out.seek(1)
    csv.writer(out, delimiter=delimiter).writerows(rows)
    assert take(out.getvalue()).texts == LANGUAGES["pl"].texts


def test_a_corrected_word_is_taken_and_its_spaces_are_put_right() -> None:
    text = sheet("cy").replace("Dadwneud", "  Tynnu’n \n ôl ".replace("\n", ""))
    assert take(text).words["undo"] == "Tynnu’n ôl"


def test_what_is_left_out_stays_and_then_nobody_answers_for_the_whole() -> None:
    some = take("key,en,cy\r\nundo,Undo,Tynnu’n ôl\r\n")
    assert some.words == {**LANGUAGES["cy"].words, "undo": "Tynnu’n ôl"}
    assert (some.checked, some.checked_by) == ("machine", "")


def test_an_empty_cell_takes_the_text_away() -> None:
    torn = take("key,en,cy\nundo,Undo,\nnext,Next")
    assert words.missing(torn, ENGLISH) == ("next", "undo")
    assert words.phrase("undo", torn, ENGLISH).shown == "[en] Undo"


def test_one_form_may_name_its_number_and_the_others_may_not() -> None:
    assert take("key,en,cy\nwalk.doors.two,{n} doors,dau ddrws").words["walk.doors.two"] == "dau ddrws"  # fmt: skip
    with pytest.raises(HustingsError, match=r"line 2, column 3: \{n\} must stand in"):
        take("key,en,pl\nwalk.doors.few,{n} doors,kilka drzwi")


@pytest.mark.parametrize(
    ("key", "column", "row", "said"),
    [
        ("walk.until", 3, "walk.until,Until {when},Tan", "{when} must stand in it"),
        ("walk.until", 3, "walk.until,Until {when},Tan {pryd}", "{pryd} is not in the English: keep {when}"),
        ("undo", 3, "undo,Undo,Dad{n}wneud", "{n} is not in the English: keep no brackets"),
        ("of", 3, "of,{n} of {all},{n} {n} o {all}", "{all}, {n} must stand in it, once"),
        ("undo", 1, "undoo,Undo,Dadwneud", "'undoo' is no key of these words"),
        ("undo", 1, "next,Next,Nesaf", "next is there twice"),
        ("undo", 3, f"undo,Undo,{'a' * 1001}", "longer than 1000"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_line_and_column(
    key: str, column: int, row: str, said: str
) -> None:
    text = sheet("cy")
    line = line_of(text, key)
    lines = text.splitlines()
    lines[line - 1] = row
    with pytest.raises(HustingsError) as refused:
        take("\r\n".join(lines))
    assert f"sheet.csv, line {line}, column {column}: " in str(refused.value)
    assert said in str(refused.value)


def test_everything_wrong_is_told_at_once_up_to_a_screenful() -> None:
    text = "key,en,cy\n" + "\n".join(f"key{n},x,y" for n in range(30))
    with pytest.raises(HustingsError) as refused:
        take(text)
    lines = str(refused.value).splitlines()
    assert lines[0] == "Nothing was taken."
    assert (len(lines), lines[-1]) == (22, "… and 10 more.")


@pytest.mark.parametrize(
    "text", ["", "a,b\n", "key,en,xx\n", "key,en,cy,pl\n", "undo,Undo,Dadwneud\n"]
)
def test_columns_that_are_not_ours_are_refused(text: str) -> None:
    with pytest.raises(HustingsError, match=r"line 1: the columns must be key, en"):
        take(text)


def test_a_cell_without_end_is_refused_with_its_line() -> None:
    with pytest.raises(HustingsError, match=r"line \d+: not read as CSV"):
        take('key,en,cy\nundo,Undo,"' + "a" * 200_000)


@given(st.text() | st.text("key,encypl\n\"{};\t").map("key,en,cy\n".__add__))  # fmt: skip
def test_any_other_sheet_is_refused_politely(text: str) -> None:
    try:
        taken = take(text)
    except HustingsError as refused:
        assert "sheet.csv" in str(refused)
    else:
        assert taken.code in LANGUAGES
