"""Published files of results, in invented rows: each layout is read, each fault is told with file, line, column and value."""

import gzip
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.elections.results_file import (
    Seat,
    Wanted,
    add_seat,
    read_result,
    read_seat,
)
from hustings.core.errors import HustingsError

CANDIDATES = """\
election_date,ons_id,constituency,party,party_abbr,first_name,surname,votes
2024-07-04,E1,Fernhill,Labour,Lab,Cy,Model,"1,400"
2024-07-04,E1,Fernhill,Independent,Ind,Ada,Example,900
2019-12-12,E9,Fernhill,Labour,Lab,Cy,Model,2000
2024-07-04,E2,Oakdale,Labour,Lab,Di,Pattern,5
"""
SEATS = """\
election_date,ons_id,constituency,electorate,valid_votes,invalid_votes,majority
2024-07-04,E1,Fernhill,5000,2300,[x],500
2019-12-12,E9,Fernhill,5000,2000,7,2000
"""
NOTIONAL = """\
ons_id,constituency,electorate,valid_votes,majority,party_code,votes,party_abbr,party
E1,Fernhill,4900,2100,100,CON,1000,Con,Conservative Party
E1,Fernhill,4900,2100,100,LAB,1100,Lab,Labour Party
E1,Fernhill,4900,2100,100,SNP,0,SNP,Scottish National Party
"""
NOTIONAL_2005 = """\
constituency_id,constituency_name,mnis_party_name,mnis_party_abbrev,votes,total_votes,electorate
E1,Fernhill,Labour,Lab,60,100,200
E1,Fernhill,NA,NA,40,100,200
"""
RELEASE = """\
ONS ID,Constituency name,Member first name,Member surname,First party,Electorate,Valid votes,Invalid votes,Majority,Con,Lab,RUK,All other candidates,Of which other winner
E1,Fernhill,Ada,Example,Ind,500,300,4,60,30,90,0,180,150
"""
PLAIN = "candidate,party,votes\nAda Example,Independent,900\nCy Model,Labour,1400\n"
JULY_2024 = Wanted("Fernhill", date(2024, 7, 4))


def read(
    text: str, wanted: Wanted | None = None, file: str = "results.csv"
) -> list[tuple[str, str, int]]:
    result = read_result(text.encode(), file=file, wanted=wanted)
    return [(each.name, each.party, each.votes) for each in result.candidacies]


def test_candidates_by_name_or_code() -> None:
    expected = [("Cy Model", "Labour", 1400), ("Ada Example", "Independent", 900)]
    assert read(CANDIDATES, JULY_2024) == expected
    assert read(CANDIDATES, Wanted(" e1 ")) == expected
    assert read(CANDIDATES, Wanted("fernhill", date(2024, 7, 4))) == expected


def test_compressed_and_old_windows_letters() -> None:
    text = PLAIN.replace("Ada Example", "Zoë Example")
    packed = read_result(gzip.compress(text.encode("cp1252")), file="a.csv.gz")
    assert packed.candidacies[0].name == "Zoë Example"
    marked = read_result(text.encode("utf-8-sig"), file="a.csv")
    assert marked.candidacies[0].name == "Zoë Example"


def test_a_plain_list_needs_no_name() -> None:
    assert read(PLAIN) == [
        ("Ada Example", "Independent", 900),
        ("Cy Model", "Labour", 1400),
    ]


def test_notional_results_leave_out_parties_that_did_not_stand() -> None:
    result = read_result(NOTIONAL.encode(), file="n.csv", wanted=Wanted("Fernhill"))
    assert [each.short for each in result.candidacies] == ["Con", "Lab"]
    assert (result.majority, result.electorate) == (100, 4900)
    older = read_result(NOTIONAL_2005.encode(), file="n.csv", wanted=Wanted("E1"))
    assert [each.together for each in older.candidacies] == [False, True]


def test_the_first_release_splits_a_winner_from_the_other_candidates() -> None:
    result = read_result(RELEASE.encode(), file="r.csv", wanted=Wanted("Fernhill"))
    shown = {each.name or each.party: each.votes for each in result.candidacies}
    assert shown == {
        "Conservative": 30,
        "Labour": 90,
        "Ada Example": 150,
        "All other candidates": 30,
    }
    assert result.winner is not None
    assert result.winner.name == "Ada Example"
    assert (result.majority, result.rejected) == (60, 4)


