"""`hustings register import`: the command, on the test's own database."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from hustings.apps.register.models import Elector, Import
from hustings.cli.main import main
from hustings.core.errors import HustingsError
from tests.apps.register.council import full, make_council, names, update
from tests.factories import make_campaign

pytestmark = pytest.mark.django_db
TWO = full(
    "AB,1,0,,,Begum,Asha,EX1 1AA,12 Mill Road",
    "AB,2,0,,,Okoro,Chidi,EX1 1AA,14 Mill Road",
)


@contextmanager
def at_hand() -> Iterator[None]:
    """As `with_database`, but that the database is up already."""
    try:
        yield
    except HustingsError as problem:
        raise click.ClickException(str(problem)) from problem


@pytest.fixture(autouse=True)
def database_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hustings.cli.register_import.with_database", at_hand)


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, ["register", "import", *map(str, words)])


def sent(folder: Path, text: str, name: str = "AB.csv") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_files_are_read_into_the_campaign_and_the_report_is_told(
    tmp_path: Path,
) -> None:
    council = make_council(make_campaign(name="Ada"))

    done = run(sent(tmp_path, TWO), "--campaign", "Ada")

    assert done.exit_code == 0
    assert "Applied: Exampleton, 2 rows" in done.output
    assert names(council) == {"AB-1": "Asha Begum", "AB-2": "Chidi Okoro"}


def test_json_adds_up(tmp_path: Path) -> None:
    make_council(make_campaign(name="Ada"))

    report = json.loads(run(sent(tmp_path, TWO), "--campaign", "Ada", "--json").stdout)

    six = ("added", "amended", "closed", "unchanged", "ignored", "refused")
    assert report["rows_in"] == sum(report[name] for name in six) == 2
    assert report["files"][0]["family"] == "xpress"


def test_a_preview_changes_nothing(tmp_path: Path) -> None:
    make_council(make_campaign(name="Ada"))

    done = run(sent(tmp_path, TWO), "--campaign", "Ada", "--preview", "--json")

    assert json.loads(done.stdout)["added"] == 2
    assert not Elector.objects.exists()


def test_an_update_and_the_closing_of_the_missing_with_a_yes(tmp_path: Path) -> None:
    council = make_council(make_campaign(name="Ada"))
    run(sent(tmp_path, TWO), "--campaign", "Ada")
    run(
        sent(tmp_path, update("AB,3,A,,Jo,,New,,,,1 Elm Road"), "update02feb.csv"),
        "--campaign",
        "Ada",
    )
    one = sent(tmp_path, full("AB,1,0,,,Begum,Asha,EX1 1AA,12 Mill Road"), "newer.csv")

    assert "2 missing from the files" in run(one, "--campaign", "Ada").output
    one.write_text(one.read_text() + "\n")
    assert "2 closed besides" in run(one, "--campaign", "Ada", "--yes-absent").output
    assert names(council) == {"AB-1": "Asha Begum"}


def test_a_council_that_is_new_is_named(tmp_path: Path) -> None:
    make_campaign(name="Ada")

    assert run(sent(tmp_path, TWO), "--campaign", "Ada").exit_code == 2
    assert (
        run(sent(tmp_path, TWO), "--campaign", "Ada", "--council", "Newton").exit_code
        == 0
    )
    assert Import.objects.get(state="applied").council.name == "Newton"


@pytest.mark.parametrize("text", ["", "what is this", "\x00\x01\x02" * 50])
def test_what_cannot_be_read_ends_with_1_and_leaves_nothing(
    tmp_path: Path, text: str
) -> None:
    make_council(make_campaign(name="Ada"))

    done = run(sent(tmp_path, text, "odd.csv"), "--campaign", "Ada")

    assert done.exit_code == 1
    assert "odd.csv" in done.output
    assert not Elector.objects.exists()
    assert not Import.objects.filter(files__stored__isnull=False).exists()


def test_a_campaign_that_is_not_there_ends_with_1(tmp_path: Path) -> None:
    make_campaign(name="Ada")

    done = run(sent(tmp_path, TWO), "--campaign", "Bob")

    assert done.exit_code == 1
    assert "No campaign is called Bob" in done.output
    assert "hustings campaign list" in done.output
