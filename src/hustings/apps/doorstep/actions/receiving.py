"""What phones hand in: each event answered by itself, none lost, none kept twice.

A batch may come over the network or as a file; it carries no other right than that of its events, each of
which is sealed to the campaign and names the token of the phone that made it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from datetime import datetime
from uuid import UUID

from django.db import DataError, IntegrityError

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.campaigns.secrets import digest
from hustings.apps.doorstep.actions.additions import (
    add_doors,
    add_newcomers,
    standing_among,
)
from hustings.apps.doorstep.actions.consequences import follow
from hustings.apps.doorstep.actions.contact import (
    Contact,
    keep_contact,
    note_contact,
)
from hustings.apps.doorstep.actions.items import (
    SERVER,
    Answer,
    Answers,
    Intake,
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
from hustings.apps.doorstep.known import kept_before, look_up
from hustings.apps.doorstep.lookups import keys_among, phones_among
from hustings.apps.doorstep.models import CampaignKey, Held, Phone
from hustings.apps.ledger.actions import Row, add_new
from hustings.apps.ledger.models import Event, Outcome
from hustings.apps.newcomers.actions import carry_on
from hustings.core import doorstep
from hustings.core.doorstep import Kind, NotAccepted, Reason, Unreadable, read_event
from hustings.core.errors import HustingsError

Judged = tuple[Row, Opened]
WhyNot = NotAccepted | ToBeHeld
MOST = 1000
LONGEST = 12_000  # characters of one sealed event as it is written
# Two spellings of one id would be two events to the phone.
AS_WE_WRITE_IDS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def hand_in(
    *, campaign_id: UUID, events: Sequence[Sealed], at: datetime, by_hand: bool = False
) -> list[Answer]:
    """Take a batch in; gives an answer to each event, in the order given. `by_hand`: out of a file, not from a phone.

    Nothing is kept of an event that is refused but that it was, and why.
    """
    keys = keys_among(campaign_id, [campaign_id])
    if not keys:
        return [Answer(each.id, "refused", Reason.NOT_OURS) for each in events]
    (key,) = keys
    answers = Answers(events)
    opened = _with_phones(key.campaign, _open_all(key, events, answers), answers)
    intake = Intake(
        campaign=key.campaign,
        answers=answers,
        at=at,
        contacts={} if by_hand else _contacts(opened, at),
    )
    _take(intake, _admitted(intake, opened))
    answers.note_refusals(key.campaign, at)
    for contact in intake.contacts.values():
        note_contact(contact=contact)
    return answers.given()


def take_held(
    *, campaign: Campaign, opened: Sequence[Opened], at: datetime
) -> list[Answer]:
    """Take in events that were held, now that the organiser accepts them."""
    answers = Answers(Sealed(str(each.event.id), "") for each in opened)
    intake = Intake(campaign=campaign, answers=answers, at=at, is_accepted=True)
    _take(intake, opened)
    answers.note_refusals(campaign, at)
    return answers.given()


def open_held(*, held: Held, key: CampaignKey) -> doorstep.Event:
    """What lies under the seal of a held event."""
    text = _opener(key).open(bytes(held.sealed), str(held.pk))
    return read_event(text, event=str(held.pk))


def _opener(key: CampaignKey) -> doorstep.Opener:
    return doorstep.opener(key.campaign_id, bytes(key.private))


def _contacts(opened: Iterable[Opened], at: datetime) -> dict[UUID, Contact]:
    """What the latest event of each phone tells of its clock and of the app."""
    latest = {
        each.phone.pk: each
        for each in sorted(opened, key=lambda each: each.event.reckoned_at)
    }
    return {
        key: Contact(
            phone=each.phone,
            offset=each.event.clock_offset,
            app=each.event.app,
            at=at,
        )
        for key, each in latest.items()
    }


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
    if not AS_WE_WRITE_IDS.fullmatch(given.id):
        raise NotAccepted(Reason.MALFORMED, "id: expected small letters and dashes")
    sealed = doorstep.unwritten(given.sealed)
    event = read_event(opener.open(sealed, given.id), event=given.id)
    if event.campaign != opener.campaign:
        raise NotAccepted(Reason.NOT_OURS, "campaign")
    return sealed, event


def _with_phones(
    campaign: Campaign,
    opened: Sequence[tuple[bytes, doorstep.Event]],
    answers: Answers,
) -> list[Opened]:
    """Whose each event is, by the token within it."""
    hashes = {token: digest(token) for token in {event.token for _, event in opened}}
    rows = phones_among(campaign.pk, hashes.values())
    phones = {row.hand_in_hash: row for row in rows}
    found = []
    for sealed, event in opened:
        phone = phones.get(hashes[event.token])
        if phone is None:
            answers.refuse(event.id, NotAccepted(Reason.NOT_OURS, "token"))
        else:
            found.append(Opened(event, phone, sealed))
    return found


def _admitted(intake: Intake, opened: Sequence[Opened]) -> list[Opened]:
    """Those that count at once; what comes from a phone cut off or over, or from an odd clock, is held.

    What stands there already, an event or what it added, needs no second look.
    """
    judged = [(each, _why_not(each, intake.at)) for each in opened]
    doubtful = [(each, why) for each, why in judged if why]
    added = _added_before(intake.campaign, [each for each, _ in doubtful])
    again = [each for each, _ in doubtful if each.event.id in added]
    _turn_away(intake, [pair for pair in doubtful if pair[0].event.id not in added])
    return [each for each, why in judged if why is None] + again


def _added_before(campaign: Campaign, opened: Sequence[Opened]) -> set[UUID]:
    """The events whose door or newcomer was added before."""
    added = {
        key: each.event.id
        for each in opened
        if each.event.kind in (Kind.DOOR, Kind.NEWCOMER)
        and (key := each.event.newcomer or each.event.door)
    }
    return {added[key] for key in standing_among(campaign, added)} if added else set()


def _why_not(given: Opened, at: datetime) -> WhyNot | None:
    try:
        odd = is_odd_time(given.event, given.phone, at)
    except NotAccepted as refusal:
        return refusal
    match given.phone.state_at(at):
        case "revoked":
            return ToBeHeld(Held.Why.REVOKED.value)
        case "over":
            return ToBeHeld(Held.Why.OVER.value)
    return ToBeHeld(Held.Why.ODD_TIME.value) if odd else None


def _turn_away(intake: Intake, doubtful: Sequence[tuple[Opened, WhyNot]]) -> None:
    """Hold each for the organiser, or refuse it; but what the ledger has already, it keeps, whatever we say of it now."""
    if not doubtful:
        return
    new = {each.event.id for each in _settle_kept(intake, [e for e, _ in doubtful])}
    held = []
    for each, why in doubtful:
        if each.event.id not in new:
            continue
        if isinstance(why, ToBeHeld):
            held.append((each, why.why))
        else:
            intake.answers.refuse(each.event.id, why, each.phone)
    _hold(intake, held)


def _hold(intake: Intake, held: Sequence[tuple[Opened, str]]) -> None:
    """Keep them sealed for the organiser, each once."""
    if not held:
        return
    rows = [
        Held(
            campaign=intake.campaign,
            pk=each.event.id,
            phone=each.phone,
            why=why,
            sealed=each.sealed,
            received_at=intake.at,
        )
        for each, why in held
    ]
    with acting(SERVER, "hold events for the organiser"):
        Held.objects.bulk_create(rows, ignore_conflicts=True)
        ids = [row.pk for row in rows]
        standing = Held.objects.of(intake.campaign).filter(pk__in=ids)
        phones = dict(standing.values_list("pk", "phone"))
    for row in rows:
        if phones.get(row.pk) == row.phone_id:
            intake.answers.settle(row.pk, "held", row.why)
        else:
            intake.answers.refuse(row.pk, NotAccepted(Reason.DIFFERENT), row.phone)


def _take(intake: Intake, opened: Sequence[Opened]) -> None:
    """Doors and newcomers first, since visits name them; then the rest; voids last, since they name visits."""
    campaign, answers, at = intake.campaign, intake.answers, intake.at
    by_kind: dict[Kind, list[Opened]] = defaultdict(list)
    for each in opened:
        by_kind[each.event.kind].append(each)
    add_doors(campaign, by_kind.pop(Kind.DOOR, []), answers, at)
    add_newcomers(campaign, by_kind.pop(Kind.NEWCOMER, []), answers, at)
    voids = by_kind.pop(Kind.VOID, [])
    others = [each for some in by_kind.values() for each in some]
    for some in (others, voids):
        _record(intake, some)


def _settle_kept(intake: Intake, opened: Sequence[Opened]) -> list[Opened]:
    """Answer those that the ledger has already; gives the others."""
    answers, new = intake.answers, []
    kept = kept_before(intake.campaign, [each.event.id for each in opened])
    for each in opened:
        held = kept.get(each.event.id)
        if held is None:
            new.append(each)
        elif is_the_same(held, each.event, each.phone):
            answers.settle(each.event.id, "already")
        else:
            refusal = NotAccepted(Reason.DIFFERENT)
            answers.refuse(each.event.id, refusal, each.phone)
    return new


def _record(intake: Intake, opened: Sequence[Opened]) -> None:
    """Into the ledger with those that can be kept: all of one phone's at once, or one by one where that fails."""
    if not opened:
        return
    known = look_up(
        intake.campaign,
        [each.event for each in opened],
        within=areas_of(opened),
        is_accepted=intake.is_accepted,
    )
    by_phone: dict[Phone, list[Judged]] = defaultdict(list)
    doubtful: list[tuple[Opened, WhyNot]] = []
    for each in opened:
        try:
            row = row_of(each.event, each.phone, known)
        except (NotAccepted, ToBeHeld) as why:
            doubtful.append((each, why))
        else:
            by_phone[each.phone].append((row, each))
    _turn_away(intake, doubtful)
    moved = {door.id for door in known.doors.values() if door.became_id}
    for phone, judged in by_phone.items():
        # In one order everywhere, so that two sendings of the same batch never wait for each other.
        judged.sort(key=lambda pair: pair[0]["id"].int)
        if not _record_all(intake, phone, judged, moved):
            for pair in judged:
                if not _record_all(intake, phone, [pair], moved):
                    _turn_away(intake, [(pair[1], NotAccepted(Reason.DIFFERENT))])


