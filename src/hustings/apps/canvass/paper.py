"""The canvass on paper: electors in walking order become walk sheets, in the codes that the desk will read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.campaigns.rights import May, may
from hustings.apps.canvass.prints import paper_of
from hustings.apps.canvass.queries import (
    canvassable,
    doors_alone,
    latest_answers,
    opinion_wordings,
)
from hustings.apps.canvass.sheets import sheet_letters, sheets_of
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import (
    AbsentVoter,
    DoorQuerySet,
    Elector,
    ElectorQuerySet,
)
from hustings.core.canvassing import COUNTS_ONLY, Meaning, Scale, answer_in_words
from hustings.core.errors import HustingsError
from hustings.core.printing import (
    Answer,
    Detail,
    Document,
    Questions,
    Resident,
    walk_sheets,
)

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
    chosen = canvassable(member).within(member.campaign_id, choice.districts)
    if choice.street:
        chosen = chosen.filter(door__street__iexact=choice.street)
    if choice.side:
        chosen = chosen.filter(door__side=choice.side)
    return chosen.select_related("district", "door").in_walking_order()


def doors_alone_for(member: Membership, choice: Choice) -> DoorQuerySet:
    """The chosen doors of which no register has told who lives there; only of the member's area."""
    chosen = doors_alone(member).within(member.campaign_id, choice.districts)
    if choice.street:
        chosen = chosen.filter(street__iexact=choice.street)
    if choice.side:
        chosen = chosen.filter(side=choice.side)
    return chosen.select_related("district")


def documents_for(
    member: Membership, choice: Choice, *, at: datetime
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
        sheets_of(
            electors,
            lambda elector: resident_of(elector, known.get(elector.pk)),
            letters=sheet_letters(member.campaign),
            reference=choice.reference,
            alone=alone,
        ),
        paper=paper_of(member.campaign, by=str(member.user), at=at, size=choice.size),
        questions=questions_of(member.campaign, choice.detail, choice.scale),
        detail=choice.detail,
    )


def check_detail(member: Membership, detail: Detail) -> None:
    """HustingsError where the member may not print so much."""
    if detail not in details_for(member):
        raise HustingsError(
            f"Your role may print {details_for(member)[0].value.removeprefix('lists ')} at most."
        )


def pages_in(documents: Iterable[Document]) -> int:
    return sum(len(document.words["pages"]) for document in documents)


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
    told = event.payload
    said = answer_in_words(told.get("answer"), told.get("code", ""))
    return f"{said}{poster} on {localtime(event.happened_at):%-d %b}"
