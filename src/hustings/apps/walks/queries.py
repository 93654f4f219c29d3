"""Reads of walks that start from a campaign, a member's area, or a walk."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet
from django.shortcuts import get_object_or_404

from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.canvass.queries import canvassable, latest_answers
from hustings.apps.ledger.models import Event, EventQuerySet
from hustings.apps.register.models import (
    AbsentVoter,
    District,
    DoNotContact,
    Door,
    Elector,
    ElectorQuerySet,
)
from hustings.apps.register.queries import Scope
from hustings.apps.walks.models import (
    BaseMap,
    Outing,
    OutingQuerySet,
    Round,
    Team,
    Walk,
    WalkQuerySet,
)
from hustings.apps.walks.stops import doors_now, doors_to_walk, early_doors


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who lives at a door. `leave`: they asked not to be called on. `last`: their latest answer kept."""

    elector: Elector
    leave: bool = False
    by_post: bool = False
    last: Event | None = None


@dataclass(frozen=True, slots=True)
class WalkDoor:
    """A door of a walk with who lives there. `last` is the latest visit to the door, whoever opened."""

    door: Door
    people: tuple[Person, ...]
    last: Event | None = None


def walks_in(scope: Scope) -> WalkQuerySet:
    """The walks of a campaign, or those of a member's area."""
    if isinstance(scope, Membership):
        return Walk.objects.for_member(scope)
    return Walk.objects.of(scope)


def outings_in(scope: Scope) -> OutingQuerySet:
    """The outings of a campaign, or those in a member's area, with walk, team and member."""
    if isinstance(scope, Membership):
        outings = Outing.objects.for_member(scope)
    else:
        outings = Outing.objects.of(scope)
    return outings.select_related("walk__district", "team", "member__user", "round")


def walk_for(membership: Membership, walk_id: UUID) -> Walk:
    """A walk of the member's campaign and area; Http404 for any other."""
    walks = Walk.objects.for_member(membership).select_related(
        "district", "team", "campaign"
    )
    return get_object_or_404(walks, pk=walk_id)


def walk_with(scope: Scope, code: str) -> Walk | None:
    """The walk in use of this code, however it was typed: small letters, spaces and hyphens do no harm."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    walks = walks_in(scope).in_use().select_related("district", "team", "campaign")
    return walks.filter(code=plain).first()


def round_under_way(campaign: Campaign) -> Round | None:
    """The round that has begun and is not closed."""
    return Round.objects.of(campaign).under_way().first()


def teams_of(campaign: Campaign) -> list[Team]:
    """The teams in use, by name."""
    return list(Team.objects.of(campaign).in_use())


def base_map_of(campaign: Campaign) -> BaseMap:
    """What lies beneath the campaign's maps; nothing where nobody has chosen."""
    found = BaseMap.objects.filter(campaign=campaign).first()
    return found or BaseMap(campaign=campaign)


def doors_of(walk: Walk, scope: Scope) -> list[WalkDoor]:
    """The doors of a walk in its order, as far as the scope has them, with who lives at each and what came of it.

    A number of queries that does not grow with the walk. A door of before the register is the register's own by now.
    Nobody anonymous, gone, overseas or unable to vote is in it; whoever asked not to be contacted is, marked `leave`.
    """
    now = doors_now(scope, walk.doors)
    doors = {now[key].pk: now[key] for key in walk.doors if key in now}
    people = _people(walk.campaign, list(doors))
    last = latest_at(walk.campaign, list(doors))
    return [
        WalkDoor(door, tuple(people.get(key, ())), last.get(key))
        for key, door in doors.items()
    ]


def latest_at(campaign: Campaign, doors: Sequence[UUID]) -> dict[UUID, Event]:
    """The latest standing visit to each of these doors."""
    visits = Event.objects.of(campaign).visits().standing().filter(door__in=doors)
    latest = visits.order_by("door_id", "-reckoned_at", "-received_at", "-id")
    return {
        event.door_id: event for event in latest.distinct("door_id") if event.door_id
    }


