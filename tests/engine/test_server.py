"""The embedded server: shared, stopped by the last, whole again after a power cut."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import psutil
import psycopg
import pytest

from hustings.core.errors import HustingsError
from hustings.engine import address
from hustings.engine.address import Address
from hustings.engine.cluster import (
    data_folder,
    lay_out_cluster,
    start_cluster,
    stop_cluster,
)
from hustings.engine.programs import VERSION
from hustings.engine.server import keep_up, running
from tests.engine.homes import kill, new_home

HOLD = """
import sys
from hustings.engine.server import running
with running():
    print("up", flush=True)
    sys.stdin.readline()
"""
pytestmark = pytest.mark.skipif(
    bool(os.environ.get("HUSTINGS_DATABASE_URL")),
    reason="these are about the embedded server",
)


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A home whose path is long and has spaces in it."""
    with new_home(monkeypatch, f"a folder with spaces/{'long ' * 20}end") as place:
        yield place


def connect(way: Address) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(way.conninfo(), autocommit=True)


def is_up() -> bool:
    pid = data_folder() / "postmaster.pid"
    return pid.exists() and psutil.pid_exists(int(pid.read_text().split()[0]))


def hold() -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "up\n"
    return process


@contextmanager
def hold_briefly() -> Iterator[None]:
    other = hold()
    yield
    let_go(other)


def let_go(process: "subprocess.Popen[str]") -> None:
    process.communicate("\n", timeout=30)


def test_it_starts_in_a_folder_with_a_long_path_and_spaces_and_stops(
    home: Path,
) -> None:
    with running(), connect(address.application()) as connection:
        row = connection.execute("SELECT current_user").fetchone()
        assert row == ("hustings_app",)
    assert not is_up()


def test_processes_share_it_and_the_last_one_stops_it(home: Path) -> None:
    first, second = hold(), hold()
    let_go(first)
    assert is_up()
    let_go(second)
    assert not is_up()


def test_a_use_within_a_use_leaves_the_server_up(home: Path) -> None:
    with running():
        with running():
            pass
        assert is_up()
        with hold_briefly():
            assert is_up()
        assert is_up()
    assert not is_up()


def test_the_log_names_nobody(home: Path) -> None:
    """Neither a statement that fails nor the row that it fails on; only that something failed."""
    with running(), connect(address.owner()) as connection:
        connection.execute("CREATE TABLE people (name text CHECK (name <> 'Przykład'))")
        with pytest.raises(psycopg.errors.CheckViolation):
            connection.execute("INSERT INTO people VALUES ('Przykład')")
    log = (data_folder() / "server.log").read_text()
    assert "people_name_check" in log
    assert "Przykład" not in log


@pytest.mark.skipif(os.name == "nt", reason="Windows has no socket folder")
def test_a_socket_folder_that_somebody_else_put_there_is_not_used(home: Path) -> None:
    """Anybody may write to the folder for passing files: a link there would have us give away what it points to."""
    precious = home / "precious"
    precious.mkdir(parents=True)
    address.socket_folder().symlink_to(precious)
    try:
        with pytest.raises(HustingsError, match="belongs to somebody else"), running():
            pass
    finally:
        address.socket_folder().unlink()
    assert precious.stat().st_uid == os.geteuid()


def test_a_killed_user_does_not_keep_it_up(home: Path) -> None:
    victim = hold()
    victim.kill()
    victim.communicate()
    with running():
        pass
    assert not is_up()


def test_what_was_committed_is_there_after_everything_is_killed_at_once(
    home: Path,
) -> None:
    holder = hold()
    with connect(address.owner()) as connection:
        connection.execute("CREATE TABLE kept (n int)")
        connection.execute("INSERT INTO kept SELECT generate_series(1, 1000)")
        unfinished = connect(address.owner())
        unfinished.execute("BEGIN")
        unfinished.execute("INSERT INTO kept VALUES (-1)")
        postmaster = psutil.Process(
            int((data_folder() / "postmaster.pid").read_text().split()[0])
        )
        victims = [
            psutil.Process(holder.pid),
            postmaster,
            *postmaster.children(recursive=True),
        ]
        for victim in victims:
            kill(victim)
        psutil.wait_procs(victims[1:], timeout=10)
    holder.communicate()
    unfinished.close()

    with running(), connect(address.owner()) as connection:
        assert connection.execute("SELECT count(*), min(n) FROM kept").fetchone() == (
            1000,
            1,
        )


