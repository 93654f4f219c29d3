"""The canvass's job: walk sheets as PDF."""

from uuid import UUID

from django.utils.timezone import now

from hustings.apps.campaigns.audit import record
from hustings.apps.campaigns.models import Membership
from hustings.apps.campaigns.rights import May
from hustings.apps.canvass.paper import Choice, documents_for, electors_for, pages_in
from hustings.apps.canvass.prints import Report, asked_by, keep_print, reference_of
from hustings.apps.canvass.queries import scale_called
from hustings.apps.jobs.models import Job
from hustings.core.printing import Detail

# What a member must be allowed in order to fetch sheets that tell so much: no more than whoever may print them.
FETCHED_WITH = {
    Detail.DOORS: May.PRINT_PLAIN_SHEETS,
    Detail.NAMES: May.PRINT_WALK_SHEETS,
    Detail.VOTING: May.SEE_ANSWERS,
}


def print_walk_sheets(job: Job, report: Report) -> dict[str, object]:
    """Walk sheets of what was chosen: one PDF, or a ZIP with one for each district."""
    member = asked_by(job)
    choice = _choice(job, member)
    report(0, 0, "Putting the doors in order")
    documents = documents_for(member, choice, at=now())
    record(
        campaign=member.campaign,
        by=member,
        verb=f"print walk sheets {choice.reference} ({choice.detail.name.lower()})",
        of="register_elector",
        rows=electors_for(member, choice).count(),
    )
    keep_print(
        job=job,
        by=member,
        documents=documents,
        name=f"walk sheets {choice.reference}",
        right=FETCHED_WITH[choice.detail],
        report=report,
    )
    return {"pages": pages_in(documents), "reference": choice.reference}


def _choice(job: Job, member: Membership) -> Choice:
    chosen = job.arguments
    return Choice(
        districts=[UUID(key) for key in chosen["districts"]],
        detail=Detail[chosen["detail"]],
        scale=scale_called(member.campaign, chosen["scale"]),
        street=chosen["street"],
        side=chosen["side"],
        size=chosen["size"],
        reference=reference_of(job),
    )
