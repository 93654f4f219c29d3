import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from hustings.apps.campaigns.models import Campaign, CampaignRow, Membership


class JobQuerySet(models.QuerySet["Job"]):
    def of(self, campaign: Campaign) -> Self:
        return self.filter(campaign=campaign)

    def for_member(self, membership: Membership) -> Self:
        """The jobs of the member's campaign; of one who is limited to an area, those they asked for."""
        jobs = self.filter(campaign=membership.campaign_id)
        return (
            jobs.filter(requested_by=membership.user_id)
            if membership.districts
            else jobs
        )

    def waiting(self) -> Self:
        return self.filter(state=Job.State.QUEUED)

    def under_way(self) -> Self:
        return self.filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])

    def first_come(self) -> Self:
        return self.order_by("queued_at", "id")


class Job(models.Model):
    """One piece of work that outlasts a request. It may be run twice, so its work must bear that.

    Names rows by their ids and holds no personal data; jobs of the whole server have no campaign.
    """

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Under way"
        DONE = "done", "Done"
        FAILED = "failed", "Did not work"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    campaign = models.ForeignKey(
        Campaign, models.CASCADE, null=True, related_name="jobs"
    )
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    arguments = models.JSONField(default=dict)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    queued_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    saying = models.CharField(max_length=300, blank=True)
    result = models.JSONField(default=dict)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-queued_at"]
        indexes = [
            models.Index(
                fields=["queued_at"], condition=Q(state="queued"), name="jobs_waiting"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}: {self.get_state_display()}"

    @property
    def percent(self) -> int:
        return 100 * self.done // self.total if self.total else 0

    @property
    def is_over(self) -> bool:
        return self.state in {Job.State.DONE, Job.State.FAILED}


class StoredFileQuerySet(models.QuerySet["StoredFile"]):
    def for_member(self, membership: Membership) -> Self:
        """The files of the member's campaign; of one who is limited to an area, those made for them."""
        files = self.filter(campaign=membership.campaign_id)
        if not membership.districts:
            return files
        return files.filter(job__requested_by=membership.user_id)


class StoredFile(CampaignRow):
    """A file that was sent in, or made here for somebody to fetch. It lies in the home's files folder.

    Personal data: register files and sheets. Why: to import or print. For how long: until `expires_at`,
    and never beyond the campaign's erasure.
    """

    name = models.CharField(max_length=200)
    path = models.CharField(max_length=300)
    content_type = models.CharField(max_length=100, default="application/octet-stream")
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    has_personal_data = models.BooleanField(default=True)
    # The right that fetching it needs, as `rights.May` names it.
    right = models.CharField(max_length=40)
    job = models.ForeignKey(Job, models.SET_NULL, null=True, related_name="files")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name
