"""A ballot's jobs: its papers as PDF."""

from uuid import UUID

from django.utils.timezone import localdate

from hustings.apps.campaigns.audit import record
from hustings.apps.campaigns.rights import May
from hustings.apps.canvass.prints import Report, asked_by, keep_print
from hustings.apps.jobs.models import Job
from hustings.apps.selection.models import Ballot
from hustings.apps.selection.queries.offered import is_motion
from hustings.core.printing.ballot_papers import BallotPaper, Line, ballot_papers


def print_papers(job: Job, report: Report) -> dict[str, object]:
    """So many papers of a ballot, all alike; the trail notes how many."""
    member = asked_by(job)
    wanted, papers = UUID(str(job.arguments["ballot"])), int(job.arguments["papers"])
    ballot = Ballot.objects.of(member.campaign).get(pk=wanted)
    document = ballot_papers(
        paper_of(ballot),
        papers=papers,
        size=str(job.arguments["size"]),
        made_on=localdate(),
    )
    record(
        campaign=member.campaign,
        by=member,
        verb=f"print {papers} ballot papers",
        of="selection_ballot",
        rows=papers,
        records=[ballot.pk],
    )
    keep_print(
        job=job,
        by=member,
        documents=[document],
        name="ballot papers",
        right=May.MANAGE_BALLOT,
        report=report,
    )
    return {"papers": papers}


def paper_of(ballot: Ballot) -> BallotPaper:
    """What stands on the papers: every line, also of who withdrew once they were given out."""
    return BallotPaper(
        body=ballot.campaign.name,
        title=ballot.title,
        held_on=ballot.held_on,
        seats=ballot.seats,
        lines=[Line(each.name, each.slate) for each in ballot.nominees.all()],
        how=ballot.marked,
        is_motion=is_motion(ballot.rules),
    )
