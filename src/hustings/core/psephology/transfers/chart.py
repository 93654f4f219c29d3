"""Who went where as a picture (SVG): the options before at the left, those after at the right, a ribbon for each flow.

Bars are as tall as the people; a ribbon thick enough carries its percentage of those it left. Flows too thin to see
are in the table beside the picture only, and the picture says so.
"""

from collections.abc import Iterator
from textwrap import shorten

from hustings.core import svg
from hustings.core.psephology.transfers.flows import Flow, Flows

_WIDTH, _SIDE, _BAR = 760, 200, 14
_TOP, _TALL, _GAP, _LEGEND, _LEAST = 40, 520, 14, 34, 14
_THIN, _WORDY = 0.004, 11
_STAYED = ' fill="#dbe4ee" stroke="#3d5a80" stroke-opacity=".5" stroke-width=".5"'
_BARS = ' fill="#3d5a80"'
_SMALL, _BOLD = ' font-size="11"', ' font-weight="700"'
_AT_END = ' text-anchor="end"'


def chart_svg(
    flows: Flows,
    *,
    title: str,
    before: str,
    after: str,
    ident: str = "flow-chart",
) -> str:
    """The chart of these flows; `before` and `after` head the sides, `ident` begins its ids, the page's only ones."""
    return _Chart(flows, (before, after)).drawn(title, ident)


class _Chart:
    def __init__(self, flows: Flows, heads: tuple[str, str]) -> None:
        self.flows, self.heads = flows.lines, heads
        self.left, self.right = _shown(flows.before), _shown(flows.after)
        self.whole = sum(self.left.values()) or 1
        self.y_left, end = self._tops(self.left)
        self.y_right, other = self._tops(self.right)
        self.height = max(end, other) + _LEGEND

    def _tall(self, people: int) -> float:
        return _TALL * people / self.whole

    def _tops(self, sums: dict[str, int]) -> tuple[dict[str, float], float]:
        """Where each option's bar begins, and where the last one's room ends."""
        tops, y = {}, float(_TOP)
        for name, people in sums.items():
            tops[name] = y
            y += max(self._tall(people), _LEAST) + _GAP
        return tops, y

    def drawn(self, title: str, ident: str) -> str:
        body = "".join((*self._heads(), *self._ribbons(), *self._bars(), self._legend()))  # fmt: skip
        return svg.picture((_WIDTH, self.height), ident, title, self._described(), body)

    def _described(self) -> str:
        largest = "; ".join(
            f"{flow.source} to {flow.target} {flow.people:,}"
            for flow in self.flows[:5]
            if flow.people
        )
        return (
            f"{len(self.left)} options before at the left, {len(self.right)} after at the right, ribbons as thick as the people "
            f"who went that way. The largest: {largest}. These are estimates; the table has all of them with their intervals."
        )

    def _heads(self) -> Iterator[str]:
        yield svg.text(_SIDE + _BAR, 18, self.heads[0], _BOLD + _AT_END)
        yield svg.text(_WIDTH - _SIDE - _BAR, 18, self.heads[1], _BOLD)

    def _ribbons(self) -> Iterator[str]:
        """Beneath one another in the order of the other side's bars, so that few cross."""
        down = {name: n for n, name in enumerate(self.left)}
        across = {name: n for n, name in enumerate(self.right)}
        left, right = dict(self.y_left), dict(self.y_right)
        seen = [flow for flow in self.flows if flow.source in down and flow.target in across]  # fmt: skip
        words = []
        for flow in sorted(seen, key=lambda f: (down[f.source], across[f.target])):
            tall = self._tall(flow.people)
            ends = left[flow.source], right[flow.target]
            left[flow.source], right[flow.target] = ends[0] + tall, ends[1] + tall
            if flow.people >= _THIN * self.whole:
                yield self._ribbon(flow, ends, tall)
            if tall >= _WORDY:
                words.append(svg.text(_SIDE + _BAR + 4, ends[0] + tall / 2 + 4, f"{100 * flow.share:.0f} %", _SMALL))  # fmt: skip
        yield from words

    def _ribbon(self, flow: Flow, ends: tuple[float, float], tall: float) -> str:
        said = (
            f"{flow.source} to {flow.target}: about {flow.people:,}, {100 * flow.share:.0f} % of {flow.source}; "
            f"between {flow.low:,} and {flow.high:,}"
        )
        looks = _STAYED if flow.source == flow.target else svg.RIBBON
        start, end = (_SIDE + _BAR, ends[0]), (_WIDTH - _SIDE - _BAR, ends[1])
        return svg.ribbon(start, end, tall, said, looks)

    def _bars(self) -> Iterator[str]:
        sides = (
            (self.left, self.y_left, _SIDE, _SIDE - 5, _AT_END),
            (self.right, self.y_right, _WIDTH - _SIDE - _BAR, _WIDTH - _SIDE + 5, ""),
        )
        for sums, tops, x, beside, anchor in sides:
            for name, people in sums.items():
                y, tall = tops[name], max(self._tall(people), 1)
                yield f'<rect{_BARS} x="{x}" y="{y:.1f}" width="{_BAR}" height="{tall:.1f}"/>'
                label = f"{shorten(name, 22, placeholder='…')} {people:,}"
                yield svg.text(beside, y + min(max(tall, 12) / 2 + 4, 16), label, anchor)  # fmt: skip

    def _legend(self) -> str:
        said = "Grey: stayed. Brown: went. Percentages are parts of the bar at the left. Thinner flows are in the table alone."
        return svg.text(4, self.height - 10, said, _SMALL)


def _shown(people: dict[str, int]) -> dict[str, int]:
    """The options by size, the largest first; those with nobody have no bar."""
    return {name: people[name] for name in sorted(people, key=lambda each: -people[each]) if people[name]}  # fmt: skip
