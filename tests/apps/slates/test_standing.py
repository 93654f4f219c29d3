"""Where people of a slate could stand: its own votes are the past vote."""

import json
from dataclasses import replace

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from tests.apps.slates.test_slates import CY, FLO, at, made, read
from tests.factories import make_campaign, make_member

pytestmark = pytest.mark.django_db
WEIGHTS = "?election=2031&margin=0&first=0&fall=0&parties=0"


def test_the_slates_votes_stand_in_the_place_of_independents(
    office: Client,
    agent: Membership,
) -> None:
    """Of all independents B has the larger share, 22 of 232; Cy's slate stood in A alone."""
    as_a_green = replace(CY, party="Green")  # corrected since
    slate = made(agent, as_a_green, name="Friends of Cy")
    page = at(agent.campaign, slate.id, "where-to-stand")
    said = read(office, page + WEIGHTS)
    assert "Where to stand: Friends of Cy" in said
    assert "Slate’s votes" in said
    assert '<input type="hidden" name="election" value="2031-05-01">' in said
    found = json.loads(read(office, page.rstrip("/") + f".json{WEIGHTS}"))
    assert found["whose"] == "Friends of Cy"
    assert [each["seat"] for each in found["seats"]] == ["A Example", "B Example"]
    assert [each["measured"]["independents"] for each in found["seats"]] == [round(20 / 600, 6), 0]  # fmt: skip

    of_both = made(agent, CY, FLO, name="Both")
    both = at(agent.campaign, of_both.id, "where-to-stand.json").rstrip("/")
    ranked = json.loads(read(office, both + WEIGHTS))["seats"]
    assert [each["seat"] for each in ranked] == ["B Example", "A Example"]


def test_where_to_stand_needs_somebody_on_a_slate_of_ours(
    office: Client, agent: Membership
) -> None:
    theirs = made(make_member(make_campaign()), CY, name="Theirs")
    for slate in (made(agent, name="Empty"), theirs):
        page = at(agent.campaign, slate.id, "where-to-stand")
        assert office.get(page).status_code == 404
