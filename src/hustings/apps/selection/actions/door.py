"""At the door: papers given out, replaced, sealed in an envelope, and what was tapped by mistake taken back.

Each action holds the voter's row, so that two people at two phones give one voter one paper. The ballot's row is held
too, for others at the door to share: the box cannot be opened in the middle of it.
"""

from datetime import datetime

from django.utils.timezone import localtime

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.selection.models import Ballot, SealedPaper, Voter
from hustings.apps.selection.queries.roll import sealed_paper_of
from hustings.core.elections.wording import long_date
from hustings.core.errors import HustingsError
from hustings.core.members.spelling import key_of
from hustings.core.spelling import folded


def give_paper(*, voter: Voter, by: Membership, at: datetime) -> None:
    """Note that the voter was given a paper. Refuses a second one, and one for somebody whose vote is in doubt."""
    with acting(by, "give a ballot paper"):
        row = _at_the_door(voter, by)
        _not_given_yet(row)
        if why := row.why_in_doubt:
            raise HustingsError(
                f"Whether {row.name} may vote is in doubt: {why}. Their paper goes into an envelope: seal it."
            )
        _give(row, by, at)


def seal_paper(*, voter: Voter, reason: str, by: Membership, at: datetime) -> None:
    """Note that the voter was given a paper and put it in an envelope, since their vote is in doubt or was challenged."""
    with acting(by, "seal a ballot paper"):
        row = _at_the_door(voter, by)
        _not_given_yet(row)
        _give(row, by, at)
        SealedPaper.objects.create(
            campaign=by.campaign,
            ballot=row.ballot,
            voter=row,
            reason=reason,
            sealed_at=at,
        )


def replace_paper(*, voter: Voter, by: Membership) -> None:
    """Note that the voter handed a spoilt paper back and was given another."""
    with acting(by, "replace a spoilt ballot paper"):
        row = _at_the_door(voter, by)
        if row.given_at is None:
            raise HustingsError(f"{row.name} has not been given a paper yet.")
        row.replaced += 1
        row.save(update_fields=["replaced"])


def take_replacement_back(*, voter: Voter, by: Membership) -> None:
    """The replacement was tapped by mistake."""
    with acting(by, "take a replaced ballot paper back"):
        row = _own_tap(voter, by)
        if row.replaced:
            row.replaced -= 1
            row.save(update_fields=["replaced"])


def take_paper_back(*, voter: Voter, by: Membership) -> None:
    """The wrong name was tapped: no paper was given, or it was handed back unmarked. An envelope goes with it.

    Only whoever gave it may say so; everybody else tells the person who runs the ballot.
    """
    with acting(by, "take a given ballot paper back"):
        row = _own_tap(voter, by)
        if row.replaced:
            raise HustingsError(
                f"A spoilt paper of {row.name} was replaced: take that back first."
            )
        sealed = sealed_paper_of(row)
        if sealed and sealed.ruling:
            raise HustingsError(
                f"The sealed paper of {row.name} was ruled on: it cannot be taken back."
            )
        if sealed:
            sealed.delete()
        row.given_at, row.given_by = None, None
        row.save(update_fields=["given_at", "given_by"])


def join_at_door(*, ballot: Ballot, name: str, about: str, by: Membership) -> Voter:
    """Put somebody on the roll of an open meeting. Refuses a name that stands there with nothing to tell them apart."""
    with acting(by, "join a ballot at the door"):
        row = _open(ballot, by)
        if not row.is_open_meeting:
            raise HustingsError(
                "Nobody joins at the door of this ballot: it is no open meeting. Ask whoever runs the ballot."
            )
        voter, is_new = Voter.objects.get_or_create(
            campaign=by.campaign,
            ballot=row,
            key=key_of(name, "", about),
            defaults={
                "name": name,
                "about": about,
                "search": folded(name),
                "source": Voter.Source.DOOR,
            },
        )
        if not is_new:
            raise HustingsError(
                f"{name} stands on the roll already. If this is somebody else, type what tells them apart, such as the street."
            )
    return voter


def rule_on(
    *, sealed: SealedPaper, ruling: str, because: str, by: Membership, at: datetime
) -> None:
    """Say whether the voter may vote. An admitted paper is put among those in the box unseen, so this is said once."""
    with acting(by, "rule on a sealed ballot paper"):
        row = Ballot.objects.of(by.campaign).select_for_update(no_key=True)
        if row.get(pk=sealed.ballot_id).state is not Ballot.State.OPEN:
            raise HustingsError(
                "The box is open: a paper put among the others now could be told by its number."
            )
        found = SealedPaper.objects.of(by.campaign).select_for_update(no_key=True)
        held = found.get(pk=sealed.pk)
        if held.ruling:
            raise HustingsError(
                f"This was ruled on by {held.ruled_by}: {held.get_ruling_display()}"
            )
        held.ruling, held.ruled_because = ruling, because
        held.ruled_by, held.ruled_at = str(by.user), at
        held.save()


def _open(ballot: Ballot, by: Membership) -> Ballot:
    """The ballot, which cannot be closed before this transaction ends; refuses where no papers are given out."""
    shared = (
        "SELECT * FROM selection_ballot WHERE campaign_id = %s AND id = %s FOR SHARE"
    )
    row: Ballot = Ballot.objects.raw(shared, [by.campaign_id, ballot.pk])[0]
    match row.state:
        case Ballot.State.SETTING_UP:
            raise HustingsError("The ballot is not open yet: no papers are given out.")
        case Ballot.State.OPEN:
            return row
        case _:
            raise HustingsError(
                "The box has been opened: no more papers are given out."
            )


def _at_the_door(voter: Voter, by: Membership) -> Voter:
    """The voter's row, held until the end of the transaction."""
    ballot = _open(voter.ballot, by)
    rows = Voter.objects.of(by.campaign).select_for_update(no_key=True)
    row = rows.filter(pk=voter.pk).first()
    if row is None:
        raise HustingsError(f"{voter.name} has been taken off the roll.")
    row.ballot = ballot
    return row


def _not_given_yet(row: Voter) -> None:
    if row.given_at:
        at = localtime(row.given_at)
        raise HustingsError(
            f"{row.name} was given a paper at {at:%H:%M} on {long_date(at.date())}. Nobody is given a second one, "
            "unless they hand the first back spoilt."
        )


def _give(row: Voter, by: Membership, at: datetime) -> None:
    row.given_at, row.given_by = at, by
    row.save(update_fields=["given_at", "given_by"])


def _own_tap(voter: Voter, by: Membership) -> Voter:
    """The voter, if it was this person who gave the paper."""
    row = _at_the_door(voter, by)
    if row.given_at is None:
        raise HustingsError(f"{row.name} has not been given a paper.")
    if row.given_by_id != by.pk:
        raise HustingsError(
            f"Somebody else gave {row.name} the paper: only they can take it back."
        )
    return row
