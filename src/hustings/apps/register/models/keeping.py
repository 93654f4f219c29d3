from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Case, F, Q, When

from hustings.apps.campaigns.models import Campaign, CampaignRow, Council
from hustings.apps.jobs.models import StoredFile
from hustings.apps.register.models.electors import District, Door, Elector

COUNTS = ("added", "amended", "closed", "unchanged", "ignored", "refused")


class RegisterState(CampaignRow):
    """How often the campaign's register has changed, and for which election `may_vote` was worked out.

    A preview notes the version; it is applied only while the version stands. No personal data.
    """

    version = models.PositiveIntegerField(default=0)
    election = models.CharField(max_length=30, blank=True)
    nation = models.CharField(max_length=20, blank=True)
    polling_day = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign"], name="one_register_state"),
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class ColumnMapping(CampaignRow):
    """Which column means what in a layout that we do not know by itself, as a person said it. No personal data."""

    council = models.ForeignKey(
        Council, models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    name = models.CharField(max_length=120)
    headers = ArrayField(models.TextField())
    # As JSON, in the words of `core.register.layouts.mapped`.
    columns = models.TextField()
    saved_at = models.DateTimeField()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "council", "name"], name="one_mapping_per_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportQuerySet(models.QuerySet["Import"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def applied(self) -> Self:
        return self.filter(state=Import.State.APPLIED)

    def latest_first(self) -> Self:
        return self.order_by("-created_at", "-id")


