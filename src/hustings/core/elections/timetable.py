"""The legal calendar of one election: what is due when, by which rule, and what to do.

Give the kind of election, the nation and polling day; out comes every date that a candidate and an agent need, from the
notice of election to the return of spending. The days are counted here from the rows of `timetable_rules` and the bank holidays of
the nation. A second, independent timetable (Democracy Club's) is asked too: where the two differ, the date says so, since one
missed deadline ends a campaign. The returning officer's own timetable is always the one that counts.
"""

from collections.abc import Iterator, Set
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cached_property
from zoneinfo import ZoneInfo

from hustings.core.elections.deposits import deposit_for
from hustings.core.elections.kinds import ElectionKind, Nation, check_nation
from hustings.core.elections.second_opinion import second_opinion
from hustings.core.elections.timetable_rules import (
    AFTER,
    BEFORE,
    NOMINATIONS,
    Nominations,
    TimetableRule,
)
from hustings.core.elections.wording import WEEKDAYS, long_date, ordinal, pounds
from hustings.core.elections.working_days import (
    bank_holidays_anywhere,
    easter_monday,
    working_day_from,
    working_days_before,
)
from hustings.core.errors import HustingsError

FIRST_YEAR, LAST_YEAR = 1985, 2099
LONDON_TIME = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One date of the legal calendar.

    `at` is a day, or a moment in UK time where the law names the hour. `check` is empty, or says what to check and why.
    """

    key: str
    name: str
    at: date | datetime
    rule: str
    what_to_do: str
    source: str
    check: str = ""

    @property
    def day(self) -> date:
        """The day on which it falls."""
        return self.at.date() if isinstance(self.at, datetime) else self.at

    @property
    def moment(self) -> datetime:
        """The last moment: the hour named, or the end of the day."""
        if isinstance(self.at, datetime):
            return self.at
        return datetime.combine(self.at, time(23, 59, 59), LONDON_TIME)


@dataclass(frozen=True, kw_only=True)
class Timetable:
    """What the calendar is worked out from.

    `declared_on` is the day the result was declared; until it is known the days after it are counted from polling day, the
    earliest it can be. `days_off` are days of thanksgiving or mourning. `by_election` is for the UK Parliament.
    """

    election: ElectionKind
    nation: Nation
    polling_day: date
    declared_on: date | None = None
    days_off: Set[date] = frozenset()
    by_election: bool = False

    @cached_property
    def nominations(self) -> Nominations:
        return next(
            row
            for row in NOMINATIONS
            if self.election in row.elections and self.nation in row.nations
        )

    @property
    def general(self) -> bool:
        """Whether this is a general election of the House of Commons."""
        return self.election is ElectionKind.UK_PARLIAMENT and not self.by_election

    def back(
        self, count: int, *, scottish_easter: bool = False, own_nation: bool = False
    ) -> date:
        """The day `count` working days before polling day.

        At a general election a bank holiday in one part of the United Kingdom is left out in all of it (RPA 1983 Sch 1 rule
        2), save where the rule is the nation's own.
        """
        off, year = self.days_off, self.polling_day.year
        if scottish_easter:
            off = off | {easter_monday(year)}
        if self.general and not own_nation:
            off = off | bank_holidays_anywhere(year) | bank_holidays_anywhere(year - 1)
        return working_days_before(self.polling_day, count, self.nation, days_off=off)


def legal_calendar(timetable: Timetable) -> tuple[Deadline, ...]:
    """Every deadline in order of time; refuses an election that is not held in the nation, and a year that cannot be meant."""
    check_nation(timetable.election, timetable.nation)
    check_polling_day(timetable.polling_day)
    deadlines = [
        *_nominations(timetable),
        *_before(timetable),
        *_after(timetable),
        *_later(timetable),
    ]
    opinion = second_opinion(
        timetable.election, timetable.nation, timetable.polling_day
    )
    checked = (_compare(each, opinion.get(each.key)) for each in deadlines)
    return tuple(sorted(checked, key=lambda each: (each.moment, each.key)))


def check_polling_day(day: date) -> None:
    """Refuse a year in which no rule here holds: it is a slip of the fingers ("0026"), and bank holidays are not known."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise HustingsError(
            f"Give polling day with a year from {FIRST_YEAR} to {LAST_YEAR}: {day.year} cannot be meant."
        )


