"""What goes, what stays, and who may do it."""

import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Thread

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import IntegrityError, connections
from django.test import Client

from hustings.apps.accounts.models import User
from hustings.apps.accounts.security import note
from hustings.apps.campaigns.audit import acting, actor_of
from hustings.apps.campaigns.models import AuditEntry, CampaignRow
from hustings.apps.campaigns.rights import May, membership_in
from hustings.apps.jobs.actions import enqueue, path_of, store_file
from hustings.apps.jobs.models import StoredFile
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import (
    DoNotContact,
    Elector,
)
from hustings.apps.safekeeping.actions import erase_what_is_due
from hustings.apps.safekeeping.erasing import (
    KEPT,
    erase_campaign,
    erase_person,
    erase_rows_of,
    erased_tables,
)
from hustings.apps.safekeeping.exporting import export_campaign
from hustings.apps.safekeeping.models import Erasure
from hustings.apps.safekeeping.person import all_held_on
from hustings.core.errors import HustingsError
from hustings.engine import journal
from hustings.engine.home import folder
from tests.apps.safekeeping.people import (
    everything_of_the_database,
    make_answer,
    make_joined,
)
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_user,
)

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("committed")


def test_a_campaigns_people_are_gone_and_its_numbers_stay() -> None:
    elector = make_elector(make_district(make_campaign()), surname="Unforgettable")
    make_answer(elector)
    campaign = elector.campaign
    set_do_not_contact(
        elector=elector, basis="door", source_event=None, by=TESTER, at=START
    )
    stored = store_file(
        campaign=campaign,
        name="r.csv",
        content=b"Unforgettable",
        right=May.SEE_REGISTER,
        by=TESTER,
        at=START,
    )
    place = path_of(stored)

    erasure = erase_campaign(campaign=campaign, by=TESTER, at=NOON)

    assert everything_of_the_database().count("Unforgettable") == 0
    assert everything_of_the_database().count("Has a ladder") == 0
    assert not place.exists()
    assert erasure.totals["events"] == [["AB1", "visit", "1", 1]]
    assert erasure.gone["register_elector"] == 1
    assert [e.payload for e in Event.objects.all()] == [{}]
    assert AuditEntry.objects.filter(verb="make an elector").exists()
    campaign.refresh_from_db()
    assert campaign.has_ended


def test_helpers_names_go_unless_another_campaign_needs_them() -> None:
    ours, theirs = make_campaign(), make_campaign()
    agent = make_member(ours)
    only_here, both = make_member(ours, "organiser"), make_member(ours, "teller")
    make_member(theirs, user=both.user)

    erase_campaign(campaign=ours, by=TESTER, at=NOON)

    assert str(User.objects.get(id=only_here.user_id)) == "A former helper"
    assert not User.objects.get(id=only_here.user_id).is_active
    assert User.objects.get(id=both.user_id).name == both.user.name
    agent.refresh_from_db()
    assert (agent.ended_at, agent.user.is_active) == (None, True)
    assert membership_in(agent.user, ours.id) == agent


def test_a_helper_who_goes_leaves_no_name_key_or_open_session_behind() -> None:
    campaign = make_campaign()
    agent, helper = make_member(campaign), make_user(username="wilhelmina", name="Mina")
    membership = make_member(campaign, "canvasser", user=helper)
    Authenticator.objects.create(user=helper, type="totp", data={"secret": "S3CRET"})
    note(what="signed in", user=helper, by="wilhelmina", at=START)
    note(what="recovery link issued", user=agent.user, by="Mina", at=START)
    browser = Client()
    browser.force_login(helper)
    with acting(membership, "write something"):
        make_elector(make_district(campaign))
    job = enqueue(kind="any", title="Any", by=membership, arguments={"a": 1}, at=START)

    erase_campaign(campaign=campaign, by=actor_of(agent), at=NOON)

    left = everything_of_the_database()
    assert [n for n in ("wilhelmina", "Mina", "S3CRET") if n in left] == []
    assert not AuditEntry.objects.exclude(actor_name="").filter(campaign=campaign)
    assert not Session.objects.exists()
    job.refresh_from_db()
    assert (job.state, job.arguments, job.requested_by) == ("failed", {}, None)


