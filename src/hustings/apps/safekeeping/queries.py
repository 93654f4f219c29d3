"""What the agent is shown of copies."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from hustings.apps.safekeeping.models import Copy
from hustings.engine.keyring import has_keys

STALE = timedelta(days=2)


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
    last = Copy.objects.filter(deleted_at=None).first()
    return State(has_keys(), last, at - last.made_at if last else None)
