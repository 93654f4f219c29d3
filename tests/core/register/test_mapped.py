"""Layouts that a person describes."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from hustings.core.errors import HustingsError
from hustings.core.register.layouts import ColumnMapping, NumberStyle
from hustings.core.register.layouts.mapped import dumps, key, loads, suggested
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.outcome import NO_CHOICES, Choices, Counts, Outcome
from hustings.core.register.reading import read_register
from hustings.core.register.register import Elector
from hustings.core.register.rows import AbsentKind, Change, Family, Kind
from hustings.core.register.sources import bytes_source
from tests.core.register.changes import held
from tests.core.register.council_files import XPRESS_14, file, xpress

OWN = ColumnMapping(
    district="Area",
    number="Roll No",
    surname="Family Name",
    forenames=("First", "Middle"),
    address=("Line 1", "Town"),
    postcode="Code",
)
HEADING = "area,ROLL NO.,Family_Name,First,Middle,Line 1,Town,Code,Remarks"


def read(
    *files: tuple[str, str],
    mappings: list[ColumnMapping],
    existing: Iterable[Elector] = (),
    choices: Choices = NO_CHOICES,
) -> Outcome:
    sources = [bytes_source(name, text.encode()) for name, text in files]
    return read_register(sources, existing, choices, mappings)


def test_a_register_is_read_by_its_own_mapping() -> None:
    text = file(
        HEADING, "AB1,12/1,Okafor,Ngozi,Ada,12 Mill Road,Harrowmere,qm12cd,none"
    )
    outcome = read(("own.csv", text), mappings=[OWN])
    (elector,) = outcome.register.open()
    assert outcome.files[0].family is Family.MAPPED
    assert elector.number == ElectorNumber("AB1", 12, "1")
    assert (elector.row.surname, elector.row.forenames) == ("Okafor", "Ngozi Ada")
    assert (elector.row.address, elector.row.postcode) == (
        ("12 Mill Road", "Harrowmere"),
        "QM1 2CD",
    )


def test_the_same_file_is_read_again_once_its_columns_are_described_otherwise() -> None:
    text = file(HEADING, "AB1,12,Ngozi,Okafor,,12 Mill Road,,QM1 2CD,")
    before = read(("own.csv", text), mappings=[OWN])
    choices = Choices(seen=frozenset({before.files[0].digest}))
    same = read(("own.csv", text), mappings=[OWN], choices=choices)
    assert same.files[0].repeated
    swapped = replace(OWN, surname="First", forenames=("Family Name",))
    after = read(
        ("own.csv", text),
        mappings=[swapped],
        existing=held(before),
        choices=choices,
    )
    (elector,) = after.register.open()
    assert (elector.row.surname, elector.row.forenames) == ("Okafor", "Ngozi")
    assert after.counts == Counts(amended=1)


def test_a_mapping_does_not_get_in_the_way_of_known_layouts() -> None:
    outcome = read(("full.csv", file(XPRESS_14, xpress("AB1,1,0"))), mappings=[OWN])
    assert outcome.files[0].family is Family.XPRESS


def test_updates_and_absent_lists_are_mapped_too() -> None:
    codes = {"N": Change.ADD, "C": Change.AMEND, "D": Change.CLOSE}
    update = ColumnMapping(
        Kind.UPDATE,
        NumberStyle.JOINED,
        number="No",
        name="Who",
        change="Code",
        codes=codes,
    )
    absent = ColumnMapping(
        Kind.ABSENT, NumberStyle.JOINED, number="No", absent_kind="How"
    )
    outcome = read(
        ("full.csv", file(XPRESS_14, xpress("PD1,136,0"), xpress("PD1,137,0"))),
        (
            "update.csv",
            file(
                "No,Who,Code",
                "PD1-136-0,Okafor-Jones Ngozi,c",
                "PD1-138-2,Smith Jo,N",
                "PD1-137,,D",
                "PD1-1,A B,x",
            ),
        ),
        ("absent.csv", file("No,How", "PD1-138-2,Postal proxy")),
        mappings=[update, absent],
    )
    assert outcome.counts == Counts(added=3, amended=2, closed=1, refused=1)
    assert outcome.refusals[0].expected == "one of N, C, D"
    assert {e.number.display: set(e.absent) for e in outcome.register.open()} == {
        "136": set(),
        "138/2": {AbsentKind.PROXY_POSTAL},
    }


def test_a_mapping_comes_back_from_json() -> None:
    update = ColumnMapping(
        Kind.UPDATE,
        NumberStyle.LAST_HYPHEN,
        number="No",
        name="Who",
        change="C",
        codes={"N": Change.ADD},
    )
    for mapping in (OWN, update):
        assert loads(dumps(mapping)) == mapping


@pytest.mark.parametrize(
    "text",
    ["", "[]", "7", '{"number": 7}', '{"nonsense": "x"}', '{"kind": "whole"}', '{"surname": "x"}', '{"number": "x"}',
     '{"number": "x", "surname": "y", "codes": {"N": "put"}}', '{"number": "x", "surname": "y", "address": [7]}',
     "null", "[" * 100_000, '{"number": NaN, "surname": "y"}', '{"number": "x", "surname": "y", "codes": 5}'],
)  # fmt: skip
def test_a_mapping_that_says_too_little_or_nonsense_is_told(text: str) -> None:
    with pytest.raises(HustingsError, match="column mapping"):
        loads(text)


def test_one_column_may_stand_for_a_list_of_one() -> None:
    text = '\ufeff{"number": "x", "surname": "y", "address": "z", "forenames": "w"}'
    assert (loads(text).address, loads(text).forenames) == (("z",), ("w",))


def test_a_column_that_is_not_in_the_file_is_told_by_name() -> None:
    mapping = ColumnMapping(
        number="No", style=NumberStyle.JOINED, name="Who", address=("Where", "Wither")
    )
    text = file("No,Who,Where", "PD1-1,Okafor Ngozi,12 Mill Road")
    outcome = read(("a.csv", text), mappings=[mapping])
    assert outcome.counts.added == 1
    (warning,) = outcome.warnings
    assert "“Wither”" in warning
    assert "“Where”" not in warning
    with pytest.raises(HustingsError, match=r"no column “Whom”, named by the column"):
        read(("a.csv", text), mappings=[replace(mapping, name="Whom")])


def test_a_column_that_nobody_named_is_not_told_under_another_ones_heading() -> None:
    text = file("No,Who,Code", "1,Okafor,QM1 2CD")
    outcome = read(("a.csv", text), mappings=[ColumnMapping(number="No", name="Who")])
    (refusal,) = outcome.refusals
    assert (refusal.column, "polling district" in refusal.expected) == ("", True)


def test_a_first_guess_names_the_familiar_columns() -> None:
    guess = suggested(
        [
            "Polling District",
            "Elector No",
            "Last Name",
            "First Name",
            "Address Line 1",
            "Address Line 2",
            "Post Code",
            "x",
        ]
    )
    assert (guess.district, guess.number, guess.surname, guess.postcode) == (
        "Polling District",
        "Elector No",
        "Last Name",
        "Post Code",
    )
    assert guess.address == ("Address Line 1", "Address Line 2")
    assert suggested(["x", "y"]) == ColumnMapping()


def test_the_same_headings_are_the_same_layout() -> None:
    assert key(["Polling District", "Elector No."]) == key(
        ["polling_district", "ELECTOR NO"]
    )