def test_the_seat_adds_electorate_and_rejected_papers() -> None:
    seat = read_seat(SEATS.encode(), file="s.csv", wanted=JULY_2024)
    assert seat == Seat(electorate=5000, valid=2300, rejected=None, majority=500)
    result = read_result(CANDIDATES.encode(), file="c.csv", wanted=JULY_2024)
    assert add_seat(result, seat).electorate == 5000
    wrong = Seat(electorate=5000, valid=2301, rejected=1, majority=500)
    with pytest.raises(HustingsError, match="add up to 2,300 votes.*says 2,301"):
        add_seat(result, wrong)


@pytest.mark.parametrize(
    ("text", "wanted", "message"),
    [
        (CANDIDATES, None, "results.csv: holds many constituencies"),
        (
            CANDIDATES,
            Wanted("Fernhil"),
            "no constituency called 'Fernhil'. Did you mean Fernhill",
        ),
        (CANDIDATES, Wanted(""), "no constituency called"),
        (CANDIDATES, Wanted("Fernhill"), "choose from 2019-12-12, 2024-07-04"),
        (
            CANDIDATES,
            Wanted("Fernhill", date(2017, 6, 8)),
            "no result for 8 June 2017",
        ),
        (SEATS, JULY_2024, "has no candidates, only constituencies"),
        (
            PLAIN.replace("900", "9OO"),
            None,
            r"results.csv, line 2, column votes: '9OO' was found where a whole number",
        ),
        (PLAIN.replace("900", ""), None, "line 2, column votes: ''"),
        (PLAIN.replace("900", "-9"), None, "line 2, column votes: '-9'"),
        (PLAIN.replace(",900", ""), None, "line 2, column votes: ''"),
        (PLAIN.replace("900", "9" * 40), None, "line 2, column votes"),
        (PLAIN.replace("900", "=1+1"), None, "column votes: '=1\\+1'"),
        # As a person types it: read by columns it would be 12 votes, and 345 nowhere.
        (
            PLAIN.replace("900", "12,345"),
            None,
            "line 2: 4 cells were found where the heading has 3. Write .* as 12345",
        ),
        (
            "ward,candidate,party,votes,contest\n,A,X,1,North\n,B,Y,2,South\n,C,Z,3,\n",
            None,
            "holds one contest, and this one has a blank, North, South",
        ),
        ("candidate,party,votes\n", None, "has a heading but no rows"),
        ("", None, "no heading of several columns"),
        ("hello", None, "no heading of several columns"),
        ("a,b,c\n1,2,3\n", None, "needs the columns candidate, party, votes"),
        ('candidate,party,votes\n"A,B,1', None, "line 2: the row cannot be read"),
        ("a\0b,c\n", None, "is not text"),
        (
            NOTIONAL.replace("2100", "2101"),
            Wanted("Fernhill"),
            "add up to 2,100 votes, but valid_votes says 2,101",
        ),
    ],
)
def test_faults_are_told_plainly(
    text: str, wanted: Wanted | None, message: str
) -> None:
    with pytest.raises(HustingsError, match=message):
        read(text, wanted)


def test_a_damaged_or_endless_compressed_file_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    packed = gzip.compress(PLAIN.encode() * 50)
    with pytest.raises(HustingsError, match="damaged"):
        read_result(packed[:40], file="r.csv.gz")
    monkeypatch.setattr("hustings.core.elections.results_table.LARGEST", 100)
    with pytest.raises(HustingsError, match="unpacks to more than"):
        read_result(packed, file="r.csv.gz")


def test_a_table_of_candidates_has_no_electorate() -> None:
    with pytest.raises(HustingsError, match="no columns for electorate"):
        read_seat(CANDIDATES.encode(), file="c.csv", wanted=JULY_2024)


@settings(max_examples=100)
@given(content=st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_politely(content: bytes) -> None:
    for packed in (content, gzip.compress(content), b"\x1f\x8b" + content):
        try:
            read_result(packed, file="r.csv", wanted=Wanted("Fernhill"))
        except HustingsError as told:
            assert str(told)


@pytest.mark.parametrize(
    "sought", ["Fern & Glyndŵr Hill", "fern and glyndwr hill", "Hill, Fern and Glyndŵr"]
)
def test_a_constituency_is_found_however_its_name_is_written(sought: str) -> None:
    text = CANDIDATES.replace("Oakdale", "Fern and Glyndŵr Hill")
    assert read(text, Wanted(sought)) == [("Di Pattern", "Labour", 5)]
