"""What phones hand in: each event answered by itself, none lost, none kept twice.

A batch may come over the network or as a file; it carries no other right than that of its events, each of
which is sealed to the campaign and names the token of the phone that made it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from datetime import datetime
from uuid import UUID

from django.db import DataError, IntegrityError

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign
from hustings.apps.campaigns.secrets import digest
from hustings.apps.doorstep.actions.additions import (
    add_doors,
    add_newcomers,
    standing_among,
)
from hustings.apps.doorstep.actions.consequences import follow
from hustings.apps.doorstep.actions.contact import note_contact
from hustings.apps.doorstep.actions.items import (
    SERVER,
    Answer,
    Answers,
    Opened,
    Sealed,
    areas_of,
)
from hustings.apps.doorstep.judging import (
    ToBeHeld,
    is_odd_time,
    is_the_same,
    row_of,
)
from hustings.apps.doorstep.known import look_up
from hustings.apps.doorstep.models import CampaignKey, Held, Phone
from hustings.apps.ledger.actions import record_events
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import carry_on
from hustings.core import doorstep
from hustings.core.doorstep import Kind, NotAccepted, Reason, Unreadable, read_event
from hustings.core.errors import HustingsError

MOST = 1000
LONGEST = 12_000  # characters of one sealed event as it is written


def hand_in(
    *, campaign_id: UUID, events: Sequence[Sealed], at: datetime, by_hand: bool = False
) -> list[Answer]:
    """Take a batch in; gives an answer to each event, in the order given. `by_hand`: out of a file, not from a phone.

    Nothing is kept of an event that is refused but that it was, and why.
    """
    keys = CampaignKey.objects.filter(
        campaign_id=campaign_id, campaign__erased_at=None
    ).select_related("campaign")
    key = keys.first()
    if key is None:
        return [Answer(each.id, "refused", Reason.NOT_OURS) for each in events]
    answers = Answers(events)
    opened = _with_phones(key.campaign, _open_all(key, events, answers), answers)
    _take(key.campaign, _admitted(key.campaign, opened, answers, at), answers, at)
    answers.note_refusals(key.campaign, at)
    if not by_hand:
        _note_contacts(opened, at)
    return answers.given()


def take_held(
    *, campaign: Campaign, opened: Sequence[Opened], at: datetime
) -> list[Answer]:
    """Take in events that were held, now that the organiser accepts them."""
    answers = Answers(Sealed(str(each.event.id), "") for each in opened)
    _take(campaign, opened, answers, at, is_accepted=True)
    answers.note_refusals(campaign, at)
    return answers.given()


def open_held(*, held: Held, key: CampaignKey) -> doorstep.Event:
    """What lies under the seal of a held event."""
    text = _opener(key).open(bytes(held.sealed), held.pk)
    return read_event(text, event=held.pk)


def _opener(key: CampaignKey) -> doorstep.Opener:
    return doorstep.opener(key.campaign_id, bytes(key.private))


def _note_contacts(opened: Sequence[Opened], at: datetime) -> None:
    """What the latest event of each phone tells of its clock and of the app."""
    latest = {
        each.phone.pk: each
        for each in sorted(opened, key=lambda each: each.event.reckoned_at)
    }
    for each in latest.values():
        offset, app = each.event.clock_offset, each.event.app
        note_contact(phone=each.phone, offset=offset, app=app, at=at)


def _open_all(
    key: CampaignKey, events: Iterable[Sealed], answers: Answers
) -> list[tuple[bytes, doorstep.Event]]:
    opener, found = _opener(key), []
    for given in events:
        try:
            found.append(_read(given, opener))
        except Unreadable:
            answers.refuse(given.id, NotAccepted(Reason.UNREADABLE))
        except NotAccepted as refusal:
            answers.refuse(given.id, refusal)
    return found


def _read(given: Sealed, opener: doorstep.Opener) -> tuple[bytes, doorstep.Event]:
    if len(given.sealed) > LONGEST:
        raise NotAccepted(Reason.TOO_LARGE, f"{len(given.sealed)} characters")
    event_id = _id(given)
    sealed = doorstep.unwritten(given.sealed)
    event = read_event(opener.open(sealed, event_id), event=event_id)
    if event.campaign != opener.campaign:
        raise NotAccepted(Reason.NOT_OURS, "campaign")
    return sealed, event


def _id(given: Sealed) -> UUID:
    """Written as we write ids, or two spellings of one would be two events to the phone."""
    try:
        found = UUID(given.id)
    except ValueError as problem:
        raise NotAccepted(Reason.MALFORMED, "id: expected an id") from problem
    if str(found) != given.id:
        raise NotAccepted(Reason.MALFORMED, "id: expected small letters and dashes")
    return found


def _with_phones(
    campaign: Campaign,
    opened: Sequence[tuple[bytes, doorstep.Event]],
    answers: Answers,
) -> list[Opened]:
    """Whose each event is, by the token within it."""
    hashes = {digest(event.token) for _, event in opened}
    rows = Phone.objects.of(campaign).filter(hand_in_hash__in=hashes)
    phones = {row.hand_in_hash: row for row in rows.select_related("membership__user")}
    found = []
    for sealed, event in opened:
        phone = phones.get(digest(event.token))
        if phone is None:
            answers.refuse(event.id, NotAccepted(Reason.NOT_OURS, "token"))
        else:
            found.append(Opened(event, phone, sealed))
    return found


def _admitted(
    campaign: Campaign, opened: Sequence[Opened], answers: Answers, at: datetime
) -> list[Opened]:
    """Those that count at once; what comes from a phone cut off or over, or from an odd clock, is held."""
    before = _kept_before(campaign, opened)
    admitted, held = [], []
    for each in opened:
        try:
            why = "" if each.event.id in before else _why_held(each, at)
        except NotAccepted as refusal:
            answers.refuse(each.event.id, refusal, each.phone)
            continue
        if why:
            held.append((each, why))
        else:
            admitted.append(each)
    _hold(campaign, held, answers, at)
    return admitted


def _kept_before(campaign: Campaign, opened: Sequence[Opened]) -> set[UUID]:
    """The events that need no second look: they, or what they added, stand there already."""
    ids = [each.event.id for each in opened]
    rows = Event.objects.of(campaign).filter(pk__in=ids)
    found = set(rows.values_list("pk", flat=True))
    added = {
        key: each.event.id
        for each in opened
        if each.event.kind in (Kind.DOOR, Kind.NEWCOMER)
        and (key := each.event.newcomer or each.event.door)
    }
    if added:
        found |= {added[key] for key in standing_among(campaign, added)}
    return found


def _why_held(given: Opened, at: datetime) -> str:
    odd = is_odd_time(given.event, given.phone, at)
    match given.phone.state_at(at):
        case "revoked":
            return Held.Why.REVOKED.value
        case "over":
            return Held.Why.OVER.value
    return Held.Why.ODD_TIME.value if odd else ""


def _hold(
    campaign: Campaign,
    held: Sequence[tuple[Opened, str]],
    answers: Answers,
    at: datetime,
) -> None:
    """Keep them sealed for the organiser, each once."""
    if not held:
        return
    rows = [
        Held(
            campaign=campaign,
            pk=each.event.id,
            phone=each.phone,
            why=why,
            sealed=each.sealed,
            received_at=at,
        )
        for each, why in held
    ]
    with acting(SERVER, "hold events for the organiser"):
        Held.objects.bulk_create(rows, ignore_conflicts=True)
        ids = [row.pk for row in rows]
        standing = Held.objects.of(campaign).filter(pk__in=ids)
        phones = dict(standing.values_list("pk", "phone"))
    for row in rows:
        if phones.get(row.pk) == row.phone_id:
            answers.settle(row.pk, "held", row.why)
        else:
            answers.refuse(row.pk, NotAccepted(Reason.DIFFERENT), row.phone)


def _take(
    campaign: Campaign,
    opened: Sequence[Opened],
    answers: Answers,
    at: datetime,
    *,
    is_accepted: bool = False,
) -> None:
    """Doors and newcomers first, since visits name them; then the rest; voids last, since they name visits."""
    by_kind: dict[Kind, list[Opened]] = defaultdict(list)
    for each in opened:
        by_kind[each.event.kind].append(each)
    add_doors(campaign, by_kind.pop(Kind.DOOR, []), answers, at)
    add_newcomers(campaign, by_kind.pop(Kind.NEWCOMER, []), answers, at)
    voids = by_kind.pop(Kind.VOID, [])
    others = [each for some in by_kind.values() for each in some]
    for some in (others, voids):
        _record(campaign, some, answers, at, is_accepted=is_accepted)


def _record(
    campaign: Campaign,
    opened: Sequence[Opened],
    answers: Answers,
    at: datetime,
    *,
    is_accepted: bool,
) -> None:
    """Into the ledger with those that can be kept: all of one phone's at once, or one by one where that fails."""
    if not opened:
        return
    events = [each.event for each in opened]
    within = areas_of(opened)
    known = look_up(campaign, events, within=within, is_accepted=is_accepted)
    by_phone: dict[UUID, list[Event]] = defaultdict(list)
    held = []
    for each in opened:
        try:
            if kept := known.kept.get(each.event.id):
                _settle_again(kept, each, answers)
            else:
                row = row_of(each.event, each.phone, known)
                by_phone[each.phone.pk].append(row)
        except NotAccepted as refusal:
            answers.refuse(each.event.id, refusal, each.phone)
        except ToBeHeld as asked:
            held.append((each, asked.why))
    _hold(campaign, held, answers, at)
    moved = {door.pk for door in known.doors.values() if door.became_id}
    for rows in by_phone.values():
        # In one order everywhere, so that two sendings of the same batch never wait for each other.
        rows.sort(key=lambda row: row.id)
        if not _record_all(rows, moved, answers, at):
            _record_singly(rows, moved, answers, at)


