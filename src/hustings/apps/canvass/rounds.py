"""The round whose lines are being typed: kept in the session, so that each line needs only a number and an answer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from hustings.apps.campaigns.models import ConsentWording
from hustings.apps.campaigns.rights import MemberRequest
from hustings.apps.canvass.actions.desk import Round
from hustings.apps.canvass.queries import is_counts_only, scale_called, words_read_out
from hustings.apps.register.models import District
from hustings.core.canvassing import Scale


@dataclass(frozen=True, slots=True)
class Kept:
    """What the session holds of a round, looked up again for each page.

    `happened_at` is the same for all its lines: a line that is typed over past midnight is no earlier than the first.
    """

    happened_at: datetime
    has_clock: bool
    canvasser: str
    scale: Scale
    wording: ConsentWording | None

    def of(self, district: District, key: UUID) -> Round:
        return Round(
            district=district,
            happened_at=self.happened_at,
            scale=self.scale,
            wording=self.wording,
            canvasser=self.canvasser,
            key=key,
        )


def begin(request: MemberRequest, chosen: dict[str, Any]) -> None:
    """Remember the round for this campaign until another is begun or the session ends."""
    request.session[_name(request)] = {
        "happened_at": chosen["happened_at"].isoformat(),
        "has_clock": bool(chosen["clock"]),
        "canvasser": chosen["canvasser"],
        "scale": chosen["scale"],
        "language": chosen["language"],
    }


def under_way(request: MemberRequest) -> Kept | None:
    """The round of this campaign that the member has begun, if any."""
    held = request.session.get(_name(request))
    if not held:
        return None
    moment = datetime.fromisoformat(held["happened_at"])
    campaign = request.campaign
    return Kept(
        happened_at=moment,
        has_clock=held["has_clock"],
        canvasser=held["canvasser"],
        scale=scale_called(campaign, held["scale"]),
        wording=None
        if is_counts_only(campaign)
        else words_read_out(campaign, held["language"], moment),
    )


def _name(request: MemberRequest) -> str:
    return f"round of {request.campaign.id}"
