"""An organiser who is signed in, and an elector, 888/8, of a campaign that may keep answers."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.register.models import Elector
from tests.factories import (
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)


@pytest.fixture
def member(client: Client) -> Membership:
    member = make_member(make_campaign(return_address="3 High Street"), "organiser")
    client.force_login(member.user)
    return member


@pytest.fixture
def elector(member: Membership) -> Elector:
    make_wording(member.campaign)
    return make_elector(
        make_district(member.campaign), number=888, suffix="8", surname="Nowak"
    )


@pytest.fixture
def ask(member: Membership, elector: Elector) -> Callable[..., dict[str, Any]]:
    def chosen(**values: Any) -> dict[str, Any]:
        return {
            "districts": [str(elector.district_id)],
            "detail": "NAMES",
            "scale": "1 to 5",
            "size": "a4",
        } | values

    return chosen
