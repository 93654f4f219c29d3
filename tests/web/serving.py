"""The product served to a browser on the test's own database."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, Page

from hustings.apps.campaigns.models import Membership


@contextmanager
def served() -> Iterator[str]:
    """The address, while it is served; afterwards no request holds the database any more."""
    server = LiveServerThread("127.0.0.1", StaticFilesHandler)
    server.daemon = True
    server.start()
    server.is_ready.wait()
    if server.error:
        raise server.error
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.terminate()
        _wait_for_the_last_request()


def page_of(
    browser: Browser,
    address: str,
    member: Membership,
    *,
    width: int = 390,
    scripts: bool = True,
) -> Page:
    """A page of the member's, who has signed in; nothing is open on it yet."""
    client = Client()
    client.force_login(member.user)
    connections.close_all()
    name = settings.SESSION_COOKIE_NAME
    value = client.cookies[name].value
    context = browser.new_context(
        java_script_enabled=scripts, viewport={"width": width, "height": 844}
    )
    context.add_cookies([{"name": name, "value": value, "url": address}])
    return context.new_page()


def _wait_for_the_last_request() -> None:
    others = (
        "SELECT count(*) FROM pg_stat_activity "
        "WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    connections["owner"].close()
    for _ in range(100):
        with connections["default"].cursor() as cursor:
            cursor.execute(others)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.1)
