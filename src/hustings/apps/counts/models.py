from typing import Self

from django.db import models
from django.db.models import F, Q

from hustings.apps.campaigns.models import Campaign, CampaignRow


class ResultQuerySet(models.QuerySet["Result"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def on(self, basis: str) -> Self:
        return self.filter(basis=basis)

    def declared(self) -> Self:
        """Those that were kept; drafts are left out."""
        return self.filter(declared_at__isnull=False)

    def drafts(self) -> Self:
        return self.filter(declared_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-version")


class Result(CampaignRow):
    """A declared result: of this election, or of the last one on one of two bases.

    A correction is a new version and the older ones stay; of each basis the newest declared version counts.
    A version without `declared_at` is a draft, which nobody but the people who type it is shown. No personal
    data but the names of candidates, who are public: kept after the campaign's data are erased.
    """

    class Basis(models.TextChoices):
        DECLARED = "declared", "This election"
        ACTUAL = "actual", "Last time, as it was"
        NOTIONAL = "notional", "Last time, on today’s boundaries"

    basis = models.CharField(max_length=10, choices=Basis)
    version = models.PositiveSmallIntegerField()
    contest = models.CharField("constituency or ward", max_length=120)
    held_on = models.DateField("polling day", null=True, blank=True)
    electorate = models.PositiveIntegerField(null=True, blank=True)
    # The reasons of RPA 1983 Sch 1 rule 47, as the returning officer's statement lists them.
    rejected_no_mark = models.PositiveIntegerField(
        "rejected: without the official mark", null=True, blank=True
    )
    rejected_too_many = models.PositiveIntegerField(
        "rejected: for more candidates than allowed", null=True, blank=True
    )
    rejected_identified = models.PositiveIntegerField(
        "rejected: the voter could be identified", null=True, blank=True
    )
    rejected_unclear = models.PositiveIntegerField(
        "rejected: unmarked or uncertain", null=True, blank=True
    )
    rejected_unsorted = models.PositiveIntegerField(
        "rejected: no reason given", null=True, blank=True
    )
    lot = models.CharField("on whom the lot fell", max_length=200, blank=True)
    published_majority = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField("where this is from", max_length=200, blank=True)
    entered_at = models.DateTimeField()
    declared_at = models.DateTimeField(null=True, blank=True)

    REASONS = (
        "rejected_no_mark",
        "rejected_too_many",
        "rejected_identified",
        "rejected_unclear",
        "rejected_unsorted",
    )

    objects = ResultQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "basis", "version"],
                name="one_result_per_version",
            ),
            models.UniqueConstraint(
                fields=["campaign", "basis"],
                condition=Q(declared_at=None),
                name="one_draft_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(declared_at=None) | Q(declared_at__gte=F("entered_at")),
                name="declared_after_it_was_entered",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.contest}, {self.get_basis_display()}, version {self.version}"

    @property
    def rejected(self) -> int | None:
        """All rejected papers; None where nothing was said of them."""
        counted = [getattr(self, reason) for reason in self.REASONS]
        told = [number for number in counted if number is not None]
        return sum(told) if told else None


class Candidacy(CampaignRow):
    """A candidate's line in a result. A line `together` adds up several, as some published tables do.

    Personal data: a candidate's name, which the law publishes. `votes` is None only in a draft. `is_elected` is what was
    declared where votes alone do not say it: several seats, preferences, lists.
    """

    result = models.ForeignKey(
        Result,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="candidacies",
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200, blank=True)
    party = models.CharField("description or party", max_length=200, blank=True)
    short = models.CharField(max_length=40, blank=True)
    votes = models.PositiveIntegerField(null=True, blank=True)
    is_ours = models.BooleanField(default=False)
    is_together = models.BooleanField(default=False)
    is_elected = models.BooleanField("declared elected", default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "result", "position"],
                name="one_candidacy_per_position",
            ),
            models.UniqueConstraint(
                fields=["campaign", "result"],
                condition=Q(is_ours=True),
                name="one_candidacy_is_ours",
            ),
            models.CheckConstraint(
                condition=~Q(name="") | ~Q(party=""), name="a_candidacy_has_a_name"
            ),
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name with the party, as people say it."""
        if self.name and self.party:
            return f"{self.name} ({self.party})"
        return self.name or self.party
