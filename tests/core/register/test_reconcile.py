"""What files do to the register, each case of the law and of councils' habits once."""

from dataclasses import replace

import pytest

from hustings.core.register.layouts import LAYOUTS
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.outcome import Choices, Counts
from hustings.core.register.rows import Change, RegisterRow
from tests.core.register.changes import FULL, held, last, surnames, update
from tests.core.register.council_files import (
    XPRESS_13,
    file,
    only,
    read,
    xpress_update,
)


def test_an_update_adds_amends_and_closes() -> None:
    changes = update(
        xpress_update("AB1-3", "3,0,0", "New"),
        xpress_update("AB1-1", "0,3,0", "Okafor-Jones"),
        xpress_update("KD-2/2-289/1", "0,0,3", "Pryce"),
        xpress_update("AB1-9", "3,0,3", "Never"),
    )
    outcome = read(("full.csv", FULL), ("update.csv", changes))
    assert last(outcome) == Counts(added=1, amended=1, closed=1, ignored=1)
    assert surnames(outcome) == ["New", "Okafor-Jones", "Smith"]
    assert outcome.counts.rows_in == 7


def test_amending_somebody_unknown_adds_and_creating_somebody_known_amends() -> None:
    changes = update(
        xpress_update("AB1-3", "0,3,0", "New"),
        xpress_update("AB1-1", "3,0,0", "Okafor-Jones"),
        xpress_update("AB1-2", "3,0,0", "Smith"),
    )
    outcome = read(("full.csv", FULL), ("update.csv", changes))
    assert last(outcome) == Counts(added=1, amended=1, unchanged=1)


def test_an_entry_that_never_stood_and_stands_is_left_there_and_told() -> None:
    """Added by one election notice and struck off by the next of the same month: created and deleted in June."""
    first = update(xpress_update("AB1-40", "6,0,0", "Nowak", 6))
    second = update(
        xpress_update("AB1-40", "6,0,6", "Nowak", 6),
        xpress_update("AB1-41", "6,0,6", "Evans", 6),
    )
    outcome = read(("full.csv", FULL), ("1.csv", first), ("2.csv", second))
    assert last(outcome) == Counts(ignored=2)
    assert "Nowak" in surnames(outcome)
    (warning,) = outcome.warnings
    assert "line 2 (AB1-40). They were left on it" in warning


def test_closing_somebody_unknown_is_told() -> None:
    outcome = read(
        ("full.csv", FULL), ("update.csv", update(xpress_update("AB1-77", "0,0,3")))
    )
    assert last(outcome) == Counts(refused=1)
    (refusal,) = outcome.refusals
    assert (refusal.file, refusal.line, refusal.column, refusal.value) == (
        "update.csv",
        2,
        "ElectorNumber",
        "AB1-77",
    )
    assert refusal.expected == "an elector who is on the register"


def test_a_closed_elector_stays_in_the_register_closed() -> None:
    outcome = read(
        ("update.csv", update(xpress_update("AB1-1", "0,0,3"))),
        existing=held(read(("full.csv", FULL))),
    )
    (gone,) = outcome.closed
    assert (gone.held, gone.closed, gone.row.surname) == ("row 0", True, "Okafor")
    assert len(list(outcome.register)) == 3


def test_registers_come_before_updates_and_lists_whatever_the_order_given() -> None:
    changes = update(xpress_update("AB1-1", "0,0,3"))
    absent = file("Elector Number (Absent Voter List),Name,Type", "AB1-2,Smith,Postal")
    outcome = read(("absent.csv", absent), ("update.csv", changes), ("full.csv", FULL))
    assert [report.name for report in outcome.files] == [
        "full.csv",
        "update.csv",
        "absent.csv",
    ]
    assert outcome.counts == Counts(added=3, closed=1, amended=1)


def test_updates_are_applied_in_the_order_given() -> None:
    first = update(xpress_update("AB1-1", "0,3,0", "First"))
    second = update(xpress_update("AB1-1", "0,3,0", "Second"))
    assert "Second" in surnames(
        read(("1.csv", first), ("2.csv", second), ("full.csv", FULL))
    )
    assert "First" in surnames(
        read(("2.csv", second), ("1.csv", first), ("full.csv", FULL))
    )


@pytest.mark.parametrize("again", ["update.csv", "full.csv"])
def test_the_same_file_twice_changes_nothing(again: str) -> None:
    changes = update(
        xpress_update("AB1-3", "3,0,0"),
        xpress_update("AB1-3", "0,0,3"),
        xpress_update("AB1-1", "0,0,3"),
    )
    files = {"update.csv": changes, "full.csv": FULL}
    once = read(("full.csv", FULL), ("update.csv", changes))
    twice = read(
        ("full.csv", FULL), ("update.csv", changes), ("again.csv", files[again])
    )
    (report,) = [report for report in twice.files if report.repeated]
    assert report.counts == Counts(unchanged=3)
    assert surnames(once) == surnames(twice)


def test_a_file_applied_earlier_changes_nothing_even_after_later_ones() -> None:
    old, new = (
        update(xpress_update("AB1-1", "0,3,0", "Old")),
        update(xpress_update("AB1-1", "0,4,0", "New", 4)),
    )
    before = read(("full.csv", FULL), ("old.csv", old), ("new.csv", new))
    seen = frozenset(report.digest for report in before.files)
    after = read(("old.csv", old), existing=held(before), choices=Choices(seen=seen))
    assert after.counts == Counts(unchanged=1)
    assert surnames(after) == surnames(before)


