"""Files as they go wrong: every one is read as far as it can be, and the rest is told, never guessed and never a crash."""

import tracemalloc

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


# --- Ways of writing letters ----------------------------------------------------------------------------------------


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


# --- Rows -----------------------------------------------------------------------------------------------------------


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


def test_a_file_cut_short_loses_only_its_last_row() -> None:
    text = file(XPRESS_14, xpress("AB1,1,0"), xpress("AB1,2,0"), xpress("AB1,3,0"))
    outcome = read(("a.csv", text[:-30]))
    assert (outcome.counts.added, outcome.counts.refused) == (2, 1)
    assert refusal(outcome).line == 4


def test_a_file_cut_within_quotation_marks_loses_only_its_last_row() -> None:
    quoted = ",".join(f'"{cell}"' for cell in xpress("AB1,3,0").split(","))
    text = file(XPRESS_14, xpress("AB1,1,0"), quoted)
    outcome = read(("a.csv", text[:-3]))
    assert (outcome.counts.added, outcome.counts.refused) == (1, 1)
    assert "quotation mark" in refusal(outcome).expected


def test_an_open_quotation_mark_swallows_no_other_row() -> None:
    rows = [xpress(f"AB1,{n},0") for n in range(1, 200)]
    rows[50] = rows[50].replace("Ngozi", '"Ngozi')
    rows[100] = rows[100].replace("Harrowmere", '"Harrowmere')
    outcome = read(("a.csv", file(XPRESS_14, *rows)))
    assert (outcome.counts.added, outcome.counts.refused) == (197, 2)
    assert [refused.line for refused in outcome.refusals] == [52, 102]
    assert outcome.refusals[0].column == "Elector Forename"


def test_two_open_quotation_marks_in_one_column_swallow_nothing_between() -> None:
    rows = [xpress(f"AB1,{n},0") for n in range(1, 20)]
    rows[5] = rows[5].replace("Ngozi", '"Ngozi')
    rows[8] = rows[8].replace("Ngozi", '"Ngozi"')
    outcome = read(("a.csv", file(XPRESS_14, *rows)))
    assert (outcome.counts.rows_in, outcome.counts.added, outcome.counts.refused) == (
        19,
        18,
        1,
    )


def test_an_address_of_several_lines_in_one_cell_is_one_row() -> None:
    text = file(
        XPRESS_14,
        'AB1,1,0,,,Okafor,Ngozi,QM1 2CD,"Flat 3\r\n12 Mill Road",Harrowmere,,,,',
        xpress("AB1,2,0"),
    )
    outcome = read(("a.csv", text))
    assert outcome.counts.added == 2
    assert next(outcome.register.open()).row.address == (
        "Flat 3 12 Mill Road",
        "Harrowmere",
    )


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("lines", [30, 60, 700])
def test_a_cell_that_is_closed_again_is_one_row_over_however_many_lines(
    lines: int, ending: str
) -> None:
    address = f'The ""Mill""{ending}' * lines
    row = f'AB1,2,0,,,Okafor,Ngozi,QM1 2CD,"{address}",Harrowmere,,,,'
    text = file(XPRESS_14, xpress("AB1,1,0"), row, xpress("AB1,x,0"))
    outcome = read(("a.csv", text))
    assert (outcome.counts.added, outcome.counts.refused) == (2, 1)
    assert refusal(outcome).line == 4 + lines
    second = list(outcome.register.open())[1]
    assert second.row.address == (" ".join(['The "Mill"'] * lines), "Harrowmere")


def test_a_formula_far_down_in_a_cell_of_many_lines_is_still_none_of_ours() -> None:
    row = f'AB1,1,0,,,Okafor,Ngozi,QM1 2CD,"=1+{chr(10) * 60}1",Harrowmere,,,,'
    outcome = read(("a.csv", file(XPRESS_14, row)))
    assert "formula" in refusal(outcome).expected


@pytest.mark.parametrize("line", ["Zed\n", 'Z ""q"", \n'])
def test_megabytes_over_many_lines_of_one_closed_cell_are_one_row_not_read(
    line: str,
) -> None:
    flood = line * (1_000_000 // len(line))
    text = file(
        XPRESS_14,
        xpress("AB1,1,0"),
        f'AB1,2,0,,,Okafor,Ngozi,,"{flood}",,,,,',
        xpress("AB1,3,0"),
    )
    content = text.encode()
    tracemalloc.start()
    outcome = read(("a.csv", content))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (outcome.counts.added, outcome.counts.refused) == (2, 1)
    assert (refusal(outcome).line, refusal(outcome).column) == (3, "Address1")
    assert "characters in a cell" in refusal(outcome).expected
    assert peak < 20_000_000


def test_the_remains_of_a_torn_row_are_not_told_by_the_thousand() -> None:
    flood = '"' + "A,B\n" * 5_000
    rows = [xpress(f"AB1,{n},0") for n in range(3, 60)]
    torn = [row.replace("Ngozi", '"Ngozi') for row in rows]
    text = file(XPRESS_14, xpress("AB1,1,0"), f"AB1,2,0,,,{flood}", *torn, "")
    outcome = read(("a.csv", text))
    assert outcome.counts.added == 1
    assert 50 < outcome.counts.refused < 150
    told = {refused.line for refused in outcome.refusals}
    assert {3, *range(5_004, 5_004 + len(torn))} <= told, "no row of an elector is lost"


@pytest.mark.parametrize("size", [20_000, 10_000_000])
def test_megabytes_in_one_cell_are_one_row_not_read(size: int) -> None:
    text = file(
        XPRESS_14, xpress("AB1,1,0"), xpress("AB1,2,0", "A" * size), xpress("AB1,3,0")
    )
    content = text.encode()
    tracemalloc.start()
    outcome = read(("a.csv", content))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert (outcome.counts.added, outcome.counts.refused) == (2, 1)
    assert (refusal(outcome).line, refusal(outcome).column) == (3, "Elector Surname")
    assert len(refusal(outcome).value) < 100
    assert peak < 5_000_000 + 2 * size


def test_megabytes_over_many_lines_of_one_cell_swallow_no_other_row() -> None:
    flood = '"' + "A,B\n" * 30_000
    text = file(XPRESS_14, xpress("AB1,1,0"), f"AB1,2,0,,,{flood}", xpress("AB1,3,0"))
    outcome = read(("a.csv", text))
    assert outcome.counts.added == 2
    assert outcome.counts.rows_in == outcome.counts.added + outcome.counts.refused


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
