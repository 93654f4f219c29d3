"""Where the votes went, on pages: worked out once, read often, never out of date."""

import csv
import json

import pytest
from django.test import Client

from hustings.apps.history.actions.flows import work_out
from hustings.apps.history.models import Candidacy, FlowTable, Release, Seat
from hustings.apps.history.queries.flows import WORK_OUT, is_kept, kept_table, pair_of
from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import run_waiting
from hustings.core.psephology.transfers.doubts import CANNOT_TELL
from tests.apps.history.polled import NOON, SEATS, load_elections
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PAGE = "/history/flows/2029/2031"


@pytest.fixture(autouse=True)
def signed_in(client: Client) -> None:
    client.force_login(make_user())


def test_tables_are_worked_out_by_a_press_of_a_button(client: Client) -> None:
    load_elections("2029", "2031")
    assert "Not worked out yet" in client.get(f"{PAGE}/").content.decode()
    assert client.get(f"{PAGE}.json").status_code == 404
    assert client.get(f"{PAGE}/work-out/").status_code == 405
    answer = client.post(f"{PAGE}/work-out/")
    assert answer["Location"] == f"{PAGE}/"
    assert FlowTable.objects.count() == 0
    assert run_waiting() == 1
    page = client.get(f"{PAGE}/").content.decode()
    assert "Nobody&#x27;s vote is known" in page
    assert "An estimate out of 100 areas" in page
    assert 'role="img"' in page
    assert "Open Parliament Licence" in page


def test_the_page_shows_how_far_it_is_and_comes_anew_when_it_is_there(
    client: Client,
) -> None:
    load_elections("2029", "2031")
    for _ in range(2):
        client.post(f"{PAGE}/work-out/")
    job = Job.objects.get(kind=WORK_OUT)
    assert "Waiting for its turn" in client.get(f"{PAGE}/").content.decode()
    Job.objects.update(state="running", done=61, total=200, saying="30 of 100 seats")
    part = client.get(f"{PAGE}/", headers={"HX-Request": "true"}).content.decode()
    assert "30 of 100 seats" in part
    assert 'value="61" max="200"' in part
    assert "<html" not in part
    Job.objects.update(state="queued")
    run_waiting()
    job.refresh_from_db()
    assert job.result == {"tables": SEATS + 3}
    assert (job.done, job.total) == (2 * SEATS, 2 * SEATS)
    anew = client.get(f"{PAGE}/", headers={"HX-Request": "true"})
    assert anew["HX-Refresh"] == "true"
    client.post(f"{PAGE}/work-out/")
    assert Job.objects.count() == 1


def test_what_is_worked_out_is_told_seat_by_seat() -> None:
    load_elections("2029", "2031")
    heard: list[int] = []
    work_out(pair_of("2029", "2031"), heard.append)
    assert sum(heard) == 2 * SEATS
    assert heard[-SEATS:] == [1] * SEATS
    assert len(heard) > SEATS + 5


def test_a_region_a_seat_and_their_files(client: Client) -> None:
    load_elections("2029", "2031")
    work_out(pair_of("2029", "2031"))
    north = client.get(f"{PAGE}/north/").content.decode()
    assert "North, 2029 to 2031" in north
    assert "out of 50 areas" in north
    assert "The seat’s own page" not in north
    of_seat = client.get(f"{PAGE}/X7/").content.decode()
    assert "for one area that leans" in of_seat
    assert '<a href="/history/2031/seats/X7/">The seat’s own page</a>' in of_seat
    seat = json.loads(client.get(f"{PAGE}/X7.json").content)
    assert (seat["area"], seat["areas"]) == ("Example 7", 1)
    assert seat["cannot_tell"] == list(CANNOT_TELL)
    assert seat["sources"]
    rows = list(csv.DictReader(client.get(f"{PAGE}.csv").content.decode().splitlines()))
    assert {"from", "to", "people", "low", "high", "share", "source"} == set(rows[0])
    assert sum(int(row["people"]) for row in rows) == pytest.approx(1000 * SEATS, abs=20)  # fmt: skip
    assert client.get(f"{PAGE}/narnia/").status_code == 404


def test_a_page_asks_little_of_the_database(
    client: Client, django_assert_max_num_queries: object
) -> None:
    load_elections("2029", "2031")
    work_out(pair_of("2029", "2031"))
    client.get(f"{PAGE}/X7/")
    with django_assert_max_num_queries(10):  # type: ignore[operator]  # the fixture's own type is not public
        client.get(f"{PAGE}/X7/")


def test_a_corrected_release_is_never_shown_with_old_tables(client: Client) -> None:
    load_elections("2029", "2031")
    pair = pair_of("2029", "2031")
    work_out(pair)
    release = Release.objects.create(file="mended.csv", sha256="m", source="candidates", loaded_at=NOON, loaded_by="a test")  # fmt: skip
    seat = Seat.objects.get(day=pair.later, code="X7")
    Candidacy.objects.filter(seat=seat, short="Lab").update(votes=1)
    Seat.objects.filter(pk=seat.pk).update(release=release)
    newer = pair_of("2029", "2031")
    assert newer.release == release.pk
    assert not is_kept(newer)
    assert "Not worked out yet" in client.get(f"{PAGE}/").content.decode()
    work_out(newer)
    assert FlowTable.objects.count() == SEATS + 3
    table = kept_table(newer, "X7")
    assert table is not None
    assert table["after"]["Lab"] == 1


def test_a_release_of_something_else_leaves_the_tables() -> None:
    load_elections("2029", "2031")
    pair = pair_of("2029", "2031")
    work_out(pair)
    load_elections("2025", "2027")
    assert is_kept(pair_of("2029", "2031"))


def test_elections_that_cannot_be_paired_say_why(client: Client) -> None:
    load_elections("2029", "2031", codes="Y")
    client.post(f"{PAGE}/work-out/")
    run_waiting()
    page = client.get(f"{PAGE}/").content.decode()
    assert "Not worked out yet" in page
    assert "Only 0 of 100 seats of 2031 have figures of 2029" in page
    assert client.get("/history/flows/2031/2029/").status_code == 404
    assert client.get("/history/flows/1066/2031/").status_code == 404
