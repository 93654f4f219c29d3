"""Two people type the same pad at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection

from hustings.apps.ledger.models import Event
from hustings.apps.pollday.actions import Answer, Outcome
from tests.apps.pollday.day import type_in
from tests.factories import make_campaign, make_district, make_elector, make_member

NUMBERS = [str(number) for number in range(1, 45)]


def test_two_people_with_one_pad_keep_one_mark_for_each_number(committed: str) -> None:
    campaign = make_campaign(is_demonstration=False)
    tellers = [make_member(campaign, "teller") for _ in range(2)]
    ab1 = make_district(campaign, "AB1")
    for number in NUMBERS:
        make_elector(ab1, number=int(number))
    start = Barrier(2)

    def type_all(order: int) -> list[Answer]:
        try:
            start.wait()
            return type_in(ab1, tellers[order], NUMBERS[:: 1 - 2 * order])
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as together:
        answers = [each for found in together.map(type_all, range(2)) for each in found]

    assert Event.objects.votes_seen().standing().count() == len(NUMBERS)
    assert sum(answer.outcome is Outcome.KEPT for answer in answers) == len(NUMBERS)
    assert sum(answer.outcome is Outcome.ALREADY for answer in answers) == len(NUMBERS)
