import uuid
from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q

from hustings.apps.accounts.models import User
from hustings.core.elections.imprint import (
    Imprint,
    ImprintRule,
    imprint_gaps,
    imprint_line,
    imprint_rule,
)
from hustings.core.elections.kinds import (
    ELECTION_NAMES,
    NATION_NAMES,
    ElectionKind,
    Nation,
)


class Campaign(models.Model):
    """One candidate's campaign at one election: the tenant to which every row about a person belongs."""

    class Basis(models.TextChoices):
        BOROUGH = "borough", "Borough constituency"
        COUNTY = "county", "County constituency"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("name of the campaign", max_length=120)
    candidate = models.CharField("candidate's name", max_length=120)
    party = models.CharField(
        "description on the ballot paper", max_length=120, default="Independent"
    )
    election = models.CharField(
        max_length=30, choices=[(k.value, name) for k, name in ELECTION_NAMES.items()]
    )
    nation = models.CharField(
        max_length=20, choices=[(n.value, name) for n, name in NATION_NAMES.items()]
    )
    constituency = models.CharField("constituency or ward", max_length=120)
    basis = models.CharField(
        "kind of constituency", max_length=10, choices=Basis, blank=True
    )
    by_election = models.BooleanField("a by-election", default=False)
    polling_day = models.DateField()
    declared_on = models.DateField("the result was declared on", null=True, blank=True)
    electorate = models.PositiveIntegerField(
        "electors on the last day for the notice of election", null=True, blank=True
    )
    is_demonstration = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    contact_address = models.TextField("address for letters", blank=True)
    contact_email = models.EmailField("e-mail for letters", blank=True)
    return_address = models.TextField("where to return a lost sheet", blank=True)
    imprint_promoter = models.CharField(
        "promoter's name and address", max_length=300, blank=True
    )
    imprint_printer = models.CharField(
        "printer's name and address", max_length=300, blank=True
    )
    counts_two = models.BooleanField("count an answer of 2 as a pledge", default=False)
    erase_on = models.DateField("erase personal data on")
    erased_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def has_ended(self) -> bool:
        return self.erased_at is not None

    @property
    def imprint(self) -> str:
        """The line that must stand on printed matter, as far as its parts were entered."""
        return imprint_line(self.imprint_rule, self._imprint)

    @property
    def imprint_gaps(self) -> tuple[str, ...]:
        """What the law wants in the imprint and was not entered."""
        return imprint_gaps(self.imprint_rule, self._imprint)

    @property
    def imprint_rule(self) -> ImprintRule:
        """The rule for what is printed for this election."""
        return imprint_rule(
            ElectionKind(self.election), Nation(self.nation), self.polling_day
        )

    @property
    def _imprint(self) -> Imprint:
        return Imprint(
            promoter=self.imprint_promoter,
            printer=self.imprint_printer,
            candidate=self.candidate,
        )


