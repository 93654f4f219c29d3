"""Where to stand by a slate's own votes."""

import json

from django.test import Client

from hustings.apps.campaigns.models import Membership
from tests.apps.slates.test_slates import (  # noqa: F401  # fixtures
    CY,
    FLO,
    agent,
    at,
    made,
    office,
    pytestmark,
    read,
)
from tests.factories import make_campaign, make_member

WEIGHTS = "?election=2031&margin=0&first=0&fall=0&parties=0"


def test_the_slates_votes_stand_in_the_place_of_independents(
    office: Client,  # noqa: F811
    agent: Membership,  # noqa: F811
) -> None:
    """Of all independents B has the larger share, 22 of 232; Cy's slate stood in A alone."""
    slate = made(agent, CY, name="Friends of Cy")
    page = at(agent.campaign, slate.id, "where-to-stand")
    said = read(office, page + WEIGHTS)
    assert "Where to stand: Friends of Cy" in said
    assert "Slate’s votes" in said
    assert '<input type="hidden" name="election" value="2031-05-01">' in said
    found = json.loads(read(office, page.rstrip("/") + f".json{WEIGHTS}"))
    assert found["whose"] == "Friends of Cy"
    assert [each["seat"] for each in found["seats"]] == ["A Example", "B Example"]
    assert page in read(office, at(agent.campaign, slate.id))

    of_both = made(agent, CY, FLO, name="Both")
    both = at(agent.campaign, of_both.id, "where-to-stand.json").rstrip("/")
    ranked = json.loads(read(office, both + WEIGHTS))["seats"]
    assert [each["seat"] for each in ranked] == ["B Example", "A Example"]


def test_nobody_on_it_and_another_campaigns_are_not_there(
    office: Client,  # noqa: F811
    agent: Membership,  # noqa: F811
) -> None:
    empty = made(agent, name="Empty")
    other = make_member(make_campaign())
    theirs = made(other, CY, name="Theirs")
    for slate in (empty, theirs):
        page = at(agent.campaign, slate.id, "where-to-stand")
        assert office.get(page).status_code == 404
