"""Calls, texts and e-mail: each allowed, or no longer, by the person's own word."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.canvass.actions.left_alone import check_may_contact, hold
from hustings.apps.ledger.actions import record_event
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Elector
from hustings.core.errors import HustingsError

# Under which key the number or address of each channel is kept.
ADDRESSES = {"calls": "telephone", "texts": "telephone", "email": "email"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Permission:
    """Whether a person wants calls, texts or e-mail. `consent`: the words they agreed to, for a yes."""

    elector: Elector
    channel: str
    given: bool
    at: datetime
    address: str = ""
    consent: ConsentWording | None = None
    id: UUID = field(default_factory=uuid4)


def record_permission(*, permission: Permission, by: Membership, at: datetime) -> bool:
    """Keep that a person allows a channel, or no longer does; each channel is agreed to by itself.

    HustingsError for a yes without the words about that very channel, or of somebody who has asked to be
    left alone. False if it was kept before.
    """
    words = permission.consent
    if permission.given and (words is None or words.covers != permission.channel):
        raise HustingsError(
            f"For {permission.channel} the person agrees to words of their own: ask the agent to enter them."
        )
    payload: dict[str, object] = {
        "channel": permission.channel,
        "given": permission.given,
    }
    if permission.given and permission.address:
        payload[ADDRESSES[permission.channel]] = permission.address
    event = Event(
        id=permission.id,
        campaign_id=permission.elector.campaign_id,
        kind=Event.Kind.PERMISSION,
        district_id=permission.elector.district_id,
        elector=permission.elector,
        happened_at=permission.at,
        payload=payload,
        consent=words if permission.given else None,
        consented_at=permission.at if permission.given else None,
    )
    with acting(by, f"record a permission for {permission.channel}"):
        if permission.given:
            hold(permission.elector)
            check_may_contact(permission.elector)
        return record_event(event=event, by=by, at=at)
