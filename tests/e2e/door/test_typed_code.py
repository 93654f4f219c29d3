"""A code typed by hand opens whatever it names, or says why not: pages and sheets tell codes so that helpers can type them."""

from uuid import uuid4

import pytest

from tests.apps.doorstep.lists import walk_past
from tests.e2e.door.phones import Phone
from tests.e2e.door.town import CODE, STALL, make_town, stall_for
from tests.factories import make_campaign, make_district, make_elector, make_member

pytestmark = pytest.mark.browser


def test_the_code_of_a_stall_may_be_typed(phone: Phone, network: object) -> None:
    town = make_town()
    stall_for(town)
    phone.joins(town.link())
    phone.fetches(STALL)
    assert phone.page.get_by_role("searchbox").is_visible()


def test_a_code_typed_with_its_campaign_opens_its_walk(
    phone: Phone, network: object
) -> None:
    """As the camera shows it, where the link behind it does not open."""
    town = make_town()
    phone.joins(town.link())
    phone.fetches(f"{CODE}.{str(town.agent.campaign_id)[:8].upper()}")
    phone.is_at("list")


def test_a_code_typed_with_another_campaign_is_told_as_that_and_asked_of_nobody(
    phone: Phone, network: object
) -> None:
    """Without asking, nobody learns whether this server has such a campaign."""
    town = make_town()
    asked: list[str] = []
    phone.joins(town.link())
    phone.page.on("request", lambda request: asked.append(request.url))
    typed(phone, f"{CODE}.{str(uuid4())[:8]}")
    told = "That code is another campaign’s. Ask who gave it to you."
    phone.page.get_by_text(told).wait_for()
    assert not [url for url in asked if "/api/walks" in url]


def test_a_code_that_is_none_of_the_campaigns_says_whose_it_is_not(
    phone: Phone, network: object
) -> None:
    """Whether it is of another campaign here, or of none, is told in the same words."""
    ours, theirs = make_town(), make_member(make_campaign())
    walk_past(make_elector(make_district(theirs.campaign)), code="ABCD9999")
    phone.joins(ours.link())
    for code in ("ABCD9999", "ZZZZ9999"):
        typed(phone, code)
        phone.page.get_by_text("No walk of your campaign has this code.").wait_for()
        phone.opens()
        phone.unlocks()


def typed(phone: Phone, code: str) -> None:
    phone.page.get_by_label("Or type the code").fill(code)
    phone.taps("Open")
