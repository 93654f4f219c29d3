"""A user with a password, and no tries left over from an earlier test."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from hustings.apps.accounts.models import User
from tests.apps.accounts.door import PASSWORD
from tests.factories import make_user


@pytest.fixture(autouse=True)
def no_earlier_tries() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def user() -> User:
    return make_user(username="ada", name="Ada Example", password=PASSWORD)
