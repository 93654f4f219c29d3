"""What is held on one person, in words to hand over to that person (UK GDPR article 15).

The exact rows are in the file (`person.as_json`). Here nothing is a code or an id, times are those of the place, and nobody
else is named: neither our helpers nor another elector.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils.formats import date_format
from django.utils.timezone import localtime

from hustings.apps.campaigns.models import AuditEntry, Campaign
from hustings.apps.campaigns.trail import in_words
from hustings.apps.doorstep.models import Held
from hustings.apps.ledger.models import Event, Outcome
from hustings.apps.newcomers.models import Link
from hustings.apps.register.models import (
    AbsentVoter,
    Correction,
    DoNotContact,
    Door,
    Elector,
    Newcomer,
    NumberMatch,
    PriorNumber,
)
from hustings.apps.safekeeping.models import Erasure
from hustings.apps.safekeeping.person import Rows
from hustings.core import doorstep
from hustings.core.canvassing import answer_in_words

Told = list[tuple[str, str]]
VOTES = {"yes": "yes", "no": "no", "ask": "to be asked of the council"}
KINDS = {
    "attainment": "day of coming of age",
    "birth": "date of birth",
    "unclear": "date whose meaning is not clear",
}
DETAILS = {
    "language": "Language",
    "note": "Note",
    "help": "Needs help",
    "offer": "Offers help",
}
CHANNELS = {"calls": "Telephone calls", "texts": "Text messages", "email": "E-mail"}
FIELDS = {
    "title": "title",
    "forenames": "forenames",
    "surname": "surname",
    "address": "address",
    "postcode": "postcode",
}


FROM_REGISTER = "The register of electors and its lists, which the council gives to candidates by law; and what was said at the door"
FROM_THEM = "What was said to us at a door, at a stall or on the telephone"


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of thing that is held: its heading, and each thing as pairs of a label and words."""

    title: str
    things: list[Told]


def in_plain_words(
    campaign: Campaign, rows: Rows, waiting: Sequence[tuple[Held, doorstep.Event]] = ()
) -> list[Section]:
    """Everything that is held on one person (`person.rows_about`), section by section, after a word on why.

    `waiting` is what phones brought and nobody has looked at yet (`person.waiting_about`).
    """
    taken_back = {
        row.voids_id for row in rows.get("event", []) if isinstance(row, Event)
    }
    sections = [Section("About these data", [_why(campaign, "elector" in rows)])]
    for kind, some in rows.items():
        things = [
            _told(row)
            + [("Taken back", "yes: it counts no longer")] * (row.pk in taken_back)
            for row in some
            if not (isinstance(row, Event) and row.kind == Event.Kind.VOID)
        ]
        if kind == "audit entry":
            things = [[pair for thing in things for pair in thing]]
        if things:
            sections.append(Section(TITLES[kind], things))
    if waiting:
        brought = [_brought(held, event) for held, event in waiting]
        sections.append(Section("Brought by a phone, and not yet counted", brought))
    return sections


def as_text(title: str, sections: Iterable[Section], at: datetime) -> str:
    """The same as plain text, to print or to send."""
    lines = [title, f"As held on {_time(at)}."]
    for section in sections:
        lines += ["", section.title.upper()]
        for thing in section.things:
            lines += ["", *(f"  {label}: {words}" for label, words in thing)]
    return "\n".join(lines)


def _why(campaign: Campaign, is_registered: bool) -> Told:
    return [
        ("Held by", f"{campaign.name}, for {campaign.candidate}"),
        (
            "Where it comes from",
            FROM_REGISTER if is_registered else FROM_THEM,
        ),
        ("What for", "Electoral purposes only"),
        ("How long", f"Until {_day(campaign.erase_on)}; then it is erased"),
        (
            "What may be asked",
            "That what is wrong is put right; that nobody calls again; that what was said to us is erased. "
            "Whoever is not content may complain to the Information Commissioner",
        ),
    ]


def _told(row: Any) -> Told:
    """A row in words; what is empty is left out."""
    return [(label, words) for label, words in TELL[type(row)](row) if words]


def _elector(row: Elector) -> Told:
    kind = KINDS.get(row.attainer_kind, "date in the attainers’ column")
    return [
        ("Number", f"{row.full_number}, {row.district.council}"),
        ("Name", " ".join(filter(None, [row.title, row.name, row.name_suffix]))),
        ("Address", ", ".join(filter(None, [*row.address, row.postcode]))),
        ("Property’s number", row.uprn),
        ("Franchise marker", row.franchise),
        (kind.capitalize(), _day(row.attainer_date) or row.attainer_text),
        ("Comes of age on", _day(row.attains_on)),
        ("May vote at this election", VOTES[row.may_vote]),
        ("Left out of the register that is sold", "yes" if row.opted_out else ""),
        ("In our copy since", _day(row.opened_on)),
        ("Left the register", _day(row.closed_on)),
    ]


def _door(row: Door) -> Told:
    return [("Door", str(row)), ("Polling district", str(row.district))]


