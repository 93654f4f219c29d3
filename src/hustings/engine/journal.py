"""What must hold even after an older copy is restored: erasures, objections and do-not-contacts.

A file beside the database, one line an entry, holding ids and no contents. A restore reads it and does
again whatever is younger than the copy.
"""

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from hustings.engine.home import folder


@dataclass(frozen=True, slots=True)
class Entry:
    """One promise: `kind` is erase-campaign, erase-person, do-not-contact or lift-do-not-contact."""

    at: str
    kind: str
    campaign: str
    record: str
    basis: str = ""

    @property
    def moment(self) -> datetime:
        return datetime.fromisoformat(self.at)


def note(entry: Entry) -> None:
    """Add an entry, on disk before this returns."""
    line = json.dumps(asdict(entry)) + "\n"
    descriptor = os.open(_file(), os.O_APPEND | os.O_CREAT | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "a") as file:
        # A line cut off by a power cut is ended first, so that it spoils no other.
        file.write("\n" + line)
        file.flush()
        os.fsync(file.fileno())


def since(moment: datetime) -> Iterator[Entry]:
    """The entries made at or after `moment`, oldest first; a line cut off by a power cut is passed over."""
    if not _file().exists():
        return
    with _file().open() as lines:
        for line in lines:
            entry = _read(line)
            if entry is not None and entry.moment >= moment:
                yield entry


def _read(line: str) -> Entry | None:
    try:
        return Entry(**json.loads(line))
    except ValueError:
        return None


def _file() -> Path:
    return folder("journal") / "promises.jsonl"
