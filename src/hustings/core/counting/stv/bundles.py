"""Papers for Meek and Warren: bundled by who, in order, may keep a part of them.

While a count goes on, a paper's value passes down its preferences through all who are elected, each keeping a part,
to the first who is still hopeful, who keeps the rest. All papers with the same such path are one bundle, so that an
iteration works on a few dozen bundles, however many papers there are.
"""

from collections.abc import Mapping

from hustings.core.counting.poll import Marks

Papers = dict[Marks, int]
NOBODY = 0
"""Ends the path of papers that nobody keeps the rest of."""
NOBODY_ENDS = bytes([NOBODY])


class Bundles:
    def __init__(self, papers: Mapping[Marks, int]) -> None:
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
