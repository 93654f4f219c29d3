"""One cluster of the embedded PostgreSQL: laid out, started, stopped, whoever runs it and wherever it lies."""

import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

import psycopg

from hustings.core.errors import HustingsError
from hustings.engine import address
from hustings.engine.home import folder, home, key
from hustings.engine.programs import VERSION, program
from hustings.engine.provision import provision

SYSTEM_USER = "hustings-db"
START_SECONDS = 60
# What is left of a server that was killed holds its memory for a moment, and no other can start meanwhile.
LEFT_OVER_SECONDS = 5

CONFIGURATION = MappingProxyType(
    {
        "max_connections": "60",
        "shared_buffers": "'256MB'",
        "max_wal_size": "'2GB'",
        "wal_compression": "on",
        "jit": "off",  # our queries are short: compiling them costs more than it saves
        # The first morning's answers come in within minutes: until the planner has counted them, each
        # batch from a phone would read all of them.
        "autovacuum_naptime": "'10s'",
        "timezone": "'UTC'",
        "password_encryption": "'scram-sha-256'",
        "logging_collector": "off",
        "log_min_messages": "warning",
        # A statement that fails, and the row it fails on, hold people's data: the log tells of neither.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
    }
)


def data_folder(version: int = VERSION) -> Path:
    return home() / "postgres" / str(version)


def start_cluster(version: int) -> None:
    """Start the laid-out cluster of this version and see that its roles and database exist."""
    if not _answers():
        if _is_cut_off(version):
            stop_cluster(version)
        _configure(data_folder(version))
        log = data_folder(version) / "server.log"
        _start(version, log)
        _wait_until_it_answers(log)
    owner, application = (
        address.embedded(address.OWNER),
        address.embedded(address.APPLICATION),
    )
    provision(owner, application, superuser=_superuser())


def _start(version: int, log: Path) -> None:
    until = time.monotonic() + LEFT_OVER_SECONDS
    words = ("start", "-w", "-t", str(START_SECONDS), "-l", str(log))
    while True:
        try:
            return _pg_ctl(version, *words)
        except HustingsError:
            if time.monotonic() > until:
                raise
            time.sleep(0.5)


def stop_cluster(version: int = VERSION) -> None:
    """Stop the server, wait, and leave no folder behind for its socket; do nothing if it is down."""
    if (data_folder(version) / "postmaster.pid").exists():
        with suppress(HustingsError):
            _pg_ctl(version, "stop", "-w", "-m", "fast")
        with suppress(OSError):  # none on Windows; one that is not empty is in use
            address.socket_folder().rmdir()


def is_down(version: int = VERSION) -> bool:
    """Whether the server has died or is cut off; one that starts, recovers or is too busy to answer is neither."""
    if _answers():
        return False
    if _is_cut_off(version):
        return True
    try:
        _pg_ctl(version, "status")
    except HustingsError:
        return True
    return False


def _is_cut_off(version: int) -> bool:
    """Whether it has its socket no longer: whoever tidies the folder for passing files up took it for forgotten.

    Nobody gets in then, and only another start makes the socket again.
    """
    note = data_folder(version) / "postmaster.pid"
    lines = note.read_text().splitlines() if note.exists() else []
    socket_is_made = len(lines) > 7 and lines[7].strip() == "ready"
    there = address.socket_folder() / f".s.PGSQL.{address.PORT}"
    return os.name != "nt" and socket_is_made and not there.exists()


def _superuser() -> address.Address:
    return address.embedded(address.SUPERUSER, "postgres")


def lay_out_cluster(data: Path, version: int) -> None:
    """Make a new, empty cluster in `data`; a cluster half made by a power cut is made again."""
    if os.name == "nt" and not (folder("postgres") / "port").exists():
        (folder("postgres") / "port").write_text(str(_free_port()))
    _give_to_system_user(folder("postgres"))
    fresh = data.with_name(f"{data.name}.fresh")
    shutil.rmtree(fresh, ignore_errors=True)
    with tempfile.TemporaryDirectory() as place:
        password = Path(place) / "password"
        password.write_text(key("superuser"))
        _readable_by_system_user(password)
        _run(
            [str(program("initdb", version)), "-D", str(fresh), "-U", address.SUPERUSER]
            + [
                "--auth=scram-sha-256",
                f"--pwfile={password}",
                "--encoding=UTF8",
                "--locale=C",
            ]
        )
    fresh.rename(data)


