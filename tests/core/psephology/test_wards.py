"""A campaign's own results of wards and boxes: read row by row, every bad row told, half an area never kept."""

from datetime import date

import pytest

from hustings.core.elections.results_table import read_table
from hustings.core.errors import HustingsError
from hustings.core.psephology.wards import (  # fmt: skip
    AreaResults,
    Key,
    Kind,
    read_area_results,
    template,
    written,
)

HEADING = "area,election day,kind,candidate,party,votes,electorate,spoilt,elected"
TODAY = date(2026, 6, 1)


def read(*rows: str, heading: str = HEADING) -> AreaResults:
    table = read_table("\n".join([heading, *rows]).encode(), file="wards.csv")
    return read_area_results(table, latest=TODAY)


def test_the_template_reads_as_it_stands() -> None:
    table = read_table(template().encode(), file="wards.csv")
    found = read_area_results(table, latest=TODAY)
    assert found.wrong == ()
    ward, box = found.found
    assert (ward.key, box.key) == (
        Key("mill ward", date(2026, 5, 7), Kind.LOCAL),
        Key("ab1", date(2024, 7, 4), Kind.BOX),
    )
    assert (ward.result.valid, ward.result.majority, ward.result.rejected) == (1452, 172, 9)  # fmt: skip
    assert (box.result.electorate, box.result.majority) == (None, 114)


def test_what_is_written_reads_back() -> None:
    found = read(
        '"Mill, the",2026-05-07,local,"Ada ""Z"" Example",Ind,812,4012,0,yes',
        "AB1,2024-07-04,box,,Labour,301,,,",
    )
    again = read_area_results(read_table(written(found.found).encode(), file="wards.csv"), latest=TODAY)  # fmt: skip
    assert again == found


def test_a_name_that_a_spreadsheet_would_run_is_written_harmless_and_read_back() -> None:  # fmt: skip
    found = read("=1+1,2026-05-07,local,@Ada,-Lab,812,,,")
    text = written(found.found)
    assert "'=1+1,2026-05-07,local election,'@Ada,'-Lab,812" in text
    again = read_area_results(read_table(text.encode(), file="wards.csv"), latest=TODAY)
    assert again == found


def test_rows_of_one_area_need_not_stand_together_nor_be_written_alike() -> None:
    found = read(
        "Mill Ward,7/5/2026,Local,Ada Example,Ind,812,4012,,",
        "AB1,4 July 2024,box tally,,Labour,301,,,",
        "mill  ward,07.05.2026,local election,Bo Example,Lab,640,,,",
    )
    assert found.wrong == ()
    assert [(each.area, each.result.valid, each.result.electorate) for each in found.found] == [
        ("Mill Ward", 1452, 4012),
        ("AB1", 301, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("A,2026-05-07,local,Cy,Ind,-1,,,", "column votes: '-1' was found where a whole number was expected"),
        ("A,2026-05-07,local,Cy,Ind,,,,", "column votes: '' was found where a whole number"),
        ("A,2026-05-07,local,Cy,Ind,1,234,100,9,yes", "Line 3, A: 10 cells were found where the heading has 9"),
        ("A,2026-05-07,local,Cy,Ind,99999999,,,", "column votes: '99999999' was found where a number of at most"),
        ("A,2026-05-07,local,Cy,Ind,5,x,,", "column electorate: 'x' was found"),
        ("A,2026-05-07,local,Cy,Ind,5,101,,", "column electorate: 101 was found where 100 stands in an earlier row"),
        ("A,2026-05-07,local,Cy,Ind,5,,,maybe", "column elected: 'maybe' was found where yes, no or nothing"),
        ("A,2026-05-07,local,,,5,,,", "column candidate: '' was found where a name, or a party"),
        ("A,2026-05-07,local,Bo,Lab,5,,,", "Bo (Lab) is entered twice"),
        ("A,2026-05-07,local,Cy,Ind,95,,,", "101 papers are more than the electorate of 100. Check the figures. Where electors had several"),
        ("A,2026-05-07,parish,Cy,Ind,5,,,", "column kind: 'parish' was found where local election or box tally"),
        ("A,2026-06-02,local,Cy,Ind,5,,,", "column election day: '2026-06-02' was found where a day that has been"),
        ("A,31/2/2026,local,Cy,Ind,5,,,", "column election day: '31/2/2026' was found where a day"),
        (",2026-05-07,local,Cy,Ind,5,,,", "column area: '' was found where the name of a ward"),
        (f"A,2026-05-07,local,{'C' * 121},Ind,5,,,", "was found where a name of at most 120 letters"),
        ("B,2026-05-07,box,Cy,Ind,5,,,yes", "column elected: 'yes' was found where nothing, as a box tally"),
    ],
    ids=["minus", "no votes", "comma", "too many", "electorate", "two electorates", "elected", "nobody", "twice", "papers", "kind", "future", "no day", "no area", "long", "box elects"],
)  # fmt: skip
def test_a_bad_row_is_told_with_line_and_what_was_expected(row: str, told: str) -> None:
    found = read("A,2026-05-07,local,Bo,Lab,6,100,,", row, "B,2022-05-05,local,Ed,Con,7,,,", "C,2026-05-07,local,Di,Con,7,,,")  # fmt: skip
    assert told in " ".join(map(str, found.wrong))
    assert found.wrong[0].line in (2, 3)
    assert "C" in [each.area for each in found.found]


def test_a_bad_row_takes_its_area_along_and_no_other() -> None:
    found = read(
        "A,2026-05-07,local,Bo,Lab,6,100,,",
        "A,2026-05-07,local,Cy,Ind,x,,,",
        "A,2022-05-05,local,Bo,Lab,7,,,",
    )
    assert [each.day.year for each in found.found] == [2022]
    assert [str(each) for each in found.wrong] == [
        "Line 3, A: column votes: 'x' was found where a whole number was expected."
    ]


@pytest.mark.parametrize(
    "row",
    ["A,2026-05-O7,local,Cy,Ind,900,,,", "A,2026-05-07,lokal,Cy,Ind,900,,,", ",2026-05-07,local,Cy,Ind,900,,,"],
    ids=["day", "kind", "area"],
)  # fmt: skip
def test_a_row_that_does_not_say_where_it_belongs_takes_along_what_it_may_belong_to(
    row: str,
) -> None:
    """Without Cy's 900 votes Bo would have had the whole of A."""
    found = read(
        "C,2026-05-07,local,Di,Con,7,,,",
        "A,2026-05-07,local,Bo,Lab,6,,,",
        row,
        "E,2026-05-07,local,Flo,Con,7,,,",
    )
    kept = {each.area for each in found.found}
    assert "A" not in kept
    assert "C" in kept
    assert "E" in kept or row.startswith(",")
    assert [each.line for each in found.wrong if each.area == "E"] == [5] * row.startswith(",")  # fmt: skip
    told = [str(each) for each in found.wrong]
    assert "Line 3, A: left out, as the row in line 4 may belong to it: mend that row." in told  # fmt: skip


def test_all_that_is_wrong_in_a_row_is_told_at_once() -> None:
    assert len(read("A,when,what,,,x,y,z,w").wrong) == 7


@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("area,votes", "the columns election day, kind, candidate, party are missing. Found: area, votes"),
        ("<!DOCTYPE html>,x", "is a web page and no table"),
        (HEADING, "has a heading but no rows"),
    ],
    ids=["columns", "a page", "empty"],
)  # fmt: skip
def test_other_files_are_refused(heading: str, told: str) -> None:
    with pytest.raises(HustingsError, match=told):
        read(heading=heading)
