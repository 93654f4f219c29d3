"""A file of ballots laid beside the paper as it was printed: the same candidates, in the paper's order.

A scanner's program, or somebody's spreadsheet, names the candidates in an order of its own. The names must be those on
the paper, letter for letter; where they are not, each name that differs is said.
"""

from collections.abc import Sequence
from dataclasses import replace

from hustings.core.counting.files.marking import marked, ranks
from hustings.core.counting.poll import Candidate, Marks, Poll, PollError


def as_on_paper(poll: Poll, candidates: Sequence[Candidate]) -> Poll:
    """The poll with these candidates in this order, and what is known of them; raises PollError where names differ."""
    _check_names(poll.names, [each.name for each in candidates])
    if poll.sections:
        raise PollError("The file holds sections; a paper of this ballot has none.")
    place = {each.name: at for at, each in enumerate(candidates, start=1)}
    table = bytearray(range(256))
    for name, mark in poll.place.items():
        table[mark] = place[name]
    papers: dict[Marks, int] = {}
    for marks, many in poll.papers.items():
        found = marked(ranks(marks.translate(table)))
        papers[found] = papers.get(found, 0) + many
    return replace(poll, candidates=tuple(candidates), papers=papers, in_order=None)


def _check_names(of_file: Sequence[str], on_paper: Sequence[str]) -> None:
    strangers = [name for name in of_file if name not in on_paper]
    missing = [name for name in on_paper if name not in of_file]
    if not strangers and not missing:
        return
    said = [
        f"in the file and not on the paper: {', '.join(strangers)}" * bool(strangers),
        f"on the paper and not in the file: {', '.join(missing)}" * bool(missing),
    ]
    raise PollError(
        f"The file is of other candidates: {'; '.join(filter(None, said))}. Names must be the same letter for letter."
    )
