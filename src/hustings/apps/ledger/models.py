from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery

from hustings.apps.campaigns.models import (
    Campaign,
    CampaignRow,
    ConsentWording,
    Membership,
)
from hustings.apps.register.models import District, Door, Elector

# What says something about a person, and so is kept only with that person's consent.
PERSONAL = ("answer", "poster", "note", "language", "telephone", "email", "needs_help")
# What is kept of a person without consent, because it spares that person further calls.
ABOUT_A_PERSON = ("moved", "deceased", "do-not-contact")


class EventQuerySet(models.QuerySet["Event"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def for_member(self, membership: Membership) -> Self:
        """The events of the member's campaign, and of the member's area if it is limited to one."""
        events = self.filter(campaign=membership.campaign_id)
        if not membership.districts:
            return events
        return events.filter(district__in=membership.districts)

    def visits(self) -> Self:
        return self.filter(kind=Event.Kind.VISIT)

    def votes_seen(self) -> Self:
        """Tellers' marks."""
        return self.filter(kind=Event.Kind.VOTED)

    def standing(self) -> Self:
        """Those that no later `void` has taken back."""
        taken_back = Event.objects.filter(
            campaign=OuterRef("campaign"), voids=OuterRef("pk")
        )
        return self.filter(~Exists(taken_back))

    def latest_first(self) -> Self:
        return self.order_by("-happened_at", "-received_at", "-id")

    def latest_per_elector(self) -> Self:
        """One event an elector: the one that happened last, and of two at once the one received last."""
        return (
            self.filter(elector__isnull=False)
            .order_by("elector_id", "-happened_at", "-received_at", "-id")
            .distinct("elector_id")
        )

    def latest_answer(self) -> Subquery:
        """For an annotation on electors: the payload of the latest standing visit with an answer."""
        visits = self.visits().standing().filter(payload__has_key="answer")
        mine = visits.filter(campaign=OuterRef("campaign"), elector=OuterRef("pk"))
        return Subquery(mine.latest_first().values("payload__answer")[:1])


class Event(CampaignRow):
    """Something that happened at a door, a station or a box. Added to, never changed; a mistake is a `void`.

    The id is made by whoever records it, so sending it twice does no harm. Personal data: an answer, a
    poster, a note and the like, only with consent (a constraint sees to it). Why: to know whom to call on
    again. For how long: until the person asks, or the campaign's data are erased: then one database
    function, which the owner's role alone may call, empties the payload.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", "Visit"
        VOTED = "voted", "Seen going to vote"
        VOID = "void", "Taken back"

    kind = models.CharField(max_length=20, choices=Kind)
    district = models.ForeignKey(
        District,
        models.PROTECT,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    elector = models.ForeignKey(
        Elector,
        models.PROTECT,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="events",
    )
    door = models.ForeignKey(
        Door,
        models.PROTECT,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="events",
    )
    voids = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="voided_by",
    )
    happened_at = models.DateTimeField()
    received_at = models.DateTimeField()
    author = models.ForeignKey(
        Membership,
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    device = models.CharField(max_length=80, blank=True)
    payload = models.JSONField(default=dict)
    consent = models.ForeignKey(
        ConsentWording,
        models.PROTECT,
        null=True,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    consented_at = models.DateTimeField(null=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(payload__has_any_keys=PERSONAL)
                | Q(
                    consent__isnull=False,
                    consented_at__isnull=False,
                    elector__isnull=False,
                ),
                name="nothing_personal_without_consent",
            ),
            models.CheckConstraint(
                condition=~Q(kind="visit")
                | Q(elector__isnull=True)
                | Q(consent__isnull=False)
                | Q(payload__outcome__in=ABOUT_A_PERSON)
                | Q(payload={}),
                name="without_consent_the_door_alone",
            ),
            models.CheckConstraint(
                condition=~Q(kind="void") | Q(voids__isnull=False),
                name="a_void_names_its_event",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["visit", "voted"])
                | Q(elector__isnull=False)
                | Q(door__isnull=False)
                | Q(payload={}),
                name="an_event_has_a_subject",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="event_by_id"),
            models.Index(
                fields=["campaign", "elector", "-happened_at"],
                condition=Q(elector__isnull=False),
                name="event_by_elector",
            ),
            models.Index(
                fields=["campaign", "door", "-happened_at"],
                condition=Q(door__isnull=False),
                name="event_by_door",
            ),
            models.Index(
                fields=["campaign", "voids"],
                condition=Q(voids__isnull=False),
                name="event_voided",
            ),
            models.Index(
                fields=["campaign", "kind", "-happened_at"], name="event_by_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_at:%d %b %Y %H:%M}"
