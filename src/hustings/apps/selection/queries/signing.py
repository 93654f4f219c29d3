"""Whether a count can be signed and published, and what is lacking."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from hustings.apps.campaigns.models import Membership
from hustings.apps.selection.models import Ballot, CountRecord, Signature
from hustings.apps.selection.queries.account import Figures, figures_of
from hustings.apps.selection.queries.counting import (
    Kept,
    given_to,
    hash_of,
    latest,
    poll_of,
    unsalted,
    written_papers,
)
from hustings.apps.selection.queries.papers import Pile, pile_of
from hustings.core.elections.wording import count_of

SIGNATURES = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a ballot stands between its count and its publication."""

    ballot: Ballot
    pile: Pile
    kept: Kept | None
    figures: Figures | None
    is_current: bool
    """Whether the papers, the lots and the limits are still those of the count."""
    signatures: tuple[Signature, ...]
    counters: frozenset[UUID]
    """The users who ran this count or one before it."""

    @property
    def seen(self) -> str:
        """A stamp of all that is signed: the record, its papers and the account. Empty while there is not all of it."""
        if self.kept is None or self.figures is None:
            return ""
        row = self.kept.row
        whole = [row.version, row.record, row.sha256, self.figures.kept()]
        return hash_of(json.dumps(whole, sort_keys=True))

    @property
    def lacking(self) -> tuple[str, ...]:
        """Why nobody can sign yet, each with what to do."""
        return tuple(self._lacking())

    def _lacking(self) -> Iterator[str]:
        yield from self.pile.open
        if self.kept is None:
            yield "Nothing has been counted yet."
        elif not self.is_current:
            yield "The papers were changed since the count: count again."
        if self.figures is None:
            yield "The account of papers has not been made."
            return
        waiting = self.figures.account.waiting
        if waiting:
            yield f"{count_of(waiting, 'sealed paper')} not ruled on yet."
        for line in self.figures.lines:
            if not line.agrees:
                yield f"The account of papers: {line.left_words}, and {line.right_words}. {line.said}"

    @property
    def valid_signatures(self) -> tuple[Signature, ...]:
        """Those that were given to this count and to the account as it is now."""
        if self.figures is None:
            return ()
        kept = self.figures.kept()
        return tuple(each for each in self.signatures if each.account == kept)

    @property
    def outdated(self) -> tuple[Signature, ...]:
        """Those whose account was changed afterwards."""
        valid = self.valid_signatures
        return tuple(each for each in self.signatures if each not in valid)

    @property
    def can_be_published(self) -> bool:
        return not self.lacking and len(self.valid_signatures) >= SIGNATURES

    def why_not(self, by: Membership) -> str:
        """Why this person cannot sign; nothing where they can."""
        if self.lacking:
            return " ".join(self.lacking)
        if by.user_id in self.counters:
            return "You ran a count of this ballot: two other people sign it."
        if any(each.signer.user_id == by.user_id for each in self.valid_signatures):
            return "You have signed this count."
        return ""


def standing_of(ballot: Ballot) -> Standing:
    """Where the ballot stands now."""
    pile, kept = pile_of(ballot), latest(ballot)
    signed = Signature.objects.of(ballot.campaign).select_related("signer")
    return Standing(
        ballot,
        pile,
        kept,
        figures_of(ballot, pile),
        _is_current(ballot, pile, kept),
        tuple(signed.filter(record=kept.row)) if kept else (),
        frozenset(
            CountRecord.objects.of(ballot.campaign)
            .filter(ballot=ballot)
            .values_list("counted_by__user", flat=True)
        ),
    )


def _is_current(ballot: Ballot, pile: Pile, kept: Kept | None) -> bool:
    if kept is None:
        return False
    papers = written_papers(poll_of(ballot, pile))
    return (unsalted(kept.row.papers), kept.row.given) == (
        papers,
        given_to(ballot, pile),
    )
