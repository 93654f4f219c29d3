"""A database is dropped also while somebody whom its owner may not send away is just leaving it."""

import threading

import psycopg
import pytest

from hustings.engine.address import application, owner
from hustings.engine.provision import drop_database


@pytest.mark.usefixtures("engine")
def test_a_database_is_dropped_once_another_roles_session_has_left() -> None:
    with psycopg.connect(owner().conninfo(), autocommit=True) as connection:
        connection.execute("CREATE DATABASE left_over")
        there = application().to("left_over").conninfo()
        session = psycopg.connect(there, autocommit=True)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("DROP DATABASE left_over WITH (FORCE)")
        leaving = threading.Timer(1, session.close)
        leaving.start()
        drop_database(connection, "left_over")
        leaving.join()
        found = connection.execute(
            "SELECT FROM pg_database WHERE datname = 'left_over'"
        )
        assert found.fetchone() is None
