"""Whether a ballot as it is set up can be counted: its rules, its seats, its lines and its limits fit each other."""

from collections.abc import Iterator, Sequence

from hustings.apps.selection.models import Ballot, Nominee
from hustings.apps.selection.queries.counting import poll_of
from hustings.apps.selection.queries.offered import is_motion
from hustings.apps.selection.queries.papers import Pile
from hustings.core.counting.by_rules import count_by
from hustings.core.counting.poll import Constraint, Poll
from hustings.core.counting.rules import Family, Given
from hustings.core.elections.wording import count_of
from hustings.core.errors import HustingsError
from hustings.core.spelling import folded

ELECTORS = 1_000
"""Of the trial: more than its papers."""


def alphabetical(nominee: Nominee) -> tuple[bool, list[str]]:
    """By the last word of the name, as on the papers of public elections, then by the others."""
    words = folded(nominee.name).split()
    return nominee.is_reopen, words[-1:] + words[:-1]


def is_alphabetical(lines: Sequence[Nominee]) -> bool:
    return list(lines) == sorted(lines, key=alphabetical)


def unfit(ballot: Ballot) -> list[str]:
    """What stands against opening the ballot, in words that say what to do; empty where nothing does."""
    return list(_by_looking(ballot)) or list(_by_trying(ballot))


def _by_looking(ballot: Ballot) -> Iterator[str]:
    rules = ballot.rule_set
    if rules.one_seat and ballot.seats != 1:
        yield f"{rules.title} fills one seat, and {ballot.seats} are to be elected. Choose other rules, or one seat."
    if "votes" in rules.uses and not 0 < (ballot.votes or 0) < ballot.seats:
        yield f"Say how many votes each voter has: fewer than the {ballot.seats} to be elected, and at least 1."
    lines = list(ballot.nominees.all())
    if any(each.is_reopen for each in lines) and not _may_reopen(ballot):
        yield f"{rules.title} has no line that re-opens nominations: take it off the paper."
    if is_motion(ballot.rules):
        yield from _answers(lines)
    else:
        yield from _standing(lines, ballot)
        yield from _groups(lines, ballot)


def _may_reopen(ballot: Ballot) -> bool:
    return ballot.rule_set.family is not Family.LISTS and not is_motion(ballot.rules)


def _answers(lines: Sequence[Nominee]) -> Iterator[str]:
    if [each.name for each in lines[:2]] != ["Yes", "No"] or len(lines) > 3:
        yield "A motion has the lines Yes and No in this order, and at most a third for those who abstain."


def _standing(lines: Sequence[Nominee], ballot: Ballot) -> Iterator[str]:
    if not lines:
        yield "Nobody stands yet: put the nominees on the paper."
    elif ballot.rule_set.family is Family.LISTS:
        if len(lines) < 2:
            yield "Only one list stands: there is nothing to decide."
    elif len(lines) <= ballot.seats:
        yield (
            f"{count_of(len(lines), 'line')} on the paper and {count_of(ballot.seats, 'seat')} to fill: all are elected "
            "without a ballot. Put more nominees on the paper, or re-open nominations as a line, or fill fewer seats."
        )


def _groups(lines: Sequence[Nominee], ballot: Ballot) -> Iterator[str]:
    groups = {group for each in lines for group in each.groups}
    for limit in ballot.limits.all():
        if limit.group not in groups:
            yield f"Nobody on the paper is of the group {limit.group}: say of each nominee which groups they are of, or lift the limit."


def _by_trying(ballot: Ballot) -> Iterator[str]:
    """A trial count with one paper for each line: whatever the rules refuse, they refuse now and not on the night."""
    lines = ballot.nominees.count()
    trial = {bytes([place]): 1 for place in range(1, lines + 1)}
    poll = poll_of(ballot, Pile(papers=trial, rejected={}))
    try:
        count_by(ballot.rule_set, poll, _given(ballot, poll))
    except HustingsError as problem:
        yield str(problem)


def _given(ballot: Ballot, poll: Poll) -> Given:
    """Everything that the rules use; lots in the order of the paper, since the trial's lines are all equal, and its lists."""
    limits = [
        Constraint(each.group, each.at_least, each.at_most)
        for each in ballot.limits.all()
    ]
    uses, lists = ballot.rule_set.uses, list[str]()
    if ballot.rule_set.family is Family.LISTS:
        lists = [each.slate for each in poll.candidates if each.slate]
    return Given(
        lots=(*poll.names, *lists) if "lots" in uses else (),
        registered=ELECTORS if "registered" in uses else None,
        votes=ballot.votes,
        constraints=tuple(limits),
    )
