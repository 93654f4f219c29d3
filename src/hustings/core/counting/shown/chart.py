"""The way of the votes as a picture (SVG): a lane for each candidate, a bar for each stage, a ribbon for each transfer.

Lanes and bars carry names and numbers, so that nothing is told by colour alone; the chart has a title and a description,
and the same figures stand in the table of transfers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten, wrap

from hustings.core import svg
from hustings.core.counting.record import Count, Exact, Stage, Step
from hustings.core.counting.shown.figures import Figures, listed
from hustings.core.counting.shown.flows import NOBODY, Flow, flows
from hustings.core.counting.shown.grid import Mark, grid

_LEFT, _RIGHT, _STEP, _BAR, _FIGURE = 190, 170, 104, 12, 66
_TOP, _GAP, _LEAST_LANE, _TALLEST, _LEGEND = 66, 18, 22, 84, 24
_NOT_TRANSFERABLE = "Not transferable"
_LOOKS = {
    "": "",
    "bold": ' font-weight="700"',
    "small": ' font-size="11"',
    "small bold": ' font-size="11" font-weight="700"',
    "stay": ' fill="#dbe4ee"',
    "bar": ' fill="#3d5a80"',
    "chosen": ' fill="#14532d" stroke="#1b1b1b" stroke-width="2"',
    "nobody": ' fill="#6b6b6b"',
    "rule": ' stroke="#c4c4c4"',
    "quota": ' stroke="#1b1b1b" stroke-dasharray="3 3"',
    "cross": ' stroke="#1b1b1b" stroke-width="2"',
}


@dataclass(frozen=True, slots=True)
class _Lane:
    name: str
    label: str
    outcome: str
    mark: Mark
    held: tuple[Exact, ...]
    top: float
    height: float


def chart_svg(count: Count, ident: str = "count-chart") -> str:
    """The chart; `ident` begins the ids of its title and description, which must be the page's only ones."""
    return _Chart(count).drawn(ident)


