"""`hustings count`: what it prints, how it ends, and what it asks for."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hustings.cli.main import main
from hustings.core.counting.catalogue import CATALOGUE

WARD = """4 2
60 1 2 0
30 3 0
20 2 4 0
15 4 0
0
"Ann"
"Ben"
"Cy"
"Dee"
"Ward"
"""
TIE = '3 1\n1 1 0\n1 2 0\n1 3 0\n0\n"Ann"\n"Ben"\n"Cy"\n"T"\n'


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    path = tmp_path / "ward.blt"
    path.write_text(WARD, encoding="utf-8")
    return path


def run(*arguments: object, given: str | None = None) -> Result:
    return CliRunner().invoke(main, ["count", *map(str, arguments)], input=given)


def test_the_list_has_every_rule_set_with_its_law() -> None:
    listed = run("--list")
    assert listed.exit_code == 0
    for rules in CATALOGUE.values():
        assert rules.name in listed.output
        assert rules.law in listed.output


def test_json_has_what_is_promised(ward: Path) -> None:
    done = run(ward, "--rules", "scotland", "--format", "json")
    assert done.exit_code == 0, done.output
    record = json.loads(done.stdout)
    assert (record["rules"], record["seats"], record["quota"]) == ("scotland", 2, "42.00000")  # fmt: skip
    assert record["elected"] == ["Ann", "Ben"]
    first, second = record["stages"][:2]
    assert first["step"] == "first preferences"
    assert first["votes"] == {"Ann": "60.00000", "Ben": "20.00000", "Cy": "30.00000", "Dee": "15.00000"}  # fmt: skip
    assert second["votes"]["Ben"] == "38.00000"
    assert second["non_transferable"] == "0.00000"
    assert done.stderr == "Read as BLT: the first line is two numbers.\n"


@pytest.mark.parametrize(
    ("form", "begins"),
    [("table", "Ward\n"), ("csv", "candidate,"), ("html", "<!DOCTYPE html>"), ("narrative", "Ward")],
)  # fmt: skip
def test_every_format(ward: Path, form: str, begins: str) -> None:
    done = run(ward, "--rules", "scotland", "--format", form)
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith(begins)
    beside = run(ward, "--rules", "scotland", "--format", form, "--against", "ers97")
    assert beside.exit_code == 0, beside.output
    assert "ers97" in beside.stdout


def test_json_beside_other_rules_holds_both_records(ward: Path) -> None:
    done = run(ward, "--rules", "scotland", "--format", "json", "--against", "ers97")
    record = json.loads(done.stdout)
    assert (record["rules"], record["against"]["rules"]) == ("scotland", "ers97")


def test_a_pdf_for_the_notice_board(ward: Path, tmp_path: Path) -> None:
    out = tmp_path / "notice.pdf"
    done = run(ward, "--rules", "scotland", "--format", "pdf", "--output", out)
    assert done.exit_code == 0, done.output
    assert out.read_bytes().startswith(b"%PDF")
    both = run(ward, "--rules", "scotland", "--format", "pdf", "--against", "ers97")
    assert "leave --against out" in both.output


def test_standard_input() -> None:
    done = run("-", "--rules", "scotland", given=WARD)
    assert "Elected: Ann, Ben" in done.stdout
    refused = run("-", "--rules", "scotland", given="3 1\n1 4 0\n")
    assert refused.exit_code == 1
    assert "standard input, line 2, column 3: found “4”" in refused.output


def test_a_needed_lot_is_a_refusal_that_names_the_tied(tmp_path: Path) -> None:
    path = tmp_path / "tie.blt"
    path.write_text(TIE)
    refused = run(path, "--rules", "scotland")
    assert refused.exit_code == 1
    assert "Ann, Ben and Cy are tied" in refused.output
    drawn = run(path, "--rules", "scotland", "--lot", "Cy", "--lot", "Ann")
    assert "Elected: Ben" in drawn.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--rules", "scotlan"], "Did you mean scotland"),
        (["--rules", "scotland", "--against", "x"], "no rules called “x”"),
        (["--rules", "scotland", "--registered", "9"], "no use for the number of registered"),
        (["--rules", "scotland", "--withdrawn", "Zed"], "“Zed” withdrew and is no candidate"),
        (["--rules", "scotland", "--votes", "2"], "no use for the number of votes"),
    ],
)  # fmt: skip
def test_refusals_end_with_one(ward: Path, arguments: list[str], said: str) -> None:
    done = run(ward, *arguments)
    assert done.exit_code == 1
    assert said in done.output
    assert done.stdout == ""


@pytest.mark.parametrize(
    "arguments",
    [["--constraint", "many women"], ["--held", "Labour"], ["--threshold", "5"], ["--threshold", "1/0"], ["--seats", "0"]],
)  # fmt: skip
def test_words_that_mean_nothing_are_a_mistake_of_usage(
    ward: Path, arguments: list[str]
) -> None:
    done = run(ward, "--rules", "scotland", *arguments)
    assert done.exit_code == 2
    assert "Error: Invalid value" in done.output


def test_who_withdrew_and_how_many_seats(ward: Path) -> None:
    done = run(ward, "--rules", "scotland", "--withdrawn", "Ann", "--seats", "1", "--format", "json")  # fmt: skip
    assert json.loads(done.stdout)["elected"] == ["Ben"]
    assert "Seats in the file: 2; counted for 1, as asked." in done.stderr


def test_slates_and_constraints_come_from_a_list_of_candidates(
    ward: Path, tmp_path: Path
) -> None:
    people = tmp_path / "people.csv"
    people.write_text("name,slate,born,groups\nDee,Green,1950-05-17,women;young\n")
    done = run(
        ward, "--rules", "scotland", "--candidates", people, "--constraint", "women>=1",
        "--format", "json",
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    record = json.loads(done.stdout)
    assert "Dee" in record["elected"]
    assert record["candidates"][3]["slate"] == "Green"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,age\nDee,5\n", "line 1: found “name, age”"),
        ("\n", "line 1: found an empty file; expected the headings name, slate"),
        ("name,born\nDee,17/5/1950\n", "line 2, column 2: found “17/5/1950”"),
        ("name\nZed\n", "line 2, column 1: found “Zed”"),
        ("name\nDee\nDee\n", "line 3: found “Dee” a second time"),
        ("name,slate\nDee\n", "line 2: found 1 cells"),
    ],
)
def test_a_list_of_candidates_is_refused_with_its_line(
    ward: Path, tmp_path: Path, text: str, said: str
) -> None:
    people = tmp_path / "people.csv"
    people.write_text(text)
    done = run(ward, "--rules", "scotland", "--candidates", people)
    assert done.exit_code == 1
    assert said in done.output


def test_a_place_that_cannot_be_written_is_told(ward: Path, tmp_path: Path) -> None:
    done = run(ward, "--rules", "scotland", "--output", tmp_path / "no" / "where.txt")
    assert done.exit_code == 1
    assert "Choose another place" in done.output


def test_the_file_of_papers_is_not_written_over(ward: Path) -> None:
    before = ward.read_bytes()
    done = run(ward, "--rules", "scotland", "--output", ward)
    assert done.exit_code == 2
    assert "is a file that is read here and would be lost" in done.output
    assert ward.read_bytes() == before
    copy = run(ward, "--rules", "scotland", "--output", ward.with_name("record.txt"))
    assert copy.exit_code == 0, copy.output


def test_standard_input_serves_one_file() -> None:
    done = run("-", "--rules", "av", "--candidates", "-", given=TIE)
    assert done.exit_code == 2
    assert "Standard input is read once" in done.output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
def test_a_terminal_that_takes_no_more_is_told_without_a_traceback(ward: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "hustings.cli",
                "count",
                ward,
                "--rules",
                "scotland",
            ],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert "cannot be shown here" in done.stderr
    assert "Traceback" not in done.stderr


def test_papers_in_their_order_for_the_dail(ward: Path) -> None:
    done = run(ward, "--rules", "dail", "--format", "json")
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["elected"] == ["Ann", "Ben"]


def test_one_papers_way(ward: Path) -> None:
    """Ann's 60 are 18 above 42: a paper for Ann and Ben goes on to Ben at 18/60."""
    done = run(ward, "--rules", "scotland", "--follow", "Ann", "--follow", "Ben")
    assert done.exit_code == 0, done.output
    assert done.stdout.splitlines()[:2] == [
        "Stage 1: the paper counted 1 vote for Ann.",
        "Stage 2: it moved from Ann to Ben, worth 0.3 of a vote.",
    ]
    refused = run(ward, "--rules", "scotland", "--follow", "Zoe")
    assert refused.exit_code == 1
    assert "Zoe is not a candidate." in refused.stderr


