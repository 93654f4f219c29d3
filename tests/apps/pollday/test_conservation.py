"""Whatever is typed, taken back or said at the door: nobody is lost and no number goes unanswered."""

from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hustings.apps.canvass.queries import pledges
from hustings.apps.ledger.models import Event
from hustings.apps.pollday.actions import take_back
from hustings.apps.pollday.queries import day_counted, left
from hustings.apps.pollday.tally import tally, total
from tests.apps.pollday.day import MORNING, answer, type_in, vote_by_post
from tests.factories import (
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

NUMBERS = st.integers(1, 9)
STEP = st.one_of(
    st.tuples(st.just("type"), st.lists(NUMBERS, min_size=1, max_size=6)),
    st.tuples(st.just("sure"), st.lists(NUMBERS, min_size=1, max_size=3)),
    st.tuples(st.just("again"), st.lists(NUMBERS, min_size=1, max_size=3)),
    st.tuples(st.just("undo"), st.lists(NUMBERS, max_size=1)),
    st.tuples(st.just("says 1"), st.lists(NUMBERS, min_size=1, max_size=3)),
    st.tuples(st.just("says 5"), st.lists(NUMBERS, min_size=1, max_size=2)),
    st.tuples(st.just("post"), st.lists(NUMBERS, min_size=1, max_size=1)),
)


class TestConservation(TestCase):
    databases = {"default"}

    @settings(
        max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(st.lists(STEP, max_size=12))
    def test_voted_and_left_are_all_our_pledges_and_each_number_has_one_answer(
        self, steps: list[tuple[str, list[int]]]
    ) -> None:
        day = _PlayedDay()
        for what, numbers in steps:
            day.play(what, numbers)
        day.check()


class _PlayedDay:
    """A district of seven electors, its marks kept by hand beside those kept by the app."""

    def __init__(self) -> None:
        self.agent = make_member(make_campaign(is_demonstration=False))
        self.wording = make_wording(self.agent.campaign)
        self.ab1 = make_district(self.agent.campaign, "AB1")
        self.electors = {n: make_elector(self.ab1, number=n) for n in range(1, 8)}
        self.key = uuid4()
        self.said: dict[int, int] = {}
        self.by_post: set[int] = set()
        self.seen: set[int] = set()
        self.days = 0

    def play(self, what: str, numbers: list[int]) -> None:
        self.days += 1
        match what:
            case "type" | "sure":
                self.type(numbers, sure=what == "sure")
            case "again":
                key = self.key
                typed = [str(n) for n in numbers if n not in self.by_post]
                if typed:
                    answers = type_in(self.ab1, self.agent, typed, key=key)
                    assert [a.typed for a in answers] == typed
                    self.seen = self.seen_by_the_app()
            case "undo":
                self.undo()
            case "post":
                for number in set(numbers) & set(self.electors) - self.by_post:
                    vote_by_post(self.electors[number])
                    self.by_post.add(number)
            case _:
                self.say(numbers, int(what[-1]))

    def type(self, numbers: list[int], *, sure: bool) -> None:
        typed = [str(n) for n in numbers]
        answers = type_in(self.ab1, self.agent, typed, is_sure=sure)
        assert [a.typed for a in answers] == typed
        known = set(numbers) & set(self.electors)
        self.seen |= known if sure else known - self.by_post

    def say(self, numbers: list[int], said: int) -> None:
        for number in set(numbers) & set(self.electors):
            answer(self.electors[number], self.agent, self.wording, said, day=self.days)
            self.said[number] = said

    def undo(self) -> None:
        mark = Event.objects.votes_seen().standing().order_by("id").first()
        if mark and mark.elector:
            take_back(mark=mark, by=self.agent, at=MORNING, any_author=True)
            self.seen.discard(mark.elector.number)

    def seen_by_the_app(self) -> set[int]:
        marks = Event.objects.of(self.agent.campaign).votes_seen().standing()
        return set(marks.values_list("elector__number", flat=True))

    def check(self) -> None:
        day = day_counted(self.agent.campaign, MORNING)
        ours = {n for n, said in self.said.items() if said == 1}
        sums = total(tally(self.agent, day).districts)
        assert self.seen_by_the_app() == self.seen
        assert sums.voted == len(ours & self.seen)
        assert {
            e.number for e in left(self.agent, day)
        } == ours - self.seen - self.by_post
        assert sums.voted + sums.left + sums.by_post == len(ours)
        assert sums.voted + sums.left + sums.by_post == pledges(self.agent).count()
        assert Event.objects.votes_seen().standing().count() == len(self.seen)


pytestmark = pytest.mark.django_db
