"""A code typed by hand opens whatever it names: the stall's page tells its code so that helpers can type it."""

import pytest

from tests.e2e.door.phones import Phone
from tests.e2e.door.town import STALL, make_town, stall_for

pytestmark = pytest.mark.browser


def test_the_code_of_a_stall_may_be_typed(phone: Phone, network: object) -> None:
    town = make_town()
    stall_for(town)
    phone.joins(town.link())
    phone.fetches(STALL)
    assert phone.page.get_by_role("searchbox").is_visible()
