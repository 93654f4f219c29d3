"""The canvass on paper: electors in walking order become walk sheets, in the codes that the desk will read."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.campaigns.rights import May, may
from hustings.apps.canvass.queries import (
    canvassable,
    doors_alone,
    latest_answers,
    opinion_wordings,
)
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import (
    AbsentVoter,
    District,
    DoorQuerySet,
    Elector,
    ElectorQuerySet,
)
from hustings.apps.register.models import Door as RegisterDoor
from hustings.core.canvassing import COUNTS_ONLY, Meaning, Scale
from hustings.core.errors import HustingsError
from hustings.core.printing import (
    Answer,
    Detail,
    Document,
    Door,
    Paper,
    Questions,
    Resident,
    Sheet,
    Stretch,
    walk_sheets,
)

# A door with whom to call on there, in a district.
Call = tuple[District, RegisterDoor, list[Elector]]
DOORS_A_SHEET = 40  # about two hours' walk
DETAILS = {
    Detail.DOORS: "Addresses only. Nothing about a person is lost with the sheet.",
    Detail.NAMES: "Addresses, names and elector numbers",
    Detail.VOTING: "All that, with earlier answers and who votes by post",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What somebody chose to print. `reference` marks the sheets of one printing."""

    districts: Sequence[UUID]
    detail: Detail
    scale: Scale
    street: str = ""
    side: str = ""
    size: str = "a4"
    reference: str = ""


def details_for(member: Membership) -> list[Detail]:
    """How much a member may print: who may not print walk sheets gets addresses alone."""
    if not may(member, May.PRINT_WALK_SHEETS):
        return [Detail.DOORS]
    if not may(member, May.SEE_ANSWERS):
        return [Detail.NAMES, Detail.DOORS]
    return [Detail.NAMES, Detail.DOORS, Detail.VOTING]


def electors_for(member: Membership, choice: Choice) -> ElectorQuerySet:
    """Whom the chosen sheets list, in walking order; only of the member's area."""
    chosen = canvassable(member).filter(district__in=choice.districts)
    if choice.street:
        chosen = chosen.filter(door__street__iexact=choice.street)
    if choice.side:
        chosen = chosen.filter(door__side=choice.side)
    return chosen.select_related("district", "door").in_walking_order()


def doors_alone_for(member: Membership, choice: Choice) -> DoorQuerySet:
    """The chosen doors of which no register has told who lives there; only of the member's area."""
    chosen = doors_alone(member).filter(district__in=choice.districts)
    if choice.street:
        chosen = chosen.filter(street__iexact=choice.street)
    if choice.side:
        chosen = chosen.filter(side=choice.side)
    return chosen.select_related("district")


def documents_for(
    member: Membership, choice: Choice, *, on: date
) -> tuple[Document, ...]:
    """The sheets ready to be set. HustingsError where the member may not print so much, or there is nobody."""
    check_detail(member, choice.detail)
    electors = list(electors_for(member, choice))
    alone = list(doors_alone_for(member, choice))
    if not electors and not alone:
        raise HustingsError(
            "There is nobody to call on there. Choose another street or district."
        )
    known = known_of(member, electors) if choice.detail is Detail.VOTING else {}
    return walk_sheets(
        _sheets(_calls(electors, alone), known, choice.reference),
        paper=paper_of(member.campaign, by=str(member.user), on=on, size=choice.size),
        questions=questions_of(member.campaign, choice.detail, choice.scale),
        detail=choice.detail,
    )


def check_detail(member: Membership, detail: Detail) -> None:
    """HustingsError where the member may not print so much."""
    if detail not in details_for(member):
        raise HustingsError(
            f"Your role may print {details_for(member)[-1].value.removeprefix('lists ')} at most."
        )


def pages_in(documents: Iterable[Document]) -> int:
    return sum(len(document.words["pages"]) for document in documents)


def paper_of(campaign: Campaign, *, by: str, on: date, size: str) -> Paper:
    """What each page says about itself; refuses where nobody would know whose a lost page is."""
    if not campaign.return_address:
        raise HustingsError(
            "Say first where a lost sheet is to be returned: in the campaign’s details."
        )
    return Paper(
        campaign=campaign.name,
        return_to=campaign.return_address,
        imprint=campaign.imprint,
        printed_on=on,
        printed_by=by,
        size="a5" if size == "a5" else "a4",
    )


