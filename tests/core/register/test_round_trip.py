"""Writing rows in a supplier's layout and reading them back loses nothing: `loads(dumps(x)) == x`, for every layout."""

import csv
import io
import string
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from hustings.core.register.addresses import NO_HINTS, Hints
from hustings.core.register.cells import as_written, neutralised
from hustings.core.register.layouts import LAYOUTS
from hustings.core.register.layouts.layout import Layout
from hustings.core.register.layouts.places import composed
from hustings.core.register.layouts.xpress import UPDATE as XPRESS_UPDATE
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.reading import loads
from hustings.core.register.rows import AbsentKind, AbsentRow, Change, Kind, RegisterRow

LETTERS = string.ascii_letters + "àéîõüßçñøæœžØÉÞłŁşğ'’-.,;\"|&"
words = st.text(LETTERS, min_size=1, max_size=9).filter(
    lambda word: (
        word[0].isalpha()
        and word.upper() not in ("N", "REF", "SEP")
        and not word.endswith(",")
    )
)
names = (
    st.lists(words, min_size=1, max_size=3)
    .map(" ".join)
    .map(lambda text: text.rstrip(",;"))
)
numbers = st.integers(1, 9_999)
codes = st.builds("QM{} {}CD".format, st.integers(1, 99), st.integers(1, 9)) | st.just(
    ""
)
districts = st.sampled_from(["AB1", "KD-2/2", "A", "12", "RB-1", "ç"])
streets = st.builds(
    "{} {} Road".format,
    st.integers(1, 300),
    words.map(lambda word: word.replace(",", "")),
)
dates = st.none() | st.dates(date(1900, 1, 1), date(2068, 12, 31))


@st.composite
def electors(draw: DrawFn, layout: Layout) -> RegisterRow:
    """A row that the layout has room for."""
    at = layout.columns.at
    hints, address = draw(places(layout))
    anonymous = "marker" in at and draw(st.booleans())
    blank = st.just("")
    surname = (
        ""
        if anonymous
        else draw(
            names
            if layout.name != "xpress-13"
            else names.map(lambda n: n.replace(",", ""))
        )
    )
    changes = {
        Kind.FULL: [Change.FULL],
        Kind.UPDATE: [Change.ADD, Change.AMEND, Change.CLOSE],
    }[layout.kind]
    uprn = draw(st.integers(10**6, 10**12).map(str) if "uprn" in at else blank)
    return RegisterRow(
        ElectorNumber(draw(districts), draw(numbers), draw(suffixes(layout))),
        surname,
        "" if anonymous else draw(blank | names),
        draw(blank | names) if "title" in at else "",
        draw(blank | names) if "name_suffix" in at else "",
        address,
        draw(codes) if address else "",
        "N"
        if anonymous
        else draw(st.sampled_from(["", "F", "G", "B/K"]))
        if "marker" in at
        else "",
        draw(dates),
        uprn=uprn,
        opted_out=not anonymous and draw(st.booleans()),
        hints=hints,
        change=draw(
            st.sampled_from(
                [*changes, Change.IGNORE] if layout.mapping.months else changes
            )
        ),
        authority=draw(names) if "authority" in at else "",
    )


def suffixes(layout: Layout) -> SearchStrategy[str]:
    """No suffix, or one that the layout can write: decimals have no zero behind."""
    figures = st.integers(1, 99).map(str)
    if layout.joint == ".":
        return st.just("") | figures.filter(lambda text: not text.endswith("0"))
    return st.just("") | figures | st.sampled_from(["A", "B"])


@st.composite
def places(draw: DrawFn, layout: Layout) -> tuple[Hints, tuple[str, ...]]:
    """The parts and lines of an address, as many as the layout has columns."""
    columns = layout.columns
    room = len(columns.lists["address"]) - ("postcode" not in columns.at)
    lines = draw(st.lists(streets, max_size=room))
    parts = columns.lists["parts"]
    if not parts or not lines or draw(st.booleans()):
        return NO_HINTS, tuple(lines)
    number, _, street = lines[0].partition(" ")
    flat = draw(st.sampled_from(["", "Flat 3", "2/1"]))
    hints = Hints(flat, "", number, street if parts[3] >= 0 else "")
    if layout.mapping.only_parts:
        return hints, (*composed(hints), *lines[1:])
    return hints, tuple(lines)