def _settle_again(kept: Event, given: Opened, answers: Answers) -> None:
    if not is_the_same(kept, given.event, given.phone):
        raise NotAccepted(Reason.DIFFERENT)
    answers.settle(given.event.id, "already")


def _record_singly(
    rows: Sequence[Event], moved: Set[UUID], answers: Answers, at: datetime
) -> None:
    for row in rows:
        if not _record_all([row], moved, answers, at):
            answers.refuse(row.id, NotAccepted(Reason.DIFFERENT))


def _record_all(
    rows: Sequence[Event], moved: Set[UUID], answers: Answers, at: datetime
) -> bool:
    """Record the rows of one phone, all or none, with what follows from them; False where one of them cannot be.

    What is told of a newcomer, or of a door of `moved`, goes on to whom or what they have turned out to be.
    Any other trouble of the database is raised: the phone gets no answer and sends again.
    """
    by = rows[0].author
    try:
        with acting(by, "hand in from a phone"):
            new = set(record_events(events=rows, by=by, at=at).kept)
            for row in rows:
                if row.id in new:
                    follow(row, by=by, at=at)
                    if row.newcomer_id or row.door_id in moved or row.voids_id:
                        carry_on(event=row, by=by, at=at)
    except (HustingsError, IntegrityError, DataError):
        return False
    for row in rows:
        answers.settle(row.id, "kept" if row.id in new else "already")
    return True
