from typing import Self

from django.db import models
from django.db.models import Q

from hustings.apps.campaigns.models import Campaign, CampaignRow
from hustings.apps.register.models.electors import Elector


class AbsentVoterQuerySet(models.QuerySet["AbsentVoter"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def in_force(self) -> Self:
        return self.filter(removed_at=None)


class AbsentVoter(CampaignRow):
    """An elector who votes by post, by proxy or by post as a proxy. The send-to address is never kept.

    Personal data: how this person votes. Why: electoral purposes (RPR 2001 reg 61). For how long: until the
    campaign's data are erased.
    """

    class Kind(models.TextChoices):
        POSTAL = "postal", "Votes by post"
        PROXY = "proxy", "Votes by proxy"
        PROXY_POSTAL = "proxy-postal", "The proxy votes by post"

    BY_POST = (Kind.POSTAL.value, Kind.PROXY_POSTAL.value)

    elector = models.ForeignKey(
        Elector,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="absences",
    )
    kind = models.CharField(max_length=12, choices=Kind)
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = AbsentVoterQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "elector", "kind"],
                condition=Q(removed_at=None),
                name="one_absence_in_force_per_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.elector_id}: {self.get_kind_display()}"
