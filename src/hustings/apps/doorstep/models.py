from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from hustings.apps.campaigns.languages import spoken
from hustings.apps.campaigns.models import Campaign, CampaignRow, Membership
from hustings.apps.register.models import Door


class CampaignKey(CampaignRow):
    """The campaign's key for what phones seal. Made with the first link for a phone.

    The private half lies here as it is: whoever reads this table reads the register beside it. It travels
    in the server's copies, which are locked. Goes with the campaign's data.
    """

    public = models.BinaryField()
    private = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign"], name="one_key_per_campaign"),
        ]

    def __str__(self) -> str:
        return f"Key of {self.made_at:%d %b %Y}"


class PhoneQuerySet(models.QuerySet["Phone"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def reading_at(self, at: datetime) -> Self:
        """Those that may still fetch names: neither revoked nor over, of a member who still belongs here."""
        members = Membership.objects.valid_at(at).filter(
            campaign=models.OuterRef("campaign"), pk=models.OuterRef("membership")
        )
        going_on = Q(reads_until=None) | Q(reads_until__gt=at)
        return self.filter(going_on, models.Exists(members), revoked_at=None)


class Phone(CampaignRow):
    """A member's phone, enrolled by a personal link. Of its two tokens only hashes are kept.

    Personal data: who holds which phone, what it carries, and when it last spoke to the server. Why: to know
    whose an answer is, and to cut a lost phone off. For how long: until the campaign's data are erased.
    """

    class Carries(models.TextChoices):
        WALK = "walk", "A walk"
        STALL = "stall", "A stall's list"
        CALLS = "calls", "People to ring"

    membership = models.ForeignKey(
        Membership,
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    name = models.CharField(max_length=150)
    read_hash = models.CharField(max_length=64)
    hand_in_hash = models.CharField(max_length=64)
    enrolled_at = models.DateTimeField()
    reads_until = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_seen_at = models.DateTimeField()
    # By how much its clock was behind the server's when it last spoke, in milliseconds.
    clock_offset = models.BigIntegerField(default=0)
    app_version = models.CharField(max_length=20, blank=True)
    # The one list of names that it has with it: of what kind, of which outing, stall or round, since when.
    carries = models.CharField(max_length=10, choices=Carries, blank=True)
    occasion = models.UUIDField(null=True, blank=True)
    carries_since = models.DateTimeField(null=True, blank=True)
    # Whom it was given to ring, so that no other phone is given the same.
    people = ArrayField(models.UUIDField(), default=list, blank=True)

    objects = PhoneQuerySet.as_manager()

    class Meta:
        ordering = ["name", "enrolled_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "read_hash"], name="one_phone_per_read_token"
            ),
            models.UniqueConstraint(
                fields=["campaign", "hand_in_hash"], name="one_phone_per_hand_in_token"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def until(self) -> datetime | None:
        """When its time is over, if that was said."""
        ends = [self.reads_until, self.membership.ends_at, self.membership.ended_at]
        return min((end for end in ends if end), default=None)

    def state_at(self, at: datetime) -> str:
        """`in` while it may fetch names; else why not: `revoked` or `over`."""
        if self.revoked_at is not None:
            return "revoked"
        ended = self.membership.ended_at is not None
        return "over" if ended or (self.until and self.until <= at) else "in"


# RPA 1983 sch. 1 r. 37: in Great Britain a voter at a polling station shows a document with a photograph.
PHOTO_ID = "Have you got photo ID for the polling station?"


class QuestionQuerySet(models.QuerySet["Question"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def asked(self) -> Self:
        return self.filter(retired_at=None)


class Question(CampaignRow):
    """A question of the campaign's own, asked at the door under the words about opinions. No personal data.

    Never changed once asked, only retired: answers go by its id, also those made by a phone that was out
    when it was retired. `words` are by language; `options` are rows of `value` and `words`.
    """

    class Kind(models.TextChoices):
        YES_NO = "yes-no", "Yes or no"
        CHOICE = "choice", "One of several"
        TEXT = "text", "A few words"

    position = models.PositiveSmallIntegerField(default=0)
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.JSONField()
    options = models.JSONField(default=list, blank=True)
    asked_from = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        ordering = ["position", "asked_from"]

    def __str__(self) -> str:
        return str(self.words.get("en") or next(iter(self.words.values()), ""))

    def in_every_language(self) -> dict[str, str]:
        """Its words by language. The question about photo ID is in all that the app speaks, as a speaker last put them."""
        own: dict[str, str] = self.words
        if own.get("en") != PHOTO_ID:
            return own
        ours = {code: each.words.get("photo", "") for code, each in spoken().items()}
        return {code: text for code, text in ours.items() if text} | own

    def takes(self, answer: str) -> bool:
        """Whether this is an answer to the question."""
        match self.kind:
            case Question.Kind.YES_NO:
                return answer in ("yes", "no")
            case Question.Kind.CHOICE:
                return answer in {option["value"] for option in self.options}
        return bool(answer.strip())


class HeldQuerySet(models.QuerySet["Held"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def waiting(self) -> Self:
        return self.filter(settled_at=None)


class Held(CampaignRow):
    """An event that a person must look at before it counts: its phone was revoked or over, its time is odd, or the
    person has asked since to be left alone.

    Its id is the event's. It stays sealed. Personal data: what somebody said at a door, under the campaign's
    key. For how long: until the organiser has settled it (then only the fact remains), or the campaign's
    data are erased.
    """

    class Why(models.TextChoices):
        REVOKED = "revoked", "The phone had been cut off"
        OVER = "over", "The phone's time was over"
        ODD_TIME = "odd-time", "The phone's clock cannot have been right"
        LEFT_ALONE = "left-alone", "They asked not to be contacted since"

    phone = models.ForeignKey(
        Phone,
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    why = models.CharField(max_length=10, choices=Why)
    sealed = models.BinaryField()
    received_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    accepted = models.BooleanField(null=True)

    objects = HeldQuerySet.as_manager()

    class Meta:
        ordering = ["received_at", "id"]

    def __str__(self) -> str:
        return f"{self.get_why_display()}, {self.received_at:%d %b %Y %H:%M}"


class NotAcceptedEntry(CampaignRow):
    """An event that was turned away, for the organiser's list: which, from whom, why; never what it said."""

    event = models.UUIDField(null=True)
    phone = models.ForeignKey(
        Phone,
        models.PROTECT,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    reason = models.CharField(max_length=20)
    what = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "event", "reason"], name="turned_away_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reason}, {self.at:%d %b %Y %H:%M}"


class DoorAdded(CampaignRow):
    """A door that somebody added on the street: its id as the phone made it, and the door that it is."""

    door = models.ForeignKey(
        Door,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.door)


class StallQuerySet(models.QuerySet["Stall"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)


class Stall(CampaignRow):
    """A stall or an event where people are met away from their doors. No personal data. Its id is the occasion."""

    code = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    place = models.CharField(max_length=200, blank=True)
    districts = ArrayField(models.UUIDField(), default=list, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = StallQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "code"], name="one_stall_per_code"
            ),
            models.CheckConstraint(
                condition=Q(starts_at__lt=models.F("ends_at")),
                name="stall_window_forwards",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CallRoundQuerySet(models.QuerySet["CallRound"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)


class CallRound(CampaignRow):
    """A round of calls or messages to those who agreed to them. No personal data. Its id is the occasion."""

    class Channel(models.TextChoices):
        CALLS = "calls", "Telephone calls"
        TEXTS = "texts", "Text messages"

    code = models.CharField(max_length=12)
    name = models.CharField(max_length=120)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.CALLS)
    districts = ArrayField(models.UUIDField(), default=list, blank=True)
    begun_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = CallRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-begun_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "code"], name="one_call_round_per_code"
            ),
        ]

    def __str__(self) -> str:
        return self.name
