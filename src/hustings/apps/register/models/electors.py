from collections.abc import Collection
from typing import Any, Self, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hustings.apps.campaigns.models import Campaign, CampaignRow, Council, Membership

Row = TypeVar("Row", bound=models.Model)
MAY_VOTE = [
    ("yes", "May vote"),
    ("no", "May not vote at this election"),
    ("ask", "Check with the council"),
]


class District(CampaignRow):
    """A polling district of one council. No personal data.

    Two councils may use the same letters: then each district's name is its council's, so that people can
    tell them apart.
    """

    council = models.ForeignKey(
        Council, models.PROTECT, db_constraint=False, related_name="districts"
    )
    code = models.CharField(max_length=100)
    name = models.CharField(max_length=120, blank=True)
    # An area of our own, for doors gathered before the council's file tells which district they are in.
    # Its default is the database's too, since an import writes districts and doors by COPY.
    is_provisional = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["code", "council__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "council", "code"], name="one_district_per_code"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}, {self.name}" if self.name else self.code


class AreaQuerySet(models.QuerySet[Row]):
    """Rows of a campaign that lie in districts: at doors, or doors themselves.

    Who is limited to an area of our own keeps its doors when they become doors of the register.
    """

    door = "door"
    """The column that says at which door a row is."""

    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def for_member(self, membership: Membership) -> Self:
        """Those of the member's campaign, and of the member's area if it is limited to one."""
        if membership.districts:
            return self.within(membership.campaign_id, membership.districts)
        return self.filter(campaign=membership.campaign_id)

    def within(self, campaign: UUID, districts: Collection[UUID]) -> Self:
        """Those of these districts; where one is an area of our own, those too at doors that its doors have become."""
        at = Q(OneOf(self.door, joined(campaign, districts)))
        return self.filter(Q(district__in=districts) | at, campaign=campaign)

    def in_district(self, district: District) -> Self:
        if district.is_provisional:
            return self.within(district.campaign_id, [district.pk])
        return self.filter(district=district)


class DoorQuerySet(AreaQuerySet["Door"]):
    door = "pk"

    def in_walking_order(self) -> Self:
        return self.order_by(
            "district__code", "district_id", "street_order", "position"
        )

    def opening(self, campaign: UUID, districts: Collection[UUID]) -> Self:
        """Those of the areas of our own among these districts that open a door of the register: the one that they became."""
        own = self.filter(campaign=campaign, district__in=districts)
        own = own.filter(district__is_provisional=True, is_vouched=True)
        return own.filter(became__isnull=False)


class OneOf(models.Func):
    """Whether a key is one that a query gives, which is asked once and before all else: so indexes can be used for it."""

    template = "%(expressions)s)"
    arg_joiner = " = ANY("
    output_field = models.BooleanField()

    def __init__(self, name: str, query: models.QuerySet[Any, Any]) -> None:
        super().__init__(models.F(name), ArraySubquery(query))


def joined(campaign: UUID, districts: Collection[UUID]) -> models.QuerySet["Door", Any]:
    """The doors of the register that doors of these districts have become and open to who is limited to these.

    Areas of our own alone open any: a door that somebody adds to a district of the register opens no other district's.
    """
    return Door.objects.opening(campaign, districts).values("became")


class Door(CampaignRow):
    """One front door: the address that electors share. Personal data: an address, kept with the register."""

    # Tied to the campaign through the district, which is of the same one: an import of a constituency need not
    # have it checked a hundred thousand times more.
    campaign = models.ForeignKey(
        Campaign,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )

    class Side(models.TextChoices):
        ODD = "odd", "Odd side"
        EVEN = "even", "Even side"
        NONE = "none", "No numbers"

    district = models.ForeignKey(
        District,
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="doors",
    )
    key = models.TextField()
    street = models.TextField()
    # Orders the streets of a district; the same for each spelling of a street's name.
    street_order = models.TextField(db_collation="C", default="")
    label = models.TextField("number, flat or name")
    side = models.CharField(max_length=4, choices=Side, default=Side.NONE)
    # The place within the street; `place` is the one that a person gave it.
    position = models.PositiveIntegerField(default=0)
    place = models.PositiveIntegerField(null=True, blank=True)
    postcode = models.TextField(blank=True)
    uprn = models.TextField(blank=True)
    is_unsure = models.BooleanField(default=False)
    # What `core.register.doors.Door` knows of the address, so that its street can be put in order again.
    number = models.PositiveIntegerField(null=True, blank=True)
    letter = models.TextField(blank=True)
    last_number = models.PositiveIntegerField(null=True, blank=True)
    last_letter = models.TextField(blank=True)
    flat = models.TextField(blank=True)
    building = models.TextField(blank=True)
    locality = models.TextField(blank=True)
    sort_key = models.TextField(blank=True)
    # Where it stands (WGS 84, degrees), if a file told us, and which: "uprn", "postcode" or "own".
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    located_by = models.TextField(blank=True, default="", db_default="")
    # A door of before the register, once the register's own row for it is known: lists leave it out.
    became = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    # Somebody who is not limited to an area added it, or has said which of the register's it is. Until then it brings
    # whoever is limited to its area nobody who lives at the door that it became.
    is_vouched = models.BooleanField(default=True, db_default=True)
    file_order = models.PositiveIntegerField(default=0)

    objects = DoorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "district", "key"], name="one_door_per_key"
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="door_located_whole",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="door_by_id"),
            models.Index(
                fields=["campaign", "district", "street_order", "position"],
                name="door_in_order",
            ),
            # Few, and asked for whenever what happened at doors is counted.
            models.Index(
                fields=["campaign", "became"],
                condition=Q(became__isnull=False),
                name="door_became",
            ),
        ]

    def __str__(self) -> str:
        if self.number is None and self.label != self.street:
            return f"{self.label}, {self.street}"
        return self.street if self.number is None else f"{self.label} {self.street}"

    def held(self, field: str) -> str:
        """The street, number or place in the walk as a correction writes it; "" for a door that nobody placed."""
        if field == "number":
            return self._house()
        if field == "place":
            return "" if self.place is None else str(self.place)
        return self.street

    def _house(self) -> str:
        """The number with its letter, and the last one of a range: 16A, 4-6."""
        if self.number is None:
            return ""
        first = f"{self.number}{self.letter}"
        if self.last_number is None:
            return first
        return f"{first}-{self.last_number}{self.last_letter}"


