"""Papers that lie together, and how they are dealt to those still in.

`Alike` is the standard library's way and the measure of what is right. Papers that came as columns (`packed`) are dealt
by compiled code, which must give the same.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, Self

from hustings.core.counting.marks import Reading, standing_papers
from hustings.core.counting.packed import Packed
from hustings.core.counting.poll import Marks, Poll

Papers = dict[Marks, int]
NOBODY = 0


class Pile(Protocol):
    @property
    def size(self) -> int:
        """How many papers there are."""

    @property
    def papers(self) -> Mapping[Marks, int]:
        """The papers; whole ones where that was asked for."""

    def dealt(self, gone: bytes) -> Mapping[int, Self]:
        """The papers by the next preference for somebody still in; `gone` are the places of all who take no more.

        Under `NOBODY` are those without a further preference.
        """

    def joined(self, other: Self) -> Self:
        """Both together; neither is used again."""


def standing_pile(poll: Poll, read: Reading, whole: bool) -> tuple[Pile, int]:
    """The papers as the law reads them, without candidates who withdrew, and how many then show nobody.

    `whole` papers keep all their preferences, for those who will look at them again.
    """
    if isinstance(poll.papers, Packed):
        # Plain papers, of which every law of this family reads every preference.
        from hustings.core.counting.compiled.dealing import Kinds

        return Kinds.standing(poll.papers, poll.out)
    papers, blank = standing_papers(poll, read)
    return Alike(papers, whole), blank


@dataclass(slots=True)
class Alike:
    """Papers by what they show, alike ones together."""

    papers: Papers
    whole: bool = False

    @property
    def size(self) -> int:
        return sum(self.papers.values())

    def dealt(self, gone: bytes) -> Mapping[int, "Alike"]:
        heirs = (dealt_whole if self.whole else dealt)(self.papers, gone)
        return {heir: Alike(papers, self.whole) for heir, papers in heirs.items()}

    def joined(self, other: "Alike") -> "Alike":
        one, more = self.papers, other.papers
        if len(one) < len(more):
            one, more = more, one
        for marks, many in more.items():
            one[marks] = one[marks] + many if marks in one else many
        return Alike(one, self.whole)


def dealt(papers: Papers, gone: bytes) -> dict[int, Papers]:
    """The papers by the next preference for somebody still in; a paper keeps only the preferences that can still count.

    `gone` are the places of all who take no more papers. Under `NOBODY` are those without a further preference.
    """
    heirs: defaultdict[int, Papers] = defaultdict(dict)
    if not gone:  # every paper stays as it is, and none becomes like another
        for marks, many in papers.items():
            heirs[marks[0] if marks else NOBODY][marks] = many
        return heirs
    for marks, many in papers.items():
        rest = marks.translate(None, gone)
        pile = heirs[rest[0] if rest else NOBODY]
        pile[rest] = pile[rest] + many if rest in pile else many
    return heirs


def dealt_whole(papers: Papers, gone: bytes) -> dict[int, Papers]:
    """As `dealt`, but every paper keeps all its preferences, for those who will look at it again."""
    heirs: defaultdict[int, Papers] = defaultdict(dict)
    for marks, many in papers.items():
        rest = marks.translate(None, gone)
        heirs[rest[0] if rest else NOBODY][marks] = many
    return heirs
