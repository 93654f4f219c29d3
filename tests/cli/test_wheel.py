"""The way without make: a wheel in an empty environment, `hustings start`, and a page."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
UV = ROOT / ".uv" / "bin" / "uv"
pytestmark = [
    pytest.mark.skipif(not UV.exists(), reason="needs the uv that make install brings"),
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "build",
        "--wheel",
        "--no-isolation",
        "--outdir",
        str(target),
        str(ROOT),
    ]
    subprocess.run(command, check=True, capture_output=True)
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel and what it needs, and nothing else."""
    place = tmp_path_factory.mktemp("installed")
    run = [str(UV), "venv", "--quiet", "--python", sys.executable, str(place)]
    subprocess.run(run, check=True)
    locked = ["--constraint", str(ROOT / "requirements" / "run.txt")]
    install = [
        str(UV),
        "pip",
        "install",
        "--quiet",
        "--python",
        str(place / "bin" / "python"),
        *locked,
    ]
    subprocess.run(
        [*install, str(wheel)],
        check=True,
        env=os.environ | {"UV_NO_VERIFY_HASHES": "1"},
    )
    return place / "bin"


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "home"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def without_ours(**more: str) -> dict[str, str]:
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("HUSTINGS_", "DJANGO_", "PYTHON"))
    }
    return kept | more


def test_the_wheel_carries_fonts_with_their_licences_and_templates(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    fonts = [name for name in names if name.endswith(".ttf")]
    licences = [name for name in names if "/vendor/licences/" in name]
    assert len(fonts) >= 9
    assert len(licences) >= 6
    assert any("NotoSansSC" in name for name in fonts)
    assert any("noto-sans-sc" in name for name in licences)
    assert any(name.endswith("templates/base.html") for name in names)
    assert any(name.endswith("/hustings.css") for name in names)
    assert not any(name.startswith("tests/") for name in names)


def test_the_wheel_carries_the_guide(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    pages = [*ROOT.glob("docs/guide/*.md"), *ROOT.glob("docs/rules/*.md")]
    wanted = [page.relative_to(ROOT).as_posix() for page in pages]
    assert {f"hustings/web/{name}" for name in [*wanted, "docs/glossary.md"]} <= names


def test_the_command_reads_a_register_without_a_database(
    installed: Path, tmp_path: Path, home: Path
) -> None:
    command = [
        str(installed / "hustings"),
        "demo",
        "--seed",
        "1",
        "--electors",
        "500",
        "--out",
        str(tmp_path / "files"),
    ]
    subprocess.run(
        command,
        check=True,
        capture_output=True,
        env=without_ours(HUSTINGS_HOME=str(home)),
    )
    council = next(p for p in (tmp_path / "files").iterdir() if p.is_dir())
    files = sorted(str(p) for p in council.iterdir())
    done = subprocess.run(
        [str(installed / "hustings"), "register", "read", *files, "--json"],
        check=True,
        capture_output=True,
        text=True,
        env=without_ours(HUSTINGS_HOME=str(home)),
    )
    assert '"rows_in"' in done.stdout
    assert not home.exists()


def test_start_sets_up_and_serves_from_the_wheel(installed: Path, home: Path) -> None:
    port = free_port()
    command = [
        str(installed / "hustings"),
        "start",
        "--port",
        str(port),
        "--no-demonstration",
    ]
    server = subprocess.Popen(
        command,
        env=without_ours(HUSTINGS_HOME=str(home)),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        page = answer(f"http://127.0.0.1:{port}/")
        style = re.search(r'href="(/static/hustings[^"]+\.css)"', page)
        assert style
        assert "--paper" in answer(f"http://127.0.0.1:{port}{style.group(1)}")
    finally:
        server.send_signal(signal.SIGTERM)
        said, _ = server.communicate(timeout=60)
    assert server.returncode == 0, said
    assert "http://127.0.0.1" in said


def answer(address: str, seconds: float = 300) -> str:
    until = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as page:
                return str(page.read().decode())
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.3)
