"""Papers on which a voter marks one candidate or several without ranking them.

A file may hold crosses (several candidates marked alike, `SHARED` between them) or ranked papers that are counted a
second time as if each had carried crosses: then the first preferences, as many as a voter has votes, are the crosses.
Nothing stands from a preference that was left out. More crosses than votes make a paper void, as in British law (local
elections: SI 2006/3304 and 3305, schedule 2, rejected ballot papers).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from re import compile as pattern

from hustings.core.counting.marks import said_blank
from hustings.core.counting.poll import OVERVOTED, SHARED, SKIPPED, Marks, Poll

_UNCLEAR = pattern(rb"[\x00\xfe\xff]")
"""A preference left out, over-voted or shared."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What the crosses add up to."""

    votes: Mapping[str, int]
    """Of those who stand, in the order of the paper."""
    valid: int
    """Papers with at least one cross that counts."""
    notes: tuple[str, ...]

    @property
    def cast(self) -> int:
        return sum(self.votes.values())


def tally(poll: Poll, most: int) -> Tally:
    """The votes where each voter has `most`."""
    out = bytes(poll.place[name] for name in poll.withdrawn)
    votes = dict.fromkeys((poll.place[name] for name in poll.standing), 0)
    void = blank = beyond = 0
    for marks, many in poll.papers.items():
        crosses, left_over = _crosses(marks, most, out)
        if crosses:
            for place in crosses:
                votes[place] += many
        elif crosses is None:
            void += many
        else:
            blank += many
        if left_over:
            beyond += many
    return Tally(
        {poll.names[place - 1]: each for place, each in votes.items()},
        poll.size - void - blank,
        tuple(_said(blank, void, beyond, most)),
    )


def _crosses(marks: Marks, most: int, out: Marks) -> tuple[Marks | None, bool]:
    """The places that have a vote of this paper (None: void), and whether further preferences were not needed.

    Whoever withdrew (`out`) is passed over as though never nominated.
    """
    if not _UNCLEAR.search(marks):
        left = marks.translate(None, out) if out else marks
        return left[:most], len(left) > most
    chosen = b""
    for alike in (group.translate(None, out) for group in _alike(marks)):
        if len(chosen) + len(alike) > most:
            whole = len(alike) == 1 or chosen
            return (chosen if whole else None), True
        chosen += alike
    return chosen, False


def _alike(marks: Marks) -> Iterator[Marks]:
    """The candidates marked alike, group by group, up to a preference that was left out or cannot be read."""
    group = b""
    joined = False
    for mark in marks:
        if mark in (SKIPPED, OVERVOTED):
            break
        if mark == SHARED:
            joined = True
            continue
        if group and not joined:
            yield group
            group = b""
        group += bytes([mark])
        joined = False
    if group:
        yield group


def _said(blank: int, void: int, beyond: int, most: int) -> Iterator[str]:
    if blank:
        yield said_blank(blank)
    if void:
        yield f"Papers with more than {_votes(most)}, not counted: {void:,}."
        beyond -= void
    if beyond:
        first = (
            "preference of each is" if most == 1 else f"{most} preferences of each are"
        )
        yield f"Papers that rank more than is counted: {beyond:,}; only the first {first}."


def _votes(many: int) -> str:
    return "1 vote" if many == 1 else f"{many} votes"
