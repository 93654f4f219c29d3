"""What is asked when a campaign is made, as values."""

from dataclasses import dataclass
from datetime import date

from hustings.core.elections.kinds import ElectionKind, Nation


@dataclass(frozen=True, slots=True)
class CouncilDetails:
    """A council that keeps part of the register, and where its electoral services are written to."""

    name: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What is asked when a campaign is made."""

    name: str
    candidate: str
    election: ElectionKind
    nation: Nation
    constituency: str
    polling_day: date
    erase_on: date
    party: str = "Independent"
    basis: str = ""
    by_election: bool = False
    electorate: int | None = None
    return_address: str = ""
    imprint_promoter: str = ""
    imprint_printer: str = ""
