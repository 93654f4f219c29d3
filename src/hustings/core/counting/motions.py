"""A motion, put to yes or no: the first line of the paper is for it, the second against, a third abstains.

What is needed is a part of the votes cast for or against, or of all who may vote. A motion that does not get it falls;
no lot is drawn, for equal votes leave things as they are.
"""

from collections.abc import Callable
from dataclasses import dataclass

from hustings.core.counting.crosses import Tally, tally
from hustings.core.counting.poll import Poll
from hustings.core.counting.record import Count, Elected, Stage, Step, conserved
from hustings.core.counting.rules import Family, Given, RulesError, RuleSet


@dataclass(frozen=True, slots=True)
class Motion:
    """What a motion needs, as a fraction of the votes for and against or of the electors on the roll."""

    name: str
    title: str
    part: tuple[int, int]
    """(numerator, denominator)."""
    more: bool
    """More than that part; otherwise that part is enough."""
    of_roll: bool = False

    @property
    def needs(self) -> str:
        part = {(1, 2): "half", (2, 3): "two thirds"}[self.part]
        whole = (
            "those on the roll" if self.of_roll else "the votes cast for and against"
        )
        return f"{'more than' if self.more else 'at least'} {part} of {whole}"

    def carried(self, ayes: int, whole: int) -> bool:
        numerator, denominator = self.part
        left, right = ayes * denominator, whole * numerator
        return left > right or (left == right and not self.more)


MOTIONS = (
    Motion("motion", "Motion: simple majority of votes cast", (1, 2), more=True),
    Motion("motion-two-thirds", "Motion: two thirds of votes cast", (2, 3), more=False),
    Motion(
        "motion-registered",
        "Motion: majority of those on the roll",
        (1, 2),
        more=True,
        of_roll=True,
    ),
    Motion(
        "motion-two-thirds-registered",
        "Motion: two thirds of those on the roll",
        (2, 3),
        more=False,
        of_roll=True,
    ),
)
LAW = "the body's own rules; abstentions are not votes cast (common law of meetings)"


def count_motion(poll: Poll, given: Given, motion: Motion) -> Count:
    """The line that stands: the first where the motion is carried, the second where it falls."""
    _check(poll, given, motion)
    counted = tally(poll, 1)
    ayes, noes = (counted.votes[name] for name in poll.names[:2])
    whole = (given.registered or 0) if motion.of_roll else ayes + noes
    carried = motion.carried(ayes, whole)
    said = (
        f"{'Carried' if carried else 'Fallen'}: {ayes:,} of {whole:,} is "
        f"{'' if carried else 'not '}{motion.needs}."
    )
    return _record(poll, motion, counted, poll.names[0 if carried else 1], said)


def _check(poll: Poll, given: Given, motion: Motion) -> None:
    if not 2 <= len(poll.candidates) <= 3 or poll.withdrawn or poll.seats != 1:
        raise RulesError(
            "A motion's paper has a line for it, a line against it and, if you like, a third to abstain, in this order; "
            f"here are {len(poll.standing)} lines and {poll.seats} to be chosen."
        )
    if motion.of_roll and given.registered is None:
        raise RulesError(
            f"The motion needs {motion.needs}: say how many may vote (registered)."
        )
    if given.registered is not None and given.registered < poll.size:
        raise RulesError(
            f"There are {poll.size:,} papers and only {given.registered:,} on the roll."
        )


def _record(
    poll: Poll, motion: Motion, counted: Tally, stands: str, said: str
) -> Count:
    stage = Stage(
        step=Step.BALLOT,
        of=(),
        votes=counted.votes,
        non_transferable=0,
        lost=0,
        quota=None,
        elected=(Elected(stands, said),),
        why=said,
    )
    return Count(
        rules=motion.name,
        title=poll.title,
        seats=1,
        candidates=poll.candidates,
        valid=counted.valid,
        unit=1,
        places=0,
        stages=(conserved(stage, counted.valid, 1),),
        law=LAW,
        notes=(*counted.notes, said),
    )


def _counting(motion: Motion) -> Callable[[Poll, Given], Count]:
    return lambda poll, given: count_motion(poll, given, motion)


RULE_SETS = tuple(
    RuleSet(
        name=motion.name,
        title=motion.title,
        law=LAW,
        family=Family.MOST_VOTES,
        page="motion",
        count=_counting(motion),
        uses=frozenset(("registered",)) if motion.of_roll else frozenset(),
        one_seat=True,
    )
    for motion in MOTIONS
)