class Import(CampaignRow):
    """Files that a council sent: what they would change, and once applied, what they changed.

    Rows in are always added + amended + closed + unchanged + ignored + refused. Personal data: the report
    quotes cells that could not be read. Why: to mend them. For how long: until the campaign's data are erased.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Being read"
        MAPPING = "mapping", "Columns to be named"
        READY = "ready", "Ready to apply"
        APPLYING = "applying", "Being applied"
        APPLIED = "applied", "Applied"
        NOT_READ = "not-read", "Could not be read"
        DROPPED = "dropped", "Dropped"

    class Yes(models.TextChoices):
        ABSENCE = "absence", "Close those whom the new full file no longer has"
        LISTS = (
            "lists",
            "Take those off the absent lists whom the new list no longer has",
        )
        ORDER = "order", "Apply files that are older than what was applied before"
        NUMBERS = (
            "numbers",
            "Apply although many numbers belong to other people than before",
        )

    council = models.ForeignKey(
        Council, models.PROTECT, db_constraint=False, db_index=False, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    renumbers = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    created_by = models.CharField(max_length=150)
    applied_at = models.DateTimeField(null=True, blank=True)
    applied_by = models.CharField(max_length=150, blank=True)
    version = models.PositiveIntegerField(default=0)
    rows_in = models.PositiveIntegerField(default=0)
    added = models.PositiveIntegerField(default=0)
    amended = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    ignored = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    # Electors of these districts whom a full file no longer has; closing them needs a yes.
    missing = models.PositiveIntegerField(default=0)
    closed_by_absence = models.PositiveIntegerField(default=0)
    electors = models.PositiveIntegerField(default=0)
    # What this may not be applied without a yes to, and what has been said yes to: `Import.Yes`.
    asks = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    agreed = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    report = models.JSONField(default=dict)
    plan = models.ForeignKey(
        StoredFile,
        models.SET_NULL,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )

    objects = ImportQuerySet.as_manager()

    class Meta:
        get_latest_by = "created_at"
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    rows_in=F("added")
                    + F("amended")
                    + F("closed")
                    + F("unchanged")
                    + F("ignored")
                    + F("refused")
                ),
                name="import_rows_add_up",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["applying", "applied"])
                | Q(asks__contained_by=F("agreed")),
                name="import_applied_with_a_yes",
            ),
            models.CheckConstraint(
                condition=Q(closed_by_absence=0)
                | Q(closed_by_absence=F("missing"), agreed__contains=["absence"]),
                name="import_closed_absent_with_a_yes",
            ),
        ]
        indexes = [
            models.Index(fields=["campaign", "-created_at"], name="import_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.council} {self.created_at:%d %b %Y %H:%M}"

    @property
    def counts(self) -> dict[str, int]:
        """What became of the rows, in the order of the report."""
        return {name: getattr(self, name) for name in COUNTS}


class ImportFile(CampaignRow):
    """One file of an import, by name and digest, so that the same file sent again is known.

    Personal data: none in the row; the stored file it names is a register and goes when its time is over.
    """

    of_import = models.ForeignKey(
        Import,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="files",
    )
    stored = models.ForeignKey(
        StoredFile,
        models.SET_NULL,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "of_import", "position"], name="one_file_per_place"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def in_force(self) -> Self:
        return self.filter(ended_at=None)

    def changed_by_council(self) -> Self:
        """Those about which the council now says something else than when they were made, and than they say."""
        return self.exclude(council_value=F("seen")).exclude(council_value=F("value"))

    def doubtful_first(self) -> Self:
        """Those that the council has changed too, then the others; the newest first."""
        same = Q(council_value=F("seen")) | Q(council_value=F("value"))
        return self.alias(stands=Case(When(same, then=1), default=0)).order_by(
            "stands", "-made_at", "pk"
        )


class Correction(CampaignRow):
    """What a person put right by hand: one value of one elector or door, replayed after each import.

    `council_value` is what the council's latest file says; `seen` is what it said when the correction was
    made. Personal data: as the elector's. Why and for how long: as the elector's.
    """

    elector = models.ForeignKey(
        Elector,
        models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
        related_name="corrections",
    )
    door = models.ForeignKey(
        Door,
        models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
        related_name="corrections",
    )
    field = models.CharField(max_length=20)
    seen = models.TextField(blank=True)
    council_value = models.TextField(blank=True)
    value = models.TextField(blank=True)
    made_by = models.CharField(max_length=150)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(elector__isnull=False, door__isnull=True)
                | Q(elector__isnull=True, door__isnull=False),
                name="correction_of_one_thing",
            ),
            models.UniqueConstraint(
                fields=["campaign", "elector", "field"],
                condition=Q(ended_at=None, elector__isnull=False),
                name="one_correction_per_elector",
            ),
            models.UniqueConstraint(
                fields=["campaign", "door", "field"],
                condition=Q(ended_at=None, door__isnull=False),
                name="one_correction_per_door",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.elector_id or self.door_id}"

    @property
    def council_has_changed(self) -> bool:
        """Whether the council now says something else than when this was put right: somebody should look."""
        return self.council_value not in (self.seen, self.value)


class PriorNumber(CampaignRow):
    """A number that an elector had before. Personal data: as the elector's."""

    elector = models.ForeignKey(
        Elector,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="prior_numbers",
    )
    district = models.ForeignKey(
        District,
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    number = models.PositiveIntegerField()
    suffix = models.CharField(max_length=20, blank=True)
    until = models.DateField()

    class Meta:
        ordering = ["-until"]
        indexes = [
            models.Index(fields=["campaign", "elector"], name="prior_by_elector"),
            models.Index(
                fields=["campaign", "district", "number"], name="prior_by_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}/{self.suffix}" if self.suffix else str(self.number)


class NumberMatchQuerySet(models.QuerySet["NumberMatch"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def waiting(self) -> Self:
        return self.filter(state=NumberMatch.State.OPEN)


class NumberMatch(CampaignRow):
    """A question that an import leaves: may this new entry be that earlier elector? A person answers.

    Personal data: that two entries may be one person. For how long: until the campaign's data are erased.
    """

    class State(models.TextChoices):
        OPEN = "open", "To be answered"
        SAME = "same", "The same person"
        OTHER = "other", "Not the same person"

    of_import = models.ForeignKey(
        Import, models.CASCADE, db_constraint=False, db_index=False, related_name="+"
    )
    earlier = models.ForeignKey(
        Elector,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="later_entries",
    )
    later = models.ForeignKey(
        Elector,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="earlier_entries",
    )
    score = models.PositiveSmallIntegerField()
    why = models.CharField(max_length=120)
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    answered_by = models.CharField(max_length=150, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = NumberMatchQuerySet.as_manager()

    class Meta:
        ordering = ["-score"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "earlier", "later"], name="one_question_per_pair"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.earlier_id} = {self.later_id}?"
