"""Somebody who leaves under one number and comes under another in the same files is followed, or asked about."""

import pytest

from hustings.core.register.matching import Why
from hustings.core.register.outcome import Choices, Outcome
from hustings.core.register.register import Elector
from tests.core.register.council_files import (
    EROS,
    EROS_UPDATE,
    XPRESS_14,
    XPRESS_UPDATE,
    file,
    only,
    read,
    xpress,
    xpress_update,
)


def held(*rows: str, heading: str = XPRESS_14) -> list[Elector]:
    """What a campaign holds: the register read, each elector under the caller's own key."""
    electors = read(("full.csv", file(heading, *rows))).register
    return [
        Elector(e.authority, e.row, held=f"row {place}")
        for place, e in enumerate(electors, 1)
    ]


def person(number: str, name: str = "Okafor,Ngozi", house: str = "12") -> str:
    return f"AB1,{number},0,,,{name},QM1 2CD,{house} Mill Road,Harrowmere,,,,"


def change(number: str, code: str, name: str = "Okafor", house: str = "12") -> str:
    return f"AB1,{number},{code},,Ngozi,,{name},,,,{house} Mill Road,Harrowmere,,,,,,,,QM1 2CD,,,"


def updated(*changes: str, existing: list[Elector]) -> Outcome:
    return read(("update.csv", file(EROS_UPDATE, *changes)), existing=existing)


def moves(outcome: Outcome) -> list[tuple[object, str]]:
    return [(m.now.held, str(m.now.number)) for m in outcome.followed.moves]


@pytest.mark.parametrize("codes", ["DA", "AD", "DM"])
def test_closed_and_added_at_one_door_in_one_file_is_one_person(codes: str) -> None:
    numbers = {"D": "7", "A": "99/1", "M": "99/1"}
    outcome = updated(
        *(change(numbers[code], code) for code in codes),
        existing=held(person("7"), person("8", "Smith,Jo")),
    )

    counts = outcome.counts
    assert (counts.closed, counts.added, counts.rows_in) == (1, 1, 2)
    assert moves(outcome) == [("row 1", "AB1-99/1")]
    assert (outcome.added, outcome.closed) == ([], [])
    (amended,) = outcome.amended
    assert amended.held == "row 1"
    assert amended.changed == {"number"}
    assert len(list(outcome.register.open())) == 2


def test_what_the_file_does_not_speak_of_is_kept() -> None:
    ends = "12 Mill Road,,,,,,,,,QM1 2CD,1234567890"
    existing = held(f"AB1,7,,Dr,Ngozi,N,Okafor,,,,{ends}", heading=EROS)
    gone = xpress_update("AB1-7", "0,0,3")
    come = xpress_update("AB1-99", "3,0,0")
    outcome = read(
        ("update.csv", file(XPRESS_UPDATE, gone, come)),
        existing=existing,
        choices=Choices(authority=existing[0].authority),
    )
    row = only(outcome).row
    assert (str(row.number), row.uprn, row.title) == ("AB1-99", "1234567890", "Dr")
    assert row.number.raw == "AB1-99"


def test_a_district_changed_with_the_number_is_told() -> None:
    moved = change("7", "A").replace("AB1,", "CD2,", 1)
    outcome = updated(change("7", "D"), moved, existing=held(person("7")))
    assert outcome.amended[0].changed == {"number", "district"}


def test_missing_from_a_newer_register_but_on_it_under_another_number() -> None:
    newer = file(XPRESS_14, person("8", "Smith,Jo"), person("99"))
    outcome = read(
        ("newer.csv", newer), existing=held(person("7"), person("8", "Smith,Jo"))
    )
    assert moves(outcome) == [("row 1", "AB1-99")]
    assert outcome.absences == ()
    assert outcome.warnings == ()
    assert (outcome.counts.added, outcome.counts.unchanged) == (1, 1)


def test_a_number_that_somebody_else_has_at_once() -> None:
    outcome = updated(
        change("7", "D"),
        change("99", "A"),
        change("7", "A", "Silva", "40"),
        existing=held(person("7")),
    )
    assert moves(outcome) == [("row 1", "AB1-99")]
    assert outcome.closed == []
    assert [e.row.surname for e in outcome.added] == ["Silva"]


@pytest.mark.parametrize(
    ("come", "why"),
    [
        (change("99", "A", house="40"), Why.SAME_NAME_SAME_STREET),
        (change("99", "A", "Okafor-Lee"), Why.CLOSE_NAME_SAME_DOOR),
        (change("99", "A", "Silva"), Why.OTHER_SURNAME),
    ],
)
def test_who_may_be_the_same_is_put_to_a_person(come: str, why: Why) -> None:
    outcome = updated(change("7", "D"), come, existing=held(person("7")))
    assert outcome.followed.moves == ()
    (perhaps,) = outcome.followed.perhaps
    assert (perhaps.before.held, str(perhaps.new.number)) == ("row 1", "AB1-99")
    assert len(outcome.added) == len(outcome.closed) == 1
    assert perhaps.why is why


def test_a_son_who_comes_of_age_as_his_father_leaves_is_nobody_we_know() -> None:
    son = change("99", "A").replace("Okafor,,,,", "Okafor,,01/03/2027,,")
    outcome = updated(change("7", "D"), son, existing=held(person("7")))
    assert outcome.followed.moves == ()
    assert outcome.followed.perhaps == ()


def test_two_of_one_name_at_one_door_are_asked_about() -> None:
    outcome = updated(
        change("7", "D"),
        change("8", "D"),
        change("98", "A"),
        change("99", "A"),
        existing=held(person("7"), person("8")),
    )
    assert outcome.followed.moves == ()
    assert len(outcome.followed.perhaps) == 4


def test_another_council_s_elector_is_another_person() -> None:
    (ours,) = held(person("7"))
    theirs = Elector("Southham", ours.row, held="row 2")
    outcome = read(
        ("update.csv", file(EROS_UPDATE, change("7", "D"))),
        ("south.csv", file(EROS_UPDATE, change("99", "A"))),
        existing=[theirs],
        choices=Choices(
            authorities={"update.csv": "Southham", "south.csv": "Northborough"}
        ),
    )
    assert outcome.followed.moves == ()
    assert len(outcome.closed) == len(outcome.added) == 1


def test_an_anonymous_entry_is_matched_with_nobody() -> None:
    outcome = updated(
        change("7", "D", ""),
        "AB1,99,A,,,,,,,N,,,,,,,,,,,,,",
        existing=held("AB1,7,0,N,,,,,,,,,,"),
    )
    assert outcome.followed == type(outcome.followed)()
    assert len(outcome.closed) == len(outcome.added) == 1


def test_a_postal_vote_under_the_new_number_is_the_person_s() -> None:
    listed = file(
        "Elector Number (Absent Voter List),Elector Name,Absent Voter Type",
        "AB1-99,Okafor Ngozi,Postal",
    )
    outcome = read(
        ("update.csv", file(EROS_UPDATE, change("7", "D"), change("99", "A"))),
        ("postal.csv", listed),
        existing=held(person("7")),
    )
    (amended,) = outcome.amended
    assert amended.held == "row 1"
    assert {"absent", "number"} <= amended.changed


def test_a_reader_with_nobody_held_follows_nobody() -> None:
    outcome = read(
        ("full.csv", file(XPRESS_14, xpress("AB1,7,0"))),
        ("update.csv", file(EROS_UPDATE, change("7", "D"), change("99", "A"))),
    )
    assert outcome.followed.moves == ()
    assert str(only(outcome).number) == "AB1-99"
