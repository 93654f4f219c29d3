"""What every print of the canvass and of polling day has in common: who asked, what a page says, where the file lies."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.utils.timezone import localtime, now

from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.campaigns.rights import May
from hustings.apps.jobs.actions import remove_file, store_file
from hustings.apps.jobs.models import Job
from hustings.core.errors import HustingsError
from hustings.core.printing import Document, Paper, bundle
from hustings.engine.typesetting import typeset_each

Report = Callable[[int, int, str], None]

# Whoever asks to be left alone after a printing is still on its file. It is there to be put on paper now, not to be
# fetched next week.
FETCHED_WITHIN = timedelta(days=1)


def asked_by(job: Job) -> Membership:
    """The membership of whoever asked, while it lasts: a job asked for before an access ended prints nothing after."""
    memberships = Membership.objects.select_related("campaign", "user").valid_at(now())
    found = memberships.filter(
        campaign=job.campaign_id, user=job.requested_by_id
    ).first()
    if found is None:
        raise HustingsError("Whoever asked for this is no longer in the campaign.")
    return found


def reference_of(job: Job) -> str:
    """The mark that every sheet of one printing bears, and the audit trail with it."""
    return job.id.hex[:6].upper()


def paper_of(campaign: Campaign, *, by: str, at: datetime, size: str) -> Paper:
    """What each page says about itself; refuses where nobody would know whose a lost page is."""
    if not campaign.return_address:
        raise HustingsError(
            "Say first where a lost sheet is to be returned: in the campaign’s details."
        )
    moment = localtime(at)
    return Paper(
        campaign=campaign.name,
        return_to=campaign.return_address,
        imprint=campaign.imprint,
        printed_on=moment.date(),
        printed_at=f"{moment:%H:%M}",
        printed_by=by,
        size="a5" if size == "a5" else "a4",
    )


def keep_print(
    *,
    job: Job,
    by: Membership,
    documents: Sequence[Document],
    name: str,
    right: May,
    report: Report,
) -> None:
    """Set the documents and store them for those with `right`: one PDF, or several in a ZIP.

    What an earlier attempt stored goes. Files with anybody's data on them can be fetched for a day.
    """
    for stored in job.files.all():
        remove_file(stored=stored, by=by)
    is_plain = right is May.PRINT_PLAIN_SHEETS
    several = len(documents) > 1
    with TemporaryDirectory() as folder:
        place = Path(folder) / "printed"
        _write(place, documents, report)
        store_file(
            campaign=by.campaign,
            name=f"{name}.{'zip' if several else 'pdf'}",
            content=place,
            right=right,
            job=job,
            by=by,
            at=now(),
            content_type="application/zip" if several else "application/pdf",
            has_personal_data=not is_plain,
            **({} if is_plain else {"keep": FETCHED_WITHIN}),
        )


def _write(place: Path, documents: Sequence[Document], report: Report) -> None:
    pdfs = _set(documents, report)
    if len(documents) == 1:
        place.write_bytes(next(pdfs)[1])
        return
    with place.open("wb") as file:
        bundle(pdfs, file, made_on=documents[0].made_on)


def _set(documents: Sequence[Document], report: Report) -> Iterator[tuple[str, bytes]]:
    pdfs = typeset_each(documents, settings.FONTS)
    for done, (document, pdf) in enumerate(zip(documents, pdfs, strict=True), start=1):
        report(done, len(documents), f"Setting {document.name}")
        yield document.name, pdf
