"""Whose round it was, where, when, and by which words consent was asked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from hustings.apps.campaigns.models import Membership
from hustings.apps.register.models import Elector
from tests.apps.canvass.desk import at

pytestmark = pytest.mark.django_db


def test_entry_asks_first_whose_round_it_is(
    client: Client, member: Membership, elector: Elector
) -> None:
    response = client.get(at("entry", member, elector.district_id))

    assert response.status_code == 302
    assert response["location"] == (
        f"{at('begin', member)}?district={elector.district_id}"
    )


def test_a_round_that_has_not_come_yet_is_refused(
    client: Client, member: Membership, elector: Elector
) -> None:
    tomorrow = localdate() + timedelta(days=1)
    page = client.post(
        at("begin", member), {"district": elector.district_id, "on": tomorrow}
    )

    assert "has not come yet" in page.content.decode()
