"""The spending limit of a candidate, with its arithmetic.

The law gives a fixed sum and so many pence for each elector on the register; the agent must know the result to the penny, and
whoever checks it must see how it came about. So the answer is a record of steps, in whole pence. The sums change by order every few
years: they are dated rows, each with its source. Where we hold no row we refuse and say whom to ask, for a wrong limit is
worse than none.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from hustings.core.elections.dated import in_force
from hustings.core.elections.kinds import (
    COMMONS,
    ELECTION_NAMES,
    HOLYROOD,
    NATION_NAMES,
    ElectionKind,
    Nation,
    check_nation,
)
from hustings.core.elections.spending_rules import SPENDING, AreaKind, SpendingRule
from hustings.core.elections.wording import long_date, pounds
from hustings.core.errors import HustingsError

__all__ = [
    "AreaKind",
    "Contest",
    "SpendingLimit",
    "Step",
    "joint_limits",
    "spending_limit",
]


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
    """What the limit depends on; `area` only where a borough's pence differ from a county's.

    `electors` is the electorate on the last day for the notice of election, without attainers who are not of age on polling
    day; `joint` is how many candidates stand together in one ward (1 is alone).
    """

    election: ElectionKind
    nation: Nation
    polling_day: date
    electors: int
    area: AreaKind | None = None
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
    check = (
        REGISTER_DAY if row.per_elector else "",
        row.note,
        "" if row.checked else ASK_FIRST,
    )
    return SpendingLimit(
        steps[-1].pence, steps, row.source, " ".join(filter(None, check))
    )


def joint_limits(contest: Contest) -> dict[int, int]:
    """The limit in pence of each of two, and of each of three or more, joint candidates; empty but for councils.

    Candidates in one ward who have one agent, share rooms or publish joint material are joint (RPA 1983 ss.77 and 90).
    """
    if contest.election is not ElectionKind.LOCAL:
        return {}
    return {
        number: spending_limit(replace(contest, joint=number)).pence
        for number in (2, 3)
    }


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
    rows = list(_rows(contest))
    for row in rows:
        if row.area in {None, contest.area}:
            return row
    if rows:
        raise HustingsError(
            "Say whether the constituency is a borough (in Scotland a burgh) or a county: the pence for each elector differ. "
            "The returning officer knows."
        )
    raise HustingsError(_unknown(contest))


def _rows(contest: Contest) -> Iterator[SpendingRule]:
    """The rows for this poll; only for two parliaments does a by-election have a limit of its own."""
    by_election = contest.by_election and contest.election in COMMONS | HOLYROOD
    rows = in_force(SPENDING, contest.election, contest.nation, contest.polling_day)
    return (row for row in rows if row.by_election == by_election)


def _unknown(contest: Contest) -> str:
    day = long_date(contest.polling_day)
    return (
        f"We hold no spending limit for a {ELECTION_NAMES[contest.election]} election in "
        f"{NATION_NAMES[contest.nation]} on {day}. Ask the returning officer for the limit in writing, and see "
        '"How much can you spend" in the Electoral Commission\'s guidance for this election.'
        + TABLES.get(contest.election, "")
    )


TABLES = {
    ElectionKind.POLICE_COMMISSIONER: " The law prints one sum for each police area: Police and Crime Commissioner Elections Order 2012 "
    "art 35, as amended by SI 2023/1227.",
}


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
