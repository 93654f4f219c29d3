import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from hustings.cli.demo import demo


def test_demo_writes_the_files_and_says_that_all_is_invented(tmp_path: Path) -> None:
    out = tmp_path / "with a space"
    result = CliRunner().invoke(
        demo, ["--seed", "2", "--electors", "600", "--out", str(out)]
    )
    assert result.exit_code == 0, result.output
    readme = (out / "README.txt").read_text()
    assert (
        "invented" in readme
        and "600 electors in 24 polling districts (seed 2)" in readme
    )
    assert "600 invented electors" in result.output
    for path in out.rglob("*.csv"):
        assert str(path) in result.output
    assert list(out.rglob("*.zip"))


def test_the_next_register_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    arguments = ["--electors", "500", "--out", str(tmp_path)]
    CliRunner().invoke(demo, arguments)
    assert not list(tmp_path.glob("*-next-december"))
    assert CliRunner().invoke(demo, [*arguments, "--next-december"]).exit_code == 0
    assert len(list(tmp_path.glob("*-next-december/1-register-*"))) == 21


@pytest.mark.parametrize(
    "arguments", [[], ["--out", "x", "--electors", "3"], ["--out", "x", "--seed", "z"]]
)
def test_wrong_use_is_told(arguments: list[str]) -> None:
    assert CliRunner().invoke(demo, arguments).exit_code == 2


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    result = CliRunner().invoke(
        demo, ["--electors", "500", "--out", str(tmp_path / "taken" / "x")]
    )
    assert result.exit_code == 1
    assert "Choose another folder" in result.output


def test_the_help_has_examples() -> None:
    assert "hustings demo --seed 7" in CliRunner().invoke(demo, ["--help"]).output


def test_the_command_needs_no_django() -> None:
    script = "import sys; import hustings.cli; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
