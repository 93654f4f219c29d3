"""Phones, server and a network that loses, repeats and delays: no event lost, none doubled, none of another campaign.

The phones here keep the rules of the app's outbox: an event leaves it only when the server has said that it has it, a
refused one stays and is not sent again, and what goes out goes out in the order in which it was made.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.doorstep.actions.enrolling import Enrolled, revoke_phone
from hustings.apps.doorstep.actions.items import Answer, Sealed
from hustings.apps.doorstep.actions.receiving import hand_in
from hustings.apps.doorstep.actions.settling import accept_held, decline_held
from hustings.apps.doorstep.models import CampaignKey, DoorAdded, Held
from hustings.apps.ledger.models import Event as Kept
from hustings.apps.register.models import Elector, Newcomer
from hustings.core.doorstep import Consent, Event, Kind
from tests.apps.doorstep.phones import enrolled, event_by, sealed
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
    start_again,
)

pytestmark = pytest.mark.django_db
WINDOW = timedelta(hours=6)
# A run that fails is told as it came: to make it smaller takes minutes, each step being the database's.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
HAS_IT = {"kept", "already", "held"}
# What the runs came to, to be printed with the long one.
HAPPENED: Counter[str] = Counter()
# For want of what it names, or because somebody asked to be left alone meanwhile: the phone shows these.
FAIR = {"unknown-subject", "asked-to-be-left", "no-consent"}


@dataclass
class Phone:
    """A phone out on its own: what it made, what it has not heard of yet, and what came back refused."""

    enrolled: Enrolled
    electors: list[Elector]
    wording: ConsentWording
    made: dict[str, Event] = field(default_factory=dict)
    outbox: list[Sealed] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    @property
    def campaign(self) -> UUID:
        return self.enrolled.phone.campaign_id

    def make(self, key: bytes, kind: Kind, at: datetime, **fields: Any) -> Event:
        HAPPENED["events made"] += 1
        event = event_by(self.enrolled, kind, happened_at=at, **fields)
        self.made[str(event.id)] = event
        self.outbox.append(sealed(event, key=key))
        return event

    def hear(self, answers: Sequence[Answer]) -> None:
        told = {each.id: each for each in answers}
        for event in list(self.outbox):
            answer = told.get(event.id)
            if answer is None:
                continue
            assert answer.result in HAS_IT | {"refused"}
            HAPPENED[f"{answer.result} {answer.reason}".strip()] += 1
            self.outbox.remove(event)
            if answer.result == "refused":
                self.refused[event.id] = answer.reason


class Doorstep(RuleBasedStateMachine):
    """Two campaigns, three phones, one server."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        start_again()
        self.now = START
        ours, theirs = make_member(make_campaign()), make_member(make_campaign())
        self.agents = [ours, theirs]
        self.phones = [*self._phones(ours, 2), *self._phones(theirs, 1)]
        rows = CampaignKey.objects.all()
        self.keys = {row.campaign_id: bytes(row.public) for row in rows}
        # Requests that the network has swallowed, and may spit out later.
        self.delayed: list[tuple[UUID, list[Sealed]]] = []

    def _phones(self, agent: Membership, number: int) -> list[Phone]:
        district = make_district(agent.campaign)
        electors = [make_elector(district) for _ in range(2)]
        wording = make_wording(agent.campaign)
        window = {"starts_at": START, "ends_at": START + WINDOW}
        return [
            Phone(enrolled(agent, **window), electors, wording) for _ in range(number)
        ]

    def teardown(self) -> None:
        """The network heals: everything is sent, and everything is accounted for."""
        try:
            for phone in self.phones:
                while phone.outbox:
                    phone.hear(self._arrive(phone.campaign, phone.outbox))
            self.nothing_is_lost_doubled_or_in_the_wrong_place()
            for phone in self.phones:
                assert set(phone.refused.values()) <= FAIR, phone.refused
                assert phone.made.keys() == phone.refused.keys() | self._there(phone)
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    # What happens at doors

    @rule(which=st.integers(0, 2), who=st.integers(0, 1), agrees=st.booleans())
    def answer(self, which: int, who: int, agrees: bool) -> None:
        phone = self.phones[which]
        agreed = Consent(phone.wording.id, self.now) if agrees else None
        said = {"outcome": "spoken-to", "code": "2", "scale": "1 to 5"}
        self._make(
            phone,
            Kind.VISIT,
            elector=phone.electors[who].id,
            consent=agreed,
            payload=said,
        )

    @rule(
        which=st.integers(0, 2),
        who=st.integers(0, 1),
        outcome=st.sampled_from(["not-in", "refused", "moved", "do-not-contact"]),
    )
    def knock(self, which: int, who: int, outcome: str) -> None:
        phone = self.phones[which]
        self._make(
            phone,
            Kind.VISIT,
            elector=phone.electors[who].id,
            payload={"outcome": outcome},
        )

    @rule(which=st.integers(0, 2))
    def add_somebody(self, which: int) -> None:
        phone, door, new = self.phones[which], uuid4(), uuid4()
        agreed = Consent(phone.wording.id, self.now)
        street = {"street": "New Row", "label": str(len(phone.made))}
        self._make(phone, Kind.DOOR, door=door, payload=street)
        self._make(
            phone,
            Kind.NEWCOMER,
            newcomer=new,
            door=door,
            consent=agreed,
            payload={"surname": "Bee"},
        )
        self._make(phone, Kind.VISIT, newcomer=new, consent=agreed)

    @rule(which=st.integers(0, 2), back=st.integers(1, 4))
    def take_back(self, which: int, back: int) -> None:
        phone = self.phones[which]
        visits = [e for e in phone.made.values() if e.kind is Kind.VISIT]
        if visits:
            self._make(phone, Kind.VOID, voids=visits[-min(back, len(visits))].id)

    @rule(which=st.integers(0, 2), who=st.integers(0, 1))
    def ask_for_erasure(self, which: int, who: int) -> None:
        phone = self.phones[which]
        self._make(phone, Kind.ERASURE, elector=phone.electors[who].id)

    # What happens to the network

    @rule(which=st.integers(0, 2), part=st.integers(1, 8), times=st.integers(1, 2))
    def send(self, which: int, part: int, times: int) -> None:
        """All well, perhaps from two tabs at once."""
        phone = self.phones[which]
        batch = phone.outbox[:part]
        for answers in [self._arrive(phone.campaign, batch) for _ in range(times)]:
            phone.hear(answers)

    @rule(which=st.integers(0, 2), part=st.integers(1, 8))
    def lose_the_answer(self, which: int, part: int) -> None:
        phone = self.phones[which]
        self._arrive(phone.campaign, phone.outbox[:part])

    @rule(which=st.integers(0, 2), part=st.integers(1, 8))
    def swallow_the_request(self, which: int, part: int) -> None:
        phone = self.phones[which]
        self.delayed.append((phone.campaign, list(phone.outbox[:part])))

    @rule(which=st.integers(0, 5))
    def spit_one_out(self, which: int) -> None:
        if self.delayed:
            self._arrive(*self.delayed.pop(which % len(self.delayed)))

    @rule(which=st.integers(0, 2))
    def send_to_the_other_campaign(self, which: int) -> None:
        phone = self.phones[which]
        other = next(key for key in self.keys if key != phone.campaign)
        answers = self._arrive(other, phone.outbox)
        assert {each.result for each in answers} <= {"refused"}

    # What the organiser does

    @rule(hours=st.integers(1, 4))
    def time_passes(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(which=st.integers(0, 2))
    def cut_off(self, which: int) -> None:
        phone = self.phones[which].enrolled.phone
        revoke_phone(phone=phone, by=self.agents[which // 2], at=self.now)

    @rule(which=st.integers(0, 1), accepts=st.booleans())
    def settle(self, which: int, accepts: bool) -> None:
        agent = self.agents[which]
        held = list(Held.objects.of(agent.campaign).waiting().select_related("phone"))
        act = accept_held if accepts else decline_held
        act(campaign=agent.campaign, held=held, by=agent, at=self.now)

    # What must hold at every moment

    @invariant()
    def nothing_is_lost_doubled_or_in_the_wrong_place(self) -> None:
        HAPPENED["moments looked at"] += 1
        for phone in self.phones:
            waiting = {each.id for each in phone.outbox} | phone.refused.keys()
            assert phone.made.keys() == waiting | (
                self._there(phone) & phone.made.keys()
            )
        for event in Kept.objects.all():
            ours = self._made(event.campaign_id)
            made = ours.get(str(event.id))
            assert made is not None, "an event that no phone of this campaign made"
            assert (event.happened_at, event.kind) == (made.happened_at, made.kind)
            taken_back = ours[str(made.voids)] if made.voids else made
            assert event.elector_id in (None, taken_back.elector)
        added = Newcomer.objects.count()
        assert added == Newcomer.objects.values("surname", "id").distinct().count()
        assert DoorAdded.objects.count() >= added

    def _make(self, phone: Phone, kind: Kind, **fields: Any) -> None:
        phone.make(self.keys[phone.campaign], kind, self.now, **fields)

    def _arrive(self, campaign: UUID, batch: Sequence[Sealed]) -> list[Answer]:
        if not batch:
            return []
        answers = hand_in(campaign_id=campaign, events=list(batch), at=self.now)
        assert [each.id for each in answers] == [each.id for each in batch]
        with connection.cursor() as cursor:  # what a commit would check is checked now
            cursor.execute(
                "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
            )
        return answers

    def _made(self, campaign: UUID) -> dict[str, Event]:
        ours = [phone for phone in self.phones if phone.campaign == campaign]
        return {key: event for phone in ours for key, event in phone.made.items()}

    def _there(self, phone: Phone) -> set[str]:
        """The phone's events that the server has: in the ledger, as a row of their own, or held."""
        of = {"campaign": phone.campaign}
        there = {
            str(key) for key in Kept.objects.filter(**of).values_list("pk", flat=True)
        }
        there |= {
            str(key) for key in Held.objects.filter(**of).values_list("pk", flat=True)
        }
        rows = set(Newcomer.objects.filter(**of).values_list("pk", flat=True))
        rows |= set(DoorAdded.objects.filter(**of).values_list("pk", flat=True))
        there |= {
            key
            for key, event in phone.made.items()
            if event.kind in (Kind.NEWCOMER, Kind.DOOR)
            and (event.newcomer or event.door) in rows
        }
        return there & phone.made.keys()


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        Doorstep,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=PHASES,
        ),
    )


def test_no_event_is_lost_doubled_or_misplaced() -> None:
    run(examples=10, steps=18)


@pytest.mark.soak
def test_no_event_is_lost_doubled_or_misplaced_in_a_long_run() -> None:
    HAPPENED.clear()
    run(examples=150, steps=50)
    print(dict(HAPPENED))
