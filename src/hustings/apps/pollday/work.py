"""Polling day's jobs: knocking-up sheets and tellers' pads as PDF."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from django.utils.timezone import now

from hustings.apps.campaigns.audit import record
from hustings.apps.campaigns.rights import May
from hustings.apps.canvass.prints import (
    Report,
    asked_by,
    keep_print,
    paper_of,
    reference_of,
)
from hustings.apps.canvass.sheets import sheet_letters, sheets_of
from hustings.apps.jobs.models import Job
from hustings.apps.pollday.queries import day_counted, left, needing_help
from hustings.apps.register.models import District, Elector
from hustings.apps.register.queries import districts_in
from hustings.core.errors import HustingsError
from hustings.core.printing import Pad, Resident, knocking_up_sheets, tellers_pads


def print_sheets(job: Job, report: Report) -> dict[str, object]:
    """Knocking-up sheets of the districts asked for, or of all, without those marked by now."""
    member, at, reference = asked_by(job), now(), reference_of(job)
    waiting = left(member, day_counted(member.campaign, at))
    if job.arguments["districts"]:
        waiting = waiting.within(member.campaign_id, job.arguments["districts"])
    electors = list(waiting)
    if not electors:
        raise HustingsError("Nobody is left to knock up there, so nothing was printed.")
    size = str(job.arguments["size"])
    paper = paper_of(member.campaign, by=str(member.user), at=at, size=size)
    letters = sheet_letters(member.campaign)
    helped = needing_help(member)
    sheets = sheets_of(
        electors,
        lambda elector: _resident(elector, helped),
        letters=letters,
        reference=reference,
    )
    documents = knocking_up_sheets(sheets, paper=paper)
    record(
        campaign=member.campaign,
        by=member,
        verb=f"print knocking-up sheets {reference}",
        of="register_elector",
        rows=len(electors),
    )
    keep_print(
        job=job,
        by=member,
        documents=documents,
        name=f"knocking-up sheets {reference}",
        right=May.SEE_KNOCKING_UP,
        report=report,
    )
    return {"electors": len(electors), "reference": reference}


def print_pads(job: Job, report: Report) -> dict[str, object]:
    """Empty tellers' pads for the districts asked for, or for all."""
    member = asked_by(job)
    wanted = set(job.arguments["districts"])
    districts = [d for d in districts_in(member) if not wanted or str(d.pk) in wanted]
    size = str(job.arguments["size"])
    paper = paper_of(member.campaign, by=str(member.user), at=now(), size=size)
    pads = list(_pads(districts, int(job.arguments["copies"])))
    if not pads:
        raise HustingsError("There are no districts yet: read in the register first.")
    keep_print(
        job=job,
        by=member,
        documents=[tellers_pads(pads, paper=paper)],
        name="tellers’ pads",
        right=May.PRINT_PLAIN_SHEETS,
        report=report,
    )
    return {"pads": len(pads)}


def _resident(elector: Elector, helped: set[UUID]) -> Resident:
    marks = "needs help to get there" if elector.pk in helped else ""
    return Resident(elector.short_number, elector.name, marks)


def _pads(districts: Iterable[District], copies: int) -> Iterator[Pad]:
    """So many empty pads for each district."""
    for district in districts:
        for _ in range(copies):
            yield Pad(str(district))
