"""A place in a campaign: a role, an area and a time."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from hustings.apps.campaigns.models import Role

# Roles that an organiser may give for a day of action; the others are the agent's to give.
ACTION_DAY_ROLES = frozenset({Role.CANVASSER, Role.TELLER, Role.PRINTER})
# Roles that see to the whole register and the whole team: a part of either would be no limit.
WHOLE_CAMPAIGN_ROLES = frozenset({Role.AGENT, Role.DATA_OFFICER})


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """What a person may do in a campaign, where (no district: everywhere) and when."""

    role: Role
    districts: tuple[UUID, ...] = ()
    starts_at: datetime | None = None
    ends_at: datetime | None = None