def questions_of(campaign: Campaign, detail: Detail, scale: Scale) -> Questions:
    """The boxes: a sheet of addresses alone asks nobody's opinion, since it could not say whose it is."""
    if detail is Detail.DOORS:
        at_the_door = [Answer(a.code, a.label, True) for a in COUNTS_ONLY.answers[:3]]
        return Questions(tuple(at_the_door))
    answers = tuple(
        Answer(a.code, a.label, a.meaning is Meaning.NOT_IN) for a in scale.answers
    )
    words = {wording.language: wording.text for wording in opinion_wordings(campaign)}
    consent = words.get("en") or next(iter(words.values()), "")
    return Questions(answers, consent=consent, poster=bool(consent))


def _calls(electors: Iterable[Elector], alone: Iterable[RegisterDoor]) -> list[Call]:
    """The doors in walking order, each with whom to call on there."""
    people: dict[RegisterDoor, list[Elector]] = {}
    districts: dict[UUID, District] = {}
    for elector in electors:
        if elector.door:
            people.setdefault(elector.door, []).append(elector)
            districts[elector.door.pk] = elector.district
    calls = [(districts[door.pk], door, here) for door, here in people.items()]
    calls += [(door.district, door, []) for door in alone]
    return sorted(calls, key=_place_of)


def _place_of(call: Call) -> tuple[str, str, str, int]:
    district, door, _ = call
    return district.code, str(district.pk), door.street_order, door.position


def _sheets(
    calls: Iterable[Call], known: Mapping[UUID, "Known"], reference: str
) -> Iterator[Sheet]:
    """Sheets of about forty doors, each ending where a street or its side ends."""
    for district, group in groupby(calls, key=lambda call: call[0]):
        lots = _lots(_stretches(group, known))
        for number, stretches in enumerate(lots, start=1):
            name = f"{district.code}-{number:02d} {reference}".strip()
            yield Sheet(name, str(district), stretches)


def _stretches(
    calls: Iterable[Call], known: Mapping[UUID, "Known"]
) -> Iterator[Stretch]:
    sides = groupby(calls, key=lambda call: (call[1].street, call[1].side))
    for (street, side), group in sides:
        doors = [
            Door(door.label, tuple(resident_of(e, known.get(e.pk)) for e in people))
            for _, door, people in group
        ]
        for start in range(0, len(doors), DOORS_A_SHEET):
            yield Stretch(street, tuple(doors[start : start + DOORS_A_SHEET]), side)


def _lots(stretches: Iterable[Stretch]) -> Iterator[tuple[Stretch, ...]]:
    lot: list[Stretch] = []
    for stretch in stretches:
        if lot and sum(len(s.doors) for s in [*lot, stretch]) > DOORS_A_SHEET:
            yield tuple(lot)
            lot = []
        lot.append(stretch)
    if lot:
        yield tuple(lot)


@dataclass(frozen=True, slots=True)
class Known:
    """What a sheet with voting data says of a person."""

    marks: str = ""
    earlier: str = ""


def resident_of(elector: Elector, known: Known | None) -> Resident:
    told = known or Known()
    return Resident(elector.short_number, elector.name, told.marks, told.earlier)


def known_of(member: Membership, electors: Sequence[Elector]) -> dict[UUID, Known]:
    ids = [elector.pk for elector in electors]
    posting = AbsentVoter.objects.of(member.campaign).in_force()
    by_post = set(
        posting.filter(kind__in=AbsentVoter.BY_POST, elector__in=ids).values_list(
            "elector", flat=True
        )
    )
    answers = latest_answers(member).filter(elector__in=ids)
    earlier = {event.elector_id: _earlier(event) for event in answers}
    return {
        key: Known("votes by post" if key in by_post else "", earlier.get(key, ""))
        for key in by_post | set(earlier)
        if key
    }


def _earlier(event: Event) -> str:
    poster = ", poster" if event.payload.get("poster") else ""
    return f"{event.payload.get('code', '')}{poster} on {event.happened_at:%-d %b}"
