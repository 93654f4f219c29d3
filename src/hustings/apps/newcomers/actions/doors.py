"""Doors of our own: made before the register comes, and joined to its doors once it is there."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.ledger.actions import carry_over
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions.links import Whoever
from hustings.apps.newcomers.finding import found_doors, own_doors
from hustings.apps.newcomers.models import DoorLink
from hustings.apps.newcomers.trail import trail_of
from hustings.apps.register.actions import area_of_our_own
from hustings.apps.register.doors import READING, put_in_order, reading_of
from hustings.apps.register.models import District, Door, Elector, Newcomer
from hustings.apps.register.state import change_register
from hustings.core.errors import HustingsError
from hustings.core.register.doors import Door as CoreDoor


def area_named(*, campaign: Campaign, name: str, by: Membership) -> District:
    """The campaign's own area of that name, made if it is new. HustingsError where the register has such a district."""
    name = " ".join(name.split())
    with acting(by, "name an area of our own"):
        districts = District.objects.filter(campaign=campaign, code__iexact=name)
        if found := districts.filter(is_provisional=True).first():
            return found
        if districts.exists():
            raise HustingsError(
                f"{name} is a polling district of the register. Give your area another name."
            )
        return area_of_our_own(campaign=campaign, name=name, by=by)


def add_doors(*, district: District, doors: Sequence[CoreDoor], by: Membership) -> int:
    """Add the doors that do not stand in the district yet; gives how many are new.

    What somebody adds who is limited to an area is vouched for once anybody else adds it too, or confirms what it became.
    HustingsError where `by` is limited to an area and the register has one of them outside it.
    """
    with acting(by, "add doors of our own"):
        change_register(district.campaign)
        rows = Door.objects.of(district.campaign).filter(district=district)
        standing = set(rows.values_list("key", flat=True))
        count, is_vouched = len(standing), not _is_limited(by)
        new: dict[str, Door] = {}
        for door in doors:
            key = door.key(district.code)
            if key not in standing and key not in new:
                file_order = count + len(new)
                new[key] = _row(district, door, key, file_order, is_vouched=is_vouched)
        _in_reach(new.values(), by)
        Door.objects.bulk_create(new.values(), batch_size=1000)
        put_in_order(district, *{row.street_order for row in new.values()})
        if is_vouched:
            given = [door.key(district.code) for door in doors]
            rows.filter(key__in=given, is_vouched=False).update(is_vouched=True)
    return len(new)


def _in_reach(rows: Iterable[Door], by: Membership) -> None:
    """Nobody opens to themselves a door of the register outside their area by typing it into the area."""
    if not by.districts:
        return
    found = found_doors(by.campaign, rows)
    keys = {UUID(key) for f in found for key in (f.sure, *f.candidates) if key}
    mine = Door.objects.for_member(by).values("pk")
    theirs = Door.objects.of(by.campaign).filter(pk__in=keys).exclude(pk__in=mine)
    if first := theirs.in_walking_order().first():
        others = theirs.count() - 1
        more = f" ({others:,} more are there too)" if others else ""
        raise HustingsError(
            f"{first} is on the register outside your area{more}. "
            "Leave out what the register has, or ask the agent to add it."
        )


def _row(
    district: District, door: CoreDoor, key: str, file_order: int, *, is_vouched: bool
) -> Door:
    values = dict(zip(READING, reading_of(door, key), strict=True))
    return Door(
        campaign=district.campaign,
        district=district,
        file_order=file_order,
        is_vouched=is_vouched,
        **values,
    )


def take_doors_away(*, district: District, by: Membership) -> int:
    """Delete the doors of an area of our own at which nothing has happened; gives how many.

    For a line typed wrongly: a door where somebody knocked, or was met, stays. An area left empty goes too.
    """
    if not district.is_provisional:
        raise HustingsError("Doors of the register are not taken away.")
    with acting(by, "take doors of our own away"):
        change_register(district.campaign)
        mine = {"campaign": OuterRef("campaign"), "door": OuterRef("pk")}
        unused = own_doors(district.campaign).filter(
            ~Exists(Event.objects.filter(**mine)),
            ~Exists(Newcomer.objects.filter(**mine)),
            district=district,
        )
        number = unused.count()
        unused.delete()
        left = Door.objects.of(district.campaign).filter(district=district)
        put_in_order(district, *left.values_list("street_order", flat=True).distinct())
    return number


def join_doors(
    *, pairs: Mapping[Door, Door], why: str, is_sure: bool, by: Whoever, at: datetime
) -> int:
    """Each door of ours is that door of the register: what happened at it goes there; gives how many doors.

    People met at the door live at the register's door. Doors that have become another already are passed over. Where
    somebody says so, and nobody is sure without, it is vouched for unless they are limited to an area.
    """
    if not pairs:
        return 0
    campaign = next(iter(pairs)).campaign
    with acting(by, "join doors to the register's"):
        ids = [door.pk for door in pairs]
        rows = (
            Door.objects.select_for_update()
            .of(campaign)
            .filter(pk__in=ids, became=None)
        )
        open_ones = set(rows.values_list("pk", flat=True))
        pairs = {own: theirs for own, theirs in pairs.items() if own.pk in open_ones}
        _carry_all(pairs, by, at)
        for own, theirs in pairs.items():
            own.became = theirs
            own.is_vouched = own.is_vouched if is_sure else not _is_limited(by)
        Door.objects.bulk_update(pairs, ["became", "is_vouched"], batch_size=500)
        _judge({**pairs}, why, is_sure=is_sure, by=by, at=at)
    return len(pairs)


