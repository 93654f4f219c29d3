"""What two people read on each paper, and the account of papers."""

from django.db import models
from django.db.models import Q

from hustings.apps.campaigns.models import CampaignRow, Membership
from hustings.apps.selection.models.ballot import Ballot, OfCampaign


class Reading(CampaignRow):
    """What one person read on one paper: first and second typing by two people, the third settles where they differ.

    Personal data: who typed. The paper's number was written on it after the papers were mixed, and leads to nobody.
    """

    class Place(models.IntegerChoices):
        FIRST = 1, "First typing"
        SECOND = 2, "Second typing"
        SETTLED = 3, "Settled"

    class Rejected(models.TextChoices):
        NO_MARK = "no-mark", "Without the official mark"
        TOO_MANY = "too-many", "For more than allowed"
        IDENTIFIED = "identified", "The voter could be identified"
        BLANK = "blank", "Nothing marked"
        UNCLEAR = "unclear", "Uncertain"

    ballot = models.ForeignKey(
        Ballot,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="readings",
    )
    number = models.PositiveIntegerField("number written on the paper")
    place = models.PositiveSmallIntegerField(choices=Place)
    typist = models.ForeignKey(
        Membership,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    # As `hustings.core.counting.poll.Marks`; empty on a rejected paper.
    marks = models.BinaryField()
    rejected = models.CharField(max_length=12, choices=Rejected, blank=True)
    typed_at = models.DateTimeField()

    objects = OfCampaign.as_manager()

    class Meta:
        ordering = ["number", "place"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ballot", "number", "place"],
                name="one_reading_per_place",
            ),
            models.UniqueConstraint(
                fields=["campaign", "ballot", "number", "typist"],
                name="one_reading_per_typist",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1), name="papers_are_numbered_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"Paper {self.number}, {self.get_place_display()}"


class PapersFile(CampaignRow):
    """The papers of a ballot read from a file instead of being typed here, kept as a BLT file. No personal data."""

    ballot = models.ForeignKey(
        Ballot, models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField("hash of the file as it came", max_length=64)
    papers = models.TextField()
    rejected = models.PositiveIntegerField("papers rejected before", default=0)
    read_by = models.CharField(max_length=150)
    read_at = models.DateTimeField()

    objects = OfCampaign.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ballot"], name="one_file_per_ballot"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Account(CampaignRow):
    """The account of papers, as it was counted by hand: it must agree with the roll before anybody signs.

    No personal data.
    """

    ballot = models.ForeignKey(
        Ballot, models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    printed = models.PositiveIntegerField("papers printed")
    unused = models.PositiveIntegerField("papers not used")
    spoilt = models.PositiveIntegerField("papers handed back spoilt and replaced")
    found = models.PositiveIntegerField(
        "papers found in the box, with those admitted from envelopes"
    )
    taken_away = models.PositiveIntegerField(
        "papers given and known not to have been put in the box", default=0
    )
    note = models.TextField("what explains a difference", blank=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()

    objects = OfCampaign.as_manager()

    class Meta:
        verbose_name = "account of papers"
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ballot"], name="one_account_per_ballot"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.printed} printed"
