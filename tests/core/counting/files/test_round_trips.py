"""What is written is read back as it was; the quick and the careful reading of BLT agree."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.counting.files import blt
from hustings.core.counting.files.faults import CannotWrite
from hustings.core.counting.files.layout import Asked
from hustings.core.counting.files.reading import LAYOUTS
from hustings.core.counting.files.source import Source
from hustings.core.counting.poll import Candidate, Poll, Section, pooled
from tests.core.counting.files import texts
from tests.core.counting.files.texts import read, written

STRICT = {"scottish", "preflib", "abif"}
WRITTEN = [each.name for each in LAYOUTS if each.write and each.name != "sections"]
MANY = settings(max_examples=60, deadline=None)


def again(poll: Poll, layout: str) -> Poll:
    found = read(written(poll, layout), Asked(seats_if_silent=poll.seats))
    assert found.layout.name == layout
    return found.poll


@pytest.mark.parametrize("layout", WRITTEN)
@MANY
@given(data=st.data())
def test_a_poll_comes_back_as_it_was(layout: str, data: st.DataObject) -> None:
    poll = data.draw(
        texts.polls(
            strict=layout in STRICT, blank=layout not in {"scottish", "preflib"}
        )
    )
    try:
        back = again(poll, layout)
    except CannotWrite:  # a name that means something else there
        return
    assert back.names == poll.names
    assert dict(back.papers) == dict(poll.papers)
    assert back.seats == poll.seats
    assert back.title == poll.title


@pytest.mark.parametrize("layout", ["blt", "ranks", "preferences"])
@MANY
@given(data=st.data())
def test_who_withdrew_and_the_order_of_papers_come_back(
    layout: str, data: st.DataObject
) -> None:
    poll = data.draw(texts.polls())
    out = data.draw(st.sets(st.sampled_from(poll.names), max_size=2))
    order = data.draw(st.permutations(list(poll.papers)))
    poll = Poll(
        poll.title,
        poll.seats,
        poll.candidates,
        dict.fromkeys(order, 1),
        frozenset(out),
        tuple(order),
    )
    try:
        text = written(poll, layout)
    except CannotWrite:
        return
    back = read(text, Asked(in_order=True)).poll
    assert (back.withdrawn, back.in_order) == (poll.withdrawn, poll.in_order)


def test_slates_come_back_in_the_scottish_layout() -> None:
    poll = Poll("W", 1, (Candidate("A", "Labour"), Candidate("B")), {b"\1\2": 3})
    assert again(poll, "scottish") == poll


@MANY
@given(
    names=st.lists(texts.NAMES.filter(lambda n: n and n.lower() != "abstentions"), min_size=1, max_size=5, unique=True),
    votes=st.lists(st.lists(st.integers(0, 9**9), min_size=5, max_size=5), min_size=1, max_size=4),
    weight=st.none() | st.integers(1, 100),
)  # fmt: skip
def test_totals_by_section_come_back(
    names: list[str], votes: list[list[int]], weight: int | None
) -> None:
    sections = tuple(
        Section(
            f"S{number}",
            ({bytes([p]): v for p, v in enumerate(row[: len(names)], 1) if v},),
            weight,
            (row[-1],),
        )
        for number, row in enumerate(votes)
    )
    if not pooled(sections):
        return
    poll = Poll("T", 1, tuple(map(Candidate, names)), pooled(sections), sections=sections)  # fmt: skip
    back = again(poll, "sections")
    assert back.sections == poll.sections
    assert (back.names, dict(back.papers)) == (poll.names, dict(poll.papers))


@MANY
@given(texts.polls())
def test_reading_quickly_and_carefully_is_the_same(poll: Poll) -> None:
    content = written(poll, "blt").encode()
    quick = read(content).poll
    odd = content.replace(b"\n0\n", b"\n 0 # end\n")
    careful = read(odd).poll
    in_order = read(content, Asked(in_order=True)).poll
    assert dict(quick.papers) == dict(careful.papers) == dict(in_order.papers)


@pytest.mark.parametrize(
    "line",
    ["1 1 0 2 0", "1 1 2", "1 0 0", "1  1 0 0", "0 1 0", "1 1 1 0", "1 3 0", "1 01 0", "1", "-1 2 0", "1 1 0\x0c2 0", " 0", "0 0"],
)  # fmt: skip
def test_the_quick_reading_takes_nothing_that_the_careful_refuses(line: str) -> None:
    source = Source(BytesIO(f"2 1\n1 1 2 0\n{line}\n0\nA\nB\n".encode()), "f")
    reading = blt._Reading(source, Asked())
    reading.head()
    with pytest.raises(blt._Unusual):
        reading.quickly()


def test_a_number_of_papers_that_is_also_a_candidates_number() -> None:
    assert texts.papers(read("2 1\n2 2 0\n1 2 0\n2 1 2 0\n0\nA\nB\n").poll) == {
        (2,): 3,
        (1, 2): 2,
    }
