"""Files as they go wrong: every one is read as far as it can be, and the rest is told, never guessed and never a crash."""

import pytest

from hustings.core.errors import HustingsError
from hustings.core.register.outcome import Outcome
from hustings.core.register.rows import Refusal
from tests.core.register.council_files import (
    COUNTS_2016,
    EROS,
    XPRESS_14,
    XPRESS_UPDATE,
    file,
    only,
    read,
    xpress,
    xpress_update,
)


def refusal(outcome: Outcome) -> Refusal:
    (refused,) = outcome.refusals
    return refused


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
def test_letters_are_read_in_each_encoding(encoding: str) -> None:
    text = file(
        XPRESS_14,
        xpress(
            "AB1,1,0",
            "Muñoz-O\u2019Brien" if encoding != "latin-1" else "Muñoz-O'Brien",
        ),
    )
    elector = only(read(("a.csv", text.encode(encoding))))
    assert elector.row.surname.replace("\u2019", "'") == "Muñoz-O'Brien"
    assert elector.number.district == "AB1"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_unbreakable_spaces_and_soft_hyphens_go(encoding: str) -> None:
    text = file(
        XPRESS_14,
        xpress("AB1,1,0", "\xa0JOSÉ\xa0MAR\xadÍA\xa0"),
        xpress("AB1,2,0", "Ñ"),
    )
    first = next(read(("a.csv", text.encode(encoding))).register.open())
    assert first.row.surname == "JOSÉ MARÍA"


def test_a_utf8_file_with_one_damaged_letter_is_not_taken_for_windows_1252() -> None:
    rows = [xpress(f"AB1,{n},0", "Muñoz") for n in range(1, 21)]
    content = (
        file(XPRESS_14, *rows, xpress("AB1,21,0", "Pérez"))
        .encode()
        .replace("é".encode(), b"\xe9")
    )
    outcome = read(("a.csv", content))
    assert {elector.row.surname for elector in outcome.register.open()} == {"Muñoz"}
    assert (refusal(outcome).line, refusal(outcome).column, refusal(outcome).value) == (
        22,
        "Elector Surname",
        "P\ufffdrez",
    )


def test_a_mark_at_the_start_means_utf8_even_where_most_letters_are_damaged() -> None:
    content = (
        b"\xef\xbb\xbf"
        + file(XPRESS_14, xpress("AB1,1,0", "Zoe")).encode()
        + b"AB1,2,0,,,Zo\xeb,A,,,,,,,\r\n"
    )
    assert "Zo\ufffd" in refusal(read(("a.csv", content))).value


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "empty"),
        (b"\r\n  \r\n", "empty"),
        (file(XPRESS_14, xpress("AB1,1,0")).encode("utf-16"), "UTF-16"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "Excel"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
        (file(XPRESS_14, xpress("AB1,1,0")).encode() + b"AB1,\0,", "not a text file"),
        (bytes(range(1, 256)) * 40, "no known layout"),
        (b"name,vote\r\nOkafor,1\r\n", "no known layout"),
        (
            file(XPRESS_14.replace("Elector Surname", "X"), xpress("AB1,1,0")).encode(),
            "no column “Elector Surname”",
        ),
        (b"PK\x03\x04 and then nothing", "broken"),
    ],
    ids=[
        "empty",
        "blank",
        "utf-16",
        "pdf",
        "xls",
        "png",
        "zero byte",
        "noise",
        "strange",
        "a column less",
        "zip",
    ],
)
def test_a_file_that_is_no_register_is_told_by_name(content: bytes, told: str) -> None:
    with pytest.raises(HustingsError, match=r"^council\.csv: .*" + told):
        read(("council.csv", content))


@pytest.mark.parametrize(
    ("row", "column", "value", "expected"),
    [
        ("AB1,x,0,,,Okafor,Ngozi,,,,,,,", "Elector Number", "x", "number"),
        ("AB1,,0,,,Okafor,Ngozi,,,,,,,", "Elector Number", "", "number"),
        ("AB1,0,0,,,Okafor,Ngozi,,,,,,,", "Elector Number", "0", "number"),
        (",7,0,,,Okafor,Ngozi,,,,,,,", "Elector Number Prefix", "", "polling district"),
        ("AB1,7,?,,,Okafor,Ngozi,,,,,,,", "Elector Number Suffix", "?", "suffix"),
        ("AB1,7,0,,,,,QM1 2CD,12 Mill Road,,,,,", "Elector Surname", "", "name"),
        ("AB1,7,0,,,Okafor,Ngozi", "", "7 cells", "14 cells"),
        ("AB1,7,0,,,Okafor,Ngozi,,,,,,,,more", "", "15 cells", "14 cells"),
        ("AB1,7,0,,,=1+1,Ngozi,,,,,,,", "Elector Surname", "=1+1", "not a formula"),
        (
            'AB1,7,0,,,Okafor,"=HYPERLINK(""http://x"",""y"")",,,,,,,',
            "Elector Forename",
            "=HYPER",
            "formula",
        ),
        (
            "AB1,7,0,,,Okafor,@SUM(1),,,,,,,",
            "Elector Forename",
            "@SUM(1)",
            "not a formula",
        ),
        (
            "AB1,7,0,,,Okafor,-2+cmd|'/C calc'!A0,,,,,,,",
            "Elector Forename",
            "-2+cmd",
            "not a formula",
        ),
    ],
)
def test_a_row_that_cannot_be_read_is_told_with_its_place(
    row: str, column: str, value: str, expected: str
) -> None:
    outcome = read(
        ("council.csv", file(XPRESS_14, xpress("AB1,1,0"), row, xpress("AB1,2,0")))
    )
    assert (outcome.counts.rows_in, outcome.counts.added, outcome.counts.refused) == (
        3,
        2,
        1,
    )
    refused = refusal(outcome)
    assert (refused.file, refused.line, refused.column) == ("council.csv", 3, column)
    assert refused.value.startswith(value)
    assert expected in refused.expected


