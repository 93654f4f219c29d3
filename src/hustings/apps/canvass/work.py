"""The canvass's job: walk sheets as PDF."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.utils.timezone import localdate, now

from hustings.apps.campaigns.audit import record
from hustings.apps.campaigns.models import Membership
from hustings.apps.campaigns.rights import May
from hustings.apps.canvass.paper import Choice, documents_for, electors_for, pages_in
from hustings.apps.canvass.queries import scale_called
from hustings.apps.jobs.actions import remove_file, store_file
from hustings.apps.jobs.models import Job
from hustings.core.errors import HustingsError
from hustings.core.printing import Detail, Document, bundle
from hustings.engine.typesetting import typeset_each

Report = Callable[[int, int, str], None]


def print_walk_sheets(job: Job, report: Report) -> dict[str, object]:
    """Walk sheets of what was chosen: one PDF, or a ZIP with one for each district."""
    member = asked_by(job)
    choice = _choice(job, member)
    report(0, 0, "Putting the doors in order")
    documents = documents_for(member, choice, on=localdate())
    record(
        campaign=member.campaign,
        by=member,
        verb=f"print walk sheets {choice.reference} ({choice.detail.name.lower()})",
        of="register_elector",
        rows=electors_for(member, choice).count(),
    )
    keep_sheets(job, member, choice, documents, report)
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
        reference=job.id.hex[:6].upper(),
    )


def asked_by(job: Job) -> Membership:
    """The membership of whoever asked, while it lasts: a job asked for before an access ended prints nothing after."""
    memberships = Membership.objects.select_related("campaign", "user").valid_at(now())
    found = memberships.filter(
        campaign=job.campaign_id, user=job.requested_by_id
    ).first()
    if found is None:
        raise HustingsError("Whoever asked for this is no longer in the campaign.")
    return found


class Printed(Protocol):
    """What was chosen to print, as far as the keeping of it goes."""

    @property
    def detail(self) -> Detail: ...

    @property
    def reference(self) -> str: ...


def keep_sheets(
    job: Job,
    member: Membership,
    choice: Printed,
    documents: Sequence[Document],
    report: Report,
) -> None:
    """Set the documents and store them. What an earlier attempt stored goes."""
    for stored in job.files.all():
        remove_file(stored=stored, by=member)
    several = len(documents) > 1
    plain = choice.detail is Detail.DOORS
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
            name=f"walk sheets {choice.reference}.{'zip' if several else 'pdf'}",
            content=place,
            right=May.PRINT_PLAIN_SHEETS if plain else May.PRINT_WALK_SHEETS,
            job=job,
            by=member,
            at=now(),
            content_type="application/zip" if several else "application/pdf",
            has_personal_data=not plain,
        )


def _set(documents: Sequence[Document], report: Report) -> Iterator[tuple[str, bytes]]:
    pdfs = typeset_each(documents, settings.FONTS)
    for done, (document, pdf) in enumerate(zip(documents, pdfs, strict=True), start=1):
        report(done, len(documents), f"Setting {document.name}")
        yield document.name, pdf
