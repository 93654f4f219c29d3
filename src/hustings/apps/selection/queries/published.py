"""What everybody may see of a ballot once it is published."""

import csv
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from shlex import join
from uuid import UUID

from django.http import Http404

from hustings.apps.selection.models import Ballot, Lot, Signature
from hustings.apps.selection.queries.account import Figures, figures_kept
from hustings.apps.selection.queries.counting import (
    Kept,
    as_given,
    hash_of,
    latest,
    written_papers,
)
from hustings.core.counting.disclosure import Shared, shared_rankings
from hustings.core.counting.poll import Constraint


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
        """The file of papers that everybody may fetch: the very file that was signed, where nothing is left out."""
        if self.is_whole:
            return self.kept.row.papers
        return written_papers(self.shared.poll)

    @cached_property
    def sha256(self) -> str:
        """The hash of that file."""
        return hash_of(self.papers)

    @property
    def candidates(self) -> str:
        """Slates and groups as `hustings count --candidates` reads them; nothing where nobody has any."""
        known = self.kept.count.candidates
        if not any(each.slate or each.groups for each in known):
            return ""
        text = StringIO()
        rows = csv.writer(text)
        rows.writerow(["name", "slate", "groups"])
        for each in known:
            rows.writerow([each.name, each.slate, "; ".join(sorted(each.groups))])
        return text.getvalue()

    @property
    def command(self) -> str:
        """What counts the file of papers alike on a computer of one's own."""
        rules = self.ballot.rule_set
        given = as_given(self.kept.row.given, rules)
        words = ["hustings", "count", "papers.blt", "--rules", rules.name]
        words += [word for lot in given.lots for word in ("--lot", lot)]
        for limit in given.constraints:
            words += [
                word for said in _as_typed(limit) for word in ("--constraint", said)
            ]
        words += ["--votes", str(given.votes)] if given.votes else []
        if given.registered is not None:
            words += ["--registered", str(given.registered)]
        words += ["--candidates", "candidates.csv"] if self.candidates else []
        return join(words)

    @property
    def is_whole(self) -> bool:
        """Whether no paper is left out."""
        return not self.shared.papers


def _as_typed(limit: Constraint) -> list[str]:
    """The limit as `--constraint` takes it: one sign each."""
    if limit.at_least == limit.at_most:
        return [f"{limit.group}={limit.at_least}"]
    said = [f"{limit.group}>={limit.at_least}"] if limit.at_least else []
    most = "" if limit.at_most is None else f"{limit.group}<={limit.at_most}"
    return [*said, most] if most else said


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
