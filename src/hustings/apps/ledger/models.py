from collections.abc import Collection
from typing import Self
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q

from hustings.apps.campaigns.models import (
    Campaign,
    CampaignRow,
    ConsentWording,
    Membership,
)
from hustings.apps.ledger.clock import OnServersClock
from hustings.apps.register.models import (
    AreaQuerySet,
    District,
    Door,
    Elector,
    Newcomer,
    joined,
)

# What says something about a person, and so is kept only with that person's consent.
PERSONAL = (
    "answer",
    "poster",
    "note",
    "language",
    "telephone",
    "email",
    "needs_help",
    "custom",
    "value",
)


class Outcome(models.TextChoices):
    """What came of a knock. This, and no opinion, may be kept of a door without anybody's consent."""

    SPOKEN_TO = "spoken-to", "Spoken to"
    NOT_IN = "not-in", "Not in"
    REFUSED = "refused", "Would not talk"
    MOVED = "moved", "Moved away"
    DECEASED = "deceased", "Deceased"
    DO_NOT_CONTACT = "do-not-contact", "Asked not to be contacted"


# What is kept of a person without consent, because it spares that person further calls.
ABOUT_A_PERSON = (
    Outcome.MOVED.value,
    Outcome.DECEASED.value,
    Outcome.DO_NOT_CONTACT.value,
)
# What an event of kind `detail` may tell of a person, each on its own consent.
DETAILS = ("language", "note", "help", "offer")
# Those who are no longer there to be called on.
GONE = (Outcome.MOVED.value, Outcome.DECEASED.value)


# Answers that a campaign may count as a promise to vote for us.
PROMISES = (1, 2)


class EventQuerySet(AreaQuerySet["Event"]):
    def within(self, campaign: UUID, districts: Collection[UUID]) -> Self:
        """Those of these districts; where one is an area of our own, what happened at the doors that its own have become."""
        doors = joined(campaign, districts)
        people = Elector.objects.filter(campaign=campaign, door__in=doors)
        there = Q(door__in=doors) | Q(elector__in=people.values("pk"))
        return self.filter(Q(district__in=districts) | there, campaign=campaign)

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
        return self.order_by("-reckoned_at", "-received_at", "-id")

    def latest_per_elector(self) -> Self:
        """One event an elector: the one that happened last, and of two at once the one received last."""
        return (
            self.filter(elector__isnull=False)
            .order_by("elector_id", "-reckoned_at", "-received_at", "-id")
            .distinct("elector_id")
        )

    def with_answer(self) -> Self:
        """Visits at which a person's own answer was kept."""
        return self.visits().filter(payload__has_key="answer")

    def gone(self) -> Self:
        """Standing visits that found a person moved or deceased, unless that person has spoken to us since."""
        said = self.visits().filter(payload__outcome__in=GONE, elector__isnull=False)
        spoken = Event.objects.visits().filter(consent__isnull=False)
        return said.standing().filter(~Exists(_later(spoken)))

    def promises(self) -> Self:
        """Standing visits at which a person's answer was 1 or 2 and to which no later answer was given."""
        said = self.visits().filter(payload__answer__in=PROMISES, elector__isnull=False)
        return said.standing().filter(~Exists(_later(Event.objects.with_answer())))

    def latest_received_first(self) -> Self:
        return self.order_by("-received_at", "-id")


def _later(events: EventQuerySet) -> EventQuerySet:
    """Those standing events of the outer event's elector that happened after it, or were received after it."""
    same: dict[str, OuterRef] = {}
    after = Q()
    for moment in ("reckoned_at", "received_at", "pk"):
        after |= Q(**same, **{f"{moment}__gt": OuterRef(moment)})
        same[moment] = OuterRef(moment)
    mine = {"campaign": OuterRef("campaign"), "elector": OuterRef("elector")}
    return events.standing().filter(after, **mine)


