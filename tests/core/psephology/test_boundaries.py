"""Official codes belong to boundaries: those of another review are told."""

from datetime import date

import pytest

from hustings.core.psephology.boundaries import of_other_boundaries
from tests.golden.test_general_elections import load

OLD, NEW = date(2019, 12, 12), date(2024, 7, 4)


@pytest.mark.parametrize(
    ("code", "day", "since"),
    [
        ("E14000530", OLD, None),
        ("E14000530", NEW, 2010),
        ("E14001063", OLD, 2024),
        ("N06000001", NEW, 2010),
        ("S14000051", NEW, None),
        ("S14000050", NEW, 2010),
        ("XA", NEW, None),
        ("E14000530", date(2005, 5, 5), None),
    ],
)
def test_a_code_of_another_review(code: str, day: date, since: int | None) -> None:
    found = of_other_boundaries(code, day)
    assert (found.year if found else None) == since


def test_every_published_code_since_2010_is_of_its_day() -> None:
    for kind, years in (("ge", "2010_2024"), ("by_election", "2010_2026")):
        for election in load(kind, years).elections:
            assert not [c for c in election.seats if of_other_boundaries(c, election.day)]  # fmt: skip
