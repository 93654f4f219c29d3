"""How far the canvass has come."""

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Elector
from tests.apps.canvass.desk import at, begin, type_in
from tests.factories import (
    make_district,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


def test_home_counts_doors_and_answers_by_district(
    client: Client, member: Membership, elector: Elector
) -> None:
    make_elector(elector.district)
    make_elector(make_district(member.campaign, "ZZ9"))
    type_in(client, begin(client, member, elector.district), "888/8 1 c")

    context = client.get(at("home", member)).context

    rows = {row.district.code: row for row in context["rows"]}
    assert (rows["AB1"].doors, rows["AB1"].knocked, rows["AB1"].spoken_to) == (2, 1, 1)
    assert rows["AB1"].answers == (1, 0, 0, 0, 0)
    assert (rows["ZZ9"].doors, rows["ZZ9"].knocked) == (1, 0)
    assert (context["total"].doors, context["total"].share) == (3, 33)


def test_what_was_taken_back_is_not_counted(
    client: Client, member: Membership, elector: Elector
) -> None:
    type_in(client, begin(client, member, elector.district), "888/8 1 c")
    client.post(at("take-back", member, Event.objects.get().pk))

    total = client.get(at("home", member)).context["total"]
    assert (total.knocked, total.answers) == (0, (0, 0, 0, 0, 0))


def test_a_campaign_without_a_register_is_told_what_comes_first(
    client: Client, member: Membership
) -> None:
    assert "No register yet" in client.get(at("home", member)).content.decode()


def test_the_way_to_the_register_is_shown_to_whoever_may_open_it(
    client: Client, member: Membership
) -> None:
    way = f'<a class="button" href="/campaigns/{member.campaign_id}/register/">'
    assert way in client.get(at("home", member)).content.decode()

    client.force_login(make_member(member.campaign, role="printer").user)
    page = client.get(at("home", member)).content.decode()
    assert "No register yet" in page
    assert way not in page
