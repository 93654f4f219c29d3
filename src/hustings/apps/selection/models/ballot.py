"""What a ballot is to fill, who stands in it, and what limits hold."""

from typing import Self, TypeVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from hustings.apps.campaigns.models import Campaign, CampaignRow
from hustings.core.counting.catalogue import rules_named
from hustings.core.counting.on_paper import HowMarked, how_marked
from hustings.core.counting.rules import RuleSet

Row = TypeVar("Row", bound=CampaignRow)


class OfCampaign(models.QuerySet[Row]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)


class Ballot(CampaignRow):
    """One occasion on which members mark papers: what is to be filled, under which rules, and how far it has come.

    It goes one way: set up, opened (papers are given out and the contest is fixed), closed (the box is opened), counted,
    published. No personal data.
    """

    class State(models.TextChoices):
        SETTING_UP = "setting-up", "Being set up"
        OPEN = "open", "Papers are given out"
        CLOSED = "closed", "The box is open"
        PUBLISHED = "published", "Published"

    title = models.CharField("what is to be decided", max_length=150)
    held_on = models.DateField("day of the ballot")
    member_by = models.DateField(
        "who joined after this day may not vote", null=True, blank=True
    )
    seats = models.PositiveSmallIntegerField("how many are to be elected", default=1)
    # A name of the catalogue of rule sets.
    rules = models.CharField("counted under", max_length=40)
    votes = models.PositiveSmallIntegerField(
        "votes that each voter has (limited vote)", null=True, blank=True
    )
    # Somebody who is not on the roll may be put on it at the door.
    is_open_meeting = models.BooleanField("people may join at the door", default=False)
    # Rankings that fewer than five share are published too: everybody who voted has been told so beforehand.
    publishes_all = models.BooleanField(
        "publish every ranking, also those that few share", default=False
    )
    created_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    published_at = models.DateTimeField(null=True, editable=False)
    roll_erased_at = models.DateTimeField(null=True, editable=False)
    # What the roll came to, in numbers, once its rows are erased.
    roll_figures = models.JSONField(default=dict, editable=False)

    objects = OfCampaign.as_manager()

    class Meta:
        ordering = ["-held_on", "title", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(seats__gte=1), name="ballot_fills_a_seat"
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(closed_at__gte=F("opened_at")),
                name="ballot_closed_after_it_opened",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(closed_at__isnull=False),
                name="ballot_published_after_it_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def state(self) -> State:
        """How far it has come."""
        if self.published_at:
            return self.State.PUBLISHED
        if self.closed_at:
            return self.State.CLOSED
        return self.State.OPEN if self.opened_at else self.State.SETTING_UP

    @property
    def rule_set(self) -> RuleSet:
        return rules_named(self.rules)

    @property
    def marked(self) -> HowMarked:
        """What a voter may mark on the paper."""
        return how_marked(self.rule_set, seats=self.seats, votes=self.votes)


class Nominee(CampaignRow):
    """Somebody, or something, that stands on the papers. Its position is the number that is typed for it.

    Personal data: a name; no date of birth, since no rules that a ballot can have here prefer the elder. Why: the paper
    and the count. For how long: until the campaign's data are erased.
    """

    ballot = models.ForeignKey(
        Ballot,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="nominees",
    )
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    slate = models.CharField(max_length=100, blank=True)
    groups = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    # Votes for it are votes to begin again with other nominees.
    is_reopen = models.BooleanField("re-open nominations", default=False)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = OfCampaign.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ballot", "position"], name="one_nominee_per_number"
            ),
            models.UniqueConstraint(
                fields=["campaign", "ballot", "name"], name="one_nominee_per_name"
            ),
            models.UniqueConstraint(
                fields=["campaign", "ballot"],
                condition=Q(is_reopen=True),
                name="one_reopening_per_ballot",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Limit(CampaignRow):
    """How many of a group must be elected at least, or may be at most. No personal data."""

    ballot = models.ForeignKey(
        Ballot,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="limits",
    )
    group = models.CharField(max_length=60)
    at_least = models.PositiveSmallIntegerField(default=0)
    at_most = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = OfCampaign.as_manager()

    class Meta:
        ordering = ["group"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "ballot", "group"], name="one_limit_per_group"
            ),
            models.CheckConstraint(
                condition=Q(at_most=None) | Q(at_most__gte=F("at_least")),
                name="limit_can_be_met",
            ),
        ]

    def __str__(self) -> str:
        return self.group
