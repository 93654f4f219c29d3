"""Pages hold every row once, in order, and never end in a heading."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.printing.document import Json
from hustings.core.printing.doors import Sheet
from hustings.core.printing.pagination import Block, Part, batches, divide

ROOM = 60.0


def part(street: int, people: list[int]) -> Part:
    """A street whose doors have these many people, each row 8 mm high."""
    street_row: Json = {
        "kind": "street",
        "text": f"s{street}",
        "height": 9,
        "continued": False,
    }
    return Part(
        street_row,
        tuple(block(street, door, count) for door, count in enumerate(people)),
    )


def block(street: int, door: int, count: int) -> Block:
    heading: Json = {
        "kind": "door",
        "text": f"s{street}d{door}",
        "height": 8,
        "continued": False,
    }
    rows = [
        {"kind": "person", "text": f"s{street}d{door}p{i}", "height": 8}
        for i in range(count)
    ]
    return Block(heading, tuple(rows))


streets = st.lists(
    st.lists(st.integers(1, 14), min_size=1, max_size=6), max_size=5
).map(lambda doors: [part(i, people) for i, people in enumerate(doors)])


@settings(max_examples=60)
@given(streets)
def test_each_row_is_printed_once_in_order(parts: list[Part]) -> None:
    printed = [
        row["text"]
        for page in divide(parts, ROOM)
        for row in page
        if row["kind"] == "person"
    ]
    assert printed == [
        row["text"] for part in parts for block in part.blocks for row in block.rows
    ]


@settings(max_examples=60)
@given(streets)
def test_no_page_overflows_or_ends_in_a_heading(parts: list[Part]) -> None:
    for page in divide(parts, ROOM):
        assert sum(row["height"] for row in page) <= ROOM
        assert not page or page[-1]["kind"] == "person"


@settings(max_examples=60)
@given(streets)
def test_a_page_that_goes_on_says_which_street_and_door(parts: list[Part]) -> None:
    for page in divide(parts, ROOM)[1:]:
        assert [row["kind"] for row in page[:3]] == ["street", "door", "person"]
        assert page[0]["continued"] == (not page[2]["text"].endswith("d0p0"))
        assert page[1]["continued"] == (not page[2]["text"].endswith("p0"))


def test_a_batch_keeps_sheets_whole_and_districts_apart() -> None:
    sheets = [
        Sheet("A-1", "A", ()),
        Sheet("A-2", "A", ()),
        Sheet("A-3", "A", ()),
        Sheet("B-1", "B", ()),
    ]
    done = list(batches(((sheet, [[]] * 2) for sheet in sheets), most=5))
    assert [[(p["sheet"], p["page"], p["of"]) for p in batch] for batch in done] == [
        [("A-1", 1, 2), ("A-1", 2, 2), ("A-2", 1, 2), ("A-2", 2, 2)],
        [("A-3", 1, 2), ("A-3", 2, 2)],
        [("B-1", 1, 2), ("B-1", 2, 2)],
    ]
