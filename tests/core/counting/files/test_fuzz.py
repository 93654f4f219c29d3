"""Files damaged at random, and any text at all: read, or told politely; never a crash, never a hang.

`make soak` does it for ten minutes.
"""

import os
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.counting.files.faults import FileFault
from hustings.core.counting.files.layout import Asked
from hustings.core.counting.poll import SPOILT, Poll
from tests.core.counting.files import texts
from tests.core.counting.files.texts import read

TEN_MINUTES = 600
LONGEST = 2.0
"""Seconds for a file of a few hundred bytes; far more than any needs, on a machine that has much else to do."""
SPANNERS = (
    b"0", b"-", b"-1", b"9" * 20, b"1.5", b" ", b"\t", b"\n", b"\r", b"\r\n", b'"', b"#", b",", b";", b"=", b">", b":",
    b"{", b"}", b"[", b"]", b"(", b")", b"/", b"*", b"\0", b"\xff", b"\xe9", "é".encode(), b"\xef\xbb\xbf", b"x",
    b"undervote", b"overvote", b"# seats: 3\n", b"# NUMBER ALTERNATIVES: 2\n", b"candidate", b"preference 1", b"\x0c",
    "٣".encode(), b"1=2", b"'=", b"{seats: 2}\n", b"papers",
)  # fmt: skip
ASKED = (
    texts.ASKED,
    Asked(),
    Asked(seats=2, in_order=True),
    Asked(contest="0101"),
    Asked(contest="Deputy", seats=1),
)


def damaged(content: bytes, chance: random.Random) -> bytes:
    """The file with a few things wrong with it."""
    broken = bytearray(content)
    for _ in range(chance.randint(1, 5)):
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
                lines = bytes(broken).split(b"\n")
                chance.shuffle(lines)
                broken = bytearray(b"\n".join(lines))
    return bytes(broken)


def read_or_told(content: bytes, asked: Asked) -> bool:
    """Whether it was read; what was read is a poll that can be counted, what was not is told with its line."""
    started = time.perf_counter()
    try:
        found = read(content, asked)
    except FileFault as told:
        lines = content.count(b"\n") + content.count(b"\r") + 1
        assert 1 <= told.line <= lines, told
        assert str(told).startswith("file, line ")
        assert told.told.expected
        assert told.told.do
        return False
    finally:
        assert time.perf_counter() - started < LONGEST, content
    check(found.poll)
    return True


def check(poll: Poll) -> None:
    places = {*range(1, len(poll.candidates) + 1)}
    for marks, many in poll.papers.items():
        named = [mark for mark in marks if mark not in SPOILT]
        assert {*named} <= places
        assert len({*named}) == len(named)
        assert many > 0
    assert poll.seats >= 1
    if poll.in_order is not None:
        assert len(poll.in_order) == poll.size


@pytest.mark.parametrize("name", texts.SAMPLES)
def test_a_damaged_file_of_each_layout_is_read_or_told(name: str) -> None:
    content = texts.SAMPLES[name].encode()
    for seed in range(150):
        chance = random.Random(f"{name} {seed}")
        read_or_told(damaged(content, chance), chance.choice(ASKED))


@pytest.mark.parametrize("name", texts.SAMPLES)
def test_a_file_cut_anywhere_is_read_or_told(name: str) -> None:
    content = texts.SAMPLES[name].encode()
    for end in range(len(content)):
        read_or_told(content[:end], ASKED[0])


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))  # fmt: skip
def test_any_bytes_are_read_or_told(content: bytes) -> None:
    read_or_told(content, ASKED[0])


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(list(texts.SAMPLES)), st.lists(st.sampled_from(SPANNERS), max_size=30))  # fmt: skip
def test_anything_after_the_beginning_of_a_layout_is_read_or_told(
    name: str, words: list[bytes]
) -> None:
    beginning = texts.SAMPLES[name].encode().splitlines(keepends=True)[:2]
    read_or_told(b"".join([*beginning, *words]), ASKED[0])


@pytest.mark.soak
def test_ten_minutes_of_damage() -> None:
    seed = os.environ.get("HUSTINGS_FUZZ", str(time.time()))
    chance = random.Random(seed)
    began, files, taken = time.monotonic(), 0, 0
    while time.monotonic() - began < TEN_MINUTES:
        name = chance.choice(list(texts.SAMPLES))
        content = damaged(texts.SAMPLES[name].encode(), chance)
        try:
            taken += read_or_told(content, chance.choice(ASKED))
        except Exception as problem:
            raise AssertionError(f"{name} {content!r} (seed {seed})") from problem
        files += 1
    print(f"{files:,} damaged files in ten minutes: {taken:,} read, the others told.")
