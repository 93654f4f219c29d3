"""What programs fetch: never more than the token opens, each visit once, nothing that a spreadsheet would run."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.timezone import now

from hustings.apps.api.visits import OF_THE_DOOR, OF_THE_PERSON, Place
from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import AuditEntry, Membership, Role
from hustings.apps.ledger.actions import record_event, void_event
from hustings.apps.ledger.models import Event
from hustings.apps.safekeeping.models import Erasure
from tests.apps.api.visits import BOTH, answered, fetch, knock, rows, token_of
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign())


def test_with_the_right_a_row_tells_whom_and_what_they_agreed_to(
    client: Client, agent: Membership
) -> None:
    elector = make_elector(make_district(agent.campaign), number=888, suffix="8")
    made = answered(elector, agent, poster=True, custom={"q": "yes"}, leaflet=True)
    (row,) = rows(fetch(client, token_of(agent, *BOTH)))
    assert set(row) == set(OF_THE_DOOR + OF_THE_PERSON)
    assert row["id"] == str(made.pk)
    assert (row["elector"], row["elector_number"]) == (str(elector.pk), "AB1-888/8")
    assert (row["outcome"], row["answer"], row["poster"]) == ("spoken-to", 1, True)
    assert (row["custom"], row["leaflet"]) == ({"q": "yes"}, True)
    assert (row["consent_language"], row["consented_at"]) == ("en", "2026-04-01T09:00:00Z")  # fmt: skip
    assert (row["district"], row["street"]) == ("AB1", "Mill Road")


def test_without_the_right_a_row_tells_of_the_door_alone(
    client: Client, agent: Membership
) -> None:
    elector = make_elector(make_district(agent.campaign), surname="Unmistakable")
    answered(elector, agent, custom={"q": "a secret"}, poster=True)
    knock(elector, agent, elector=elector, payload={"outcome": "deceased"})
    for address in ("visits.jsonl", "visits.csv"):
        text = fetch(client, token_of(agent), address).content.decode()
        for personal in (str(elector.pk), elector.full_number, "Unmistakable", "secret", "answer", "poster"):  # fmt: skip
            assert personal not in text
    assert {*rows(fetch(client, token_of(agent)))[0]} == set(OF_THE_DOOR)


def test_names_notes_and_numbers_to_ring_are_never_in_it(
    client: Client, agent: Membership
) -> None:
    elector = make_elector(make_district(agent.campaign), surname="Unmistakable")
    answered(elector, agent, note="a dog", language="cy", needs_help=True)
    text = fetch(client, token_of(agent, *BOTH)).content.decode()
    assert "Unmistakable" not in text
    assert "dog" not in text
    assert "cy" not in text


def test_a_visit_that_was_taken_back_goes_and_the_taking_back_is_told(
    client: Client, agent: Membership
) -> None:
    elector = make_elector(make_district(agent.campaign))
    first, second = knock(elector, agent), knock(elector, agent)
    void_event(event=first, by=agent, at=START + timedelta(hours=1))
    found = rows(fetch(client, token_of(agent, *BOTH)))
    assert [(row["kind"], row["takes_back"]) for row in found] == [
        ("visit", None),
        ("taken-back", str(first.pk)),
    ]
    assert found[0]["id"] == str(second.pk)


def test_what_was_erased_is_not_there_and_is_listed_as_erased(
    client: Client, agent: Membership
) -> None:
    elector = make_elector(make_district(agent.campaign))
    with acting(TESTER, "erase"):
        Event.objects.create(
            campaign=agent.campaign, kind="voted", elector=elector, author=agent,
            happened_at=START, received_at=START,
        )  # fmt: skip
        Erasure.objects.create(campaign=agent.campaign, at=START, person=elector.pk)
        Erasure.objects.create(campaign=make_campaign(), at=START, person=uuid4())
    assert rows(fetch(client, token_of(agent, *BOTH))) == []
    gone = rows(fetch(client, token_of(agent, *BOTH), "erased.jsonl"))
    assert [row["elector"] for row in gone] == [str(elector.pk)]
    assert fetch(client, token_of(agent), "erased.jsonl").status_code == 403


def test_another_campaigns_visits_and_those_outside_the_area_are_not_there(
    client: Client, agent: Membership
) -> None:
    here, there = (make_district(agent.campaign, code) for code in ("AB1", "AB2"))
    knock(make_elector(here), agent)
    knock(make_elector(there), agent)
    other = make_member(make_campaign())
    knock(make_elector(make_district(other.campaign, "AB1")), other)
    limited = make_member(agent.campaign, Role.ORGANISER, districts=[there.pk])
    assert [row["district"] for row in rows(fetch(client, token_of(limited)))] == ["AB2"]  # fmt: skip
    assert len(rows(fetch(client, token_of(agent)))) == 2


def test_page_after_page_gives_each_visit_once_and_then_only_what_is_new(
    client: Client, agent: Membership
) -> None:
    elector = make_elector(make_district(agent.campaign))
    made = {
        str(knock(elector, agent, received_at=START + timedelta(seconds=n // 3)).pk)
        for n in range(10)
    }
    token, seen = token_of(agent), []
    answer = fetch(client, token, limit=3)
    while "Link" in answer:
        seen += rows(answer)
        answer = fetch(client, token, limit=3, after=answer["Next-After"])
    seen += rows(answer)
    assert len(seen) == 10
    assert {row["id"] for row in seen} == made

    place = answer["Next-After"]
    again = fetch(client, token, after=place)
    assert (rows(again), again["Next-After"]) == ([], place)
    later = knock(elector, agent, received_at=START + timedelta(hours=1))
    fresh = rows(fetch(client, token, after=place))
    assert [row["id"] for row in fresh] == [str(later.pk)]


def test_the_last_minute_waits_so_that_no_slow_request_is_missed(
    client: Client, agent: Membership
) -> None:
    elector = make_elector(make_district(agent.campaign))
    knock(elector, agent, received_at=now() - timedelta(seconds=50))
    assert rows(fetch(client, token_of(agent))) == []
    knock(elector, agent, received_at=now() - timedelta(seconds=70))
    assert len(rows(fetch(client, token_of(agent)))) == 1


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "5001"},
        {"limit": "-1"},
        {"limit": "²"},
        {"limit": "many"},
        {"after": "yesterday"},
        {"after": "1-x"},
        {"after": "999999999999999999-" + "0" * 32},
        {"after": "٣-" + "0" * 32},
    ],
)
@pytest.mark.parametrize("address", ["visits.jsonl", "visits.csv"])
def test_a_parameter_that_is_not_ours_is_told(
    client: Client, agent: Membership, query: dict[str, str], address: str
) -> None:
    answer = fetch(client, token_of(agent), address, **query)
    assert answer.status_code == 400
    assert answer.json()["words"].startswith(f"{next(iter(query))}: expected")


def test_a_place_in_the_list_is_read_as_it_was_written() -> None:
    place = Place(START + timedelta(microseconds=123_457), uuid4())
    assert Place.of(str(place)) == place


def test_the_csv_holds_the_same_and_runs_nothing_in_a_spreadsheet(
    client: Client, agent: Membership
) -> None:
    district = make_district(agent.campaign)
    door = make_door(district, street="=1+1", label="@SUM(A1)")
    elector = make_elector(district, door=door)
    answered(elector, agent, code="+2", custom={"q": "Ünï, “quoted”\nline"})
    token = token_of(agent, *BOTH)
    lines, sheet = fetch(client, token), fetch(client, token, "visits.csv")
    text = sheet.content.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text, newline=""))
    assert (row["street"], row["door"], row["code"]) == ("'=1+1", "'@SUM(A1)", "'+2")
    assert row["custom"] == '{"q": "Ünï, “quoted”\\nline"}'
    assert (row["poster"], row["newcomer"], row["answer"]) == ("no", "", "1")
    (same,) = rows(lines)
    assert list(same) == list(row)
    assert sheet["Next-After"] == lines["Next-After"]


def test_each_fetch_is_noted_with_its_number_of_rows(
    client: Client, agent: Membership
) -> None:
    elector = make_elector(make_district(agent.campaign))
    for _ in range(3):
        knock(elector, agent)
    fetch(client, token_of(agent))
    entry = AuditEntry.objects.filter(verb="fetch visits").get()
    assert (entry.rows, entry.operation, entry.actor) == (3, "read", str(agent.user_id))


def test_a_seen_voter_and_a_permission_are_no_visits(
    client: Client, agent: Membership
) -> None:
    elector = make_elector(make_district(agent.campaign))
    mark = Event(
        campaign=agent.campaign, kind="voted", elector=elector, happened_at=START
    )
    record_event(event=mark, by=agent, at=START)
    void_event(event=mark, by=agent, at=START)
    assert rows(fetch(client, token_of(agent, *BOTH))) == []
