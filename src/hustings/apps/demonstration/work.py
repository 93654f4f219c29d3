"""The worker's part: a day of the invented constituency is made anew from its seed, which takes seconds."""

from django.urls import reverse
from django.utils.timezone import now

from hustings.apps.campaigns.models import Membership
from hustings.apps.demonstration.actions import close_the_poll, play
from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import Report
from hustings.core.errors import HustingsError


def three_hours(job: Job, report: Report) -> dict[str, object]:
    """Let three hours pass."""
    report(0, 1, "Tellers are taking down numbers")
    asker = _asker(job)
    play(campaign=asker.campaign, by=asker, hours=3, at=now())
    url = reverse("pollday:home", args=[asker.campaign_id])
    return {"url": url, "label": "See who has voted"}


def to_the_close(job: Job, report: Report) -> dict[str, object]:
    """Let the day end: the result is there as a draft."""
    report(0, 1, "It is nearly ten; then the votes are counted")
    asker = _asker(job)
    close_the_poll(campaign=asker.campaign, by=asker, at=now())
    url = reverse("counts:enter", args=[asker.campaign_id, "declared"])
    return {"url": url, "label": "Look over the result, then declare it"}


def _asker(job: Job) -> Membership:
    found = Membership.objects.filter(
        campaign=job.campaign, user=job.requested_by
    ).first()
    if found is None:
        raise HustingsError("Whoever asked for this is no longer a member.")
    return found