class _Chart:
    def __init__(self, count: Count) -> None:
        self.count, self.figures = count, Figures(count)
        self.stages = _with_votes(count)
        self.flows = flows(count)
        most = max((v for s in self.stages for v in s.votes.values()), default=0)
        self.scale = _TALLEST / float(most) if most else 0.0
        self.lanes = list(self._lanes())
        self.of = {lane.name: lane for lane in self.lanes}
        self.width = _LEFT + (len(self.stages) - 1) * _STEP + _BAR + _FIGURE + _RIGHT
        lowest = max((lane.top + lane.height for lane in self.lanes), default=_TOP)
        self.height = lowest + _GAP + _LEGEND

    def _lanes(self) -> Iterator[_Lane]:
        sheet = grid(self.count)
        top = float(_TOP)
        rows = [
            (row.name, row.slate, row.outcome, row.mark) for row in sheet.candidates
        ]
        if any(stage.non_transferable for stage in self.stages):
            rows.append((NOBODY, "", "", Mark.NONE))
        for name, slate, outcome, mark in rows:
            held = tuple(self._votes(stage, name) for stage in self.stages)
            height = max(_LEAST_LANE, self._tall(max(held)))
            label = f"{name} ({slate})" if slate else name or _NOT_TRANSFERABLE
            yield _Lane(name, label, outcome, mark, held, top, height)
            top += height + _GAP

    def _votes(self, stage: Stage, name: str) -> Exact:
        return stage.votes.get(name, 0) if name else stage.non_transferable

    def _tall(self, votes: Exact) -> float:
        return float(votes) * self.scale

    def _x(self, stage: int) -> float:
        """Where the bar of a stage begins."""
        return _LEFT + (stage - 1) * _STEP

    def drawn(self, ident: str) -> str:
        count = self.count
        title = (
            f"Way of the votes: {count.title}" if count.title else "Way of the votes"
        )
        body = "".join(
            (
                *self._heads(),
                *self._ground(),
                *self._ribbons(),
                *self._bars(),
                *self._ends(),
            )
        )
        size = self.width, self.height
        return svg.picture(size, ident, title, self._described(), body)

    def _described(self) -> str:
        count = self.count
        return (
            f"A lane for each of {len(self.lanes)} rows across {len(self.stages)} stages; a bar is as tall as the votes, "
            f"a ribbon as the votes transferred. Elected: {listed(list(count.elected)) or 'nobody'}. "
            "The same figures are in the result sheet and in the table of transfers."
        )

    def _heads(self) -> Iterator[str]:
        for number, stage in enumerate(self.stages, start=1):
            title = f"{number} {stage.title[:1].upper()}{stage.title[1:]}"
            lines = wrap(title, 14, max_lines=4, placeholder="…")
            for line, words in enumerate(lines):
                weight = " bold" if not line else ""
                yield _text(self._x(number), 14 + 13 * line, words, f"small{weight}")

    def _ground(self) -> Iterator[str]:
        """Names, the line beneath each lane, and how far the quota reaches."""
        for lane in self.lanes:
            for line, words in enumerate(
                wrap(lane.label, 26, max_lines=2, placeholder="…")
            ):
                kind = "bold" if lane.mark is Mark.ELECTED else ""
                yield _text(4, lane.top + 12 + 13 * line, words, kind)
            y = lane.top + lane.height + _GAP / 2
            yield _line(0, y, self.width, y, "rule")

    def _ribbons(self) -> Iterator[str]:
        """What stays with its holder, then what moves."""
        for lane in self.lanes:
            for number in range(2, len(self.stages) + 1):
                stays = min(lane.held[number - 2 : number])
                if stays:
                    x, wide = self._x(number - 1) + _BAR, _STEP - _BAR
                    yield f'<rect{_LOOKS["stay"]} x="{x:.1f}" y="{lane.top:.1f}" width="{wide}" height="{self._tall(stays):.1f}"/>'
        for number in range(2, len(self.stages) + 1):
            yield from self._moving(number)

    def _moving(self, number: int) -> Iterator[str]:
        """The ribbons of a stage, those of one giver and those to one heir beneath one another."""
        left: dict[str, float] = {}
        right: dict[str, float] = {}
        for flow in sorted(
            (flow for flow in self.flows if flow.stage == number),
            key=lambda flow: list(self.of).index(flow.to),
        ):
            giver, heir = self.of[flow.giver], self.of[flow.to]
            tall = self._tall(flow.votes)
            y1 = left.setdefault(
                giver.name, giver.top + self._tall(min(giver.held[number - 2 : number]))
            )
            y2 = right.setdefault(
                heir.name, heir.top + self._tall(min(heir.held[number - 2 : number]))
            )
            left[giver.name], right[heir.name] = y1 + tall, y2 + tall
            yield self._ribbon(flow, (y1, y2), tall)

    def _ribbon(self, flow: Flow, ends: tuple[float, float], tall: float) -> str:
        x1, x2 = self._x(flow.stage - 1) + _BAR, self._x(flow.stage)
        said = f"Stage {flow.stage}: {self.figures.votes(flow.votes)} from {flow.giver} to {flow.to or 'nobody'}"
        return svg.ribbon((x1, ends[0]), (x2, ends[1]), tall, said)

    def _bars(self) -> Iterator[str]:
        chosen: set[str] = set()
        for number, stage in enumerate(self.stages, start=1):
            chosen |= {
                name
                for each in stage.elected
                if not each.unfilled
                for name in (each.name, each.slate)
            }
            for lane in self.lanes:
                held = lane.held[number - 1]
                if held:
                    kind = "nobody" if not lane.name else "bar"
                    kind = "chosen" if lane.name in chosen and lane.name else kind
                    yield self._bar(number, lane, held, kind)
                if lane.name in stage.excluded:
                    yield from self._cross(number, lane, held)

    def _bar(self, number: int, lane: _Lane, held: Exact, kind: str) -> str:
        x, tall = self._x(number), max(self._tall(held), 1)
        bar = f'<rect{_LOOKS[kind]} x="{x:.1f}" y="{lane.top:.1f}" width="{_BAR}" height="{tall:.1f}"/>'
        if number > 1 and held == lane.held[number - 2]:
            return bar
        return bar + _text(
            x + _BAR + 3, lane.top + 10, self.figures.quotient(held), "small"
        )

    def _cross(self, number: int, lane: _Lane, held: Exact) -> Iterator[str]:
        x, y = self._x(number), lane.top + (self._tall(held) + 6 if held else 4)
        yield _line(x, y, x + 10, y + 10, "cross")
        yield _line(x, y + 10, x + 10, y, "cross")

    def _ends(self) -> Iterator[str]:
        """What became of each, at the right."""
        x = self._x(len(self.stages)) + _BAR + _FIGURE
        for lane in self.lanes:
            words = shorten(lane.outcome, 26, placeholder="…")
            yield _text(
                x, lane.top + 12, words, "bold" if lane.mark is Mark.ELECTED else ""
            )
        yield from self._quotas()
        said = (
            "Thick outline: elected. Cross: excluded. Brown ribbon: votes transferred."
        )
        if any(stage.quota for stage in self.stages):
            said += " Dashed line: the quota."
        yield _text(4, self.height - 8, said, "small")

    def _quotas(self) -> Iterator[str]:
        """A dashed line as far below the lane's top as the quota is tall, where the lane reaches it."""
        for lane in self.lanes:
            for number, stage in enumerate(self.stages, start=1):
                if not lane.name or not stage.quota or max(lane.held) < stage.quota:
                    continue
                x, y = self._x(number), lane.top + self._tall(stage.quota)
                yield _line(x - 4, y, x + _BAR + 4, y, "quota")


def _with_votes(count: Count) -> tuple[Stage, ...]:
    """The stages that the chart shows: where lists share out seats the votes stay, so the first alone."""
    if count.stages[-1].step is Step.ALLOCATION:
        return count.stages[:1]
    return count.stages


def _text(x: float, y: float, words: str, kind: str) -> str:
    return svg.text(x, y, words, _LOOKS[kind])


def _line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    return svg.line((x1, y1), (x2, y2), _LOOKS[kind])
