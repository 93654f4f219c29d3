"""In these tests every answer to a phone is held against the published document."""

import pytest

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.doorstep.actions.enrolling import Enrolled
from hustings.apps.register.models import District, Elector
from tests.apps.api.conforming import every_answer_as_described
from tests.apps.doorstep.phones import enrolled
from tests.factories import (
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

__all__ = ["every_answer_as_described"]


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign())


@pytest.fixture
def district(agent: Membership) -> District:
    return make_district(agent.campaign)


@pytest.fixture
def about_calls(agent: Membership) -> ConsentWording:
    return make_wording(agent.campaign, covers="calls")


@pytest.fixture
def elector(agent: Membership) -> Elector:
    return make_elector(make_district(agent.campaign))


@pytest.fixture
def wording(agent: Membership) -> ConsentWording:
    return make_wording(agent.campaign)


@pytest.fixture
def phone(agent: Membership) -> Enrolled:
    return enrolled(agent)
