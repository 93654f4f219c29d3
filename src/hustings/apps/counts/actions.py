"""Everything that changes results: drafts typed or read from a file, and their declaration."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Max
from django.utils.timezone import localdate

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.counts.models import Candidacy, Result
from hustings.apps.counts.queries import (
    as_declared,
    check_elected,
    polls_have_closed,
)
from hustings.core.elections.result import DeclaredResult
from hustings.core.errors import HustingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What was typed or read: the figures by column name, and the candidacies in the order of the paper."""

    basis: str
    figures: Mapping[str, object]
    candidacies: Iterable[Candidacy] = field(default_factory=list)


def save_draft(*, draft: Draft, by: Membership, at: datetime) -> Result:
    """Keep a draft in place of the one there was; what was declared earlier stays as it is."""
    campaign = by.campaign
    with acting(by, "write a draft of a result"):
        # One at a time for each campaign, so that two people do not make the same version.
        Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
        Result.objects.of(campaign).on(draft.basis).drafts().delete()
        row = Result.objects.create(
            campaign=campaign,
            basis=draft.basis,
            version=_next_version(campaign, draft.basis),
            entered_at=at,
            **draft.figures,
        )
        Candidacy.objects.bulk_create(_placed_in(row, draft.candidacies))
    return row


def drop_draft(*, draft: Result, by: Membership) -> None:
    """Throw a draft away."""
    with acting(by, "drop a draft of a result"):
        Result.objects.of(by.campaign).drafts().filter(pk=draft.pk).delete()


def declare(*, draft: Result, by: Membership, at: datetime) -> Result:
    """Make the draft the version that counts. HustingsError if its numbers cannot be, or the polls are open."""
    campaign = by.campaign
    with acting(by, "keep a result"):
        row = Result.objects.of(campaign).drafts().select_for_update().get(pk=draft.pk)
        as_declared(row)
        check_elected(campaign, row.candidacies.all())
        if row.basis == Result.Basis.DECLARED:
            _check_ours(row)
            _check_polls_closed(campaign, at)
            _note_the_day(campaign, at)
        row.declared_at = max(at, row.entered_at)
        row.save(update_fields=["declared_at"])
    return row


def draft_of(
    result: DeclaredResult, *, basis: str, ours: str, figures: Mapping[str, object]
) -> Draft:
    """A result read from a file as a draft; the candidate called `ours` is marked as ours, if only one is called so."""
    called = [x for x in result.candidacies if ours and x.name.casefold() == ours.casefold()]  # fmt: skip
    candidacies = [
        Candidacy(
            name=line.name,
            party=line.party,
            short=line.short,
            votes=line.votes,
            is_together=line.together,
            is_elected=line.elected,
            is_ours=called == [line],
        )
        for line in result.candidacies
    ]
    return Draft(
        basis=basis,
        candidacies=candidacies,
        figures={
            "contest": result.contest,
            "electorate": result.electorate,
            "rejected_unsorted": result.rejected,
            "published_majority": result.published_majority,
            **figures,
        },
    )


def _placed_in(row: Result, candidacies: Iterable[Candidacy]) -> list[Candidacy]:
    placed = list(candidacies)
    for position, candidacy in enumerate(placed, start=1):
        candidacy.campaign, candidacy.result = row.campaign, row
        candidacy.position = position
    return placed


def _next_version(campaign: Campaign, basis: str) -> int:
    results = Result.objects.of(campaign).on(basis)
    return 1 + (results.aggregate(last=Max("version"))["last"] or 0)


def _note_the_day(campaign: Campaign, at: datetime) -> None:
    """The legal calendar counts from the declaration; what was entered by hand stands.

    A result typed in days later was declared earlier, and a return counted from too late a day is a late return: so
    no later than the day after the poll, when nearly all are declared, until somebody says another on the calendar's page.
    """
    first = campaign.polling_day
    day = min(max(first, localdate(at)), first + timedelta(days=1))
    undated = Campaign.objects.filter(pk=campaign.pk, declared_on=None)
    undated.update(declared_on=day)


def _check_ours(row: Result) -> None:
    if not row.candidacies.filter(is_ours=True).exists():
        raise HustingsError("Mark which candidate is ours, then declare.")


def _check_polls_closed(campaign: Campaign, at: datetime) -> None:
    """Nothing is declared while people vote (and RPA 1983 s.66A forbids to publish how they say they did)."""
    if not polls_have_closed(campaign, at):
        raise HustingsError(
            f"The polls close at 10 pm on {campaign.polling_day:%d %B %Y}; no result is declared before. "
            "The draft is kept."
        )
