"""What goes, what stays, and who may do it."""

import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connections

from hustings.apps.accounts.models import User
from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import AuditEntry, CampaignRow, ConsentWording
from hustings.apps.campaigns.rights import May
from hustings.apps.doorstep.actions.enrolling import Enrolled, revoke_phone
from hustings.apps.doorstep.actions.items import Answer, Sealed
from hustings.apps.doorstep.actions.receiving import hand_in
from hustings.apps.doorstep.models import Held
from hustings.apps.jobs.actions import path_of, store_file
from hustings.apps.jobs.models import Job
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import link, undo_link
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import DoNotContact, Elector, Newcomer
from hustings.apps.safekeeping.actions import erase_what_is_due
from hustings.apps.safekeeping.erasing import (
    KEPT,
    erase_campaign,
    erase_newcomer,
    erase_person,
    erased_tables,
)
from hustings.apps.safekeeping.exporting import export_campaign
from hustings.apps.safekeeping.models import Erasure
from hustings.apps.safekeeping.person import all_held_on, all_held_on_newcomer
from hustings.apps.safekeeping.work import erase_a_person
from hustings.core.doorstep import Consent, Kind
from hustings.core.doorstep import Event as Said
from hustings.core.errors import HustingsError
from hustings.engine.home import folder
from tests.apps.doorstep.phones import enrolled, event_by, results, sent
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
pytestmark = pytest.mark.usefixtures("committed")


def make_answer(elector: Elector, **payload: object) -> Event:
    campaign = elector.campaign
    author = make_member(campaign, "canvasser")
    wording = make_wording(campaign)
    with acting(TESTER, "record a visit"):
        return Event.objects.create(
            id=uuid4(),
            campaign=campaign,
            kind="visit",
            district=elector.district,
            elector=elector,
            happened_at=START,
            received_at=START,
            author=author,
            payload={"outcome": "spoken-to", "answer": "1", "note": "Has a ladder"}
            | payload,
            consent=wording,
            consented_at=START,
        )


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
    only_here, both = make_member(ours), make_member(ours)
    make_member(theirs, user=both.user)

    erase_campaign(campaign=ours, by=TESTER, at=NOON)

    assert str(User.objects.get(id=only_here.user_id)) == "A former helper"
    assert not User.objects.get(id=only_here.user_id).is_active
    assert User.objects.get(id=both.user_id).name == both.user.name


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


def test_what_was_erased_of_a_person_is_reported_without_contents() -> None:
    elector = make_elector(make_district(make_campaign()))
    make_answer(elector)
    erase_person(elector=elector, by=TESTER, at=NOON + timedelta(days=1))
    report = Erasure.objects.get()
    assert (report.person, report.gone) == (elector.id, {"ledger_event": 1})


