"""Polling day's jobs: knocking-up sheets and tellers' pads as PDF."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils.timezone import localdate, now

from hustings.apps.campaigns.audit import record
from hustings.apps.campaigns.models import Membership
from hustings.apps.campaigns.rights import May
from hustings.apps.canvass.paper import paper_of
from hustings.apps.jobs.actions import remove_file, store_file
from hustings.apps.jobs.models import Job
from hustings.apps.pollday.paper import pads_of, sheets_of
from hustings.apps.pollday.queries import day_counted, left
from hustings.apps.register.queries import districts_in
from hustings.core.errors import HustingsError
from hustings.core.printing.bundle import bundle
from hustings.core.printing.document import Document
from hustings.core.printing.knocking_up import knocking_up_sheets
from hustings.core.printing.telling import tellers_pads
from hustings.engine.typesetting import typeset_each

Report = Callable[[int, int, str], None]


def print_sheets(job: Job, report: Report) -> dict[str, object]:
    """Knocking-up sheets of the districts asked for, or of all, without those marked by now."""
    member = _asked_by(job)
    waiting = left(member, day_counted(member.campaign, now()))
    if job.arguments["districts"]:
        waiting = waiting.filter(district__in=job.arguments["districts"])
    electors = list(waiting)
    if not electors:
        raise HustingsError("Nobody is left to knock up there, so nothing was printed.")
    paper = paper_of(
        member.campaign,
        by=str(member.user),
        on=localdate(),
        size=str(job.arguments["size"]),
    )
    documents = knocking_up_sheets(sheets_of(electors), paper=paper)
    record(
        campaign=member.campaign,
        by=member,
        verb="print knocking-up sheets",
        of="register_elector",
        rows=len(electors),
    )
    _keep(job, member, documents, report, right=May.SEE_KNOCKING_UP)
    return {"electors": len(electors)}


def print_pads(job: Job, report: Report) -> dict[str, object]:
    """Empty tellers' pads for the districts asked for, or for all."""
    member = _asked_by(job)
    wanted = set(job.arguments["districts"])
    districts = [d for d in districts_in(member) if not wanted or str(d.pk) in wanted]
    paper = paper_of(
        member.campaign,
        by=str(member.user),
        on=localdate(),
        size=str(job.arguments["size"]),
    )
    pads = list(pads_of(districts, int(job.arguments["copies"])))
    if not pads:
        raise HustingsError("There are no districts yet: read in the register first.")
    document = tellers_pads(pads, paper=paper)
    _keep(job, member, [document], report, right=May.PRINT_PLAIN_SHEETS)
    return {"pads": len(pads)}


def _asked_by(job: Job) -> Membership:
    """The membership of whoever asked, while it lasts: a job started before an access ended prints nothing after."""
    memberships = Membership.objects.select_related("campaign", "user").valid_at(now())
    found = memberships.filter(
        campaign=job.campaign_id, user=job.requested_by_id
    ).first()
    if found is None:
        raise HustingsError("Whoever asked for this is no longer in the campaign.")
    return found


def _keep(
    job: Job,
    member: Membership,
    documents: Sequence[Document],
    report: Report,
    *,
    right: May,
) -> None:
    """Set the documents and store them: one PDF, or several in a ZIP. What an earlier attempt stored goes."""
    for stored in job.files.all():
        remove_file(stored=stored, by=member)
    several = len(documents) > 1
    name = job.title.lower() + (".zip" if several else ".pdf")
    with TemporaryDirectory() as folder:
        place = Path(folder) / "printed"
        pdfs = _set(documents, report)
        if several:
            with place.open("wb") as file:
                bundle(pdfs, file, made_on=localdate())
        else:
            place.write_bytes(next(pdfs)[1])
        store_file(
            campaign=member.campaign,
            name=name,
            content=place,
            right=right,
            job=job,
            by=member,
            at=now(),
            content_type="application/zip" if several else "application/pdf",
            has_personal_data=right is not May.PRINT_PLAIN_SHEETS,
        )


def _set(documents: Sequence[Document], report: Report) -> Iterator[tuple[str, bytes]]:
    pdfs = typeset_each(documents, settings.FONTS)
    for done, (document, pdf) in enumerate(zip(documents, pdfs, strict=True), start=1):
        report(done, len(documents), f"Setting {document.name}")
        yield document.name, pdf
