"""What files do to the register, each case of the law and of councils' habits once."""

import pytest

from hustings.core.register.layouts import LAYOUTS
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.outcome import Choices, Counts, Outcome
from hustings.core.register.register import Elector
from hustings.core.register.report import rows_to_mend
from hustings.core.register.rows import AbsentKind, AbsentRow, Change, RegisterRow
from tests.core.register.council_files import (
    EROS_UPDATE,
    XPRESS_13,
    XPRESS_14,
    XPRESS_UPDATE,
    file,
    only,
    read,
    xpress,
    xpress_update,
)

FULL = file(
    XPRESS_14,
    xpress("AB1,1,0"),
    xpress("AB1,2,0", "Smith"),
    xpress("KD-2/2,289,1", "Pryce"),
)


def update(*rows: str) -> str:
    return file(XPRESS_UPDATE, *rows)


def surnames(outcome: Outcome) -> list[str]:
    return sorted(elector.row.surname for elector in outcome.register.open())


def last(outcome: Outcome) -> Counts:
    return outcome.files[-1].counts


def held(outcome: Outcome) -> list[Elector]:
    """The register of an earlier reading, as a database would give it back with its own keys."""
    return [
        Elector(e.authority, e.row, held=f"row {at}", absent=e.absent, closed=e.closed)
        for at, e in enumerate(outcome.register)
    ]


# --- Updates --------------------------------------------------------------------------------------------------------


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


# --- Full registers -------------------------------------------------------------------------------------------------


def test_who_is_missing_from_a_newer_register_is_listed_beside_the_sum_and_not_closed_without_a_yes() -> (
    None
):
    newer = file(XPRESS_14, xpress("AB1,1,0"), xpress("AB1,4,0", "New"))
    existing = held(read(("full.csv", FULL)))
    asked = read(("newer.csv", newer), existing=existing)
    assert asked.counts == Counts(added=1, unchanged=1)
    assert [elector.row.surname for elector in asked.absences] == ["Smith"], (
        "KD-2/2 is not in the file: nothing is said of it"
    )
    assert "Smith" in surnames(asked)
    assert any("not closed without a yes" in warning for warning in asked.warnings)
    agreed = read(
        ("newer.csv", newer), existing=existing, choices=Choices(close_absent=True)
    )
    assert agreed.counts == asked.counts
    assert surnames(agreed) == ["New", "Okafor", "Pryce"]
    assert [elector.held for elector in agreed.closed] == ["row 1"]


def test_who_is_missing_is_judged_by_all_files_together() -> None:
    existing = held(read(("full.csv", FULL)))
    parts = [
        file(XPRESS_14, xpress("AB1,1,0")),
        file(XPRESS_14, xpress("AB1,2,0", "Smith")),
    ]
    assert (
        read(("1.csv", parts[0]), ("2.csv", parts[1]), existing=existing).absences == ()
    )
    assert len(read(("1.csv", parts[0]), existing=existing).absences) == 1


def test_a_second_register_of_a_district_in_one_go_is_a_newer_edition_if_it_repeats_numbers() -> (
    None
):
    newer = file(XPRESS_14, xpress("AB1,1,0", "Okafor-Jones"))
    outcome = read(("full.csv", FULL), ("newer.csv", newer))
    assert last(outcome) == Counts(amended=1)
    assert [elector.row.surname for elector in outcome.absences] == ["Smith"]


def test_a_stray_number_in_two_parts_of_a_district_makes_nobody_missing() -> None:
    one = [xpress(f"AB1,{n},0") for n in range(1, 11)]
    two = [xpress(f"AB1,{n},0") for n in range(10, 21)]
    outcome = read(
        ("one.csv", file(XPRESS_14, *one)), ("two.csv", file(XPRESS_14, *two))
    )
    assert outcome.absences == ()
    assert len(list(outcome.register.open())) == 20


def test_mended_rows_sent_again_say_nothing_of_those_they_leave_out() -> None:
    bad = file(XPRESS_14, xpress("AB1,1,0"), xpress("AB1,x,0", "Smith"))
    outcome = read(("full.csv", bad))
    mended = rows_to_mend(outcome)["full.csv"].replace("AB1,x,", "AB1,2,")
    again = read(("mended.csv", mended), existing=held(outcome))
    assert again.counts == Counts(added=1)
    assert (again.absences, surnames(again)) == ((), ["Okafor", "Smith"])


