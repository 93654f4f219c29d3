"""What deploy/ holds, looked at by the programs that will read it: systemd, Caddy, the shell."""

import os
import re
import shlex
import subprocess
from pathlib import Path

import pytest

from hustings.cli.main import VERBS
from tests.deploy.programs import program

DEPLOY = Path(__file__).parents[2] / "deploy"
UNITS = sorted(DEPLOY.glob("*.service"))
# What systemd reckons a unit to be exposed, from 0 to 10; an ordinary one has 9.6.
MOST_EXPOSED = 1.5


def run(*command: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | environment,
    )


@pytest.fixture
def laid_out(tmp_path: Path) -> list[str]:
    """The units where systemd looks for no installed program: it checks that what they start is there."""
    for unit in UNITS:
        text = re.sub(
            r"/opt/hustings/current/bin/hustings", "/bin/true", unit.read_text()
        )
        (tmp_path / unit.name).write_text(text)
    return [str(tmp_path / unit.name) for unit in UNITS]


def test_systemd_accepts_the_units(laid_out: list[str]) -> None:
    done = run(program("systemd-analyze"), "verify", "--man=no", *laid_out)
    assert (done.returncode, done.stderr) == (0, "")


def test_systemd_would_say_if_it_did_not(laid_out: list[str]) -> None:
    unit = Path(laid_out[0])
    unit.write_text(unit.read_text().replace("ProtectSystem=", "ProtectSistem="))
    done = run(program("systemd-analyze"), "verify", "--man=no", str(unit))
    assert "ProtectSistem" in done.stderr


def test_the_units_are_closed_to_all_they_need_not(laid_out: list[str]) -> None:
    for unit in laid_out:
        limit = str(int(MOST_EXPOSED * 10))
        command = ["security", "--offline=true", "--no-pager", f"--threshold={limit}"]
        done = run(program("systemd-analyze"), *command, unit)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_each_unit_starts_a_command_that_there_is(unit: Path) -> None:
    line = re.search(r"^ExecStart=(.*)$", unit.read_text(), re.MULTILINE)
    assert line
    path, verb, *_ = shlex.split(line[1])
    assert path == "/opt/hustings/current/bin/hustings"
    assert verb in VERBS


def test_the_pages_have_no_way_in_as_the_databases_owner() -> None:
    text = (DEPLOY / "hustings-web.service").read_text()
    assert "HUSTINGS_PROCESS=web" in text
    assert "owner.env" not in text
    assert "InaccessiblePaths=-/var/lib/hustings/keys/owner" in text


@pytest.mark.parametrize("name", ["Caddyfile", "Caddyfile.office"])
@pytest.mark.parametrize("site", ["hustings.example.org", "https://192.168.1.10"])
def test_caddy_accepts_both_ways(name: str, site: str) -> None:
    config = ["--adapter", "caddyfile", "--config", str(DEPLOY / name)]
    done = run(program("caddy"), "validate", *config, HUSTINGS_SITE=site)
    assert done.returncode == 0, done.stderr
    assert "not formatted" not in done.stderr


def test_the_install_script_is_one_that_the_shell_can_read() -> None:
    done = run("bash", "-n", str(DEPLOY / "install-debian.sh"))
    assert (done.returncode, done.stderr) == (0, "")
    assert os.access(DEPLOY / "install-debian.sh", os.X_OK)


@pytest.mark.skipif(os.geteuid() != 0, reason="the script asks for root first")
@pytest.mark.parametrize(
    ("words", "says"),
    [
        ([], "--domain NAME or --office ADDRESS"),
        (["--domain", "a.example", "--office", "10.0.0.1"], "not both"),
        (["--domain", "https://a.example"], "leave https:// away"),
        (["--domain", "a.example; rm -rf"], "no name or address"),
        (["--domain", "a.example", "--by", 'Ada "x"'], "quotation marks"),
        (["--domain", "a.example", "--wheel", "/nowhere.whl"], "no wheel"),
        (["--domaine", "a.example"], "not known"),
    ],
)
def test_the_install_script_refuses_before_it_changes_anything(
    words: list[str], says: str
) -> None:
    done = run("bash", str(DEPLOY / "install-debian.sh"), *words)
    assert done.returncode == 2
    assert says in done.stderr


def test_the_install_script_explains_itself() -> None:
    done = run("bash", str(DEPLOY / "install-debian.sh"), "--help")
    assert done.returncode == 0
    for word in ("--domain", "--office", "--wheel", "--by", "--no-start"):
        assert word in done.stdout
