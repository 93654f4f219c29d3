"""Files of places: each kind read, rows that cannot be right left out one by one."""

import gzip
import io
import tracemalloc
import zipfile

import pytest

from hustings.core.register.doors import Address, read_door
from hustings.core.register.sources import Source, bytes_source
from hustings.core.register.tables import UnreadableFile
from hustings.core.walks.locating import Located, Wanted, locate, place_of
from hustings.core.walks.places import Point, metres

HERE = Wanted(postcodes=frozenset({"QM11AB", "QM11AD"}), uprns=frozenset({"100010001"}))
ONS = """pcd,pcd2,pcds,dointr,oseast1m,osnrth1m,lat,long
"QM1 1AB","QM1  1AB","QM1 1AB",198001,569000,490500,54.290100,0.600200
"QM1 1AD","QM1  1AD","QM1 1AD",198001,569100,490500,54.290200,0.602200
"ZZ9 9ZZ","ZZ9  9ZZ","ZZ9 9ZZ",198001,400000,300000,52.600000,-2.000000
"""


def read(text: str | bytes, wanted: Wanted = HERE, name: str = "places.csv") -> Located:
    content = text.encode() if isinstance(text, str) else text
    return locate([bytes_source(name, content)], wanted)


def test_the_postcode_directory_gives_the_places_of_our_postcodes_alone() -> None:
    found = read(ONS)
    assert found.by("postcode") == {
        "QM11AB": Point(54.2901, 0.6002),
        "QM11AD": Point(54.2902, 0.6022),
    }
    assert found.rows == 3 and found.not_read == []


def test_open_uprn_is_read_by_uprn_with_or_without_leading_noughts() -> None:
    text = "UPRN,X_COORDINATE,Y_COORDINATE,LATITUDE,LONGITUDE\n000100010001,569000,490500,54.2901,0.6002\n"
    assert read("\ufeff" + text).by("uprn") == {"100010001": Point(54.2901, 0.6002)}


def test_where_only_the_grid_is_given_it_is_turned_into_degrees() -> None:
    found = read("pcds,oseast1m,osnrth1m\nQM1 1AB,250359.811,62016.569\n")
    assert (
        metres(found.by("postcode")["QM11AB"], Point(50.4388582561, -4.1086456356)) < 10
    )


def test_a_list_of_our_own_is_known_by_the_address_however_it_is_spelt() -> None:
    door = read_door(Address(("Flat 3", "12 Mill Road"), "QM1 1AB"))
    assert door
    wanted = Wanted(identities=frozenset({door.identity}))
    found = read(
        'address,postcode,latitude,longitude\n"Flat 3, 12 Mill Rd",QM11AB,54.1,0.5\n',
        wanted,
    )
    assert found.by("own") == {door.identity: Point(54.1, 0.5)}


@pytest.mark.parametrize(
    ("lat", "long", "why"),
    [
        ("99.999999", "0.000000", "does not know where it is"),
        ("0", "0", "outside the United Kingdom"),
        ("48.85", "2.35", "outside the United Kingdom"),
        ("fifty", "0.6", "is no figure"),
        ("nan", "0.6", "is no figure"),
        ("inf", "0.6", "is no figure"),
        ("", "", "gives no place"),
    ],
)
def test_a_row_of_ours_that_cannot_be_right_is_left_out_by_itself_and_told(
    lat: str, long: str, why: str
) -> None:
    found = read(f"pcds,lat,long\nQM1 1AB,{lat},{long}\nQM1 1AD,54.29,0.6\n")
    assert set(found.by("postcode")) == {"QM11AD"}
    (told,) = found.not_read
    assert (told.file, told.line, told.what) == ("places.csv", 2, "QM11AB")
    assert why in told.why


def test_a_place_a_hundred_miles_from_the_rest_is_a_slip() -> None:
    wanted = Wanted(postcodes=frozenset({"QM11AA", "QM11AB", "QM11AD", "QM11AE"}))
    rows = (
        "QM11AA,54.29,0.60\nQM11AB,54.28,0.61\nQM11AD,54.30,0.60\nQM11AE,51.50,-0.12\n"
    )
    found = read("postcode,lat,long\n" + rows, wanted)
    assert "QM11AE" not in found.by("postcode") and len(found.by("postcode")) == 3
    assert found.not_read[0].line == 5 and "km from the rest" in found.not_read[0].why


def test_what_is_wrong_with_other_peoples_rows_is_no_matter_of_ours() -> None:
    assert (
        read("pcds,lat,long\nZZ9 9ZZ,nowhere,nothing\nQM1 1AB,54.29,0.6\n").not_read
        == []
    )


def test_northern_irelands_grid_is_not_taken_for_great_britains() -> None:
    found = read(
        "pcds,oseast1m,osnrth1m\nBT1 1AA,334000,374000\n",
        Wanted(postcodes=frozenset({"BT11AA"})),
    )
    assert found.by("postcode") == {} and "Northern Ireland" in found.not_read[0].why


def test_zip_and_gzip_are_read_as_they_come() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("Documents/User Guide.txt", "not a table")
        archive.writestr("Data/ONSPD.csv", ONS)
    assert len(read(packed.getvalue(), name="ons.zip").by("postcode")) == 2
    assert len(read(gzip.compress(ONS.encode()), name="ons.csv.gz").by("postcode")) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"a,b,c\n1,2,3\n", b"PK\x03\x04broken", b"\x1f\x8bbroken", b"\x00\xff\xfe"],
)
def test_a_file_that_tells_no_places_is_told_as_such(content: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read(content)


def test_a_quotation_mark_that_never_closes_costs_no_more_than_its_neighbourhood() -> (
    None
):
    text = (
        "pcds,lat,long\nQM1 1AB,54.29,0.6\n"
        + 'X,"'
        + "x" * 200_000
        + "\n"
        + 'y"\nQM1 1AD,54.29,0.6\n'
    )
    found = read(text)
    assert set(found.by("postcode")) == {"QM11AB", "QM11AD"} or found.not_read


def test_a_large_file_is_read_without_being_held() -> None:
    """Four million bytes of other people's postcodes leave less than one million in memory."""
    rows = b"".join(b"ZZ%d 9ZZ,52.6,-2.0,%s\n" % (n, b"x" * 60) for n in range(50_000))
    content = b"pcds,lat,long,more\n" + rows + b"QM1 1AB,54.29,0.6,x\n"
    source = Source("big.csv", lambda: io.BytesIO(content))
    tracemalloc.start()
    found = locate([source], HERE)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.rows == 50_001 and set(found.by("postcode")) == {"QM11AB"}
    assert peak < 1_000_000 + len(content) * 0.05


def test_the_campaigns_own_list_leads_over_the_uprn_and_that_over_the_postcode() -> (
    None
):
    own, uprn, postcode = Point(1, 1), Point(2, 2), Point(3, 3)
    places = {"own": {"me": own}, "uprn": {"7": uprn}, "postcode": {"QM11AB": postcode}}
    assert place_of(places, uprn="007", postcode="qm1 1ab", identity="me") == (
        own,
        "own",
    )
    assert place_of(places, uprn="007", postcode="qm1 1ab", identity="other") == (
        uprn,
        "uprn",
    )
    assert place_of(places, uprn="", postcode="qm1 1ab", identity="other") == (
        postcode,
        "postcode",
    )
    assert place_of(places, uprn="", postcode="", identity="") is None
