"""The register of parties: by number, with the days of each entry; what is no entry is passed over or told."""

from datetime import date

from hustings.core.psephology.publishers import read_elections
from hustings.core.psephology.registrations import (
    Registration,
    Registrations,
    called,
    read_registrations,
    unknown_numbers,
)
from tests.core.psephology.tables import CANDIDATES, SEATS, line, seat, table
from tests.published import published

HEADING = "MNIS ID,MNIS name,Electoral Commission ID,Jurisdiction,Registered on,Deregistered on,Primary EC name last updated on"
BLUE = "4,Blue Party,PP12,Great Britain,14/01/1999,,15/3/2016"


def read(*rows: str) -> Registrations:
    return read_registrations(table(HEADING, *rows, file="parties.csv"))


def test_an_entry_has_its_number_and_its_days() -> None:
    (found,) = read(BLUE.replace("PP12", "PP12 ")).entries
    assert found == Registration("PP12", "Blue Party", "Great Britain", date(1999, 1, 14), None, date(2016, 3, 15))  # fmt: skip


def test_whoever_is_no_party_is_passed_over() -> None:
    found = read("8,Independent,-,,,,", "62,Common Man,,,,,", "138,Group,Group,,,,")
    assert (found.entries, found.refused) == ((), ())
    assert [str(each) for each in found.doubts] == [
        "parties.csv, line 4: Group, Group: 'Group' was found where a number such as PP53 was expected. The row is passed over."
    ]  # fmt: skip


def test_a_day_that_is_none_and_a_name_twice_are_told() -> None:
    found = read(BLUE, BLUE, BLUE.replace("Blue", "Red").replace("14/01", "31/02"))
    assert [each.name for each in found.entries] == ["Blue Party"]
    told = [str(each) for each in found.refused]
    assert "parties.csv, line 3: Blue Party, PP12: the name is entered twice under this number." in told  # fmt: skip
    assert "column registered on: '31/02/1999' was found where a day such as" in told[1]


def test_a_party_is_found_by_any_of_its_names() -> None:
    rows = [BLUE, BLUE.replace("Blue", "The Azure"), BLUE.replace("Blue", "Red"), BLUE.replace("PP12", "PP3")]  # fmt: skip
    found = called(read(*rows).entries, ["blue party", "Azure Party"])
    assert [(each.number, each.name) for each in found] == [
        ("PP3", "Blue Party"),
        ("PP12", "Blue Party"),
        ("PP12", "The Azure Party"),
    ]


def test_a_number_that_nobody_has_is_told_once() -> None:
    lines = [
        f"{line('A', 'Blue', 'Ann Example', 300)},PP12",
        f"{line('A', 'New', 'Bo Example', 200, ec_adjunct_party_id='PP77')},PP99",
        f"{line('B', 'New', 'Cy Example', 100)},PP99",
        f"{line('B', 'Ind', 'Di Example', 90)},",
    ]
    found = read_elections(
        table(f"{CANDIDATES},ec_party_id", *lines, file="c.csv"),
        table(SEATS, seat("A", 500, 100), seat("B", 190, 10)),
    )
    told = list(unknown_numbers(found, read(BLUE).numbers))
    assert [each.partition(" is a party")[0] for each in told] == ["c.csv, line 3: New: PP77", "c.csv, line 3: New: PP99"]  # fmt: skip
    assert told[1].endswith("does not have it (this row and 1 more rows).")
    assert not list(unknown_numbers(found, frozenset({"PP12", "PP77", "PP99"})))


def test_the_publishers_own_list() -> None:
    file = published("elections", "political-party-registrations.csv")
    heading, *rows = file.read_text("utf-8").splitlines()
    found = read_registrations(table(heading, *rows))
    assert (len(found.entries), found.refused) == (403, ())
    reform = {each.name for each in found.entries if each.number == "PP7931"}
    assert reform == {"Reform UK", "The Brexit Party"}
