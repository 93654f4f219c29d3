from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery

from hustings.apps.campaigns.models import (
    Campaign,
    CampaignRow,
    ConsentWording,
    Membership,
)
from hustings.apps.register.models.electors import (
    AreaQuerySet,
    District,
    Door,
    Elector,
)


class NewcomerQuerySet(AreaQuerySet["Newcomer"]):
    def unsettled(self) -> Self:
        """Those who have not yet been found on the register, nor judged not to be on it."""
        return self.filter(settled_at=None)

    def absent(self) -> Self:
        """Those who were judged not to be on the register; nobody who has been erased, and so has no name."""
        judged = self.filter(settled_at__isnull=False, elector=None)
        return judged.exclude(surname="", forenames="")

    def go_home(self, campaign: Campaign) -> int:
        """Whoever is not on the register lives at our door again, where that is a door of ours again; how many."""
        home = Door.objects.filter(
            campaign=campaign, pk=OuterRef("door_of_ours"), became=None
        )
        strayed = self.filter(Exists(home), campaign=campaign, elector=None)
        return strayed.update(
            door=F("door_of_ours"),
            district=Subquery(home.values("district")[:1]),
            door_of_ours=None,
        )


class Newcomer(CampaignRow):
    """A person met at a door or a stall who is not on our register, or was not found on it there.

    The id is made where the person was met. Once somebody finds the elector that this person is, `elector`
    names that row and what was said is carried over to it. Personal data: a name and where they live, kept
    only with that person's consent. Why: to keep what they told us until the register shows who they are.
    For how long: until they ask, or the campaign's data are erased.
    """

    surname = models.TextField(blank=True)
    forenames = models.TextField(blank=True)
    address = ArrayField(models.TextField(), default=list, blank=True)
    postcode = models.TextField(blank=True)
    door = models.ForeignKey(
        Door,
        models.SET_NULL,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
        related_name="newcomers",
    )
    # Where they were met, once that door has become `door`, one of the register's.
    door_of_ours = models.ForeignKey(
        Door,
        models.SET_NULL,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    district = models.ForeignKey(
        District,
        models.SET_NULL,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    consent = models.ForeignKey(
        ConsentWording,
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    consented_at = models.DateTimeField()
    met_at = models.DateTimeField()
    added_by = models.ForeignKey(
        Membership,
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    elector = models.ForeignKey(
        Elector,
        models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = NewcomerQuerySet.as_manager()

    class Meta:
        ordering = ["met_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(elector=None) | Q(settled_at__isnull=False),
                name="whoever_was_found_is_settled",
            ),
        ]
        indexes = [models.Index(fields=["id"], name="newcomer_by_id")]

    def __str__(self) -> str:
        return self.name or "Somebody without a name"

    @property
    def name(self) -> str:
        return f"{self.forenames} {self.surname}".strip()
