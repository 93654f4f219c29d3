"""What the organiser's pages show of phones and of what they brought."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from hustings.apps.campaigns.models import Campaign, Invitation, Membership
from hustings.apps.doorstep.actions.enrolling import may_give
from hustings.apps.doorstep.actions.receiving import open_held
from hustings.apps.doorstep.models import (
    CallRound,
    CampaignKey,
    DoorAdded,
    Held,
    HeldQuerySet,
    NotAcceptedEntry,
    Phone,
    Stall,
)
from hustings.apps.ledger.models import Event, Outcome
from hustings.apps.register.models import Door, Elector, Newcomer
from hustings.apps.register.queries import Scope
from hustings.apps.walks.models import Outing
from hustings.core import doorstep
from hustings.core.doorstep import Kind, in_words

AT_ONCE = 100
# A clock so far out is worth a word: times of knocks are reckoned, but people look at the phone.
CLOCK_OUT = 120_000  # milliseconds
CHANNELS = {"calls": "telephone calls", "texts": "text messages", "email": "e-mail"}
DETAILS = {
    "language": "the language spoken",
    "note": "a note",
    "help": "needs help",
    "offer": "offers help",
}


@dataclass(frozen=True, slots=True)
class PhoneRow:
    """A phone as the list shows it. `carries` names what it has with it; `waiting` events of it are held."""

    phone: Phone
    state: str
    carries: str
    waiting: int

    @property
    def clock(self) -> str:
        """How far the phone's clock is out, where that is much."""
        offset = self.phone.clock_offset
        if abs(offset) < CLOCK_OUT:
            return ""
        minutes = round(abs(offset) / 60_000)
        far = (
            f"{minutes // 60} h {minutes % 60} min"
            if minutes >= 60
            else f"{minutes} min"
        )
        return f"{far} {'slow' if offset > 0 else 'fast'}"


@dataclass(frozen=True, slots=True)
class HeldRow:
    """An event that is held, with what lies in it where that may be seen."""

    held: Held
    at: datetime | None = None
    whom: str = ""
    says: str = ""


@dataclass(slots=True)
class Tally:
    """What came of a stall, or of all at one place."""

    visits: int = 0
    spoken_to: int = 0
    newcomers: int = 0
    permissions: int = 0
    answers: list[int] = field(default_factory=lambda: [0] * 5)

    def add(self, other: "Tally") -> None:
        self.visits += other.visits
        self.spoken_to += other.spoken_to
        self.newcomers += other.newcomers
        self.permissions += other.permissions
        self.answers = [a + b for a, b in zip(self.answers, other.answers, strict=True)]


def phones_in(by: Membership) -> QuerySet[Phone]:
    """The phones of the campaign, or those of members who share the member's area."""
    phones = Phone.objects.of(by.campaign).select_related("membership__user")
    if not by.districts:
        return phones
    return phones.filter(membership__districts__overlap=by.districts)


def rows_of(by: Membership, at: datetime) -> list[PhoneRow]:
    """The phones, those that may still read first, in a number of queries that does not grow with them."""
    phones = list(phones_in(by))
    names = _names_of(by.campaign, [p.occasion for p in phones if p.occasion])
    waiting = dict(
        Held.objects.of(by.campaign)
        .waiting()
        .order_by()
        .values_list("phone")
        .annotate(many=Count("pk"))
    )
    rows = [
        PhoneRow(
            phone,
            phone.state_at(at),
            names.get(phone.occasion, "") if phone.occasion else "",
            waiting.get(phone.pk, 0),
        )
        for phone in phones
    ]
    return sorted(rows, key=lambda row: row.state != "in")


def links_of(by: Membership, at: datetime) -> list[Invitation]:
    """Links for phones that nobody has used yet; somebody limited to an area sees their own."""
    links = Invitation.objects.of(by.campaign).open_at(at)
    links = links.filter(purpose=Invitation.Purpose.PHONE).order_by("expires_at")
    return list(links.filter(issued_by=str(by.user)) if by.districts else links)


def holders_for(by: Membership, at: datetime) -> list[Membership]:
    """The members for whose phones `by` may make a link."""
    members = Membership.objects.of(by.campaign).valid_at(at).select_related("user")
    return [each for each in members.order_by("user__name") if may_give(by, each)]


def held_in(by: Membership) -> HeldQuerySet:
    """What waits, of the phones that the member sees."""
    waiting = Held.objects.of(by.campaign).waiting().select_related("phone")
    if not by.districts:
        return waiting
    return waiting.filter(phone__in=phones_in(by).values("pk"))


def held_rows(by: Membership, held: Sequence[Held], *, sees: bool) -> list[HeldRow]:
    """These with what lies in them, for those who may see answers; for others the bare fact.

    Of what happened outside the member's area nothing is told either: a phone may go further than that.
    """
    key = CampaignKey.objects.filter(campaign=by.campaign).first()
    if not sees or key is None:
        return [HeldRow(each) for each in held]
    opened = [open_held(held=each, key=key) for each in held]
    names = _names_among(by.campaign, opened)
    hidden = names.keys() - _names_among(by, opened) if by.districts else set()
    return [
        HeldRow(each, event.happened_at, "Outside your area")
        if _subjects(event) & hidden
        else HeldRow(each, event.happened_at, _whom(event, names), _says(event))
        for each, event in zip(held, opened, strict=True)
    ]


def held_about(
    campaign: UUID, people: Iterable[UUID], *, using: str = "default"
) -> list[tuple[Held, doorstep.Event]]:
    """What waits and is about one of these electors or newcomers, opened."""
    key = CampaignKey.objects.using(using).filter(campaign_id=campaign).first()
    waiting = Held.objects.using(using).filter(campaign_id=campaign).waiting()
    whom = set(people)
    opened = [(each, open_held(held=each, key=key)) for each in waiting] if key else []
    return [
        (each, event)
        for each, event in opened
        if {event.elector, event.newcomer} & whom
    ]


