"""Two people type the same sheet at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import TypeVar
from uuid import uuid4

from django.db import connection

from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.actions import Entry, Reply, Round, enter
from hustings.apps.ledger.models import Event
from hustings.core.canvassing import NEUTRAL, read_line
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

NUMBERS = [str(number) for number in range(1, 31)]
Answer = TypeVar("Answer")


def at_once(*what: Callable[[], Answer]) -> list[Answer]:
    """What each gives, all begun at one moment."""
    start = Barrier(len(what))

    def begin(act: Callable[[], Answer]) -> Answer:
        try:
            start.wait()
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(what)) as together:
        return list(together.map(begin, what))


def test_each_line_is_kept_once_and_asked_about_once(committed: str) -> None:
    campaign = make_campaign()
    typists = [make_member(campaign, "canvasser") for _ in range(2)]
    district, words = make_district(campaign), make_wording(campaign)
    for number in NUMBERS:
        make_elector(district, number=int(number))
    on = Round(district=district, happened_at=START, scale=NEUTRAL, wording=words)

    def type_all(by: Membership, numbers: list[str]) -> list[Entry]:
        lines = [read_line(f"{number} 1 c", NEUTRAL) for number in numbers]
        return [enter(line=line, on=on_own(on), by=by, at=START) for line in lines]

    answers = at_once(
        lambda: type_all(typists[0], NUMBERS),
        lambda: type_all(typists[1], NUMBERS),
    )

    replies = [entry.reply for given in answers for entry in given]
    assert Event.objects.count() == len(NUMBERS)
    assert replies.count(Reply.KEPT) == replies.count(Reply.AGAIN) == len(NUMBERS)


def on_own(on: Round) -> Round:
    """The same round, typed at a desk of its own."""
    return replace(on, key=uuid4())
