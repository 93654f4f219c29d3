"""A file of members beside the roll as it stands: what applying it would do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from django.http import Http404

from hustings.apps.selection.models import Ballot, RollFile, Voter
from hustings.apps.selection.models.ballot import OfCampaign
from hustings.core.members.member_list import MemberList, Said, read_members
from hustings.core.members.roll_changes import (
    OnRoll,
    RollChanges,
    SameName,
    changes_of,
)
from hustings.core.register.sources import bytes_source


@dataclass(frozen=True, slots=True)
class Look:
    """A file as it was read, and what it would change. `stamp` is the same as long as neither file nor roll changes."""

    listed: MemberList
    changes: RollChanges
    stamp: str


def roll_file_of(ballot: Ballot) -> RollFile | None:
    """The file that somebody is looking at, if there is one."""
    files = RollFile.objects.filter(campaign=ballot.campaign_id, ballot=ballot)
    return files.select_related("ballot").first()


def the_roll_file_of(ballot: Ballot) -> RollFile:
    """The same; Http404 where there is none."""
    found = roll_file_of(ballot)
    if found is None:
        raise Http404
    return found


def roll_of(ballot: Ballot) -> OfCampaign[Voter]:
    return Voter.objects.filter(campaign=ballot.campaign_id, ballot=ballot)


def read(file: RollFile) -> MemberList:
    """The file's members, by the columns that somebody named or else by those guessed."""
    said = file.columns
    source = bytes_source(file.name, bytes(file.content))
    if not said:
        return read_members(source)
    return read_members(source, Said(said["columns"], bare=said["bare"]))


def look(file: RollFile, answers: Mapping[int, SameName] | None = None) -> Look:
    """What applying the file would do now."""
    listed = read(file)
    standing = [_on_roll(each) for each in roll_of(file.ballot).order_by("pk")]
    # A paper given meanwhile changes nobody's place: whoever has one is never taken off.
    without_papers = [replace(each, was_given=False) for each in standing]
    stamp = sha256(repr((listed, without_papers)).encode()).hexdigest()
    return Look(listed, changes_of(listed.members, standing, answers), stamp)


def _on_roll(voter: Voter) -> OnRoll:
    return OnRoll(
        held=voter.pk,
        name=voter.name,
        number=voter.number,
        about=voter.about,
        since=voter.member_since,
        doubt=voter.doubt,
        from_file=voter.source == Voter.Source.FILE,
        was_given=voter.given_at is not None,
    )
