import pytest

from hustings.core.errors import HustingsError
from hustings.engine.address import Address, owner, parse_url


def test_an_address_is_read_with_its_escapes_and_options() -> None:
    assert parse_url(
        "postgresql://me:p%40ss@db.example:6543/camp?sslmode=require"
    ) == Address("db.example", 6543, "camp", "me", "p@ss", (("sslmode", "require"),))


def test_postgresqls_own_programs_keep_to_the_options_too() -> None:
    """Else a dump would go unencrypted where the address asks for a checked certificate."""
    way = parse_url(
        "postgresql://me:x@db/camp?sslmode=verify-full&sslrootcert=/etc/ca.pem"
    )
    said = way.environment()
    assert (said["PGSSLMODE"], said["PGSSLROOTCERT"]) == ("verify-full", "/etc/ca.pem")


def test_a_socket_folder_can_stand_for_the_host() -> None:
    assert parse_url("postgresql://me:x@/camp?host=/run/pg").host == "/run/pg"


@pytest.mark.parametrize(
    "url", ["sqlite:///x", "postgresql://host/db", "postgresql://me@host", "?"]
)
def test_anything_else_is_answered_with_what_to_write(url: str) -> None:
    with pytest.raises(HustingsError, match="write postgresql://"):
        parse_url(url)


def test_a_named_server_takes_the_place_of_the_embedded_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("HUSTINGS_DATABASE_URL", "postgresql://me:x@db/camp")
    assert owner().database == "camp"
