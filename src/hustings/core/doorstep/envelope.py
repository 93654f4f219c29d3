"""What a phone says happened, read with suspicion.

A phone makes each event whole: who was met, what came of it, when by the phone's own clock, with whose consent. This
module turns the text under the seal into an `Event`, or says why it cannot be one. It knows nothing of the campaign's
rows: whether the elector, the words of consent or the question exist is for the caller to say.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

import orjson

VERSION = 1
LONGEST = 8_000  # bytes of the text of one event
LONGEST_TEXT = 200
LONGEST_LABEL = 40
FARTHEST_CLOCK = timedelta(days=400) // timedelta(milliseconds=1)


class Kind(StrEnum):
    VISIT = "visit"
    PERMISSION = "permission"
    DETAIL = "detail"
    NEWCOMER = "newcomer"
    DOOR = "door"
    ERASURE = "erasure"
    VOID = "void"


class Reason(StrEnum):
    """Why an event is not accepted. Each has words in every language, under `reason.` and its value."""

    UNREADABLE = "unreadable"
    MALFORMED = "malformed"
    TOO_LARGE = "too-large"
    NOT_OURS = "not-ours"
    UNKNOWN_SUBJECT = "unknown-subject"
    OTHER_AREA = "other-area"
    ASKED_TO_BE_LEFT = "asked-to-be-left"
    NO_CONSENT = "no-consent"
    UNKNOWN_QUESTION = "unknown-question"
    UNKNOWN_ANSWER = "unknown-answer"
    IMPOSSIBLE_TIME = "impossible-time"
    DIFFERENT = "different"


WORDS: Mapping[Reason, str] = {
    Reason.UNREADABLE: "It could not be opened: it was altered, or sealed to another campaign.",
    Reason.MALFORMED: "It is not complete.",
    Reason.TOO_LARGE: "It is too long.",
    Reason.NOT_OURS: "It is not from a phone of this campaign.",
    Reason.UNKNOWN_SUBJECT: "This campaign knows no such person, door or visit.",
    Reason.OTHER_AREA: "It is outside the area of the phone’s holder.",
    Reason.ASKED_TO_BE_LEFT: "This person asked not to be contacted.",
    Reason.NO_CONSENT: "The person had not agreed to words that cover it.",
    Reason.UNKNOWN_QUESTION: "This campaign has not asked that question.",
    Reason.UNKNOWN_ANSWER: "That is no answer to what was asked.",
    Reason.IMPOSSIBLE_TIME: "Its time is days away from when it can have happened.",
    Reason.DIFFERENT: "Something else was handed in before under the same id.",
}

_REASONS = frozenset(Reason)


def in_words(reason: str) -> str:
    """The reason as an organiser reads it; "" where there is none."""
    return WORDS[Reason(reason)] if reason in _REASONS else ""


class NotAccepted(Exception):
    """This one event is not accepted. `what` says where in it and what was expected, for the organiser's log."""

    def __init__(self, reason: Reason, what: str = "") -> None:
        super().__init__(f"{reason.value}: {what}" if what else reason.value)
        self.reason, self.what = reason, what


@dataclass(frozen=True, slots=True)
class Consent:
    """To which words the person agreed, and when by the phone's clock."""

    wording: UUID
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event as the phone made it. `happened_at` is by the phone's clock; `clock_offset` in milliseconds."""

    id: UUID
    kind: Kind
    campaign: UUID
    token: str
    happened_at: datetime
    clock_offset: int = 0
    occasion: UUID | None = None
    elector: UUID | None = None
    door: UUID | None = None
    newcomer: UUID | None = None
    voids: UUID | None = None
    knocker: str = ""
    app: str = ""
    consent: Consent | None = None
    payload: Mapping[str, object] = field(default_factory=dict)

    @property
    def reckoned_at(self) -> datetime:
        """The time of the knock by the server's clock."""
        return self.happened_at + timedelta(milliseconds=self.clock_offset)


