"""Random polls beside other programs: votelib for lists, pref_voting and votelib for transferable votes.

`make peers` puts them into an environment of their own, and `make soak` asks them. What they said of some polls on the
day when those were recorded lies beside this file, so that every run of the tests holds our counts against it; the soak
asks those again too. Polls for which our law needs a lot are left out.
"""

import json
from collections import Counter
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from bench._peer_environment import PYTHON, ready
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import GREGORY
from hustings.core.counting.stv.rules import Share
from tests.core.counting.peers.asking import (
    Asked,
    alternative,
    compared,
    lists,
    peers,
    transferable,
)
from tests.core.counting.peers.recording import recorded

ALL_PAPERS_SHARE = replace(
    GREGORY,
    share=Share.BY_VALUE,
    quota=lambda valid, seats, unit: valid * unit // (seats + 1),
)
EXPLAINED = {"pref_voting stv_last_parcel": ALL_PAPERS_SHARE}
"""The other rule by which a peer counts; whatever differs must come out as there when that rule is put in place of ours.

Of the last parcel only papers with a further preference carry the surplus, so that none of it is lost while there are
any (docs/rules/gregory.md, as Northern Ireland's rule 49 and ERS97 5.3 have it). pref_voting takes the same part of every
paper, and what falls to papers without a further preference is exhausted; its quota is votes over seats and one.
"""


def explained(asked: Asked, answer: dict[str, Any]) -> bool:
    rules = EXPLAINED.get(asked.ask)
    if rules is None or "result" not in answer:
        return False
    names = count_gregory(asked.poll, rules, asked.poll.names).elected
    return bool(sorted(map(int, names)) == answer["result"])


def tallied(outcomes: Counter[tuple[str, str]]) -> str:
    return "\n".join(f"{ask}: {many} {kind}" for (ask, kind), many in sorted(outcomes.items()))  # fmt: skip


def outcome(asked: Asked, answer: dict[str, Any]) -> str:
    kind = compared(asked, answer)
    return "differ, explained" if kind == "differ" and explained(asked, answer) else kind  # fmt: skip


def test_our_counts_are_those_that_the_peers_gave_when_they_were_asked() -> None:
    versions, answers = recorded()
    assert set(versions) == {"votelib", "pref_voting"}
    outcomes = Counter((each.ask, outcome(each, answer)) for each, answer in answers)
    print(tallied(outcomes))
    kinds = Counter(kind for _, kind in outcomes.elements())
    assert kinds["agree"] > 150
    assert kinds["differ, explained"]
    assert kinds.keys() <= {"agree", "differ, explained", "hangs", "lot"}


@pytest.mark.soak
def test_the_peers_count_random_polls_as_we_do() -> None:
    if not ready():
        pytest.skip("the peers are not installed: make peers (it needs the network)")
    outcomes: Counter[tuple[str, str]] = Counter()
    odd: list[tuple[Asked, object]] = []
    with peers(PYTHON) as asking:
        for asked in chain(transferable(100, 5), alternative(300, 2), lists(300, 1)):
            answer = asking.answer(asked)
            kind = outcome(asked, answer)
            outcomes[asked.ask, kind] += 1
            if kind in ("differ", "fails"):
                odd.append((asked, answer))
    print(asking.versions)
    print(tallied(outcomes))
    assert not odd
    for ask in {ask for ask, _ in outcomes}:
        assert outcomes[ask, "agree"] > 50, ask


@pytest.mark.soak
def test_what_was_recorded_is_what_the_peers_say() -> None:
    if not ready():
        pytest.skip("the peers are not installed: make peers (it needs the network)")
    versions, answers = recorded()
    with peers(PYTHON) as asking:
        assert asking.versions == versions
        for asked, answer in answers:
            if "hangs" not in answer:
                assert asking.answer(asked) == answer, json.dumps(asked.as_json())