REGISTERS = [layout for layout in LAYOUTS.values() if layout.kind is not Kind.ABSENT]
SOMEBODY = RegisterRow(
    ElectorNumber("AB1", 9_999), "Okafor", address=("1 The Row",), postcode="QM1 2CD"
)


@pytest.mark.parametrize("layout", REGISTERS, ids=lambda layout: layout.name)
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(data=st.data())
def test_what_is_written_is_read_back(layout: Layout, data: st.DataObject) -> None:
    change = Change.FULL if layout.kind is Kind.FULL else Change.ADD
    first = RegisterRow(
        SOMEBODY.number,
        "Okafor",
        address=("1 The Row",),
        postcode="QM1 2CD",
        change=change,
    )
    rows = (first, *data.draw(st.lists(electors(layout), max_size=4)))
    text = layout.dumps(rows)
    assert loads(text) == rows
    assert loads(text.encode("utf-8-sig")) == rows
    assert loads(layout.dumps(loads(text))) == rows


@pytest.mark.parametrize("name", ["eros-absent", "xpress-absent"])
@settings(max_examples=30, deadline=None)
@given(data=st.data())
def test_absent_lists_are_read_back(name: str, data: st.DataObject) -> None:
    plain = names.map(lambda text: text.replace(",", ""))
    row = st.builds(
        AbsentRow,
        st.builds(
            ElectorNumber,
            st.sampled_from(["AB1", "C"]),
            numbers,
            st.sampled_from(["", "1", "20"]),
        ),
        st.sampled_from(AbsentKind),
        plain,
        st.just("") | plain,
        st.just("Northborough" if name == "eros-absent" else ""),
    )
    rows = tuple(data.draw(st.lists(row, max_size=5)))
    assert loads(LAYOUTS[name].dumps(rows), districts=["AB1", "C"]) == rows


@given(st.lists(st.text(max_size=12), min_size=1, max_size=4))
def test_cells_made_harmless_are_harmless_and_come_back(cells: list[str]) -> None:
    for cell in cells:
        assert neutralised(cell)[:1] not in tuple("=+-@")
        assert as_written(neutralised(cell)) == cell


def test_the_months_of_an_xpress_update_are_written_as_xpress_does() -> None:
    layout = LAYOUTS["xpress-update"]
    row = RegisterRow(ElectorNumber("KD-2/2", 289, "1"), "Okafor", change=Change.IGNORE)
    (cells,) = list(csv.DictReader(io.StringIO(layout.dumps([row], 3))))
    assert cells["ElectorNumber"] == "KD-2/2-289/1"
    assert [cells[heading] for heading in XPRESS_UPDATE.months] == ["3", "0", "3"]
    assert cells["CurrentRegisterMonth"] == "3"


def test_the_number_is_written_as_it_was_read() -> None:
    for raw in ("5.000", "5", "5.0"):
        row = RegisterRow(
            ElectorNumber("AB1", 5, "", raw), "Okafor", address=("1 The Row",)
        )
        assert f"AB1,{raw}," in LAYOUTS["democracy-counts-2016"].dumps([row])
    row = RegisterRow(ElectorNumber("AB1", 5, "2"), "Okafor")
    assert "AB1,5.2," in LAYOUTS["democracy-counts-2016"].dumps([row])
    assert "AB1,5/2," in LAYOUTS["eros-21"].dumps([row])
    assert "PD1,136,0,PD1-136-0," in LAYOUTS["ttw"].dumps(
        [RegisterRow(ElectorNumber("PD1", 136), "Okafor")]
    )
