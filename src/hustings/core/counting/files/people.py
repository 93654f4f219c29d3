"""A list of candidates beside the ballots: what a ballot file has no room for, and some laws or comparisons need.

CSV with the headings `name` and any of `slate`, `born` (1950-05-17) and `groups` (several with a semicolon between them).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from hustings.core.counting.files.cells import cells_of
from hustings.core.counting.files.faults import Told, shown
from hustings.core.counting.files.source import Source, clean
from hustings.core.counting.poll import Candidate, Poll

HEADINGS = ("name", "slate", "born", "groups")


@dataclass(frozen=True, slots=True)
class Person:
    """A row: what it says of a candidate, and its line."""

    candidate: Candidate
    line: int


def read_people(source: Source) -> Mapping[str, Person]:
    """The candidates by name; raises FileFault."""
    headings: list[str] = []
    people: dict[str, Person] = {}
    for number, line in source.lines():
        text = source.text(line)
        if not text.strip():
            continue
        try:
            cells = _cells(text, len(headings))
            if not headings:
                headings = _headings(cells)
                continue
            person = _person(dict(zip(headings, cells, strict=True)), headings)
            if person.name in people:
                raise Told(f"{shown(person.name)} a second time", "each candidate once")
        except Told as told:
            raise source.fault(number, told) from told
        people[person.name] = Person(person, number)
    return people


def with_people(poll: Poll, people: Mapping[str, Person], source: Source) -> Poll:
    """The poll with what the list says of its candidates; a name on the list that is no candidate's is refused."""
    for name, person in people.items():
        if name not in poll.place:
            told = Told(shown(name), f"one of the candidates ({shown(', '.join(poll.names), 120)})", 1)  # fmt: skip
            raise source.fault(person.line, told)
    return replace(
        poll,
        candidates=tuple(
            people[each.name].candidate if each.name in people else each
            for each in poll.candidates
        ),
    )


def _cells(text: str, width: int) -> list[str]:
    cells = list(map(clean, cells_of(text)))
    if width and len(cells) != width:
        raise Told(f"{len(cells)} cells", f"{width}, as in the heading")
    return cells


def _headings(cells: list[str]) -> list[str]:
    headings = [cell.lower() for cell in cells]
    strange = [each for each in headings if each not in HEADINGS]
    if "name" not in headings or strange or len({*headings}) < len(headings):
        raise Told(shown(", ".join(cells)), "the headings name, slate, born, groups, of which name is needed")  # fmt: skip
    return headings


def _person(cells: dict[str, str], headings: list[str]) -> Candidate:
    groups = (clean(group) for group in cells.get("groups", "").split(";"))
    return Candidate(
        cells["name"],
        cells.get("slate", ""),
        _born(cells.get("born", ""), headings),
        frozenset(group for group in groups if group),
    )


def _born(text: str, headings: list[str]) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        column = headings.index("born") + 1
        raise Told(shown(text), "a date such as 1950-05-17", column) from None
