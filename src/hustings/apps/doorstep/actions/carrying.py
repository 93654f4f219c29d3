"""What a phone takes with it: one list of names at a time, and how it gives it back."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from hustings.apps.campaigns.audit import acting, record
from hustings.apps.doorstep.models import Phone
from hustings.apps.walks.actions import hand_in, revoke, take_out
from hustings.apps.walks.models import Outing, Walk


def take_walk(*, phone: Phone, walk: Walk, at: datetime) -> Outing:
    """The outing on which this phone goes: the one under way, else a new one of its holder's.

    A phone has one walk at most: what it had before goes back, to be done by whoever takes it.
    HustingsError where the walk is no longer in use.
    """
    with acting(phone.membership, "take a walk out"):
        outing = take_out(walk=walk, by=phone.membership, at=at)
        carry(phone=phone, what=Phone.Carries.WALK, occasion=outing.pk, at=at)
    return outing


def carry(
    *,
    phone: Phone,
    what: str,
    occasion: UUID,
    at: datetime,
    people: Sequence[UUID] = (),
) -> None:
    """Note what the phone has with it from now on, in place of what it had."""
    with acting(phone.membership, "take names along on a phone"):
        if phone.occasion != occasion:
            _give_back(phone, at)
        phone.carries, phone.occasion = what, occasion
        phone.carries_since, phone.people = at, list(people)
        phone.save(update_fields=["carries", "occasion", "carries_since", "people"])


def lay_down(*, phone: Phone, at: datetime) -> None:
    """The phone has nothing with it any more; a walk that it had is handed in, unless another phone is on it."""
    with acting(phone.membership, "hand in what a phone had"):
        outing = _outing(phone)
        if outing and not _others_on(phone):
            hand_in(outing=outing, by=phone.membership, at=at)
        _empty(phone)


def note_names(*, phone: Phone, verb: str, people: int) -> None:
    """Note in the trail that so many names went to a phone."""
    record(
        campaign=phone.campaign,
        by=phone.membership,
        verb=verb,
        of="register_elector",
        rows=people,
    )


def _give_back(phone: Phone, at: datetime) -> None:
    """A walk that is left for another is still to be done."""
    outing = _outing(phone)
    if outing and not _others_on(phone):
        revoke(outing=outing, by=phone.membership, at=at)


def _outing(phone: Phone) -> Outing | None:
    if phone.carries != Phone.Carries.WALK or phone.occasion is None:
        return None
    rows = Outing.objects.filter(campaign=phone.campaign_id, pk=phone.occasion)
    return rows.under_way().first()


def _others_on(phone: Phone) -> bool:
    same = Phone.objects.filter(campaign=phone.campaign_id, occasion=phone.occasion)
    return same.filter(revoked_at=None).exclude(pk=phone.pk).exists()


def _empty(phone: Phone) -> None:
    phone.carries, phone.occasion, phone.carries_since, phone.people = (
        "",
        None,
        None,
        [],
    )
    phone.save(update_fields=["carries", "occasion", "carries_since", "people"])
