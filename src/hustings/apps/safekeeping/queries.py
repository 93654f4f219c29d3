"""What the agent is shown of copies."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from hustings.apps.safekeeping.models import Copy
from hustings.engine.keyring import has_keys

STALE = timedelta(days=2)
MOST_LOOKED_FOR = 20


@dataclass(frozen=True, slots=True)
class State:
    """The last good copy, its age, and whether that is a worry."""

    has_keys: bool
    last: Copy | None
    age: timedelta | None

    @property
    def is_worrying(self) -> bool:
        return self.age is None or self.age > STALE


def state_of_copies(at: datetime) -> State:
    """How the server's copies stand at this moment."""
    kept = Copy.objects.filter(deleted_at=None)
    last = next(filter(_is_there, kept[:MOST_LOOKED_FOR]), None)
    return State(has_keys(), last, at - last.made_at if last else None)


def _is_there(copy: Copy) -> bool:
    """Whether the file still lies where we put it; one that was taken away on a stick cannot be looked for."""
    return not copy.is_ours or Path(copy.path).exists()
