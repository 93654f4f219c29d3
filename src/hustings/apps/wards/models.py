from typing import Self

from django.db import models
from django.db.models import Q

from hustings.apps.campaigns.models import Campaign, CampaignRow
from hustings.apps.register.models import District
from hustings.core.elections.result import Candidacy, DeclaredResult
from hustings.core.psephology.wards import AreaResult as Figures
from hustings.core.psephology.wards import Key, Kind


class AreaResultQuerySet(models.QuerySet["AreaResult"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def in_force(self) -> Self:
        return self.filter(ended_at=None)

    def latest_first(self) -> Self:
        return self.order_by("-day", "kind", "key")


class AreaResult(CampaignRow):
    """The figures of a ward or polling district on a day, as the campaign's own file has them.

    Personal data: candidates' names, parties and votes, which were declared in public, and who added them. Why: to know
    how an area has voted. For how long: until the campaign's data are erased. A mended file ends a row and adds
    another, so that what it replaced can still be read.
    """

    class Kinds(models.TextChoices):
        LOCAL = Kind.LOCAL.value, "Local election"
        BOX = Kind.BOX.value, "Box tally"

    area = models.CharField("ward or polling district", max_length=120)
    key = models.CharField("the area's name, folded", max_length=120)
    day = models.DateField("election day")
    kind = models.CharField(max_length=20, choices=Kinds)
    electorate = models.PositiveIntegerField(null=True)
    rejected = models.PositiveIntegerField("rejected papers", null=True)
    # One list for each candidate, in the file's order: name, party, votes, elected.
    lines = models.JSONField()
    file = models.CharField(max_length=255)
    added_by = models.CharField(max_length=150)
    added_at = models.DateTimeField()
    ended_at = models.DateTimeField("replaced or taken out", null=True, blank=True)

    objects = AreaResultQuerySet.as_manager()

    class Meta:
        ordering = ["-day", "key", "-added_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "key", "day", "kind"],
                condition=Q(ended_at=None),
                name="one_result_per_area_and_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area}, {self.day}"

    @property
    def figures(self) -> Figures:
        """The row as the core knows it."""
        return Figures(
            self.area,
            self.day,
            Kind(self.kind),
            DeclaredResult(
                contest=self.area,
                candidacies=tuple(
                    Candidacy(name, party, votes, elected=elected)
                    for name, party, votes, elected in self.lines
                ),
                electorate=self.electorate,
                rejected=self.rejected,
            ),
        )

    @property
    def full_key(self) -> Key:
        return Key(self.key, self.day, Kind(self.kind))


class AreaDistrict(CampaignRow):
    """A polling district that somebody said lies in an area, where names alone do not tell. No personal data."""

    key = models.CharField("the area's name, folded", max_length=120)
    district = models.ForeignKey(
        District, models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "key", "district"], name="one_match_per_district"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.key} = {self.district_id}"