# --- Councils -------------------------------------------------------------------------------------------------------


def test_two_councils_may_share_district_letters() -> None:
    choices = Choices(
        authorities={"north.csv": "Northborough", "south.csv": "Southham"}
    )
    south = file(XPRESS_14, xpress("AB1,1,0", "Jones"))
    outcome = read(("north.csv", FULL), ("south.csv", south), choices=choices)
    assert outcome.counts == Counts(added=4)
    assert outcome.absences == ()
    assert {
        (e.authority, e.row.surname)
        for e in outcome.register.open()
        if e.number == ElectorNumber("AB1", 1)
    } == {
        ("Northborough", "Okafor"),
        ("Southham", "Jones"),
    }


def test_a_council_named_only_in_the_update_is_that_of_the_register_too() -> None:
    outcome = read(
        ("full.csv", FULL),
        ("update.csv", update(xpress_update("AB1-1", "0,3,0", "Okafor-Jones"))),
    )
    assert {elector.authority for elector in outcome.register.open()} == {
        "Northborough"
    }


def test_files_that_name_several_councils_still_find_the_register_that_names_none() -> (
    None
):
    northern = update(xpress_update("AB1-1", "0,3,0", "Okafor-Jones"))
    southern = update(
        xpress_update("KD-2/2-289/1", "0,0,3").replace("Northborough", "Southham")
    )
    outcome = read(("full.csv", FULL), ("n.csv", northern), ("s.csv", southern))
    assert outcome.counts == Counts(added=3, amended=1, closed=1)


def test_rows_of_two_councils_in_updates_alone_are_kept_apart() -> None:
    rows = [
        xpress_update("AB1-1", "3,0,0"),
        xpress_update("AB1-1", "3,0,0", "Jones").replace("Northborough", "Southham"),
    ]
    assert read(("update.csv", update(*rows))).counts == Counts(added=2)


# --- Order ----------------------------------------------------------------------------------------------------------


def monthly(month: int, surname: str = "Okafor") -> str:
    return update(xpress_update("AB1-1", f"0,{month},0", surname, month))


def test_an_update_older_than_one_applied_is_told_and_waits_for_a_yes() -> None:
    files = [
        ("full.csv", FULL),
        ("march.csv", monthly(3, "March")),
        ("feb.csv", monthly(2, "February")),
    ]
    asked = read(*files)
    assert [report.held_back for report in asked.files] == [False, False, True]
    assert last(asked) == Counts(ignored=1)
    assert "March" in surnames(asked)
    assert any(
        "feb.csv is of February, older than an update of March" in warning
        for warning in asked.warnings
    )
    agreed = read(*files, choices=Choices(out_of_order=True))
    assert last(agreed) == Counts(amended=1)
    assert "February" in surnames(agreed)


@pytest.mark.parametrize("months", [(12, 1, 2), (2, 3, 3), (10, 11, 12), (1, 6)])
def test_updates_in_order_are_never_held_back(months: tuple[int, ...]) -> None:
    outcome = read(
        ("full.csv", FULL),
        *((f"u{at}.csv", monthly(month, f"S{at}")) for at, month in enumerate(months)),
    )
    assert outcome.held_back == []


def test_updates_of_different_suppliers_have_no_order_among_them() -> None:
    counts = LAYOUTS["democracy-counts-2016-update"].dumps(
        [RegisterRow(ElectorNumber("DC", 1), "Okafor", change=Change.ADD)]
    )
    assert read(("may.csv", monthly(5)), ("update02feb.csv", counts)).held_back == []


def test_an_update_older_than_one_applied_on_another_day_is_held_back_too() -> None:
    choices = Choices(authority="Northborough", months={"Northborough": 3})
    outcome = read(
        ("u.csv", monthly(2)), existing=held(read(("full.csv", FULL))), choices=choices
    )
    assert len(outcome.held_back) == 1


