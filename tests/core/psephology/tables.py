"""Small invented files in the publishers' layouts."""

from hustings.core.elections.results_table import Table, read_table
from hustings.core.psephology.publishers import Loaded, read_elections

CANDIDATES = (
    "election_date,ons_id,constituency,region,country,constituency_type,party,party_abbr,ec_adjunct_party_id,first_name,"
    "surname,gender,sitting_mp,former_mp,member_mnis_id,votes,dc_person_id"
)
SEATS = (
    "election_date,ons_id,constituency,electorate,valid_votes,invalid_votes,majority"
)
DAY = "2031-05-01"


def line(seat: str, party: str, name: str, votes: int | str, **more: str) -> str:
    """A candidacy in seat "A" or "B"; `more` are further cells by column."""
    first, _, surname = name.rpartition(" ")
    cells = {
        "election_date": DAY,
        "ons_id": f"X{seat}",
        "constituency": f"{seat} Example",
        "region": "North" if seat == "A" else "South",
        "country": "England",
        "constituency_type": "County",
        "party": party,
        "party_abbr": party,
        "first_name": first,
        "surname": surname,
        "gender": "Female",
        "votes": str(votes),
    } | more
    return ",".join(cells.get(column, "") for column in CANDIDATES.split(","))


def seat(name: str, valid: int, majority: int, *, electorate: int = 1000) -> str:
    day = DAY
    return f"{day},X{name},{name} Example,{electorate},{valid},3,{majority}"


def table(heading: str, *lines: str, file: str = "file.csv") -> Table:
    return read_table("\n".join([heading, *lines]).encode(), file=file)


def loaded(lines: list[str], seats: list[str]) -> Loaded:
    return read_elections(
        table(CANDIDATES, *lines, file="candidates.csv"),
        table(SEATS, *seats, file="seats.csv"),
    )


def two_seats() -> Loaded:
    """Two seats: an independent of each, one with exactly a twentieth of the votes."""
    return loaded(
        [
            line("A", "Lab", "Ann Example", 300, ec_adjunct_party_id="PP119"),
            line("A", "Con", "Bo Example", 280),
            line("A", "Ind", "Cy Example", 20),
            line("B", "Con", "Di Example", 210),
            line("B", "Lab", "Ed Example", 168),
            line("B", "Ind", "Flo Example", 22),
        ],
        [seat("A", 600, 20), seat("B", 400, 42)],
    )
