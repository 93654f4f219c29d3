"""What moved at a stage, in sentences: transfers, what papers are worth, what was lost, how each section voted."""

from collections.abc import Iterator

from hustings.core.counting.record import Count, Exact, Part, Stage
from hustings.core.counting.shown.figures import Figures, capital, listed, papers


def moved(stage: Stage, count: Count, figures: Figures) -> Iterator[str]:
    """Who received how much, and what a paper was worth."""
    came: dict[str, list[Exact]] = {}
    for move in stage.transfers:
        sums = came.setdefault(move.to, [0, 0])
        sums[0] += move.papers
        sums[1] += move.votes
    order = sorted(came, key=lambda name: -came[name][1])
    said = [
        f"{figures.votes(came[name][1])} to {name} ({papers(int(came[name][0]))})"
        for name in order
        if name
    ]
    if said:
        yield f"By the next preferences on the papers this gave {listed(said)}."
    if "" in came:
        many, votes = came[""]
        yield (
            f"{capital(papers(int(many)))} showed no further preference: "
            f"{figures.votes(votes)} could not be transferred."
        )
    yield from _worth(stage, count, figures)


def _worth(stage: Stage, count: Count, figures: Figures) -> Iterator[str]:
    """A paper's value, where it is not a whole vote."""
    values = sorted({move.value for move in stage.transfers})
    if all(value == count.unit for value in values):
        return
    if len(values) == 1:
        yield f"Each of these papers now counts {figures.part(values[0])} of a vote."
    else:
        least, most = map(figures.part, (values[0], values[-1]))
        yield f"These papers count between {least} and {most} of a vote each."


def changed(
    stage: Stage, before: Stage, count: Count, figures: Figures
) -> Iterator[str]:
    """Where papers are shared anew (Meek): who gained."""
    gains = {
        name: held - before.votes.get(name, 0)
        for name, held in stage.votes.items()
        if held > before.votes.get(name, 0)
    }
    said = [
        f"{name} gained {figures.votes(gains[name])}"
        for name in sorted(gains, key=lambda name: -gains[name])
    ]
    if said:
        yield f"{capital(listed(said))}."
    kept = [
        f"{name} keeps {figures.part(stage.keep[name])}"
        for name in stage.keep
        if 0 < stage.keep[name] < count.unit
    ]
    if kept:
        yield f"Of each vote that reaches them, {listed(kept)}."


def left_behind(stage: Stage, before: Stage, figures: Figures) -> Iterator[str]:
    to_nobody = sum(move.votes for move in stage.transfers if not move.to)
    idle = stage.non_transferable - before.non_transferable - to_nobody
    if idle > 0:
        yield f"{capital(figures.votes(idle))} could not be transferred."
    if stage.lost > before.lost:
        yield f"Rounding left {figures.votes(stage.lost - before.lost)} behind."


def of_sections(stage: Stage, figures: Figures) -> Iterator[str]:
    """How each section of the electorate voted, and what its votes came to."""
    for part in stage.parts:
        ranked = sorted(part.votes.items(), key=lambda each: -each[1])
        said = [
            f"{votes:,} for {name}{_came_to(part, name, figures)}"
            for name, votes in ranked
            if votes
        ]
        weighs = "" if part.weight is None else f" ({figures.votes(part.weight)})"
        apart = [
            f"{many:,} {word}"
            for many, word in (
                (part.exhausted, "exhausted"),
                (part.abstained, "abstained"),
            )
            if many
        ]
        beside = f"; {listed(apart)}" if apart else ""
        yield f"{part.section}{weighs}: {listed(said) or 'no votes'}{beside}."


def _came_to(part: Part, name: str, figures: Figures) -> str:
    if part.weight is None:
        return ""
    return f" ({figures.said(part.weight * part.share(name))})"
