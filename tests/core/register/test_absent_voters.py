"""What lists of absent voters do to the electors who are on the register."""

from hustings.core.register.layouts import LAYOUTS
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.outcome import Counts
from hustings.core.register.rows import AbsentKind, AbsentRow
from tests.core.register.changes import FULL, held, last
from tests.core.register.council_files import (
    XPRESS_14,
    file,
    read,
    xpress,
)


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
