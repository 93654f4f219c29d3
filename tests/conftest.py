"""A real PostgreSQL for the tests: the embedded one in a folder of its own, or the served one that is named.

Tests run as the application's role, so that what that role may not do fails here as it would in use.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.core.exceptions import SynchronousOnlyOperation
from django.core.management import call_command
from django.db import connections
from playwright.sync_api import Browser, expect, sync_playwright
from psycopg import sql
from pytest_django import DjangoDbBlocker

from hustings.engine.address import SUPERUSER, Address, embedded, is_served, owner
from hustings.engine.provision import drop_database, grant
from hustings.engine.server import running
from tests import factories
from tests.engine.homes import shelf
from tests.web.chromium import launch
from tests.web.serving import served

TESTS = Path(__file__).parent
LONG = {"e2e", "cli", "deploy", "engine", "mutation"}
"""Folders of tests that start programs, each for tens of seconds."""
# What is waited for on a page may take its time on a busy machine.
expect.set_options(timeout=30_000)


def pytest_configure(config: pytest.Config) -> None:
    """A shelf for prepared homes, made by the process that starts the others and cleared when all have ended."""
    open_shelf = ExitStack()
    open_shelf.enter_context(shelf())
    config.add_cleanup(open_shelf.close)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the long proofs to `make soak`; what takes longest goes first, so that both processes end together."""
    items.sort(key=_quickness)
    if "HUSTINGS_SOAK" in os.environ:
        return
    for item in items:
        if item.get_closest_marker("soak"):
            item.add_marker(pytest.mark.skip(reason="a long proof; make soak runs it"))


def _quickness(item: pytest.Item) -> tuple[bool, bool]:
    is_long = item.path.relative_to(TESTS).parts[0] in LONG
    return not is_long, item.get_closest_marker("browser") is None


@pytest.fixture(autouse=True)
def numbers_from_the_first() -> Iterator[None]:
    """A test finds the numbers from the first, and leaves no session behind.

    Once Playwright's loop runs, Django keeps the connections of that context apart: one left from an earlier test
    would hold the template, and no copy of it could be made.
    """
    factories.start_again()
    yield
    with suppress(SynchronousOnlyOperation):
        for connection in connections.all(initialized_only=True):
            connection.close()


@pytest.fixture(scope="session")
def engine() -> Iterator[None]:
    """The database server, up for the length of the tests; several runs may share it."""
    with running():
        if not is_served():
            _let_it_lose_what_is_in_memory()
        yield


def _let_it_lose_what_is_in_memory() -> None:
    """Spare the tests the waits for the disk, which only a machine that loses its power would be thankful for."""
    way = embedded(SUPERUSER, "postgres")
    with psycopg.connect(way.conninfo(), autocommit=True) as connection:
        for safety in ("fsync", "full_page_writes"):
            connection.execute(f"ALTER SYSTEM SET {safety} = off")
        connection.execute("SELECT pg_reload_conf()")


def _on_server(way: Address, statement: str, name: str) -> None:
    with psycopg.connect(way.conninfo(), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(name)))


def _drop(way: Address, name: str) -> None:
    with psycopg.connect(way.conninfo(), autocommit=True) as connection:
        drop_database(connection, name)


def point_at(database: str) -> None:
    """Let both of Django's connections use `database` from now on."""
    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = database
        settings.DATABASES[alias]["NAME"] = database


@pytest.fixture(scope="session")
def django_db_setup(engine: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A migrated, empty database made by the owner, for this process alone."""
    way, name = owner(), f"test_{os.getpid()}_{secrets.token_hex(3)}"
    _on_server(way, "CREATE DATABASE {}", name)
    with psycopg.connect(way.to(name).conninfo(), autocommit=True) as connection:
        grant(connection, str(settings.DATABASES["default"]["USER"]))
    with django_db_blocker.unblock():
        point_at(name)
        call_command("migrate", database="owner", verbosity=0)
        call_command("createcachetable", database="owner", verbosity=0)
        connections["owner"].close()
        yield
        connections["default"].close()
        connections["owner"].close()
        point_at(way.database)
    _drop(way, name)


@pytest.fixture
def committed(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """A database of its own for a test that commits, or that other processes must see; gives its name."""
    template = str(connections["default"].settings_dict["NAME"])
    way, name = owner(), f"test_{os.getpid()}_{secrets.token_hex(3)}"
    with django_db_blocker.unblock():
        try:
            point_at("postgres")
            _copy(way, name, template)
            point_at(name)
            yield name
        finally:  # or every test after this one would be without its tables
            point_at(template)
    _drop(way, name)


@pytest.fixture
def address(committed: str) -> Iterator[str]:
    """Where the product is served to a browser, on a database of its own."""
    with served() as where:
        yield where


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """Chromium for the tests of a file.

    Its driver has a loop in this thread, beside which Django would not let us read or write the ledger.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture
def browser(address: str, chromium: Browser) -> Iterator[Browser]:
    """Chromium without anything left from another test; its pages go before the server that they speak to."""
    yield chromium
    for context in chromium.contexts:
        context.close()


def _copy(way: Address, name: str, template: str) -> None:
    """Make the database `name` as a copy; a session that is just leaving the template is waited for."""
    copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
    for _ in range(8):  # each waits five seconds
        with (
            suppress(psycopg.errors.ObjectInUse),
            psycopg.connect(way.conninfo(), autocommit=True) as connection,
        ):
            connection.execute(
                copy.format(sql.Identifier(name), sql.Identifier(template))
            )
            return
    raise RuntimeError(f"{template} is still used by another session")
