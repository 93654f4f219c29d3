"""Keys of a home: made once, whole, whoever asks first."""

from pathlib import Path

import pytest

from hustings.core.errors import HustingsError
from hustings.engine.home import folder, key
from hustings.engine.sealing import MARK, open_text, seal_text, sealing_key


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HUSTINGS_HOME", str(tmp_path))


def test_a_key_is_made_once_and_is_nobody_elses_to_read() -> None:
    made = key("django")
    assert key("django") == made
    assert len(made) >= 48
    assert key("other") != made
    assert (folder("keys") / "django").stat().st_mode & 0o077 == 0


def test_of_two_who_make_a_key_at_once_both_read_the_same() -> None:
    """The second comes while the first is at it: nobody may read a file that is still empty."""
    read = []

    def slowly() -> str:
        assert not (folder("keys") / "django").exists()
        read.append(key("django"))
        return "the slower one's"

    assert key("django", slowly) == read[0]
    assert [file.name for file in folder("keys").iterdir()] == ["django"]


def test_what_is_sealed_opens_with_its_own_key_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = sealing_key()
    sealed = seal_text("JBSWY3DPEHPK3PXP", ours)

    assert sealed.startswith(MARK)
    assert "JBSWY3DPEHPK3PXP" not in sealed
    assert open_text(sealed, ours) == "JBSWY3DPEHPK3PXP"
    assert seal_text(sealed, ours) == sealed
    monkeypatch.setenv("HUSTINGS_HOME", str(tmp_path / "another"))
    with pytest.raises(HustingsError, match="hustings people recover"):
        open_text(sealed, sealing_key())
    with pytest.raises(HustingsError, match="hustings people recover"):
        open_text(f"{MARK}no base64!", ours)


def test_what_was_never_sealed_is_read_as_it_is() -> None:
    assert open_text("JBSWY3DPEHPK3PXP", sealing_key()) == "JBSWY3DPEHPK3PXP"
