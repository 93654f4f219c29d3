"""What works on an import, and how that ended."""

from hustings.apps.jobs.models import Job, JobQuerySet
from hustings.apps.register.models import Import


def jobs_of(of_import: Import) -> JobQuerySet:
    """The jobs that looked through or applied an import, the latest first; none where a command did it."""
    jobs = Job.objects.filter(campaign=of_import.campaign_id)
    return jobs.filter(arguments__import=str(of_import.pk)).order_by("-queued_at")


def is_worked_on(of_import: Import) -> bool:
    """Whether one of its jobs waits or is under way."""
    return jobs_of(of_import).under_way().exists()
