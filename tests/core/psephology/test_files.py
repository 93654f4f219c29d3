"""Every publisher's layout is recognised, halves find one another, and what is no result is refused by name."""

import json
from datetime import date

import pytest

from hustings.core.errors import HustingsError
from hustings.core.psephology.files import Package, packages, recognise
from hustings.core.psephology.maps import Map, Place
from hustings.core.psephology.notional import Notional
from hustings.core.psephology.overlaps import Overlaps
from hustings.core.psephology.publishers import Loaded
from hustings.core.psephology.registrations import Registrations
from hustings.core.psephology.sources import PUBLISHED, source_named
from tests.core.psephology.tables import CANDIDATES, SEATS, line, seat

LIBRARY = (
    "ONS ID,Constituency name,Region name,Country name,Constituency type,Party name,Party abbreviation,"
    "Electoral Commission party ID,Electoral Commission adjunct party ID,Candidate first name,Candidate surname,"
    "Candidate gender,Sitting MP,Former MP,Member MNIS ID,Votes\n"
    "XA,A Example,North,England,County,Lab,Lab,PP53,PP119,Ann,Example,Female,Yes,No,7,300\n"
    "XA,A Example,North,England,County,Ind,Ind,,,Cy,Example,Male,No,No,,20\n"
)
LIBRARY_SEATS = (
    "ONS ID,Constituency name,Region name,Country name,Constituency type,Member first name,Member surname,Member gender,"
    "First party,Electorate,Valid votes,Invalid votes,Majority,Con,Lab,All other candidates,Of which other winner\n"
    "XA,A Example,North,England,County,Ann,Example,Female,Lab,1000,320,3,280,0,300,20,0\n"
)
PARLIAMENT = (
    "General election polling date,General election is notional,Country name,English region name,Constituency name,"
    "Constituency geographic code,Constituency designation,Electorate,Election polling date,Election valid vote count,"
    "Election invalid vote count,Candidate family name,Candidate given name,Candidate MNIS ID,Candidate is sitting MP,"
    "Candidate is former MP,Main party name,Main party abbreviation,Adjunct party Electoral Commission ID,"
    "Candidate is standing as Commons Speaker,Candidate is standing as independent,Candidate vote count,Majority\n"
    "2031-05-01,{n},England,North,A Example,XA,County,1000,2031-05-01,320,3,Example,Ann,7,true,false,Lab,Lab,PP119,"
    "false,false,300,280\n"
    "2031-05-01,{n},England,North,A Example,XA,County,1000,2031-05-01,320,3,Example,Cy,,false,false,,,,"
    "false,true,20,\n"
)
OURS = "\n".join(
    [
        CANDIDATES,
        line("A", "Lab", "Ann Example", 300, ec_adjunct_party_id="PP119", member_mnis_id="7", sitting_mp="Yes"),
        line("A", "Ind", "Cy Example", 20, gender="Male"),
    ]
)  # fmt: skip
OUR_SEATS = "\n".join([SEATS, seat("A", 320, 280)])
DAY = date(2031, 5, 1)


def read(*files: tuple[str, str], day: date | None = None) -> list[Package]:
    known = [recognise(text.encode(), name) for name, text in files]
    return list(packages(known, day))


def test_three_layouts_are_the_same_election() -> None:
    """UK Parliament's site does not say the candidates' gender; all else is the same."""
    ours = read(("c.csv", OURS), ("s.csv", OUR_SEATS))
    library = read(("GE c.csv", LIBRARY), ("s.csv", LIBRARY_SEATS), day=DAY)
    parliament = read(("p.csv", PARLIAMENT.format(n="false")))
    assert [each[0].source.key for each in (ours, library, parliament)] == [
        "candidates",
        "library-candidates-2024",
        "parliament-2024",
    ]
    found = []
    for (package,) in (ours, library, parliament):
        assert isinstance(package.content, Loaded)
        assert not package.content.refused
        (election,) = package.content.elections
        one = election.seats["XA"]
        assert (election.day, one.region, one.nation) == (DAY, "North", "England")
        assert one.stood[0].known_as == {"mnis:7"}
        assert [s.was_member for s in one.stood] == [True, False]
        assert [(s.party, s.is_joint) for s in one.stood] == [("Lab", True), ("Ind", False)]  # fmt: skip
        found.append(one.result)
    assert found[0] == found[1]
    votes = [(each.name, each.votes) for each in found[0].candidacies]
    assert votes == [(each.name, each.votes) for each in found[2].candidacies]
    assert (found[2].electorate, found[2].rejected, found[2].published_majority) == (1000, 3, 280)  # fmt: skip


def test_the_speaker_a_party_without_a_short_form_and_a_name_as_in_a_page() -> None:
    text = PARLIAMENT.format(n="false").replace("false,true,20", "true,false,20")
    text = text.replace("Lab,Lab,", "Beer and Skittles,,").replace("A Example,", "King&#39;s Example,")  # fmt: skip
    (package,) = read(("p.csv", text))
    assert isinstance(package.content, Loaded)
    seat = package.content.elections[0].seats["XA"]
    stood = seat.stood
    assert seat.name == "King's Example"
    assert [each.party for each in stood] == ["Beer and Skittles", "Spk"]


def test_an_estimate_of_the_results_site() -> None:
    text = PARLIAMENT.format(n="true").replace("2031-05-01", "2019-12-12")
    (package,) = read(("p.csv", text))
    assert isinstance(package.content, Notional)
    assert (package.source.key, str(package.content.boundaries)) == ("notional-2019", "2024-07-04")  # fmt: skip
    assert package.content.seats["XA"].result.valid == 320


