"""Who keeps the result in the tests."""

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from tests.apps.counts.night import make_agent


@pytest.fixture
def agent(client: Client) -> Membership:
    member = make_agent()
    client.force_login(member.user)
    return member
