"""XLSX workbooks, written by a library and then taken apart."""

import io
import zipfile
from datetime import date
from typing import Any

import pytest
import xlsxwriter

from hustings.core.errors import HustingsError
from hustings.core.register import workbooks
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.outcome import Outcome
from tests.core.register.council_files import (
    COUNTS_2016,
    XPRESS_14,
    file,
    only,
    read,
    xpress,
)

Rows = list[list[Any]]
HEADING: list[Any] = XPRESS_14.split(",")


def workbook(**sheets: Rows) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for line, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                if isinstance(cell, date):
                    sheet.write_datetime(line, column, cell, day)
                elif isinstance(cell, str) and cell.startswith("=") and len(cell) > 1:
                    sheet.write_formula(line, column, cell, value="2")
                else:
                    sheet.write(line, column, cell)
    book.close()
    return content.getvalue()


def from_workbook(**sheets: Rows) -> Outcome:
    return read(("council.xlsx", workbook(**sheets)))


def cells(text: str) -> list[Any]:
    return text.split(",")


def test_a_workbook_says_the_same_as_text() -> None:
    rows = [
        xpress("AB1,1,0"),
        xpress("AB1,2,1", "Muñoz\xa0Pérez"),
        "AB1,3,,N,,,,,,,,,,",
    ]
    by_text = read(("a.csv", file(XPRESS_14, *rows)))
    by_book = from_workbook(Sheet1=[HEADING, *map(cells, rows)])
    assert [e.row for e in by_book.register.open()] == [
        e.row for e in by_text.register.open()
    ]


def test_numbers_and_dates_are_read_as_shown() -> None:
    row: list[Any] = [
        "AB1",
        289.0,
        1.0,
        "",
        date(2008, 3, 12),
        "Okafor",
        "Ngozi",
        "QM1 2CD",
        12,
        "Mill Road",
        "",
        "",
        "",
        "",
    ]
    elector = only(from_workbook(Sheet1=[HEADING, row]))
    assert elector.number == ElectorNumber("AB1", 289, "1")
    assert elector.row.attainer_date == date(2008, 3, 12)
    assert elector.row.address == ("12", "Mill Road")


@pytest.mark.parametrize(
    ("number", "suffix", "raw"),
    [(5.0, "", "5"), (3.5, "5", "3.5"), (10.75, "75", "10.75")],
)
def test_a_decimal_number_keeps_its_fraction(
    number: float, suffix: str, raw: str
) -> None:
    heading: list[Any] = COUNTS_2016.split(",")
    row: list[Any] = [
        "AB1",
        number,
        "Ms",
        "Okafor",
        "Ngozi",
        "",
        "",
        "",
        "12 Mill Road",
        *[""] * 12,
    ]
    elector = only(from_workbook(Sheet1=[heading, row]))
    assert (elector.number.suffix, elector.number.raw) == (suffix, raw)


def test_a_row_with_a_formula_is_told_with_its_cell() -> None:
    bad = cells(xpress("AB1,2,0", "=1+1"))
    number = cells(xpress("AB1,3,0"))
    number[1] = "=1+2"
    outcome = from_workbook(
        Sheet1=[["Title"], [], HEADING, cells(xpress("AB1,1,0")), bad, number]
    )
    assert outcome.counts.added == 1
    assert [(r.line, r.column, r.expected) for r in outcome.refusals] == [
        (5, "Elector Surname", "text, not a formula"),
        (6, "Elector Number", "text, not a formula"),
    ]


def test_formulas_are_looked_for_in_their_own_sheet() -> None:
    outcome = from_workbook(
        Sums=[["=1+1", "=2+2"]],
        AB1=[HEADING, cells(xpress("AB1,1,0"))],
        AB2=[HEADING, cells(xpress("AB2,1,0"))],
    )
    assert (outcome.counts.added, outcome.counts.refused) == (2, 0)
    assert [report.name for report in outcome.files] == [
        "council.xlsx/AB1",
        "council.xlsx/AB2",
    ]
    assert any(
        "council.xlsx/Sums was passed over" in warning for warning in outcome.warnings
    )