def test_an_erasure_that_was_cut_off_is_finished_by_the_next() -> None:
    """Killed after the database forgot: the files and the older copies are still there."""
    campaign = make_campaign(is_demonstration=False)
    stored = store_file(
        campaign=campaign,
        name="r.csv",
        content=b"Bloggs",
        right=May.SEE_REGISTER,
        by=TESTER,
        at=START,
    )
    old = folder("backups") / "20260801T030000000000-nightly.hustings"
    old.write_bytes(b"old")
    erase_rows_of(campaign=campaign, by=TESTER, at=NOON)
    assert path_of(stored).exists()
    assert old.exists()

    erase_what_is_due(today=NOON.date(), by=TESTER, at=NOON + timedelta(days=1))

    assert not path_of(stored).exists()
    assert not old.exists()
    noted = [e for e in journal.since(NOON) if e.record == str(campaign.id)]
    assert [e.kind for e in noted] == ["erase-campaign"]


def test_printed_sheets_that_show_answers_go_with_a_persons_answers() -> None:
    elector = make_elector(make_district(make_campaign()))
    rights = (May.SEE_KNOCKING_UP, May.PRINT_WALK_SHEETS, May.IMPORT_REGISTER)
    sheets = [
        store_file(
            campaign=elector.campaign,
            name="sheet",
            content=b"Bloggs: 1",
            right=right,
            by=TESTER,
            at=START,
        )
        for right in rights
    ]

    erase_person(elector=elector, by=TESTER, at=NOON)

    assert [path_of(sheet).exists() for sheet in sheets] == [False, False, True]
    assert [s.right for s in StoredFile.objects.all()] == ["import_register"]


def test_another_campaign_is_left_alone() -> None:
    ours, theirs = make_campaign(), make_campaign()
    make_elector(make_district(ours))
    kept = make_answer(make_elector(make_district(theirs)))

    erase_campaign(campaign=ours, by=TESTER, at=NOON)

    assert Event.objects.get(id=kept.id).payload["answer"] == "1"
    assert Elector.objects.get().campaign_id == theirs.id


def test_one_persons_answers_go_and_the_register_row_stays() -> None:
    district = make_district(make_campaign())
    elector, neighbour = make_elector(district), make_elector(district)
    make_answer(elector)
    with acting(TESTER, "x"):
        other = Event.objects.create(
            campaign=district.campaign,
            kind="visit",
            district=district,
            elector=neighbour,
            happened_at=START,
            received_at=START,
            author_id=Event.objects.get().author_id,
            payload={"outcome": "moved"},
        )
    set_do_not_contact(
        elector=elector, basis="door", source_event=None, by=TESTER, at=START
    )

    erase_person(elector=elector, by=TESTER, at=NOON)

    assert Event.objects.get(elector=elector).payload == {}
    assert Event.objects.get(id=other.id).payload == {"outcome": "moved"}
    assert Elector.objects.filter(id=elector.id).exists()
    assert DoNotContact.objects.in_force().filter(elector=elector).exists()


def test_the_application_itself_cannot_erase() -> None:
    from django.db.utils import ProgrammingError

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute("SELECT ledger_erase(gen_random_uuid(), NULL, false)")


def test_only_campaigns_whose_day_has_come_are_erased() -> None:
    due = make_campaign(erase_on=date(2026, 9, 1), is_demonstration=False)
    make_campaign(erase_on=date(2026, 9, 2), is_demonstration=False)
    make_campaign(erase_on=date(2026, 9, 1), is_demonstration=True)

    erased = erase_what_is_due(today=date(2026, 9, 1), by=TESTER, at=NOON)

    assert [e.campaign_id for e in erased] == [due.id]
    assert erase_what_is_due(today=date(2026, 9, 1), by=TESTER, at=NOON) == []


def test_copies_that_still_hold_the_erased_are_deleted() -> None:
    old = folder("backups") / "20260801T030000-nightly.hustings"
    old.write_bytes(b"old")
    campaign = make_campaign(erase_on=date(2026, 9, 1), is_demonstration=False)

    erase_what_is_due(today=campaign.erase_on, by=TESTER, at=NOON)

    assert not old.exists()


def test_every_table_of_a_campaign_is_either_erased_or_named_as_kept() -> None:
    tables = {m._meta.db_table for m in apps.get_models() if issubclass(m, CampaignRow)}
    assert set(erased_tables()) | KEPT >= tables
    assert tables >= KEPT, f"named as kept, but no table: {sorted(KEPT - tables)}"
    assert {
        "register_elector",
        "register_door",
        "register_absentvoter",
        "jobs_storedfile",
    } <= set(erased_tables())


