"""Putting a copy back: beside what is there, checked, with every promise kept since, then in its place.

Nothing of the present server is touched until the copy has been restored, checked and brought up to date
in a database of its own. Then the two change names in one transaction.
"""

import json
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from django.core.management import call_command
from django.db import connections
from psycopg import sql

from hustings.apps.accounts.second_factor import seal_with_our_key
from hustings.apps.campaigns.audit import Actor
from hustings.apps.campaigns.models import Campaign
from hustings.apps.jobs.models import StoredFile
from hustings.apps.safekeeping.copies import (
    check_counts,
    connect,
    one_at_a_time,
    owner_address,
    roles_of,
    scratch_database,
)
from hustings.apps.safekeeping.erasing import erase_events_of, erase_rows_of
from hustings.apps.safekeeping.promises import (
    keep_do_not_contact,
    lift_do_not_contact,
    numbers_of,
    promises_since,
)
from hustings.core.errors import HustingsError
from hustings.engine.address import Address
from hustings.engine.archive import digest, read_label, unseal
from hustings.engine.dump import restore_into
from hustings.engine.home import folder, home
from hustings.engine.journal import Entry
from hustings.engine.keyring import adopt, has_keys
from hustings.engine.provision import drop_database

Say = Callable[[str], None]
OTHERS = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""


def restore(*, file: Path, passphrase: str, by: Actor, say: Say) -> int:
    """Put the copy in `file` in the place of what is here; gives how many promises were kept anew.

    A person who was read in after the copy is not in it: `say` is told whose wish must be entered again.

    Raises HustingsError, with nothing changed, when the passphrase is wrong, the copy is damaged or does
    not restore as it should, or somebody is using the server.
    """
    _must_be_alone()
    with one_at_a_time(), _opened(file, passphrase) as (contents, manifest):
        made_at = datetime.fromisoformat(manifest["made_at"])
        promises = promises_since(made_at)
        numbers = numbers_of(promises)
        with scratch_database("restore") as fresh:
            say("Restoring the database beside the present one")
            restore_into(fresh, contents / "database.dump", roles_of(manifest))
            check_counts(fresh, manifest["counts"])
            say("Bringing it up to date")
            with _django_at(fresh):
                call_command(
                    "migrate", database="owner", verbosity=0, interactive=False
                )
                if "sealing_key" in manifest:
                    seal_with_our_key(manifest["sealing_key"], using="owner")
                lost = [each for each in promises if not _keep(each, by)]
                _leave_out_what_no_row_names(contents / "files")
            say("Putting it in the present one's place")
            _must_be_alone()
            _exchange(fresh)
        _replace_files(contents)
        _keep_keys(file)
    if lost:
        _tell_of(lost, numbers, say)
    return len(promises) - len(lost)


@contextmanager
def _opened(file: Path, passphrase: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    with tempfile.TemporaryDirectory(prefix=".restoring-", dir=home()) as place:
        contents = Path(place) / "contents"
        unseal(file, passphrase, contents)
        manifest = json.loads((contents / "manifest.json").read_text())
        if digest(contents / "database.dump") != manifest["dump_sha256"]:
            raise HustingsError(
                f"{file} is damaged: its database is not what was put in."
            )
        yield contents, manifest


def _must_be_alone() -> None:
    connections["default"].close()
    connections["owner"].close()
    with connect(owner_address()) as connection:
        row = connection.execute(OTHERS).fetchone()
    if row and row[0]:
        raise HustingsError(
            "hustings is in use here. Stop it (Ctrl-C where hustings serve runs), then restore."
        )


@contextmanager
def _django_at(way: Address) -> Iterator[None]:
    """Let Django's two connections use another database for the length of the block."""
    names = {
        alias: connections[alias].settings_dict["NAME"]
        for alias in ("default", "owner")
    }
    try:
        _point(dict.fromkeys(names, way.database))
        yield
    finally:
        _point(names)


def _point(names: dict[str, str]) -> None:
    for alias, name in names.items():
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def _keep(promise: Entry, by: Actor) -> bool:
    """Do again what was promised; False if the copy does not have the person."""
    match promise.kind:
        case "erase-campaign":
            campaign = (
                Campaign.objects.using("owner")
                .filter(id=promise.campaign, erased_at=None)
                .first()
            )
            if campaign:
                erase_rows_of(campaign=campaign, by=by, at=promise.moment)
        case "erase-person":
            _erase_again(promise, by)
        case "do-not-contact":
            return keep_do_not_contact(promise, by)
        case "lift-do-not-contact":
            lift_do_not_contact(promise, by)
    return True


def _tell_of(lost: list[Entry], numbers: dict[str, str], say: Say) -> None:
    known = sorted({numbers[p.record] for p in lost if p.record in numbers})
    say(
        f"{len(lost)} who asked not to be contacted are not in the copy. Read the register in again, then enter "
        f"their wish again (hustings person NUMBER --object): {', '.join(known) or 'numbers not known'}"
    )


def _erase_again(promise: Entry, by: Actor) -> None:
    campaign, person = UUID(promise.campaign), UUID(promise.record)
    if Campaign.objects.using("owner").filter(id=campaign).exists():
        erase_events_of(campaign=campaign, person=person, by=by, at=promise.moment)


def _exchange(fresh: Address) -> None:
    """Give the restored database the present one's name, in one transaction, and drop the present one."""
    here = owner_address()
    aside = f"{here.database}_before_{secrets.token_hex(4)}"
    rename = sql.SQL("ALTER DATABASE {} RENAME TO {}")
    # One cannot rename the database one is in, nor be in neither: a third one serves as the place to stand.
    with scratch_database("stand") as stand:
        with connect(stand) as connection, connection.transaction():
            connection.execute(
                rename.format(sql.Identifier(here.database), sql.Identifier(aside))
            )
            connection.execute(
                rename.format(
                    sql.Identifier(fresh.database), sql.Identifier(here.database)
                )
            )
        with psycopg.connect(here.conninfo(), autocommit=True) as connection:
            drop_database(connection, aside)


def _leave_out_what_no_row_names(files: Path) -> None:
    """Delete the files of a copy whose rows an erasure has just taken out of it again."""
    known = set(StoredFile.objects.using("owner").values_list("path", flat=True))
    for file in [each for each in files.rglob("*") if each.is_file()]:
        if file.relative_to(files).as_posix() not in known:
            file.unlink()


def _replace_files(contents: Path) -> None:
    present, before = folder("files"), home() / "files.before"
    shutil.rmtree(before, ignore_errors=True)
    present.rename(before)
    shutil.move(contents / "files", present)
    shutil.rmtree(before)


def _keep_keys(file: Path) -> None:
    """On a new machine, go on with the keys that the copy was sealed with."""
    if not has_keys():
        label = read_label(file)
        adopt(label.private_key, label.public_key)
