"""Dates on the phone are written as people here write them: the day before the month."""

from datetime import timedelta

import pytest
from django.utils.timezone import localtime, now

from tests.e2e.door.phones import Phone
from tests.e2e.door.town import make_town

pytestmark = pytest.mark.browser


def test_the_day_stands_before_the_month_in_english(
    phone: Phone, network: object
) -> None:
    """English alone would be written as in the United States, whatever the phone's own country."""
    ends = now() + timedelta(hours=6)
    phone.sets_out(make_town().link(starts_at=now(), ends_at=ends))
    said = phone.page.locator("main").inner_text()
    assert f"Until {localtime(ends):%d/%m/%Y, %H:%M}" in said