def test_all_held_on_a_person_includes_what_points_at_them() -> None:
    elector = make_elector(make_district(make_campaign()), surname="Asker")
    make_answer(elector)
    set_do_not_contact(
        elector=elector, basis="objection", source_event=None, by=TESTER, at=START
    )
    stranger = make_elector(elector.district, surname="Stranger")

    held = all_held_on(elector)

    assert {"elector", "door", "event", "do not contact", "audit entry"} <= set(held)
    assert held["event"][0]["payload"]["note"] == "Has a ladder"  # type: ignore[index]  # a payload
    assert "Stranger" not in str(held)
    assert str(stranger.id) not in str(held["event"])


def test_all_held_on_a_person_includes_rows_that_turned_out_to_be_the_same() -> None:
    """Two Decembers: the first row is joined by a second, and that one's person by a third."""
    district = make_district(make_campaign())
    first, second, third = (make_elector(district) for _ in range(3))
    stranger = make_elector(district, surname="Stranger")
    make_joined(first, second)
    make_joined(first, third)
    make_answer(second, note="Said as the second")

    held = all_held_on(first)

    assert {e["id"] for e in held["elector"]} == {first.id, second.id, third.id}
    assert [e["payload"]["note"] for e in held["event"]] == ["Said as the second"]  # type: ignore[index]  # a payload
    assert len(held["number match"]) == 2
    assert str(stranger.id) not in str(held)
    assert all_held_on(third)["event"] == held["event"]


def test_erasing_a_person_empties_the_rows_that_turned_out_to_be_the_same() -> None:
    district = make_district(make_campaign())
    first, second = make_elector(district), make_elector(district)
    make_joined(first, second)
    make_answer(second)

    erase_person(elector=first, by=TESTER, at=NOON)

    assert [event.payload for event in Event.objects.all()] == [{}]
    noted = [e.record for e in journal.since(NOON) if e.kind == "erase-person"]
    assert {str(first.id), str(second.id)} <= set(noted)


def test_what_was_erased_of_a_person_is_reported_without_contents() -> None:
    elector = make_elector(make_district(make_campaign()))
    make_answer(elector)
    erase_person(elector=elector, by=TESTER, at=NOON + timedelta(days=1))
    report = Erasure.objects.get()
    assert (report.person, report.gone) == (elector.id, {"ledger_event": 1})


def test_a_campaigns_export_is_its_own_rows_alone_and_runs_nothing(
    tmp_path: Path,
) -> None:
    ours, theirs = make_campaign(), make_campaign()
    make_answer(make_elector(make_district(ours), surname="=HYPERLINK(1)"))
    make_elector(make_district(theirs), surname="Elsewhere")

    rows = export_campaign(campaign=ours, target=tmp_path / "ours.zip", by=TESTER)

    archive = zipfile.ZipFile(tmp_path / "ours.zip")
    text = {name: archive.read(name).decode() for name in archive.namelist()}
    assert "'=HYPERLINK(1)" in text["register_elector.csv"]
    assert "Has a ladder" in text["ledger_event.csv"]
    assert "Elsewhere" not in "".join(text.values())
    assert AuditEntry.objects.filter(
        verb="export the whole campaign", rows=rows
    ).exists()
    for target, said in [("ours.zip", "exists already"), ("no/o.zip", "no folder")]:
        with pytest.raises(HustingsError, match=said):
            export_campaign(campaign=ours, target=tmp_path / target, by=TESTER)


def test_whoever_is_late_adds_nothing_to_an_erased_campaign() -> None:
    district = make_district(make_campaign())
    erase_campaign(campaign=district.campaign, by=TESTER, at=NOON)

    with pytest.raises(IntegrityError, match="the campaign is over"):
        make_elector(district)


def test_an_erasure_waits_for_an_import_under_way_and_takes_it_along() -> None:
    district = make_district(make_campaign())

    def erase() -> None:
        erase_campaign(campaign=district.campaign, by=TESTER, at=NOON)
        connections.close_all()

    erasing = Thread(target=erase)
    with acting(TESTER, "import"):
        make_elector(district)
        erasing.start()
        erasing.join(timeout=1.5)
        assert erasing.is_alive()
    erasing.join(timeout=20)

    assert not erasing.is_alive()
    assert not Elector.objects.filter(campaign=district.campaign).exists()