def nominations_close(timetable: Timetable) -> datetime:
    """The moment at which nominations close."""
    row = timetable.nominations
    day = timetable.back(row.close, scottish_easter=row.easter_monday)
    return datetime.combine(day, row.close_hour, LONDON_TIME)


def notice_of_election(timetable: Timetable) -> date:
    """The last day for the notice of election: the day whose electorate sets the spending limit."""
    row = timetable.nominations
    return timetable.back(row.notice, scottish_easter=row.easter_monday)


def register_from(timetable: Timetable) -> date:
    """The first day on which someone who has already declared may ask for the register.

    Dissolution at a general election, else the last day for the notice of election. Source: RPA 1983 s.118A. At a
    parliamentary by-election it may be earlier (the vacancy itself, once declared), so there too the notice's day is given.
    """
    return timetable.back(25) if timetable.general else notice_of_election(timetable)


def _nominations(timetable: Timetable) -> Iterator[Deadline]:
    row = timetable.nominations
    notice, close = notice_of_election(timetable), nominations_close(timetable)
    check = _nomination_check(timetable)
    yield Deadline(
        key="notice",
        name="Notice of election, at the latest",
        at=_at(notice, row.notice_hour),
        rule=f"Not later than the {ordinal(row.notice)} working day before polling day ({row.law}).",
        what_to_do="Take the electorate of this day: the spending limit is counted from it. "
        "Nomination papers may be delivered from the day that the notice names.",
        source=row.law,
        check=check,
    )
    yield from _closing(timetable, close, check)
    statement = timetable.back(row.statement, scottish_easter=row.easter_monday)
    yield Deadline(
        key="statement",
        name="Statement of persons nominated, at the latest",
        at=_at(statement, row.statement_hour),
        rule=f"{ordinal(row.statement)} working day before polling day ({row.law}); a day later if there are objections.",
        what_to_do="Check the spelling of your name and description, and note every rival.",
        source=row.law,
        check=check,
    )


def _closing(timetable: Timetable, close: datetime, check: str) -> Iterator[Deadline]:
    """What falls on the close of nominations: papers, agent, deposit, the first notice of alteration."""
    row = timetable.nominations
    count = f"{ordinal(row.close)} working day before polling day"
    yield Deadline(
        key="nominations",
        name="Nominations close",
        at=close,
        rule=f"{_hour(row.close_hour)} on the {count} ({row.law}). Late by a minute is too late.",
        what_to_do="Deliver the nomination papers by hand days earlier and ask for an informal check.",
        source=row.law,
        check=check,
    )
    yield Deadline(
        key="agent",
        name="Last hour to appoint the election agent",
        at=close,
        rule="By the close of nominations (RPA 1983 s.67(1)); otherwise the candidate is the agent (s.70).",
        what_to_do="Hand in the agent's notice with the nomination papers.",
        source="RPA 1983 ss.67 and 70",
        check=check,
    )
    yield Deadline(
        key="first-alteration",
        name="First interim notice of alteration",
        at=close.date(),
        rule="The last day for nominations (RPA 1983 s.13AB).",
        what_to_do="Ask the council for it with the register, and read it in.",
        source="Electoral Commission timetables, 2024",
        check=check,
    )
    yield from _deposit(timetable, close, check)


def _deposit(timetable: Timetable, close: datetime, check: str) -> Iterator[Deadline]:
    """The deposit, where this election asks for one."""
    deposit = deposit_for(timetable.election, timetable.polling_day)
    if deposit is not None:
        yield Deadline(
            key="deposit",
            name=f"Deposit of {pounds(deposit.pence)} to be lodged",
            at=close,
            rule=f"By the close of nominations ({deposit.source}). {deposit.kept_with}",
            what_to_do="Pay in cleared funds: ask the returning officer days before which means they take.",
            source=deposit.source,
            check=check
            if deposit.checked
            else "Check the sum with the returning officer.",
        )


