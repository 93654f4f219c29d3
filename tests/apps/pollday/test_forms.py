from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils.timezone import localtime

from hustings.apps.campaigns.models import Campaign
from hustings.apps.pollday.forms import EntryForm
from hustings.apps.pollday.queries import day_counted
from tests.apps.pollday.day import MORNING
from tests.factories import POLLING_DAY

CAMPAIGN = Campaign(polling_day=POLLING_DAY)


def form(numbers: str, clock: str = "", at: datetime = MORNING) -> EntryForm:
    return EntryForm(
        {"numbers": numbers, "clock": clock, "key": str(uuid4())},
        day=day_counted(CAMPAIGN, at),
        at=at,
    )


@pytest.mark.parametrize(
    "typed",
    [
        "12 45/1 103.2 7",
        "12,45/1,103.2,7",
        "12, 45/1;103.2\n7\n",
        "  12\t45/1\r\n\r\n103.2 , 7",
        "12..45/1..103.2..7",
        "12*45/1#103.2+7",
        "12 45 / 1 103.2 7",
        "12 45/ 1,103.2 7",
    ],
)
def test_numbers_may_stand_apart_in_any_way(typed: str) -> None:
    entry = form(typed)

    assert entry.is_valid()
    assert entry.cleaned_data["numbers"] == ["12", "45/1", "103.2", "7"]


@pytest.mark.parametrize("typed", ["", "  ", ",,,", "..", " ".join(["1"] * 201)])
def test_nothing_or_too_much_is_not_taken(typed: str) -> None:
    assert "numbers" in form(typed).errors


@pytest.mark.parametrize(
    ("clock", "hour", "minute"),
    [
        ("8:40", 8, 40),
        ("08:40", 8, 40),
        ("8.40", 8, 40),
        ("840", 8, 40),
        ("0840", 8, 40),
        ("8", 8, 0),
    ],
)
def test_the_time_is_read_as_tellers_write_it(
    clock: str, hour: int, minute: int
) -> None:
    entry = form("12", clock)

    assert entry.is_valid()
    moment = localtime(entry.cleaned_data["happened_at"])
    assert (moment.date(), moment.hour, moment.minute) == (POLLING_DAY, hour, minute)


@pytest.mark.parametrize("clock", ["25:00", "8:60", "teatime", "10:45", "8:4"])
def test_no_time_and_no_time_to_come(clock: str) -> None:
    assert "clock" in form("12", clock).errors


def test_without_a_time_it_is_now() -> None:
    entry = form("12")

    assert entry.is_valid()
    assert entry.cleaned_data["happened_at"] == MORNING


def test_after_polling_day_the_pads_time_is_needed() -> None:
    friday = MORNING + timedelta(days=1)

    assert "clock" in form("12", at=friday).errors
    late = form("12", "21:55", at=friday)
    assert late.is_valid()
    assert late.cleaned_data["happened_at"] == datetime(2026, 5, 7, 20, 55, tzinfo=UTC)


@pytest.mark.parametrize(
    ("clock", "meant"), [("5:15", "17:15"), ("130", "13:30"), ("0:05", "12:05")]
)
def test_a_time_before_the_polls_open_is_asked_about(clock: str, meant: str) -> None:
    """RPA 1983 Sch 1 rule 1: polls are open from 7 in the morning; a pad says 5:15 in the afternoon."""
    evening = MORNING + timedelta(hours=11)

    assert f"type {meant}" in str(form("12", clock, at=evening).errors["clock"])
    assert form("12", meant, at=evening).is_valid()


def test_a_rehearsal_may_be_held_at_any_hour() -> None:
    dawn = MORNING - timedelta(days=3, hours=5)

    assert form("12", "5:15", at=dawn).is_valid()