def _record_all(
    intake: Intake, phone: Phone, judged: Sequence[Judged], moved: Set[UUID]
) -> bool:
    """Record the events of one phone, all or none, with what follows from them; False where one of them cannot be.

    That the phone was there is noted with them, which saves a transaction. Any other trouble of the database is
    raised: the phone gets no answer and sends again.
    """
    by, at = phone.membership, intake.at
    try:
        with acting(by, "hand in from a phone"):
            new = add_new(rows=[row for row, _ in judged], at=at)
            for row, _ in judged:
                if _leads_on(row, moved) and row["id"] in new:
                    _lead_on(Event(**row, received_at=at), moved, by, at)
            if phone.pk in intake.contacts:
                keep_contact(contact=intake.contacts[phone.pk])
    except (HustingsError, IntegrityError, DataError):
        return False
    intake.contacts.pop(phone.pk, None)
    for key in new:
        intake.answers.settle(key, "kept")
    if len(new) < len(judged):
        _settle_kept(intake, [each for row, each in judged if row["id"] not in new])
    return True


def _leads_on(row: Row, moved: Set[UUID]) -> bool:
    """Whether anything follows from the event; nothing does from most."""
    return (
        row["kind"] in (Kind.VOID, Kind.ERASURE)
        or row["payload"].get("outcome") == Outcome.DO_NOT_CONTACT
        or row["newcomer_id"] is not None
        or row["door_id"] in moved
    )


def _lead_on(event: Event, moved: Set[UUID], by: Membership, at: datetime) -> None:
    """What is told of a newcomer, or of a door of `moved`, goes on to whom or what they have turned out to be."""
    follow(event, by=by, at=at)
    if event.newcomer_id or event.door_id in moved or event.voids_id:
        carry_on(event=event, by=by, at=at)