def test_the_same_rows_in_another_file_change_nothing_either() -> None:
    changes = [
        xpress_update("AB1-3", "3,0,0"),
        xpress_update("AB1-1", "0,0,3"),
        xpress_update("AB1-2", "0,3,0", "Smythe"),
    ]
    outcome = read(
        ("full.csv", FULL),
        ("1.csv", update(*changes)),
        ("2.csv", update(*changes[::-1])),
    )
    assert last(outcome) == Counts(unchanged=3)


def test_a_number_given_again_to_the_same_person_reopens_and_to_another_is_a_new_elector() -> (
    None
):
    gone = read(
        ("full.csv", FULL), ("update.csv", update(xpress_update("AB1-1", "0,0,3")))
    )
    back = read(
        ("more.csv", update(xpress_update("AB1-1", "4,0,0", month=4))),
        existing=held(gone),
    )
    other = read(
        ("more.csv", update(xpress_update("AB1-1", "4,0,0", "Other", 4))),
        existing=held(gone),
    )
    assert (back.counts.added, other.counts.added) == (1, 1)
    assert [e.held for e in back.register.open() if e.number.number == 1] == ["row 0"]
    assert [e.held for e in other.register.open() if e.number.number == 1] == [None]


def test_somebody_closed_and_replaced_in_one_go_is_still_told_as_closed() -> None:
    changes = update(
        xpress_update("AB1-1", "0,0,3"), xpress_update("AB1-1", "3,0,0", "Other")
    )
    outcome = read(("update.csv", changes), existing=held(read(("full.csv", FULL))))
    assert [elector.held for elector in outcome.closed] == ["row 0"]
    assert [elector.row.surname for elector in outcome.added] == ["Other"]


def test_what_an_update_does_not_speak_of_stays() -> None:
    rows = [
        RegisterRow(
            ElectorNumber("AB1", 1, "", "1"),
            "Okafor",
            "Ngozi",
            title="Ms",
            uprn="100099999999",
            opted_out=True,
        )
    ]
    full = LAYOUTS["eros-uprn"].dumps(rows)
    outcome = read(
        ("full.csv", full),
        ("update.csv", update(xpress_update("AB1-1", "0,3,0", "Okafor-Jones"))),
    )
    row = only(outcome).row
    assert (row.surname, row.title, row.uprn, row.opted_out) == (
        "Okafor-Jones",
        "Ms",
        "100099999999",
        True,
    )
    assert (row.number.raw, row.address) == ("1", ("12 Mill Road", "Harrowmere"))


def test_a_blank_under_opt_out_takes_no_uprn_away() -> None:
    """Eros writes UPRNs under "Opt Out" at some councils; a blank there tells of neither."""
    held_before = RegisterRow(
        ElectorNumber("AB1", 1, "", "1"), "Okafor", "Ngozi", uprn="100099999999"
    )
    flag = replace(held_before, surname="Okafor-Jones", uprn="")
    outcome = read(
        ("full.csv", LAYOUTS["eros-uprn"].dumps([held_before])),
        (
            "update.csv",
            LAYOUTS["eros-update"].dumps([replace(flag, change=Change.AMEND)]),
        ),
    )

    row = only(outcome).row
    assert (row.surname, row.uprn) == ("Okafor-Jones", "100099999999")


def test_amended_fields_are_named() -> None:
    existing = held(read(("full.csv", FULL)))
    outcome = read(
        ("update.csv", update(xpress_update("AB1-1", "0,3,0", "Okafor-Jones"))),
        existing=existing,
    )
    (elector,) = outcome.amended
    assert (elector.held, elector.changed) == ("row 0", frozenset({"surname"}))


def test_lines_cut_elsewhere_and_names_parted_elsewhere_are_no_change() -> None:
    full = file(
        XPRESS_13, 'AB1,1,0,,,Okafor Ngozi,QM1 2CD,"12, Mill Road Harrowmere",,,,,'
    )
    outcome = read(
        ("full.csv", full), ("update.csv", update(xpress_update("AB1-1", "0,3,0")))
    )
    assert last(outcome) == Counts(unchanged=1)


@pytest.mark.parametrize(
    ("full", "changes"),
    [
        ("xpress-14", "xpress-update"),
        ("xpress-13", "xpress-update"),
        ("eros-21", "eros-update"),
        ("eros-20", "eros-update"),
        ("idox-positional", "idox-positional-update"),
        ("democracy-counts-2016", "democracy-counts-2016-update"),
        ("democracy-counts-2026", "democracy-counts-2026-update"),
    ],
)
def test_each_familys_update_adds_amends_and_closes(full: str, changes: str) -> None:
    def row(number: int, suffix: str, surname: str, change: Change) -> RegisterRow:
        return RegisterRow(
            ElectorNumber("KD-2/2", number, suffix),
            surname,
            "Ngozi",
            address=("12 Mill Road",),
            postcode="QM1 2CD",
            change=change,
        )

    register = [
        row(289, "", "A", Change.FULL),
        row(289, "1", "B", Change.FULL),
        row(290, "", "C", Change.FULL),
    ]
    told = [
        row(289, "1", "Bb", Change.AMEND),
        row(290, "", "C", Change.CLOSE),
        row(291, "2", "D", Change.ADD),
        row(289, "", "A", Change.AMEND),
        row(999, "", "X", Change.CLOSE),
    ]
    outcome = read(
        ("full.csv", LAYOUTS[full].dumps(register)),
        ("update.csv", LAYOUTS[changes].dumps(told, 3)),
    )
    assert last(outcome) == Counts(added=1, amended=1, closed=1, unchanged=1, refused=1)
    assert [(e.number.display, e.row.surname) for e in outcome.register.open()] == [
        ("289", "A"),
        ("289/1", "Bb"),
        ("291/2", "D"),
    ]
