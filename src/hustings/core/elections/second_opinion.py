"""What another timetable says of the same election, to compare with ours.

Democracy Club publish the dates of their timetable as a library. It is asked as a second pair of eyes only: its list of bank
holidays ends with 2028, and it follows other rules for two kinds of election, so our own dates stand and the difference is told.
"""

from collections.abc import Callable, Mapping
from datetime import date

from uk_election_timetables.calendars import Country
from uk_election_timetables.election import Election
from uk_election_timetables.elections import (
    GreaterLondonAssemblyElection,
    LocalElection,
    MayoralElection,
    NorthernIrelandAssemblyElection,
    PoliceAndCrimeCommissionerElection,
    ScottishParliamentElection,
    SeneddCymruElection,
    UKParliamentElection,
)

from hustings.core.elections.kinds import ElectionKind, Nation

KEYS = {
    "NOTICE_OF_ELECTION_DEADLINE": "notice",
    "REGISTRATION_DEADLINE": "registration",
    "CLOSE_OF_NOMINATIONS": "nominations",
    "POSTAL_VOTE_APPLICATION_DEADLINE": "postal-vote",
    "VAC_APPLICATION_DEADLINE": "voter-certificate",
}
COUNTRIES = {
    Nation.ENGLAND: Country.ENGLAND,
    Nation.SCOTLAND: Country.SCOTLAND,
    Nation.WALES: Country.WALES,
    Nation.NORTHERN_IRELAND: Country.NORTHERN_IRELAND,
}
WITH_COUNTRY: Mapping[ElectionKind, Callable[..., Election]] = {
    ElectionKind.UK_PARLIAMENT: UKParliamentElection,
    ElectionKind.LOCAL: LocalElection,
}
WITHOUT_COUNTRY: Mapping[ElectionKind, Callable[..., Election]] = {
    ElectionKind.MAYOR: MayoralElection,
    ElectionKind.POLICE_COMMISSIONER: PoliceAndCrimeCommissionerElection,
    ElectionKind.LONDON_ASSEMBLY: GreaterLondonAssemblyElection,
    ElectionKind.SCOTTISH_PARLIAMENT: ScottishParliamentElection,
    ElectionKind.SENEDD: SeneddCymruElection,
    ElectionKind.NI_ASSEMBLY: NorthernIrelandAssemblyElection,
}


def second_opinion(
    election: ElectionKind, nation: Nation, polling_day: date
) -> dict[str, date]:
    """The other timetable's day for each of our deadline keys that it knows."""
    if election in WITH_COUNTRY:
        found = WITH_COUNTRY[election](polling_day, COUNTRIES[nation])
    else:
        found = WITHOUT_COUNTRY[election](polling_day)
    events: list[dict[str, object]] = found.timetable
    return {
        KEYS[str(event["event"])]: day
        for event in events
        if str(event["event"]) in KEYS and isinstance(day := event["date"], date)
    }
