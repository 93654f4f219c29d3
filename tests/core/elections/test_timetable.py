"""The legal calendar: what it holds, where, and how it tells of doubts."""

from datetime import date

import pytest

from hustings.core.elections.kinds import NATIONS_OF, ElectionKind
from hustings.core.elections.second_opinion import second_opinion
from hustings.core.elections.timetable import (
    Timetable,
    legal_calendar,
    notice_of_election,
    register_from,
)
from hustings.core.errors import HustingsError
from tests.core.elections.calendars import (
    COMMONS,
    ENGLAND,
    JULY_2024,
    LOCAL,
    MAY_2026,
    SCOTLAND,
    WALES,
    by_key,
)


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


def test_a_leap_day_poll_has_a_year_after() -> None:
    leap = Timetable(election=LOCAL, nation=ENGLAND, polling_day=date(2024, 2, 29))
    assert by_key(leap)["marked-register"].at == date(2025, 3, 1)


@pytest.mark.parametrize("year", [1, 26, 1984, 2100, 2206, 9999])
def test_a_slip_in_the_year_is_refused_and_told(year: int) -> None:
    slip = Timetable(election=LOCAL, nation=ENGLAND, polling_day=date(year, 5, 7))
    with pytest.raises(HustingsError, match="year from 1985 to 2099"):
        legal_calendar(slip)


@pytest.mark.parametrize("election", ElectionKind)
def test_the_first_and_the_last_year_have_a_calendar(election: ElectionKind) -> None:
    for nation in NATIONS_OF[election]:
        for day in (date(1985, 1, 1), date(2099, 12, 31)):
            assert legal_calendar(
                Timetable(election=election, nation=nation, polling_day=day)
            )
