"""Doors told where they stand: a better place is never replaced by a worse one."""

import pytest

from hustings.apps.register.models import Door
from hustings.apps.walks.actions import locate_doors
from hustings.core.register.doors import Address, read_door
from hustings.core.register.sources import bytes_source
from tests.factories import TESTER, make_campaign, make_district, make_door

pytestmark = pytest.mark.django_db
POSTCODES = b"pcds,lat,long\nEX1 1AA,54.20,0.70\n"
UPRNS = b"UPRN,LATITUDE,LONGITUDE\n00042,54.21,0.71\n"
OWN = b'address,postcode,latitude,longitude\n"12 Mill Road",EX1 1AA,54.22,0.72\n'


def read(door: Door, *files: bytes) -> tuple[float | None, str]:
    for number, content in enumerate(files):
        locate_doors(
            campaign=door.campaign,
            sources=[bytes_source(f"{number}.csv", content)],
            by=TESTER,
        )
    door.refresh_from_db()
    return door.latitude, door.located_by


@pytest.mark.parametrize(
    "files", [(POSTCODES, UPRNS, OWN), (OWN, UPRNS, POSTCODES), (UPRNS, OWN, POSTCODES)]
)
def test_whatever_the_order_the_best_place_stays(files: tuple[bytes, ...]) -> None:
    known = read_door(Address(("12 Mill Road",), "EX1 1AA"))
    assert known
    door = make_door(make_district(make_campaign()), key=known.key("AB1"), uprn="42")
    assert read(door, *files) == (54.22, "own")


def test_a_newer_file_of_the_same_kind_replaces_the_older() -> None:
    door = make_door(make_district(make_campaign()))
    assert read(door, POSTCODES, POSTCODES.replace(b"54.20", b"54.25")) == (
        54.25,
        "postcode",
    )