@pytest.mark.parametrize(
    "more", [["--format", "json"], ["--against", "block"]], ids=["format", "against"]
)
def test_what_one_papers_way_does_not_show_is_refused(
    ward: Path, more: list[str]
) -> None:
    done = run(ward, "--rules", "scotland", "--follow", "Ann", *more)
    assert done.exit_code == 2
    assert "leave --format and --against out" in done.output


def test_a_line_that_reopens_nominations_is_named(ward: Path) -> None:
    plain = run(ward, "--rules", "scotland", "--format", "json")
    done = run(ward, "--rules", "scotland", "--reopen", "Ann", "--format", "json")
    assert json.loads(plain.stdout)["elected"] == ["Ann", "Ben"]
    record = json.loads(done.stdout)
    assert record["elected"] == ["Ben"]
    assert record["stages"][0]["elected"][0]["unfilled"] is True
    assert record["notes"] == ["Nominations re-open, seats unfilled: 1 of 2."]
    stranger = run(ward, "--rules", "scotland", "--reopen", "Zoe")
    assert stranger.exit_code == 1
    assert "“Zoe” is to stand for re-opening nominations" in stranger.output


@pytest.mark.parametrize(("seats", "rules"), [("4", "scotland"), ("9", "block")])
def test_as_many_seats_as_candidates_are_refused(
    ward: Path, seats: str, rules: str
) -> None:
    """Four stand: a wrong number of seats must not elect everybody."""
    done = run(ward, "--rules", rules, "--seats", seats)
    assert done.exit_code == 1
    assert f"line 1: found seats: {seats}, candidates: 4; expected fewer" in done.output


def test_lists_may_be_fewer_than_seats_and_withdrawals_leave_as_many(
    ward: Path,
) -> None:
    lists = run(
        ward, "--rules", "dhondt", "--seats", "4", "--lot", "Ann", "--lot", "Ben"
    )
    assert lists.exit_code == 0, lists.output
    gone = run(ward, "--rules", "scotland", "--withdrawn", "Cy", "--withdrawn", "Dee")
    assert gone.exit_code == 0, gone.output
