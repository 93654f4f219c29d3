"""Counting one office by an electorate in sections: who has more than half, and who drops out until somebody has.

In a weighted college each section has a part of the whole, whatever its size: 40 for the unions, 30 each for local
parties and members of parliament. At every ballot each section's part is shared anew among the section's votes for
those who remain; abstentions and papers that show nobody who remains count for nobody and are shown apart. Pooled,
every vote weighs the same and the sections are only reported. All shares are exact fractions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hustings.core.counting.draws import Draw
from hustings.core.counting.marks import Reading, standing_papers, until_unclear
from hustings.core.counting.poll import Marks, Poll, Section
from hustings.core.counting.record import (
    Count,
    Elected,
    Exact,
    Part,
    Stage,
    Step,
    conserved,
)
from hustings.core.counting.rules import RulesError

WHOLE = 100
"""A weighted college's figures are per cent of it."""
PLACES = 3
"""Shares of a college were published to three places (1988)."""


@dataclass(frozen=True, slots=True)
class CollegeRules:
    name: str
    title: str
    law: str
    paragraphs: "Paragraphs"
    weighted: bool = True
    weights: tuple[int, ...] | None = None
    """The weights that the rules lay down, the largest first; None where the sections bring their own."""
    fresh: bool = False
    """Every ballot after the first is voted anew; otherwise papers go to their next preference."""
    read: Reading = until_unclear


@dataclass(frozen=True, slots=True)
class Paragraphs:
    elected: str
    excluded: str
    ties: str


def count_college(poll: Poll, rules: CollegeRules, lots: Sequence[str] = ()) -> Count:
    """Count `poll` by its sections. Of those tied for the fewest, the one drawn first in `lots` drops out.

    Raises RulesError where the sections are not those of the rules, or a ballot that must be voted anew is not given.
    """
    return _Counting(poll, rules, lots).run()


class _Counting:
    def __init__(self, poll: Poll, rules: CollegeRules, lots: Sequence[str]) -> None:
        self.poll, self.rules, self.draw = poll, rules, Draw(lots)
        self.weights = _weights(poll, rules)
        self.left = list(poll.standing)
        self.notes: list[str] = []
        self.stages: list[Stage] = []
        firsts = [self._papers(section, 1) for section in poll.sections]
        self.valid = sum(sum(papers.values()) for papers, _ in firsts)
        if blank := sum(each for _, each in firsts):
            self.notes.append(
                f"Papers that show nobody standing, not counted: {blank}."
            )
        if not self.valid:
            raise RulesError("There are no votes for anybody who is standing.")

    def run(self) -> Count:
        out: tuple[str, ...] = ()
        while True:
            stage = self._ballot(out)
            self.stages.append(stage)
            if stage.elected:
                return self._count()
            out = (self._last(stage.votes),)
            self.left.remove(out[0])

    def _ballot(self, out: tuple[str, ...]) -> Stage:
        number = len(self.stages) + 1
        parts = tuple(
            self._part(section, weight, number)
            for section, weight in zip(self.poll.sections, self.weights, strict=True)
        )
        votes = {name: _total(parts, name) for name in self.poll.standing}
        apart = self._whole - sum(votes.values())
        stage = Stage(
            step=Step.BALLOT if self.rules.fresh or not out else Step.EXCLUSION,
            of=out,
            votes=votes,
            non_transferable=apart,
            lost=0,
            quota=None,
            elected=self._elected(votes),
            excluded=out,
            why=self.rules.paragraphs.excluded if out else "",
            parts=parts,
        )
        return conserved(stage, self._whole, 1)

    @property
    def _whole(self) -> int:
        return WHOLE if self.rules.weighted else self.valid

    def _part(self, section: Section, weight: Exact | None, number: int) -> Part:
        papers, blank = self._papers(section, number)
        votes = dict.fromkeys(self.left, 0)
        exhausted = 0
        for marks, many in papers.items():
            name = self._choice(marks)
            if name is None:
                exhausted += many
            else:
                votes[name] += many
        if number > 1 and len(section.ballots) >= number:
            exhausted += blank  # cast at this very ballot, and for nobody who remains
        abstained = section.abstained[number - 1 : number]
        return Part(section.name, weight, votes, exhausted, sum(abstained))

    def _papers(self, section: Section, number: int) -> tuple[dict[Marks, int], int]:
        """The section's papers at a ballot, and how many show nobody standing."""
        given = section.ballots[:number]
        if number > len(section.ballots) and self.rules.fresh:
            self._refuse_unless_ranked(section, number)
        alone = replace(self.poll, papers=given[-1], sections=())
        return standing_papers(alone, self.rules.read)

    def _refuse_unless_ranked(self, section: Section, number: int) -> None:
        if all(len(marks) < 2 for marks in section.ballots[-1]):
            raise RulesError(
                f"Nobody has more than half, so ballot {number} is voted anew, among {', '.join(self.left)}. "
                f"Give the votes that the section {section.name} cast at it."
            )
        note = "No papers were given for a later ballot of {}: the next preferences of its last papers stand for them."
        if note.format(section.name) not in self.notes:
            self.notes.append(note.format(section.name))

    def _choice(self, marks: Marks) -> str | None:
        names = (self.poll.names[mark - 1] for mark in marks)
        return next((name for name in names if name in self.left), None)

    def _elected(self, votes: Mapping[str, Exact]) -> tuple[Elected, ...]:
        counted = sum(votes.values())
        most = max(self.left, key=lambda name: votes[name])
        if counted and 2 * votes[most] > counted:
            return (Elected(most, self.rules.paragraphs.elected),)
        return ()

    def _last(self, votes: Mapping[str, Exact]) -> str:
        """Who drops out: the fewest, by lot where several have as few."""
        fewest = min(votes[name] for name in self.left)
        tied = [name for name in self.left if votes[name] == fewest]
        if len(tied) == 1:
            return tied[0]
        return self.draw.first(tied, f"who drops out ({self.rules.paragraphs.ties})")

    def _count(self) -> Count:
        return Count(
            rules=self.rules.name,
            title=self.poll.title,
            seats=1,
            candidates=self.poll.candidates,
            valid=self._whole,
            unit=1,
            places=PLACES if self.rules.weighted else 0,
            stages=tuple(self.stages),
            counts_in="per cent" if self.rules.weighted else "votes",
            law=self.rules.law,
            notes=(*self.notes, *_missing(self.stages), *self.draw.notes),
        )


