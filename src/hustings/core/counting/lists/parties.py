"""From a poll to the lists that contest its seats.

Where candidates have slates, those of one slate are a list in the order of the paper, and whoever has none stands
alone; a paper that marks any of a list is a vote for it. Where nobody has a slate each line is a list by itself, with
as many people as it wins seats.
"""

from dataclasses import dataclass

from hustings.core.counting.marks import said_blank, standing_papers, until_unclear
from hustings.core.counting.poll import Poll
from hustings.core.counting.rules import RulesError


@dataclass(frozen=True, slots=True)
class PartyList:
    name: str
    votes: int
    people: tuple[str, ...] | None
    """In the list's order, without those who withdrew; None: as many as it wins seats."""
    alone: bool = False
    """One person who stands without a list."""

    def has_room(self, won: int) -> bool:
        """Whether there is anybody left after so many of its people were elected."""
        return self.people is None or won < len(self.people)


@dataclass(frozen=True, slots=True)
class Contest:
    lists: tuple[PartyList, ...]
    valid: int
    notes: tuple[str, ...]


def contest(poll: Poll) -> Contest:
    """The lists with their votes: each paper counts for the list of its first preference."""
    slates = any(each.slate for each in poll.candidates)
    of = {each.name: each.slate or each.name for each in poll.candidates}
    _check_names(poll)
    papers, blank = standing_papers(_with_lists_whole(poll), until_unclear)
    votes = dict.fromkeys(of.values(), 0)
    for marks, many in papers.items():
        votes[of[poll.names[marks[0] - 1]]] += many
    lists = tuple(
        _list(poll, name, each, slates)
        for name, each in votes.items()
        if slates or name in poll.standing
    )
    notes = (said_blank(blank),) if blank else ()
    return Contest(_still_there(poll, lists), poll.size - blank, notes)


def _list(poll: Poll, name: str, votes: int, slates: bool) -> PartyList:
    if not slates:
        return PartyList(name, votes, None)
    people = [each for each in poll.candidates if name in (each.slate, each.name)]
    left = tuple(each.name for each in people if each.name in poll.standing)
    return PartyList(name, votes, left, alone=not people[0].slate)


def _still_there(poll: Poll, lists: tuple[PartyList, ...]) -> tuple[PartyList, ...]:
    """Without those who stood alone and withdrew; a list whose people are gone keeps its votes and wins nothing."""
    return tuple(
        each for each in lists if not (each.alone and each.name in poll.withdrawn)
    )


def _with_lists_whole(poll: Poll) -> Poll:
    """The poll with nobody of a slate withdrawn: a vote for a list does not fall with one of its people."""
    alone = {each.name for each in poll.candidates if not each.slate}
    return Poll(
        poll.title, poll.seats, poll.candidates, poll.papers, poll.withdrawn & alone
    )


def _check_names(poll: Poll) -> None:
    slates = {each.slate for each in poll.candidates if each.slate}
    alike = [each.name for each in poll.candidates if each.name in slates]
    if alike:
        raise RulesError(
            f"{alike[0]} is the name of a list and of a candidate: give one of them another name."
        )
