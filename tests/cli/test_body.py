"""`hustings body`: parts from the records of counts, and a whole body read back."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hustings.cli.main import main

BRANCHES = '3 2\n60 1 2 0\n35 3 0\n0\n"Ann"\n"Ben"\n"Cy"\n"Branches"\n'
UNIONS = '2 1\n9 1 0\n4 2 0\n0\n"Una"\n"Vic"\n"Unions"\n'
SLATES = "name,slate\nAnn,Left\nCy,Middle\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "slates.csv").write_text(SLATES, encoding="utf-8")
    for name, text in (("branches", BRANCHES), ("unions", UNIONS)):
        blt, record = tmp_path / f"{name}.blt", tmp_path / f"{name}.json"
        blt.write_text(text, encoding="utf-8")
        rules = ("scotland", "--candidates", tmp_path / "slates.csv") if name == "branches" else ("plurality",)  # fmt: skip
        done = run("count", blt, "--format", "json", "--output", record, "--rules", *rules)  # fmt: skip
        assert done.exit_code == 0, done.output
    officers = "part,name,slate,votes\nOfficers,Leader,Left,\nOfficers,,,\nSpeakers,Sam,Left,no\n"
    (tmp_path / "officers.csv").write_text(officers, encoding="utf-8")
    return tmp_path


def joined(folder: Path, *more: str) -> Result:
    return run(
        "body", "--title", "the executive",
        "--part", f"Branches={folder / 'branches.json'}",
        "--part", f"Unions={folder / 'unions.json'}",
        "--by-right", folder / "officers.csv", *more,
    )  # fmt: skip


def test_parts_make_a_body(folder: Path) -> None:
    done = joined(folder)
    assert done.exit_code == 0, done.output
    assert done.output.splitlines() == [
        "Branches (2, by scotland): Ann (Left), Cy (Middle).",
        "Unions (1, by plurality): Una.",
        "Officers (2, by right): Leader (Left); vacant: 1.",
        "Speakers (1, by right): Sam (Left).",
        "Votes on the executive: 5. Left 2, Middle 1, of no slate 1.",
        "Nobody controls it: 3 are more than half.",
    ]


def test_a_body_is_written_and_read_back(folder: Path) -> None:
    written = joined(folder, "--format", "json")
    record = folder / "executive.json"
    record.write_text(written.output, encoding="utf-8")
    assert json.loads(written.output)["seats"] == 6
    assert run("body", record, "--format", "json").output == written.output
    assert run("body", record).output == joined(folder).output


@pytest.mark.parametrize(
    ("arguments", "told", "status"),
    [
        ((), "Give either a body as JSON, or --title with its parts.", 2),
        (("--title", "x"), "Say at least one --part, or --by-right.", 2),
        (("--part", "Unions"), "expected the part's name, = and the record", 2),
        (("--by-right", "officers.csv"), "Say --title", 2),
        (("--title", "x", "--part", "U=unions.blt"), "unions.blt: The record of a count is JSON", 1),
        (("--title", "x", "--part", "U=unions.json", "--part", "U=branches.json"), "Two parts of the body are named U", 1),
        (("unions.json",), "unions.json: Expected “hustings body 1”", 1),
        (("unions.json", "--title", "x"), "Give either", 2),
    ],
    ids=str,
)  # fmt: skip
def test_what_does_not_make_a_body_is_refused(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...],
    told: str,
    status: int,
) -> None:
    monkeypatch.chdir(folder)
    done = run("body", *arguments)
    assert done.exit_code == status
    assert told in " ".join(done.output.split())
