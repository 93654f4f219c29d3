"""Lots drawn, counts made, and who signed them."""

from django.db import models

from hustings.apps.campaigns.models import CampaignRow, Membership
from hustings.apps.selection.models.ballot import Ballot, OfCampaign


class Lot(CampaignRow):
    """A name drawn in public, in the order in which lots were drawn. No personal data beyond the nominee's name."""

    ballot = models.ForeignKey(
        Ballot, models.CASCADE, db_constraint=False, db_index=False, related_name="lots"
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    witnesses = models.CharField("before whom it was drawn", max_length=300)
    typed_by = models.CharField(max_length=150)
    drawn_at = models.DateTimeField()

    objects = OfCampaign.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ballot", "position"], name="one_lot_per_position"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CountRecord(CampaignRow):
    """A count that was made, whole, as `hustings count --format json` gives it; a later one does not overwrite it.

    The record is text, so that it stays the same byte for byte. `given` is what the count was given beside the papers:
    lots, limits, votes of each voter, the roll's size, and how many papers were rejected before, by reason. `papers` is
    the file of ballots that was counted: BLT, sorted, without numbers; `sha256` is its hash. Personal data: the names of
    nominees. For how long: until the campaign's data are erased.
    """

    ballot = models.ForeignKey(
        Ballot,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="records",
    )
    version = models.PositiveSmallIntegerField()
    record = models.TextField()
    given = models.JSONField()
    papers = models.TextField()
    sha256 = models.CharField(max_length=64)
    counted_by = models.ForeignKey(
        Membership,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    counted_at = models.DateTimeField()

    objects = OfCampaign.as_manager()

    class Meta:
        get_latest_by = "version"
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ballot", "version"], name="one_count_per_version"
            ),
        ]

    def __str__(self) -> str:
        return f"Count {self.version}"


class Signature(CampaignRow):
    """A scrutineer's word that a count and its account of papers are right; `account` is what they saw of it.

    Personal data: who signed. For how long: until the campaign's data are erased.
    """

    record = models.ForeignKey(
        CountRecord,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="signatures",
    )
    signer = models.ForeignKey(
        Membership,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    name = models.CharField(max_length=150)
    account = models.JSONField()
    signed_at = models.DateTimeField()

    objects = OfCampaign.as_manager()

    class Meta:
        ordering = ["signed_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "record", "signer"], name="one_signature_each"
            ),
        ]

    def __str__(self) -> str:
        return self.name
