"""A campaign's own ballot from the closed box to the recount by a stranger, at the screen."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.db import connections
from playwright.sync_api import Browser, FilePayload, expect

from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.selection.models import Ballot, CountRecord, Reading
from tests.apps.selection.making import make_open_ballot, make_voter
from tests.e2e.office import Person
from tests.e2e.pages.crawling import look_at
from tests.factories import START, make_campaign, make_member
from tests.web.serving import page_of

pytestmark = pytest.mark.browser
PAPERS = ["1", "1", "2", "2", "3", "b"]
"""Ada and Bea have two each, Cy one that names nobody else: the lot decides between Ada and Bea."""


@dataclass
class Hall:
    """The room in which a ballot is counted: its pages, and who sits at which screen."""

    browser: Browser
    address: str
    ballot: Ballot
    seen: set[str] = field(default_factory=set)

    def somebody(self, role: Role, width: int = 1280) -> Person:
        return self.person(make_member(self.ballot.campaign, role), width)

    def person(self, member: Membership, width: int = 1280) -> Person:
        page = page_of(self.browser, self.address, member, width=width)
        page.set_default_timeout(30_000)
        return Person(page, self.seen)

    def stranger(self) -> Person:
        page = self.browser.new_context(viewport={"width": 390, "height": 844})
        return Person(page.new_page(), self.seen)

    def at(self, page: str) -> str:
        return f"{self.address}/campaigns/{self.ballot.campaign_id}/ballots/{self.ballot.id}/{page}"


@pytest.fixture
def hall(browser: Browser, address: str) -> Iterator[Hall]:
    ballot = make_open_ballot(make_campaign())
    for number in range(len(PAPERS)):
        make_voter(ballot, f"Voter {number}", given_at=START)
    yield Hall(browser, address, ballot)
    connections.close_all()


def test_from_the_closed_box_to_a_strangers_recount(hall: Hall) -> None:
    agent = hall.somebody(Role.AGENT)
    open_the_box(hall, agent)
    type_papers(hall, hall.somebody(Role.CANVASSER), PAPERS)
    type_papers(hall, hall.somebody(Role.TELLER, 390), [*PAPERS[:4], "3 1", "b"])
    settle(hall)
    make_the_account(hall, agent)
    count(hall, agent)
    for _ in range(2):
        sign(hall)
    publish(hall, agent)
    recount(hall)


def open_the_box(hall: Hall, agent: Person) -> None:
    agent.goes_to(hall.at("box/"))
    look_at(agent.page)
    agent.ticks("The papers are mixed, face down, and each has a number, from 1")
    agent.presses("The box is open")
    agent.presses("Read a file instead")
    look_at(agent.page)


def type_papers(hall: Hall, typist: Person, lines: list[str]) -> None:
    """By keyboard alone: the box has the focus, and Enter goes on to the next paper."""
    typist.goes_to(hall.at("papers/type/"))
    page = typist.page
    for number, line in enumerate(lines, start=1):
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Paper {number}")
        expect(page.locator("#id_line")).to_be_focused()
        page.keyboard.type(line)
        if line == "3 1":
            expect(page.locator("#read")).to_have_text("1 Cy Quince, 2 Ada Example")
            look_at(typist.page)
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Paper {len(lines) + 1}")
    expect(page.get_by_text("Rejected: nothing marked")).to_be_visible()
    page.get_by_role("link", name="Mend paper 1").click()
    look_at(typist.page)


def settle(hall: Hall) -> None:
    third = hall.somebody(Role.CANVASSER, 390)
    third.goes_to(hall.at("papers/"))
    look_at(third.page)
    third.presses("Settle differences")
    look_at(third.page)
    third.presses("Settle paper 5")
    look_at(third.page)
    third.presses("The first is right")
    third.waits_for("Paper 5 is settled")
    assert Reading.objects.filter(place=Reading.Place.SETTLED).count() == 1


def make_the_account(hall: Hall, agent: Person) -> None:
    agent.goes_to(hall.at("account/"))
    look_at(agent.page)
    for label, figure in {
        "Papers printed": "10",
        "Papers not used": "3",
        "Spoilt papers handed back": "0",
        "Papers found in the box": "6",
        "Papers taken away": "0",
    }.items():
        agent.writes(label, figure)
    agent.presses("Keep the account")
    assert "Papers are missing" in agent.reads()
    look_at(agent.page)
    agent.writes("Papers not used", "4")
    agent.presses("Keep the account")
    agent.presses("Go on to the count")


def count(hall: Hall, agent: Person) -> None:
    look_at(agent.page)
    agent.presses("Count the papers")
    look_at(agent.page)
    agent.writes("Name that was drawn", "Ada Example")
    agent.writes("Drawn before", "the whole meeting")
    agent.presses("Keep the lot and count again")
    look_at(agent.page)
    agent.writes("Numbers", "3 2 1")
    agent.presses("Follow it")
    agent.chooses("Rules", "Approval voting")
    agent.presses("Put it beside")
    assert "Beside approval" in agent.reads()
    look_at(agent.page)


def sign(hall: Hall) -> None:
    scrutineer = hall.somebody(Role.SCRUTINEER)
    scrutineer.goes_to(hall.at("sign/"))
    look_at(scrutineer.page)
    assert scrutineer.fetches("All papers (BLT)").startswith(b"3 1\n")
    scrutineer.ticks(
        "I have looked at the count, the account of papers and the file, and they are right"
    )
    scrutineer.presses("Sign")
    scrutineer.waits_for("Your name stands under the count")


def publish(hall: Hall, agent: Person) -> None:
    agent.goes_to(hall.at("publish/"))
    look_at(agent.page)
    agent.presses("Publish the count")
    look_at(agent.page)


def recount(hall: Hall) -> None:
    stranger = hall.stranger()
    stranger.goes_to(f"{hall.address}/ballots/{hall.ballot.id}/")
    look_at(stranger.page)
    stranger.presses("Count it again")
    look_at(stranger.page)
    papers = CountRecord.objects.get().papers.encode()
    whole = FilePayload(name="all.blt", mimeType="text/plain", buffer=papers)
    stranger.page.get_by_label("File of papers").set_input_files(whole)
    stranger.presses("Count it")
    assert "Every figure of every stage is the published one" in stranger.reads()
    look_at(stranger.page)
