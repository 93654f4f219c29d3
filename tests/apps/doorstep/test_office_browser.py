"""The organiser's pages of phones in a real browser: axe finds nothing, and nothing runs over the edge of a phone."""

from datetime import timedelta

import pytest
from django.utils.timezone import now
from playwright.sync_api import Browser

from hustings.apps.campaigns.models import Membership, Role
from hustings.apps.campaigns.places import Place
from hustings.apps.doorstep.actions.enrolling import enrol, link_for_phone, revoke_phone
from hustings.apps.doorstep.actions.occasions import begin_calls, plan_stall
from hustings.core.doorstep import Consent
from tests.apps.doorstep.phones import event_by, sent
from tests.e2e.pages.crawling import look_at
from tests.factories import (
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)
from tests.web.serving import page_of

pytestmark = pytest.mark.browser


@pytest.fixture
def pages(committed: str) -> tuple[Membership, dict[str, str]]:
    """An organiser's campaign with something on every page, and the pages."""
    agent = make_member(make_campaign())
    district, words = make_district(agent.campaign), make_wording(agent.campaign)
    electors = [make_elector(district, surname=f"Surname{n}") for n in range(5)]
    place = Place(role=Role.CANVASSER)
    phones = []
    for name in ("Bo Helper", "Cy Runner"):
        link = link_for_phone(name=name, place=place, by=agent, at=now())
        phones.append(
            enrol(invitation=link.invitation, name=name, app="1.0.0", at=now())
        )
    link_for_phone(name="Di Waiting", place=place, by=agent, at=now())
    said = {"outcome": "spoken-to", "code": "1", "scale": "1 to 5"}
    stall = plan_stall(
        name="Market day",
        place="Market Square",
        districts=[district.pk],
        starts_at=now(),
        ends_at=now() + timedelta(hours=4),
        by=agent,
    )
    calls = begin_calls(name="May", channel="calls", districts=[], by=agent, at=now())
    revoke_phone(phone=phones[0].phone, by=agent, at=now())
    agreed = Consent(words.pk, now())
    for phone in phones:
        events = [
            event_by(
                phone, elector=each.pk, consent=agreed, happened_at=now(), payload=said
            )
            for each in electors
        ]
        wrong = event_by(
            phone, elector=district.pk, happened_at=now(), occasion=stall.pk
        )
        sent(*events, wrong, at=now())
    return agent, {
        "phones": "",
        "link": "link/",
        "cut-off": f"{phones[1].phone.pk}/cut-off/",
        "held": "held/",
        "not-accepted": "not-accepted/",
        "file": "file/",
        "questions": "questions/",
        "stalls": "stalls/",
        "stall-new": "stalls/new/",
        "stall": f"stalls/{stall.pk}/",
        "calls": "calls/",
        "calls-new": "calls/new/",
        "calls-round": f"calls/{calls.pk}/",
    }


def test_axe_finds_nothing_on_any_page_of_phones(
    pages: tuple[Membership, dict[str, str]], browser: Browser, address: str
) -> None:
    agent, paths = pages
    page = page_of(browser, address, agent)
    base = f"{address}/campaigns/{agent.campaign_id}/phones/"
    for path in paths.values():
        page.goto(base + path)
        look_at(page)
    page.goto(base + "link/")
    page.get_by_label("Their name").fill("Ed New")
    page.get_by_role("button", name="Make the link").click()
    page.get_by_label("Or send the link").wait_for()
    look_at(page)
    page.goto(base + "held/")
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Decline those ticked").click()
    page.get_by_role("heading", name="Decline 1 event?").wait_for()
    look_at(page)