class CampaignRow(models.Model):
    """What every row of a campaign has: an id of its own and the campaign's key.

    In the database the primary key is (campaign_id, id): see `tenancy.TenantTable`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # The primary key begins with campaign_id, so a second index on it would only cost.
    campaign = models.ForeignKey(
        Campaign, models.CASCADE, db_index=False, related_name="+"
    )

    class Meta:
        abstract = True


class Council(CampaignRow):
    """A council whose registration officer keeps part of our register. No personal data."""

    name = models.CharField(max_length=120)
    electoral_services_address = models.TextField(
        "address of electoral services", blank=True
    )

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "name"], name="one_council_per_name"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    AGENT = "agent", "Election agent"
    CANDIDATE = "candidate", "Candidate"
    ORGANISER = "organiser", "Organiser"
    DATA_OFFICER = "data-officer", "Data officer"
    CANVASSER = "canvasser", "Canvasser"
    TELLER = "teller", "Teller"
    PRINTER = "printer", "Printer (no voting data)"
    SCRUTINEER = "scrutineer", "Scrutineer of a ballot"


class MembershipQuerySet(models.QuerySet["Membership"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def valid_at(self, at: datetime) -> Self:
        """Those whose time has begun and has not ended."""
        begun = Q(starts_at=None) | Q(starts_at__lte=at)
        going_on = Q(ends_at=None) | Q(ends_at__gt=at)
        return self.filter(begun, going_on, ended_at=None)


class Membership(CampaignRow):
    """What one user may do in one campaign, where, and until when.

    Personal data: that this person helps this campaign. Why: rights. For how long: until the campaign's
    data are erased.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    districts = ArrayField(
        models.UUIDField(),
        default=list,
        blank=True,
        help_text="Polling districts; empty means everywhere.",
    )
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    joined_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        ordering = ["role", "user__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "user"],
                condition=Q(ended_at=None),
                name="one_membership_per_person",
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="membership_role_known"
            ),
            models.CheckConstraint(
                condition=Q(starts_at=None)
                | Q(ends_at=None)
                | Q(starts_at__lt=models.F("ends_at")),
                name="membership_window_forwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    def is_current_at(self, at: datetime) -> bool:
        """Whether it goes on, or is still to begin."""
        return self.ended_at is None and (self.ends_at is None or self.ends_at > at)


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def open_at(self, at: datetime) -> Self:
        """Those whose link still works."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=at)


class Invitation(CampaignRow):
    """A link that lets one person in, once, until it expires. Only a hash of its secret is kept.

    Personal data: the name to be invited. For how long: until the campaign's data are erased.
    """

    class Purpose(models.TextChoices):
        JOIN = "join", "Join the campaign"
        RECOVER = "recover", "Sign in again after a lost password or second factor"
        PHONE = "phone", "Enrol a phone for the doorstep"

    purpose = models.CharField(max_length=10, choices=Purpose, default=Purpose.JOIN)
    name = models.CharField(max_length=150)
    role = models.CharField(max_length=20, choices=Role)
    districts = ArrayField(models.UUIDField(), default=list, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    secret_hash = models.CharField(max_length=64, validators=[MinLengthValidator(64)])
    issued_by = models.CharField(max_length=150, blank=True)
    # Two people may have one name: whoever takes a link back is known by the user; null where a command issued it.
    issuer = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "secret_hash"], name="one_invitation_per_secret"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.get_role_display()})"

    def is_open_at(self, at: datetime) -> bool:
        return self.used_at is None and self.revoked_at is None and self.expires_at > at


class AuditEntry(CampaignRow):
    """Who did what to which record, and when; never what the record says. Added to, never changed.

    Personal data: which user acted, which record. Why: the agent answers in law for what was done. For how
    long: it outlives the erasure of the campaign as bare facts.
    """

    at = models.DateTimeField()
    actor = models.CharField(max_length=80)
    actor_name = models.CharField(max_length=150)
    verb = models.CharField(max_length=80)
    operation = models.CharField(max_length=10)
    table = models.CharField(max_length=80)
    records = ArrayField(models.UUIDField(), null=True)
    rows = models.PositiveIntegerField()

    class Meta:
        ordering = ["-at"]
        indexes = [models.Index(fields=["campaign", "-at"], name="audit_by_time")]

    def __str__(self) -> str:
        return f"{self.at:%d %b %Y %H:%M} {self.actor_name} {self.verb}"


class TickQuerySet(models.QuerySet["Tick"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)


class Tick(CampaignRow):
    """A step of the first day's checklist that somebody says is done. No personal data."""

    step = models.CharField(max_length=60)
    ticked_at = models.DateTimeField()

    objects = TickQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "step"], name="one_tick_per_step"
            ),
        ]

    def __str__(self) -> str:
        return self.step


class PrivacyNotice(CampaignRow):
    """The campaign's privacy notice, as the agent entered it. Without one, only counts are kept at doors."""

    text = models.TextField(validators=[MinLengthValidator(80)])
    address = models.CharField("where it can be read", max_length=200)
    entered_at = models.DateTimeField()

    class Meta:
        get_latest_by = "entered_at"

    def __str__(self) -> str:
        return f"Privacy notice of {self.entered_at:%d %b %Y}"


class ConsentWording(CampaignRow):
    """Words read out before an answer is kept with a person's name. A changed wording is a new row."""

    class Covers(models.TextChoices):
        OPINION = "opinion", "Keeping your answer with your name"
        CALLS = "calls", "Telephone calls"
        TEXTS = "texts", "Text messages"
        EMAIL = "email", "E-mail"
        LANGUAGE = "language", "Keeping the language you speak"
        NOTE = "note", "Keeping a note"
        HELP = "help", "Passing on that you need help"
        OFFER = "offer", "Passing on that you offer help"

    covers = models.CharField(max_length=10, choices=Covers, default=Covers.OPINION)
    language = models.CharField(max_length=10, default="en")
    text = models.TextField(validators=[MinLengthValidator(20)])
    notice = models.ForeignKey(
        PrivacyNotice, models.PROTECT, db_constraint=False, related_name="+"
    )
    entered_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["covers", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "covers", "language"],
                condition=Q(withdrawn_at=None),
                name="one_wording_in_force",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_covers_display()} ({self.language})"


class Rung(CampaignRow):
    """One rung of the campaign's ladder of objectives. No personal data but rivals' names, who are public."""

    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=30)
    terms = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "position"], name="one_rung_per_position"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.kind}"
