"""Files cut short, quotation marks never closed, cells beyond all measure: no other row is lost with them."""

import tracemalloc

import pytest

from hustings.core.register.outcome import Outcome
from hustings.core.register.rows import Refusal
from tests.core.register.council_files import (
    XPRESS_14,
    file,
    read,
    xpress,
)


def refusal(outcome: Outcome) -> Refusal:
    (refused,) = outcome.refusals
    return refused


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
