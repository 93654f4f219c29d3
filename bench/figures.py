"""What a benchmark says: a figure beside a floor measured in the same run, and the limit it should keep."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from threading import Event, Thread
from time import perf_counter
from typing import Self

import psutil


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` and `floor` in `unit`; `limit` is the most it should be.

    `peak_mib` counts the processes that were started for the work, the embedded database's server not among them.
    """

    name: str
    value: float
    unit: str
    floor: float | None = None
    limit: float | None = None
    peak_mib: float | None = None

    @property
    def ratio(self) -> float | None:
        """How many times the floor, where there is one."""
        return self.value / self.floor if self.floor else None

    @property
    def kept(self) -> bool:
        """Whether the limit, if any, was kept."""
        return self.limit is None or self.value <= self.limit

    def dumps(self) -> str:
        """The figure as one line of JSON."""
        return json.dumps(asdict(self))

    @classmethod
    def loads(cls, line: str) -> Self:
        """The figure that `dumps` wrote."""
        return cls(**json.loads(line))


@dataclass(frozen=True, slots=True)
class Measured:
    """`processor` is the time that processors worked for us: it says more where others share the machine."""

    seconds: float
    processor: float
    peak_mib: float


def measure(work: Callable[[], object]) -> Measured:
    """Seconds that `work` takes, and the most memory that this process and its children held meanwhile.

    Memory is resident size, looked at every 20 ms and added up over the processes, so that pages they
    share count more than once: never less than the truth, short peaks aside.
    """
    over, peaks = Event(), [_resident_mib()]

    def watch() -> None:
        while not over.wait(0.02):
            peaks.append(_resident_mib())

    watcher = Thread(target=watch, daemon=True)
    watcher.start()
    started, worked = perf_counter(), _processor()
    try:
        work()
        seconds, processor = perf_counter() - started, _processor() - worked
    finally:
        over.set()
        watcher.join()
    return Measured(seconds, processor, max(peaks))


def _processor() -> float:
    """Seconds of processor time of this process and of its children that have ended."""
    return sum(os.times()[:4])


def _resident_mib() -> float:
    here = psutil.Process()
    return (
        sum(_resident(process) for process in [here, *here.children(recursive=True)])
        / 2**20
    )


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0