def _people(campaign: Campaign, doors: Sequence[UUID]) -> dict[UUID, list[Person]]:
    here = canvassable(campaign).filter(door__in=doors).select_related("district")
    electors = list(here.order_by("number", "suffix"))
    left_alone = list(_left_alone(campaign).filter(door__in=doors))
    keys = [elector.pk for elector in electors]
    posting = (
        AbsentVoter.objects.of(campaign).in_force().filter(kind__in=AbsentVoter.BY_POST)
    )
    by_post = set(posting.filter(elector__in=keys).values_list("elector", flat=True))
    answers = latest_answers(campaign).filter(elector__in=keys)
    last = {event.elector_id: event for event in answers}
    found: dict[UUID, list[Person]] = {}
    for elector in [*electors, *left_alone]:
        if elector.door_id:
            person = Person(
                elector,
                leave=elector.pk not in keys,
                by_post=elector.pk in by_post,
                last=last.get(elector.pk),
            )
            found.setdefault(elector.door_id, []).append(person)
    return found


def _left_alone(campaign: Campaign) -> ElectorQuerySet:
    """Those on the register who asked not to be contacted, so that nobody takes their door for an empty one."""
    asked = DoNotContact.objects.of(campaign).in_force()
    electors = Elector.objects.of(campaign).on_the_register().able_to_vote()
    return electors.filter(is_anonymous=False, pk__in=asked.values("elector")).exclude(
        franchise__contains="F"
    )


def under_way(scope: Scope) -> OutingQuerySet:
    """Who is out now, the longest out first."""
    return outings_in(scope).under_way().order_by("taken_at")


def outings_of(walk: Walk) -> OutingQuerySet:
    """The outings of a walk, the latest first."""
    return outings_in(walk.campaign).filter(walk=walk)


def visits_on(outing: Outing) -> EventQuerySet:
    """The standing visits of an outing."""
    events = Event.objects.filter(campaign=outing.campaign_id, occasion=outing.pk)
    return events.visits().standing()


def doors_knocked_on(scope: Scope, outings: Iterable[UUID]) -> dict[UUID, int]:
    """How many doors were knocked on during each of these outings; those of none are left out."""
    events = (
        Event.objects.for_member(scope)
        if isinstance(scope, Membership)
        else Event.objects.of(scope)
    )
    visits = (
        events.visits()
        .standing()
        .filter(occasion__in=list(outings), door__isnull=False)
    )
    counted = (
        visits.order_by()
        .values_list("occasion")
        .annotate(doors=Count("door", distinct=True))
    )
    return {occasion: doors for occasion, doors in counted if occasion}


@dataclass(frozen=True, slots=True)
class DistrictWalks:
    """A district as the overview lists it. `stray`: doors to call on that are in no walk."""

    district: District
    walks: int
    doors: int
    located: int
    out: int
    done: int
    stray: int


def overview(
    scope: Scope, districts: Sequence[District], of_round: Round | None
) -> list[DistrictWalks]:
    """Each district with its walks in use, how many are out, and how many were handed in during the round."""
    walks = walks_in(scope).in_use().order_by()
    counted = _by_district(walks)
    out = _by_district(walks.out_now())
    done = (
        _by_district(walks.exclude(pk__in=walks.to_do(of_round).values("pk")))
        if of_round
        else {}
    )
    doors = Door.objects.filter(district__in=districts, became=None).order_by()
    doors = doors.filter(
        campaign=scope if isinstance(scope, Campaign) else scope.campaign_id
    )
    standing = dict(doors.values_list("district").annotate(many=Count("pk")))
    located = dict(
        doors.filter(latitude__isnull=False)
        .values_list("district")
        .annotate(many=Count("pk"))
    )
    return [
        DistrictWalks(
            district,
            walks=counted.get(district.pk, 0),
            doors=standing.get(district.pk, 0),
            located=located.get(district.pk, 0),
            out=out.get(district.pk, 0),
            done=done.get(district.pk, 0),
            stray=0,
        )
        for district in districts
    ]


def _by_district(walks: QuerySet[Walk]) -> dict[UUID, int]:
    return dict(walks.values_list("district").annotate(many=Count("pk")))


def stray_doors(district: District) -> int:
    """How many doors to call on are in no walk in use: of the district, or of an area of our own that became part of it."""
    early = list(early_doors(district).only("campaign", "district", "became"))
    areas = {district.pk, *(door.district_id for door in early)}
    walks = Walk.objects.of(district.campaign).in_use().filter(district__in=areas)
    held = {door for doors in walks.values_list("doors", flat=True) for door in doors}
    held |= {door.became_id for door in early if door.pk in held and door.became_id}
    return sum(
        key not in held for key in doors_to_walk(district).values_list("pk", flat=True)
    )
