"""The app as phones see it: over HTTPS, with a certificate that is trusted because its authority was installed.

Caddy serves with deploy/'s own file for an office; the authority goes into the browser's store as a person would put
it there. No flag tells the browser to overlook anything: under such a flag it refuses service workers.
"""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, sync_playwright

from tests.deploy.programs import program
from tests.e2e.office import Office
from tests.engine.homes import set_up_home
from tests.web.chromium import QUIET

DEPLOY = Path(__file__).parents[3] / "deploy"
pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Site:
    """Where pages are served over HTTPS, and where the authority's certificate is fetched."""

    secure: str
    http_port: int
    data: Path

    def over_http(self, path: str) -> tuple[http.client.HTTPResponse, bytes]:
        line = http.client.HTTPConnection("localhost", self.http_port, timeout=20)
        with closing(line):
            line.request("GET", path)
            answer = line.getresponse()
            return answer, answer.read()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """hustings behind Caddy, as on the office's laptop."""
    secure, plain, data = free_port(), free_port(), tmp_path_factory.mktemp("caddy")
    served = Site(f"https://localhost:{secure}", plain, data)
    with pytest.MonkeyPatch.context() as patch, set_up_home(patch):
        patch.setenv("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
        patch.setenv("HUSTINGS_HOSTS", "localhost,127.0.0.1")
        patch.setenv("HUSTINGS_ORIGINS", served.secure)
        office = Office("--no-demonstration")
        try:
            with proxied(served, secure, office.address.removeprefix("http://")):
                yield served
        finally:
            office.stop()


@contextmanager
def proxied(site: Site, port: int, upstream: str) -> Iterator[None]:
    environment = os.environ | {
        "XDG_DATA_HOME": str(site.data),
        "XDG_CONFIG_HOME": str(site.data),
        "CADDY_ADMIN": f"127.0.0.1:{free_port()}",
        "HUSTINGS_SITE": site.secure,
        "HUSTINGS_HTTP_PORT": str(site.http_port),
        "HUSTINGS_HTTPS_PORT": str(port),
        "HUSTINGS_UPSTREAM": upstream,
        "HUSTINGS_AUTHORITY": str(site.data / "caddy/pki/authorities/local"),
    }
    config = ["--adapter", "caddyfile", "--config", str(DEPLOY / "Caddyfile.office")]
    log = (site.data / "caddy.log").open("wb")
    caddy = subprocess.Popen(
        [program("caddy"), "run", *config], env=environment, stderr=log
    )
    try:
        wait_for(port)
        yield
    finally:
        caddy.terminate()
        caddy.wait(20)
        log.close()


def wait_for(port: int) -> None:
    until = time.monotonic() + 30
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < until
        time.sleep(0.2)


@contextmanager
def browsing(home: Path, authority: bytes | None) -> Iterator[Page]:
    """A page of a browser whose store is in `home`, with the authority installed or not."""
    store = home / ".pki" / "nssdb"
    store.mkdir(parents=True)
    certutil = [program("certutil"), "-d", f"sql:{store}"]
    subprocess.run([*certutil, "-N", "--empty-password"], check=True)
    if authority:
        (home / "authority.crt").write_bytes(authority)
        add = ["-A", "-n", "the office", "-t", "C,,", "-i", str(home / "authority.crt")]
        subprocess.run([*certutil, *add], check=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=QUIET,
            env={**os.environ, "HOME": str(home)},
        )
        yield browser.new_page()
        browser.close()


@pytest.fixture
def authority(site: Site) -> bytes:
    """The certificate as a phone fetches it."""
    answer, certificate = site.over_http("/authority.crt")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "application/x-x509-ca-cert"
    return certificate


@pytest.fixture
def trusting(tmp_path: Path, authority: bytes) -> Iterator[Page]:
    with browsing(tmp_path, authority) as page:
        yield page


def test_a_phone_without_the_authority_is_warned(site: Site, tmp_path: Path) -> None:
    with (
        browsing(tmp_path, None) as page,
        pytest.raises(Error, match="ERR_CERT_AUTHORITY_INVALID"),
    ):
        page.goto(f"{site.secure}/door/")


def test_the_app_installs_its_service_worker_and_opens_without_a_network(
    site: Site, trusting: Page
) -> None:
    trusting.goto(f"{site.secure}/door/")
    assert trusting.evaluate("isSecureContext")
    worker = trusting.evaluate(
        """async () => {
            const ready = navigator.serviceWorker.ready;
            const late = new Promise((_, no) => setTimeout(() => no(new Error("no service worker")), 30000));
            const found = await Promise.race([ready, late]);
            return { scope: found.scope, script: found.active.scriptURL };
        }"""
    )
    assert worker == {"scope": f"{site.secure}/door/", "script": f"{site.secure}/door/sw.js"}  # fmt: skip
    trusting.context.set_offline(True)
    trusting.reload()
    trusting.locator("#screen > *").first.wait_for()
    assert trusting.evaluate("Boolean(navigator.serviceWorker.controller)")


def test_the_interface_answers_through_the_proxy(site: Site, trusting: Page) -> None:
    trusting.goto(f"{site.secure}/door/")
    said = trusting.evaluate(
        """async () => {
            const body = { campaign: crypto.randomUUID(), secret: "x".repeat(43), name: "Bo", app: "1" };
            const answer = await fetch("/door/api/join", { method: "POST", body: JSON.stringify(body),
                headers: { "Content-Type": "application/json" } });
            return [answer.status, (await answer.json()).error];
        }"""
    )
    assert said == [409, "refused"]


def test_signing_in_works_over_https_and_its_cookies_stay_there(
    site: Site, trusting: Page
) -> None:
    """A form is taken only from the public address, which the settings name."""
    trusting.goto(f"{site.secure}/accounts/sign-in/")
    trusting.fill("input[name=login]", "nobody")
    trusting.fill("input[name=password]", "wrong words here")
    with trusting.expect_navigation() as posted:
        trusting.press("input[name=password]", "Enter")
    assert posted.value.status == 200
    assert "wrong" in trusting.inner_text("main")
    cookies = trusting.context.cookies()
    assert cookies
    assert all(cookie["secure"] for cookie in cookies)


def test_plain_http_leads_to_https_and_gives_no_key_away(site: Site) -> None:
    for path in ("/door/", "/root.key", "/root.crt", "/authority.crt/../root.key"):
        answer, _ = site.over_http(path)
        assert 300 <= answer.status < 400, path
        assert answer.headers["Location"].startswith("https://localhost")