def _configure(data: Path) -> None:
    lines = dict(CONFIGURATION)
    if os.name == "nt":
        lines |= {
            "listen_addresses": "'127.0.0.1'",
            "port": str(address.embedded(address.OWNER).port),
        }
    else:
        sockets = address.socket_folder()
        _make_private(sockets)
        _give_to_system_user(sockets)
        lines |= {"listen_addresses": "''", "unix_socket_directories": f"'{sockets}'"}
    (data / "hustings.conf").write_text(
        "".join(f"{k} = {v}\n" for k, v in lines.items())
    )
    _readable_by_system_user(data / "hustings.conf")
    main = data / "postgresql.conf"
    if "hustings.conf" not in main.read_text():
        with main.open("a") as file:
            file.write("include 'hustings.conf'\n")


def _make_private(path: Path) -> None:
    """Make the folder closed to others. HustingsError if somebody else has put something there before us.

    Its name can be worked out, and anybody may write to the folder for passing files.
    """
    path.mkdir(mode=0o700, exist_ok=True)
    found = path.lstat()
    ours = {os.geteuid(), *_system_user_id()} if sys.platform != "win32" else set()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in ours:
        raise HustingsError(
            f"{path} belongs to somebody else. Have it deleted, then start hustings again."
        )
    if found.st_mode & 0o077:
        path.chmod(0o700)


def _system_user_id() -> set[int]:
    if not _as_root():
        return set()
    import pwd

    _make_system_user()
    return {pwd.getpwnam(SYSTEM_USER).pw_uid}


def _answers() -> bool:
    try:
        psycopg.connect(_superuser().conninfo(), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _wait_until_it_answers(log: Path) -> None:
    """After a power cut the server starts before it has finished recovering."""
    until = time.monotonic() + START_SECONDS
    while not _answers():
        if time.monotonic() > until:
            raise HustingsError(
                f"The database did not start within {START_SECONDS} s; see {log}"
            )
        time.sleep(0.1)


def _pg_ctl(version: int, *words: str) -> None:
    _run([str(program("pg_ctl", version)), "-D", str(data_folder(version)), *words])


def _run(command: list[str]) -> None:
    user: str | None = None
    flags = 0
    if _as_root():
        _make_system_user()
        user = SYSTEM_USER
    elif os.name == "nt":
        flags = 0x08000000 | 0x00000200
    # pg_ctl's child keeps its output open, so it must not be a pipe of ours.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd=tempfile.gettempdir(),
            user=user,
            group=user,
            extra_groups=[] if user else None,
            creationflags=flags,
        )
        said.seek(0)
        if done.returncode:
            words = said.read().decode(errors="replace").strip()[-600:]
            raise HustingsError(f"{Path(command[0]).name} did not succeed: {words}")


def _as_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def _make_system_user() -> None:
    """PostgreSQL will not run as root; a system user without a log-in runs it."""
    import pwd

    try:
        pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        command = [
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            SYSTEM_USER,
        ]
        subprocess.run(command, check=True, capture_output=True)


def _give_to_system_user(path: Path) -> None:
    """Let the system user own `path` and pass through the folders above it and above the programs."""
    if not _as_root():
        return
    _make_system_user()
    shutil.chown(path, SYSTEM_USER, SYSTEM_USER)
    for above in [*path.parents, *program("postgres").parents]:
        mode = above.stat().st_mode
        if not mode & 0o001:
            above.chmod(mode | 0o001)


def _readable_by_system_user(path: Path) -> None:
    if not _as_root():
        return
    shutil.chown(path, SYSTEM_USER, SYSTEM_USER)
    for above in path.parents:
        if above.owner() == "root" and not above.stat().st_mode & 0o001:
            above.chmod(above.stat().st_mode | 0o001)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
