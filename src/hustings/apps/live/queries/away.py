"""What came of stalls and of rounds of calls, counted by each."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.fields.json import KT

from hustings.apps.campaigns.models import Membership
from hustings.apps.doorstep.models import CallRound, Phone, Stall
from hustings.apps.ledger.models import Event
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
    keys = [each.pk for each in occasions[:MOST]]
    visits = Event.objects.for_member(member).visits().standing()
    rows = visits.filter(occasion__in=keys).order_by().values("occasion")
    answers = Q(payload__has_key="answer")
    told = rows.values_list(
        "occasion",
        Count("pk", filter=SPOKEN_TO),
        Count("pk", filter=SPOKEN_TO & Q(consent__isnull=False)),
        Count("newcomer", distinct=True, filter=Q(elector=None)),
        Count("pk", filter=~SPOKEN_TO),
    )
    counts = {occasion: numbers for occasion, *numbers in told}
    given: dict[UUID, list[int]] = {}
    for key, answer, people in (
        rows.filter(answers)
        .annotate(answer=KT("payload__answer"))
        .values_list("occasion", "answer", Count("pk"))
    ):
        if key and answer in GRADES:
            given.setdefault(key, [0] * len(GRADES))[GRADES.index(answer)] = people
    phones = phones_with(member, keys)
    return [
        Away(
            each,
            *counts.get(each.pk, (0, 0, 0, 0)),
            answers=tuple(given.get(each.pk, NO_ANSWERS)),
            phones=tuple(phones.get(each.pk, ())),
        )
        for each in occasions[:MOST]
    ]
