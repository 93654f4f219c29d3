"""What the register's markers and dates mean at this campaign's election."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from hustings.apps.campaigns.models import Campaign
from hustings.core.elections.franchise import (
    ElectionKind,
    Nation,
    Voting,
    may_vote_at,
    read_attainer_date,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """What one marker and one date in the attainer's column give: the day of coming of age, and yes, no or ask."""

    attains_on: date | None
    attainer_kind: str
    may_vote: str
    reason: str


def voting_of(campaign: Campaign) -> Voting:
    """The campaign's election, as the rules of the franchise want it."""
    return Voting(
        election=ElectionKind(campaign.election),
        nation=Nation(campaign.nation),
        polling_day=campaign.polling_day,
    )


@lru_cache(maxsize=20_000)
def standing(voting: Voting, marker: str, attainer_date: date | None) -> Standing:
    """Whether an elector with this marker and this attainer's date may vote; 80,000 electors share a few hundred."""
    attains_on, kind = None, ""
    if attainer_date is not None:
        read = read_attainer_date(
            attainer_date, as_of=voting.polling_day, voting_age=voting.age
        )
        attains_on, kind = read.attains_on, read.kind.value
    verdict = may_vote_at(
        voting,
        marker=marker,
        attainer=attainer_date is not None,
        attains_on=attains_on,
    )
    return Standing(attains_on, kind, verdict.answer.value, verdict.reason)


def is_abroad(marker: str) -> bool:
    """Whether the marker says overseas (F): whatever address the file gives is not a door here."""
    return "F" in marker.upper()
