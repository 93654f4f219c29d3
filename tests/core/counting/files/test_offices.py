"""Who sits on a body by right: read row by row, and refused with the line."""

from io import BytesIO

import pytest

from hustings.core.counting.bodies import ExOfficio
from hustings.core.counting.files.faults import FileFault
from hustings.core.counting.files.offices import read_offices
from hustings.core.counting.files.source import Source
from hustings.core.counting.poll import Candidate


def read(text: str) -> tuple[ExOfficio, ...]:
    return read_offices(Source(BytesIO(text.encode()), "officers.csv"))


def test_rows_of_one_part_are_its_seats_and_one_without_a_name_is_vacant() -> None:
    found = read(
        "part,name,slate,votes\n"
        "Officers,Leader,Middle,yes\n"
        "Youth,Yusuf,,No\n"
        "Officers,,,\n"
    )
    assert found == (
        ExOfficio("Officers", (Candidate("Leader", "Middle"),), seats=2),
        ExOfficio("Youth", (Candidate("Yusuf"),), seats=1, votes=False),
    )


def test_headings_stand_in_any_order_and_slate_and_votes_may_be_left_out() -> None:
    assert read("Name,Part\nAnn,Officers\n") == (ExOfficio("Officers", (Candidate("Ann"),), 1),)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("part,slate\nA,B\n", "line 1: found “part, slate”; expected the headings part, name, slate, votes, of which part and name are needed"),
        ("part,name\nOfficers\n", "line 2: found 1 cells; expected 2, as in the heading"),
        ("part,name\n,Ann\n", "line 2: found no part; expected the office"),
        ("part,name,votes\nOfficers,Ann,maybe\n", "line 2, column 3: found “maybe”; expected yes or no"),
        ("part,name,votes\nA,Ann,yes\nA,Bob,no\n", "line 3: found A both with and without a vote"),
    ],
)  # fmt: skip
def test_what_is_not_clear_is_refused(text: str, told: str) -> None:
    with pytest.raises(FileFault, match=told):
        read(text)
