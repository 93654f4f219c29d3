"""A list of candidates beside the ballots: what a ballot file has no room for, and some laws or comparisons need.

CSV with the headings `name` and any of `slate`, `born` (1950-05-17) and `groups` (several with a semicolon between them).
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from hustings.core.counting.files.faults import Told, shown
from hustings.core.counting.files.rows import each_row
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
    people: dict[str, Person] = {}

    def add(number: int, cells: Mapping[str, str]) -> None:
        person = _person(cells)
        if person.name in people:
            raise Told(f"{shown(person.name)} a second time", "each candidate once")
        people[person.name] = Person(person, number)

    each_row(source, HEADINGS, ("name",), add)
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


def _person(cells: Mapping[str, str]) -> Candidate:
    groups = (clean(group) for group in cells.get("groups", "").split(";"))
    return Candidate(
        cells["name"],
        cells.get("slate", ""),
        _born(cells),
        frozenset(group for group in groups if group),
    )


def _born(cells: Mapping[str, str]) -> date | None:
    text = cells.get("born", "")
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        column = list(cells).index("born") + 1
        raise Told(shown(text), "a date such as 1950-05-17", column) from None
