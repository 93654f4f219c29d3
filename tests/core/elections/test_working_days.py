"""Working days, against a second list of bank holidays and by counting."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from uk_election_timetables.calendars import UnitedKingdomBankHolidays

from hustings.core.elections.kinds import Nation
from hustings.core.elections.timetable import Timetable
from hustings.core.elections.working_days import (
    bank_holidays,
    is_working_day,
    working_day_from,
    working_days_before,
)
from tests.core.elections.calendars import (
    ENGLAND,
    LOCAL,
    NI,
    SCOTLAND,
    WALES,
    by_key,
    london,
)


@pytest.mark.parametrize(
    ("nation", "calendar"),
    [
        (ENGLAND, "england_and_wales"),
        (WALES, "england_and_wales"),
        (SCOTLAND, "scotland"),
        (NI, "northern_ireland"),
    ],
)
def test_two_independent_lists_of_bank_holidays_agree(
    nation: Nation, calendar: str
) -> None:
    theirs = {
        date(each.year, each.month, each.day)
        for each in getattr(UnitedKingdomBankHolidays(), calendar)().exempted_dates()
    }
    for year in range(2019, 2029):
        weekdays = {day for day in bank_holidays(nation, year) if day.weekday() < 5}
        assert weekdays == {day for day in theirs if day.year == year}


def test_working_days_skip_christmas_eve_and_a_day_of_mourning() -> None:
    """Queen Elizabeth II's funeral was a bank holiday; another day may be proclaimed at any time."""
    assert not is_working_day(date(2026, 12, 24), ENGLAND)
    assert not is_working_day(date(2022, 9, 19), ENGLAND)
    assert not is_working_day(date(2026, 1, 2), SCOTLAND)
    assert is_working_day(date(2026, 1, 2), ENGLAND)
    mourning = frozenset({date(2026, 4, 28)})
    moved = Timetable(
        election=LOCAL, nation=ENGLAND, polling_day=date(2026, 5, 7), days_off=mourning
    )
    assert by_key(moved)["proxy-vote"].at == london(2026, 4, 27, 17)


@settings(max_examples=60)
@given(
    day=st.dates(date(2015, 1, 1), date(2035, 1, 1)),
    count=st.integers(1, 40),
    nation=st.sampled_from(Nation),
)
def test_so_many_working_days_lie_between(
    day: date, count: int, nation: Nation
) -> None:
    start = working_days_before(day, count, nation)
    assert is_working_day(start, nation)
    spanned = (
        date.fromordinal(each) for each in range(start.toordinal(), day.toordinal())
    )
    assert sum(is_working_day(each, nation) for each in spanned) == count


def test_a_last_day_moves_over_weekend_and_bank_holiday() -> None:
    """RPA 1983 s.119: Saturday 25 May 2024 goes past Monday's bank holiday to Tuesday, in Scotland too."""
    for nation in Nation:
        assert working_day_from(date(2024, 5, 25), nation) == date(2024, 5, 28)
        assert working_day_from(date(2024, 5, 28), nation) == date(2024, 5, 28)