def _nomination_check(timetable: Timetable) -> str:
    if timetable.by_election and timetable.election is ElectionKind.UK_PARLIAMENT:
        return (
            "Check this: at a by-election the returning officer fixes the close of nominations, 17 to 19 working days "
            "before polling day. The notice of election names it."
        )
    return (
        ""
        if timetable.nominations.checked
        else "Check this with the returning officer."
    )


def _before(timetable: Timetable) -> Iterator[Deadline]:
    for row in BEFORE:
        if row.back is not None and _applies(row, timetable):
            day = timetable.back(row.back, own_nation=row.own_nation)
            yield _deadline(row, _at(day, row.hour))


def _after(timetable: Timetable) -> Iterator[Deadline]:
    start = timetable.declared_on or timetable.polling_day
    for row in AFTER:
        if row.after is not None and _applies(row, timetable):
            day = start + timedelta(days=row.after)
            found = _deadline(row, day)
            yield replace(found, check=_joined(found.check, *_of_day(timetable, day)))


def _of_day(timetable: Timetable, day: date) -> Iterator[str]:
    """What to know about a day counted from the declaration."""
    if timetable.declared_on is None:
        yield "Counted from polling day: enter the day on which the result was declared."
    moved = working_day_from(day, timetable.nation, days_off=timetable.days_off)
    if moved != day:
        yield (
            f"{WEEKDAYS[day.weekday()]} is no working day, so the law gives until {WEEKDAYS[moved.weekday()]} {long_date(moved)} "
            "(RPA 1983 ss.119 and 186). Keep to the earlier day."
        )


def _later(timetable: Timetable) -> Iterator[Deadline]:
    """The dates a year on: the marked register, and the day by which we suggest to erase."""
    day = _year_after(timetable.polling_day)
    yield Deadline(
        key="marked-register",
        name="Marked register and marked absent lists: last day to ask",
        at=day,
        rule="They are kept for one year after the poll; ask in writing, say why unmarked copies will not do, and pay the fee "
        "(RPR 2001 regs 117 and 120).",
        what_to_do="Ask soon after the poll: who voted is what the next campaign counts from.",
        source="RPR 2001 regs 117 and 120; Association of Liberal Democrat Councillors on the one year",
        check="Check the fee and the last day with the council.",
    )
    yield Deadline(
        key="erase",
        name="Suggested day to erase personal data",
        at=day,
        rule="Not law but a suggestion: data is kept no longer than it is needed (UK GDPR art 5(1)(e)), and the register only "
        "for electoral purposes (RPR 2001 reg 108).",
        what_to_do="Set the campaign's own day at its creation; `hustings erase` then removes what is due.",
        source="UK GDPR art 5(1)(e); Electoral Commission, restrictions on the register",
        check="Set your own day, and write it into the privacy notice.",
    )


def _applies(row: TimetableRule, timetable: Timetable) -> bool:
    return (
        timetable.election in row.elections
        and timetable.nation in row.nations
        and not (row.general_only and timetable.by_election)
    )


def _deadline(row: TimetableRule, at: date | datetime) -> Deadline:
    return Deadline(
        key=row.key,
        name=row.name,
        at=at,
        rule=row.rule,
        what_to_do=row.what_to_do,
        source=row.source,
        check="" if row.checked else "Check this with the returning officer.",
    )


def _compare(deadline: Deadline, other: date | None) -> Deadline:
    if other is None or other == deadline.day:
        return deadline
    said = (
        f"Another timetable gives {long_date(other)}: check with the returning officer."
    )
    return replace(deadline, check=_joined(deadline.check, said))


def _joined(*sentences: str) -> str:
    return " ".join(filter(None, sentences))


def _at(day: date, hour: time | None) -> date | datetime:
    return day if hour is None else datetime.combine(day, hour, LONDON_TIME)


def _hour(hour: time) -> str:
    return f"{hour.hour % 12 or 12} {'am' if hour.hour < 12 else 'pm'}"


def _year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:
        return date(day.year + 1, 3, 1)
