"""Whatever is gathered before the register and whatever is then linked, undone and joined: nothing is lost or doubled."""

from collections import Counter
from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import (
    ask_again,
    join_doors,
    link,
    not_on_register,
    part_doors,
    register_arrived,
    undo_link,
)
from hustings.apps.newcomers.models import DoorLink, Link
from hustings.apps.register.models import Door, Elector, Newcomer
from hustings.core.errors import HustingsError
from tests.apps.newcomers.before import told, typed
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_newcomer,
    make_wording,
)

pytestmark = pytest.mark.django_db
LATER = START + timedelta(days=9)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["say", "knock", "link", "undo", "join", "part", "arrive", "absent", "again"]),
        st.integers(0, 2),
        st.integers(0, 2),
    ),
    max_size=14,
)  # fmt: skip


def standing(member: Membership) -> Counter[tuple[object, ...]]:
    """What stands, whomever and wherever it is said of."""
    events = Event.objects.of(member.campaign).exclude(kind="void").standing()
    return Counter(
        (
            e.happened_at,
            str(sorted(e.payload.items())),
            e.consent_id,
            e.author_id,
            e.occasion,
        )
        for e in events
    )


class Town:
    """Three doors of our own, three people met at them, and a register of three doors and people."""

    def __init__(self) -> None:
        self.member = make_member(make_campaign())
        self.wording = make_wording(self.member.campaign)
        typed(self.member, "Mill Road 12-16 even")
        self.doors = list(Door.objects.of(self.member.campaign).order_by("number"))
        self.people = [
            make_newcomer(self.wording, self.member, surname=name, door=door)
            for name, door in zip(("Ames", "Birch", "Cole"), self.doors, strict=True)
        ]
        district = make_district(self.member.campaign)
        self.electors = [
            make_elector(district, surname=name, forenames="Ivy")
            for name in ("Ames", "Birch", "Other")
        ]
        self.said = 0
        for one in range(3):
            self.say(one, one)
            self.knock(one, one)

    def step(self, verb: str, one: int, two: int) -> None:
        # A refusal changes nothing, which is what is looked at.
        with suppress(HustingsError):
            getattr(self, verb)(one, two)

    def say(self, one: int, two: int) -> None:
        person = Newcomer.objects.get(pk=self.people[one].pk)
        if person.elector is None:
            self._count(newcomer=person, wording=self.wording, answer=two + 1)

    def knock(self, one: int, two: int) -> None:
        door = Door.objects.get(pk=self.doors[one].pk)
        if door.became is None:
            self._count(door=door, outcome="not-in")

    def link(self, one: int, two: int) -> None:
        link(
            newcomer=self.people[one],
            elector=self.electors[two],
            by=self.member,
            at=LATER,
        )

    def undo(self, one: int, two: int) -> None:
        undo_link(newcomer=self.people[one], by=self.member, at=LATER)

    def join(self, one: int, two: int) -> None:
        theirs = self.electors[two].door
        own = Door.objects.get(pk=self.doors[one].pk)
        if theirs:
            join_doors(
                pairs={own: theirs}, why="", is_sure=False, by=self.member, at=LATER
            )

    def part(self, one: int, two: int) -> None:
        for made in DoorLink.objects.in_force().filter(door=self.doors[one]):
            part_doors(made=made, by=self.member, at=LATER)

    def arrive(self, one: int, two: int) -> None:
        register_arrived(campaign=self.member.campaign, by=self.member, at=LATER)

    def absent(self, one: int, two: int) -> None:
        not_on_register(newcomer=self.people[one], by=self.member, at=LATER)

    def again(self, one: int, two: int) -> None:
        ask_again(newcomer=self.people[one], by=self.member)

    def _count(self, wording: object = None, **values: object) -> None:
        self.said += 1
        at = START + timedelta(minutes=self.said)
        told(self.member, wording, at=at, **values)  # type: ignore[arg-type]  # as the steps give them


@given(STEPS)
@example([("link", 2, 0), ("join", 2, 0), ("undo", 2, 0)])
@example([("join", 1, 1), ("link", 1, 0), ("part", 1, 0), ("undo", 1, 0)])
@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_no_event_is_lost_or_doubled(
    db: None, steps: list[tuple[str, int, int]]
) -> None:
    town = Town()
    for verb, one, two in steps:
        before = standing(town.member)
        town.step(verb, one, two)
        after = standing(town.member)
        if verb in ("say", "knock"):
            assert not before - after
            assert (after - before).total() <= 1
        else:
            assert after == before, verb
    assert sum(standing(town.member).values()) == town.said
    _check_subjects(town)


def _check_subjects(town: Town) -> None:
    """What stands is said of whom the people and doors are now, and of nobody else."""
    linked = dict(
        Link.objects.in_force()
        .filter(newcomer__in=town.people)
        .values_list("newcomer", "elector")
    )
    events = Event.objects.of(town.member.campaign).exclude(kind="void").standing()
    for event in events:
        assert event.newcomer_id not in linked
        assert event.elector_id is None or event.elector_id in linked.values()
        assert event.door is None or event.door.became is None
    for person in Newcomer.objects.filter(pk__in=[p.pk for p in town.people]):
        assert linked.get(person.pk) == person.elector_id
    assert Elector.objects.filter(campaign=town.member.campaign).count() == 3
