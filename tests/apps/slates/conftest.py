"""The office of a campaign, with invented results loaded."""

from pathlib import Path

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from tests.apps.history.test_loading import loaded
from tests.apps.slates.test_slates import LINES, ROWS
from tests.factories import make_campaign, make_member


@pytest.fixture
def agent(tmp_path: Path) -> Membership:
    loaded(tmp_path, LINES, ROWS)
    return make_member(make_campaign())


@pytest.fixture
def office(client: Client, agent: Membership) -> Client:
    client.force_login(agent.user)
    return client