def not_accepted_in(by: Membership) -> list[tuple[NotAcceptedEntry, str]]:
    """The last hundred events that were turned away, each with its reason in words."""
    rows = NotAcceptedEntry.objects.filter(campaign=by.campaign).select_related("phone")
    if by.districts:
        rows = rows.filter(phone__in=phones_in(by).values("pk"))
    return [(row, in_words(row.reason)) for row in rows[:AT_ONCE]]


def stalls_in(by: Membership) -> QuerySet[Stall]:
    """The stalls of the campaign, or those that touch the member's area; those of no district belong to all."""
    stalls = Stall.objects.of(by.campaign)
    if not by.districts:
        return stalls
    return stalls.filter(Q(districts__overlap=by.districts) | Q(districts=[]))


def calls_in(by: Membership) -> QuerySet[CallRound]:
    """The rounds of calls of the campaign, or those that touch the member's area."""
    calls = CallRound.objects.of(by.campaign)
    return calls.filter(districts__overlap=by.districts) if by.districts else calls


def tallies(campaign: Campaign, occasions: Iterable[UUID]) -> dict[UUID, Tally]:
    """What came of each of these stalls or rounds."""
    keys = list(occasions)
    found = {key: Tally() for key in keys}
    events = Event.objects.of(campaign).standing().filter(occasion__in=keys)
    counted = (
        events.order_by()
        .values_list(
            "occasion",
            "kind",
            "payload__outcome",
            "payload__answer",
            "payload__given",
        )
        .annotate(many=Count("pk"))
    )
    for occasion, *what, many in counted:
        if occasion:
            _count(found[occasion], what, many)
    new = events.filter(newcomer__isnull=False).order_by().values_list("occasion")
    for occasion, many in new.annotate(many=Count("newcomer", distinct=True)):
        if occasion:
            found[occasion].newcomers = many
    return found


def by_place(stalls: Iterable[Stall], counted: dict[UUID, Tally]) -> dict[str, Tally]:
    """The same by place, however it was written: small and large letters are one."""
    names: dict[str, str] = {}
    found: dict[str, Tally] = {}
    for stall in stalls:
        name = names.setdefault(stall.place.strip().casefold(), stall.place.strip())
        found.setdefault(name, Tally()).add(counted[stall.pk])
    return found


def _count(tally: Tally, what: Sequence[object], many: int) -> None:
    kind, outcome, answer, given = what
    if kind == Event.Kind.PERMISSION and given is True:
        tally.permissions += many
    if kind != Event.Kind.VISIT:
        return
    tally.visits += many
    if outcome == Outcome.SPOKEN_TO:
        tally.spoken_to += many
    if isinstance(answer, int) and 1 <= answer <= 5:
        tally.answers[answer - 1] += many


def _names_of(campaign: Campaign, keys: Sequence[UUID]) -> dict[UUID, str]:
    """What these outings, stalls and rounds are called."""
    outings = Outing.objects.of(campaign).filter(Q(pk__in=keys)).under_way()
    found = {each.pk: str(each.walk) for each in outings.select_related("walk")}
    found |= {s.pk: str(s) for s in Stall.objects.of(campaign).filter(pk__in=keys)}
    calls = CallRound.objects.of(campaign).filter(pk__in=keys)
    return found | {each.pk: str(each) for each in calls}


def _names_among(scope: Scope, events: Iterable[doorstep.Event]) -> dict[UUID, str]:
    """What the people and the doors of the scope are called of whom the events tell; nobody anonymous."""
    keys = {key for event in events for key in _subjects(event)}
    if isinstance(scope, Membership):
        electors = Elector.objects.for_member(scope)
        newcomers = Newcomer.objects.for_member(scope)
        doors = Door.objects.for_member(scope)
    else:
        electors = Elector.objects.of(scope)
        newcomers = Newcomer.objects.of(scope)
        doors = Door.objects.of(scope)
    people = [
        *electors.filter(pk__in=keys, is_anonymous=False),
        *newcomers.filter(pk__in=keys),
    ]
    made = DoorAdded.objects.filter(pk__in=keys, door__in=doors.values("pk"))
    found = {each.pk: each.name for each in people}
    found |= {door.pk: str(door) for door in doors.filter(pk__in=keys)}
    return found | {each.pk: str(each.door) for each in made.select_related("door")}


def _whom(event: doorstep.Event, names: Mapping[UUID, str]) -> str:
    keys = [event.elector, event.newcomer, event.door]
    return ", ".join(names[key] for key in keys if key and key in names)


def _subjects(event: doorstep.Event) -> set[UUID]:
    return {key for key in (event.elector, event.newcomer, event.door) if key}


def _says(event: doorstep.Event) -> str:
    said = event.payload
    match event.kind:
        case Kind.VISIT:
            outcome = str(said.get("outcome"))
            label = Outcome(outcome).label if outcome in Outcome.values else outcome
            return f"{label}: {said['code']}" if said.get("code") else str(label)
        case Kind.PERMISSION:
            yes = "Agrees to" if said.get("given") else "Takes back"
            return f"{yes} {CHANNELS[str(said['channel'])]}"
        case Kind.DETAIL:
            return f"{DETAILS[str(said['what'])].capitalize()}: {said['value']}"
        case Kind.NEWCOMER:
            return f"Added: {said.get('forenames', '')} {said.get('surname', '')}"
        case Kind.DOOR:
            return f"Added: {said.get('label', '')} {said.get('street', '')}"
        case Kind.ERASURE:
            return "Asks for their answers to be erased"
    return "Takes an earlier one back"
