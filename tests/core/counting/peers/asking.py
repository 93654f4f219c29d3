"""Random polls, what we count and what the peers say: agreed, differs, hangs, fails, or a lot of ours is missing."""

import json
import subprocess
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from hustings.core.counting.by_rules import count_by
from hustings.core.counting.catalogue import rules_named
from hustings.core.counting.poll import Poll, poll_of
from hustings.core.counting.record import Count, MissingLot

ANSWERING = Path(__file__).with_name("answering.py")
LISTS = ("dhondt", "sainte-lague", "sainte-lague-modified", "hare", "droop")
STV = {
    "scotland": ("pref_voting stv_scottish", "votelib-stv Gregory"),
    "meek": ("pref_voting stv_meek",),
    "warren": ("pref_voting stv_warren",),
    "gregory": ("pref_voting stv_last_parcel",),
}
Ranked = list[tuple[int, list[int]]]


@dataclass(frozen=True)
class Asked:
    """One poll, put to one peer."""

    rules: str
    ask: str
    size: int
    seats: int
    papers: Ranked

    def as_json(self) -> dict[str, Any]:
        return {"ask": self.ask, "size": self.size, "seats": self.seats, "papers": self.papers}  # fmt: skip

    @property
    def poll(self) -> Poll:
        names = list(map(str, range(self.size)))
        return poll_of(names, self.seats, [(m, map(str, each)) for m, each in self.papers])  # fmt: skip

    @property
    def count(self) -> Count | None:
        """Ours; None where the law leaves it to a lot."""
        try:
            return count_by(rules_named(self.rules), self.poll)
        except MissingLot:
            return None


def lists(many: int, seed: int) -> Iterator[Asked]:
    chance = Random(seed)
    for _ in range(many):
        size, seats = chance.randint(2, 7), chance.randint(1, 15)
        papers = [(chance.randint(1, 500), [place]) for place in range(size)]
        for law in LISTS:
            yield Asked(law, f"votelib-lists {law}", size, seats, papers)


def alternative(many: int, seed: int) -> Iterator[Asked]:
    chance = Random(seed)
    for _ in range(many):
        size = chance.randint(2, 6)
        papers = _ranked(chance, size, chance.randint(3, 15), 40)
        yield Asked("av", "pref_voting instant_runoff_put", size, 1, papers)


def transferable(many: int, seed: int) -> Iterator[Asked]:
    chance = Random(seed)
    for _ in range(many):
        size = chance.randint(4, 8)
        seats = chance.randint(1, size - 2)
        papers = _ranked(chance, size, chance.randint(20, 60), 120)
        for rules, asks in STV.items():
            for ask in asks:
                yield Asked(rules, ask, size, seats, papers)


def _ranked(chance: Random, size: int, kinds: int, most: int) -> Ranked:
    """Some candidates are liked more than others; papers that are alike stand together."""
    liked = [chance.random() + 0.1 for _ in range(size)]
    papers: Counter[tuple[int, ...]] = Counter()
    for _ in range(kinds):
        order = sorted(range(size), key=lambda n: -(chance.random() ** (1 / liked[n])))
        papers[tuple(order[: chance.randint(1, size)])] += chance.randint(1, most)
    return [(many, list(ranking)) for ranking, many in papers.items()]


@contextmanager
def peers(python: Path) -> Iterator["Peers"]:
    command = [str(python), str(ANSWERING)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Peers(process)
        process.communicate()


class Peers:
    """The process in the peers' environment."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.versions: dict[str, str] = self._next()

    def _next(self) -> Any:
        if not self.process.stdout:
            raise AssertionError("the process writes to us")
        return json.loads(self.process.stdout.readline())

    def answer(self, asked: Asked) -> dict[str, Any]:
        if not self.process.stdin:
            raise AssertionError("the process reads from us")
        self.process.stdin.write(json.dumps(asked.as_json()) + "\n")
        self.process.stdin.flush()
        answer: dict[str, Any] = self._next()
        return answer


def compared(asked: Asked, answer: dict[str, Any]) -> str:
    """`agree`, `differ`, `hangs`, `fails`, or `lot` where our law needs one.

    votelib notices some of its own endless loops, and says so; that is hanging too.
    """
    count = asked.count
    if count is None:
        return "lot"
    if "result" not in answer:
        endless = "hangs" in answer or "infinite loop" in answer["failed"]
        return "hangs" if endless else "fails"
    return "agree" if _same(asked, count.elected, answer["result"]) else "differ"


def _same(asked: Asked, elected: Sequence[str], theirs: Any) -> bool:
    if isinstance(theirs, dict):
        return theirs == Counter(elected)
    if asked.rules == "av":  # pref_voting gives every way that a tie could go
        return int(elected[0]) in theirs
    return bool(theirs == sorted(map(int, elected)))