def test_the_month_is_told_by_a_banner_or_by_the_name_as_well() -> None:
    row = "AB1,1,M,,Ngozi,N,Okafor,,,,12 Mill Road,,,,,,,,,QM1 2CD,1,,"

    def eros(month: str) -> str:
        return file(
            EROS_UPDATE, row, titles=["Ref: 1", f"Monthly Additions for {month}"]
        )

    assert (
        read(("1.csv", eros("March")), ("2.csv", eros("February"))).held_back[0].name
        == "2.csv"
    )
    plain = file(EROS_UPDATE, row)
    other = file(EROS_UPDATE, row.replace("Ngozi", "Uche"))
    assert (
        read(("update03mar.csv", plain), ("update02feb.csv", other)).held_back[0].name
        == "update02feb.csv"
    )


def test_a_file_of_another_edition_is_warned_of() -> None:
    people = [
        xpress(f"AB1,{n},0", f"Surname{n}").replace("12 Mill", f"{n} Mill")
        for n in range(1, 41)
    ]
    renumbered = [
        xpress(f"AB1,{n % 40 + 1},0", f"Surname{n}").replace("12 Mill", f"{n} Mill")
        for n in range(1, 41)
    ]
    existing = held(read(("full.csv", file(XPRESS_14, *people))))
    outcome = read(("december.csv", file(XPRESS_14, *renumbered)), existing=existing)
    assert any("another edition" in warning for warning in outcome.warnings)
    assert (
        read(("same.csv", file(XPRESS_14, *people[::-1])), existing=existing).warnings
        == ()
    )


# --- Absent voters --------------------------------------------------------------------------------------------------


def absent(*rows: AbsentRow) -> str:
    return LAYOUTS["eros-absent"].dumps(rows)


def test_absent_lists_mark_electors_and_tell_of_unknown_ones() -> None:
    text = absent(
        AbsentRow(ElectorNumber("AB1", 1), AbsentKind.POSTAL, "Okafor", "Ngozi"),
        AbsentRow(
            ElectorNumber("KD-2/2", 289, "1"), AbsentKind.PROXY, "Pryce", "Ngozi"
        ),
        AbsentRow(
            ElectorNumber("KD-2/2", 289, "1"), AbsentKind.PROXY_POSTAL, "Pryce", "Ngozi"
        ),
        AbsentRow(ElectorNumber("AB1", 1), AbsentKind.POSTAL, "Okafor", "Ngozi"),
        AbsentRow(ElectorNumber("AB1", 99), AbsentKind.POSTAL, "Nobody", "N"),
    )
    outcome = read(("full.csv", FULL), ("absent.csv", text))
    assert last(outcome) == Counts(amended=3, unchanged=1, refused=1)
    assert {
        e.row.surname: set(e.absent) for e in outcome.register.open() if e.absent
    } == {
        "Okafor": {AbsentKind.POSTAL},
        "Pryce": {AbsentKind.PROXY, AbsentKind.PROXY_POSTAL},
    }
    again = read(("absent.csv", text + "\r\n"), existing=held(outcome))
    assert again.counts == Counts(unchanged=4, refused=1)


def test_who_is_no_longer_on_a_newer_list_is_named() -> None:
    both = absent(
        *(AbsentRow(ElectorNumber("AB1", n), AbsentKind.POSTAL) for n in (1, 2))
    )
    first = read(("full.csv", FULL), ("absent.csv", both))
    newer = absent(AbsentRow(ElectorNumber("AB1", 1), AbsentKind.POSTAL))
    outcome = read(("newer.csv", newer), existing=held(first))
    assert [(elector.row.surname, kind) for elector, kind in outcome.left_lists] == [
        ("Smith", AbsentKind.POSTAL)
    ]


def test_a_list_of_another_edition_is_warned_of() -> None:
    full = file(XPRESS_14, *(xpress(f"AB1,{n},0", f"Surname{n}") for n in range(1, 31)))
    rows = [
        AbsentRow(ElectorNumber("AB1", n), AbsentKind.POSTAL, f"Other{n}")
        for n in range(1, 31)
    ]
    assert any(
        "another edition" in warning
        for warning in read(("f.csv", full), ("a.csv", absent(*rows))).warnings
    )


# --- Every family ---------------------------------------------------------------------------------------------------


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
