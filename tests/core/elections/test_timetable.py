"""The legal calendar, against timetables that were really published."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar
from uk_election_timetables.calendars import UnitedKingdomBankHolidays

from hustings.core.elections.calendar_file import to_ics
from hustings.core.elections.kinds import NATIONS_OF, ElectionKind, Nation
from hustings.core.elections.second_opinion import second_opinion
from hustings.core.elections.timetable import (
    LONDON_TIME,
    Deadline,
    Timetable,
    legal_calendar,
    notice_of_election,
    register_from,
)
from hustings.core.elections.wording import long_date, ordinal, pounds
from hustings.core.elections.working_days import (
    bank_holidays,
    is_working_day,
    working_days_before,
)
from hustings.core.errors import HustingsError

COMMONS, LOCAL = ElectionKind.UK_PARLIAMENT, ElectionKind.LOCAL
ENGLAND, SCOTLAND, WALES, NI = Nation
JULY_2024 = Timetable(election=COMMONS, nation=ENGLAND, polling_day=date(2024, 7, 4))
MAY_2026 = Timetable(election=LOCAL, nation=ENGLAND, polling_day=date(2026, 5, 7))


def by_key(timetable: Timetable) -> dict[str, Deadline]:
    return {deadline.key: deadline for deadline in legal_calendar(timetable)}


def london(year: int, month: int, day: int, hour: int) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LONDON_TIME)


@pytest.mark.parametrize(
    ("key", "at"),
    [
        ("dissolution", date(2024, 5, 30)),
        ("notice", london(2024, 6, 4, 16)),
        ("nominations", london(2024, 6, 7, 16)),
        ("agent", london(2024, 6, 7, 16)),
        ("deposit", london(2024, 6, 7, 16)),
        ("statement", london(2024, 6, 7, 17)),
        ("first-alteration", date(2024, 6, 7)),
        ("registration", date(2024, 6, 18)),
        ("postal-vote", london(2024, 6, 19, 17)),
        ("proxy-vote", london(2024, 6, 26, 17)),
        ("voter-certificate", london(2024, 6, 26, 17)),
        ("final-absent-lists", london(2024, 6, 26, 17)),
        ("second-alteration", date(2024, 6, 26)),
        ("final-alteration", date(2024, 6, 27)),
        ("polling-agents", date(2024, 6, 27)),
        ("polls-open", london(2024, 7, 4, 7)),
        ("emergency-proxy", london(2024, 7, 4, 17)),
        ("polls-close", london(2024, 7, 4, 22)),
    ],
)
def test_general_election_of_4_july_2024(key: str, at: date | datetime) -> None:
    """Electoral Commission, "Timetable for a UK Parliamentary general election on 4 July 2024"."""
    assert by_key(JULY_2024)[key].at == at


def test_scotland_had_the_same_days_in_july_2024() -> None:
    """Comhairle nan Eilean Siar and East Dunbartonshire published them for the same election."""
    scottish = Timetable(
        election=COMMONS, nation=SCOTLAND, polling_day=date(2024, 7, 4)
    )
    ours = {key: each.at for key, each in by_key(JULY_2024).items()}
    assert {key: each.at for key, each in by_key(scottish).items()} == ours


@pytest.mark.parametrize(
    ("key", "at"),
    [
        ("notice", date(2026, 3, 30)),
        ("nominations", london(2026, 4, 9, 16)),
        ("agent", london(2026, 4, 9, 16)),
        ("statement", london(2026, 4, 10, 16)),
        ("registration", date(2026, 4, 20)),
        ("postal-vote", london(2026, 4, 21, 17)),
        ("proxy-vote", london(2026, 4, 28, 17)),
        ("voter-certificate", london(2026, 4, 28, 17)),
        ("polling-agents", date(2026, 4, 29)),
        ("return", date(2026, 6, 11)),
    ],
)
def test_english_councils_of_7_may_2026(key: str, at: date | datetime) -> None:
    """Nuneaton and Bedworth, and Bournemouth, Christchurch and Poole, published these days."""
    assert by_key(MAY_2026)[key].at == at


@pytest.mark.parametrize(
    ("election", "nation", "polling_day", "expected"),
    [
        # Electoral Commission media handbook, police and crime commissioners 2024
        (
            ElectionKind.POLICE_COMMISSIONER,
            ENGLAND,
            date(2024, 5, 2),
            {
                "notice": date(2024, 3, 26),
                "nominations": london(2024, 4, 5, 16),
                "statement": london(2024, 4, 8, 16),
                "registration": date(2024, 4, 16),
                "postal-vote": london(2024, 4, 17, 17),
                "voter-certificate": london(2024, 4, 24, 17),
            },
        ),
        # Nottinghamshire 2021, where Easter falls inside the count
        (
            ElectionKind.POLICE_COMMISSIONER,
            ENGLAND,
            date(2021, 5, 6),
            {
                "notice": date(2021, 3, 29),
                "nominations": london(2021, 4, 8, 16),
                "statement": london(2021, 4, 9, 16),
            },
        ),
        # London Elects 2024
        (
            ElectionKind.LONDON_ASSEMBLY,
            ENGLAND,
            date(2024, 5, 2),
            {
                "notice": date(2024, 3, 19),
                "nominations": london(2024, 3, 27, 16),
                "first-alteration": date(2024, 3, 27),
                "statement": london(2024, 4, 2, 16),
                "proxy-vote": london(2024, 4, 24, 17),
            },
        ),
        # Comhairle nan Eilean Siar 2021: Easter Monday left out in Scotland too
        (
            ElectionKind.SCOTTISH_PARLIAMENT,
            SCOTLAND,
            date(2021, 5, 6),
            {"notice": date(2021, 3, 24), "nominations": london(2021, 3, 31, 16)},
        ),
        # Electoral Commission 2016
        (
            ElectionKind.SCOTTISH_PARLIAMENT,
            SCOTLAND,
            date(2016, 5, 5),
            {"notice": date(2016, 3, 23), "nominations": london(2016, 4, 1, 16)},
        ),
        # Electoral Commission 2017, English and Scottish councils
        (
            LOCAL,
            SCOTLAND,
            date(2017, 5, 4),
            {"notice": date(2017, 3, 22), "nominations": london(2017, 3, 29, 16)},
        ),
        (
            LOCAL,
            WALES,
            date(2017, 5, 4),
            {"notice": date(2017, 3, 27), "nominations": london(2017, 4, 4, 16)},
        ),
        # Electoral Commission, Northern Ireland Assembly 2022
        (
            ElectionKind.NI_ASSEMBLY,
            NI,
            date(2022, 5, 5),
            {
                "notice": date(2022, 3, 28),
                "nominations": london(2022, 4, 8, 13),
                "statement": london(2022, 4, 8, 18),
                "postal-vote": london(2022, 4, 12, 17),
                "registration": date(2022, 4, 14),
            },
        ),
        # Gloucestershire 2025
        (
            LOCAL,
            ENGLAND,
            date(2025, 5, 1),
            {
                "notice": date(2025, 3, 25),
                "nominations": london(2025, 4, 2, 16),
                "registration": date(2025, 4, 11),
                "postal-vote": london(2025, 4, 14, 17),
                "proxy-vote": london(2025, 4, 23, 17),
                "final-alteration": date(2025, 4, 24),
            },
        ),
    ],
)
def test_other_published_timetables(
    election: ElectionKind,
    nation: Nation,
    polling_day: date,
    expected: dict[str, date | datetime],
) -> None:
    ours = by_key(Timetable(election=election, nation=nation, polling_day=polling_day))
    assert {key: ours[key].at for key in expected} == expected


@pytest.mark.parametrize("nation", [ENGLAND, WALES])
def test_a_scottish_bank_holiday_moved_the_general_election_of_2019(
    nation: Nation,
) -> None:
    """Uttlesford, Swansea and West Norfolk published these: 2 December (St Andrew's Day) is left out, but not in registration."""
    ours = by_key(
        Timetable(election=COMMONS, nation=nation, polling_day=date(2019, 12, 12))
    )
    assert ours["dissolution"].at == date(2019, 11, 6)
    assert ours["notice"].at == london(2019, 11, 11, 16)
    assert ours["nominations"].at == london(2019, 11, 14, 16)
    assert ours["registration"].at == date(2019, 11, 26)
    assert ours["postal-vote"].at == london(2019, 11, 26, 17)
    assert ours["proxy-vote"].at == london(2019, 12, 4, 17)
    assert ours["polling-agents"].at == date(2019, 12, 5)


@pytest.mark.parametrize("nation", Nation)
def test_easter_monday_moved_the_general_election_of_2015_in_scotland_too(
    nation: Nation,
) -> None:
    """Electoral Commission timetable for 7 May 2015."""
    ours = by_key(
        Timetable(election=COMMONS, nation=nation, polling_day=date(2015, 5, 7))
    )
    assert ours["dissolution"].at == date(2015, 3, 30)
    assert ours["notice"].at == london(2015, 4, 2, 16)
    assert ours["nominations"].at == london(2015, 4, 9, 16)
    assert ours["registration"].at == date(2015, 4, 20)


def test_may_2029_counts_easter_that_the_other_timetable_does_not_know() -> None:
    """Good Friday is 30 March and Easter Monday 2 April 2029: 25 working days before 3 May is 27 March."""
    polling_day = date(2029, 5, 3)
    notice = by_key(Timetable(election=LOCAL, nation=ENGLAND, polling_day=polling_day))[
        "notice"
    ]
    assert notice.at == date(2029, 3, 27)
    other = second_opinion(LOCAL, ENGLAND, polling_day)["notice"]
    assert other == date(2029, 3, 29)
    assert "Another timetable gives 29 March 2029" in notice.check


@pytest.mark.parametrize("election", ElectionKind)
def test_both_timetables_agree_up_to_2028_but_where_ours_follows_the_published_one(
    election: ElectionKind,
) -> None:
    known = {ElectionKind.POLICE_COMMISSIONER, ElectionKind.LONDON_ASSEMBLY}
    for nation in NATIONS_OF[election]:
        for polling_day in (date(2024, 5, 2), date(2026, 5, 7), date(2028, 5, 4)):
            timetable = Timetable(
                election=election,
                nation=nation,
                polling_day=polling_day,
                by_election=election
                is COMMONS,  # the other counts one nation's holidays
            )
            ours = by_key(timetable)
            other = second_opinion(election, nation, polling_day)
            differ = {
                key
                for key, day in other.items()
                if key in ours and ours[key].day != day
            }
            assert differ == ({"nominations"} if election in known else set())


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


def test_after_the_declaration_the_days_count_from_it() -> None:
    """Declared on 5 July 2024: the return is due on 9 August 2024 (Mole Valley); bills by 26 July, paid by 2 August."""
    declared = Timetable(
        election=COMMONS,
        nation=ENGLAND,
        polling_day=date(2024, 7, 4),
        declared_on=date(2024, 7, 5),
    )
    found = by_key(declared)
    assert found["claims"].at == date(2024, 7, 26)
    assert found["payments"].at == date(2024, 8, 2)
    assert found["return"].at == date(2024, 8, 9)
    assert "Counted from polling day" not in found["return"].check
    assert "Counted from polling day" in by_key(JULY_2024)["return"].check


def test_by_election_says_that_the_returning_officer_fixes_nominations() -> None:
    ours = by_key(
        Timetable(
            election=COMMONS,
            nation=ENGLAND,
            polling_day=date(2026, 6, 18),
            by_election=True,
        )
    )
    assert "fixes the close of nominations" in ours["nominations"].check
    assert "dissolution" not in ours


def test_when_the_register_may_first_be_asked_for() -> None:
    assert register_from(JULY_2024) == date(2024, 5, 30)
    assert register_from(MAY_2026) == date(2026, 3, 30) == notice_of_election(MAY_2026)


def test_photo_identification_only_where_it_is_asked() -> None:
    scottish = Timetable(election=LOCAL, nation=SCOTLAND, polling_day=date(2027, 5, 6))
    senedd = Timetable(
        election=ElectionKind.SENEDD, nation=WALES, polling_day=date(2026, 5, 7)
    )
    assert "voter-certificate" not in by_key(scottish)
    assert "voter-certificate" not in by_key(senedd)
    assert "deposit" not in by_key(scottish)
    assert "deposit" in by_key(senedd)


def test_an_election_held_elsewhere_is_refused() -> None:
    with pytest.raises(HustingsError, match="choose another nation"):
        legal_calendar(
            Timetable(
                election=ElectionKind.SENEDD,
                nation=SCOTLAND,
                polling_day=date(2026, 5, 7),
            )
        )


@pytest.mark.parametrize("election", ElectionKind)
def test_every_deadline_is_complete_once_and_in_order(election: ElectionKind) -> None:
    for nation in NATIONS_OF[election]:
        found = legal_calendar(
            Timetable(election=election, nation=nation, polling_day=date(2026, 5, 7))
        )
        keys = [each.key for each in found]
        assert len(keys) == len(set(keys))
        assert [each.moment for each in found] == sorted(each.moment for each in found)
        for each in found:
            assert each.name and each.rule and each.what_to_do and each.source


def test_the_calendar_file_holds_every_deadline_and_is_the_same_each_time() -> None:
    deadlines = legal_calendar(MAY_2026)
    stamp = datetime(2026, 2, 1, 12, tzinfo=UTC)
    written = to_ics(
        deadlines, title="Ada Example, Fernhill", uid_ending="c1@hustings", stamp=stamp
    )
    again = to_ics(
        deadlines, title="Ada Example, Fernhill", uid_ending="c1@hustings", stamp=stamp
    )
    assert written == again
    events = Calendar.from_ical(written).walk("VEVENT")
    assert len(events) == len(deadlines)
    starts = {str(event["UID"]): event.decoded("DTSTART") for event in events}
    assert starts["notice-c1@hustings"] == date(2026, 3, 30)
    # 4 pm in British Summer Time
    assert starts["nominations-c1@hustings"] == datetime(2026, 4, 9, 15, tzinfo=UTC)
    nominations = next(e for e in events if str(e["UID"]).startswith("nominations"))
    assert "Late by a minute is too late" in str(nominations["DESCRIPTION"])
    assert "Source:" in str(nominations["DESCRIPTION"])


def test_a_leap_day_poll_has_a_year_after() -> None:
    leap = Timetable(election=LOCAL, nation=ENGLAND, polling_day=date(2024, 2, 29))
    assert by_key(leap)["marked-register"].at == date(2025, 3, 1)


@pytest.mark.parametrize(
    ("pence", "shown"),
    [
        (500_00, "£500"),
        (19_783_16, "£19,783.16"),
        (5, "£0.05"),
        (-1_50, "-£1.50"),
        (0, "£0"),
    ],
)
def test_pence_are_shown_as_pounds(pence: int, shown: str) -> None:
    assert pounds(pence) == shown


def test_dates_and_places_in_words() -> None:
    assert long_date(date(2026, 5, 7)) == "7 May 2026"
    places = [ordinal(number) for number in (1, 2, 3, 4, 11, 12, 13, 21, 111)]
    assert places == [
        "1st",
        "2nd",
        "3rd",
        "4th",
        "11th",
        "12th",
        "13th",
        "21st",
        "111th",
    ]
