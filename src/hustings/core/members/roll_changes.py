"""A roll brought up to date from a list of members: who is new, who differs, who is gone, and about whom to ask.

Nobody may stand on the roll twice, or they would be given two papers. So people of one name, of whom the list does not
tell whether they are one, are asked about; and somebody who stood on the roll without a number and has one now is the
same person.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from hustings.core.members.member_list import Member
from hustings.core.members.spelling import key_of
from hustings.core.spelling import folded


class SameName(StrEnum):
    """What somebody says about rows of one name."""

    ONE = "one"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class OnRoll:
    """Somebody who stands on the roll. `held` is whatever key the caller knows them by."""

    held: Hashable
    name: str
    number: str
    about: str
    since: date | None
    doubt: str
    from_file: bool
    """Whether a list put them there, so that another list can leave them out."""
    was_given: bool


@dataclass(frozen=True, slots=True)
class RollChanges:
    """What applying a list would do."""

    new: tuple[Member, ...]
    differing: tuple[tuple[OnRoll, Member], ...]
    unchanged: int
    leavers: tuple[OnRoll, ...]
    """On the roll from an earlier list and not in this one; no paper was given to them."""
    gone_with_paper: tuple[OnRoll, ...]
    """The same, but they were given a paper: they stay."""
    asked: tuple[tuple[Member, ...], ...]
    """Rows of one name that nothing tells apart and nobody has answered for yet."""


def changes_of(
    members: Iterable[Member],
    roll: Sequence[OnRoll],
    answers: Mapping[int, SameName] | None = None,
) -> RollChanges:
    """The changes; `answers` says for the first line of each group of one name whether it is one person or several."""
    told_apart, asked = _told_apart(list(members), answers or {})
    pairs, new, left = _matched(told_apart, roll)
    differing = tuple((was, now) for was, now in pairs if _differs(was, now))
    leavers = [each for each in left if each.from_file]
    return RollChanges(
        new=tuple(new),
        differing=differing,
        unchanged=len(pairs) - len(differing),
        leavers=tuple(each for each in leavers if not each.was_given),
        gone_with_paper=tuple(each for each in leavers if each.was_given),
        asked=tuple(asked),
    )


def _told_apart(
    members: Sequence[Member], answers: Mapping[int, SameName]
) -> tuple[list[Member], list[tuple[Member, ...]]]:
    """Each person once. What tells people of one name apart is kept of nobody else."""
    names = Counter(folded(each.name) for each in members)
    groups: dict[tuple[str, str], list[Member]] = {}
    for each in members:
        groups.setdefault((folded(each.name), folded(each.about)), []).append(each)
    kept: list[Member] = []
    asked: list[tuple[Member, ...]] = []
    for (name, _), group in groups.items():
        if names[name] == 1:
            kept.append(replace(group[0], about=""))
        elif len(group) == 1 or all(each.number for each in group):
            kept += group
        elif answer := answers.get(group[0].line):
            kept += _answered(group, answer)
        else:
            asked.append(tuple(group))
    return sorted(kept, key=lambda each: each.line), asked


def _answered(group: Sequence[Member], answer: SameName) -> Sequence[Member]:
    if answer is SameName.ONE:
        return [next((each for each in group if each.number), group[0])]
    return _counted(group)


def _counted(group: Sequence[Member]) -> list[Member]:
    """Several of one name: each says which of them it is."""
    many = len(group)
    return [
        replace(each, about=f"{each.about} {place} of {many}".strip())
        for place, each in enumerate(group, start=1)
    ]


def _matched(
    members: Sequence[Member], roll: Sequence[OnRoll]
) -> tuple[list[tuple[OnRoll, Member]], list[Member], list[OnRoll]]:
    """By key; then, of one name, those of whom one has a number now and had none before."""
    by_key = {key_of(each.name, each.number, each.about): each for each in roll}
    pairs: list[tuple[OnRoll, Member]] = []
    rest: list[Member] = []
    for each in members:
        was = by_key.pop(key_of(each.name, each.number, each.about), None)
        if was:
            pairs.append((was, each))
        else:
            rest.append(each)
    by_name: dict[str, list[OnRoll]] = {}
    for was in by_key.values():
        by_name.setdefault(folded(was.name), []).append(was)
    new: list[Member] = []
    for each in rest:
        alike = by_name.get(folded(each.name), [])
        found = next((was for was in alike if not (was.number and each.number)), None)
        # Of several the first: taken for one person wrongly they are told so at the door; taken for two, nobody would
        # notice the second paper.
        if found:
            alike.remove(found)
            pairs.append((found, each))
        else:
            new.append(each)
    return pairs, new, [was for alike in by_name.values() for was in alike]


def _differs(was: OnRoll, now: Member) -> bool:
    """Whether the list says something else; what it does not speak of, it does not change."""
    said = (
        (was.name, now.name),
        (was.number, now.number or was.number),
        (was.about, now.about or was.about),
        (was.since, now.since or was.since),
        (was.doubt, now.doubt),
    )
    return any(before != after for before, after in said)
