"""The legal calendar, against timetables that were really published."""

from datetime import date, datetime

import pytest

from hustings.core.elections.kinds import ElectionKind, Nation
from hustings.core.elections.timetable import Timetable
from tests.core.elections.calendars import (
    COMMONS,
    ENGLAND,
    JULY_2024,
    LOCAL,
    MAY_2026,
    NI,
    SCOTLAND,
    WALES,
    by_key,
    london,
)


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
        # Electoral Commission, councils of Northern Ireland 2023: the Coronation on 8 May is left out
        (
            LOCAL,
            NI,
            date(2023, 5, 18),
            {
                "notice": date(2023, 4, 11),
                "nominations": london(2023, 4, 24, 13),
                "statement": london(2023, 4, 24, 18),
                "postal-vote": london(2023, 4, 26, 17),
                "registration": date(2023, 4, 28),
            },
        ),
        # vote.wales 2026 and the Electoral Commission's guidance for the Senedd: nominations closed on 9 April, 4 pm; statement 18 days before
        (
            ElectionKind.SENEDD,
            WALES,
            date(2026, 5, 7),
            {
                "nominations": london(2026, 4, 9, 16),
                "statement": london(2026, 4, 10, 16),
            },
        ),
        # Newport 2022
        (
            LOCAL,
            WALES,
            date(2022, 5, 5),
            {
                "notice": date(2022, 3, 28),
                "nominations": london(2022, 4, 5, 16),
                "agent": london(2022, 4, 5, 16),
                "statement": london(2022, 4, 6, 16),
                "registration": date(2022, 4, 14),
                "postal-vote": london(2022, 4, 19, 17),
                "proxy-vote": london(2022, 4, 26, 17),
                "polling-agents": date(2022, 4, 27),
            },
        ),
        # West Lothian 2022: the last day for the notice
        (LOCAL, SCOTLAND, date(2022, 5, 5), {"notice": date(2022, 3, 23)}),
        # Association of Liberal Democrat Councillors, from the Electoral Commission's timetable of 2024
        (
            LOCAL,
            ENGLAND,
            date(2024, 5, 2),
            {
                "notice": date(2024, 3, 26),
                "nominations": london(2024, 4, 5, 16),
                "registration": date(2024, 4, 16),
                "postal-vote": london(2024, 4, 17, 17),
                "proxy-vote": london(2024, 4, 24, 17),
                "voter-certificate": london(2024, 4, 24, 17),
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


@pytest.mark.parametrize(
    ("declared", "due", "moved"),
    [
        (date(2024, 5, 2), date(2024, 6, 6), ""),
        (date(2024, 5, 3), date(2024, 6, 7), ""),
        (date(2024, 5, 4), date(2024, 6, 8), "until Monday 10 June 2024"),
        (date(2024, 5, 5), date(2024, 6, 9), "until Monday 10 June 2024"),
    ],
)
def test_a_return_due_at_a_weekend_is_told_to_which_day_the_law_moves_it(
    declared: date, due: date, moved: str
) -> None:
    """Published for 2 May 2024: 6 June, 7 June, and Monday 10 June for results declared on 4 and 5 May."""
    found = by_key(
        Timetable(
            election=LOCAL,
            nation=ENGLAND,
            polling_day=date(2024, 5, 2),
            declared_on=declared,
        )
    )["return"]
    assert found.at == due
    assert moved in found.check
    assert bool(found.check) == bool(moved)


def test_a_member_of_the_assembly_returns_in_35_days() -> None:
    """London Elects 2024: 35 days in a constituency, 70 for the Mayor and London-wide; the shorter is shown."""
    london_2024 = Timetable(
        election=ElectionKind.LONDON_ASSEMBLY,
        nation=ENGLAND,
        polling_day=date(2024, 5, 2),
        declared_on=date(2024, 5, 4),
    )
    found = by_key(london_2024)["return"]
    assert found.at == date(2024, 6, 8)
    assert "70 days for the Mayor of London" in found.rule