class ElectorQuerySet(AreaQuerySet["Elector"]):
    def on_the_register(self) -> Self:
        return self.filter(closed_on=None)

    def able_to_vote(self) -> Self:
        """Those who may vote at this election, and those about whom the council must be asked."""
        return self.exclude(may_vote="no")

    def in_walking_order(self) -> Self:
        return self.order_by(
            "district__code",
            "district_id",
            "door__street_order",
            "door__position",
            "number",
            "suffix",
        )

    def in_number_order(self) -> Self:
        return self.order_by("district__code", "district_id", "number", "suffix")


class Elector(CampaignRow):
    """A person on the register. The row is the person: numbers change each December, the row stays.

    Personal data: name, address, electoral number, franchise and date of attainment, as the council
    supplied them. Why: electoral purposes alone (RPR 2001 reg 108). For how long: until the campaign's
    data are erased; an entry that is no longer current is closed with a date.
    """

    # Tied to the campaign through the district, as a door is.
    campaign = models.ForeignKey(
        Campaign,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    district = models.ForeignKey(
        District,
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="electors",
    )
    door = models.ForeignKey(
        Door,
        models.SET_NULL,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
        related_name="electors",
    )
    number = models.PositiveIntegerField()
    suffix = models.CharField(max_length=20, blank=True)
    raw_number = models.TextField("number as the council wrote it")
    title = models.TextField(blank=True)
    surname = models.TextField(blank=True)
    forenames = models.TextField(blank=True)
    name_suffix = models.TextField(blank=True)
    # Family names, then forenames, in small letters without accents: `queries.searchable`.
    search = models.CharField(max_length=400, blank=True)
    address = ArrayField(models.TextField(), default=list, blank=True)
    postcode = models.TextField(blank=True)
    uprn = models.TextField(blank=True)
    franchise = models.TextField("franchise marker", blank=True)
    attains_on = models.DateField(null=True, blank=True)
    attainer_date = models.DateField(
        "date in the attainer's column", null=True, blank=True
    )
    # What stands there where it is no date: then whether this person may vote is asked.
    attainer_text = models.TextField(blank=True, default="")
    attainer_kind = models.CharField(max_length=10, blank=True)
    may_vote = models.CharField(max_length=3, choices=MAY_VOTE, default="ask")
    is_anonymous = models.BooleanField(default=False)
    # Of the register that is sold; kept so that a changed flag is seen as the council's change that it is.
    opted_out = models.BooleanField(default=False)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)

    objects = ElectorQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "district", "number", "suffix"],
                condition=Q(closed_on=None),
                name="one_elector_per_number",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="elector_by_id"),
            models.Index(fields=["campaign", "door"], name="elector_by_door"),
            models.Index(
                fields=["campaign", "district", "number"],
                condition=Q(closed_on__isnull=False),
                name="elector_by_old_number",
            ),
        ]

    CORRECTABLE = ("title", "forenames", "surname", "address", "postcode")

    def __str__(self) -> str:
        return f"{self.full_number} {self.name}"

    def held(self, field: str) -> str:
        """A field of `CORRECTABLE` as a correction writes it: an address has one line a line."""
        return "\n".join(self.address) if field == "address" else getattr(self, field)

    def hold(self, field: str, text: str) -> None:
        """Set a field from a correction's text; nothing is saved."""
        lines = [line for line in text.split("\n") if line]
        setattr(self, field, lines if field == "address" else text)

    @property
    def name(self) -> str:
        return f"{self.forenames} {self.surname}".strip()

    @property
    def short_number(self) -> str:
        """The number within the district, its suffix only if there is one: `888/8`."""
        return f"{self.number}/{self.suffix}" if self.suffix else str(self.number)

    @property
    def full_number(self) -> str:
        return f"{self.district.code}-{self.short_number}"
