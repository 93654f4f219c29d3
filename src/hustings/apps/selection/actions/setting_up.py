"""Setting a ballot up: what is to be filled and how it is counted, who stands, which limits hold, until it is opened."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.selection.actions.papers import held
from hustings.apps.selection.models import Ballot, Limit, Nominee
from hustings.apps.selection.queries.fitness import (
    alphabetical,
    is_alphabetical,
    unfit,
)
from hustings.apps.selection.queries.offered import is_motion
from hustings.core.errors import HustingsError

Facts = Mapping[str, Any]
ANSWERS = ("Yes", "No")
_OUT_OF_THE_WAY = 1000
"""Positions that no paper has, while lines change places."""


def set_up_ballot(
    *, campaign: Campaign, facts: Facts, by: Membership, at: datetime
) -> Ballot:
    """A new ballot. A motion has its two lines, Yes and No, at once."""
    with acting(by, "set up a ballot"):
        ballot = Ballot.objects.create(campaign=campaign, created_at=at, **facts)
        _give_answers(ballot)
    return ballot


def change_ballot(*, ballot: Ballot, facts: Facts, by: Membership) -> None:
    """Change what a ballot is to decide, while no paper has been given."""
    with acting(by, "change a ballot"):
        row = _being_set_up(ballot, by)
        for name, value in facts.items():
            setattr(row, name, value)
        row.save(update_fields=list(facts))
        _give_answers(row)


def drop_ballot(*, ballot: Ballot, by: Membership) -> None:
    """Throw a ballot away that was never opened, with its roll."""
    with acting(by, "drop a ballot that was never opened"):
        _being_set_up(ballot, by).delete()


def nominate(*, ballot: Ballot, facts: Facts, by: Membership) -> Nominee:
    """Another line of the paper: in the order of the alphabet while that is the order, otherwise the last."""
    with acting(by, "put somebody on the paper"):
        row = _being_set_up(ballot, by)
        before = list(row.nominees.all())
        was_in_order = is_alphabetical(before) and not is_motion(row.rules)
        added = Nominee.objects.create(
            campaign=by.campaign, ballot=row, position=len(before) + 1, **facts
        )
        _arrange([*before, added], alphabet=was_in_order)
    return added


def change_nominee(*, nominee: Nominee, facts: Facts, by: Membership) -> None:
    """Correct a line of the paper before anybody has been given one."""
    with acting(by, "correct a line of the paper"):
        row = _being_set_up(nominee.ballot, by)
        before = list(row.nominees.all())
        was_in_order = is_alphabetical(before) and not is_motion(row.rules)
        for name, value in facts.items():
            setattr(nominee, name, value)
        nominee.save(update_fields=list(facts))
        _arrange(list(row.nominees.all()), alphabet=was_in_order)


def take_off_paper(*, nominee: Nominee, by: Membership) -> None:
    """Somebody withdraws before the ballot is opened: they do not stand on the paper, as if never nominated."""
    with acting(by, "take somebody off the paper"):
        row = _being_set_up(nominee.ballot, by)
        nominee.delete()
        _arrange(list(row.nominees.all()), alphabet=False)


def withdraw(*, nominee: Nominee, by: Membership, at: datetime) -> None:
    """Somebody withdraws while papers with their name are out: the count passes over them."""
    with acting(by, "note that a nominee withdrew"):
        _not_counted(nominee.ballot, by)
        standing = [
            each for each in nominee.ballot.nominees.all() if not each.is_reopen
        ]
        if not [e for e in standing if not e.withdrawn_at and e.pk != nominee.pk]:
            raise HustingsError("Nobody else stands: there would be nothing to count.")
        nominee.withdrawn_at = nominee.withdrawn_at or at
        nominee.save(update_fields=["withdrawn_at"])


def stand_again(*, nominee: Nominee, by: Membership) -> None:
    """The withdrawal was noted by mistake."""
    with acting(by, "take a nominee's withdrawal back"):
        _not_counted(nominee.ballot, by)
        nominee.withdrawn_at = None
        nominee.save(update_fields=["withdrawn_at"])


def put_in_order(*, ballot: Ballot, order: Sequence[UUID], by: Membership) -> None:
    """The lines in the order that was drawn; re-open nominations stays last. Refuses any other set of lines."""
    with acting(by, "put the lines of the paper in order"):
        lines = {each.pk: each for each in _being_set_up(ballot, by).nominees.all()}
        if sorted(order) != sorted(lines):
            raise HustingsError(
                "The nominees have changed since you looked. Look again, then put them in order."
            )
        _arrange([lines[key] for key in order], alphabet=False)


def put_in_alphabet(*, ballot: Ballot, by: Membership) -> None:
    """The lines by surname; re-open nominations stays last."""
    with acting(by, "put the lines of the paper in order"):
        row = _being_set_up(ballot, by)
        _arrange(list(row.nominees.all()), alphabet=not is_motion(row.rules))


def limit_group(*, ballot: Ballot, facts: Facts, by: Membership) -> Limit:
    """At least or at most so many of a group; what was said of the group before gives way."""
    with acting(by, "set a limit for a group"):
        row = _being_set_up(ballot, by)
        if "constraints" not in row.rule_set.uses:
            raise HustingsError(
                f"{row.rule_set.title} has no way to keep limits for groups. Choose other rules, or leave them out."
            )
        limit, _ = Limit.objects.update_or_create(
            campaign=by.campaign, ballot=row, group=facts["group"], defaults=dict(facts)
        )
    return limit


def lift_limit(*, limit: Limit, by: Membership) -> None:
    with acting(by, "lift a limit for a group"):
        _being_set_up(limit.ballot, by)
        limit.delete()


def open_ballot(*, ballot: Ballot, by: Membership, at: datetime) -> None:
    """Fix what is decided, how and among whom; papers are given out from now on. Refuses what cannot be counted."""
    with acting(by, "open a ballot"):
        row = _being_set_up(ballot, by)
        if problems := unfit(row):
            raise HustingsError(" ".join(problems))
        row.opened_at = at
        row.save(update_fields=["opened_at"])


def _being_set_up(ballot: Ballot, by: Membership) -> Ballot:
    """The ballot's row, held; refuses one that was opened."""
    row = held(ballot, by)
    if row.state is not Ballot.State.SETTING_UP:
        raise HustingsError(
            "Papers of this ballot have been given out: what stands on them, and how they are counted, is fixed."
        )
    return row


