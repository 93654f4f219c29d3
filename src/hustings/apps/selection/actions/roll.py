"""The members' roll: a file looked at and applied whole, corrections by hand, and its erasure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.selection.actions.papers import held
from hustings.apps.selection.models import Ballot, RollFile, SealedPaper, Voter
from hustings.apps.selection.queries.roll import figures_to_keep
from hustings.apps.selection.queries.roll_file import look, roll_of
from hustings.core.errors import HustingsError
from hustings.core.members.member_list import Member, Said, read_members
from hustings.core.members.roll_changes import SameName
from hustings.core.members.spelling import key_of
from hustings.core.register.sources import bytes_source
from hustings.core.spelling import folded

AT_ONCE = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What somebody said of a file when they applied it. `shown` stands for what they were shown."""

    shown: str
    answers: Mapping[int, SameName]
    take_over: bool = False
    """Those on the roll of whom the file says something else become as the file says."""
    take_off: bool = False
    """Those of an earlier file who are not in this one, and were given no paper, go."""


def send_roll(
    *, ballot: Ballot, name: str, content: bytes, by: Membership, at: datetime
) -> RollFile:
    """Keep a file to be looked at; one that was sent before gives way. Raises UnreadableFile where it is no table."""
    read_members(bytes_source(name, content))
    with acting(by, "send a roll of members"):
        row = _changeable(ballot, by)
        RollFile.objects.of(by.campaign).filter(ballot=row).delete()
        return RollFile.objects.create(
            campaign=by.campaign,
            ballot=row,
            name=name[:200],
            content=content,
            sent_by=str(by.user),
            sent_at=at,
        )


def name_columns(*, file: RollFile, said: Said, by: Membership) -> None:
    """Which column holds what, as somebody says."""
    with acting(by, "name the columns of a roll"):
        file.columns = {"columns": dict(said.columns), "bare": said.bare}
        file.save(update_fields=["columns"])


def drop_roll_file(*, file: RollFile, by: Membership) -> None:
    with acting(by, "drop a roll of members"):
        file.delete()


def apply_roll(*, file: RollFile, choices: Choices, by: Membership) -> int:
    """Bring the roll up to date as it was shown, whole or not at all; gives how many are new.

    Refuses while somebody must be asked about, and where the roll has changed since it was shown.
    """
    with acting(by, "apply a roll of members"):
        ballot = _changeable(file.ballot, by)
        seen = look(file, choices.answers)
        if seen.stamp != choices.shown:
            raise HustingsError(
                "The roll has changed since you looked. Look at the file again, then apply it."
            )
        if seen.changes.asked:
            raise HustingsError("Say first whether people of one name are one person.")
        new = [_voter(ballot, each) for each in seen.changes.new]
        Voter.objects.bulk_create(new, batch_size=AT_ONCE)
        if choices.take_over:
            _take_over(ballot, dict(seen.changes.differing))
        if choices.take_off:
            gone = [str(each.held) for each in seen.changes.leavers]
            roll_of(ballot).filter(pk__in=gone, given_at=None).delete()
        file.delete()
    return len(new)


def add_voter(*, ballot: Ballot, facts: Mapping[str, Any], by: Membership) -> Voter:
    """Put somebody on the roll by hand."""
    with acting(by, "put somebody on the roll"):
        row = _changeable(ballot, by)
        voter = Voter(
            campaign=by.campaign, ballot=row, source=Voter.Source.FILE, **facts
        )
        _set_key(voter)
        _check_once(voter)
        voter.save(force_insert=True)
    return voter


def correct_voter(*, voter: Voter, facts: Mapping[str, Any], by: Membership) -> None:
    """Correct what the roll says of somebody; a paper that was given stays given."""
    with acting(by, "correct the roll"):
        row = _changeable(voter.ballot, by)
        mine = roll_of(row).select_for_update(no_key=True).get(pk=voter.pk)
        for name, value in facts.items():
            setattr(mine, name, value)
        _set_key(mine)
        _check_once(mine)
        mine.save()


def take_off_roll(*, voter: Voter, by: Membership) -> None:
    """Take somebody off the roll. Refuses whoever was given a paper: it must be accounted for."""
    with acting(by, "take somebody off the roll"):
        row = _changeable(voter.ballot, by)
        mine = roll_of(row).select_for_update(no_key=True).get(pk=voter.pk)
        if mine.given_at:
            raise HustingsError(
                f"{mine.name} was given a paper, and stays on the roll so that it is accounted for."
            )
        mine.delete()


def erase_roll(*, ballot: Ballot, by: Membership, at: datetime) -> None:
    """Delete the roll and the envelopes of a published ballot; the numbers that they came to stay."""
    with acting(by, "erase the roll of a ballot"):
        row = held(ballot, by)
        if row.roll_erased_at:
            raise HustingsError("The roll has been erased already.")
        if row.state is not Ballot.State.PUBLISHED:
            raise HustingsError(
                "The roll is needed until the ballot is published: the account of papers is checked against it."
            )
        row.roll_figures, row.roll_erased_at = figures_to_keep(row), at
        row.save(update_fields=["roll_figures", "roll_erased_at"])
        for model in (SealedPaper, Voter, RollFile):
            model.objects.filter(campaign=by.campaign_id, ballot=row).delete()


def _changeable(ballot: Ballot, by: Membership) -> Ballot:
    """The ballot, held; refuses once the box is open."""
    row = held(ballot, by)
    if row.state not in (Ballot.State.SETTING_UP, Ballot.State.OPEN):
        raise HustingsError("The box has been opened: the roll stays as it is.")
    return row


def _voter(ballot: Ballot, member: Member) -> Voter:
    voter = Voter(
        campaign_id=ballot.campaign_id, ballot=ballot, source=Voter.Source.FILE
    )
    _say(voter, member)
    return voter


def _say(voter: Voter, member: Member) -> None:
    """What a file says of somebody; what it does not speak of stays."""
    voter.name, voter.doubt = member.name, member.doubt
    voter.number = member.number or voter.number
    voter.about = member.about or voter.about
    voter.member_since = member.since or voter.member_since
    _set_key(voter)


def _set_key(voter: Voter) -> None:
    voter.search = folded(voter.name)
    voter.key = key_of(voter.name, voter.number, voter.about)


def _check_once(voter: Voter) -> None:
    others = roll_of(voter.ballot).filter(key=voter.key).exclude(pk=voter.pk)
    if other := others.first():
        what = f"The number {other.number}" if other.number else other.name
        raise HustingsError(
            f"{what} stands on the roll already. If this is somebody else, type what tells them apart."
        )


def _take_over(ballot: Ballot, differing: Mapping[Any, Member]) -> None:
    by_key = {was.held: now for was, now in differing.items()}
    rows = list(roll_of(ballot).filter(pk__in=by_key))
    for row in rows:
        _say(row, by_key[row.pk])
    fields = ["name", "doubt", "number", "about", "member_since", "search", "key"]
    Voter.objects.bulk_update(rows, fields, batch_size=AT_ONCE)