class Event(CampaignRow):
    """Something that happened at a door, a station or a box. Added to, never changed; a mistake is a `void`.

    The id is made by whoever records it, so sending it twice does no harm. Personal data: an answer, a
    poster, a note and the like, only with consent (a constraint sees to it). Why: to know whom to call on
    again. For how long: until the person asks, or the campaign's data are erased: then one database
    function, which the owner's role alone may call, empties the payload. What each kind's payload may
    hold is in `rules.py`.
    """

    class Kind(models.TextChoices):
        VISIT = "visit", "Visit"
        VOTED = "voted", "Seen going to vote"
        PERMISSION = "permission", "Calls, texts or e-mail"
        DETAIL = "detail", "Language, note, help"
        ERASURE = "erasure", "Asked for their answers to be erased"
        VOID = "void", "Taken back"

    # No constraint of its own: the author's holds it, as it names the campaign too, and is checked for each row anyway.
    campaign = models.ForeignKey(
        Campaign,
        models.CASCADE,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
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
    newcomer = models.ForeignKey(
        Newcomer,
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
    # The time of the knock, by the clock of whatever recorded it; never replaced.
    happened_at = models.DateTimeField()
    # What had to be added to that clock to get the server's, in milliseconds, as far as it then knew.
    clock_offset = models.BigIntegerField(default=0)
    # The time of the knock by the server's clock: what is latest goes by it.
    reckoned_at = models.GeneratedField(
        expression=OnServersClock("happened_at", "clock_offset"),
        output_field=models.DateTimeField(),
        db_persist=True,
    )
    received_at = models.DateTimeField()
    author = models.ForeignKey(
        Membership,
        models.PROTECT,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    device = models.CharField(max_length=80, blank=True)
    app_version = models.CharField(max_length=20, blank=True)
    # The outing of a walk, the stall or the round of calls during which it happened, if any.
    occasion = models.UUIDField(null=True)
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
                )
                & (Q(elector__isnull=False) | Q(newcomer__isnull=False)),
                name="nothing_personal_without_consent",
            ),
            models.CheckConstraint(
                condition=Q(kind="void", voids__isnull=False)
                | (~Q(kind="void") & Q(voids__isnull=True)),
                name="a_void_names_its_event",
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=["visit", "voted"])
                | Q(elector__isnull=False)
                | Q(door__isnull=False)
                | Q(newcomer__isnull=False)
                | Q(occasion__isnull=False)
                | Q(payload={}),
                name="an_event_has_a_subject",
            ),
        ]
        indexes = [
            models.Index(
                fields=["campaign", "elector", "-reckoned_at"],
                condition=Q(elector__isnull=False),
                name="event_by_elector",
            ),
            models.Index(
                fields=["campaign", "door", "-reckoned_at"],
                condition=Q(door__isnull=False),
                name="event_by_door",
            ),
            models.Index(
                fields=["campaign", "newcomer"],
                condition=Q(newcomer__isnull=False),
                name="event_by_newcomer",
            ),
            models.Index(
                fields=["campaign", "occasion"],
                condition=Q(occasion__isnull=False),
                name="event_by_occasion",
            ),
            models.Index(
                fields=["campaign", "voids"],
                condition=Q(voids__isnull=False),
                name="event_voided",
            ),
            # Of marks alone: among visits the planner would take it for a short cut, and be long about it.
            models.Index(
                fields=["campaign", "-reckoned_at"],
                condition=Q(kind="voted"),
                name="event_marks",
            ),
            # Few, and asked for with each batch from a phone.
            models.Index(
                fields=["campaign"],
                condition=Q(kind="erasure"),
                name="event_erasures",
            ),
            models.Index(
                fields=["campaign", "author", "-received_at"], name="event_by_author"
            ),
            models.Index(
                fields=[
                    "campaign",
                    "elector",
                    "-reckoned_at",
                    "-received_at",
                    "-id",
                ],
                condition=Q(kind="visit", payload__has_key="answer"),
                name="event_answers",
            ),
            models.Index(
                fields=["campaign", "elector"],
                condition=Q(kind="visit", payload__outcome__in=GONE),
                name="event_gone",
            ),
            models.Index(
                fields=["campaign", "elector"],
                condition=Q(kind="visit", payload__answer__in=PROMISES),
                name="event_promises",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.happened_at:%d %b %Y %H:%M}"
