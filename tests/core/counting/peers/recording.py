"""What the peers said of some polls: `python -m tests.core.counting.peers.recording` asks them and writes it down."""

import json
from itertools import chain
from pathlib import Path
from typing import Any

from bench._peer_environment import PYTHON
from tests.core.counting.peers.asking import (
    Asked,
    alternative,
    lists,
    peers,
    transferable,
)

RECORDED = Path(__file__).with_name("answers.jsonl")
"""The programs' versions, then a line for each poll and what was said of it."""


def recorded() -> tuple[dict[str, str], list[tuple[Asked, dict[str, Any]]]]:
    versions, *lines = map(json.loads, RECORDED.read_text("utf-8").splitlines())
    return versions, [(_asked(line), line["answer"]) for line in lines]


def _asked(line: dict[str, Any]) -> Asked:
    papers = [(many, names) for many, names in line["papers"]]
    return Asked(line["rules"], line["ask"], line["size"], line["seats"], papers)


def main() -> None:
    polls = chain(transferable(12, 5), alternative(40, 12), lists(20, 13))
    with peers(PYTHON) as asking, RECORDED.open("w", encoding="utf-8") as file:
        print(json.dumps(asking.versions), file=file)
        for asked in polls:
            said = {"rules": asked.rules, **asked.as_json(), "answer": asking.answer(asked)}  # fmt: skip
            print(json.dumps(said), file=file)


if __name__ == "__main__":
    main()