def test_a_table_may_start_anywhere_and_lines_are_the_sheets_own() -> None:
    shifted: Rows = [
        [],
        [],
        ["", "", *HEADING],
        [],
        ["", "", *cells(xpress("AB1,x,0"))],
        ["", "", *cells(xpress("AB1,1,0"))],
    ]
    outcome = from_workbook(Sheet1=shifted)
    assert (
        outcome.counts.added,
        outcome.refusals[0].line,
        outcome.refusals[0].column,
    ) == (1, 5, "Elector Number")


@pytest.mark.parametrize(
    "content",
    [
        workbook(Sheet1=[["x", "y"], [1, 2]]),
        workbook(Sheet1=[]),
        workbook(Sheet1=[HEADING, ["AB1"]])[:3000],
    ],
    ids=["strange", "empty", "cut short"],
)
def test_a_workbook_that_is_no_register_is_told(content: bytes) -> None:
    with pytest.raises(HustingsError, match=r"council\.xlsx: "):
        read(("council.xlsx", content))


def changed(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """The workbook with `old` in one of its parts replaced."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for member in source.infolist():
            text = source.read(member)
            assert member.filename != part or old in text
            target.writestr(
                member.filename,
                text.replace(old, new) if member.filename == part else text,
            )
    return result.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


def test_one_cell_in_the_last_corner_does_not_fill_the_memory() -> None:
    plain = workbook(Sheet1=[HEADING, cells(xpress("AB1,1,0"))])
    for corner, told in (
        (b'r="XFD1048576"', "column XFD, row 1,048,576"),
        (b'r="AZ999999"', "column AZ, row 999,999"),
        (b'r="XFD2"', "column XFD, row 2"),
    ):
        with pytest.raises(HustingsError, match=f"reach too far .{told}"):
            read(("council.xlsx", changed(plain, SHEET, b'r="A2"', corner)))


def test_a_tag_cut_in_two_by_the_looking_through_is_seen_whole(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bad = cells(xpress("AB1,3,0", "=1+1"))
    content = workbook(Sheet1=[HEADING, cells(xpress("AB1,1,0")), bad])
    for size in (57, 64, 101):
        monkeypatch.setattr(workbooks, "CHUNK", size)
        outcome = read(("council.xlsx", content))
        assert (outcome.counts.added, outcome.counts.refused) == (1, 1)


def test_a_swelling_workbook_is_told() -> None:
    plain = workbook(Sheet1=[HEADING, cells(xpress("AB1,1,0"))])
    with pytest.raises(HustingsError, match="trap"):
        read(
            (
                "council.xlsx",
                changed(
                    plain, SHEET, b"</worksheet>", b"</worksheet>" + b" " * 60_000_000
                ),
            )
        )


def test_a_damaged_workbook_is_read_or_told(capfd: pytest.CaptureFixture[str]) -> None:
    content = workbook(Sheet1=[HEADING, cells(xpress("AB1,1,0"))])
    for at in range(0, len(content), 23):
        try:
            read(
                (
                    "council.xlsx",
                    content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :],
                )
            )
        except HustingsError:
            continue


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b"<sheetData><row r='x'>"),
        (b't="s"', b't="zz"'),
        (b"<v>1</v>", b"<v>99999</v>"),
        (b"<v>1</v>", b"<v>-1</v>"),
        (b"</sheetData>", b""),
        (b'r="A2"', b'r="A0"'),
        (b'r="A2"', b'r="AAAAAAAAAA2"'),
        (b'r="A2"', b'r="A99999999999999"'),
    ],
)
def test_sheets_that_lie_are_read_or_told(old: bytes, new: bytes) -> None:
    content = workbook(Sheet1=[HEADING, cells(xpress("AB1,1,0"))])
    try:
        outcome = read(("council.xlsx", changed(content, SHEET, old, new)))
    except HustingsError:
        return
    assert outcome.counts.rows_in <= 2
