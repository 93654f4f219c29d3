"""What everybody may see of a ballot once it is published."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.http import Http404

from hustings.apps.selection.models import Ballot, Lot, Signature
from hustings.apps.selection.queries.account import Figures, figures_kept
from hustings.apps.selection.queries.counting import (
    Kept,
    hash_of,
    latest,
    written_papers,
)
from hustings.core.counting.disclosure import Shared, shared_rankings


@dataclass(frozen=True)
class Published:
    """A published ballot: the count, who signed it, the account that they signed, and the papers as far as they are shown."""

    ballot: Ballot
    kept: Kept
    signatures: tuple[Signature, ...]
    lots: tuple[Lot, ...]

    @cached_property
    def figures(self) -> Figures:
        """The account as it was signed: the roll may be erased since."""
        return figures_kept(self.signatures[0].account)

    @cached_property
    def shared(self) -> Shared:
        """The papers that are shown to everybody."""
        least = 1 if self.ballot.publishes_all else None
        poll = self.kept.poll
        return shared_rankings(poll, least) if least else shared_rankings(poll)

    @cached_property
    def papers(self) -> str:
        """The file of papers that everybody may fetch."""
        return written_papers(self.shared.poll)

    @cached_property
    def sha256(self) -> str:
        """The hash of that file."""
        return hash_of(self.papers)

    @property
    def is_whole(self) -> bool:
        """Whether no paper is left out."""
        return not self.shared.papers


def published(ballot_id: UUID) -> Published:
    """The ballot, if it is published; else Http404."""
    ballot = (
        Ballot.objects.select_related("campaign")
        .filter(pk=ballot_id, published_at__isnull=False)
        .first()
    )
    kept = latest(ballot) if ballot else None
    if ballot is None or kept is None:
        raise Http404
    signatures = tuple(Signature.objects.of(ballot.campaign).filter(record=kept.row))
    return Published(ballot, kept, signatures, tuple(ballot.lots.all()))
