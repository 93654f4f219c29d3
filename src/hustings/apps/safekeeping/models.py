import uuid

from django.db import models

from hustings.apps.campaigns.models import CampaignRow


class Copy(models.Model):
    """A copy of the whole server that was made, checked and put somewhere. No personal data itself."""

    class Reason(models.TextChoices):
        ASKED = "asked", "Asked for"
        NIGHTLY = "nightly", "Each night"
        IMPORT = "import", "Before an import"
        ERASURE = "erasure", "After an erasure"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reason = models.CharField(max_length=10, choices=Reason)
    made_at = models.DateTimeField()
    path = models.CharField(max_length=500)
    # Those in the home's own folder are kept and deleted by us; one written elsewhere is the agent's.
    is_ours = models.BooleanField()
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    rows = models.PositiveBigIntegerField("rows found again when the copy was checked")
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return f"{self.made_at:%d %b %Y %H:%M} {self.get_reason_display()}"


class Erasure(CampaignRow):
    """What was erased, in numbers, and what the campaign amounted to. Holds nobody's data.

    `person` is the id of an elector's or a newcomer's row when one person was erased; then nothing is totted up.
    """

    at = models.DateTimeField()
    person = models.UUIDField(null=True, blank=True)
    gone = models.JSONField(default=dict)
    totals = models.JSONField(default=dict)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.at:%d %b %Y}: {sum(self.gone.values())} rows"
