import csv
import io

from hustings.core.register.files import TO_MEND
from hustings.core.register.report import as_json, rows_to_mend
from tests.core.register.council_files import EROS, XPRESS_14, file, read, xpress


def test_rows_to_mend_have_their_own_headings_and_cells() -> None:
    bad = xpress("AB1,x,0", "O'Brien")
    outcome = read(
        ("a.csv", file(XPRESS_14, xpress("AB1,1,0"), bad)),
        ("b.csv", file(EROS, "AB1,1")),
    )
    mend = rows_to_mend(outcome)
    title, heading, *rows = csv.reader(io.StringIO(mend["a.csv"]))
    assert (title, heading, rows) == ([TO_MEND], XPRESS_14.split(","), [bad.split(",")])
    assert "AB1,1" in mend["b.csv"]


def test_a_formula_is_harmless_in_the_file_to_mend_and_told_again_until_it_is_mended() -> (
    None
):
    outcome = read(
        (
            "a.csv",
            file(XPRESS_14, xpress("AB1,1,0", "=1+1"), xpress("AB1,2,0", "'=1+1")),
        )
    )
    text = rows_to_mend(outcome)["a.csv"]
    assert text.count(",'=1+1,") == 2
    assert read(("again.csv", text)).counts.refused == 2
    assert read(("again.csv", text.replace("'=1+1", "Okafor"))).counts.added == 2


def test_signs_of_a_positional_update_come_back_as_they_were() -> None:
    row = "AB1,{n},{sign},,,Okafor,Ngozi,12 Mill Road,,,,,,,,,,,,,,,QM1 2CD"
    good = [row.format(n=n, sign="+Jan") for n in range(1, 4)]
    outcome = read(("a.csv", file("", *good, row.format(n="x", sign="=Mar"))))
    text = rows_to_mend(outcome)["a.csv"]
    assert ",'=Mar," in text
    mended = read(("b.csv", text.replace(",x,", ",9,")), existing=outcome.register)
    assert (mended.counts.added, mended.counts.refused) == (1, 0)


def test_the_account_has_plain_values_only() -> None:
    account = as_json(
        read(("a.csv", file(XPRESS_14, xpress("AB1,1,0"), xpress("AB1,1,0"))))
    )
    assert account["refusals"] == [
        {
            "file": "a.csv",
            "line": 3,
            "column": "Elector Number",
            "value": "1",
            "expected": "a number that is not already on line 2",
        }
    ]
    assert account["electors"] == 1
