"""Papers for Meek and Warren: bundled by who, in order, may keep a part of them.

While a count goes on, a paper's value passes down its preferences through all who are elected, each keeping a part,
to the first who is still hopeful, who keeps the rest. All papers with the same such path are one bundle, so that an
iteration works on a few dozen bundles, however many papers there are.
"""

from collections.abc import Mapping
from typing import Protocol

from hustings.core.counting.marks import Reading, standing_papers
from hustings.core.counting.packed import Packed
from hustings.core.counting.poll import Marks, Poll
from hustings.core.counting.stv.piles import NOBODY, Papers

"""Ends the path of papers that nobody keeps the rest of."""
NOBODY_ENDS = bytes([NOBODY])


class Passed(Protocol):
    """Papers on their way through those elected."""

    def elect(self, place: int) -> None: ...

    def exclude(self, place: int) -> None: ...

    def distributed(
        self, keep: Mapping[int, int], per_paper: bool
    ) -> tuple[dict[int, int], int]:
        """What each place in `keep` holds, and what nobody keeps, in units.

        Whoever is elected keeps that part of what reaches them, rounded up, or, `per_paper`, so much of every paper.
        """


def standing_bundles(poll: Poll, read: Reading, unit: int) -> tuple[Passed, int]:
    """The papers as the law reads them, without candidates who withdrew, and how many then show nobody."""
    if isinstance(poll.papers, Packed):
        # Plain papers, of which every law of this family reads every preference.
        from hustings.core.counting.compiled.tree import Tree

        tree = Tree(poll.papers, poll.out, unit)
        return tree, tree.blank
    papers, blank = standing_papers(poll, read)
    return Bundles(papers, unit), blank


def unnamed_by(poll: Poll, read: Reading) -> tuple[str, ...]:
    """Those standing for whom no paper shows any preference, as the law reads them."""
    if isinstance(poll.papers, Packed):
        named = frozenset(poll.papers.columns.marks.tobytes())
    else:
        named = frozenset(b"".join(read(poll.papers)))
    return tuple(name for name in poll.standing if poll.place[name] not in named)


class Bundles:
    def __init__(self, papers: Mapping[Marks, int], unit: int) -> None:
        self._unit = unit
        self._elected = b""
        self._excluded = b""
        self._papers: dict[bytes, Papers] = {}
        """By path: the preferences from the path's end on."""
        self.sizes: dict[bytes, int] = {}
        """How many papers take each path: the places of the elected in order, then of the hopeful one, or `NOBODY`."""
        self._lay(b"", papers)

    def elect(self, place: int) -> None:
        self._elected += bytes([place])
        self._move(place)

    def exclude(self, place: int) -> None:
        self._excluded += bytes([place])
        self._move(place)

    def distributed(
        self, keep: Mapping[int, int], per_paper: bool
    ) -> tuple[dict[int, int], int]:
        unit, votes, exhausted = self._unit, dict.fromkeys(keep, 0), 0
        for path, many in self.sizes.items():
            left = unit
            for place in path[:-1]:
                part = (
                    min(left, keep[place])
                    if per_paper
                    else -(-left * keep[place] // unit)
                )
                votes[place] += part * many
                left -= part
            if path[-1] == NOBODY:
                exhausted += left * many
            else:
                votes[path[-1]] += left * many
        return votes, exhausted

    def _move(self, place: int) -> None:
        """Whatever ended with this candidate passes on."""
        for path in [path for path in self._papers if path[-1] == place]:
            del self.sizes[path]
            self._lay(path[:-1], self._papers.pop(path))

    def _lay(self, start: bytes, papers: Mapping[Marks, int]) -> None:
        """Papers whose path so far is `start`, to where it now ends."""
        elected, excluded, bundles, sizes = (
            self._elected,
            self._excluded,
            self._papers,
            self.sizes,
        )
        for marks, many in papers.items():
            rest, path = marks.translate(None, excluded), start
            while rest and rest[0] in elected:
                path += rest[:1]
                rest = rest[1:]
            path += rest[:1] or NOBODY_ENDS
            bundle = bundles.get(path)
            if bundle is None:
                bundles[path], sizes[path] = {rest: many}, many
            else:
                bundle[rest] = bundle.get(rest, 0) + many
                sizes[path] += many
