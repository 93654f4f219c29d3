"""`hustings walks locate`: the command, on the test's own database."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from hustings.apps.register.models import Door
from hustings.cli.main import main
from hustings.core.errors import HustingsError
from tests.factories import make_campaign, make_district, make_door

pytestmark = pytest.mark.django_db


@contextmanager
def at_hand() -> Iterator[None]:
    """As `with_database`, but that the database is up already."""
    try:
        yield
    except HustingsError as problem:
        raise click.ClickException(str(problem)) from problem


@pytest.fixture(autouse=True)
def database_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hustings.cli.walks.with_database", at_hand)


def run(campaign: str, *files: Path) -> Result:
    words = ["walks", "locate", *map(str, files), "--campaign", campaign]
    return CliRunner().invoke(main, words)


def test_doors_are_located_and_rows_not_read_are_told_by_line(tmp_path: Path) -> None:
    campaign = make_campaign(name="Ours")
    district = make_district(campaign)
    make_door(district), make_door(district, postcode="EX1 1AB")
    theirs = make_door(make_district(make_campaign()))
    file = tmp_path / "ons.csv"
    file.write_text("pcds,lat,long\nEX1 1AA,54.2,0.7\nEX1 1AB,0,0\n")
    done = run("Ours", file)
    assert done.exit_code == 0
    assert (
        "2 rows read, 1 door located, 1 row not read; 1 door still without a place."
        in done.output
    )
    assert (
        "ons.csv, line 3: EX11AB: 0.0000, 0.0000 is outside the United Kingdom"
        in done.output
    )
    theirs.refresh_from_db()
    assert theirs.latitude is None


def test_a_file_that_tells_no_places_changes_nothing(tmp_path: Path) -> None:
    make_door(make_district(make_campaign(name="Ours")))
    file = tmp_path / "letter.csv"
    file.write_text("Dear Sir\n")
    done = run("Ours", file)
    assert done.exit_code == 1 and "Expected are a UPRN" in done.output
    assert not Door.objects.filter(latitude__isnull=False).exists()
