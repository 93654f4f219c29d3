"""Copies of a whole server, put back on this machine and on another."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.db import connections
from psycopg import sql
from pytest_django import Settings

from hustings.apps.campaigns.models import AuditEntry, Campaign
from hustings.apps.campaigns.rights import May
from hustings.apps.jobs.actions import path_of, store_file
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import (
    Sent,
    apply_import,
    lift_do_not_contact,
    make_preview,
    set_do_not_contact,
    start_import,
)
from hustings.apps.register.models import DoNotContact, Elector
from hustings.apps.safekeeping import copies
from hustings.apps.safekeeping.copies import make_copy
from hustings.apps.safekeeping.erasing import erase_person
from hustings.apps.safekeeping.models import Copy
from hustings.apps.safekeeping.queries import state_of_copies
from hustings.apps.safekeeping.restoring import restore
from hustings.core.errors import HustingsError
from hustings.engine import keyring
from hustings.engine.home import folder, home
from tests.apps.safekeeping.people import make_answer, make_joined
from tests.factories import (
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_user,
)

PASSPHRASE = "four plain words here"
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def made_keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("keys")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HUSTINGS_HOME", str(place))
        keyring.make_keys(PASSPHRASE)
    return place / "keys"


@pytest.fixture(autouse=True)
def keys(made_keys: Path, committed: str) -> Iterator[None]:
    """A passphrase set; nothing of copies, files or promises from another test."""
    for name in ("copies.pub", "copies.age"):
        shutil.copy(made_keys / name, folder("keys") / name)
    yield
    for name in ("backups", "journal", "files"):
        shutil.rmtree(home() / name, ignore_errors=True)
    for name in ("copies.pub", "copies.age"):
        (folder("keys") / name).unlink(missing_ok=True)


def put_back(file: Path) -> int:
    return restore(file=file, passphrase=PASSPHRASE, by=TESTER, say=lambda words: None)


def test_everything_is_there_again_after_a_restore(tmp_path: Path) -> None:
    elector = make_elector(make_district(make_campaign()), surname="Przykład")
    stored = store_file(
        campaign=elector.campaign,
        name="a.txt",
        content=b"kept",
        right=May.SEE_REGISTER,
        by=TESTER,
        at=NOON,
    )
    copy = make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c.hustings")
    trail = AuditEntry.objects.count()
    make_elector(elector.district, surname="Later")
    path_of(stored).unlink()

    put_back(Path(copy.path))

    assert [e.surname for e in Elector.objects.all()] == ["Przykład"]
    assert path_of(stored).read_bytes() == b"kept"
    assert AuditEntry.objects.count() == trail


def test_the_restored_server_is_as_closed_as_before(tmp_path: Path) -> None:
    from django.db.utils import ProgrammingError

    make_elector(make_district(make_campaign()))
    put_back(
        Path(make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c").path)
    )

    with pytest.raises(ProgrammingError, match="permission denied"):
        AuditEntry.objects.update(verb="nothing")
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute("SELECT ledger_erase(gen_random_uuid(), NULL, true)")
    with pytest.raises(ProgrammingError, match="names no actor"):
        Elector.objects.update(surname="x")


def test_promises_made_since_the_copy_are_kept(tmp_path: Path) -> None:
    district = make_district(make_campaign())
    objector, lifted = make_elector(district), make_elector(district)
    set_do_not_contact(
        elector=lifted,
        basis="door",
        source_event=None,
        by=TESTER,
        at=NOON - timedelta(days=1),
    )
    copy = make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c")
    later = NOON + timedelta(hours=1)
    set_do_not_contact(
        elector=objector, basis="objection", source_event=None, by=TESTER, at=later
    )
    lift_do_not_contact(elector=lifted, by=TESTER, at=later)

    assert put_back(Path(copy.path)) == 2

    in_force = DoNotContact.objects.in_force()
    assert [(d.elector_id, d.basis) for d in in_force] == [(objector.id, "objection")]


def test_a_wish_of_somebody_who_is_not_in_the_copy_is_not_lost_silently(
    tmp_path: Path,
) -> None:
    """Read in after the copy, then asked to be left alone: only a person can enter that again."""
    district = make_district(make_campaign())
    copy = make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c")
    later = make_elector(district, number=888)
    set_do_not_contact(
        elector=later,
        basis="door",
        source_event=None,
        by=TESTER,
        at=NOON + timedelta(hours=1),
    )
    told: list[str] = []

    kept = restore(
        file=Path(copy.path), passphrase=PASSPHRASE, by=TESTER, say=told.append
    )

    assert kept == 0
    assert "AB1-888" in told[-1]


def test_an_erased_campaign_stays_erased(tmp_path: Path) -> None:
    from hustings.apps.safekeeping.erasing import erase_campaign

    elector = make_elector(make_district(make_campaign()))
    copy = make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c")
    erase_campaign(campaign=elector.campaign, by=TESTER, at=NOON + timedelta(hours=1))

    put_back(Path(copy.path))

    assert not Elector.objects.exists()
    assert Campaign.objects.get().has_ended


def test_second_factors_are_sealed_with_the_key_of_the_machine_they_come_to(
    tmp_path: Path,
) -> None:
    adapter, ours = get_adapter(), folder("keys") / "second-factors"
    sealed = adapter.encrypt("S3CRET")
    Authenticator.objects.create(user=make_user(), type="totp", data={"secret": sealed})
    copy = make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c")
    ours.unlink()

    put_back(Path(copy.path))

    held = Authenticator.objects.get().data["secret"]
    assert held != sealed
    assert adapter.decrypt(held) == "S3CRET"


def test_files_of_an_erased_campaign_do_not_come_back(tmp_path: Path) -> None:
    """The copy holds the register that was sent in; the database forgets it again, and so must the disk."""
    from hustings.apps.safekeeping.erasing import erase_campaign

    gone, other = make_campaign(), make_campaign()
    files = [
        store_file(
            campaign=campaign,
            name="register.csv",
            content=b"Bloggs",
            right=May.IMPORT_REGISTER,
            by=TESTER,
            at=NOON,
        )
        for campaign in (gone, other)
    ]
    copy = make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c")
    erase_campaign(campaign=gone, by=TESTER, at=NOON + timedelta(hours=1))

    put_back(Path(copy.path))

    assert [path_of(each).exists() for each in files] == [False, True]


def test_an_erased_person_stays_erased_though_the_rows_were_joined_since(
    tmp_path: Path,
) -> None:
    district = make_district(make_campaign())
    first, second = make_elector(district), make_elector(district)
    make_answer(second)
    copy = make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c")
    make_joined(first, second)
    erase_person(elector=first, by=TESTER, at=NOON + timedelta(hours=1))

    put_back(Path(copy.path))

    assert [event.payload for event in Event.objects.all()] == [{}]


def test_what_a_killed_copy_or_restore_left_open_is_cleared_away(
    tmp_path: Path,
) -> None:
    """Kill -9 leaves databases and folders with everybody's data, and no key on them."""
    make_elector(make_district(make_campaign()))
    left = [
        folder("backups") / ".making-abc",
        home() / ".restoring-abc",
        home() / "files.before",
    ]
    for each in left:
        each.mkdir()
        (each / "database.dump").write_bytes(b"everybody")
    way = copies.owner_address()
    names = [f"{way.database}_{what}_0123abcd" for what in ("check", "before")]
    with copies.connect(way) as connection:
        for name in names:
            connection.execute(
                sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
            )

    make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c")

    assert not any(each.exists() for each in left)
    with copies.connect(way) as connection:
        there = connection.execute("SELECT datname FROM pg_database").fetchall()
    assert not set(names) & {name for (name,) in there}


