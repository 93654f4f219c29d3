import json
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hustings.core.errors import HustingsError
from hustings.engine import journal, keyring
from hustings.engine.archive import read_label, seal, unseal
from hustings.engine.journal import Entry

PASSPHRASE = "four plain words here"


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of keys made once: the passphrase is slow to try, on purpose."""
    home = tmp_path_factory.mktemp("keys")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUSTINGS_HOME", str(home))
        keyring.make_keys(PASSPHRASE)
    return home / "keys"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUSTINGS_HOME", str(tmp_path / "home"))


def sealed(place: Path, keys: Path) -> Path:
    shutil.copytree(keys, place / "home" / "keys")
    contents = place / "contents"
    (contents / "files").mkdir(parents=True)
    (contents / "database.dump").write_bytes(b"the register" * 1000)
    (contents / "files" / "sheet.pdf").write_bytes(b"%PDF")
    target = place / "copy.hustings"
    seal(contents, target, made_at="2026-05-01T03:00:00+00:00", version="0.1.0")
    return target


def test_where_nothing_can_be_written_it_is_said(tmp_path: Path, keys: Path) -> None:
    shutil.copytree(keys, tmp_path / "home" / "keys")
    (tmp_path / "contents").mkdir()
    (tmp_path / "full").write_text("a file, where a folder should be")

    with pytest.raises(HustingsError, match="cannot be written"):
        seal(tmp_path / "contents", tmp_path / "full" / "copy", made_at="", version="")


def test_a_copy_opens_with_the_passphrase_alone(
    tmp_path: Path, keys: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = sealed(tmp_path, keys)
    monkeypatch.setenv("HUSTINGS_HOME", str(tmp_path / "another machine"))

    label = unseal(copy, PASSPHRASE, tmp_path / "opened")

    assert label.made_at == "2026-05-01T03:00:00+00:00"
    assert (
        tmp_path / "opened" / "database.dump"
    ).read_bytes() == b"the register" * 1000
    assert (tmp_path / "opened" / "files" / "sheet.pdf").read_bytes() == b"%PDF"


def test_nothing_inside_can_be_read_from_outside(tmp_path: Path, keys: Path) -> None:
    copy = sealed(tmp_path, keys).read_bytes()
    assert b"the register" not in copy
    assert b"AGE-SECRET-KEY" not in copy


def test_a_wrong_passphrase_is_told(tmp_path: Path, keys: Path) -> None:
    with pytest.raises(HustingsError, match="does not open this copy"):
        unseal(sealed(tmp_path, keys), "another passphrase", tmp_path / "opened")


@pytest.mark.parametrize("where", [0.5, 0.9, 0.999])
def test_a_copy_damaged_anywhere_is_told(
    tmp_path: Path, keys: Path, where: float
) -> None:
    copy = sealed(tmp_path, keys)
    content = bytearray(copy.read_bytes())
    content[int(len(content) * where)] ^= 1
    copy.write_bytes(content)
    with pytest.raises(HustingsError, match="is damaged"):
        unseal(copy, PASSPHRASE, tmp_path / "opened")


def test_a_copy_cut_short_is_told(tmp_path: Path, keys: Path) -> None:
    copy = sealed(tmp_path, keys)
    copy.write_bytes(copy.read_bytes()[:-40])
    with pytest.raises(HustingsError, match="is damaged"):
        unseal(copy, PASSPHRASE, tmp_path / "opened")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{}\n", b"[1]\n"])
def test_another_file_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "other"
    file.write_bytes(content)
    with pytest.raises(HustingsError, match="is not a copy"):
        read_label(file)


def test_a_copy_of_a_later_format_is_told(tmp_path: Path) -> None:
    file = tmp_path / "later"
    file.write_text(
        json.dumps(
            {
                "format": "hustings-copy/9",
                "made_at": "",
                "version": "9",
                "public_key": "",
                "private_key": "",
            }
        )
        + "\n"
    )
    with pytest.raises(HustingsError, match="newer hustings"):
        read_label(file)


def test_no_copy_without_keys_and_no_short_passphrase(tmp_path: Path) -> None:
    with pytest.raises(HustingsError, match="backup-key"):
        keyring.public_key()
    with pytest.raises(HustingsError, match="at least 12"):
        keyring.make_keys("short")


def test_a_changed_passphrase_opens_new_copies(tmp_path: Path, keys: Path) -> None:
    old = sealed(tmp_path, keys)
    keyring.change_passphrase(PASSPHRASE, "five other plain words here")
    new = tmp_path / "new.hustings"
    seal(
        tmp_path / "contents", new, made_at="2026-05-02T03:00:00+00:00", version="0.1.0"
    )

    unseal(new, "five other plain words here", tmp_path / "one")
    unseal(old, PASSPHRASE, tmp_path / "two")


def test_the_journal_gives_what_is_younger_than_the_copy() -> None:
    then = datetime(2026, 5, 1, tzinfo=UTC)
    for days in (0, 1, 2):
        journal.note(
            Entry(
                (then + timedelta(days=days)).isoformat(),
                "erase-person",
                "c",
                str(days),
            )
        )

    assert [entry.record for entry in journal.since(then + timedelta(days=1))] == [
        "1",
        "2",
    ]


def test_a_line_cut_off_by_a_power_cut_is_passed_over(tmp_path: Path) -> None:
    then = datetime(2026, 5, 1, tzinfo=UTC)
    journal.note(Entry(then.isoformat(), "erase-person", "c", "1"))
    with (tmp_path / "home" / "journal" / "promises.jsonl").open("a") as file:
        file.write('{"at": "2026-05')
    journal.note(Entry(then.isoformat(), "erase-person", "c", "2"))
    assert [entry.record for entry in journal.since(then)] == ["1", "2"]
