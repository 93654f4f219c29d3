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


class Bundles:
    def __init__(self, papers: Mapping[Marks, int]) -> None:
        self._elected: set[int] = set()
        self._excluded = b""
        self._papers: dict[bytes, Papers] = {}
        """By path: the preferences from the path's end on."""
        self.sizes: dict[bytes, int] = {}
        """How many papers take each path: the places of the elected in order, then of the hopeful one, or `NOBODY`."""
        for marks, many in papers.items():
            self._lay(b"", marks, many)
        self._measure()

    def elect(self, place: int) -> None:
        self._elected.add(place)
        self._move(place)

    def exclude(self, place: int) -> None:
        self._excluded += bytes([place])
        self._move(place)

    def _move(self, place: int) -> None:
        """Whatever ended with this candidate passes on."""
        paths = [path for path in self._papers if path[-1] == place]
        for path in paths:
            for marks, many in self._papers.pop(path).items():
                self._lay(path[:-1], marks, many)
        self._measure()

    def _lay(self, path: bytes, marks: Marks, many: int) -> None:
        rest = marks.translate(None, self._excluded) if self._excluded else marks
        walked = 0
        while walked < len(rest) and rest[walked] in self._elected:
            walked += 1
        path += rest[:walked]
        rest = rest[walked:]
        path += rest[:1] or bytes([NOBODY])
        bundle = self._papers.setdefault(path, {})
        bundle[rest] = bundle.get(rest, 0) + many

    def _measure(self) -> None:
        self.sizes = {path: sum(each.values()) for path, each in self._papers.items()}
