from typing import Self

from django.db import models
from django.db.models import Q

from hustings.apps.campaigns.models import Campaign, CampaignRow
from hustings.apps.register.models.electors import Elector


class DoNotContactQuerySet(models.QuerySet["DoNotContact"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def in_force(self) -> Self:
        return self.filter(lifted_at=None)


class DoNotContact(CampaignRow):
    """A person has asked to be left alone, at the door or by an objection in writing.

    Personal data: that this person objects. Why: UK GDPR article 21. For how long: as long as the register
    row; erasing the person's answers leaves it standing.
    """

    class Basis(models.TextChoices):
        DOOR = "door", "Asked at the door"
        OBJECTION = "objection", "Objected in writing or by telephone"
        PERHAPS = "perhaps", "Perhaps the one who asked before; see who is who"

    elector = models.ForeignKey(
        Elector,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="do_not_contact",
    )
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.DOOR)
    since = models.DateTimeField()
    source_event = models.UUIDField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)

    objects = DoNotContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "elector"],
                condition=Q(lifted_at=None),
                name="one_do_not_contact_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.elector_id}: {self.get_basis_display()}"