def read_event(text: bytes, *, event: str) -> Event:
    """The event that lies under the seal of this id. Raises NotAccepted where the text is none."""
    if len(text) > LONGEST:
        raise NotAccepted(Reason.TOO_LARGE, f"{len(text)} bytes, at most {LONGEST}")
    fields = _object(text)
    if fields.get("v") != VERSION:
        raise _malformed("v", "the version 1")
    found = Event(
        id=_uuid(fields, "id"),
        kind=_kind(fields),
        campaign=_uuid(fields, "campaign", read=_shared_uuid),
        token=_text(fields, "token", longest=100),
        happened_at=_time(fields, "at"),
        clock_offset=_offset(fields),
        occasion=_uuid_or_none(fields, "occasion", _shared_uuid),
        elector=_uuid_or_none(fields, "elector"),
        door=_uuid_or_none(fields, "door"),
        newcomer=_uuid_or_none(fields, "newcomer"),
        voids=_uuid_or_none(fields, "voids"),
        knocker=_text(fields, "knocker", longest=LONGEST_LABEL, default=""),
        app=_text(fields, "app", longest=20, default=""),
        consent=_consent(fields),
        payload=_payload(fields),
    )
    if fields["id"] != event:
        raise NotAccepted(Reason.UNREADABLE, "the id within is another")
    SUBJECTS[found.kind](found)
    return found


def write_event(event: Event) -> bytes:
    """The text that `read_event` reads back as the same event."""
    consent = event.consent and {
        "wording": str(event.consent.wording),
        "at": event.consent.at.isoformat(),
    }
    ids = {
        name: str(key) if (key := getattr(event, name)) else None
        for name in ("occasion", "elector", "door", "newcomer", "voids")
    }
    fields = {
        "v": VERSION,
        "id": str(event.id),
        "kind": event.kind.value,
        "campaign": str(event.campaign),
        "token": event.token,
        **ids,
        "at": event.happened_at.isoformat(),
        "clock_offset": event.clock_offset,
        "knocker": event.knocker,
        "app": event.app,
        "consent": consent,
        "payload": dict(event.payload),
    }
    return orjson.dumps(fields)


def _visit(event: Event) -> None:
    if not (event.elector or event.door or event.newcomer or event.occasion):
        raise _malformed("elector", "who or which door was called on")
    _only(event, "outcome", "scale", "code", "poster", "leaflet", "custom")
    _said(event, "outcome")
    for name in ("poster", "leaflet"):
        if not isinstance(event.payload.get(name, False), bool):
            raise _malformed(name, "true or false")
    answers = event.payload.get("custom", {})
    if not isinstance(answers, dict) or not all(
        isinstance(answer, str) and len(answer) <= LONGEST_TEXT
        for answer in answers.values()
    ):
        raise _malformed("custom", "each question's id with its answer as text")


def _permission(event: Event) -> None:
    _about_a_person(event)
    _only(event, "channel", "given", "telephone", "email")
    if event.payload.get("channel") not in ("calls", "texts", "email"):
        raise _malformed("channel", "calls, texts or email")
    if not isinstance(event.payload.get("given"), bool):
        raise _malformed("given", "true or false")


def _detail(event: Event) -> None:
    _about_a_person(event)
    _only(event, "what", "value")
    if event.payload.get("what") not in ("language", "note", "help", "offer"):
        raise _malformed("what", "language, note, help or offer")
    _said(event, "value")


def _newcomer(event: Event) -> None:
    if event.newcomer is None:
        raise _malformed("newcomer", "the newcomer's id")
    _only(event, "surname", "forenames", "address", "postcode")
    if not event.payload.get("surname") and not event.payload.get("forenames"):
        raise _malformed("surname", "a name")
    lines = event.payload.get("address", [])
    if not isinstance(lines, list) or not all(isinstance(line, str) for line in lines):
        raise _malformed("address", "lines of text")


def _door(event: Event) -> None:
    if event.door is None:
        raise _malformed("door", "the door's id")
    _only(event, "street", "label", "postcode")
    _said(event, "street")
    _said(event, "label")


def _erasure(event: Event) -> None:
    _about_a_person(event)
    _only(event)


def _void(event: Event) -> None:
    if event.voids is None:
        raise _malformed("voids", "the id of what is taken back")
    _only(event, "reason")


SUBJECTS: Mapping[Kind, Callable[[Event], None]] = {
    Kind.VISIT: _visit,
    Kind.PERMISSION: _permission,
    Kind.DETAIL: _detail,
    Kind.NEWCOMER: _newcomer,
    Kind.DOOR: _door,
    Kind.ERASURE: _erasure,
    Kind.VOID: _void,
}


