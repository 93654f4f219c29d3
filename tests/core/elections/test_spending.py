"""The spending limit against figures that councils and the Electoral Commission published."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.elections.kinds import ElectionKind, Nation
from hustings.core.elections.spending import (
    AreaKind,
    Contest,
    joint_limits,
    spending_limit,
)
from hustings.core.elections.spending_rules import SPENDING
from hustings.core.errors import HustingsError

ENGLAND, SCOTLAND, WALES, NI = Nation
COMMONS, LOCAL = ElectionKind.UK_PARLIAMENT, ElectionKind.LOCAL
JULY_2024, MAY_2026 = date(2024, 7, 4), date(2026, 5, 7)


def commons(electors: int, area: AreaKind, on: date = JULY_2024) -> Contest:
    return Contest(
        election=COMMONS, nation=ENGLAND, polling_day=on, electors=electors, area=area
    )


def ward(electors: int, joint: int = 1, on: date = MAY_2026) -> Contest:
    return Contest(
        election=LOCAL, nation=ENGLAND, polling_day=on, electors=electors, joint=joint
    )


def contest(
    election: ElectionKind, nation: Nation, on: date, electors: int = 10_000
) -> Contest:
    return Contest(election=election, nation=nation, polling_day=on, electors=electors)


@pytest.mark.parametrize(
    ("contest", "pence"),
    [
        # Mole Valley, general election 2024: £19,783.16
        (commons(69_943, AreaKind.COUNTY), 19_783_16),
        # Hounslow, general election 2024: £17,619.92 and £17,430.24
        (commons(77_874, AreaKind.BOROUGH), 17_619_92),
        (commons(75_503, AreaKind.BOROUGH), 17_430_24),
        # Hounslow, council 2026, and the Electoral Commission's examples A and B
        (ward(7_500), 1_560_00),
        (ward(7_500, joint=2), 1_170_00),
        (ward(7_500, joint=3), 1_040_00),
        # Richmond upon Thames 2022
        (ward(7_500, on=date(2022, 5, 5)), 1_331_00),
        # SI 2014/1870 art 4: £8,700 and 9p in a county
        (commons(70_000, AreaKind.COUNTY, date(2019, 12, 12)), 15_000_00),
        # West Lothian 2022: £806 and 7p; SSI 2016/263: £740 and 6p in 2017
        (contest(LOCAL, SCOTLAND, date(2022, 5, 5)), 1_506_00),
        (contest(LOCAL, SCOTLAND, date(2017, 5, 4)), 1_340_00),
        # SI 2014/1870 art 5, not varied for Wales since: £740 and 6p
        (contest(LOCAL, WALES, date(2022, 5, 5)), 1_340_00),
        # Electoral Law Act (Northern Ireland) 1962 s.42(1ZB): £600 and 5p
        (contest(LOCAL, NI, date(2023, 5, 18)), 1_100_00),
        # SI 2024/428 reg 3: £3,040 and 8p
        (contest(ElectionKind.MAYOR, ENGLAND, date(2025, 5, 1)), 3_840_00),
        # London Elects 2024: £63,360 in a constituency of the Assembly
        (contest(ElectionKind.LONDON_ASSEMBLY, ENGLAND, date(2024, 5, 2)), 63_360_00),
        # Welsh Government, 17 April 2025: £52,500 for an individual
        (contest(ElectionKind.SENEDD, WALES, MAY_2026), 52_500_00),
    ],
)
def test_published_limits(contest: Contest, pence: int) -> None:
    assert spending_limit(contest).pence == pence


def test_the_arithmetic_is_shown_step_by_step() -> None:
    limit = spending_limit(commons(69_943, AreaKind.COUNTY))
    assert [(step.what, step.how, step.pence) for step in limit.steps] == [
        ("Fixed amount", "£11,390", 11_390_00),
        ("Amount for the electors", "69,943 × 12p", 8_393_16),
        ("Limit", "£11,390 + £8,393.16", 19_783_16),
    ]
    assert "notice of election" in limit.check
    assert "SI 2023/1235" in limit.source


def test_joint_candidates_lose_the_odd_penny() -> None:
    """7,501 electors: £1,560.08, a third is £520.02 2/3, so £520.03 less: never a penny above the law."""
    limit = spending_limit(ward(7_501, joint=3))
    assert limit.pence == 1_040_05
    assert limit.steps[-1].what == "Limit of each joint candidate"


@settings(max_examples=60)
@given(electors=st.integers(0, 200_000), joint=st.integers(1, 6))
def test_a_joint_limit_is_never_above_the_lawful_part(
    electors: int, joint: int
) -> None:
    alone = spending_limit(ward(electors)).pence
    each = spending_limit(ward(electors, joint=joint)).pence
    keep = {1: (1, 1), 2: (3, 4)}.get(joint, (2, 3))
    assert 0 <= alone * keep[0] - each * keep[1] < keep[1]


def test_a_by_election_for_the_commons_has_a_fixed_limit() -> None:
    limit = spending_limit(
        Contest(
            election=COMMONS,
            nation=WALES,
            polling_day=date(2026, 6, 18),
            electors=70_000,
            by_election=True,
        )
    )
    assert limit.pence == 180_050_00
    assert limit.check == ""


def test_a_council_by_election_has_the_ordinary_limit() -> None:
    by_election = Contest(
        election=LOCAL,
        nation=ENGLAND,
        polling_day=MAY_2026,
        electors=7_500,
        by_election=True,
    )
    assert spending_limit(by_election).pence == 1_560_00


def test_scottish_parliament_county_and_burgh() -> None:
    """Scottish Parliament (Elections etc.) Order 2015 art 42: £8,700 and 9p or 6p."""
    for area, pence in ((AreaKind.COUNTY, 13_200_00), (AreaKind.BOROUGH, 11_700_00)):
        contest = Contest(
            election=ElectionKind.SCOTTISH_PARLIAMENT,
            nation=SCOTLAND,
            polling_day=date(2021, 5, 6),
            electors=50_000,
            area=area,
        )
        assert spending_limit(contest).pence == pence


@pytest.mark.parametrize(
    ("election", "nation", "on"),
    [
        (ElectionKind.POLICE_COMMISSIONER, ENGLAND, date(2024, 5, 2)),
        (ElectionKind.NI_ASSEMBLY, NI, date(2027, 5, 6)),
        (ElectionKind.MAYOR, ENGLAND, date(2021, 5, 6)),
        (COMMONS, ENGLAND, date(2005, 5, 5)),
        # SI 2014/1870 came into force on 4 August 2014
        (COMMONS, ENGLAND, date(2014, 8, 3)),
    ],
)
def test_where_we_hold_no_row_we_say_whom_to_ask(
    election: ElectionKind, nation: Nation, on: date
) -> None:
    with pytest.raises(HustingsError, match="Ask the returning officer for the limit"):
        spending_limit(
            Contest(election=election, nation=nation, polling_day=on, electors=1)
        )


def test_police_commissioners_are_told_where_the_sums_stand() -> None:
    police = contest(ElectionKind.POLICE_COMMISSIONER, WALES, date(2024, 5, 2))
    with pytest.raises(HustingsError, match="art 35, as amended by SI 2023/1227"):
        spending_limit(police)


def test_a_parliament_s_limit_is_never_guessed_from_a_borough() -> None:
    """£11,390 with 8p or 12p: until the agent has said which, there is no limit to show."""
    with pytest.raises(HustingsError, match="borough .* or a county"):
        spending_limit(contest(COMMONS, ENGLAND, JULY_2024))


def test_those_who_share_a_ward_see_what_joint_candidates_may_spend() -> None:
    """Electoral Commission, example B: £1,560 less 25 per cent is £1,170; less a third £1,040."""
    assert joint_limits(ward(7_500)) == {2: 1_170_00, 3: 1_040_00}
    assert joint_limits(commons(70_000, AreaKind.COUNTY)) == {}


@pytest.mark.parametrize(
    ("election", "nation", "words"),
    [
        (ElectionKind.MAYOR, ENGLAND, "£3,040 for each constituent council"),
        (ElectionKind.LONDON_ASSEMBLY, ENGLAND, "Mayor of London £760,410"),
        (ElectionKind.SENEDD, WALES, "individual candidate"),
    ],
)
def test_a_limit_says_to_whom_it_does_not_apply(
    election: ElectionKind, nation: Nation, words: str
) -> None:
    assert words in spending_limit(contest(election, nation, MAY_2026)).check


@pytest.mark.parametrize(
    ("contest", "message"),
    [
        (ward(-1), "whole number"),
        (ward(1, joint=0), "1 for a candidate alone"),
        (
            Contest(
                election=COMMONS,
                nation=ENGLAND,
                polling_day=JULY_2024,
                electors=1,
                joint=2,
            ),
            "same ward",
        ),
    ],
)
def test_what_cannot_be_is_refused(contest: Contest, message: str) -> None:
    with pytest.raises(HustingsError, match=message):
        spending_limit(contest)


def test_rows_are_dated_sourced_and_do_not_overlap() -> None:
    for one in SPENDING:
        assert one.source
        for other in SPENDING:
            same = (
                one.elections & other.elections
                and one.nations & other.nations
                and one.by_election == other.by_election
                and (one.area == other.area or None in {one.area, other.area})
            )
            apart = (
                one is other
                or (one.valid_until or date.max) < other.valid_from
                or (other.valid_until or date.max) < one.valid_from
            )
            assert not same or apart
