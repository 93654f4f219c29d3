"""What came of stalls and of rounds of calls, counted by each."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.fields.json import KT

from hustings.apps.campaigns.models import Membership
from hustings.apps.doorstep.models import CallRound, Phone, Stall
from hustings.apps.ledger.models import Event, EventQuerySet
from hustings.apps.live.queries.calls import GRADES, NO_ANSWERS, SPOKEN_TO
from hustings.apps.live.queries.out import phones_with

MOST = 100


@dataclass(frozen=True, slots=True)
class Away:
    """What was recorded at one stall or in one round of calls. `agreed`: of those spoken with, kept by name."""

    occasion: Stall | CallRound
    spoken: int = 0
    agreed: int = 0
    newcomers: int = 0
    other: int = 0
    answers: tuple[int, ...] = NO_ANSWERS
    phones: tuple[Phone, ...] = ()


def stalls(member: Membership) -> list[Away]:
    """The stalls of the member's area, the latest first; those of no district belong to all."""
    rows = Stall.objects.of(member.campaign)
    return _told(member, [each for each in rows if _here(member, each.districts)])


def rounds_of_calls(member: Membership) -> list[Away]:
    """The rounds of calls and messages in the member's area, the latest first."""
    rows = CallRound.objects.of(member.campaign)
    return _told(member, [each for each in rows if _here(member, each.districts)])


def _here(member: Membership, districts: Sequence[UUID]) -> bool:
    return (
        not member.districts
        or not districts
        or bool(set(member.districts) & set(districts))
    )


def _told(
    member: Membership, occasions: Sequence[Stall] | Sequence[CallRound]
) -> list[Away]:
    """Three queries, however many occasions."""
    keys = [each.pk for each in occasions[:MOST]]
    counts, answers = _counts(member, keys), _answers(member, keys)
    phones = phones_with(member, keys)
    found = []
    for each in occasions[:MOST]:
        spoken, agreed, newcomers, other = counts.get(each.pk, (0, 0, 0, 0))
        found.append(
            Away(
                each,
                spoken=spoken,
                agreed=agreed,
                newcomers=newcomers,
                other=other,
                answers=tuple(answers.get(each.pk, NO_ANSWERS)),
                phones=tuple(phones.get(each.pk, ())),
            )
        )
    return found


def _counts(
    member: Membership, occasions: Sequence[UUID]
) -> dict[UUID | None, tuple[int, int, int, int]]:
    rows = _visits(member, occasions).values_list("occasion")
    told = rows.annotate(
        spoken=Count("pk", filter=SPOKEN_TO),
        agreed=Count("pk", filter=SPOKEN_TO & Q(consent__isnull=False)),
        newcomers=Count("newcomer", distinct=True, filter=Q(elector=None)),
        other=Count("pk", filter=~SPOKEN_TO),
    )
    return {
        key: (spoken, agreed, new, other) for key, spoken, agreed, new, other in told
    }


def _answers(
    member: Membership, occasions: Sequence[UUID]
) -> dict[UUID | None, list[int]]:
    rows = _visits(member, occasions).filter(payload__has_key="answer")
    found: dict[UUID | None, list[int]] = {}
    told = rows.values_list("occasion", KT("payload__answer"))
    for key, answer, people in told.annotate(people=Count("pk")):
        if answer in GRADES:
            counts = found.setdefault(key, [0] * len(GRADES))
            counts[GRADES.index(answer)] = people
    return found


def _visits(member: Membership, occasions: Sequence[UUID]) -> EventQuerySet:
    visits = Event.objects.for_member(member).visits().standing()
    return visits.filter(occasion__in=occasions).order_by()
