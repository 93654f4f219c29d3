"""Typing in what canvassers brought back: a line an elector, or an outcome a door."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.canvass.actions.visits import Recorded, record_visit, record_visits
from hustings.apps.canvass.queries import visits_that_day, visits_to_doors
from hustings.apps.canvass.visits import Visit, kept_of
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District, Door, Elector
from hustings.apps.register.queries import (
    Answer,
    Found,
    NotFound,
    Several,
    find_elector,
)
from hustings.core.canvassing import AnswerCode, Kept, Line, Said, Scale
from hustings.core.errors import HustingsError
from hustings.core.register.number_index import NOBODY

KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Reply(StrEnum):
    """How one typed line was answered."""

    KEPT = "kept"
    SAME = "same"
    AGAIN = "again"
    WHICH = "which"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The answer to a line: what was kept, or what is asked.

    `earlier`: visits of the same day that make us ask. `choices`: electors who may be meant. `expected` and
    `elsewhere`: what can be typed, and which districts have the number, where nobody was found.
    """

    reply: Reply
    elector: Elector | None = None
    recorded: Recorded | None = None
    earlier: Sequence[Event] = ()
    choices: Sequence[Elector] = ()
    expected: str = ""
    elsewhere: Sequence[District] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What holds for all lines of one canvasser's round. `key` makes each line's id: sent twice, kept once."""

    district: District
    happened_at: datetime
    scale: Scale
    wording: ConsentWording | None = None
    canvasser: str = ""
    key: UUID = field(default_factory=lambda: UUID(int=0))


def enter(
    *, line: Line, on: Round, by: Membership, at: datetime, is_sure: bool = False
) -> Entry:
    """Keep one line of a sheet, or ask: which elector, and whether a second visit of one day is meant.

    HustingsError where nothing may be kept.
    """
    match _meant(line.number, on.district, by):
        case Several(electors=electors):
            return Entry(reply=Reply.WHICH, choices=electors)
        case NotFound(expected=expected, elsewhere=elsewhere):
            return Entry(reply=Reply.UNKNOWN, expected=expected, elsewhere=elsewhere)
        case Found(elector=elector):
            return enter_elector(
                visit=visit_of(line, elector, on), by=by, at=at, is_sure=is_sure
            )


def _meant(number: str, district: District, by: Membership) -> Answer:
    """Whom a number means; a button that tells two of one number apart carries the elector's own key instead."""
    if not (key := KEY.fullmatch(number)):
        return find_elector(by, number, district)
    known = Elector.objects.for_member(by).on_the_register().filter(is_anonymous=False)
    chosen = known.select_related("district", "door").filter(pk=UUID(key[0])).first()
    return Found(number, chosen) if chosen else NotFound(number, NOBODY)


def enter_elector(
    *, visit: Visit, by: Membership, at: datetime, is_sure: bool = False
) -> Entry:
    """Keep a visit to an elector who is known, or ask if one of that day is kept already.

    The household is held meanwhile: of two people who type the same sheet at once, one is asked.
    """
    with acting(by, "type in a visit"):
        _hold([visit.door_key], by)
        return _answer(visit, by=by, at=at, is_sure=is_sure)


def _answer(visit: Visit, *, by: Membership, at: datetime, is_sure: bool) -> Entry:
    kept = kept_of(visit)
    if held := _held(visit):
        return Entry(
            reply=Reply.KEPT,
            elector=visit.elector,
            recorded=Recorded(held, kept, is_new=False),
        )
    earlier = list(visits_that_day(visit, kept))
    if not kept.names_person and any(_says_the_same(e, kept) for e in earlier):
        return Entry(reply=Reply.SAME, elector=visit.elector, earlier=earlier)
    if earlier and not is_sure:
        return Entry(reply=Reply.AGAIN, elector=visit.elector, earlier=earlier)
    recorded = record_visit(visit=visit, by=by, at=at)
    return Entry(reply=Reply.KEPT, elector=visit.elector, recorded=recorded)


def told_apart(choices: Sequence[Elector]) -> list[tuple[Elector, str, str]]:
    """Each elector who may be meant, what to call them, and what to type for them.

    That is the number in full; where two councils use the same letters, the council is shown with it, and the
    elector's own key is sent, since no number tells the two apart.
    """
    numbers = [elector.full_number for elector in choices]
    return [
        (elector, f"{number} of {elector.district.council}", str(elector.pk))
        if numbers.count(number) > 1
        else (elector, number, number)
        for elector, number in zip(choices, numbers, strict=True)
    ]


def enter_doors(
    *, outcomes: Mapping[Door, AnswerCode], on: Round, by: Membership, at: datetime
) -> int:
    """Keep what came of each door's knock, of the door alone; gives how many are new.

    The same outcome of the same door is kept once a day, whoever types it.
    """
    visits = [
        Visit(
            id=uuid5(on.key, f"{door.pk} {answer.code}"),
            happened_at=on.happened_at,
            said=Said(answer=answer, scale=on.scale.name),
            door=door,
            canvasser=on.canvasser,
        )
        for door, answer in outcomes.items()
    ]
    with acting(by, "type in a street"):
        _hold([door.pk for door in outcomes], by)
        visits = _not_kept_before(visits, by)
        return len(record_visits(visits=visits, by=by, at=at).kept)


def _not_kept_before(visits: list[Visit], by: Membership) -> list[Visit]:
    """Those that were neither sent before nor say what is kept of their door for that day already."""
    if not visits:
        return []
    sent = Event.objects.filter(campaign=by.campaign_id, pk__in=[v.id for v in visits])
    before = set(sent.values_list("pk", flat=True))
    doors = [visit.door for visit in visits if visit.door]
    same_day = visits_to_doors(doors, by.campaign, visits[0].happened_at)
    known = set(same_day.values_list("door", "payload__outcome"))
    return [
        visit
        for visit in visits
        if visit.id not in before
        and (visit.door_key, kept_of(visit).outcome) not in known
    ]


def _hold(doors: Iterable[UUID | None], by: Membership) -> None:
    """Hold the doors, always in the same order so that two people never wait for one another."""
    rows = Door.objects.of(by.campaign).filter(pk__in=[key for key in doors if key])
    held = rows.order_by("pk").select_for_update(no_key=True, of=("self",))
    list(held.values_list("pk"))


def visit_of(line: Line, elector: Elector, on: Round) -> Visit:
    """What a line of this round says of an elector; the same line of the same form is the same visit."""
    return Visit(
        id=uuid5(on.key, f"{elector.pk} {line}"),
        happened_at=on.happened_at,
        elector=elector,
        said=line.said(on.scale.name),
        consent=on.wording if line.agreed else None,
        canvasser=on.canvasser,
    )


def _says_the_same(event: Event, kept: Kept) -> bool:
    return event.elector_id is None and event.payload.get("outcome") == kept.outcome


def _held(visit: Visit) -> Event | None:
    """What an earlier sending of the same form kept. HustingsError if that was taken back since."""
    held = Event.objects.filter(campaign=visit.subject.campaign_id, pk=visit.id)
    if held.exists() and not held.standing().exists():
        raise HustingsError(
            "This line was kept and taken back since. Type it once more to keep it again."
        )
    return held.first()
