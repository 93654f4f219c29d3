"""The content policy: what the browser is told with every answer."""

import pytest
from django.test import Client
from playwright.sync_api import sync_playwright

from hustings.web.policy import POLICY
from tests.web.chromium import launch

EVIL = "<p id=said>calm</p><script>said.textContent = 'ran'</script><p onclick=\"said.textContent = 'ran'\">press</p>"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/accounts/login/", "/nowhere/", "/"])
def test_every_answer_carries_the_policy(client: Client, path: str) -> None:
    told = client.get(path).headers["Content-Security-Policy"].split("; ")
    assert {
        "default-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    } <= set(told)
    assert "unsafe" not in str(told)


@pytest.mark.browser
@pytest.mark.parametrize(("policy", "says"), [(POLICY, "calm"), ("", "ran")])
def test_a_script_that_slipped_into_a_page_does_not_run(policy: str, says: str) -> None:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        page = browser.new_page()
        headers = {"Content-Security-Policy": policy} if policy else {}
        page.route(
            "**/*",
            lambda route: route.fulfill(
                body=EVIL, content_type="text/html", headers=headers
            ),
        )
        page.goto("http://policy.test/")
        page.get_by_text("press").click()
        assert page.locator("#said").inner_text() == says
        browser.close()
