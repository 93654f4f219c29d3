from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import F, Q

from hustings.apps.campaigns.models import Campaign, CampaignRow, Membership
from hustings.apps.campaigns.rights import May

LONGEST = timedelta(days=90)
# The rights that a token may carry; any other is for people who have signed in.
RIGHTS = {
    May.EXPORT_VISITS: "Visits: where, when and what came of the knock; nobody’s name or answer",
    May.SEE_ANSWERS: "Also whom, and the answers that people agreed to have kept",
}


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def valid_at(self, at: datetime) -> Self:
        return self.filter(revoked_at=None, expires_at__gt=at)


class ApiToken(CampaignRow):
    """A member's key for a program of their own: some rights, until a day. Only a hash of its secret is kept.

    Never opens more than its holder may open at that moment. Personal data: who fetches for what, and when
    last. Why: an export of visits has somebody who answers for it. For how long: until the campaign's data
    are erased.
    """

    membership = models.ForeignKey(
        Membership,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    name = models.CharField("what it is for", max_length=80)
    rights = ArrayField(models.CharField(max_length=40))
    secret_hash = models.CharField(max_length=64, validators=[MinLengthValidator(64)])
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-issued_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "secret_hash"], name="one_token_per_secret"
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("issued_at"))
                & Q(expires_at__lte=F("issued_at") + LONGEST),
                name="token_lives_ninety_days_at_most",
            ),
            models.CheckConstraint(
                condition=Q(rights__contained_by=[str(right) for right in RIGHTS])
                & Q(rights__contains=[str(May.EXPORT_VISITS)]),
                name="token_rights_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def state_at(self, at: datetime) -> str:
        """`works`, or why not: `revoked` or `over`. Whether its holder still belongs here is asked apart."""
        if self.revoked_at is not None:
            return "revoked"
        return "over" if self.expires_at <= at else "works"
