"""A visit as it comes from the doorstep, before it is known what of it may be kept."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID, uuid4

from django.utils.timezone import localtime

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Door, Elector
from hustings.core.canvassing import Kept, Said, what_is_kept
from hustings.core.errors import HustingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What came back about one elector, or about a door.

    `consent`: the words that were read out before the person agreed, if they were. `canvasser`: the name of
    who knocked, where another typed it in. `author`: whoever records, where that is not the member who acts.
    """

    happened_at: datetime
    said: Said
    elector: Elector | None = None
    door: Door | None = None
    consent: ConsentWording | None = None
    canvasser: str = ""
    sheet: str = ""
    device: str = ""
    author: Membership | None = None
    id: UUID = field(default_factory=uuid4)

    @property
    def subject(self) -> Elector | Door:
        found = self.elector or self.door
        if found is None:
            raise HustingsError("Say who was called on, or at which door.")
        return found

    @property
    def door_key(self) -> UUID | None:
        """Of the door, without asking the database for the row."""
        if self.door:
            return self.door.pk
        return self.elector.door_id if self.elector else None


def kept_of(visit: Visit) -> Kept:
    """What of the visit may be kept, by the words of consent that it names."""
    if visit.said.agreed and visit.elector is None:
        raise HustingsError(
            "Nobody can agree for a whole door: type the number of the elector who did."
        )
    kept = what_is_kept(visit.said, may_ask=_covers(visit))
    if visit.elector is None and kept.names_person:
        return replace(kept, names_person=False)
    return kept


def event_of(visit: Visit, kept: Kept) -> Event:
    """The event to be added to the ledger. HustingsError where there is neither a door nor a consent."""
    door = visit.door_key
    if door is None and not kept.names_person:
        raise HustingsError(
            f"Nothing can be kept of {visit.subject}: the register gives no address, and they did not agree."
        )
    extra = {"canvasser": visit.canvasser, "sheet": visit.sheet}
    return Event(
        id=visit.id,
        campaign_id=visit.subject.campaign_id,
        kind=Event.Kind.VISIT,
        district_id=visit.subject.district_id,
        elector_id=visit.elector.pk if visit.elector and kept.names_person else None,
        door_id=door,
        happened_at=visit.happened_at,
        author=visit.author,
        device=visit.device,
        payload=kept.payload | {key: text for key, text in extra.items() if text},
        consent=visit.consent if kept.consented else None,
        consented_at=visit.happened_at if kept.consented else None,
    )


def in_force_that_day(words: ConsentWording, moment: datetime) -> bool:
    """Whether the words could be read out on the day of the moment: sheets of the morning carry the morning's words."""
    day = localtime(moment).date()
    begun = localtime(words.entered_at).date() <= day
    over = words.withdrawn_at and localtime(words.withdrawn_at).date() < day
    return begun and not over


def _covers(visit: Visit) -> bool:
    """Whether the words were the campaign's own about opinions, and in force on the day of the knock."""
    words = visit.consent
    if words is None or words.campaign_id != visit.subject.campaign_id:
        return False
    is_about_opinion = words.covers == words.Covers.OPINION
    return is_about_opinion and in_force_that_day(words, visit.happened_at)
