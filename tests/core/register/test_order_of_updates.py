"""An update older than one applied waits for a yes; a file of another edition is warned of."""

import pytest

from hustings.core.register.layouts import LAYOUTS
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.outcome import Choices, Counts
from hustings.core.register.rows import Change, RegisterRow
from tests.core.register.changes import FULL, held, last, surnames, update
from tests.core.register.council_files import (
    EROS_UPDATE,
    XPRESS_14,
    file,
    read,
    xpress,
    xpress_update,
)


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


def test_an_update_that_closes_other_people_is_warned_of() -> None:
    """Written for last year's numbers, it would strike off whoever has them now."""
    people = [xpress(f"AB1,{n},0", f"Surname{n}x") for n in range(1, 31)]
    full = ("full.csv", file(XPRESS_14, *people))
    rows = [
        xpress_update(f"AB1-{n}", "0,0,3", f"Surname{n + 1}x") for n in range(1, 11)
    ]
    outcome = read(full, ("update.csv", update(*rows)))
    assert last(outcome).closed == 10
    (warning,) = outcome.warnings
    assert "10 of 10 numbers belong to other people" in warning
    right = [xpress_update(f"AB1-{n}", "0,0,3", f"Surname{n}x") for n in range(1, 11)]
    assert read(full, ("update.csv", update(*right))).warnings == ()
