"""The spending limit of a candidate, with its arithmetic.

The law gives a fixed sum and so many pence for each elector on the register; the agent must know the result to the penny, and
whoever checks it must see how it came about. So the answer is a record of steps, in whole pence. The sums change by order every few
years: they are dated rows, each with its source. Where we hold no row we refuse and say whom to ask, for a wrong limit is
worse than none.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from hustings.core.elections.kinds import (
    ELECTION_NAMES,
    EVERYWHERE,
    NATION_NAMES,
    ElectionKind,
    Nation,
    check_nation,
)
from hustings.core.elections.wording import long_date, pounds
from hustings.core.errors import HustingsError


class AreaKind(StrEnum):
    """Whether a constituency is a borough (burgh in Scotland) or a county: the pence for each elector differ."""

    BOROUGH = "borough"
    COUNTY = "county"
    WARD = "ward"


@dataclass(frozen=True, slots=True, kw_only=True)
class SpendingRule:
    """A fixed sum and an amount for each elector, both in pence, for polls in a span of days."""

    elections: frozenset[ElectionKind]
    nations: frozenset[Nation]
    area: AreaKind
    fixed: int
    per_elector: int
    valid_from: date
    source: str
    valid_until: date | None = None
    by_election: bool = False
    checked: bool = True


COMMONS = frozenset({ElectionKind.UK_PARLIAMENT})
LOCAL = frozenset({ElectionKind.LOCAL})
HOLYROOD = frozenset({ElectionKind.SCOTTISH_PARLIAMENT})
ENGLAND_ONLY = frozenset({Nation.ENGLAND})
SCOTLAND_ONLY = frozenset({Nation.SCOTLAND})

ORDER_2014 = date(2014, 5, 23)
ORDER_2023 = date(2023, 11, 23)
BEFORE_2023 = date(2023, 11, 22)
NOW = "RPA 1983 s.76, as varied by SI 2023/1235"
THEN = "RPA 1983 s.76, as varied by SI 2014/1870"

SPENDING = (
    SpendingRule(
        elections=COMMONS,
        nations=EVERYWHERE,
        area=AreaKind.BOROUGH,
        fixed=11_390_00,
        per_elector=8,
        valid_from=ORDER_2023,
        source=NOW + "; Hounslow, general election 2024",
    ),
    SpendingRule(
        elections=COMMONS,
        nations=EVERYWHERE,
        area=AreaKind.COUNTY,
        fixed=11_390_00,
        per_elector=12,
        valid_from=ORDER_2023,
        source=NOW + "; Mole Valley, general election 2024",
    ),
    SpendingRule(
        elections=COMMONS,
        nations=EVERYWHERE,
        area=AreaKind.BOROUGH,
        fixed=8_700_00,
        per_elector=6,
        valid_from=ORDER_2014,
        valid_until=BEFORE_2023,
        source=THEN + "; Hounslow, general election 2019",
    ),
    SpendingRule(
        elections=COMMONS,
        nations=EVERYWHERE,
        area=AreaKind.COUNTY,
        fixed=8_700_00,
        per_elector=9,
        valid_from=ORDER_2014,
        valid_until=BEFORE_2023,
        source=THEN,
        checked=False,
    ),
    *(
        SpendingRule(
            elections=COMMONS,
            nations=EVERYWHERE,
            area=area,
            fixed=180_050_00,
            per_elector=0,
            valid_from=ORDER_2023,
            by_election=True,
            source=NOW,
            checked=False,
        )
        for area in (AreaKind.BOROUGH, AreaKind.COUNTY)
    ),
    SpendingRule(
        elections=LOCAL,
        nations=ENGLAND_ONLY,
        area=AreaKind.WARD,
        fixed=960_00,
        per_elector=8,
        valid_from=ORDER_2023,
        source=NOW + "; Hounslow, May 2026; Electoral Commission guidance for England",
    ),
    SpendingRule(
        elections=LOCAL,
        nations=ENGLAND_ONLY,
        area=AreaKind.WARD,
        fixed=806_00,
        per_elector=7,
        valid_from=date(2021, 5, 6),
        valid_until=BEFORE_2023,
        source="RPA 1983 s.76; Richmond upon Thames, May 2022",
    ),
    SpendingRule(
        elections=HOLYROOD,
        nations=SCOTLAND_ONLY,
        area=AreaKind.BOROUGH,
        fixed=8_700_00,
        per_elector=6,
        valid_from=date(2016, 5, 5),
        source="Scottish Parliament (Elections etc.) Order 2015 art 42",
        checked=False,
    ),
    SpendingRule(
        elections=HOLYROOD,
        nations=SCOTLAND_ONLY,
        area=AreaKind.COUNTY,
        fixed=8_700_00,
        per_elector=9,
        valid_from=date(2016, 5, 5),
        source="Scottish Parliament (Elections etc.) Order 2015 art 42",
        checked=False,
    ),
    *(
        SpendingRule(
            elections=HOLYROOD,
            nations=SCOTLAND_ONLY,
            area=area,
            fixed=100_000_00,
            per_elector=0,
            valid_from=date(2016, 5, 5),
            by_election=True,
            source="Scottish Parliament (Elections etc.) Order 2015 art 42(3)",
            checked=False,
        )
        for area in (AreaKind.BOROUGH, AreaKind.COUNTY)
    ),
)


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the arithmetic: what it is, how it is worked out, and the running result in pence."""

    what: str
    how: str
    pence: int


