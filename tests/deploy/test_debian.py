"""The install script on a bare Debian 12: run, run again, and everything that its units name started as they name it.

No systemd runs in such a root: `play_units` stands in for it, visibly; what the units forbid is not enforced there.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.deploy.programs import program

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
AUTHORITIES = "/etc/ssl/certs/ca-certificates.crt"
NEEDED = ("debootstrap", "unshare", "ip")
pytestmark = [
    pytest.mark.soak,
    pytest.mark.skipif(
        os.environ.get("HUSTINGS_SOAK") != "1", reason="long: make soak runs it"
    ),
    pytest.mark.skipif(os.geteuid() != 0, reason="a Debian root is made as root"),
]
SCRIPT = ["/mnt/src/deploy/install-debian.sh", "--office", "127.0.0.1"]


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a person unpacks: deploy/, requirements/, the wheel."""
    place = tmp_path_factory.mktemp("source")
    for name in ("deploy", "requirements"):
        shutil.copytree(ROOT / name, place / name)
    shutil.copy(HERE / "play_units.py", place)
    authorities = os.environ.get("SSL_CERT_FILE", AUTHORITIES)
    shutil.copy(authorities, place / "authorities.crt")
    build = ["-m", "build", "--wheel", "--no-isolation", "--outdir", str(place / "dist")]  # fmt: skip
    subprocess.run([sys.executable, *build, str(ROOT)], check=True, capture_output=True)
    return place


@pytest.fixture(scope="module")
def tools() -> list[str]:
    """Without them the tests are skipped, but under CI they fail."""
    return [program(name) for name in NEEDED]


@pytest.fixture(scope="module")
def debian(
    tools: list[str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("debian")
    place.chmod(0o755)  # it will be / there
    made = ["debootstrap", "--variant=minbase", "bookworm", str(place)]
    subprocess.run(made, check=True, capture_output=True)
    shutil.copy("/etc/resolv.conf", place / "etc/resolv.conf")
    (place / "etc/hosts").write_text("127.0.0.1 localhost\n")
    yield place
    shutil.rmtree(place, ignore_errors=True)


def inside(debian: Path, source: Path, *command: str, alone: bool = False) -> str:
    """Run a command in the root; a failure shows all that it said."""
    apart = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
    apart += ["--net"] if alone else []
    enter = ["bash", str(HERE / "enter_root.sh"), *(["alone"] if alone else [])]
    done = subprocess.run(
        [*apart, *enter, str(debian), str(source), *command],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def state_of(debian: Path) -> dict[str, str]:
    """Every file that the script may write, with what is in it."""
    places = ("etc/hustings", "etc/caddy", "etc/systemd/system", "usr/local/bin")
    files = [path for place in places for path in (debian / place).rglob("*")]
    held = {str(p): p.read_text() for p in files if p.is_file() and not p.is_symlink()}
    return held | {"current": str((debian / "opt/hustings/current").readlink())}


def findings(said: tuple[int, str]) -> dict[str, str]:
    return {each["name"]: each["state"] for each in json.loads(said[1])["findings"]}


def test_a_bare_debian_becomes_a_server_that_phones_can_reach(
    debian: Path, source: Path
) -> None:
    first = inside(debian, source, *SCRIPT, "--by", "Ada & Friends")
    assert "Done: https://127.0.0.1" in first
    before = state_of(debian)
    seen: Any = json.loads(
        inside(debian, source, "python3", "/mnt/src/play_units.py", *SCRIPT, alone=True)
    )
    assert seen["told"] == "READY=1"
    # The second run changed nothing, and made this machine trust its own authority.
    assert (seen["again"][0], state_of(debian)) == (0, before)
    assert 'HUSTINGS_HOSTED_BY="Ada & Friends"' in str(before)
    assert seen["alive"] == [True] * 4, seen["logs"]

    wrong = {name for name, state in findings(seen["check"]).items() if state == "wrong"}  # fmt: skip
    assert (seen["check"][0], wrong) == (1, {"copies"})
    assert (seen["key"][0], seen["copy"][0]) == (0, 0), seen["key"] + seen["copy"]
    assert seen["all good"][0] == 0, seen["all good"][1]
    assert findings(seen["without a worker"])["worker"] == "wrong"
    assert (seen["ended"], seen["left"]) == ([0, 0], [])


def test_what_is_laid_out_is_closed_and_enabled(debian: Path) -> None:
    """After the test above, in the same root."""
    wanted = debian / "etc/systemd/system/multi-user.target.wants"
    assert (wanted / "hustings-database.service").is_symlink()
    also = debian / "etc/systemd/system/hustings-database.service.wants"
    assert {p.name for p in also.iterdir()} == {"hustings-web.service", "hustings-worker.service"}  # fmt: skip
    assert (debian / "var/lib/hustings").stat().st_mode & 0o777 == 0o700
    assert (debian / "etc/hustings/hustings.env").stat().st_mode & 0o777 == 0o640
    assert (debian / "etc/caddy/Caddyfile.before-hustings").exists()
