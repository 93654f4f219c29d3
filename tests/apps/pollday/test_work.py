import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils.timezone import now
from pypdf import PdfReader

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import AuditEntry, Membership
from hustings.apps.jobs.actions import enqueue, path_of
from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import run_waiting
from hustings.apps.ledger.actions import record_event, void_event
from hustings.apps.ledger.models import Event
from hustings.apps.pollday.work import print_sheets
from hustings.apps.register.models import Elector
from tests.apps.pollday.day import answer, type_in
from tests.factories import (
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent() -> Membership:
    address = "12 Mill Road, Exampleton"
    return make_member(make_campaign(return_address=address))


def pledge(agent: Membership, code: str, number: int, surname: str) -> Elector:
    wording = agent.campaign
    elector = make_elector(make_district(wording, code), number=number, surname=surname)
    words = make_wording(agent.campaign, language=f"x{number}")
    answer(elector, agent, words)
    return elector


def run(agent: Membership, kind: str, **arguments: Any) -> Job:
    given = {"districts": [], "size": "a4"} | arguments
    job = enqueue(kind=kind, title="Print", by=agent, arguments=given, at=now())
    run_waiting()
    job.refresh_from_db()
    return job


def content(job: Job) -> bytes:
    return path_of(job.files.get()).read_bytes()


def text(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_sheets_name_who_is_left_and_nobody_else(agent: Membership) -> None:
    pledge(agent, "AB1", 1, "Seenalready")
    left = pledge(agent, "AB1", 2, "Stillwaiting")
    make_elector(left.district, number=3, surname="Nopledge")
    type_in(left.district, agent, "1", at=now())

    job = run(agent, "pollday.sheets")

    words = text(content(job))
    assert "Stillwaiting" in words
    assert "Seenalready" not in words
    assert "Nopledge" not in words
    assert "12 Mill Road, Exampleton" in " ".join(words.split())
    noted = AuditEntry.objects.get(verb__startswith="print knocking-up sheets")
    assert noted.verb.endswith(str(job.result["reference"]))
    assert (noted.rows, noted.operation) == (1, "read")


def test_several_districts_come_in_one_archive(agent: Membership) -> None:
    pledge(agent, "AB1", 1, "Hither")
    pledge(agent, "CD2", 2, "Thither")

    with ZipFile(BytesIO(content(run(agent, "pollday.sheets")))) as archive:
        words = {name: text(archive.read(name)) for name in archive.namelist()}

    assert set(words) == {"knock up AB1.pdf", "knock up CD2.pdf"}
    assert "Hither" in words["knock up AB1.pdf"]
    assert "Thither" not in words["knock up AB1.pdf"]


def test_only_the_districts_asked_for_are_printed(agent: Membership) -> None:
    pledge(agent, "AB1", 1, "Hither")
    there = pledge(agent, "CD2", 2, "Thither")

    job = run(agent, "pollday.sheets", districts=[str(there.district_id)])

    assert "Thither" in text(content(job))
    assert "Hither" not in text(content(job)).replace("Thither", "")


def test_a_member_limited_to_an_area_prints_only_that(agent: Membership) -> None:
    here = pledge(agent, "AB1", 1, "Hither")
    pledge(agent, "CD2", 2, "Elsewherer")
    local = make_member(agent.campaign, "organiser", districts=[here.district_id])

    assert "Elsewherer" not in text(content(run(local, "pollday.sheets")))


def test_a_job_that_runs_twice_leaves_one_file(agent: Membership) -> None:
    pledge(agent, "AB1", 1, "Hither")
    job = run(agent, "pollday.sheets")

    print_sheets(job, lambda done, total, saying: None)

    assert job.files.count() == 1


def test_nobody_left_is_said_and_nothing_printed(agent: Membership) -> None:
    job = run(agent, "pollday.sheets")

    assert (job.state, job.files.count()) == ("failed", 0)
    assert "Nobody is left" in job.saying


def test_without_an_address_to_return_a_lost_sheet_to_nothing_is_printed() -> None:
    agent = make_member(make_campaign())
    pledge(agent, "AB1", 1, "Hither")

    job = run(agent, "pollday.sheets")

    assert job.state == "failed"
    assert "lost sheet" in job.saying


def test_whose_access_has_ended_prints_nothing(agent: Membership) -> None:
    pledge(agent, "AB1", 1, "Hither")
    gone = make_member(agent.campaign, "organiser", ends_at=now())

    job = run(gone, "pollday.sheets")

    assert (job.state, job.files.count()) == ("failed", 0)


def test_pads_hold_forty_four_boxes_and_no_voter(agent: Membership) -> None:
    pledge(agent, "AB1", 1, "Hither")

    job = run(agent, "pollday.pads", copies=3)

    stored = job.files.get()
    assert stored.right == "print_plain_sheets"
    assert not stored.has_personal_data
    pages = PdfReader(BytesIO(content(job))).pages
    assert len(pages) == 3
    assert all("AB1" in page.extract_text() for page in pages)
    assert "Hither" not in text(content(job))


def test_sheets_of_one_day_are_told_apart_by_their_mark_and_time(
    agent: Membership,
) -> None:
    """Five printings of a district lie on one table by noon; the newest must be found."""
    pledge(agent, "AB1", 1, "Hither")

    job = run(agent, "pollday.sheets")

    words = " ".join(text(content(job)).split())
    assert f"AB1-01 {job.result['reference']}" in words
    assert re.search(r"Printed \d+ \w+ \d{4} at \d\d:\d\d by", words)


def test_an_overseas_elector_is_never_knocked_up(agent: Membership) -> None:
    """Some councils give the address at which an overseas elector was last registered."""
    abroad = pledge(agent, "AB1", 1, "Faraway")
    with acting(TESTER, "mark as overseas"):
        Elector.objects.filter(pk=abroad.pk).update(franchise="F")

    assert "Nobody is left" in run(agent, "pollday.sheets").saying


def test_a_list_of_names_can_be_fetched_for_a_day_and_pads_for_longer(
    agent: Membership,
) -> None:
    """Whoever asks to be left alone after the printing is still on it."""
    pledge(agent, "AB1", 1, "Hither")
    sheets, pads = run(agent, "pollday.sheets"), run(agent, "pollday.pads", copies=1)

    kept = {
        job.kind: file.expires_at - file.created_at
        for job in (sheets, pads)
        for file in job.files.all()
    }
    assert kept["pollday.sheets"] == timedelta(days=1)
    assert kept["pollday.pads"] > timedelta(days=1)


def test_whoever_asked_for_help_to_get_to_the_poll_is_listed_with_it(
    agent: Membership, client: Client
) -> None:
    """It is asked at the door and kept with consent for this day alone."""
    helped = pledge(agent, "AB1", 1, "Hither")
    pledge(agent, "AB1", 2, "Thither")
    said = Event.objects.get(elector=helped)
    more = Event(
        campaign=agent.campaign,
        kind="visit",
        district=helped.district,
        elector=helped,
        door=helped.door,
        happened_at=said.happened_at,
        payload={"outcome": "spoken-to", "needs_help": True},
        consent=said.consent,
        consented_at=said.happened_at,
    )
    record_event(event=more, by=agent, at=now())
    client.force_login(agent.user)
    where = f"/campaigns/{agent.campaign_id}/polling-day/districts/{helped.district_id}/left/"

    words = text(content(run(agent, "pollday.sheets")))
    assert words.count("needs help to get there") == 1
    assert client.get(where).content.decode().count("Needs help to get there") == 1

    void_event(event=more, by=agent, at=now())
    assert "needs help" not in text(content(run(agent, "pollday.sheets")))