def _not_counted(ballot: Ballot, by: Membership) -> None:
    row = held(ballot, by)
    if row.state is Ballot.State.SETTING_UP:
        raise HustingsError("The ballot is not open yet: take the name off the paper.")
    if row.records.exists():
        raise HustingsError("The papers have been counted: who stood in it is settled.")


def _give_answers(ballot: Ballot) -> None:
    """A motion's lines are Yes and No, in this order."""
    if is_motion(ballot.rules) and not ballot.nominees.exists():
        Nominee.objects.bulk_create(
            Nominee(
                campaign_id=ballot.campaign_id, ballot=ballot, name=name, position=n
            )
            for n, name in enumerate(ANSWERS, start=1)
        )


def _arrange(lines: Sequence[Nominee], *, alphabet: bool) -> None:
    """Number the lines from 1; the line for re-opening nominations is the last."""
    inside = sorted(lines, key=alphabetical) if alphabet else list(lines)
    inside.sort(key=lambda each: each.is_reopen)
    moved = []
    for position, line in enumerate(inside, start=1):
        if line.position != position:
            line.position = position
            moved.append(line)
    if not moved:
        return
    keys = [line.pk for line in moved]
    rows = Nominee.objects.filter(campaign=moved[0].campaign_id, pk__in=keys)
    rows.update(position=F("position") + _OUT_OF_THE_WAY)
    Nominee.objects.bulk_update(moved, ["position"])
