"""Everything that changes jobs and stored files."""

import hashlib
import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from django.db import connection

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.campaigns.rights import May
from hustings.apps.jobs.models import Job, StoredFile
from hustings.engine.home import folder

CHANNEL = "hustings_jobs"


def enqueue(
    *, kind: str, title: str, by: Membership, arguments: dict[str, object], at: datetime
) -> Job:
    """Queue a job of the member's campaign and wake the worker."""
    job = Job.objects.create(
        campaign=by.campaign,
        kind=kind,
        title=title,
        arguments=arguments,
        requested_by=by.user,
        queued_at=at,
    )
    _wake()
    return job


def enqueue_for_server(
    *,
    kind: str,
    title: str,
    at: datetime,
    arguments: Mapping[str, object] | None = None,
) -> Job:
    """Queue a job of the whole server, such as the nightly copy."""
    job = Job.objects.create(
        kind=kind, title=title, arguments=dict(arguments or {}), queued_at=at
    )
    _wake()
    return job


def store_file(  # noqa: PLR0913 - a kept file has this many facts, each named by the caller
    *,
    campaign: Campaign,
    name: str,
    content: bytes | Path,
    right: May,
    job: Job | None = None,
    by: Membership | Actor,
    at: datetime,
    content_type: str = "application/octet-stream",
    keep: timedelta = timedelta(days=14),
    has_personal_data: bool = True,
) -> StoredFile:
    """Keep bytes, or a copy of the file at a path, for members with `right` to fetch until it expires."""
    key = uuid4()
    relative = Path(str(campaign.id)) / str(key)
    place = folder("files") / relative
    place.parent.mkdir(mode=0o700, exist_ok=True)
    _write(place, content)
    with acting(by, "store a file"):
        return StoredFile.objects.create(
            id=key,
            campaign=campaign,
            name=name,
            path=relative.as_posix(),
            content_type=content_type,
            size=place.stat().st_size,
            sha256=_sha256(place),
            has_personal_data=has_personal_data,
            right=right.value,
            job=job,
            created_at=at,
            expires_at=at + keep,
        )


def path_of(stored: StoredFile) -> Path:
    """Where the file lies on this machine."""
    return folder("files") / stored.path


def remove_file(*, stored: StoredFile, by: Membership | Actor) -> None:
    """Delete the file and its row."""
    path_of(stored).unlink(missing_ok=True)
    with acting(by, "delete a stored file"):
        stored.delete()


def remove_expired(*, by: Actor, at: datetime) -> int:
    """Delete every stored file whose time is over; gives how many went."""
    expired = list(StoredFile.objects.filter(expires_at__lte=at))
    for stored in expired:
        remove_file(stored=stored, by=by)
    return len(expired)


def remove_strays(*, at: datetime) -> int:
    """Delete files that no row names: a kill between the file and its row leaves one. Gives how many went.

    What is younger than a day is let be, since its row may be on the way.
    """
    place = folder("files")
    known = set(StoredFile.objects.values_list("path", flat=True))
    before = (at - timedelta(days=1)).timestamp()
    strays = [
        file
        for file in place.rglob("*")
        if file.is_file()
        and file.stat().st_mtime < before
        and file.relative_to(place).as_posix() not in known
    ]
    for file in strays:
        file.unlink(missing_ok=True)
    return len(strays)


def _write(place: Path, content: bytes | Path) -> None:
    partial = place.with_suffix(".part")
    if isinstance(content, Path):
        shutil.copyfile(content, partial)
    else:
        partial.write_bytes(content)
    partial.chmod(0o600)
    partial.rename(place)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _wake() -> None:
    """Tell a waiting worker; the notice goes out when the transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])
