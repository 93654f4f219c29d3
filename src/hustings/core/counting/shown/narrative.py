"""The count told in sentences, for somebody who stood in it: each stage, why it was done, and what became of everybody.

Reasons and paragraphs are the record's own; nothing is said that the record does not hold.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hustings.core.counting.record import Count, Elected, Exact, Stage, Step
from hustings.core.counting.shown.figures import (
    Figures,
    capital,
    decimal,
    is_motion,
    listed,
)
from hustings.core.counting.shown.movements import (
    changed,
    left_behind,
    moved,
    of_sections,
)

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
        Told(
            f"Stage {number}: {stage.title}", tuple(dict.fromkeys(teller.stage(number)))
        )
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
        self.lists = any(stage.figures for stage in count.stages)

    def rules(self) -> Iterator[str]:
        count = self.count
        yield f"The rules are {count.rules}{f': {count.law}' if count.law else ''}."
        stood = len(count.stages[0].votes) if self.lists else len(count.names)
        who = f"{stood} {'lists' if self.lists else 'candidates'}"
        seats = "1 seat" if count.seats == 1 else f"{count.seats} seats"
        valid = "1 valid paper" if count.valid == 1 else f"{count.valid:,} valid papers"
        if count.counts_in == "votes":
            yield (
                f"There were {valid}."
                if is_motion(count)
                else (f"There were {who} for {seats}, and {valid}.")
            )
        else:
            yield f"There were {who} for {seats}; figures are in {count.counts_in}."
        if count.quota is not None:
            needed = self.figures.votes(count.quota)
            yield self._needed(needed)
        yield from count.notes

    def _needed(self, votes: str) -> str:
        if self.lists:
            return f"The quota was {votes}."
        if self.count.seats == 1:
            return f"{votes} were needed to be elected."
        return f"The quota was {votes}: whoever has as much is elected."

    def stage(self, number: int) -> Iterator[str]:
        stage = self.count.stages[number - 1]
        before = self.count.stages[number - 2] if number > 1 else None
        yield from self._opening(stage, before)
        yield from of_sections(stage, self.figures)
        if stage.transfers:
            yield from moved(stage, self.count, self.figures)
        elif before and stage.step in (Step.ITERATION, Step.EXCLUSION):
            yield from changed(stage, before, self.count, self.figures)
        if before:
            yield from left_behind(stage, before, self.figures)
            yield from self._quota(stage, before)
        for each in () if is_motion(self.count) else stage.elected:
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
            return f"{capital(listed(had))} were excluded together{reference}."
        if not had:
            return f"Papers were sorted anew{reference}."
        name, held = stage.of[0], before.votes.get(stage.of[0], 0)
        left = [before.votes[each] for each in self._standing(before)]
        least = held == min(left, default=None)
        had_least = ", the fewest," if least and "fewest" not in reference else ""
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
            said = [self._contested(stage, name) for name, _ in ranked]
            yield f"For this seat the highest were {listed(said)}{reference}."
        elif reference:
            yield f"Seats were given{reference}."

    def _contested(self, stage: Stage, name: str) -> str:
        """What a list has for a seat: 260, and where that is a quotient 260 (520 ÷ 2)."""
        said = f"{name} with {self.figures.quotient(stage.figures[name])}"
        divisor = stage.divisors.get(name, 1)
        if divisor == 1 or stage.figures[name] * divisor != stage.votes.get(name):
            return said
        shown = decimal(divisor, 1, 1).removesuffix(".0")
        return f"{said} ({self.figures.said(stage.votes[name])} ÷ {shown})"

    def _standings(self, stage: Stage) -> str:
        ranked = sorted(stage.votes.items(), key=lambda each: -each[1])
        return f"{capital(listed([f'{name} had {self.figures.votes(held)}' for name, held in ranked]))}."

    def _quota(self, stage: Stage, before: Stage) -> Iterator[str]:
        if stage.quota is None or before.quota is None or stage.step is Step.BALLOT:
            return
        if stage.quota != before.quota:
            now = self.figures.votes(stage.quota)
            one = self.count.seats == 1
            yield f"Now {now} are needed." if one else f"The quota is now {now}."

    def _elected(self, stage: Stage, each: Elected) -> str:
        if each.unfilled:
            return f"Nobody is elected to the seat of {each.name}: nominations re-open for it."
        reference, sentences = _reason(each.reason)
        held = stage.votes.get(each.name)
        has = "" if held is None else f" with {self.figures.votes(held)}"
        has += self._why_elected(stage, held)
        if stage.figures:
            has = ""
        of_list = f" for {each.slate}" if each.slate not in ("", each.name) else ""
        won = "won a seat" if stage.figures and not of_list else "was elected"
        first = f"{each.name} {won}{of_list}{has}{reference}."
        return " ".join([first, *sentences])

    def _why_elected(self, stage: Stage, held: Exact | None) -> str:
        """Whether it was by the quota, or as no more were left than there were seats."""
        if stage.quota is None or held is None:
            return ""
        if held >= stage.quota:
            return "" if self.count.seats == 1 else ", having reached the quota"
        if self._standing(stage):
            return ""
        if self.count.seats == 1:
            return ", the only candidate left"
        return ", without the quota, as no more candidates were left than seats"

    def result(self) -> Iterator[str]:
        count = self.count
        if is_motion(count):
            yield f"The answer is {listed(list(count.elected))}."
            yield from count.notes
            return
        yield f"Elected: {listed(list(count.elected)) or 'nobody'}."
        if self.lists:
            won = Counter(
                each.slate or each.name for s in count.stages for each in s.elected
            )
            yield f"Seats: {listed([f'{name} {many}' for name, many in won.most_common()])}."
            return
        for name in count.names:
            yield from self._fate(name)

    def _fate(self, name: str) -> Iterator[str]:
        """What became of somebody who was not elected, or whose seat stays empty."""
        if any(
            e.unfilled and name == e.name for s in self.count.stages for e in s.elected
        ):
            yield f"Nominations re-open for the seat of {name}, which stays empty."
            return
        if any(name in (e.name, e.slate) for s in self.count.stages for e in s.elected):
            return
        if not any(name in stage.votes for stage in self.count.stages):
            yield f"{name} had withdrawn."
            return
        stages = self.count.stages
        for number, stage in enumerate(stages, start=1):
            if name in stage.excluded:
                # A ballot at which they still stood shows the votes with which they went out.
                stood = stage.step is Step.BALLOT and stage.votes.get(name)
                held_at = stage if stood or number == 1 else stages[number - 2]
                held = self.figures.votes(held_at.votes.get(name, 0))
                yield f"{name} was excluded at stage {number} with {held}."
                return
        last = stages[-1]
        held = self.figures.votes(last.votes.get(name, 0))
        if not self.count.elected:
            yield f"{name} is still in, with {held}."
            return
        yield f"{name} was not elected and had {held} at the end{self._short(last, name)}."

    def _short(self, last: Stage, name: str) -> str:
        if last.quota is None or last.votes.get(name, 0) >= last.quota:
            return ""
        missing = last.quota - last.votes.get(name, 0)
        of = "quota" if self.count.seats > 1 else "votes needed"
        return f", {self.figures.said(missing)} short of the {of}"


def _reason(why: str) -> tuple[str, Sequence[str]]:
    """A reference in brackets to follow a clause, and the sentences that follow it."""
    first, *others = [part.strip(" .") for part in why.split(". ")]
    sentences = [f"{capital(other)}." for other in others if other]
    if not first:
        return "", sentences
    if len(first) <= _LONGEST_REFERENCE:
        return (f": {first}" if " (" in first else f" ({first})"), sentences
    return "", [f"{capital(first)}.", *sentences]
