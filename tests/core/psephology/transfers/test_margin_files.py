"""Any two tables of figures by area: read, matched by name, refused with the line."""

import pytest

from hustings.core.elections.results_table import Table, read_table
from hustings.core.errors import HustingsError
from hustings.core.psephology.transfers.margin_files import margins_from_files
from hustings.core.psephology.transfers.margins import DID_NOT_VOTE

AFTER = "Box,Red,Green,Electorate\nHall,20,30,100\nSchool,10,5,50\nInn,1,1,9\n"


def table(text: str, file: str = "before.csv") -> Table:
    return read_table(text.encode(), file=file)


def test_areas_are_matched_by_name_and_the_rest_is_told() -> None:
    before = (
        'Area,Red,Blue,electorate\nschool,20,10,50\n"Hall",30,20,100\nBarn,5,5,20\n'
    )
    found = margins_from_files(table(before), table(AFTER, "after.csv"))
    assert (found.earlier, found.later) == ("before.csv", "after.csv")
    assert found.margins.rows == ("Red", "Blue", DID_NOT_VOTE)
    assert found.margins.columns == ("Red", "Green", DID_NOT_VOTE)
    assert found.margins.areas == ("Hall", "School")
    assert found.margins.before.tolist() == [[30, 20, 50], [20, 10, 20]]
    assert [str(each) for each in found.left_out] == [
        "Inn: has no figures of before.csv on the same boundaries.",
        "Barn: has no figures of after.csv on the same boundaries.",
    ]


def test_without_an_electorate_the_options_are_everybody() -> None:
    both = table("Area,Red,Stayed at home\nHall,20,30\nSchool,10,5\n")
    found = margins_from_files(both, both).margins
    assert found.rows == ("Red", "Stayed at home")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Area,Red\nHall,x\nInn,1", "line 2, column red: 'x' was found where a whole number"),
        ("Area,Red\nHall,1\nhall,2", "line 3: 'hall' was found where the name of another area"),
        ("Area,Red\nHall,1\n,2", "line 3: '' was found where the name of another area"),
        ("Area,electorate\nHall,1", "headings are Area, electorate. Expected: a column that names"),
        ("Area,Red,red\nHall,1,1", "headings are Area, Red, red. Expected"),
        ("Area,Red\nBarn,1\nInn,1", "share 1 areas, and at least two are needed"),
    ],
    ids=["no number", "twice", "no name", "no option", "one name", "no areas"],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_its_place(text: str, told: str) -> None:
    with pytest.raises(HustingsError, match=told):
        margins_from_files(table(text), table(AFTER, "after.csv"))
