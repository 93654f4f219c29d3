"""Ballots whose box is open: papers typed twice, an account that agrees, signatures."""

from collections.abc import Iterable
from typing import Any

from django.utils.timezone import now

from hustings.apps.campaigns.models import Campaign, Membership, Role
from hustings.apps.selection.actions.account import save_account
from hustings.apps.selection.actions.counting import (
    count_papers,
    publish,
    sign,
)
from hustings.apps.selection.actions.papers import open_the_box, type_paper
from hustings.apps.selection.models import Ballot, CountRecord, Reading
from hustings.apps.selection.queries.papers import Typed, numbers_of
from hustings.apps.selection.queries.signing import standing_of
from hustings.core.counting.typed import read_typed
from tests.apps.selection.making import make_open_ballot, make_voter
from tests.factories import START, make_campaign, make_member


def typed(ballot: Ballot, line: str) -> Typed:
    """The line as somebody types it; "blank" is a rejected paper."""
    if line in Reading.Rejected.values:
        return Typed(rejected=line)
    return Typed(read_typed(line, numbers_of(ballot), ballot.marked))


def make_counting(
    campaign: Campaign | None = None, given: int = 0, **values: Any
) -> tuple[Ballot, Membership]:
    """A ballot whose box is open, with so many voters who were given a paper, and the agent."""
    agent = make_member(campaign or make_campaign())
    ballot = make_open_ballot(agent.campaign, **values)
    for number in range(max(given, 1)):
        make_voter(ballot, f"Voter {number}", given_at=START)
    open_the_box(ballot=ballot, by=agent, at=now())
    ballot.refresh_from_db()
    return ballot, agent


def make_typist(ballot: Ballot) -> Membership:
    return make_member(ballot.campaign, Role.CANVASSER)


def type_all(ballot: Ballot, lines: Iterable[str], *typists: Membership) -> None:
    """Each of the typists types all these papers alike, from number 1."""
    for by in typists or (make_typist(ballot), make_typist(ballot)):
        for number, line in enumerate(lines, start=1):
            type_paper(
                ballot=ballot, number=number, typed=typed(ballot, line), by=by, at=now()
            )


def make_account(ballot: Ballot, by: Membership, **values: Any) -> None:
    """An account that agrees where every voter put a paper into the box."""
    given = ballot.voters.filter(given_at__isnull=False).count()
    figures = {
        "printed": given + 10,
        "unused": 10,
        "spoilt": 0,
        "found": given,
        "taken_away": 0,
        "note": "",
    }
    save_account(ballot=ballot, figures=figures | values, by=by, at=now())


LINES = ["1 2 3"] * 6 + ["2 1"] * 5 + ["3 2 1"] * 2 + ["blank"]
"""Fourteen papers: Ada six, Bea five, Cy two and then Bea."""


def make_counted(
    lines: Iterable[str] = LINES, **values: Any
) -> tuple[Ballot, Membership, CountRecord]:
    """A ballot that is typed, accounted for and counted, and the agent who counted it."""
    lines = list(lines)
    ballot, agent = make_counting(given=len(lines), **values)
    type_all(ballot, lines)
    make_account(ballot, agent)
    return ballot, agent, count_papers(ballot=ballot, by=agent, at=now())


def make_scrutineers(ballot: Ballot) -> list[Membership]:
    return [make_member(ballot.campaign, Role.SCRUTINEER) for _ in range(2)]


def publish_it(ballot: Ballot, agent: Membership) -> CountRecord:
    """The typed papers counted, accounted for, signed and published."""
    record = count_papers(ballot=ballot, by=agent, at=now())
    make_account(ballot, agent)
    for scrutineer in make_scrutineers(ballot):
        sign(ballot=ballot, seen=standing_of(ballot).seen, by=scrutineer, at=now())
    publish(ballot=ballot, by=agent, at=now())
    ballot.refresh_from_db()
    return record


def make_published(
    lines: Iterable[str] = LINES, **values: Any
) -> tuple[Ballot, CountRecord]:
    lines = list(lines)
    ballot, agent = make_counting(given=len(lines), **values)
    type_all(ballot, lines)
    return ballot, publish_it(ballot, agent)