def test_one_that_died_in_use_is_started_again(home: Path) -> None:
    with running():
        with connect(address.owner()) as connection:
            connection.execute("CREATE TABLE kept (n int)")
        pid = int((data_folder() / "postmaster.pid").read_text().split()[0])
        keep_up()
        assert psutil.pid_exists(pid)
        parts = [psutil.Process(pid), *psutil.Process(pid).children()]
        kill(parts[0])
        psutil.wait_procs(parts, timeout=10)

        keep_up()

        with connect(address.owner()) as connection:
            connection.execute("TABLE kept")
    assert not is_up()


@pytest.mark.skipif(os.name == "nt", reason="Windows suspends in another way")
def test_what_is_left_of_one_that_was_killed_is_waited_for(home: Path) -> None:
    """A process of it that cannot end yet holds its memory, and no other server starts meanwhile."""
    with running():
        pid = int((data_folder() / "postmaster.pid").read_text().split()[0])
        left = psutil.Process(pid).children()[0]
        left.suspend()
        kill(psutil.Process(pid))
        Timer(1.5, left.kill).start()

        start_cluster(VERSION)

        with connect(address.owner()) as connection:
            connection.execute("SELECT 1")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no socket folder")
def test_one_whose_socket_was_tidied_away_is_within_reach_again(home: Path) -> None:
    with running():
        with connect(address.owner()) as connection:
            connection.execute("CREATE TABLE kept (n int)")
        shutil.rmtree(address.socket_folder())

        keep_up()

        with connect(address.owner()) as connection:
            connection.execute("TABLE kept")
        shutil.rmtree(address.socket_folder())

        with hold_briefly(), connect(address.owner()) as connection:
            connection.execute("TABLE kept")
    assert not is_up()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no socket folder")
def test_one_that_stopped_leaves_no_socket_folder(home: Path) -> None:
    with running():
        assert address.socket_folder().is_dir()
    assert not address.socket_folder().exists()


def test_one_that_cannot_be_started_yet_is_tried_again(
    home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with running():
        main = data_folder() / "postgresql.conf"
        right = main.read_text()
        main.write_text(right + "\nno_such_setting = on\n")
        pid = int((data_folder() / "postmaster.pid").read_text().split()[0])
        parts = [psutil.Process(pid), *psutil.Process(pid).children()]
        kill(parts[0])
        psutil.wait_procs(parts, timeout=10)
        keep_up()
        assert "the database is down and is tried again" in caplog.text
        main.write_text(right)

        keep_up()

        with connect(address.owner()) as connection:
            connection.execute("SELECT 1")


def test_a_layout_cut_off_half_way_is_made_again(home: Path) -> None:
    (home / "postgres" / "18.fresh").mkdir(parents=True)
    (home / "postgres" / "18.fresh" / "half").write_text("made")
    with running():
        assert is_up()


def test_an_older_versions_data_is_brought_forward(home: Path) -> None:
    lay_out_cluster(data_folder(16), 16)
    start_cluster(16)
    with connect(address.embedded(address.OWNER)) as connection:
        connection.execute("CREATE TABLE old_times (words text)")
        connection.execute(
            "INSERT INTO old_times VALUES ('still here; SET transaction_timeout')"
        )
    stop_cluster(16)

    with running(), connect(address.owner()) as connection:
        assert connection.execute("SELECT words FROM old_times").fetchone() == (
            "still here; SET transaction_timeout",
        )
        version = connection.execute("SHOW server_version").fetchone()
        assert version
        assert str(version[0]).startswith("18")
    assert (home / "postgres" / "16.before-18" / "PG_VERSION").exists()


def test_a_bringing_forward_cut_off_half_way_is_begun_again(home: Path) -> None:
    lay_out_cluster(data_folder(16), 16)
    lay_out_cluster(data_folder(18), 18)
    (home / "postgres" / "bringing-forward").touch()

    with running():
        assert is_up()

    assert not (home / "postgres" / "bringing-forward").exists()
    assert (home / "postgres" / "16.before-18").exists()


def test_the_application_may_make_no_table(home: Path) -> None:
    with (
        running(),
        connect(address.application()) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("CREATE TABLE mine (n int)")


def test_keys_are_closed_to_others(home: Path) -> None:
    with running():
        pass
    modes = {
        path.name: path.stat().st_mode & 0o077 for path in (home / "keys").iterdir()
    }
    assert modes == dict.fromkeys(modes, 0)
    assert {"owner", "application", "superuser"} <= set(modes)


def test_a_server_is_up_again_soon(home: Path) -> None:
    with running():
        pass
    begun = time.monotonic()
    with running():
        pass
    assert time.monotonic() - begun < 30
