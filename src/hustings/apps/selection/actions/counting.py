"""Counting, lots, signatures and the publication."""

from datetime import datetime

from django.db.models import Max

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.campaigns.secrets import new_secret
from hustings.apps.selection.actions.papers import held
from hustings.apps.selection.models import Ballot, CountRecord, Lot, Signature
from hustings.apps.selection.queries.counting import (
    as_given,
    given_to,
    hash_of,
    poll_of,
    salted,
    tied_now,
    written_papers,
)
from hustings.apps.selection.queries.papers import check_open, pile_of
from hustings.apps.selection.queries.signing import SIGNATURES, standing_of
from hustings.core.counting.by_rules import count_by
from hustings.core.counting.shown.as_json import dumps
from hustings.core.errors import HustingsError


def count_papers(*, ballot: Ballot, by: Membership, at: datetime) -> CountRecord:
    """Count the papers and keep the record whole, beside those of earlier counts.

    Raises MissingLot where a lot must be drawn first, and refuses while a paper is not agreed.
    """
    with acting(by, "count a ballot"):
        row = held(ballot, by)
        check_open(row)
        pile = pile_of(row)
        if pile.open:
            raise HustingsError(" ".join(pile.open))
        poll, given = poll_of(row, pile), given_to(row, pile)
        count = count_by(row.rule_set, poll, as_given(given, row.rule_set))
        papers = salted(written_papers(poll), new_secret())
        records = CountRecord.objects.of(by.campaign).filter(ballot=row)
        return CountRecord.objects.create(
            campaign=by.campaign,
            ballot=row,
            version=(records.aggregate(last=Max("version"))["last"] or 0) + 1,
            record=dumps(count),
            given=given,
            papers=papers,
            sha256=hash_of(papers),
            counted_by=by,
            counted_at=at,
        )


def keep_lot(
    *, ballot: Ballot, name: str, witnesses: str, by: Membership, at: datetime
) -> Lot:
    """Keep the name that was drawn, after the lots before it. Refuses anybody who is not tied."""
    with acting(by, "keep a lot of a ballot"):
        row = held(ballot, by)
        check_open(row)
        missing = tied_now(row)
        if missing is None:
            raise HustingsError("Nobody is tied: no lot is needed.")
        drawn = {each.casefold(): each for each in missing.names}.get(name.casefold())
        if drawn is None:
            raise HustingsError(
                f"“{name}” is not tied. Tied are {', '.join(missing.names)}: type the name that was drawn as it stands there."
            )
        last = row.lots.aggregate(last=Max("position"))["last"] or 0
        return Lot.objects.create(
            campaign=by.campaign,
            ballot=row,
            position=last + 1,
            name=drawn,
            witnesses=witnesses,
            typed_by=str(by.user),
            drawn_at=at,
        )


def sign(*, ballot: Ballot, seen: str, by: Membership, at: datetime) -> Signature:
    """Put a scrutineer's name under the last count and the account; `seen` is the stamp of what they looked at.

    Refuses while anything is open, whoever ran the count, a second time, and anything else than they have seen.
    """
    with acting(by, "sign a count"):
        row = held(ballot, by)
        check_open(row)
        standing = standing_of(row)
        if why := standing.why_not(by):
            raise HustingsError(why)
        kept, figures = standing.kept, standing.figures
        if kept is None or figures is None or standing.seen != seen:
            raise HustingsError(
                "The count or the account was changed since you looked: look again, then sign."
            )
        signature, _ = Signature.objects.update_or_create(
            campaign=by.campaign,
            record=kept.row,
            signer=by,
            defaults={
                "name": str(by.user),
                "account": figures.kept(),
                "signed_at": at,
            },
        )
        return signature


def publish(*, ballot: Ballot, by: Membership, at: datetime) -> None:
    """Show the record, the account and the ballots to everybody. Refuses before two scrutineers have signed."""
    with acting(by, "publish a ballot"):
        row = held(ballot, by)
        check_open(row)
        standing = standing_of(row)
        if standing.lacking:
            raise HustingsError(" ".join(standing.lacking))
        signed = len(standing.valid_signatures)
        if signed < SIGNATURES:
            raise HustingsError(
                f"{signed} of {SIGNATURES} scrutineers have signed this count. It is published when both have."
            )
        row.published_at = at
        row.save(update_fields=["published_at"])