def _carry_all(pairs: Mapping[Door, Door], by: Whoever, at: datetime) -> None:
    """Events and newcomers to the register's doors; most doors of a long list have neither."""
    ids = [door.pk for door in pairs]
    campaign = next(iter(pairs)).campaign_id if pairs else None
    events = Event.objects.filter(campaign=campaign, door__in=ids)
    knocked = set(events.values_list("door_id", flat=True))
    people = Newcomer.objects.filter(campaign=campaign, door__in=ids)
    lived = set(people.values_list("door_id", flat=True))
    for own, theirs in pairs.items():
        if own.pk in knocked:
            carry_over(kept=theirs, closed=own, by=by, at=at)
        if own.pk in lived:
            people.filter(door=own).update(
                door=theirs, district=theirs.district_id, door_of_ours=own
            )
        _locate(own, theirs)


def _locate(own: Door, theirs: Door) -> None:
    """A place on the map that only our own door had."""
    if own.latitude is not None and theirs.latitude is None:
        theirs.latitude, theirs.longitude = own.latitude, own.longitude
        theirs.located_by = own.located_by
        theirs.save(update_fields=["latitude", "longitude", "located_by"])


def confirm_joins(*, links: Iterable[DoorLink], by: Membership) -> int:
    """These doors are the register's: whoever is limited to their area sees who lives there; gives how many doors.

    HustingsError where `by` is limited to an area, for whoever is would open doors to themselves.
    """
    if _is_limited(by):
        raise HustingsError(
            "Your access is limited to an area. Ask the agent to confirm these doors."
        )
    with acting(by, "confirm which doors of the register ours are"):
        own = [link.door_id for link in links if link.register_door_id]
        return Door.objects.of(by.campaign).filter(pk__in=own).update(is_vouched=True)


def _is_limited(by: Whoever) -> bool:
    """Whether it is a member who works in an area alone; the server itself works in none."""
    return isinstance(by, Membership) and bool(by.districts)


def keep_apart(*, door: Door, by: Membership, at: datetime) -> None:
    """Somebody has looked: the door is none of the register's. It stays a door of ours."""
    with acting(by, "keep a door of our own"):
        _judge({door: None}, "", is_sure=False, by=by, at=at)


def part_doors(*, made: DoorLink, by: Membership, at: datetime) -> int:
    """A door was joined, or kept apart, by mistake: what happened at ours goes back to it; gives how many events.

    Newcomers who were met at it go back as well, but for those who have been found on the register meanwhile. It is
    vouched for no more: whoever joins it again has to work everywhere, or somebody who does has to confirm it.
    """
    own, theirs = made.door, made.register_door
    with acting(by, "part doors that were joined"):
        locked = DoorLink.objects.select_for_update().get(
            campaign=made.campaign_id, pk=made.pk
        )
        if locked.undone_at is not None:
            return 0
        locked.undone_by, locked.undone_at = str(by.user), at
        locked.save(update_fields=["undone_by", "undone_at"])
        if theirs is None:
            return 0
        events = Event.objects.filter(campaign=own.campaign_id, door=own)
        carried = trail_of(events, own.campaign_id)
        own.became, own.is_vouched = None, False
        own.save(update_fields=["became", "is_vouched"])
        Newcomer.objects.filter(door_of_ours=own).go_home(own.campaign)
        return carry_over(kept=own, closed=theirs, by=by, at=at, only=carried)


def settle_districts(*, campaign: Campaign, by: Whoever) -> None:
    """An area of ours whose letters turned out to be the council's is a district like any other."""
    here = Elector.objects.filter(
        campaign=OuterRef("campaign"), district=OuterRef("pk")
    )
    own = District.objects.filter(Exists(here), campaign=campaign, is_provisional=True)
    if own.exists():
        with acting(by, "an area of our own is a district of the register"):
            own.update(is_provisional=False)


def _judge(
    pairs: Mapping[Door, Door | None],
    why: str,
    *,
    is_sure: bool,
    by: Whoever,
    at: datetime,
) -> None:
    """Note what was said of each door of one campaign; a judgement from before gives way."""
    name = by.name if isinstance(by, Actor) else str(by.user)
    for own in list(pairs)[:1]:
        before = DoorLink.objects.of(own.campaign).in_force().filter(door__in=[*pairs])
        before.update(undone_by=name, undone_at=at)
    DoorLink.objects.bulk_create(
        DoorLink(
            campaign_id=own.campaign_id,
            door=own,
            register_door=theirs,
            why=why,
            is_sure=is_sure,
            made_by=name,
            made_at=at,
        )
        for own, theirs in pairs.items()
    )
