"""From what a voter marked to the preferences that a law lets stand.

Where a preference is left out, or given to two candidates, laws part ways: British and Irish law lets nothing stand
from there on; others close up the gap. Which one is each rule set's to say, and its page says so.
"""

from collections.abc import Callable, Iterable, Mapping
from re import compile as pattern

from hustings.core.counting.poll import SKIPPED, SPOILT, Marks, Poll, own

Reading = Callable[[Mapping[Marks, int]], Mapping[Marks, int]]
_AT_SHARED = pattern(rb"(?s).\xff|\xfe")


def standing_papers(poll: Poll, read: Reading) -> tuple[dict[Marks, int], int]:
    """The papers as the law reads them, without candidates who withdrew, and how many then show nobody.

    Whoever withdrew is passed over as though never nominated; a paper for nobody else is not valid.
    """
    papers = own(read(poll.papers))
    if poll.out:
        papers = _joined(
            (marks.translate(None, poll.out), many) for marks, many in papers.items()
        )
    return papers, papers.pop(b"", 0)


def said_blank(papers: int) -> str:
    return f"Papers that show no first preference for anybody standing, not counted: {papers:,}."


def until_unclear(papers: Mapping[Marks, int]) -> Mapping[Marks, int]:
    """Preferences stand up to the first that is left out or shared (Scotland: 2011 Order, schedule 1, rule 49(5)).

    A paper of which nothing stands is left empty.
    """
    return _each(papers, _cut)


def closed_up(papers: Mapping[Marks, int]) -> Mapping[Marks, int]:
    """A preference left out is closed up; from one that is shared on, nothing stands (Minneapolis, ordinance 167.20)."""
    return _each(
        papers, lambda marks: _before_shared(marks.translate(None, bytes([SKIPPED])))
    )


def _cut(marks: Marks) -> Marks:
    return _before_shared(marks.split(bytes([SKIPPED]), 1)[0])


def _before_shared(marks: Marks) -> Marks:
    found = _AT_SHARED.search(marks)
    return marks[: found.start()] if found else marks


def _each(
    papers: Mapping[Marks, int], read: Callable[[Marks], Marks]
) -> Mapping[Marks, int]:
    all_marks = b"".join(papers)
    if not any(mark in all_marks for mark in SPOILT):
        return papers
    return _joined((read(marks), many) for marks, many in papers.items())


def _joined(papers: Iterable[tuple[Marks, int]]) -> dict[Marks, int]:
    joined: dict[Marks, int] = {}
    for marks, many in papers:
        joined[marks] = joined.get(marks, 0) + many
    return joined
