"""The round whose lines are being typed: kept in the session, so that each line needs only a number and an answer."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from hustings.apps.campaigns.models import ConsentWording
from hustings.apps.campaigns.rights import MemberRequest
from hustings.apps.canvass.actions.desk import Round
from hustings.apps.canvass.forms import happened_at
from hustings.apps.canvass.queries import opinion_wordings, scale_called
from hustings.apps.register.models import District
from hustings.core.canvassing import Scale


@dataclass(frozen=True, slots=True)
class Kept:
    """What the session holds of a round, looked up again for each page."""

    on: date
    clock: time | None
    canvasser: str
    scale: Scale
    wording: ConsentWording | None

    def of(self, district: District, at: datetime, key: UUID) -> Round:
        return Round(
            district=district,
            happened_at=happened_at(self.on, self.clock, at),
            scale=self.scale,
            wording=self.wording,
            canvasser=self.canvasser,
            key=key,
        )


def begin(request: MemberRequest, chosen: dict[str, Any]) -> None:
    """Remember the round for this campaign until another is begun or the session ends."""
    clock = chosen["clock"]
    request.session[_name(request)] = {
        "on": chosen["on"].isoformat(),
        "clock": clock.isoformat() if clock else "",
        "canvasser": chosen["canvasser"],
        "scale": chosen["scale"],
        "language": chosen["language"],
    }


def under_way(request: MemberRequest) -> Kept | None:
    """The round of this campaign that the member has begun, if any."""
    held = request.session.get(_name(request))
    if not held:
        return None
    wordings = {w.language: w for w in opinion_wordings(request.campaign)}
    return Kept(
        on=date.fromisoformat(held["on"]),
        clock=time.fromisoformat(held["clock"]) if held["clock"] else None,
        canvasser=held["canvasser"],
        scale=scale_called(request.campaign, held["scale"]),
        wording=wordings.get(held["language"]) or next(iter(wordings.values()), None),
    )


def _name(request: MemberRequest) -> str:
    return f"round {request.campaign.id}"
