"""What the campaign may keep of an event from a phone: the row of the ledger that it becomes, or why not.

The phone has asked for consent before it made the event; it is asked again here, since a phone can be wrong
or forged. Without consent that holds, what came of the door remains and nothing more.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from hustings.apps.campaigns.models import ConsentWording
from hustings.apps.canvass.visits import in_force_that_day
from hustings.apps.doorstep.known import Known
from hustings.apps.doorstep.models import Held, Phone
from hustings.apps.ledger.actions import Row
from hustings.apps.ledger.models import ABOUT_A_PERSON, Event, Outcome
from hustings.core import doorstep
from hustings.core.canvassing import AnswerCode, Kept, Said, what_is_kept
from hustings.core.canvassing.consent import OUTCOMES
from hustings.core.doorstep import Kind, NotAccepted, Reason
from hustings.core.errors import HustingsError

Found = TypeVar("Found")
# A phone's clock may be a little fast; further off, and a person looks at it; days off, and it is made up.
FAST, ABSURD = timedelta(minutes=5), timedelta(days=3)


class ToBeHeld(Exception):
    """This one event is for a person to judge. `why` is one of `Held.Why`."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def is_odd_time(event: doorstep.Event, phone: Phone, at: datetime) -> bool:
    """Whether the event says that it happened after now, or before its phone was enrolled.

    NotAccepted where it is so far off that no clock explains it.
    """
    when = event.reckoned_at
    early, late = phone.enrolled_at - when, when - at
    if max(early, late) > ABSURD:
        raise NotAccepted(Reason.IMPOSSIBLE_TIME, "days outside the phone's time")
    return max(early, late) > FAST


def row_of(event: doorstep.Event, phone: Phone, known: Known) -> Row:
    """The ledger's row for an event about what stands there already. Raises NotAccepted."""
    subject = _subject(event, phone, known)
    payload, consent = _PAYLOADS[event.kind](event, known)
    if consent is None and event.kind is Kind.VISIT:
        subject = _without_name(event, subject, payload)
    return {
        "id": event.id,
        "campaign_id": known.campaign.pk,
        "kind": event.kind.value,
        "happened_at": event.happened_at,
        "clock_offset": event.clock_offset,
        "author_id": phone.membership_id,
        "device": str(phone.pk),
        "app_version": event.app,
        "occasion": event.occasion,
        "payload": payload,
        "consent_id": consent.pk if consent else None,
        "consented_at": event.consent.at if consent and event.consent else None,
        **subject,
    }


def is_the_same(kept: Event, event: doorstep.Event, phone: Phone) -> bool:
    """Whether this is what was kept under its id, sent again: by the same phone, at the same time, of the same thing.

    It is not judged anew: since then the person may have asked to be left alone, moved, or had it all erased. What was
    not kept of it for want of consent, and what was erased since, cannot be compared.
    """
    facts = (kept.kind, kept.happened_at, kept.clock_offset, kept.occasion)
    said = (event.kind.value, event.happened_at, event.clock_offset, event.occasion)
    ours = kept.author_id == phone.membership_id and kept.device in ("", str(phone.pk))
    both = kept.payload.keys() & event.payload.keys()
    return (
        ours
        and facts == said
        and kept.voids_id == event.voids
        and all(kept.payload[name] == event.payload[name] for name in both)
    )


def covering(event: doorstep.Event, known: Known, covers: str) -> ConsentWording | None:
    """The words that the person agreed to, if they are ours, about this, and in force at the time of the knock."""
    words = known.wordings.get(event.consent.wording) if event.consent else None
    if words is None or words.covers != covers or _was_erased(event, known):
        return None
    return words if in_force_that_day(words, event.reckoned_at) else None


def _was_erased(event: doorstep.Event, known: Known) -> bool:
    """Whether the person asked for erasure after this was said."""
    asked = [known.erased.get(key) for key in (event.elector, event.newcomer) if key]
    return any(at and event.reckoned_at <= at for at in asked)


