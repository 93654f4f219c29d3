"""`hustings words`: out to a sheet, corrected, and in again."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hustings.cli.words import words as command
from hustings.core import words

WELSH = len(words.needed("cy", words.language("en")))


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HUSTINGS_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "words"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(each) for each in arguments])


def test_a_corrected_sheet_is_taken_into_the_servers_own_folder(
    own: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "welsh.csv"
    assert f"{WELSH} texts" in run("export", "cy", sheet).output
    assert sheet.read_bytes().startswith(b"\xef\xbb\xbfkey,en,cy,")
    mended = sheet.read_text(encoding="utf-8").replace("Dadwneud", "Tynnu’n ôl")
    sheet.write_text(mended, encoding="utf-8")

    taken = run("import", sheet, "--by", "S. P.")

    assert taken.exit_code == 0, taken.output
    assert f"Cymraeg: taken, speaker; 0 of {WELSH} missing." in taken.output
    welsh = words.load(own)["cy"]
    assert (welsh.words["undo"], welsh.checked_by) == ("Tynnu’n ôl", "S. P.")
    assert [path.name for path in own.iterdir()] == ["cy.json"]
    assert "cy  Cymraeg: speaker S. P. 2" in run("list").output


def test_a_sheet_with_a_slip_changes_nothing_and_says_where(
    own: Path, tmp_path: Path
) -> None:
    sheet = tmp_path / "welsh.csv"
    sheet.write_text("key,en,cy\nwalk.until,Until {when},Tan", encoding="utf-8")

    refused = run("import", sheet)

    assert refused.exit_code == 1
    assert "welsh.csv, line 2, column 3: {when} must stand in it" in refused.output
    assert not own.exists()


def test_a_sheet_in_another_code_page_is_told(own: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "polish.csv"
    sheet.write_bytes("key,en,pl\nnext,Next,Następny".encode("cp1250"))
    assert "Save the sheet as “CSV UTF-8”" in run("import", sheet).output


def test_somebodys_sheet_is_not_written_over(own: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "welsh.csv"
    sheet.write_text("work")
    refused = run("export", "cy", sheet)
    assert (refused.exit_code, sheet.read_text()) == (1, "work")
    assert "Choose another name" in refused.output


def test_places_that_cannot_be_written_are_told(own: Path, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    inside = tmp_path / "taken" / "inside"
    assert "Choose another place" in run("export", "cy", inside).output
    sheet = tmp_path / "welsh.csv"
    sheet.write_text("key,en,cy\nnext,Next,Ymlaen", encoding="utf-8")
    assert "Choose another place" in run("import", sheet, "--folder", inside).output


def test_a_broken_file_of_ones_own_is_named(own: Path) -> None:
    own.mkdir(parents=True)
    (own / "cy.json").write_text("{")
    listed = run("list")
    assert listed.exit_code == 1
    assert "cy.json, line 1" in listed.output


def test_the_list_says_who_stands_behind_each_and_what_all_weigh(own: Path) -> None:
    listed = run("list").output
    assert "en  English: original; 0 of" in listed
    assert "ar  العربية: machine; 0 of" in listed
    size = len(words.bundle(words.load()).encode())
    assert f"Together {size:,} bytes" in listed
