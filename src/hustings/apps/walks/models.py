from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from hustings.apps.campaigns.models import Campaign, CampaignRow, Membership
from hustings.apps.register.models import District

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Of which a walk's code is made: none of them is taken for another by a cold reader (no 0 O, 1 I L, U)."""
CODE_LENGTH = 8


class TeamQuerySet(models.QuerySet["Team"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def in_use(self) -> Self:
        return self.filter(retired_at=None)


class Team(CampaignRow):
    """A team of canvassers, with the colour that it goes by. Names no person unless somebody calls it so."""

    class Colour(models.TextChoices):
        BLUE = "blue", "Blue"
        ORANGE = "orange", "Orange"
        GREEN = "green", "Green"
        PURPLE = "purple", "Purple"
        BROWN = "brown", "Brown"
        PINK = "pink", "Pink"
        TEAL = "teal", "Teal"
        GREY = "grey", "Grey"

    name = models.CharField("name of the team", max_length=60)
    colour = models.CharField(max_length=10, choices=Colour, default=Colour.BLUE)
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = TeamQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "name"],
                condition=Q(retired_at=None),
                name="one_team_per_name",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class RoundQuerySet(models.QuerySet["Round"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def under_way(self) -> Self:
        return self.filter(closed_at=None)


class Round(CampaignRow):
    """One time of going through the walks: each can be taken out again in the next round. No personal data."""

    name = models.CharField("name of the round", max_length=60)
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign"],
                condition=Q(closed_at=None),
                name="one_round_under_way",
            ),
            models.UniqueConstraint(
                fields=["campaign", "name"], name="one_round_per_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class WalkQuerySet(models.QuerySet["Walk"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def for_member(self, membership: Membership) -> Self:
        """The walks of the member's campaign, and of the member's area if it is limited to one."""
        walks = self.filter(campaign=membership.campaign_id)
        if not membership.districts:
            return walks
        return walks.filter(district__in=membership.districts)

    def in_use(self) -> Self:
        return self.filter(retired_at=None)

    def out_now(self) -> Self:
        """Those that somebody has out."""
        return self.filter(Exists(_outings().under_way()))

    def free(self) -> Self:
        """Those in use that nobody has out."""
        return self.in_use().filter(~Exists(_outings().under_way()))

    def to_do(self, of_round: "Round") -> Self:
        """Those in use that have not been handed in during this round."""
        done = _outings().filter(round=of_round, handed_in_at__isnull=False)
        return self.in_use().filter(~Exists(done))


class Walk(CampaignRow):
    """Doors of one district in the order in which to call on them; used round after round.

    `doors` are ids of `register.Door`: a door that has since left the register is passed over by whoever reads them.
    Lengths are in metres, None where it is not known where all doors stand. No personal data beyond addresses.
    """

    # Names the walk on paper and on its QR code; opens nothing by itself.
    code = models.CharField(max_length=CODE_LENGTH)
    name = models.CharField("name of the walk", max_length=120)
    streets = models.TextField(blank=True)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="walks",
    )
    position = models.PositiveIntegerField(default=0)
    doors = ArrayField(models.UUIDField())
    doors_count = models.GeneratedField(
        expression=models.Func(F("doors"), function="cardinality"),
        output_field=models.IntegerField(),
        db_persist=True,
    )
    # As `choices.chosen` writes them: what the walk was cut by.
    options = models.JSONField(default=dict)
    minutes = models.PositiveIntegerField()
    metres_before = models.PositiveIntegerField(null=True, blank=True)
    metres_after = models.PositiveIntegerField(null=True, blank=True)
    is_gentle = models.BooleanField(default=False)
    # Whose it is to be, if that has been said.
    team = models.ForeignKey(
        Team,
        models.SET_NULL,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
        related_name="walks",
    )
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = WalkQuerySet.as_manager()

    class Meta:
        ordering = ["district__code", "district_id", "position", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "code"], name="one_walk_per_code"
            ),
            models.CheckConstraint(
                condition=Q(doors__len__gt=0), name="a_walk_has_doors"
            ),
            models.CheckConstraint(
                condition=Q(code__regex=f"^[{LETTERS}]{{{CODE_LENGTH}}}$"),
                name="walk_code_can_be_read",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="walk_by_id"),
            models.Index(
                fields=["campaign", "district", "position"],
                condition=Q(retired_at=None),
                name="walk_in_use",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def spoken_code(self) -> str:
        """The code in two halves, as it is read out and typed."""
        half = CODE_LENGTH // 2
        return f"{self.code[:half]} {self.code[half:]}"

    @property
    def saved(self) -> int | None:
        """By how many in a hundred the order of the doors shortened the way; None where lengths are not known."""
        if not self.metres_before or self.metres_after is None:
            return None
        return round(100 * (1 - self.metres_after / self.metres_before))


class OutingQuerySet(models.QuerySet["Outing"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def for_member(self, membership: Membership) -> Self:
        """Those of the member's campaign, and of the member's area if it is limited to one."""
        outings = self.filter(campaign=membership.campaign_id)
        if not membership.districts:
            return outings
        return outings.filter(walk__district__in=membership.districts)

    def under_way(self) -> Self:
        return self.filter(handed_in_at=None, revoked_at=None)

    def out_since(self, at: datetime) -> Self:
        """Those under way that began before this: somebody may have forgotten to hand in."""
        return self.under_way().filter(taken_at__lt=at)


class Outing(CampaignRow):
    """A walk taken out once, by a team or a member. Its id is the `occasion` of what happens on it.

    Personal data: who went where and when. Why: to know whom to ask about an answer. For how long: until the
    campaign's data are erased.
    """

    walk = models.ForeignKey(
        Walk,
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="outings",
    )
    round = models.ForeignKey(
        Round,
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="outings",
    )
    team = models.ForeignKey(
        Team,
        models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
        related_name="outings",
    )
    member = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    taken_at = models.DateTimeField()
    handed_in_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = OutingQuerySet.as_manager()

    class Meta:
        ordering = ["-taken_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "walk"],
                condition=Q(handed_in_at=None, revoked_at=None),
                name="one_outing_per_walk",
            ),
            models.CheckConstraint(
                condition=Q(team__isnull=False) | Q(member__isnull=False),
                name="an_outing_is_somebodys",
            ),
            models.CheckConstraint(
                condition=Q(handed_in_at=None) | Q(revoked_at=None),
                name="an_outing_ends_once",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="outing_by_id"),
            models.Index(
                fields=["campaign", "walk", "-taken_at"], name="outing_by_walk"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.walk_id} {self.taken_at:%d %b %Y %H:%M}"

    @property
    def is_under_way(self) -> bool:
        return self.handed_in_at is None and self.revoked_at is None

    @property
    def holder(self) -> str:
        """Who has it, in words."""
        names = [
            str(self.team) if self.team else "",
            str(self.member.user) if self.member else "",
        ]
        return ", ".join(name for name in names if name)


class BaseMap(CampaignRow):
    """Where the map under the doors comes from, as the campaign chose. No personal data.

    `address` is that of raster tiles with {z}/{x}/{y}, or of one PMTiles file; with none of them the map shows
    doors, streets and numbers on plain ground.
    """

    class Kind(models.TextChoices):
        NONE = "none", "No map beneath: doors, streets and numbers alone"
        RASTER = "raster", "Pictures from an address with {z}, {x} and {y}"
        PMTILES = "pmtiles", "One PMTiles file at an address"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.NONE)
    address = models.CharField(max_length=300, blank=True)
    credit = models.CharField("whose map it is", max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign"], name="one_base_map"),
            models.CheckConstraint(
                condition=Q(kind="none") | ~Q(address=""),
                name="a_base_map_is_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


def _outings() -> OutingQuerySet:
    return Outing.objects.filter(campaign=OuterRef("campaign"), walk=OuterRef("pk"))
