"""Whatever is in a file, it is stored as text, told as not read, or refused as a whole; it never breaks an import."""

import csv
import io
import tempfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings.apps.register.models import Elector, Import
from tests.apps.register.council import FULL, applied, full, make_council, names
from tests.factories import make_campaign

pytestmark = pytest.mark.django_db

ODD = [
    "back\\slash",
    "\\N",
    "\\.",
    "tab\tbed",
    'quote"d',
    "{brace}",
    "'; DROP TABLE register_elector; --",
    "\x02",
    "new\nline",
    "ملک",
    "李",
    "O’Brien-Łukasz",
    "x" * 9000,
    "NULL",
    "%s",
    "💥",
]


@pytest.mark.parametrize("text", ODD)
def test_odd_text_is_kept_or_told_and_breaks_nothing(tmp_path: Path, text: str) -> None:
    council = make_council(make_campaign())
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(FULL.split(","))
    writer.writerow(
        [
            "AB",
            "1",
            "0",
            "",
            "",
            f"Be{text}gum",
            text,
            text,
            f"12 {text} Road",
            text,
            "",
            "",
            "",
            "",
        ]
    )
    writer.writerow(
        [
            "AB",
            "2",
            "0",
            "",
            "",
            "Plain",
            "Jo",
            "EX1 1AA",
            "14 Mill Road",
            "",
            "",
            "",
            "",
            "",
        ]
    )

    found = applied(council, tmp_path, out.getvalue())

    assert found.rows_in == sum(found.counts.values()) == 2
    assert names(council)["AB-2"] == "Jo Plain"
    stored = Elector.objects.filter(number=1).first()
    assert stored is not None or found.refused == 1


@pytest.mark.parametrize("text", ["\x02", "a\x02b", "\x01\x1f", "_x0002_", "_x0000_"])
def test_control_characters_in_a_workbook_are_no_trap(
    tmp_path: Path, text: str
) -> None:
    council = make_council(make_campaign())
    path = tmp_path / "book.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, FULL.split(","))
    sheet.write_row(1, 0, ["AB", "1", "0", "", "", f"B{text}", text, text, text, text])
    sheet.write_row(
        2, 0, ["AB", "2", "0", "", "", "Plain", "Jo", "EX1 1AA", "1 Elm Road"]
    )
    book.close()

    found = applied(council, tmp_path, path.read_bytes(), names=["sent.xlsx"])

    assert found.rows_in == sum(found.counts.values()) == 2
    assert names(council)["AB-2"] == "Jo Plain"


def test_long_codes_and_suffixes_are_told_or_kept(tmp_path: Path) -> None:
    council = make_council(make_campaign())

    found = applied(
        council,
        tmp_path,
        full(
            f"{'A' * 120},1,0,,,Long,Code,EX1 1AA,12 Mill Road",
            "AB,1,12345678901234567890123,,,Long,Suffix,EX1 1AA,12 Mill Road",
            "AB,99999999999,0,,,Long,Number,EX1 1AA,12 Mill Road",
            "AB,5,0,,,Fine,Jo,EX1 1AA,12 Mill Road",
        ),
    )

    assert found.rows_in == 4
    assert "Jo Fine" in names(council).values()


cell = st.text(
    st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00"), max_size=12
)
row = st.lists(cell, min_size=14, max_size=14)


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(row, max_size=6))
def test_any_cells_at_all_add_up(rows: list[list[str]]) -> None:
    council = make_council(make_campaign())
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(FULL.split(","))
    writer.writerow(
        [
            "AB",
            "1",
            "0",
            "",
            "",
            "Plain",
            "Jo",
            "EX1 1AA",
            "14 Mill Road",
            "",
            "",
            "",
            "",
            "",
        ]
    )
    for n, cells in enumerate(rows, start=2):
        writer.writerow(["AB", n, *cells[2:]])

    with tempfile.TemporaryDirectory() as folder:
        found = applied(council, Path(folder), out.getvalue())

    assert found.rows_in == sum(found.counts.values())
    assert found.added == Elector.objects.filter(district__council=council).count()
    assert Import.objects.get(pk=found.pk).state == Import.State.APPLIED
