"""What the register's markers and dates mean at this campaign's election."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from hustings.apps.campaigns.models import Campaign
from hustings.core.elections.franchise import (
    OVERSEAS,
    ElectionKind,
    Nation,
    Voting,
    letters_of,
)
from hustings.core.register.eligibility import Franchise
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.rows import RegisterRow

NOBODY = ElectorNumber("", 0)


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


def standing_of(voting: Voting, row: RegisterRow) -> Standing:
    """Whether the elector of a row may vote."""
    return standing(voting, row.marker, row.attainer_date, row.attainer_text)


@lru_cache(maxsize=20_000)
def standing(
    voting: Voting, marker: str, attainer_date: date | None, attainer_text: str = ""
) -> Standing:
    """Whether an elector with this marker and this attainer's date (or text that is none) may vote; thousands share one."""
    row = RegisterRow(NOBODY, "", marker=marker, attainer_date=attainer_date, attainer_text=attainer_text)  # fmt: skip
    answer = _franchise(voting).of(row)
    return Standing(
        answer.attains_on,
        answer.kind.value if answer.kind else "",
        answer.verdict.answer.value,
        answer.verdict.reason,
    )


@lru_cache(maxsize=20)
def _franchise(voting: Voting) -> Franchise:
    return Franchise(voting)


def is_abroad(marker: str) -> bool:
    """Whether the marker says overseas (F): whatever address the file gives is not a door here."""
    return OVERSEAS in letters_of(marker)
