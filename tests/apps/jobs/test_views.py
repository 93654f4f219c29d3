import os
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from hustings.apps.accounts.sessions import forget_what_is_over
from hustings.apps.campaigns.models import AuditEntry, Campaign
from hustings.apps.campaigns.rights import May
from hustings.apps.jobs.actions import (
    enqueue,
    path_of,
    remove_expired,
    remove_strays,
    store_file,
)
from hustings.apps.jobs.models import StoredFile
from tests.factories import TESTER, make_campaign, make_district, make_member

pytestmark = pytest.mark.django_db


def stored(campaign: Campaign, name: str = "sheet.pdf") -> StoredFile:
    return store_file(
        campaign=campaign,
        name=name,
        content=b"%PDF",
        right=May.EXPORT_REGISTER,
        by=TESTER,
        at=now(),
    )


def test_a_stored_file_is_fetched_and_the_fetching_noted(client: Client) -> None:
    member = make_member(make_campaign())
    client.force_login(member.user)

    response = client.get(
        f"/campaigns/{member.campaign_id}/jobs/files/{stored(member.campaign).id}/"
    )

    assert b"".join(response) == b"%PDF"
    noted = AuditEntry.objects.get(verb="fetch a stored file", operation="read")
    assert noted.records == [StoredFile.objects.get().id]


def test_a_council_may_give_its_file_a_long_name(client: Client) -> None:
    member = make_member(make_campaign())
    client.force_login(member.user)
    name = (
        "Full register of electors, Exampleton, all districts, revised, 1 December.csv"
    )
    long = stored(member.campaign, name.replace("all", "all " * 20))

    response = client.get(f"/campaigns/{member.campaign_id}/jobs/files/{long.id}/")

    assert b"".join(response) == b"%PDF"
    assert not AuditEntry.objects.filter(verb__contains="Exampleton").exists()


@pytest.mark.parametrize(("role", "status"), [("teller", 403), ("data-officer", 200)])
def test_a_stored_file_asks_for_its_own_right(
    client: Client, role: str, status: int
) -> None:
    member = make_member(make_campaign(), role)
    client.force_login(member.user)
    response = client.get(
        f"/campaigns/{member.campaign_id}/jobs/files/{stored(member.campaign).id}/"
    )
    response.close()
    assert response.status_code == status


def test_another_campaigns_file_and_job_are_not_there(client: Client) -> None:
    ours, theirs = make_member(make_campaign()), make_member(make_campaign())
    job = enqueue(kind="any", title="Theirs", by=theirs, arguments={}, at=now())
    client.force_login(ours.user)
    for address in (f"files/{stored(theirs.campaign).id}/", f"{job.id}/"):
        assert (
            client.get(f"/campaigns/{ours.campaign_id}/jobs/{address}").status_code
            == 404
        )
        assert (
            client.get(f"/campaigns/{theirs.campaign_id}/jobs/{address}").status_code
            == 404
        )


def test_a_file_whose_time_is_over_goes_from_the_disk() -> None:
    file = stored(make_campaign())
    place = path_of(file)
    assert place.exists()

    assert remove_expired(by=TESTER, at=now() + timedelta(days=15)) == 1

    assert not place.exists()


def test_what_a_kill_left_without_a_row_goes_after_a_day() -> None:
    campaign = make_campaign()
    kept = path_of(stored(campaign))
    strays = [kept.with_name(name) for name in ("stray", "new.part")]
    for file in strays:
        file.write_bytes(b"Bloggs")
    for old in (kept, strays[0]):
        os.utime(old, (0, 0))

    assert remove_strays(at=now()) >= 1

    assert [file.exists() for file in (kept, *strays)] == [True, False, True]


def test_sessions_and_counts_of_tries_go_when_their_time_is_over() -> None:
    """They hold sign-in names and addresses of connections."""
    for key, left in (("old", timedelta(-1)), ("new", timedelta(1))):
        Session.objects.create(
            session_key=key, session_data="", expire_date=now() + left
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO web_cache VALUES ('tries-of-ada', '', now() - interval '1 day')"
        )

    assert forget_what_is_over(now()) == 2

    assert [session.session_key for session in Session.objects.all()] == ["new"]


def test_the_job_page_shows_how_far_it_is(client: Client) -> None:
    member = make_member(make_campaign())
    job = enqueue(kind="any", title="Print sheets", by=member, arguments={}, at=now())
    client.force_login(member.user)
    page = client.get(
        f"/campaigns/{member.campaign_id}/jobs/{job.id}/"
    ).content.decode()
    assert "Print sheets" in page
    assert "Waiting for its turn" in page


def test_a_member_of_one_area_fetches_only_what_they_asked_for(client: Client) -> None:
    campaign = make_campaign()
    district = make_district(campaign)
    limited = make_member(campaign, "data-officer", districts=[district.id])
    whole = enqueue(
        kind="any", title="Everything", by=make_member(campaign), arguments={}, at=now()
    )
    theirs = store_file(
        campaign=campaign,
        name="a.pdf",
        content=b"%PDF",
        right=May.EXPORT_REGISTER,
        job=whole,
        by=TESTER,
        at=now(),
    )
    own = enqueue(kind="any", title="My area", by=limited, arguments={}, at=now())
    client.force_login(limited.user)
    start = f"/campaigns/{campaign.id}/jobs/"

    assert client.get(f"{start}{whole.id}/").status_code == 404
    assert client.get(f"{start}files/{theirs.id}/").status_code == 404
    assert client.get(f"{start}{own.id}/").status_code == 200
    assert "Everything" not in client.get(start).content.decode()