def everything_of_the_database() -> str:
    """Every row of every table, as text."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        text = []
        for table in tables:
            cursor.execute(
                f"SELECT coalesce(string_agg(t::text, E'\\n'), '') FROM {table} t"
            )
            text.append(cursor.fetchone()[0])
    connections["owner"].close()
    return "\n".join(text)


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
    with pytest.raises(HustingsError, match="exists already"):
        export_campaign(campaign=ours, target=tmp_path / "ours.zip", by=TESTER)


def phone_in(elector: Elector) -> Enrolled:
    return enrolled(make_member(elector.campaign))


def added_by(phone: Enrolled, wording: ConsentWording) -> tuple[Said, Said]:
    """A newcomer, and what they answered."""
    key, agreed = uuid4(), Consent(wording.id, START)
    said = {"outcome": "spoken-to", "code": "1", "scale": "1 to 5"}
    named = {"surname": "Unforgettable", "postcode": "EX1 1AA"}
    return (
        event_by(phone, Kind.NEWCOMER, newcomer=key, consent=agreed, payload=named),
        event_by(phone, newcomer=key, consent=agreed, payload=said, occasion=uuid4()),
    )


def test_a_newcomer_who_asks_at_the_door_is_gone_and_does_not_come_back() -> None:
    """The phone never heard the answer, and sends it all again after the worker has erased it."""
    phone = phone_in(make_elector(make_district(make_campaign())))
    batch = added_by(phone, make_wording(phone.phone.campaign))
    asked = event_by(phone, Kind.ERASURE, newcomer=batch[0].newcomer)
    assert results(sent(*batch, asked)) == ["kept"] * 3

    erase_a_person(Job.objects.get(), _quietly)
    assert results(sent(*batch, asked)) == ["already"] * 3

    assert everything_of_the_database().count("Unforgettable") == 0
    assert {event.id: event.payload for event in Event.objects.all()} == {
        batch[1].id: {},
        asked.id: {},
    }
    assert Erasure.objects.get().gone == {"ledger_event": 1, "register_newcomer": 1}


def test_erasing_somebody_found_on_the_register_erases_what_they_said_before() -> None:
    elector = make_elector(make_district(make_campaign()))
    phone, wording = phone_in(elector), make_wording(elector.campaign)
    newcomer, said = added_by(phone, wording)
    stranger, other = added_by(phone, wording)
    sent(newcomer, said, stranger, other)
    with acting(TESTER, "find"):
        Newcomer.objects.filter(id__in=[newcomer.newcomer]).update(
            elector=elector, settled_at=START
        )

    held = all_held_on(elector)
    erase_person(elector=elector, by=TESTER, at=NOON)

    assert [row["id"] for row in held["event"]] == [said.id]
    assert held["newcomer"][0]["surname"] == "Unforgettable"
    assert Event.objects.get(id=said.id).payload == {}
    assert Newcomer.objects.get(id__in=[newcomer.newcomer]).surname == ""
    assert Event.objects.get(id=other.id).payload["code"] == "1"
    assert Newcomer.objects.get(id__in=[stranger.newcomer]).surname == "Unforgettable"


def test_what_a_wrong_link_carried_to_somebody_elses_row_is_the_newcomers() -> None:
    elector = make_elector(make_district(make_campaign()))
    phone = phone_in(elector)
    newcomer, said = added_by(phone, make_wording(elector.campaign))
    sent(newcomer, said)
    met, agent = Newcomer.objects.get(), make_member(elector.campaign)
    link(newcomer=met, elector=elector, by=agent, at=START)
    carried = Event.objects.get(elector=elector, kind="visit")
    undo_link(newcomer=met, by=agent, at=START)

    shown = [row["id"] for row in all_held_on(elector).get("event", [])]
    assert carried.pk not in shown
    erase_newcomer(newcomer=met, by=TESTER, at=NOON)

    visits = Event.objects.visits()
    assert visits.count() == 3
    assert [event.payload for event in visits] == [{}] * 3


def test_what_is_held_of_a_person_is_shown_and_goes_with_the_rest() -> None:
    elector = make_elector(make_district(make_campaign()))
    phone = phone_in(elector)
    neighbour = make_elector(elector.district)
    revoke_phone(phone=phone.phone, by=phone.phone.membership, at=START)
    about, not_about = (
        event_by(phone, elector=each.id, payload={"outcome": "moved"})
        for each in (elector, neighbour)
    )
    assert {each.result for each in sent(about, not_about)} == {"held"}

    shown = all_held_on(elector)
    erase_person(elector=elector, by=TESTER, at=NOON)

    assert [row["payload"] for row in shown["held event"]] == [{"outcome": "moved"}]
    assert [each.pk for each in Held.objects.waiting()] == [not_about.id]
    assert bytes(Held.objects.get(pk=about.id).sealed) == b""


def test_all_held_on_a_newcomer() -> None:
    phone = phone_in(make_elector(make_district(make_campaign())))
    newcomer, said = added_by(phone, make_wording(phone.phone.campaign))
    sent(newcomer, said)

    held = all_held_on_newcomer(Newcomer.objects.get())

    assert held["newcomer"][0]["surname"] == "Unforgettable"
    assert held["event"][0]["payload"]["code"] == "1"  # type: ignore[index]  # a payload


def test_a_campaigns_phones_keys_and_what_is_held_go_with_its_people() -> None:
    elector = make_elector(make_district(make_campaign()))
    phone = phone_in(elector)
    newcomer, said = added_by(phone, make_wording(elector.campaign))
    sent(newcomer, said)
    revoke_phone(phone=phone.phone, by=phone.phone.membership, at=START)
    late = event_by(phone, elector=elector.id, payload={"outcome": "moved"})
    assert [each.result for each in sent(late)] == ["held"]

    erase_campaign(campaign=elector.campaign, by=TESTER, at=NOON)

    left = everything_of_the_database()
    for trace in ("Unforgettable", "Bo Helper", phone.phone.hand_in_hash):
        assert trace not in left
    assert {"doorstep_campaignkey", "doorstep_held", "doorstep_phone"} <= set(
        erased_tables()
    )
    refused = sent_to(said)
    assert [each.reason for each in refused] == ["not-ours"]


def sent_to(event: Said) -> list[Answer]:
    """What a phone hears that hands in to a campaign that is over."""
    given = Sealed(str(event.id), "A" * 200)
    return hand_in(campaign_id=event.campaign, events=[given], at=NOON)


def _quietly(done: int, total: int, note: str = "") -> None:
    """Work that tells nobody how far it has come."""