def in_area(phone: Phone, district: UUID | None, before: Collection[UUID] = ()) -> bool:
    """Whether the phone's holder works there; nobody is limited who has no list of districts.

    `before`: the areas of our own in which the door stood before the register came.
    """
    mine = phone.membership.districts
    return not mine or district in mine or not set(before).isdisjoint(mine)


def check_area(
    phone: Phone, district: UUID | None, door: UUID | None, known: Known
) -> None:
    """NotAccepted where the phone's holder works elsewhere, and the door was none of theirs before the register."""
    if not in_area(phone, district, known.before.get(door, ()) if door else ()):
        raise NotAccepted(Reason.OTHER_AREA, str(district))


def _subject(event: doorstep.Event, phone: Phone, known: Known) -> dict[str, object]:
    """The columns that say whom or what it is about: rows of this campaign, in the phone's area."""
    if event.kind is Kind.VOID:
        return _of_voided(event, phone, known)
    elector = _found(event.elector, known.electors, "elector")
    newcomer = _found(event.newcomer, known.newcomers, "newcomer")
    door = _found(event.door, known.doors, "door")
    door_id = door.id if door else None
    if event.occasion not in known.away:
        door_id = door_id or getattr(elector or newcomer, "door_id", None)
    district = next(
        (each.district_id for each in (elector, door, newcomer) if each), None
    )
    home = elector.door_id if elector else door_id
    if elector or door:
        check_area(phone, district, home, known)
    found = newcomer.elector_id if newcomer else None  # on the register, since
    _leave_alone(event, elector.id if elector else found, known)
    return {
        "elector_id": elector.id if elector else None,
        "newcomer_id": newcomer.pk if newcomer else None,
        "door_id": door_id,
        "district_id": district,
    }


def _found(key: UUID | None, rows: Mapping[UUID, Found], name: str) -> Found | None:
    if key is None:
        return None
    if key not in rows:
        raise NotAccepted(Reason.UNKNOWN_SUBJECT, f"{name} {key}")
    return rows[key]


def _of_voided(event: doorstep.Event, phone: Phone, known: Known) -> dict[str, object]:
    """Only what the same member recorded, and no void of a void."""
    voided = known.voided.get(event.voids) if event.voids else None
    held = known.held.get(event.voids) if event.voids else None
    if voided is None and held and not known.is_accepted and held.phone_id == phone.pk:
        raise ToBeHeld(held.why)
    if (
        voided is None
        or voided.author_id != phone.membership_id
        or voided.kind == Event.Kind.VOID
    ):
        raise NotAccepted(Reason.UNKNOWN_SUBJECT, f"voids {event.voids}")
    names = ("elector_id", "newcomer_id", "door_id", "district_id")
    return {name: getattr(voided, name) for name in names} | {"voids_id": voided.pk}


def _leave_alone(event: doorstep.Event, elector: UUID | None, known: Known) -> None:
    """Whoever asked to be left alone is asked nothing more; what was said before we knew of it, a person decides."""
    since = known.left_alone.get(elector) if elector else None
    if since is None or event.kind is Kind.ERASURE:
        return
    if event.payload.get("given") is False:  # they take a permission back
        return
    if _outcome(event) in ABOUT_A_PERSON:
        return
    if event.reckoned_at >= since:
        raise NotAccepted(Reason.ASKED_TO_BE_LEFT, f"elector {elector}")
    if not known.is_accepted:
        raise ToBeHeld(Held.Why.LEFT_ALONE.value)


def _outcome(event: doorstep.Event) -> str:
    return str(event.payload.get("outcome", ""))


def _without_name(
    event: doorstep.Event, subject: dict[str, object], payload: Mapping[str, object]
) -> dict[str, object]:
    """The door alone, unless the outcome is one that spares a person further calls."""
    named = subject["elector_id"] or subject["newcomer_id"]
    if payload["outcome"] in ABOUT_A_PERSON and named:
        return subject
    if subject["door_id"] is None and event.occasion is None:
        raise NotAccepted(Reason.NO_CONSENT, "no door to count it for")
    return subject | {"elector_id": None, "newcomer_id": None}


