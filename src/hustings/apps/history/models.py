"""Past results as publishers print them: facts about public elections, one set for all campaigns of a server.

They belong to no campaign and outlive all of them; nothing here says who looked at what.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Release(models.Model):
    """A publisher's file that was loaded: which, by its hash, and when. No personal data but who loaded it."""

    file = models.CharField(max_length=255)
    sha256 = models.CharField(max_length=64)
    source = models.CharField("key of the source", max_length=60)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=150)

    class Meta:
        ordering = ["-loaded_at", "id"]

    def __str__(self) -> str:
        return self.file


class Seat(models.Model):
    """One seat at one election, as the newest release has it. No personal data."""

    day = models.DateField("polling day")
    code = models.CharField("official code", max_length=12)
    name = models.CharField(max_length=120)
    region = models.CharField(max_length=60)
    nation = models.CharField(max_length=40)
    kind = models.CharField("borough or county", max_length=20, blank=True)
    electorate = models.PositiveIntegerField(null=True)
    rejected = models.PositiveIntegerField(null=True)
    majority = models.PositiveIntegerField("majority as printed", null=True)
    release = models.ForeignKey(Release, models.PROTECT, related_name="seats")

    class Meta:
        ordering = ["day", "name"]
        constraints = [
            models.UniqueConstraint(fields=["day", "code"], name="one_seat_per_day"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.day}"


class Candidacy(models.Model):
    """A candidate's line, in the order of the file.

    Personal data: a candidate's name and votes, which the law publishes; the publishers' numbers for the person. Why: to
    understand past results. For how long: as long as the publisher prints it; a corrected release replaces it.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="candidacies")
    position = models.PositiveSmallIntegerField()
    first_name = models.CharField(max_length=120, blank=True)
    surname = models.CharField(max_length=120)
    gender = models.CharField(max_length=20, blank=True)
    party = models.CharField("party as printed", max_length=150)
    short = models.CharField("party's short form", max_length=30)
    votes = models.PositiveIntegerField()
    known_as = ArrayField(models.CharField(max_length=30), default=list)
    was_member = models.BooleanField(default=False)
    is_joint = models.BooleanField(default=False)
    together = models.BooleanField("several candidates in one line", default=False)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["seat", "position"], name="one_candidacy_per_line"
            ),
            models.CheckConstraint(condition=~Q(short=""), name="candidacy_of_a_party"),
        ]

    def __str__(self) -> str:
        return f"{self.first_name} {self.surname}".strip()


class Notional(models.Model):
    """How a seat of later boundaries would have voted at an earlier election, by party: an estimate. No personal data.

    `votes` are lines of `party, short, votes, together`, the last for a line that adds several candidates.
    """

    day = models.DateField("polling day of the election that is estimated")
    boundaries = models.DateField("polling day of the election whose seats these are")
    code = models.CharField("official code", max_length=12)
    name = models.CharField(max_length=120)
    electorate = models.PositiveIntegerField(null=True)
    votes = models.JSONField()
    release = models.ForeignKey(Release, models.PROTECT, related_name="notional")

    class Meta:
        ordering = ["day", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["day", "boundaries", "code"], name="one_estimate_per_seat"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.day} on later boundaries"


class LongSeries(models.Model):
    """A seat at a general election since 1918, with the votes of a few groups of parties. No personal data.

    `votes` and `unopposed` (how many were elected without a contest) are by group, `total` is the valid votes as printed.
    """

    election = models.CharField("year, of two in 1974 with a letter", max_length=6)
    name = models.CharField(max_length=120)
    region = models.CharField(max_length=60)
    members = models.PositiveSmallIntegerField()
    electorate = models.PositiveIntegerField(null=True)
    votes = models.JSONField()
    unopposed = models.JSONField()
    total = models.PositiveIntegerField(null=True)
    release = models.ForeignKey(Release, models.PROTECT, related_name="series")

    class Meta:
        ordering = ["election", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "name", "region"], name="one_row_per_seat_in_series"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.election}"


class Hex(models.Model):
    """Where a seat stands on a map of equal hexagons: column `q` and row `r`, odd rows half a hexagon to the right."""

    code = models.CharField("official code", max_length=12, unique=True)
    name = models.CharField(max_length=120)
    q = models.SmallIntegerField("column")
    r = models.SmallIntegerField("row, upwards")
    release = models.ForeignKey(Release, models.PROTECT, related_name="hexes")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Outline(models.Model):
    """A seat's boundary as published, in degrees of longitude and latitude (GeoJSON Polygon or MultiPolygon)."""

    code = models.CharField("official code", max_length=12, unique=True)
    name = models.CharField(max_length=120)
    geometry = models.JSONField()
    release = models.ForeignKey(Release, models.PROTECT, related_name="outlines")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Registration(models.Model):
    """A party's entry in the Electoral Commission's register, under a name that Parliament has for it. No personal data."""

    number = models.CharField("number in the register", max_length=12)
    name = models.CharField(max_length=120)
    jurisdiction = models.CharField(max_length=40, blank=True)
    since = models.DateField("registered on", null=True)
    until = models.DateField("deregistered on", null=True)
    renamed = models.DateField("first name last changed on", null=True)
    release = models.ForeignKey(Release, models.PROTECT, related_name="registrations")

    class Meta:
        ordering = ["number", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["number", "name"], name="one_registration_per_name"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"


class Overlap(models.Model):
    """An old and a new seat that share ground: which part of each, by `homes`, `area` and `people`. No personal data.

    Each of the three is a list of the part of the old seat and the part of the new one, 0 to 1.
    """

    old = models.CharField("official code of the old seat", max_length=12)
    new = models.CharField("official code of the new seat", max_length=12)
    old_name = models.CharField(max_length=120)
    new_name = models.CharField(max_length=120)
    homes = models.JSONField()
    area = models.JSONField()
    people = models.JSONField()
    release = models.ForeignKey(Release, models.PROTECT, related_name="overlaps")

    class Meta:
        ordering = ["old", "new"]
        constraints = [
            models.UniqueConstraint(
                fields=["old", "new"], name="one_overlap_per_two_seats"
            ),
        ]
        indexes = [models.Index(fields=["new"], name="overlap_by_new_seat")]

    def __str__(self) -> str:
        return f"{self.old_name} in {self.new_name}"


class Replaced(models.Model):
    """What a row's figures were before a corrected release replaced them. Personal data: as `Candidacy`."""

    class Of(models.TextChoices):
        SEAT = "seat", "a seat at an election"
        NOTIONAL = "notional", "an estimate for later boundaries"
        SERIES = "series", "a seat of the long series"
        HEX = "hex", "a place on the hex map"
        OUTLINE = "outline", "a boundary"
        REGISTRATION = "register", "a party's registration"
        OVERLAP = "overlap", "an old and a new seat"

    of = models.CharField(max_length=10, choices=Of)
    key = models.CharField("what tells the row", max_length=220)
    name = models.CharField(max_length=120)
    release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    by_release = models.ForeignKey(Release, models.PROTECT, related_name="+")
    before = models.JSONField()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["of", "key"], name="replaced_by_key")]

    def __str__(self) -> str:
        return f"{self.name}, before {self.by_release}"


class FlowTable(models.Model):
    """Where the votes went between two elections in one area, as estimated from the figures up to `release`.

    `answer` is what `transfers.told` tells, without what no estimate can tell. A newer release of either election's
    figures makes it out of date, and it is shown no more. No personal data.
    """

    earlier = models.DateField("polling day of the earlier election")
    later = models.DateField("polling day of the later election")
    area = models.CharField(
        "official code of a seat, or a region's name as in addresses", max_length=60
    )
    name = models.CharField(max_length=120)
    is_seat = models.BooleanField()
    answer = models.JSONField()
    release = models.PositiveBigIntegerField(
        "newest release of which figures were used"
    )

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["earlier", "later", "area"], name="one_flow_table_per_area"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.earlier} to {self.later}"
