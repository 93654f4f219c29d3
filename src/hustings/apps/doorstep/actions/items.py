"""An event on its way in: as it came, opened, whose it is, and what has become of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign
from hustings.apps.doorstep.actions.contact import Contact
from hustings.apps.doorstep.batches import Sealed
from hustings.apps.doorstep.models import NotAcceptedEntry, Phone
from hustings.core import doorstep
from hustings.core.doorstep import NotAccepted

__all__ = ["SERVER", "Answer", "Answers", "Intake", "Opened", "Sealed", "areas_of"]
SERVER = Actor("doorstep", "what phones hand in")
# Beyond so many the list would only grow by somebody's mischief.
MOST_NOTED = 5000


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one event: `kept`, `already`, `held` (with why) or `refused` (with the reason)."""

    id: str
    result: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """An event that was opened and whose phone is known. `sealed` is as it came, to be held if need be."""

    event: doorstep.Event
    phone: Phone
    sealed: bytes = b""


def areas_of(opened: Iterable[Opened]) -> set[UUID]:
    """The districts to which those who made these events are limited, if any of them is."""
    return {key for each in opened for key in each.phone.membership.districts}


class Answers:
    """The answers to a batch, one for each event, in the order in which the events came."""

    def __init__(self, events: Iterable[Sealed]) -> None:
        self._ids = [each.id for each in events]
        self._answers: dict[str, Answer] = {}
        self._refused: list[tuple[str, NotAccepted, Phone | None]] = []

    def settle(self, key: str | UUID, result: str, reason: str = "") -> None:
        text = str(key)
        self._answers[text] = Answer(text, result, reason)

    def refuse(
        self, key: str | UUID, refusal: NotAccepted, phone: Phone | None = None
    ) -> None:
        self.settle(key, "refused", refusal.reason.value)
        self._refused.append((str(key), refusal, phone))

    def given(self) -> list[Answer]:
        return [self._answers[key] for key in self._ids]

    def note_refusals(self, campaign: Campaign, at: datetime) -> None:
        """Note what was turned away, each once, without what it said."""
        if not self._refused:
            return
        standing = NotAcceptedEntry.objects.filter(campaign=campaign).count()
        entries = [
            NotAcceptedEntry(
                campaign=campaign,
                event=_uuid(key),
                phone=phone,
                reason=refusal.reason.value,
                what=refusal.what[:200],
                at=at,
            )
            for key, refusal, phone in self._refused
        ]
        with acting(SERVER, "turn events away"):
            NotAcceptedEntry.objects.bulk_create(
                entries[: max(MOST_NOTED - standing, 0)], ignore_conflicts=True
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """One taking in of events: whose they are, when it is, and what is told of each."""

    campaign: Campaign
    answers: Answers
    at: datetime
    # By phone: what is not noted yet of those that spoke to us.
    contacts: dict[UUID, Contact] = field(default_factory=dict)
    # A person has looked at these events and lets them count.
    is_accepted: bool = False


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
