"""Lists of members: columns found, rows read, what cannot be read told with its place."""

from datetime import date
from io import BytesIO

import pytest
import xlsxwriter

from hustings.core.members.member_list import Member, Said, read_members
from hustings.core.register.sources import bytes_source
from hustings.core.register.tables import UnreadableFile


def listed(text: str, said: Said | None = None) -> list[Member]:
    return list(read_members(bytes_source("members.csv", text.encode()), said).members)


def refusals(text: str) -> list[str]:
    read = read_members(bytes_source("members.csv", text.encode()))
    return [str(each) for each in read.refused]


def test_a_list_is_read_by_its_headings() -> None:
    text = "Membership no.,First name,Surname,Date joined,Status\n7,Zoë,Ames,01/02/2024,Active\n8,Bo,Bird,,Lapsed\n"
    assert listed(text) == [
        Member("Zoë Ames", "7", since=date(2024, 2, 1), line=2),
        Member("Bo Bird", "8", doubt="Lapsed", line=3),
    ]


def test_yes_under_suspended_is_a_doubt_and_no_is_none() -> None:
    text = "Name;Suspended\nAnn Oak;yes\nBen Elm;no\nCy Ash;\n"
    assert [each.doubt for each in listed(text)] == ["Suspended", "", ""]


def test_a_workbook_is_read_as_well_with_a_title_above_its_headings() -> None:
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Members of the association"])
    sheet.write_row(2, 0, ["Name", "Member no"])
    sheet.write_row(3, 0, ["Ann Oak", 12])
    book.close()
    read = read_members(bytes_source("members.xlsx", file.getvalue()))
    assert read.members == (Member("Ann Oak", "12", line=4),)


def test_each_row_that_cannot_be_read_says_where_and_what_was_expected() -> None:
    text = "Name,Number,Joined\n,1,\nAnn Oak,2,soon\nBen Elm,3,\nCy Ash,3,\n=A1,4,\n"
    assert refusals(text) == [
        "members.csv, line 2, Name: '' found, a name expected",
        "members.csv, line 3, Joined: 'soon' found, a day such as 4 July 2024, or nothing expected",
        "members.csv, line 5, Number: '3' found, a number that stands once; line 4 has it, for Ben Elm expected",
        "members.csv, line 6, Name: '=A1' found, text, not a formula expected",
    ]


def test_too_long_a_cell_is_refused() -> None:
    assert refusals(f"Name,Number\nAnn Oak,{'9' * 61}\n")[0].endswith(
        "at most 60 characters expected"
    )


def test_columns_that_nobody_could_guess_are_named_by_a_person() -> None:
    text = "Wer,Seit\nAnn Oak,2024-07-04\n"
    read = read_members(bytes_source("members.csv", text.encode()))
    assert (read.is_clear, read.headings) == (False, ("Wer", "Seit"))
    assert listed(text, Said({"name": 0, "since": 1})) == [
        Member("Ann Oak", since=date(2024, 7, 4), line=2)
    ]


def test_a_bare_list_of_names_has_no_headings() -> None:
    assert listed("Ann Oak\nBen Elm\n", Said({"name": 0}, bare=True)) == [
        Member("Ann Oak", line=1),
        Member("Ben Elm", line=2),
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"\n\n", "nobody in it"),
        (b"%PDF-1.7", "PDF"),
        (b"\0\1\2", "zero bytes"),
    ],
    ids=["nothing", "blank lines", "a PDF", "no text"],
)
def test_what_is_no_list_is_refused_by_name(content: bytes, said: str) -> None:
    with pytest.raises(UnreadableFile, match=said):
        read_members(bytes_source("members.csv", content))


def test_of_two_tables_with_names_nobody_is_guessed_to_be_the_roll() -> None:
    file = BytesIO()
    book = xlsxwriter.Workbook(file)
    for title in ("North", "South"):
        book.add_worksheet(title).write_column(0, 0, ["Name", "Ann Oak"])
    book.close()
    with pytest.raises(
        UnreadableFile, match="several tables with names: .*North.*South"
    ):
        read_members(bytes_source("members.xlsx", file.getvalue()))
