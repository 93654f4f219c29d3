"""Calendars for the tests: two elections, and a calendar by its keys."""

from datetime import date, datetime

from hustings.core.elections.kinds import ElectionKind, Nation
from hustings.core.elections.timetable import (
    LONDON_TIME,
    Deadline,
    Timetable,
    legal_calendar,
)

COMMONS, LOCAL = ElectionKind.UK_PARLIAMENT, ElectionKind.LOCAL
ENGLAND, SCOTLAND, WALES, NI = Nation
JULY_2024 = Timetable(election=COMMONS, nation=ENGLAND, polling_day=date(2024, 7, 4))
MAY_2026 = Timetable(election=LOCAL, nation=ENGLAND, polling_day=date(2026, 5, 7))


def by_key(timetable: Timetable) -> dict[str, Deadline]:
    return {deadline.key: deadline for deadline in legal_calendar(timetable)}


def london(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LONDON_TIME)
