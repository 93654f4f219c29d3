"""Working days, as election law counts them.

Almost every deadline is so many working days before polling day. Saturdays, Sundays, Christmas Eve, Christmas Day, Good
Friday and bank holidays do not count, nor does a day of public thanksgiving or mourning (which is proclaimed late, so it is
passed in). Bank holidays differ by nation: 2 January and St Andrew's Day are Scottish, St Patrick's Day and 12 July are Northern
Irish, and the rules for the Scottish Parliament and Scottish councils leave out Easter Monday too.
"""

from collections.abc import Set
from datetime import date, timedelta
from functools import lru_cache

from holidays import country_holidays

from hustings.core.elections.kinds import Nation

SATURDAY = 5
SUBDIVISIONS = {
    Nation.ENGLAND: "ENG",
    Nation.SCOTLAND: "SCT",
    Nation.WALES: "WLS",
    Nation.NORTHERN_IRELAND: "NIR",
}


@lru_cache(maxsize=256)
def bank_holidays(nation: Nation, year: int) -> frozenset[date]:
    """The bank and public holidays of one nation in one year."""
    return frozenset(country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=year))


@lru_cache(maxsize=64)
def bank_holidays_anywhere(year: int) -> frozenset[date]:
    """The bank holidays of any part of the United Kingdom: left out of a general election's timetable everywhere."""
    return frozenset().union(*(bank_holidays(nation, year) for nation in Nation))


@lru_cache(maxsize=256)
def easter_monday(year: int) -> date:
    """Easter Monday: a bank holiday in England, Wales and Northern Ireland, and left out by Scottish election rules."""
    england = country_holidays("GB", subdiv="ENG", years=year)
    return next(day for day, name in england.items() if "Easter Monday" in name)


def is_working_day(
    day: date, nation: Nation, *, days_off: Set[date] = frozenset()
) -> bool:
    """Whether a day counts in the timetable; `days_off` are days of thanksgiving or mourning, and any other to leave out.

    Source: RPA 1983 Sch 1 rule 2; Local Elections (Principal Areas) (England and Wales) Rules 2006 Sch 2 rule 2.
    """
    return not (
        day.weekday() >= SATURDAY
        or (day.month, day.day) in {(12, 24), (12, 25)}
        or day in bank_holidays(nation, day.year)
        or day in days_off
    )


def working_days_before(
    day: date, count: int, nation: Nation, *, days_off: Set[date] = frozenset()
) -> date:
    """The day that lies `count` working days before `day` (0 is the day itself)."""
    while count > 0:
        day -= timedelta(days=1)
        count -= is_working_day(day, nation, days_off=days_off)
    return day


def working_day_from(
    day: date, nation: Nation, *, days_off: Set[date] = frozenset()
) -> date:
    """The day itself if it counts, else the first after it that does.

    Source: RPA 1983 ss.119 and 186: a last day that does not count is moved to the first thereafter that does.
    """
    while not is_working_day(day, nation, days_off=days_off):
        day += timedelta(days=1)
    return day
