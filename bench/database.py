"""A database of the benchmarks' own, in a home that goes when they are done. Importing this makes it ready."""

import atexit
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import django
import psycopg
from psycopg import sql

HOME = Path(tempfile.mkdtemp(prefix="hustings-bench-"))
os.environ["HUSTINGS_HOME"] = str(HOME)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.web.settings")


def _make_ready() -> None:
    from hustings.engine.server import running

    stack = ExitStack()
    stack.enter_context(running())
    atexit.register(_clear_away, stack)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0)
    call_command("createcachetable", database="owner", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


@contextmanager
def new_database() -> Iterator[None]:
    """An empty, migrated database for the length of the block; Django's connections point at it."""
    from hustings.engine.address import owner

    way, name = owner(), f"bench_{secrets.token_hex(4)}"
    _point_at(way.database)
    _on_server("CREATE DATABASE {} TEMPLATE {}", name, way.database)
    _point_at(name)
    try:
        yield
    finally:
        _point_at(way.database)
        _on_server("DROP DATABASE {}", name)  # waits for sessions that are leaving


def _on_server(statement: str, *names: str) -> None:
    from hustings.engine.address import owner

    way = owner().to("postgres")
    with psycopg.connect(way.conninfo(), autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def _point_at(database: str) -> None:
    from django.db import connections

    for alias in ("default", "owner"):
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = database


def _clear_away(stack: ExitStack) -> None:
    from django.db import connections

    connections.close_all()
    stack.close()
    shutil.rmtree(HOME, ignore_errors=True)


_make_ready()
