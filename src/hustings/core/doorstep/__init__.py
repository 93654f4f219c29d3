"""What comes from phones: the seal that only the campaign opens, and the event that lies under it."""

from hustings.core.doorstep.envelope import (
    Consent,
    Event,
    Kind,
    NotAccepted,
    Reason,
    in_words,
    read_event,
    write_event,
)
from hustings.core.doorstep.seal import (
    Opener,
    Unreadable,
    new_key,
    opener,
    private_bytes,
    seal,
    unwritten,
    written,
)

__all__ = [
    "Consent",
    "Event",
    "Kind",
    "NotAccepted",
    "Opener",
    "Reason",
    "Unreadable",
    "in_words",
    "new_key",
    "opener",
    "private_bytes",
    "read_event",
    "seal",
    "unwritten",
    "write_event",
    "written",
]
