"""The checklist of a new campaign: dates from the legal calendar, what is next and what is late."""

from datetime import date

import pytest

from hustings.core.elections.first_day import Kind, checklist
from hustings.core.elections.kinds import NATIONS_OF, ElectionKind, Nation
from hustings.core.elections.timetable import Timetable

JULY_2024 = Timetable(
    election=ElectionKind.UK_PARLIAMENT,
    nation=Nation.ENGLAND,
    polling_day=date(2024, 7, 4),
)
CREATED = date(2024, 5, 22)


def due(key: Kind) -> date:
    found = checklist(JULY_2024, created=CREATED, today=CREATED)
    return next(step.due for step in found.steps if step.key is key)


@pytest.mark.parametrize(
    ("key", "day"),
    [
        (Kind.ERASE_DAY, CREATED),
        (Kind.PRIVACY, date(2024, 5, 29)),
        (Kind.REGISTER_LETTERS, date(2024, 5, 30)),
        (Kind.LIMIT, date(2024, 6, 4)),
        (Kind.SUBSCRIBERS, date(2024, 6, 5)),
        (Kind.AGENT, date(2024, 6, 7)),
        (Kind.NOMINATION, date(2024, 6, 7)),
        (Kind.ABSENT_LISTS, date(2024, 6, 27)),
        (Kind.FINAL_NOTICE, date(2024, 6, 28)),
        (Kind.RETURN, date(2024, 8, 8)),
    ],
)
def test_dates_come_from_the_legal_calendar(key: Kind, day: date) -> None:
    assert due(key) == day


def test_what_is_next_is_what_falls_due_first() -> None:
    found = checklist(JULY_2024, created=CREATED, today=CREATED, done={Kind.ERASE_DAY})
    assert found.late == ()
    assert found.done == 1
    assert found.next is not None
    assert found.next.key is Kind.PRIVACY


def test_what_is_late_comes_first_and_longest_first() -> None:
    found = checklist(
        JULY_2024,
        created=CREATED,
        today=date(2024, 6, 6),
        done={"erase-day", "privacy-notice", "assessment", "backup", "bank-account"},
    )
    assert [step.key for step in found.late] == [
        Kind.IMPRINT,
        Kind.REGISTER_LETTERS,
        Kind.REGISTER_READ,
        Kind.LIMIT,
        Kind.SUBSCRIBERS,
    ]
    assert found.next is not None
    assert found.next.key is Kind.IMPRINT


def test_a_step_is_late_the_day_after_and_never_once_done() -> None:
    on_the_day = checklist(JULY_2024, created=CREATED, today=date(2024, 6, 7))
    agent = next(step for step in on_the_day.steps if step.key is Kind.AGENT)
    assert not agent.late
    after = checklist(JULY_2024, created=CREATED, today=date(2024, 6, 8))
    assert next(step for step in after.steps if step.key is Kind.AGENT).late
    finished = checklist(
        JULY_2024, created=CREATED, today=date(2025, 1, 1), done=set(Kind)
    )
    assert finished.late == ()
    assert finished.next is None


def test_a_campaign_begun_late_asks_for_the_register_at_once() -> None:
    found = checklist(JULY_2024, created=date(2024, 6, 10), today=date(2024, 6, 10))
    letters = next(step for step in found.steps if step.key is Kind.REGISTER_LETTERS)
    assert letters.due == date(2024, 6, 10)


@pytest.mark.parametrize("election", ElectionKind)
def test_every_election_has_a_checklist_of_distinct_steps_in_order(
    election: ElectionKind,
) -> None:
    for nation in NATIONS_OF[election]:
        timetable = Timetable(
            election=election, nation=nation, polling_day=date(2026, 5, 7)
        )
        found = checklist(timetable, created=date(2026, 1, 5), today=date(2026, 1, 5))
        keys = [step.key for step in found.steps]
        assert len(keys) == len(set(keys)) >= len(Kind) - 2
        assert [step.due for step in found.steps] == sorted(
            step.due for step in found.steps
        )
        assert all(step.name and step.why for step in found.steps)


@pytest.mark.parametrize(
    ("election", "nation", "asked"),
    [
        (ElectionKind.UK_PARLIAMENT, Nation.SCOTLAND, True),
        (ElectionKind.LOCAL, Nation.ENGLAND, True),
        (ElectionKind.LOCAL, Nation.WALES, False),
        (ElectionKind.SCOTTISH_PARLIAMENT, Nation.SCOTLAND, False),
        # We hold no rule for London, so somebody must ask.
        (ElectionKind.LONDON_ASSEMBLY, Nation.ENGLAND, True),
    ],
)
def test_subscribers_are_collected_only_where_electors_sign(
    election: ElectionKind, nation: Nation, asked: bool
) -> None:
    """Local Elections (Principal Areas) (Wales) Rules 2021: the candidate signs alone."""
    timetable = Timetable(
        election=election, nation=nation, polling_day=date(2027, 5, 6)
    )
    found = checklist(timetable, created=date(2027, 1, 4), today=date(2027, 1, 4))
    assert (Kind.SUBSCRIBERS in {step.key for step in found.steps}) is asked