def _about_a_person(event: Event) -> None:
    if not (event.elector or event.newcomer):
        raise _malformed("elector", "who it is about")


def _only(event: Event, *names: str) -> None:
    for name in event.payload:
        if name not in names:
            raise _malformed(f"payload.{name[:40]}", "no such thing")


def _said(event: Event, name: str) -> None:
    if not str(event.payload.get(name, "")).strip():
        raise _malformed(name, "some text")


def _object(text: bytes) -> Mapping[str, object]:
    try:
        found = orjson.loads(text)
    except ValueError as problem:
        raise NotAccepted(Reason.MALFORMED, "no JSON text") from problem
    if not isinstance(found, dict):
        raise NotAccepted(Reason.MALFORMED, "no JSON object")
    return found


def _kind(fields: Mapping[str, object]) -> Kind:
    try:
        return Kind(str(fields.get("kind")))
    except ValueError as problem:
        raise _malformed("kind", "one of " + ", ".join(Kind)) from problem


@lru_cache(1024)
def _shared_uuid(text: str) -> UUID:
    """The id of something that most events of a batch have in common, read once for them."""
    return UUID(text)


def _uuid(
    fields: Mapping[str, object], name: str, read: Callable[[str], UUID] = UUID
) -> UUID:
    found = _uuid_or_none(fields, name, read)
    if found is None:
        raise _malformed(name, "an id")
    return found


def _uuid_or_none(
    fields: Mapping[str, object], name: str, read: Callable[[str], UUID] = UUID
) -> UUID | None:
    held = fields.get(name)
    if held is None:
        return None
    if not isinstance(held, str):
        raise _malformed(name, "an id")
    try:
        return read(held)
    except ValueError as problem:
        raise _malformed(name, "an id") from problem


def _text(
    fields: Mapping[str, object], name: str, *, longest: int, default: str | None = None
) -> str:
    held = fields.get(name, default)
    if not isinstance(held, str) or len(held) > longest or "\0" in held:
        raise _malformed(name, f"text of at most {longest} characters")
    return held


def _time(fields: Mapping[str, object], name: str) -> datetime:
    held = fields.get(name)
    try:
        found = datetime.fromisoformat(str(held))
        if found.tzinfo is None:
            raise ValueError
        found.timestamp()
    except (ValueError, OverflowError) as problem:
        raise _malformed(name, "a time with its zone") from problem
    return found


def _offset(fields: Mapping[str, object]) -> int:
    held = fields.get("clock_offset", 0)
    if not isinstance(held, int) or isinstance(held, bool):
        raise _malformed("clock_offset", "whole milliseconds")
    if abs(held) > FARTHEST_CLOCK:
        raise NotAccepted(Reason.IMPOSSIBLE_TIME, "the clock is more than a year out")
    return held


def _consent(fields: Mapping[str, object]) -> Consent | None:
    held = fields.get("consent")
    if held is None:
        return None
    if not isinstance(held, dict):
        raise _malformed("consent", "the wording and the time")
    wording = _uuid(held, "wording", read=_shared_uuid)
    return Consent(wording, _time(held, "at"))


def _payload(fields: Mapping[str, object]) -> Mapping[str, object]:
    """The payload: flat, of short texts, true or false, and for two names a list or a mapping of such."""
    held = fields.get("payload", {})
    if not isinstance(held, dict):
        raise _malformed("payload", "an object")
    for name, value in held.items():
        if not _is_plain(value):
            raise _malformed(f"payload.{name[:40]}", "short text, or true or false")
    return held


def _is_plain(value: object, *, deep: bool = False) -> bool:
    match value:
        case bool():
            return True
        case str():
            return len(value) <= LONGEST_TEXT and "\0" not in value
        case list() if not deep:
            return len(value) <= 12 and all(
                _is_plain(each, deep=True) for each in value
            )
        case dict() if not deep:
            return len(value) <= 50 and all(
                len(name) <= 40 and _is_plain(each, deep=True)
                for name, each in value.items()
            )
    return False


def _malformed(name: str, expected: str) -> NotAccepted:
    return NotAccepted(Reason.MALFORMED, f"{name}: expected {expected}")
