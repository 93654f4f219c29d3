"""Copies of the whole server: made at one moment, checked by restoring them, sealed, the last seven kept.

A copy is not counted as made until its database has been restored into a scratch database and every
table has there as many rows as at the moment of the copy.
"""

import json
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import fasteners
import psycopg
from django.conf import settings
from django.db import connections
from psycopg import sql

from hustings.apps.safekeeping.models import Copy
from hustings.core.errors import HustingsError
from hustings.engine import address, keyring
from hustings.engine.address import Address
from hustings.engine.archive import digest, seal
from hustings.engine.dump import dump, restore_into
from hustings.engine.home import folder, home
from hustings.engine.provision import drop_database
from hustings.engine.sealing import sealing_key

KEPT = 7
MOMENT = "%Y%m%dT%H%M%S%f"
# What follows our database's name in the name of one made beside it.
LEFT = "_(check|restore|stand|before)_[0-9a-f]{8}"
Connection = psycopg.Connection[Any]


def make_copy(*, reason: Copy.Reason, at: datetime, target: Path | None = None) -> Copy:
    """Copy the whole server to `target`, or among our own copies, of which the last seven stay.

    Raises HustingsError when no passphrase has been set, when `target` exists, or when the check fails.
    """
    keyring.public_key()
    place = (
        target or folder("backups") / f"{at.astimezone(UTC):{MOMENT}}-{reason}.hustings"
    )
    if place.exists():
        raise HustingsError(f"{place} exists already; choose another name.")
    if not place.parent.is_dir():
        raise HustingsError(f"There is no folder {place.parent}; make it first.")
    with one_at_a_time(), _workplace() as contents:
        rows = _gather(contents, at)
        sha256 = seal(
            contents, place, made_at=at.isoformat(), version=version("hustings")
        )
    copy = Copy.objects.create(
        reason=reason,
        made_at=at,
        path=str(place.absolute()),
        is_ours=target is None,
        size=place.stat().st_size,
        sha256=sha256,
        rows=rows,
    )
    if target is None:
        delete_older(keep=KEPT, at=at)
    return copy


def delete_older(*, keep: int, at: datetime) -> int:
    """Delete all but the last `keep` of our own copies; gives how many went.

    Their names begin with the moment they were made. The folder is looked at, not the table: after a
    restore the table knows no copy younger than itself.
    """
    ours = sorted(folder("backups").glob("*.hustings"), reverse=True)
    for file in ours[keep:]:
        file.unlink()
    old = [str(file.absolute()) for file in ours[keep:]]
    Copy.objects.filter(path__in=old).update(deleted_at=at)
    return len(old)


def owner_address() -> Address:
    """The owner's way into the database that Django uses now."""
    return address.owner().to(str(connections["owner"].settings_dict["NAME"]))


def counts(connection: Connection) -> dict[str, int]:
    """How many rows each table has."""
    tables = connection.execute(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    )
    return {name: _count(connection, name) for (name,) in tables.fetchall()}


def have_copies_before(moment: datetime) -> bool:
    """Whether one of our own copies was made before `moment`."""
    mark = f"{moment.astimezone(UTC):{MOMENT}}"
    return any(file.name < mark for file in folder("backups").glob("*.hustings"))


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let no other process copy or restore; what a killed one left lying open is cleared away first."""
    with fasteners.InterProcessLock(str(folder("backups") / "copying.lock")):
        _clear_away()
        yield


@contextmanager
def scratch_database(purpose: str) -> Iterator[Address]:
    """A new, empty database beside ours, dropped at the end unless it has been renamed by then."""
    way = owner_address()
    name = f"{way.database}_{purpose}_{secrets.token_hex(4)}"
    _create(way, name)
    try:
        yield way.to(name)
    finally:
        with connect(way) as connection:
            drop_database(connection, name)


def roles_of(manifest: dict[str, Any]) -> dict[str, str]:
    """The roles that a copy names, with their names here."""
    there, here = manifest["roles"], roles()
    return {there[part]: here[part] for part in here if there[part] != here[part]}


def roles() -> dict[str, str]:
    return {
        "owner": address.owner().user,
        "application": str(settings.DATABASES["default"]["USER"]),
    }


def check_counts(way: Address, expected: dict[str, int]) -> int:
    """Compare each table's rows with what the copy should hold; gives the sum. HustingsError if not equal."""
    with connect(way) as connection:
        found = counts(connection)
    if found != expected:
        wrong = sorted(
            t for t in expected.keys() | found.keys() if expected.get(t) != found.get(t)
        )
        raise HustingsError(
            f"The copy does not restore as it should: {', '.join(wrong[:5])} differ. It was not kept."
        )
    return sum(found.values())


def connect(way: Address) -> Connection:
    return psycopg.connect(way.conninfo(), autocommit=True)


def _gather(contents: Path, at: datetime) -> int:
    dumped = contents / "database.dump"
    with connect(owner_address()) as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        dump(owner_address(), dumped, snapshot=str(row[0]) if row else "")
        expected = counts(connection)
    with scratch_database("check") as scratch:
        restore_into(scratch, dumped)
        rows = check_counts(scratch, expected)
    for name in ("files", "journal"):
        shutil.copytree(folder(name), contents / name, copy_function=_link)
    manifest = {
        "made_at": at.isoformat(),
        "counts": expected,
        "dump_sha256": digest(dumped),
        "roles": roles(),
        "sealing_key": sealing_key(),
    }
    (contents / "manifest.json").write_text(json.dumps(manifest))
    return rows


def _link(source: str, target: str) -> None:
    """A second name for a file that never changes once written, so that a copy needs no second space."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@contextmanager
def _workplace() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix=".making-", dir=folder("backups")) as place:
        contents = Path(place) / "contents"
        contents.mkdir()
        yield contents


def _clear_away() -> None:
    """Delete what a kill left of an earlier copy or restore: it holds everybody's data, unlocked."""
    for pattern in ("backups/.making-*", ".restoring-*", "files.before"):
        for left in home().glob(pattern):
            shutil.rmtree(left, ignore_errors=True)
    for left in home().glob("backups/*.part"):
        left.unlink(missing_ok=True)
    way = owner_address()
    with connect(way) as connection:
        named = re.escape(way.database) + LEFT
        found = connection.execute(
            "SELECT datname FROM pg_database WHERE datname ~ %s", [f"^{named}$"]
        )
        for (name,) in found.fetchall():
            drop_database(connection, name)


def _count(connection: Connection, table: str) -> int:
    row = connection.execute(
        sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))
    ).fetchone()
    return int(row[0]) if row else 0


def _create(way: Address, name: str) -> None:
    with connect(way) as connection:
        try:
            connection.execute(
                sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
            )
        except psycopg.errors.InsufficientPrivilege as problem:
            raise HustingsError(
                f"The database's user {way.user} must be allowed to create databases, so that copies can be "
                f"checked: ALTER ROLE {way.user} CREATEDB"
            ) from problem
