"""Reads of the doorstep that start from a campaign or from a phone."""

from datetime import datetime
from uuid import UUID

from hustings.apps.campaigns.secrets import digest
from hustings.apps.doorstep.models import (
    CallRound,
    Phone,
    Stall,
)
from hustings.apps.walks.models import Outing


def phone_with(token: str) -> Phone | None:
    """The phone whose reading token this is (`CAMPAIGN.SECRET`), whether it may still read or not."""
    campaign, _, secret = token.partition(".")
    try:
        phones = Phone.objects.filter(campaign_id=UUID(campaign))
    except ValueError:
        return None
    mine = phones.filter(read_hash=digest(secret), campaign__erased_at=None)
    return mine.select_related("campaign", "membership__user").first()


def plain_code(code: str) -> str:
    """A code as we keep it, however it was typed: small letters, spaces and hyphens do no harm."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


def carried_by(phone: Phone, at: datetime) -> dict[str, str] | None:
    """What the phone has with it and whether that still is so: anything but `out` tells it to wipe the names."""
    if not phone.carries or phone.occasion is None:
        return None
    held = {"what": phone.carries, "occasion": str(phone.occasion)}
    return held | _STANDING[phone.carries](phone, phone.occasion, at)


def _walk_stands(phone: Phone, key: UUID, at: datetime) -> dict[str, str]:
    outing = Outing.objects.filter(campaign=phone.campaign_id, pk=key)
    found = outing.select_related("walk").first()
    if found is None or found.revoked_at:
        return {"state": "called-back"}
    state = "handed-in" if found.handed_in_at else "out"
    return {"state": state, "code": found.walk.code}


def _stall_stands(phone: Phone, key: UUID, at: datetime) -> dict[str, str]:
    stall = Stall.objects.of(phone.campaign).filter(pk=key).first()
    if stall is None or stall.ends_at <= at:
        return {"state": "over"}
    return {"state": "out", "code": stall.code}


def _calls_stand(phone: Phone, key: UUID, at: datetime) -> dict[str, str]:
    calls = CallRound.objects.of(phone.campaign).filter(pk=key).first()
    if calls is None or calls.closed_at:
        return {"state": "over"}
    return {"state": "out", "code": calls.code}


_STANDING = {
    Phone.Carries.WALK.value: _walk_stands,
    Phone.Carries.STALL.value: _stall_stands,
    Phone.Carries.CALLS.value: _calls_stand,
}
