import pytest

from hustings.apps.campaigns.models import ConsentWording, Membership, Role
from hustings.apps.register.models import District
from tests.factories import make_campaign, make_district, make_member, make_wording


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign(), Role.AGENT)


@pytest.fixture
def district(agent: Membership) -> District:
    return make_district(agent.campaign)


@pytest.fixture
def words(agent: Membership) -> ConsentWording:
    return make_wording(agent.campaign)
