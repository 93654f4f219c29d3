"""Two roles and a database: the owner holds the tables, the application only uses them."""

import psycopg
from psycopg import sql

from hustings.core.errors import HustingsError
from hustings.engine.address import Address

LOCK = 7_204_111  # any number of our own, the same in every process


def provision(
    owner: Address, application: Address, superuser: Address | None = None
) -> None:
    """See that both roles and the database exist; doing it again changes nothing.

    `superuser` is given for the embedded server, where the owner too is made here. On a served
    PostgreSQL the owner is the person's own, and must be allowed to create the application's role.
    """
    if superuser:
        with psycopg.connect(superuser.conninfo(), autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
            _role(connection, owner, "CREATEDB")
            _role(connection, application, "NOCREATEDB")
            _database(connection, owner)
    with psycopg.connect(owner.conninfo(), autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not superuser:
            _role(connection, application, "NOCREATEDB")
        grant(connection, application.user)


def grant(
    connection: "psycopg.Connection[tuple[object, ...]]", application: str
) -> None:
    """Let the application use what the owner will make in this database, and make nothing itself."""
    role = sql.Identifier(application)
    for statement in (
        "GRANT USAGE ON SCHEMA public TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}",
        "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}",
    ):
        connection.execute(sql.SQL(statement).format(role))


def drop_database(
    connection: "psycopg.Connection[tuple[object, ...]]", name: str
) -> None:
    """Drop a database with whatever sessions of the owner are still in it. Needs autocommit.

    PostgreSQL's own cleaning may be at work there just then: only a superuser may end that by force, but a plain
    drop sees to it that it stops.
    """
    drop = sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(name))
    try:
        connection.execute(drop + sql.SQL(" WITH (FORCE)"))
    except psycopg.errors.InsufficientPrivilege:
        connection.execute(drop)


def _role(
    connection: "psycopg.Connection[tuple[object, ...]]", way: Address, may: str
) -> None:
    there = connection.execute(
        "SELECT 1 FROM pg_roles WHERE rolname = %s", [way.user]
    ).fetchone()
    if there:
        return
    statement = sql.SQL("CREATE ROLE {} LOGIN {} PASSWORD {}").format(
        sql.Identifier(way.user), sql.SQL(may), sql.Literal(way.password)
    )
    try:
        connection.execute(statement)
    except psycopg.errors.InsufficientPrivilege as problem:
        raise HustingsError(
            f"The database's user may not create the role {way.user}. Create it yourself "
            "and give its address in HUSTINGS_APP_DATABASE_URL."
        ) from problem


def _database(
    connection: "psycopg.Connection[tuple[object, ...]]", way: Address
) -> None:
    there = connection.execute(
        "SELECT 1 FROM pg_database WHERE datname = %s", [way.database]
    ).fetchone()
    if not there:
        statement = sql.SQL("CREATE DATABASE {} OWNER {}")
        connection.execute(
            statement.format(sql.Identifier(way.database), sql.Identifier(way.user))
        )
