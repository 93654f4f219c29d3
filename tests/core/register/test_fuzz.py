"""Files damaged at random: read as far as they go or told, never a crash, never a row unaccounted for."""

import os
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.errors import HustingsError
from hustings.core.register.layouts import LAYOUTS
from hustings.core.register.layouts.layout import Layout
from hustings.core.register.numbers import ElectorNumber
from hustings.core.register.report import as_json, rows_to_mend
from hustings.core.register.rows import AbsentKind, AbsentRow, Change, Kind, RegisterRow
from tests.core.register.council_files import read

SPANNERS = [
    b'"',
    b",",
    b"\n",
    b"\r\n",
    b";",
    b"\0",
    b"\xff",
    b"\xe9",
    "é".encode(),
    b"\xef\xbb\xbf",
    b"'=",
    b"=1+1",
    b"0",
    b"-",
    b"/",
]


def sample(layout: Layout) -> bytes:
    """A small file in the layout."""
    if layout.kind is Kind.ABSENT:
        kinds = list(AbsentKind)
        return layout.dumps(
            AbsentRow(ElectorNumber("AB1", number), kinds[number % 3], "Pérez", "Al")
            for number in range(1, 8)
        ).encode()
    changes = (
        [Change.FULL]
        if layout.kind is Kind.FULL
        else [Change.ADD, Change.AMEND, Change.CLOSE]
    )
    return layout.dumps(
        RegisterRow(
            ElectorNumber("KD-2/2", number, "" if number % 3 else "1"),
            "Pérez",
            "Ana María",
            address=(f"{number} Mill Road", "Harrowmere"),
            postcode="QM1 2CD",
            change=changes[number % len(changes)],
        )
        for number in range(1, 12)
    ).encode()


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The file with a few things wrong with it."""
    broken = bytearray(content)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(broken) + 1)
        match chance.randrange(5):
            case 0:
                broken[at : at + 1] = bytes([chance.randrange(256)])
            case 1:
                broken[at:at] = chance.choice(SPANNERS)
            case 2:
                del broken[at : at + chance.choice([1, 5, 80])]
            case 3:
                broken[at:at] = broken[max(0, at - 40) : at]
            case _:
                broken = bytearray(without_column(bytes(broken), chance.randrange(30)))
    return bytes(broken)


def without_column(content: bytes, at: int) -> bytes:
    lines = [line.split(b",") for line in content.split(b"\r\n")]
    return b"\r\n".join(b",".join(cells[:at] + cells[at + 1 :]) for cells in lines)


def read_or_told(content: bytes) -> None:
    """Read the content as a file of a council: an account that adds up, or a message for a person."""
    try:
        outcome = read(("council.csv", content))
    except HustingsError as problem:
        assert str(problem).startswith("council.csv")
        return
    account = as_json(outcome)
    assert (
        account["rows_in"]
        == len(outcome.refusals) + outcome.counts.rows_in - outcome.counts.refused
    )
    assert outcome.counts.rows_in <= content.count(b"\n") + content.count(b"\r") + 1
    for text in rows_to_mend(outcome).values():
        text.encode()


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_damaged_file_of_each_layout_is_read_or_told(layout: Layout) -> None:
    content = sample(layout)
    for seed in range(60):
        read_or_told(damaged(content, random.Random(f"{layout.name} {seed}")))


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_file_cut_anywhere_is_read_or_told(layout: Layout) -> None:
    content = sample(layout)
    for end in range(0, len(content), 37):
        read_or_told(content[:end])


@settings(max_examples=80, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    read_or_told(content)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(list(LAYOUTS)),
    st.lists(st.lists(st.text(max_size=8), max_size=40), max_size=6),
)
def test_any_cells_under_known_headings_are_read_or_told(
    name: str, rows: list[list[str]]
) -> None:
    layout = LAYOUTS[name]
    heading = ",".join(layout.headings) or sample(layout).decode().split("\r\n")[0]
    read_or_told(
        "\n".join([heading, *(",".join(cells) for cells in rows)]).encode(
            "utf-8", "surrogatepass"
        )
    )


@pytest.mark.soak
@pytest.mark.skipif(
    "HUSTINGS_SOAK" not in os.environ, reason="a long proof; make soak runs it"
)
@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_damage_for_a_long_time(layout: Layout) -> None:
    content, chance = sample(layout), random.Random(layout.name)
    end = time.monotonic() + float(os.environ.get("HUSTINGS_SOAK_SECONDS", "20"))
    while time.monotonic() < end:
        read_or_told(damaged(content, chance))
