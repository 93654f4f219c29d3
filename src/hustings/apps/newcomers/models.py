from typing import Self

from django.db import models
from django.db.models import Q

from hustings.apps.campaigns.models import Campaign, CampaignRow
from hustings.apps.register.models import Door, Elector, Newcomer


class LinkQuerySet(models.QuerySet["Link"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def in_force(self) -> Self:
        return self.filter(undone_at=None)


class Link(CampaignRow):
    """A newcomer was found on the register: who, why we think so, who said it; and that it was a mistake, if it was.

    Personal data: that two rows are one person. Why: to undo a wrong link without losing what either told us,
    and to erase all that one person told us. For how long: until the campaign's data are erased.
    """

    newcomer = models.ForeignKey(
        Newcomer,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="links",
    )
    elector = models.ForeignKey(
        Elector,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    why = models.CharField(max_length=120)
    # Made without asking, because nothing else could be true.
    is_sure = models.BooleanField(default=False)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    undone_by = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = "link of a newcomer"
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "newcomer"],
                condition=Q(undone_at=None),
                name="one_link_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.newcomer_id} = {self.elector_id}"


class DoorLinkQuerySet(models.QuerySet["DoorLink"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def in_force(self) -> Self:
        return self.filter(undone_at=None)


class DoorLink(CampaignRow):
    """Which door of the register a door of ours is, or that it is none of them. No personal data but the address."""

    door = models.ForeignKey(
        Door, models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    # Nothing where somebody said that it is none of the register's.
    register_door = models.ForeignKey(
        Door,
        models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    why = models.CharField(max_length=120, blank=True)
    is_sure = models.BooleanField(default=False)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    undone_by = models.CharField(max_length=150, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = DoorLinkQuerySet.as_manager()

    class Meta:
        verbose_name = "link of a door"
        ordering = ["-made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "door"],
                condition=Q(undone_at=None),
                name="one_door_link_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.door_id} = {self.register_door_id or 'none'}"
