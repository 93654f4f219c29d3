"""Who uses the register's pages in the tests."""

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from tests.factories import (
    make_campaign,
    make_member,
)


@pytest.fixture
def agent(client: Client) -> Membership:
    member = make_member(make_campaign())
    client.force_login(member.user)
    return member
