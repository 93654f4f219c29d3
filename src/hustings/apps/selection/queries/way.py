"""The way of a ballot from its setting up to its publication: what is done, and what is next."""

from collections.abc import Iterator
from dataclasses import dataclass

from hustings.apps.campaigns.models import Membership
from hustings.apps.campaigns.rights import May, may
from hustings.apps.selection.models import Ballot
from hustings.apps.selection.queries.fitness import unfit
from hustings.apps.selection.queries.roll import RollFigures, roll_figures
from hustings.apps.selection.queries.signing import Standing, standing_of
from hustings.core.elections.wording import count_of

State = Ballot.State


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do, its page, whose right it needs, and whether it is done."""

    name: str
    says: str
    page: str
    right: May
    is_done: bool


@dataclass(frozen=True, slots=True)
class Way:
    """All steps, and the first that is not done: for everybody, and for this member."""

    steps: tuple[Step, ...]
    next: Step | None
    mine: bool
    """Whether the member may do what is next."""


def way_of(ballot: Ballot, membership: Membership) -> Way:
    """The way as it stands for one member."""
    steps = tuple(_steps(ballot))
    after = next((step for step in steps if not step.is_done), None)
    return Way(steps, after, after is not None and may(membership, after.right))


def _steps(ballot: Ballot) -> Iterator[Step]:
    figures = roll_figures(ballot)
    yield from _before(ballot, figures)
    yield from _open(ballot, figures)
    is_published = ballot.state is State.PUBLISHED
    if ballot.state in (State.CLOSED, State.PUBLISHED):
        yield from _after(standing_of(ballot), is_published=is_published)
    if is_published:
        says = (
            "The numbers that it came to stay."
            if not ballot.roll_erased_at
            else "Erased; its numbers are kept."
        )
        yield Step(
            "Erase the roll",
            says,
            "selection:erase-roll",
            May.MANAGE_BALLOT,
            is_done=ballot.roll_erased_at is not None,
        )


def _before(ballot: Ballot, figures: RollFigures) -> Iterator[Step]:
    was_opened = ballot.state is not State.SETTING_UP
    manage = May.MANAGE_BALLOT
    problems = [] if was_opened else unfit(ballot)
    lines = ballot.nominees.count()
    yield Step(
        "Put the nominees on the paper",
        problems[0] if problems else f"{count_of(lines, 'line')} on the paper.",
        "selection:nominees",
        manage,
        is_done=not problems,
    )
    on_roll = f"{figures.on_roll:,} on the roll."
    is_roll_there = was_opened or bool(figures.on_roll) or ballot.is_open_meeting
    yield Step(
        "Bring the roll of members",
        on_roll if figures.on_roll else "Nobody is on the roll yet.",
        "selection:roll",
        manage,
        is_done=is_roll_there,
    )
    yield Step(
        "Print the papers and open the ballot",
        "What stands on the papers is fixed."
        if was_opened
        else "From then on papers are given out, and what stands on them is fixed.",
        "selection:opening",
        manage,
        is_done=was_opened,
    )


def _open(ballot: Ballot, figures: RollFigures) -> Iterator[Step]:
    is_closed = ballot.state in (State.CLOSED, State.PUBLISHED)
    yield Step(
        "Give papers at the door",
        f"{count_of(figures.given, 'voter')} given a paper.",
        "selection:door",
        May.GIVE_PAPERS,
        is_done=is_closed,
    )
    if figures.sealed:
        yield Step(
            "Rule on the sealed papers",
            f"{figures.waiting:,} of {figures.sealed:,} wait for a ruling.",
            "selection:sealed",
            May.MANAGE_BALLOT,
            is_done=not figures.waiting,
        )
    yield Step(
        "Open the box",
        "The papers are mixed, then numbered."
        if not is_closed
        else "No more papers are given out.",
        "selection:box",
        May.MANAGE_BALLOT,
        is_done=is_closed,
    )


def _after(standing: Standing, *, is_published: bool) -> Iterator[Step]:
    yield from _reading(standing, is_published=is_published)
    agrees = standing.figures is not None and standing.figures.agrees
    yield Step(
        "Make the account of papers",
        "It agrees."
        if agrees
        else "Printed, unused, spoilt and found must agree with the roll.",
        "selection:account",
        May.MANAGE_BALLOT,
        is_done=is_published or agrees,
    )
    yield Step(
        "Count",
        "Counted." if standing.is_current else "Not counted as the papers stand now.",
        "selection:count",
        May.MANAGE_BALLOT,
        is_done=is_published or standing.is_current,
    )
    yield from _publishing(standing, is_published=is_published)


def _reading(standing: Standing, *, is_published: bool) -> Iterator[Step]:
    pile = standing.pile
    waits = pile.once or pile.missing or not (pile.valid or pile.differing)
    yield Step(
        "Type the papers, twice",
        pile.open[0] if waits and pile.open else f"{count_of(pile.valid + pile.void, 'paper')} read.",
        "selection:papers",
        May.TYPE_PAPERS,
        is_done=is_published or not waits,
    )  # fmt: skip
    if pile.differing:
        yield Step(
            "Settle the differences",
            f"{count_of(len(pile.differing), 'paper')} typed differently.",
            "selection:differences",
            May.TYPE_PAPERS,
            is_done=False,
        )


def _publishing(standing: Standing, *, is_published: bool) -> Iterator[Step]:
    signed = len(standing.valid_signatures)
    yield Step(
        "Sign, two scrutineers",
        f"{count_of(signed, 'signature')}.",
        "selection:signing",
        May.SCRUTINISE,
        is_done=is_published or standing.can_be_published,
    )
    yield Step(
        "Publish",
        "Published."
        if is_published
        else "Record and papers, for anybody to count again.",
        "selection:publishing",
        May.MANAGE_BALLOT,
        is_done=is_published,
    )
