"""A campaign with a walk, and a server for it that can be cut off and come back at the same address."""

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import connections
from django.test.testcases import LiveServerThread, QuietWSGIRequestHandler
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership, Role
from hustings.apps.campaigns.places import Place
from hustings.apps.doorstep.actions.enrolling import link_for_phone
from hustings.apps.doorstep.models import CallRound, Stall
from hustings.apps.ledger.actions import record_event
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import AbsentVoter, DoNotContact, Door, Elector
from hustings.apps.walks.models import Walk
from hustings.core import words
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
    make_wording,
)

CODE, STALL, CALLS = "ABCD2345", "STALL234", "CALLS234"
NAMES = ["Ivy Example", "Sol Sample", "Ada Model", "Ben Pattern", "Mo Specimen"]


@dataclass
class Town:
    """What stands in the database before the phone sets out."""

    agent: Membership
    doors: Sequence[Door]
    electors: Sequence[Elector]
    walk: Walk

    @property
    def events(self) -> list[Event]:
        """All that phones handed in, in the order of the knocks."""
        rows = Event.objects.of(self.agent.campaign).exclude(device="")
        return list(rows.order_by("happened_at", "pk"))

    def link(self, **place: Any) -> str:
        """The fragment of a personal link."""
        held = Place(**{"role": Role.CANVASSER} | place)
        link = link_for_phone(name="Bo", place=held, by=self.agent, at=now())
        return f"#join={self.agent.campaign_id}.{link.secret}"


def make_town(doors: int = 6, *, located: bool = True) -> Town:
    """Mill Road, with one elector a door and two behind the first; a notice and words to everything."""
    agent = make_member(
        make_campaign(
            polling_day=now().date() + timedelta(days=10),
            erase_on=now().date() + timedelta(days=90),
        )
    )
    district = make_district(agent.campaign)
    street = [
        make_door(
            district,
            label=str(place + 1),
            number=place + 1,
            position=place,
            key=f"mill road {place + 1}",
            latitude=51.5 + place * 0.0004 if located else None,
            longitude=-0.1 + (place % 3) * 0.0006 if located else None,
        )
        for place in range(doors)
    ]
    people = [
        make_elector(
            district,
            door=door,
            number=place + 1,
            forenames=NAMES[place % 5].split()[0],
            surname=f"{NAMES[place % 5].split()[1]}",
        )
        for place, door in enumerate([street[0], *street])
    ]
    _words(agent)
    with acting(TESTER, "cut a walk"):
        walk = Walk.objects.create(
            campaign=agent.campaign,
            district=district,
            code=CODE,
            name="AB1-01 Mill Road",
            doors=[door.pk for door in street],
            minutes=60,
            made_at=START,
        )
    return Town(agent, street, people, walk)


def _words(agent: Membership) -> None:
    opinion = make_wording(agent.campaign)
    with acting(TESTER, "enter words"):
        for covers in ("calls", "texts", "email", "language", "note", "help", "offer"):
            _wording(opinion, covers, "en")
        for code in ("ar", "bn", "ur", "zh", "cy"):
            _wording(opinion, "opinion", code)


def _wording(like: ConsentWording, covers: str, language: str) -> None:
    ConsentWording.objects.create(
        campaign=like.campaign,
        notice=like.notice,
        covers=covers,
        language=language,
        text=words.language(language).consent[covers],
        entered_at=START,
    )


def leave_alone(town: Town, elector: Elector) -> None:
    set_do_not_contact(
        elector=elector,
        basis=DoNotContact.Basis.OBJECTION,
        source_event=None,
        by=town.agent,
        at=now(),
    )


def votes_by_post(elector: Elector) -> None:
    with acting(TESTER, "enter a postal voter"):
        AbsentVoter.objects.create(
            campaign=elector.campaign, elector=elector, kind="postal", added_at=START
        )


def stall_for(town: Town, **values: Any) -> Stall:
    defaults = {
        "campaign": town.agent.campaign,
        "code": STALL,
        "name": "Market cross",
        "districts": [town.walk.district_id],
        "starts_at": now() - timedelta(hours=1),
        "ends_at": now() + timedelta(hours=3),
    }
    with acting(TESTER, "plan a stall"):
        return Stall.objects.create(**defaults | values)


def calls_for(town: Town) -> CallRound:
    with acting(TESTER, "begin calls"):
        return CallRound.objects.create(
            campaign=town.agent.campaign, code=CALLS, name="Calls", begun_at=START
        )


def agrees_to_calls(town: Town, elector: Elector, telephone: str) -> None:
    wording = ConsentWording.objects.get(
        campaign=town.agent.campaign, covers="calls", language="en"
    )
    event = Event(
        id=uuid4(),
        campaign=town.agent.campaign,
        elector=elector,
        kind="permission",
        happened_at=START,
        payload={"channel": "calls", "given": True, "telephone": telephone},
        consent=wording,
        consented_at=START,
    )
    record_event(event=event, by=town.agent, at=START)


class OneRequest(QuietWSGIRequestHandler):
    """Closes after each request: a line kept open would go on being served when the server is gone."""

    def handle(self) -> None:
        self.close_connection = True
        self.handle_one_request()


class Server(LiveServerThread):
    def _create_server(self, connections_override: Any = None) -> Any:
        return ThreadedWSGIServer((self.host, self.port), OneRequest)


class Network:
    """The product on the test's database, at an address that stays the same when it is cut off and comes back."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.thread: LiveServerThread | None = None

    @property
    def door(self) -> str:
        return f"http://127.0.0.1:{self.port}/door/"

    def up(self) -> None:
        self.thread = Server("127.0.0.1", StaticFilesHandler, port=self.port)
        self.thread.daemon = True
        self.thread.start()
        self.thread.is_ready.wait()
        if self.thread.error:
            raise self.thread.error

    def down(self) -> None:
        if self.thread:
            self.thread.terminate()
            self.thread = None
            connections["default"].close()
