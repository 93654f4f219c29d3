"""Keeping the web process and the worker alive beside each other, and stopping them together."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping

from hustings.core.errors import HustingsError

STOP_SECONDS = 15
DEATHS_A_MINUTE = 5
LOOK_SECONDS = 2


def supervise(
    commands: Mapping[str, list[str]],
    ready: Callable[[], None],
    look: Callable[[], None],
) -> None:
    """Run each command as `hustings COMMAND…`; start again what dies; stop all when told to.

    `ready` is called once all have started, `look` now and then: it sees to what they stand on. Raises
    HustingsError when one keeps dying.
    """
    stop = stop_when_told()
    children = {name: _start(name, words) for name, words in commands.items()}
    deaths: list[float] = []
    looked = time.monotonic()
    try:
        ready()
        while not stop.wait(0.5):
            if time.monotonic() - looked > LOOK_SECONDS:
                look()
                looked = time.monotonic()
            for name in [
                name for name, child in children.items() if child.poll() is not None
            ]:
                deaths = [at for at in deaths if time.monotonic() - at < 60] + [
                    time.monotonic()
                ]
                if len(deaths) > DEATHS_A_MINUTE:
                    raise HustingsError(
                        f"The {name} process keeps stopping; what it said stands above."
                    )
                children[name] = _start(name, commands[name])
    finally:
        _stop(list(children.values()))


def stop_when_told() -> threading.Event:
    """An event that is set by Ctrl-C, by a polite kill, and when the process that started us is gone."""
    stop = threading.Event()

    def told(number: int, frame: object) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)
    return stop


def stop_when_orphaned(parent: int, tell: Callable[[], None]) -> None:
    """Watch for the death of our starter in a thread, and `tell` when it comes."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        tell()

    threading.Thread(target=watch, daemon=True).start()


def must_be_free(host: str, port: int) -> None:
    """Raise HustingsError if something else answers at this address already."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            raise HustingsError(
                f"Something else already uses port {port} on {host}. Stop it, or choose another: --port NUMBER with hustings, PORT=NUMBER with make run."
            ) from problem


def wait_for_answer(host: str, port: int, seconds: float = 60) -> None:
    """Wait until a connection to this address is accepted."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            if probe.connect_ex((host, port)) == 0:
                return
        time.sleep(0.1)
    raise HustingsError(f"The web process did not answer within {seconds:.0f} s.")


def _start(name: str, words: list[str]) -> "subprocess.Popen[bytes]":
    environment = os.environ | {
        "HUSTINGS_PROCESS": name,
        "HUSTINGS_STARTED_BY": str(os.getpid()),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "hustings.cli", *words], env=environment
    )


def _stop(children: list["subprocess.Popen[bytes]"]) -> None:
    for child in children:
        if child.poll() is None:
            child.terminate()
    until = time.monotonic() + STOP_SECONDS
    for child in children:
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