def _total(parts: Sequence[Part], name: str) -> Exact:
    if parts[0].weight is None:
        return sum(part.votes.get(name, 0) for part in parts)
    return sum(part.share(name) * Fraction(part.weight or 0) for part in parts)


def _missing(stages: Sequence[Stage]) -> list[str]:
    """What to say of weight that went to nobody."""
    return [
        f"At ballot {number} the section {part.section} cast no vote for anybody who remained: its part is nobody's, "
        "and more than half is reckoned of the other parts."
        for number, stage in enumerate(stages, start=1)
        for part in stage.parts
        if part.weight is not None and not part.cast
    ]


def _weights(poll: Poll, rules: CollegeRules) -> list[Exact | None]:
    """Each section's per cent of the whole, or None for every section where votes are pooled."""
    if poll.seats != 1:
        raise RulesError(f"{rules.title} fills one place; {poll.seats} were asked for.")
    if not poll.sections:
        raise RulesError(
            "The papers are not given by section: these rules need to know how each section voted."
        )
    if not rules.weighted:
        _refuse_later_ballots(poll)
        return [None] * len(poll.sections)
    parts = _laid_down(poll.sections, rules)
    return [Fraction(WHOLE * part, sum(parts)) for part in parts]


def _laid_down(sections: Sequence[Section], rules: CollegeRules) -> list[int]:
    """The sections' weights, which must be those of the rules; parts that are all equal need not be given."""
    wanted = rules.weights
    if wanted and len(sections) != len(wanted):
        raise RulesError(
            f"{rules.title} has {len(wanted)} sections; {len(sections)} are given."
        )
    equal = [1] if wanted and len(set(wanted)) == 1 else []
    given = [
        weight
        for section in sections
        for weight in ([section.weight] if section.weight else equal)
    ]
    if len(given) < len(sections):
        raise RulesError("Give every section's weight: its part of the whole.")
    if wanted and not _alike(given, wanted):
        raise RulesError(
            f"{rules.title} has sections that weigh {_spoken(wanted)}; these weigh {_spoken(given)}. "
            "Give those weights, or count by the rules named college."
        )
    return given


def _alike(parts: Sequence[int], wanted: Sequence[int]) -> bool:
    """Whether the parts are in the proportions wanted, in whatever order."""
    ordered = sorted(parts, reverse=True)
    return len(parts) == len(wanted) and all(
        part * sum(wanted) == want * sum(parts)
        for part, want in zip(ordered, wanted, strict=True)
    )


def _spoken(weights: Sequence[int]) -> str:
    return ", ".join(map(str, weights))


def _refuse_later_ballots(poll: Poll) -> None:
    for section in poll.sections:
        if len(section.ballots) > 1:
            raise RulesError(
                f"The section {section.name} has a second ballot, and these rules know only one, with preferences."
            )
