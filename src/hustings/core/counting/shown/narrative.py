"""The count told in sentences, for somebody who stood in it: each stage, why it was done, and what became of everybody.

Reasons and paragraphs are the record's own; nothing is said that the record does not hold.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hustings.core.counting.record import Count, Elected, Exact, Stage, Step
from hustings.core.counting.shown.figures import Figures, listed, papers

_LONGEST_REFERENCE = 48
"""A reason no longer than this is set in brackets; a longer one is a sentence."""


@dataclass(frozen=True, slots=True)
class Told:
    """A part of the account: a heading and its sentences."""

    heading: str
    sentences: tuple[str, ...]


def narrative(count: Count) -> tuple[Told, ...]:
    """The whole account: how it was counted, every stage, what became of each candidate."""
    teller = _Teller(count)
    stages = [
        Told(f"Stage {number}: {stage.title}", tuple(teller.stage(number)))
        for number, stage in enumerate(count.stages, start=1)
    ]
    return (
        Told("How it was counted", tuple(teller.rules())),
        *stages,
        Told("The result", tuple(teller.result())),
    )


def narrative_text(count: Count) -> str:
    """The account as plain text, a heading above each part."""
    parts = [
        f"{told.heading}\n{'-' * len(told.heading)}\n" + "\n".join(told.sentences)
        for told in narrative(count)
    ]
    return "\n\n".join([count.title, *parts] if count.title else parts) + "\n"


class _Teller:
    def __init__(self, count: Count) -> None:
        self.count, self.figures = count, Figures(count)

    def rules(self) -> Iterator[str]:
        count = self.count
        yield f"The rules are {count.rules}{f': {count.law}' if count.law else ''}."
        seats = "1 seat" if count.seats == 1 else f"{count.seats} seats"
        if count.counts_in == "votes":
            valid = (
                "1 valid paper" if count.valid == 1 else f"{count.valid:,} valid papers"
            )
            yield f"There were {len(count.names)} candidates for {seats}, and {valid}."
        else:
            yield f"There were {len(count.names)} candidates for {seats}; figures are in {count.counts_in}."
        if count.quota is not None:
            needed = self.figures.votes(count.quota)
            yield (
                f"{needed} were needed to be elected."
                if count.seats == 1
                else (f"The quota was {needed}: whoever has as much is elected.")
            )
        yield from count.notes

    def stage(self, number: int) -> Iterator[str]:
        stage = self.count.stages[number - 1]
        before = self.count.stages[number - 2] if number > 1 else None
        yield from self._opening(stage, before)
        if stage.transfers:
            yield from self._moved(stage)
        elif before and stage.step in (Step.ITERATION, Step.EXCLUSION):
            yield from self._changed(stage, before)
        if before:
            yield from self._lost(stage, before)
            yield from self._quota(stage, before)
        for each in stage.elected:
            yield self._elected(stage, each)

    def _opening(self, stage: Stage, before: Stage | None) -> Iterator[str]:
        reference, sentences = _reason(stage.why)
        said = listed(list(stage.of))
        match stage.step:
            case Step.SURPLUS if before:
                yield self._surplus(said, stage, before, reference)
            case Step.EXCLUSION if before:
                yield self._excluded(stage, before, reference)
            case Step.ITERATION:
                yield f"What the elected keep of each paper was set anew{reference}."
            case Step.ALLOCATION:
                yield from self._allocated(stage, reference)
            case Step.FIRST:
                yield f"Each paper was counted for its first preference{reference}. {self._standings(stage)}"
            case _:
                yield f"{self._standings(stage)}"
                if reference:
                    yield f"This was done under{reference}."
        yield from sentences

    def _surplus(self, name: str, stage: Stage, before: Stage, reference: str) -> str:
        held = before.votes[name]
        quota = before.quota if before.quota is not None else stage.votes[name]
        return (
            f"{name} had {self.figures.votes(held)}, which is {self.figures.said(held - quota)} "
            f"more than the quota. This surplus was transferred{reference}."
        )

    def _excluded(self, stage: Stage, before: Stage, reference: str) -> str:
        had = [
            f"{name} with {self.figures.votes(before.votes[name])}"
            for name in stage.of
            if name in before.votes
        ]
        if len(had) > 1:
            return f"{_capital(listed(had))} were excluded together{reference}."
        name, held = stage.of[0], before.votes.get(stage.of[0], 0)
        least = held == min(before.votes[each] for each in self._standing(before))
        had_least = ", the fewest votes," if least else ""
        return f"{name} had {self.figures.votes(held)}{had_least} and was excluded{reference}."

    def _standing(self, until: Stage) -> list[str]:
        """Who is neither elected nor excluded after that stage."""
        out: set[str] = set()
        for stage in self.count.stages:
            out |= {*stage.excluded, *(each.name for each in stage.elected)}
            if stage is until:
                break
        return [name for name in until.votes if name not in out]

    def _allocated(self, stage: Stage, reference: str) -> Iterator[str]:
        ranked = sorted(stage.figures.items(), key=lambda each: -each[1])[:3]
        if ranked:
            said = [
                f"{name} with {self.figures.quotient(each)}" for name, each in ranked
            ]
            yield f"For this seat the highest were {listed(said)}{reference}."
        elif reference:
            yield f"Seats were given{reference}."

    def _standings(self, stage: Stage) -> str:
        ranked = sorted(stage.votes.items(), key=lambda each: -each[1])
        return f"{_capital(listed([f'{name} had {self.figures.votes(held)}' for name, held in ranked]))}."

    def _moved(self, stage: Stage) -> Iterator[str]:
        """Who received how much, and what a paper was worth."""
        came: dict[str, list[Exact]] = {}
        for move in stage.transfers:
            sums = came.setdefault(move.to, [0, 0])
            sums[0] += move.papers
            sums[1] += move.votes
        order = sorted(came, key=lambda name: -came[name][1])
        said = [
            f"{self.figures.votes(came[name][1])} to {name} ({papers(int(came[name][0]))})"
            for name in order
            if name
        ]
        if said:
            yield f"By the next preferences on the papers this gave {listed(said)}."
        if "" in came:
            many, votes = came[""]
            yield (
                f"{_capital(papers(int(many)))} showed no further preference: "
                f"{self.figures.votes(votes)} could not be transferred."
            )
        yield from self._worth(stage)

    def _worth(self, stage: Stage) -> Iterator[str]:
        """A paper's value, where it is not a whole vote."""
        values = sorted({move.value for move in stage.transfers})
        if all(value == self.count.unit for value in values):
            return
        if len(values) == 1:
            yield f"Each of these papers now counts {self.figures.said(values[0])} of a vote."
        else:
            least, most = map(self.figures.said, (values[0], values[-1]))
            yield f"These papers count between {least} and {most} of a vote each."

    def _changed(self, stage: Stage, before: Stage) -> Iterator[str]:
        """Where papers are shared anew (Meek): who gained."""
        gains = {
            name: held - before.votes.get(name, 0)
            for name, held in stage.votes.items()
            if held > before.votes.get(name, 0)
        }
        said = [
            f"{name} gained {self.figures.votes(gains[name])}"
            for name in sorted(gains, key=lambda name: -gains[name])
        ]
        if said:
            yield f"{_capital(listed(said))}."
        kept = [
            f"{name} keeps {self.figures.said(stage.keep[name])}"
            for name in stage.keep
            if 0 < stage.keep[name] < self.count.unit
        ]
        if kept:
            yield f"Of each vote that reaches them, {listed(kept)}."

    def _lost(self, stage: Stage, before: Stage) -> Iterator[str]:
        to_nobody = sum(move.votes for move in stage.transfers if not move.to)
        idle = stage.non_transferable - before.non_transferable - to_nobody
        if idle > 0:
            yield f"{_capital(self.figures.votes(idle))} could not be transferred."
        if stage.lost > before.lost:
            yield f"Rounding left {self.figures.votes(stage.lost - before.lost)} behind."

    def _quota(self, stage: Stage, before: Stage) -> Iterator[str]:
        if stage.quota is None or before.quota is None or stage.step is Step.BALLOT:
            return
        if stage.quota != before.quota:
            now = self.figures.votes(stage.quota)
            one = self.count.seats == 1
            yield f"Now {now} are needed." if one else f"The quota is now {now}."

    def _elected(self, stage: Stage, each: Elected) -> str:
        reference, sentences = _reason(each.reason)
        held = stage.votes.get(each.name)
        has = "" if held is None else f" with {self.figures.votes(held)}"
        has += self._why_elected(stage, held)
        for_slate = f" for {each.slate}" if each.slate else ""
        if stage.figures:
            has = ""
        first = f"{each.name} was elected{for_slate}{has}{reference}."
        return " ".join([first, *sentences])

    def _why_elected(self, stage: Stage, held: Exact | None) -> str:
        """Whether it was by the quota, or as no more were left than there were seats."""
        if stage.quota is None or held is None or self.count.seats == 1:
            return ""
        if held >= stage.quota:
            return ", having reached the quota"
        if self._standing(stage):
            return ""
        return ", without the quota, as no more candidates were left than seats"

    def result(self) -> Iterator[str]:
        count = self.count
        yield f"Elected: {listed(list(count.elected)) or 'nobody'}."
        for name in count.names:
            yield from self._fate(name)

    def _fate(self, name: str) -> Iterator[str]:
        """What became of somebody who was not elected."""
        if any(name in (e.name, e.slate) for s in self.count.stages for e in s.elected):
            return
        if not any(name in stage.votes for stage in self.count.stages):
            yield f"{name} had withdrawn."
            return
        for number, (before, stage) in enumerate(pairwise(self.count.stages), start=2):
            if name in stage.excluded:
                held = before.votes.get(name, 0)
                yield f"{name} was excluded at stage {number} with {self.figures.votes(held)}."
                return
        last = self.count.stages[-1]
        yield f"{name} was not elected and had {self.figures.votes(last.votes.get(name, 0))} at the end{self._short(last, name)}."

    def _short(self, last: Stage, name: str) -> str:
        if last.quota is None or last.votes.get(name, 0) >= last.quota:
            return ""
        missing = last.quota - last.votes.get(name, 0)
        return f", {self.figures.said(missing)} short of the quota"


def _reason(why: str) -> tuple[str, Sequence[str]]:
    """A reference in brackets to follow a clause, and the sentences that follow it."""
    first, *others = [part.strip(" .") for part in why.split(". ")]
    sentences = [f"{_capital(other)}." for other in others if other]
    if not first:
        return "", sentences
    if len(first) <= _LONGEST_REFERENCE:
        return (f": {first}" if " (" in first else f" ({first})"), sentences
    return "", [f"{_capital(first)}.", *sentences]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