def _absent(row: AbsentVoter) -> Told:
    return [
        ("How the vote is given", row.get_kind_display()),
        ("On the list since", _time(row.added_at)),
        ("Off it since", _time(row.removed_at)),
    ]


def _wish(row: DoNotContact) -> Told:
    return [
        ("Not to be contacted", row.get_basis_display()),
        ("Since", _time(row.since)),
        ("Lifted", _time(row.lifted_at)),
    ]


def _correction(row: Correction) -> Told:
    return [
        ("Put right by hand", FIELDS.get(row.field, row.field)),
        ("The council said", ", ".join(row.seen.splitlines()) or "nothing"),
        ("Put right to", ", ".join(row.value.splitlines()) or "nothing"),
        ("When", _time(row.made_at)),
        ("Taken back", _time(row.ended_at)),
    ]


def _number(row: PriorNumber) -> Told:
    return [
        ("Number", f"{row.district.code}-{row}"),
        ("Until", _day(row.until)),
    ]


def _match(row: NumberMatch) -> Told:
    return [
        ("Asked", "whether two entries of the register are one person"),
        ("Why", row.why),
        ("Answer", row.get_state_display()),
        ("Answered", _time(row.answered_at)),
    ]


def _event(row: Event) -> Told:
    told = [("What", row.get_kind_display()), ("When", _time(row.happened_at))]
    told += [("Written down", _time(row.received_at))]
    if row.kind in {Event.Kind.VISIT, Event.Kind.PERMISSION, Event.Kind.DETAIL}:
        told += _payload(row.payload) or [("What was said", "has been erased")]
    if row.consent:
        told += [
            ("Agreed to the words", f"“{row.consent.text}”"),
            ("Agreed on", _time(row.consented_at)),
        ]
    return told


def _brought(held: Held, event: doorstep.Event) -> Told:
    return [
        ("What", Event.Kind(event.kind.value).label),
        ("When", _time(event.happened_at)),
        ("Brought", _time(held.received_at)),
        *_payload(dict(event.payload)),
    ]


def _newcomer(row: Newcomer) -> Told:
    return [
        ("Name", row.name),
        ("Address", ", ".join(filter(None, [*row.address, row.postcode]))),
        ("Met", _time(row.met_at)),
        ("Agreed to the words", f"“{row.consent.text}”"),
        ("Agreed on", _time(row.consented_at)),
    ]


def _link(row: Link) -> Told:
    return [
        ("Found to be one person", _time(row.made_at)),
        ("That was a mistake", _time(row.undone_at)),
    ]


def _payload(payload: dict[str, Any]) -> Told:
    answer = payload.get("answer")
    outcome = payload.get("outcome")
    channel = payload.get("channel")
    allowed = "allowed" if payload.get("given") else "no longer wanted"
    return [
        (label, words)
        for label, words in [
            ("What came of it", Outcome(outcome).label if outcome else ""),
            ("Answer", answer_in_words(answer, payload.get("code", "")) if answer else ""),
            ("Takes a poster", "yes" if payload.get("poster") else ""),
            ("Needs help to get to the poll", "yes" if payload.get("needs_help") else ""),
            ("Note", str(payload.get("note", ""))),
            ("Language", str(payload.get("language", ""))),
            (DETAILS.get(str(payload.get("what")), ""), str(payload.get("value", ""))),
            ("Answers to our own questions", "; ".join(map(str, dict(payload.get("custom") or {}).values()))),
            (CHANNELS.get(str(channel), ""), allowed if channel else ""),
            ("Telephone", str(payload.get("telephone", ""))),
            ("E-mail address", str(payload.get("email", ""))),
        ]
        if words
    ]  # fmt: skip


def _erasure(row: Erasure) -> Told:
    return [("Erased on request", _time(row.at))]


def _trail(row: AuditEntry) -> Told:
    return [(_time(row.at), f"{row.verb} ({in_words(row)})")]


TELL: dict[type[Model], Callable[[Any], Told]] = {
    Elector: _elector,
    Door: _door,
    AbsentVoter: _absent,
    DoNotContact: _wish,
    Correction: _correction,
    PriorNumber: _number,
    NumberMatch: _match,
    Newcomer: _newcomer,
    Link: _link,
    Event: _event,
    Erasure: _erasure,
    AuditEntry: _trail,
}
TITLES = {
    "elector": "On the register",
    "door": "The door",
    "absent voter": "Voting by post or through a proxy",
    "do not contact": "Wish to be left alone",
    "correction": "Put right by hand",
    "prior number": "Earlier numbers",
    "number match": "Questions about who is who",
    "link of a newcomer": "Found on the register",
    "newcomer": "As we met them",
    "event": "What was said, and marks of polling day",
    "erasure": "What was erased",
    "audit entry": "When our people used these data",
}


def _time(when: datetime | None) -> str:
    """A moment by the clock of the place: 4 May 2026, 18:30."""
    return date_format(localtime(when), "j F Y, H:i") if when else ""


def _day(when: date | None) -> str:
    return date_format(when, "j F Y") if when else ""
