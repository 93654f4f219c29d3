"""The jobs app's own work."""

from django.utils.timezone import now

from hustings.apps.accounts.sessions import forget_what_is_over
from hustings.apps.campaigns.audit import command
from hustings.apps.jobs.actions import remove_expired, remove_strays
from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import Report


def remove_expired_files(job: Job, report: Report) -> dict[str, object]:
    """Delete the stored files whose time is over, and old sessions; with them what a kill left unnamed."""
    at = now()
    forget_what_is_over(at)
    return {
        "removed": remove_expired(by=command("nightly"), at=at),
        "strays": remove_strays(at=at),
    }
