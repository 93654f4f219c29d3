from typing import Self

from django.db import models
from django.db.models import Q

from hustings.apps.campaigns.models import Campaign, CampaignRow
from hustings.core.psephology.slates import Tag


class SlateQuerySet(models.QuerySet["Slate"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def seen_by(self, campaign: Campaign) -> Self:
        """The campaign's own, and what others have shared with all campaigns of this server."""
        return self.filter(Q(campaign=campaign) | Q(shared_at__isnull=False))

    def shared_with(self, campaign: Campaign) -> Self:
        """What other campaigns share."""
        return self.filter(shared_at__isnull=False).exclude(campaign=campaign)


class Slate(CampaignRow):
    """Candidacies that a campaign looks at together, under a name of its own; read-only for others where it is shared.

    Personal data: candidates' names, which the law publishes, and that somebody grouped them. Why: to measure how they
    did together. For how long: until the campaign's data are erased; a copy that another campaign made is that
    campaign's.
    """

    name = models.CharField("name of the slate", max_length=120)
    note = models.CharField("what it is, in a sentence", max_length=300, blank=True)
    made_at = models.DateTimeField(editable=False)
    shared_at = models.DateTimeField(null=True, editable=False)

    objects = SlateQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "name"], name="one_slate_per_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Tagged(CampaignRow):
    """A candidacy of a slate, by what a corrected release of the results leaves as it is. Personal data: as `Slate`."""

    slate = models.ForeignKey(
        Slate,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="tagged",
    )
    day = models.DateField("polling day")
    code = models.CharField("official code of the seat", max_length=12)
    name = models.CharField("name as printed", max_length=250)
    party = models.CharField("party's short form", max_length=30)

    class Meta:
        ordering = ["day", "code", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "slate", "day", "code", "name", "party"],
                name="one_tag_per_candidacy",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def tag(self) -> Tag:
        return Tag(self.day, self.code, self.name, self.party)