def test_text_that_only_starts_with_a_sign_is_text() -> None:
    elector = only(
        read(
            (
                "a.csv",
                file(
                    XPRESS_14,
                    "AB1,1,0,,,Okafor,-,QM1 2CD,- 12 Mill Road,+ Harrowmere,,,,",
                ),
            )
        )
    )
    assert elector.row.address == ("- 12 Mill Road", "+ Harrowmere")


def test_unknown_codes_of_an_update_are_told() -> None:
    text = file(
        XPRESS_UPDATE,
        xpress_update("AB1-1", "March,0,0"),
        xpress_update("AB1", "0,0,0"),
    )
    months, number = read(("a.csv", text)).refusals
    assert (months.column, months.value) == ("ElectorCreatedMonth", "March")
    assert (number.column, number.value) == ("ElectorNumber", "AB1")


def test_blank_cells_behind_the_last_are_no_fault_and_blank_lines_no_rows() -> None:
    outcome = read(
        (
            "a.csv",
            file(
                XPRESS_14 + ",,",
                xpress("AB1,1,0") + ",,,,",
                "",
                ",,,,,,,,,,,,,",
                xpress("AB1,2,0"),
            ),
        )
    )
    assert (outcome.counts.rows_in, outcome.counts.added) == (2, 2)


def test_a_number_twice_in_a_full_register_is_told_with_the_first_ones_line() -> None:
    outcome = read(
        (
            "a.csv",
            file(
                XPRESS_14,
                xpress("AB1,1,0"),
                xpress("AB1,2,0"),
                xpress("AB1,1,", "Smith"),
            ),
        )
    )
    assert (refusal(outcome).line, refusal(outcome).value) == (4, "1")
    assert "line 2" in refusal(outcome).expected
    assert outcome.counts.added == 2


@pytest.mark.parametrize("delimiter", [";", "\t", "|"])
def test_other_delimiters_are_told_by_the_heading(delimiter: str) -> None:
    text = file(XPRESS_14, xpress("AB1,1,0")).replace(",", delimiter)
    assert only(read(("a.csv", text))).row.address == ("12 Mill Road", "Harrowmere")
    assert only(read(("a.csv", f"sep={delimiter}\r\n{text}"))).row.surname == "Okafor"


@pytest.mark.parametrize("ending", ["\n", "\r", "\r\n"])
def test_lines_may_end_in_each_way(ending: str) -> None:
    text = file(XPRESS_14, xpress("AB1,1,0"), xpress("AB1,x,0")).replace("\r\n", ending)
    outcome = read(("a.csv", text))
    assert (outcome.counts.added, refusal(outcome).line) == (1, 3)


def test_headings_repeated_in_a_file_put_together_from_several_are_no_rows() -> None:
    one, two = file(XPRESS_14, xpress("AB1,1,0")), file(XPRESS_14, xpress("AB2,1,0"))
    assert read(("a.csv", one + two)).counts.rows_in == 2
    eros = "AB1,{n},,,Ngozi,N,Okafor,,,,12 Mill Road,,,,,,,,,QM1 2CD,"
    assert (
        read(
            ("b.csv", file(EROS, eros.format(n=1), EROS, eros.format(n=2)))
        ).counts.rows_in
        == 2
    )


def test_a_heading_alone_is_a_register_of_nobody() -> None:
    assert read(("a.csv", file(XPRESS_14))).counts.rows_in == 0


def test_a_line_feed_of_old_machines_parts_words() -> None:
    text = file(XPRESS_14, xpress("AB1,1,0")).replace(
        "12 Mill Road", "12 Mill\x0bRoad\x0c"
    )
    assert only(read(("a.csv", text))).row.address[0] == "12 Mill Road"


def test_a_point_before_the_suffix_is_a_decimal_in_one_suppliers_files_only() -> None:
    numbers = [xpress(f"AB1,{n},") for n in ("100.1", "100.10")]
    outcome = read(("a.csv", file(XPRESS_14, *numbers)))
    assert [e.number.display for e in outcome.register.open()] == ["100/1", "100/10"]
    tail = "12 Mill Road,,,,,,QM1 2CD,,,,,,"
    counts = [f"AB1,{n},Ms,Okafor,Ngozi,,,,{tail}" for n in ("100.1", "100.10")]
    outcome = read(("b.csv", file(COUNTS_2016, *counts)))
    assert (outcome.counts.added, outcome.counts.refused) == (1, 1)
