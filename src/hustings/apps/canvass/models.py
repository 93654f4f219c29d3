from typing import Self

from django.db import models
from django.db.models import Q

from hustings.apps.campaigns.models import Campaign, CampaignRow
from hustings.core.canvassing import Scale, scale_from


class AnswerScaleQuerySet(models.QuerySet["AnswerScale"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def in_use(self) -> Self:
        return self.filter(retired_at=None)


class AnswerScale(CampaignRow):
    """A campaign's own answer codes. Never changed once made: sheets and visits go by it. No personal data.

    `answers` are rows of `core.canvassing.scale_as_rows`. A campaign without one uses the neutral scale.
    """

    name = models.CharField("name of the scale", max_length=60)
    answers = models.JSONField()
    is_default = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = AnswerScaleQuerySet.as_manager()

    class Meta:
        ordering = ["-is_default", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "name"], name="one_scale_per_name"
            ),
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(is_default=True),
                name="one_default_scale",
            ),
            models.CheckConstraint(
                condition=Q(is_default=False) | Q(retired_at=None),
                name="default_scale_in_use",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def scale(self) -> Scale:
        return scale_from(self.name, self.answers)