_OUTCOMES = frozenset(Outcome.values)
_Judged = tuple[dict[str, object], ConsentWording | None]


def _visit(event: doorstep.Event, known: Known) -> _Judged:
    words = covering(event, known, ConsentWording.Covers.OPINION)
    if event.elector is None and event.newcomer is None:
        words = None  # nobody agrees for a whole door
    kept = _kept(event, known, agreed=words is not None)
    extra = {
        "canvasser": event.knocker,
        "leaflet": event.payload.get("leaflet") is True,
    }
    payload = kept.payload | {name: value for name, value in extra.items() if value}
    return payload, words if kept.consented else None


def _kept(event: doorstep.Event, known: Known, *, agreed: bool) -> Kept:
    answer = _answer(event, known)
    outcome = OUTCOMES[answer.meaning] if answer else Outcome.SPOKEN_TO.value
    if answer is None and _outcome(event) != outcome:
        return _outcome_alone(event)
    if answer is not None and _outcome(event) != outcome:
        raise NotAccepted(Reason.MALFORMED, f"outcome: expected {outcome}")
    said = Said(
        answer=answer,
        scale=str(event.payload.get("scale", "")),
        agreed=agreed,
        poster=event.payload.get("poster") is True,
        custom=_custom(event, known),
    )
    try:
        return what_is_kept(said, may_ask=agreed)
    except HustingsError as problem:
        raise NotAccepted(Reason.MALFORMED, str(problem)[:200]) from problem


def _outcome_alone(event: doorstep.Event) -> Kept:
    outcome = _outcome(event)
    if outcome not in _OUTCOMES:
        raise NotAccepted(Reason.UNKNOWN_ANSWER, f"outcome {outcome[:40]}")
    return Kept({"outcome": outcome}, outcome in ABOUT_A_PERSON)


def _answer(event: doorstep.Event, known: Known) -> AnswerCode | None:
    code = event.payload.get("code")
    if code is None:
        return None
    scale = known.scales.get(str(event.payload.get("scale", "")))
    if scale is None:
        raise NotAccepted(Reason.UNKNOWN_ANSWER, "scale")
    try:
        return scale.by_code(str(code))
    except HustingsError as problem:
        raise NotAccepted(Reason.UNKNOWN_ANSWER, f"code {code!s:.20}") from problem


def _custom(event: doorstep.Event, known: Known) -> dict[str, str]:
    """Answers to questions that the campaign asks, or asked when the phone set out."""
    held = event.payload.get("custom", {})
    answers = held if isinstance(held, dict) else {}
    by_text = {str(key): question for key, question in known.questions.items()}
    for key, answer in answers.items():
        question = by_text.get(key)
        if question is None:
            raise NotAccepted(Reason.UNKNOWN_QUESTION, key[:40])
        if not question.takes(answer):
            raise NotAccepted(Reason.UNKNOWN_ANSWER, f"question {key[:40]}")
    return answers


def _permission(event: doorstep.Event, known: Known) -> _Judged:
    channel, given = str(event.payload["channel"]), event.payload["given"] is True
    if not given:
        return {"channel": channel, "given": False}, None
    return dict(event.payload), _needed(event, known, channel)


def _detail(event: doorstep.Event, known: Known) -> _Judged:
    return dict(event.payload), _needed(event, known, str(event.payload["what"]))


def _needed(event: doorstep.Event, known: Known, covers: str) -> ConsentWording:
    words = covering(event, known, covers)
    if words is None:
        raise NotAccepted(Reason.NO_CONSENT, covers)
    return words


def _bare(event: doorstep.Event, known: Known) -> _Judged:
    return {}, None


def _void(event: doorstep.Event, known: Known) -> _Judged:
    reason = event.payload.get("reason")
    return ({"reason": str(reason)} if reason else {}), None


_PAYLOADS = {
    Kind.VISIT: _visit,
    Kind.PERMISSION: _permission,
    Kind.DETAIL: _detail,
    Kind.ERASURE: _bare,
    Kind.VOID: _void,
}
