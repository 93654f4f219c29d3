"""Who may vote, who was given a paper, and whose paper waits in an envelope."""

from django.db import models
from django.db.models import Q

from hustings.apps.campaigns.models import CampaignRow, Membership
from hustings.apps.selection.models.ballot import Ballot, OfCampaign
from hustings.core.elections.wording import long_date


class Voter(CampaignRow):
    """A person on the members' roll of a ballot, once, and whether a paper was given to them.

    Personal data: name, membership number, since when a member, that they came. Why: one paper for each who may vote.
    For how long: until somebody erases the roll after the publication, at the latest with the campaign's data.
    """

    class Source(models.TextChoices):
        FILE = "file", "From the file"
        DOOR = "door", "Joined at the door"

    ballot = models.ForeignKey(
        Ballot,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="voters",
    )
    name = models.CharField(max_length=200)
    number = models.CharField("membership number", max_length=60, blank=True)
    # What tells two of the same name apart where there are no numbers: a street, a branch.
    about = models.CharField("to tell them apart", max_length=120, blank=True)
    # The name without capitals and accents, to be found by its first letters.
    search = models.CharField(max_length=320, editable=False)
    # One person, one row: the number, or else the name and what tells it apart, in one spelling.
    key = models.CharField(max_length=330, editable=False)
    member_since = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=10, choices=Source)
    # Why their paper must be sealed until somebody has ruled on it; blank where nothing is in doubt.
    doubt = models.CharField("suspended or challenged", max_length=200, blank=True)
    given_at = models.DateTimeField("a paper was given", null=True, blank=True)
    # Who gave it, and may take a slip of the finger back.
    given_by = models.ForeignKey(
        Membership,
        models.SET_NULL,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    # Papers handed back spoilt, each of which was replaced by another.
    replaced = models.PositiveSmallIntegerField(default=0)

    objects = OfCampaign.as_manager()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ballot", "key"], name="one_row_per_voter"
            ),
            models.CheckConstraint(
                condition=Q(replaced=0) | Q(given_at__isnull=False),
                name="replaced_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def why_in_doubt(self) -> str:
        """Why their paper must be sealed; empty where nothing is in doubt."""
        return "; ".join(filter(None, (self.doubt, self._too_late)))

    @property
    def _too_late(self) -> str:
        by = self.ballot.member_by
        if by is None or self.source == self.Source.DOOR:
            return ""
        if self.member_since is None:
            return "no day of joining on the roll"
        if self.member_since <= by:
            return ""
        return f"joined on {long_date(self.member_since)}, after {long_date(by)}"


class RollFile(CampaignRow):
    """A file of members that somebody is looking at before it is applied, as it was sent.

    Personal data: names, numbers, whatever else stands in the file. Why: what is applied must be what was shown. For
    how long: until it is applied or dropped, at the latest with the roll.
    """

    ballot = models.ForeignKey(
        Ballot, models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    # Which column holds what, by its place from 0, as a person said; empty where it was guessed.
    columns = models.JSONField(default=dict)
    sent_by = models.CharField(max_length=150)
    sent_at = models.DateTimeField()

    objects = OfCampaign.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ballot"], name="one_roll_file_per_ballot"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SealedPaper(CampaignRow):
    """A paper that was put in an envelope instead of the box, until somebody rules whether its voter may vote.

    Personal data: the voter, why their vote was in doubt and what was ruled; nothing of what the paper says. For how
    long: as the roll.
    """

    class Ruling(models.TextChoices):
        ADMITTED = "admitted", "Admitted: put among the papers unseen"
        REFUSED = "refused", "Refused: stays sealed"

    ballot = models.ForeignKey(
        Ballot,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="sealed",
    )
    voter = models.ForeignKey(
        Voter, models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    reason = models.CharField(max_length=200)
    sealed_at = models.DateTimeField()
    ruling = models.CharField(max_length=10, choices=Ruling, blank=True)
    ruled_because = models.CharField("reason of the ruling", max_length=300, blank=True)
    ruled_by = models.CharField(max_length=150, blank=True)
    ruled_at = models.DateTimeField(null=True, blank=True)

    objects = OfCampaign.as_manager()

    class Meta:
        ordering = ["sealed_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "voter"], name="one_sealed_paper_per_voter"
            ),
            models.CheckConstraint(
                condition=Q(ruling="", ruled_at=None)
                | ~Q(ruling="") & Q(ruled_at__isnull=False),
                name="ruling_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.reason
