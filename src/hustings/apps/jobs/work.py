"""The jobs app's own work."""

from django.utils.timezone import now

from hustings.apps.campaigns.audit import command
from hustings.apps.jobs.actions import remove_expired
from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import Report


def remove_expired_files(job: Job, report: Report) -> dict[str, object]:
    """Delete the stored files whose time is over."""
    return {"removed": remove_expired(by=command("nightly"), at=now())}
