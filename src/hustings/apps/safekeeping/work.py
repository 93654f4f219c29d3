"""The worker's part: it has the owner's role, which the web process has not."""

from django.urls import reverse
from django.utils.timezone import localdate, now

from hustings.apps.campaigns.audit import Actor, actor_of, command
from hustings.apps.campaigns.models import Campaign
from hustings.apps.jobs.models import Job
from hustings.apps.jobs.worker import Report
from hustings.apps.register.models import Elector, Newcomer
from hustings.apps.safekeeping.actions import (
    erase_for_good,
    erase_what_is_due,
    finish_erasures,
    replace_copies,
)
from hustings.apps.safekeeping.copies import make_copy
from hustings.apps.safekeeping.erasing import erase_newcomer, erase_person
from hustings.apps.safekeeping.models import Copy, Erasure
from hustings.core.errors import HustingsError
from hustings.engine.keyring import has_keys


def copy(job: Job, report: Report) -> dict[str, object]:
    """Make a copy because somebody asked."""
    report(0, 1, "Making a copy and checking that it restores")
    made = make_copy(reason=Copy.Reason.ASKED, at=now())
    return {"copy": str(made.id)} | _back_to(job)


def nightly_copy(job: Job, report: Report) -> dict[str, object]:
    """Make the night's copy, where a passphrase has been set."""
    if not has_keys():
        return {"copy": None}
    return {"copy": str(make_copy(reason=Copy.Reason.NIGHTLY, at=now()).id)}


def erase_due(job: Job, report: Report) -> dict[str, object]:
    """Erase the campaigns whose day has come."""
    erased = erase_what_is_due(
        today=localdate(), by=command("nightly erasure"), at=now()
    )
    return {"erased": [str(erasure.campaign_id) for erasure in erased]}


def erase_a_person(job: Job, report: Report) -> dict[str, object]:
    """Erase what one person told us, and replace every copy that still holds it."""
    report(0, 2, "Erasing")
    erasure = _erase_whom(job)
    report(1, 2, "Replacing older copies")
    replace_copies(at=now())
    return {"gone": erasure.gone} | _back_to(job)


def _erase_whom(job: Job) -> Erasure:
    """An elector; or a newcomer, who may have been found on the register meanwhile."""
    of, by = _campaign(job), _asker(job)
    if key := job.arguments.get("elector"):
        elector = Elector.objects.get(campaign=of, id=key)
        return erase_person(elector=elector, by=by, at=now())
    people = Newcomer.objects.of(of).select_related("elector")
    newcomer = people.get(id=job.arguments["newcomer"])
    if newcomer.elector:
        return erase_person(elector=newcomer.elector, by=by, at=now())
    return erase_newcomer(newcomer=newcomer, by=by, at=now())


def erase_the_campaign(job: Job, report: Report) -> dict[str, object]:
    """Erase the campaign's personal data, and replace every copy that still holds them."""
    report(0, 1, "Erasing, then replacing older copies")
    campaign = _campaign(job)
    if not campaign.has_ended:
        erase_for_good(campaign=campaign, by=_asker(job), at=now())
    finish_erasures(at=now())
    return _back_to(job)


def _campaign(job: Job) -> Campaign:
    if job.campaign is None:
        raise HustingsError("This job belongs to no campaign.")
    return job.campaign


def _asker(job: Job) -> Actor:
    return actor_of(job.requested_by) if job.requested_by else command("worker")


def _back_to(job: Job) -> dict[str, object]:
    if job.campaign_id is None:
        return {}
    url = reverse("safekeeping:home", args=[job.campaign_id])
    return {"url": url, "label": "Back to copies and erasure"}
