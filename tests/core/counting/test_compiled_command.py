"""`hustings count` asks for compiled help where the file is large and the extra `fast` is there, and says nothing of it."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from hustings.cli import count as command
from hustings.cli.main import main
from hustings.core.counting.compiled.loading import load
from hustings.core.counting.files import blt
from tests.core.counting.machine_code import FOLDER, needed

WARD = '3 2\n60 1 2 0\n30 3 0\n20 2 3 0\n0\n"Ann"\n"Ben"\n"Cy"\n"Ward"\n'


@pytest.fixture(autouse=True)
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that compiled code was asked for in."""
    needed()
    folders: list[Path] = []

    def watched(folder: Path) -> None:
        folders.append(folder)
        load(folder)

    monkeypatch.setattr(blt, "load", watched)
    monkeypatch.setattr(command, "home", lambda: FOLDER.parent)
    return folders


@pytest.fixture
def ward(tmp_path: Path) -> Path:
    path = tmp_path / "ward.blt"
    path.write_text(WARD, encoding="utf-8")
    return path


def counted(ward: Path, *words: str) -> Result:
    done = CliRunner().invoke(main, ["count", str(ward), "--rules", "meek", "--format", "json", *words])  # fmt: skip
    assert done.exit_code == 0, done.output
    return done


def test_a_small_file_is_counted_without(ward: Path, loaded: list[Path]) -> None:
    counted(ward)
    assert not loaded


def test_a_large_file_is_counted_with_it_and_the_record_is_the_same(
    ward: Path, loaded: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    small = counted(ward)
    monkeypatch.setattr(command, "WORTH_COMPILED_CODE", len(WARD))
    large = counted(ward)
    assert loaded == [FOLDER]
    assert large.output == small.output


def test_plain_counts_a_large_file_without(
    ward: Path, loaded: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "WORTH_COMPILED_CODE", 1)
    counted(ward, "--plain")
    assert not loaded


def test_without_the_extra_a_large_file_is_counted_all_the_same(
    ward: Path, loaded: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "WORTH_COMPILED_CODE", 1)
    monkeypatch.setattr(command, "is_installed", lambda: False)
    counted(ward)
    assert not loaded
