"""A list of sealed events, as a phone sends it and as a saved file holds it."""

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Sealed:
    """One event as it came: its id and the text of its seal, whatever they are."""

    id: str
    sealed: str


class BadRequest(Exception):
    """What came is not one of ours; the text says what was expected."""


def batch_of(said: dict[str, object], *, most: int) -> tuple[UUID, list[Sealed]]:
    """The campaign and the events, at most so many. Raises BadRequest."""
    if said.get("v") != 1:
        raise BadRequest("v: expected 1, the version of the list of events")
    held = said.get("events")
    if not isinstance(held, list) or len(held) > most:
        raise BadRequest(f"events: expected a list of at most {most:,}")
    found = []
    for place, each in enumerate(held, start=1):
        fields = each if isinstance(each, dict) else {}
        key, sealed = fields.get("id"), fields.get("sealed")
        if not isinstance(key, str) or not isinstance(sealed, str) or len(key) > 100:
            raise BadRequest(f"event {place}: expected id and sealed, both text")
        found.append(Sealed(key, sealed))
    if len({each.id for each in found}) != len(found):
        raise BadRequest("events: expected each id once")
    return campaign_of(said), found


def campaign_of(said: dict[str, object]) -> UUID:
    """The campaign that it names. Raises BadRequest."""
    try:
        return UUID(str(said.get("campaign")))
    except ValueError as problem:
        raise BadRequest("campaign: expected its id") from problem