@dataclass(frozen=True, slots=True)
class SpendingLimit:
    """The limit in pence, how it was reached, where the sums stand, and what is still to be checked."""

    pence: int
    steps: tuple[Step, ...]
    source: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """What the limit depends on.

    `electors` is the electorate on the last day for the notice of election, without attainers who are not of age on polling
    day; `joint` is how many candidates stand together in one ward (1 is alone).
    """

    election: ElectionKind
    nation: Nation
    polling_day: date
    electors: int
    area: AreaKind = AreaKind.BOROUGH
    by_election: bool = False
    joint: int = 1


REGISTER_DAY = (
    "Check that the electorate is that of the register on the last day for the notice of election, "
    "without attainers who are not of voting age on polling day."
)
ASK_FIRST = "Check the sums with the returning officer before you spend: this row rests on an order that may have changed."


def spending_limit(contest: Contest) -> SpendingLimit:
    """The most that a candidate may spend, in pence, with each step of the arithmetic.

    >>> spending_limit(Contest(election=ElectionKind.UK_PARLIAMENT, nation=Nation.ENGLAND,
    ...     polling_day=date(2024, 7, 4), electors=69_943, area=AreaKind.COUNTY)).pence  # £11,390 + 69,943 × 12p
    1978316
    """
    _check(contest)
    row = _row(contest)
    steps = (*_counted(contest, row), *_shared(contest, row))
    check = [REGISTER_DAY] if row.per_elector else []
    check += [] if row.checked else [ASK_FIRST]
    return SpendingLimit(steps[-1].pence, steps, row.source, " ".join(check))


def _check(contest: Contest) -> None:
    check_nation(contest.election, contest.nation)
    if contest.electors < 0:
        raise HustingsError("Give the number of electors as a whole number, 0 or more.")
    if contest.joint < 1:
        raise HustingsError(
            "Give the number of joint candidates: 1 for a candidate alone."
        )
    if contest.joint > 1 and contest.election is not ElectionKind.LOCAL:
        raise HustingsError(
            "Only candidates for a council in the same ward can be joint candidates: give 1."
        )


def _row(contest: Contest) -> SpendingRule:
    area = AreaKind.WARD if contest.election is ElectionKind.LOCAL else contest.area
    for row in SPENDING:
        if (
            contest.election in row.elections
            and contest.nation in row.nations
            and row.area is area
            and row.by_election == _by_election(contest)
            and row.valid_from <= contest.polling_day
            and (row.valid_until is None or contest.polling_day <= row.valid_until)
        ):
            return row
    raise HustingsError(_unknown(contest))


def _by_election(contest: Contest) -> bool:
    """Only for parliaments does a by-election have a limit of its own; a council's is the same."""
    return contest.by_election and contest.election is not ElectionKind.LOCAL


def _unknown(contest: Contest) -> str:
    day = long_date(contest.polling_day)
    return (
        f"We hold no spending limit for a {ELECTION_NAMES[contest.election]} election in "
        f"{NATION_NAMES[contest.nation]} on {day}. Ask the returning officer for the limit in writing, or see "
        '"How much can you spend" in the Electoral Commission\'s guidance for this election, and enter it by hand.'
    )


def _counted(contest: Contest, row: SpendingRule) -> tuple[Step, ...]:
    fixed = Step("Fixed amount", pounds(row.fixed), row.fixed)
    if not row.per_elector:
        return (fixed,)
    by_electors = contest.electors * row.per_elector
    return (
        fixed,
        Step(
            "Amount for the electors",
            f"{contest.electors:,} × {row.per_elector}p",
            by_electors,
        ),
        Step(
            "Limit",
            f"{pounds(row.fixed)} + {pounds(by_electors)}",
            row.fixed + by_electors,
        ),
    )


def _shared(contest: Contest, row: SpendingRule) -> tuple[Step, ...]:
    """Joint candidates: a quarter less for two, a third less for three or more (RPA 1983 s.77), rounded down to a penny."""
    if contest.joint == 1:
        return ()
    limit = row.fixed + contest.electors * row.per_elector
    part, words = (4, "a quarter") if contest.joint == 2 else (3, "a third")
    less = -(-limit // part)
    return (
        Step(f"Less {words} for joint candidates", f"{pounds(limit)} ÷ {part}", less),
        Step(
            "Limit of each joint candidate",
            f"{pounds(limit)} − {pounds(less)}",
            limit - less,
        ),
    )
