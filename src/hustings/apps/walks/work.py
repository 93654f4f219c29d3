"""The walks' jobs: cutting, telling doors where they stand, and printing."""

from uuid import UUID

from django.urls import reverse
from django.utils.timezone import now

from hustings.apps.campaigns.audit import record
from hustings.apps.canvass.prints import Report, asked_by, keep_print, reference_of
from hustings.apps.canvass.queries import scale_called
from hustings.apps.canvass.work import FETCHED_WITH
from hustings.apps.jobs.actions import path_of, remove_file
from hustings.apps.jobs.models import Job, StoredFile
from hustings.apps.register.models import District
from hustings.apps.walks.actions import cut_district, locate_doors
from hustings.apps.walks.actions.locating import Outcome
from hustings.apps.walks.choices import chosen
from hustings.apps.walks.paper import WalkChoice, chosen_walks, walk_documents
from hustings.core.errors import HustingsError
from hustings.core.printing import Detail
from hustings.core.register.sources import Source
from hustings.core.walks.locating import NotRead

TOLD = 50


def cut_walks(job: Job, report: Report) -> dict[str, object]:
    """Cut the chosen districts one after another; each is kept as soon as it is cut."""
    member = asked_by(job)
    districts = District.objects.filter(
        campaign=job.campaign_id, pk__in=[UUID(d) for d in job.arguments["districts"]]
    ).select_related("council", "campaign")
    if member.districts:
        districts = districts.filter(pk__in=member.districts)
    choices = chosen(job.arguments)
    made = doors = 0
    for done, district in enumerate(rows := list(districts)):
        report(done, len(rows), f"Cutting {district}")
        walks = cut_district(district=district, choices=choices, by=member, at=now())
        made += len(walks)
        doors += sum(len(walk.doors) for walk in walks)
    report(len(rows), len(rows), f"{made:,} walks with {doors:,} doors")
    only = rows[0] if len(rows) == 1 else None
    url = (
        reverse("walks:district", args=[job.campaign_id, only.pk])
        if only
        else reverse("walks:home", args=[job.campaign_id])
    )
    return {"walks": made, "doors": doors, "url": url}


def locate(job: Job, report: Report) -> dict[str, object]:
    """Read the stored files for places; they are deleted afterwards."""
    member = asked_by(job)
    stored = list(
        StoredFile.objects.filter(
            campaign=job.campaign_id,
            pk__in=[UUID(key) for key in job.arguments["files"]],
        )
    )
    if not stored:
        raise HustingsError("The files have gone. Send them again.")
    sources = [_source(each) for each in stored]

    def told(rows: int, name: str) -> None:
        report(0, 0, f"{rows:,} rows of {name.rpartition('/')[2]}")

    outcome = locate_doors(
        campaign=member.campaign, sources=sources, by=member, report=told
    )
    for each in stored:
        remove_file(stored=each, by=member)
    report(1, 1, in_words(outcome))
    return {
        "url": reverse("walks:places", args=[job.campaign_id]) + f"?job={job.pk}",
        "said": in_words(outcome),
        "not_read": [_plain(row) for row in outcome.read.not_read[:TOLD]],
        "not_read_in_all": outcome.read.not_read_in_all,
    }


def in_words(outcome: Outcome) -> str:
    """What files told, in a sentence."""
    read, without = outcome.read, outcome.without
    said = f"{_many(read.rows, 'row')} read, {_many(sum(outcome.doors.values()), 'door')} located"
    if read.not_read_in_all:
        said += f", {_many(read.not_read_in_all, 'row')} not read"
    return f"{said}; {_many(without, 'door')} still without a place."


def _many(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"


def print_walks(job: Job, report: Report) -> dict[str, object]:
    """Sheets of the chosen walks: one PDF, or a ZIP with one for each district."""
    member = asked_by(job)
    given = job.arguments
    choice = WalkChoice(
        walks=[UUID(key) for key in given["walks"]],
        detail=Detail[given["detail"]],
        scale=scale_called(member.campaign, given["scale"]),
        size=given["size"],
        address=given["address"],
        reference=reference_of(job),
    )
    report(0, 0, "Putting the doors in order")
    documents = walk_documents(member, choice, at=now())
    record(
        campaign=member.campaign,
        by=member,
        verb=f"print walks {choice.reference} ({choice.detail.name.lower()})",
        of="walks_walk",
        rows=len(chosen_walks(member, choice)),
    )
    keep_print(
        job=job,
        by=member,
        documents=documents,
        name=f"walks {choice.reference}",
        right=FETCHED_WITH[choice.detail],
        report=report,
    )
    pages = sum(len(document.words["pages"]) for document in documents)
    return {"pages": pages, "reference": choice.reference}


def _source(stored: StoredFile) -> Source:
    path = path_of(stored)
    return Source(stored.name, lambda: path.open("rb"))


def _plain(row: NotRead) -> dict[str, object]:
    return {"file": row.file, "line": row.line, "what": row.what, "why": row.why}
