"""How to reach the database: as the owner of the tables, or as the application, which may do less."""

import hashlib
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from psycopg.conninfo import make_conninfo

from hustings.core.errors import HustingsError
from hustings.engine.home import folder, home, key

DATABASE = "hustings"
PORT = 5432
OWNER, APPLICATION, SUPERUSER = "hustings_owner", "hustings_app", "postgres"


@dataclass(frozen=True, slots=True)
class Address:
    """One way into one database."""

    host: str
    port: int
    database: str
    user: str
    password: str
    options: tuple[tuple[str, str], ...] = ()

    def conninfo(self) -> str:
        """What psycopg.connect takes."""
        return make_conninfo(
            host=self.host,
            port=self.port,
            dbname=self.database,
            user=self.user,
            password=self.password,
            **dict(self.options),
        )

    def environment(self) -> dict[str, str]:
        """The variables by which PostgreSQL's own programs find the way in, `sslmode` and the like among them."""
        return {
            "PGHOST": self.host,
            "PGPORT": str(self.port),
            "PGDATABASE": self.database,
            "PGUSER": self.user,
            "PGPASSWORD": self.password,
            **{f"PG{name.upper()}": value for name, value in self.options},
        }

    def to(self, database: str) -> "Address":
        return replace(self, database=database)


def is_served() -> bool:
    """Whether HUSTINGS_DATABASE_URL names a PostgreSQL that others run."""
    return bool(os.environ.get("HUSTINGS_DATABASE_URL"))


def owner() -> Address:
    """The role that owns the tables: migrations, erasure, backups."""
    if is_served():
        return parse_url(os.environ["HUSTINGS_DATABASE_URL"])
    return embedded(OWNER)


def application() -> Address:
    """The role that serves pages and runs commands: it may only add to the audit trail and the ledger."""
    named = os.environ.get("HUSTINGS_APP_DATABASE_URL")
    if named:
        return parse_url(named)
    if is_served():
        way = owner()
        return replace(way, user=f"{way.database}_app", password=key("application"))
    return embedded(APPLICATION)


def embedded(user: str, database: str = DATABASE) -> Address:
    """The way into the embedded server as `user`."""
    password = key(
        {OWNER: "owner", APPLICATION: "application", SUPERUSER: "superuser"}[user]
    )
    if os.name == "nt":
        return Address("127.0.0.1", _windows_port(), database, user, password)
    return Address(str(socket_folder()), PORT, database, user, password)


def socket_folder() -> Path:
    """A short folder of this home alone: a socket's path may not exceed 107 bytes, a home's may.

    It goes when the server stops. After a kill it stays, with a dead socket and nothing else in it, until the home's next
    start takes it over. Folders of other homes are left alone: one that looks dead may be of a server about to start.
    """
    mark = hashlib.sha256(str(home()).encode()).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"hustings-{mark}"


def parse_url(url: str) -> Address:
    """Read `postgresql://user:password@host:port/database?sslmode=require`.

    Raises HustingsError when it is not such an address.
    """
    parts = urlsplit(url)
    database = parts.path.strip("/")
    if (
        parts.scheme not in {"postgres", "postgresql"}
        or not database
        or not parts.username
    ):
        raise HustingsError(
            "HUSTINGS_DATABASE_URL is not an address of PostgreSQL; "
            "write postgresql://user:password@host:5432/database"
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", None) or unquote(parts.hostname or "127.0.0.1")
    return Address(
        host,
        parts.port or PORT,
        database,
        unquote(parts.username),
        unquote(parts.password or ""),
        tuple(sorted(options.items())),
    )


def _windows_port() -> int:
    path = folder("postgres") / "port"
    return int(path.read_text()) if path.exists() else PORT
