"""Plays the service manager inside a Debian root, where none can run: starts what the units say, as they say it.

Run there by Debian's own Python, so it needs nothing else. It reads User, Environment, EnvironmentFile and ExecStart
of each unit; what the units forbid is not enforced here. Prints one JSON object of what it saw.
"""

import json
import os
import pwd
import shlex
import socket
import subprocess
import sys
import time
from pathlib import Path

UNITS = Path("/etc/systemd/system")
Settings = dict[str, list[str]]


def settings_of(*files: Path) -> Settings:
    """What the unit and its drop-ins set, in the order of the files."""
    found: Settings = {}
    for file in files:
        for line in file.read_text().splitlines():
            name, mark, value = line.partition("=")
            if mark and not line.startswith(("#", "[")):
                found.setdefault(name.strip(), []).append(value.strip())
    return found


def environment_of(unit: Settings) -> dict[str, str]:
    made = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}
    for said in unit.get("Environment", []):
        for name, _, value in (part.partition("=") for part in shlex.split(said)):
            made[name] = value
    for named in unit.get("EnvironmentFile", []):
        path = Path(named.lstrip("-"))
        lines = path.read_text().splitlines() if path.exists() else []
        for line in lines:
            if line.strip() and not line.startswith("#"):
                name, value = line.split("=", 1)
                made[name] = "".join(shlex.split(value))
    return made


def start(unit: Settings, log: str, **more: str) -> "subprocess.Popen[bytes]":
    user = pwd.getpwnam(unit["User"][-1])
    environment = environment_of(unit) | {"HOME": user.pw_dir, "USER": user.pw_name}
    return subprocess.Popen(
        shlex.split(unit["ExecStart"][-1]),
        user=user.pw_uid,
        group=user.pw_gid,
        extra_groups=[],
        umask=0o077,
        cwd=unit.get("WorkingDirectory", ["/"])[-1],
        env=environment | more,
        stdout=Path(log).open("wb"),
        stderr=subprocess.STDOUT,
    )


def wait_for_word(listening: socket.socket) -> str:
    listening.settimeout(180)
    return listening.recv(100).decode()


def said(*command: str) -> tuple[int, str]:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def typed(words: str, *command: str) -> tuple[int, str]:
    done = subprocess.run(
        command, input=words, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout + done.stderr


def wait_for(path: Path, seconds: int = 30) -> None:
    until = time.monotonic() + seconds
    while not path.exists() and time.monotonic() < until:
        time.sleep(0.2)


def main() -> None:
    seen: dict[str, object] = {}
    notify = Path("/run/notify")
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    listening.bind(str(notify))
    notify.chmod(0o777)
    database = start(settings_of(UNITS / "hustings-database.service"), "/tmp/database.log", NOTIFY_SOCKET=str(notify))  # fmt: skip
    seen["told"] = wait_for_word(listening)
    web = start(settings_of(UNITS / "hustings-web.service"), "/tmp/web.log")
    worker = start(settings_of(UNITS / "hustings-worker.service"), "/tmp/worker.log")
    proxy = settings_of(Path("/lib/systemd/system/caddy.service"), *sorted((UNITS / "caddy.service.d").glob("*.conf")))  # fmt: skip
    caddy = start(proxy, "/tmp/caddy.log")
    wait_for(Path("/var/lib/caddy/.local/share/caddy/pki/authorities/local/root.crt"))
    seen["again"] = said(*sys.argv[1:])
    time.sleep(3)
    seen["check"] = said("hustings", "check", "--deploy", "--json")
    seen["key"] = typed("four invented words here\n" * 2, "hustings", "backup-key")
    seen["copy"] = said("hustings", "backup", "/var/lib/hustings/tmp/first.hustings")
    seen["all good"] = said("hustings", "check", "--deploy", "--json")
    seen["alive"] = [each.poll() is None for each in (database, web, worker, caddy)]
    worker.terminate()
    worker.wait(60)
    seen["without a worker"] = said("hustings", "check", "--deploy", "--json")
    for each in (web, database, caddy):
        each.terminate()
    seen["ended"] = [each.wait(120) for each in (web, database)]
    seen["left"] = [p.name for p in Path("/var/lib/hustings/postgres").glob("*/postmaster.pid")]  # fmt: skip
    seen["logs"] = {p.name: p.read_text(errors="replace")[-2000:] for p in Path("/tmp").glob("*.log")}  # fmt: skip
    print(json.dumps(seen))


if __name__ == "__main__":
    os.umask(0o022)
    main()