def test_registrations_and_overlaps_are_recognised() -> None:
    parties = (
        "MNIS name,Electoral Commission ID,Registered on,Deregistered on\nBlue,PP1,,\n"
    )
    pair = "E14000530E14001063,E14000530,Aldershot,E14001063,Aldershot,1,1,1,1,1,1\n"
    found = read(("p.csv", parties), ("o.csv", pair))
    assert [each.source.key for each in found] == ["registrations", "overlaps-2024"]
    assert isinstance(found[0].content, Registrations)
    assert isinstance(found[1].content, Overlaps)
    assert (len(found[0].content.entries), len(found[1].content.pairs)) == (1, 1)


def test_constituencies_alone_are_a_first_release() -> None:
    (package,) = read(("HoC-GE2024-results.csv", LIBRARY_SEATS))
    assert isinstance(package.content, Loaded)
    (election,) = package.content.elections
    one = election.seats["XA"]
    assert (str(election.day), one.winner.name) == ("2024-07-04", "Ann Example")
    assert [(s.party, s.candidacy.together) for s in one.stood] == [("Lab", False), ("Others", True)]  # fmt: skip
    assert list(one.lost_deposits) == []
    with pytest.raises(HustingsError, match="Give the day"):
        read(("results.csv", LIBRARY_SEATS))


def test_a_first_release_whose_row_does_not_sum_or_comes_twice_is_told() -> None:
    heading, row = LIBRARY_SEATS.strip().split("\n")
    twice = "\n".join([heading, row, row, row.replace("XA", "XB").replace(",20,0", ",21,0")])  # fmt: skip
    (package,) = read(("GE2024.csv", twice))
    assert isinstance(package.content, Loaded)
    told = [str(each) for each in package.content.refused]
    assert told == [
        "GE2024.csv, line 3: A Example, 2024-07-04: the constituency is entered twice.",
        "GE2024.csv, line 4: A Example, 2024-07-04: the parties of A Example add up to 321 votes, but valid votes says 320.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<html><body>503</body></html>", "is a web page and no table"),
        ("\n  <!DOCTYPE html>", "is a web page and no table"),
        ('{"hexes": ', "the JSON breaks off"),
        ('{"things": 1}', "neither a hex map"),
        ("[1]", "a JSON object was expected"),
        ("PCON24CD,PCON24NM,MP,Party\n", "Members of Parliament in office"),
        ("name,colour\nx,y\n", r"those of no source we know \(colour, name\)\. If the"),
        (
            "election_date,ons_id,party_abbr,surname,vote count\n",
            "most like `candidates`, of which it lacks: votes",
        ),
        ("onlyone\n", "no heading of several columns"),
    ],
)
def test_what_is_no_result_is_refused_by_name(text: str, said: str) -> None:
    with pytest.raises(HustingsError, match=said):
        recognise(text.encode(), "file.csv")


def test_halves_alone_are_refused() -> None:
    with pytest.raises(HustingsError, match=r"c.csv has candidates: give"):
        read(("c.csv", OURS))
    with pytest.raises(HustingsError, match="constituencies without candidates"):
        read(("s.csv", OUR_SEATS))


def test_places_on_a_hex_map_and_what_cannot_be() -> None:
    hexes = {
        "E14001074": {"n": "A", "q": 1, "r": -2},
        "E14001075": {"n": "B", "q": 1, "r": -2},
        "E14001076": {"n": "C", "q": "x", "r": 0},
        "E14001077": {"n": "D", "q": 1},
        "north": {"n": "E", "q": 3, "r": 3},
    }
    text = json.dumps({"layout": "odd-r", "hexes": hexes})
    (package,) = read(("h.hexjson", text))
    assert isinstance(package.content, Map)
    assert package.content.seats == {"E14001074": Place("E14001074", "A", 1, -2)}
    told = "; ".join(package.content.refused)
    for said in ("E14001074 stands in the same place", "whole numbers", "'r' is missing", "no official code"):  # fmt: skip
        assert said in told
    with pytest.raises(HustingsError, match="odd-r was expected"):
        read(("h.hexjson", json.dumps({"layout": "even-q", "hexes": {}})))


def test_boundaries_need_a_code_and_an_area() -> None:
    def feature(kind: str, **properties: str) -> dict[str, object]:
        area = {"type": kind, "coordinates": [[[0, 51], [1, 51], [1, 52], [0, 51]]]}
        return {"type": "Feature", "geometry": area, "properties": properties}

    features = [
        feature("Polygon", PCON24CD="E14001063", PCON24NM="A"),
        feature("Point", PCON24CD="E14001064", PCON24NM="B"),
        feature("Polygon", OTHER="x"),
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    (package,) = read(("b.geojson", text))
    assert isinstance(package.content, Map)
    assert list(package.content.seats) == ["E14001063"]
    assert package.content.refused == (
        "b.geojson, seat 2 (E14001064): Point is no area.",
        "b.geojson, seat 3 (): that is no official code.",
    )


def test_sources_say_everything_and_are_https() -> None:
    assert len({each.key for each in PUBLISHED}) == len(PUBLISHED)
    for each in PUBLISHED:
        assert all((each.title, each.publisher, each.licence, each.credit))
        for address in filter(None, (each.address, each.download)):
            assert address.startswith("https://")
    with pytest.raises(HustingsError, match="no source called x: choose by-elections"):
        source_named("x")