def test_a_wrong_passphrase_changes_nothing(tmp_path: Path) -> None:
    make_elector(make_district(make_campaign()), surname="Here")
    copy = make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c")
    Elector.objects.get()

    with pytest.raises(HustingsError, match="passphrase"):
        restore(
            file=Path(copy.path), passphrase="not the passphrase", by=TESTER, say=print
        )

    assert Elector.objects.get().surname == "Here"


def test_a_server_in_use_is_not_replaced(tmp_path: Path, committed: str) -> None:
    copy = make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c")
    with (
        copies.connect(copies.owner_address()),
        pytest.raises(HustingsError, match="in use"),
    ):
        put_back(Path(copy.path))


def test_a_copy_that_does_not_restore_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_elector(make_district(make_campaign()))
    honest = copies.counts
    monkeypatch.setattr(
        copies,
        "counts",
        lambda c: (
            honest(c)
            | {
                "register_elector": honest(c)["register_elector"]
                + ("_check_" in c.info.dbname)
            }
        ),
    )

    with pytest.raises(HustingsError, match="register_elector differ"):
        make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c")

    assert not (tmp_path / "c").exists()
    assert not Copy.objects.exists()


def test_the_last_seven_are_kept() -> None:
    for hour in range(9):
        make_copy(reason=Copy.Reason.NIGHTLY, at=NOON + timedelta(hours=hour))

    assert len(list(folder("backups").glob("*.hustings"))) == 7
    assert Copy.objects.filter(deleted_at=None).count() == 7
    assert state_of_copies(NOON + timedelta(hours=9)).age == timedelta(hours=1)
    max(folder("backups").glob("*.hustings")).unlink()
    assert state_of_copies(NOON + timedelta(hours=9)).age == timedelta(hours=2)


def test_an_existing_file_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "c").write_text("mine")
    with pytest.raises(HustingsError, match="exists already"):
        make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c")


def test_no_scratch_database_is_left_behind(tmp_path: Path, committed: str) -> None:
    put_back(
        Path(make_copy(reason=Copy.Reason.ASKED, at=NOON, target=tmp_path / "c").path)
    )
    with copies.connect(copies.owner_address()) as connection:
        left = connection.execute(
            "SELECT datname FROM pg_database WHERE starts_with(datname, %s)",
            [committed],
        ).fetchall()
    assert left == [(committed,)]


def test_an_import_is_preceded_by_a_copy(settings: Settings) -> None:
    settings.BEFORE_IMPORT = "hustings.apps.safekeeping.actions.copy_before_import"
    campaign = make_campaign()
    district = make_district(campaign)
    file = folder("files") / "register.csv"
    file.write_text(
        "PD,ENO,Status,Title,First Names,Initials,Surname,Suffix,Date of Attainment,Franchise Flag,"
        + ",".join(f"Address {n}" for n in range(1, 10))
        + ",Postcode,Opt Out\nAB1,1,,,Ada,,Example,,,,1 Mill Road,,,,,,,,,EX1 1AA,\n"
    )
    sent = [Sent(file.name, file)]
    started = start_import(council=district.council, files=sent, by=TESTER, at=NOON)
    make_preview(
        of_import=started, by=TESTER, at=NOON, report=lambda done, total, saying: None
    )
    started.refresh_from_db()

    apply_import(of_import=started, by=TESTER, at=NOON)

    assert [copy.reason for copy in Copy.objects.all()] == ["import"]
    put_back(Path(Copy.objects.get().path))
    assert not Elector.objects.exists()
