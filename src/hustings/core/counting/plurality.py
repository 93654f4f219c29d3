"""Most votes: one seat, several seats with as many votes each (block vote), or with fewer (limited vote)."""

from dataclasses import dataclass

from hustings.core.counting.crosses import Tally, tally
from hustings.core.counting.draws import Draw, most_by_lot
from hustings.core.counting.poll import Poll
from hustings.core.counting.record import Count, Elected, Stage, Step, conserved
from hustings.core.counting.reopened import reopened
from hustings.core.counting.rules import Family, Given, RulesError, RuleSet


@dataclass(frozen=True, slots=True)
class MostVotes:
    """A law by which whoever has most votes is elected, up to the number of seats."""

    name: str
    law: str
    elected: str
    """The reason, with its paragraph."""
    ties: str
    """The paragraph on equal votes."""


PLURALITY = MostVotes(
    name="plurality",
    law="Representation of the People Act 1983, schedule 1, rules 18 and 49",
    elected="most votes (rule 18)",
    ties="rule 49",
)
BLOCK = MostVotes(
    name="block",
    law="Local Elections (Parishes and Communities) (England and Wales) Rules 2006 (SI 2006/3305), schedule 2, rule 15",
    elected="more votes than the others, up to the number of seats (rule 15)",
    ties="the rule on equality of votes",
)
LIMITED = MostVotes(
    name="limited",
    law="no British law now; the body's own rules (parliamentary seats of three members had it: Representation of the People Act 1867, section 9)",
    elected="more votes than the others, up to the number of seats",
    ties="the body's own rules",
)


def count_plurality(poll: Poll, given: Given) -> Count:
    """One seat, one vote each."""
    if poll.seats != 1:
        raise RulesError(
            f"Plurality fills one seat and this poll has {poll.seats}: count it by block vote (block) or by limited vote (limited)."
        )
    return count_most(poll, given, PLURALITY, 1)


def count_block(poll: Poll, given: Given) -> Count:
    """As many votes each as there are seats."""
    return count_most(poll, given, BLOCK, poll.seats)


def count_limited(poll: Poll, given: Given) -> Count:
    """Fewer votes each than there are seats: `given.votes`, or one fewer."""
    votes = poll.seats - 1 if given.votes is None else given.votes
    if not 1 <= votes < poll.seats:
        raise RulesError(
            f"A limited vote gives each voter at least 1 vote and fewer than there are seats; here it would be {votes} for {poll.seats}."
        )
    return count_most(poll, given, LIMITED, votes)


def count_most(poll: Poll, given: Given, rules: MostVotes, votes: int) -> Count:
    """Count `poll` where each voter has `votes`; MissingLot where equal votes leave a seat to a lot."""
    counted, draw = tally(poll, votes), Draw(given.lots)
    chosen = most_by_lot(
        counted.votes,
        poll.standing,
        poll.seats,
        draw,
        f"who is elected ({rules.ties})",
    )
    return reopened(_record(poll, rules, counted, chosen, draw))


def _record(
    poll: Poll, rules: MostVotes, counted: Tally, chosen: list[str], draw: Draw
) -> Count:
    stage = Stage(
        step=Step.BALLOT,
        of=(),
        votes=counted.votes,
        non_transferable=0,
        lost=0,
        quota=None,
        elected=tuple(Elected(name, rules.elected) for name in chosen),
        why=" ".join(draw.notes),
        cast=counted.cast,
    )
    return Count(
        rules=rules.name,
        title=poll.title,
        seats=poll.seats,
        candidates=poll.candidates,
        valid=counted.valid,
        unit=1,
        places=0,
        stages=(conserved(stage, counted.cast, 1),),
        law=rules.law,
        notes=(*counted.notes, *draw.notes),
    )


RULE_SETS = (
    RuleSet(
        name="plurality",
        title="Plurality (one seat, most votes)",
        law=PLURALITY.law,
        family=Family.MOST_VOTES,
        page="plurality",
        count=count_plurality,
        uses=frozenset(("lots",)),
        one_seat=True,
    ),
    RuleSet(
        name="block",
        title="Block vote (as many votes as seats)",
        law=BLOCK.law,
        family=Family.MOST_VOTES,
        page="block",
        count=count_block,
        uses=frozenset(("lots",)),
    ),
    RuleSet(
        name="limited",
        title="Limited vote (fewer votes than seats)",
        law=LIMITED.law,
        family=Family.MOST_VOTES,
        page="limited",
        count=count_limited,
        uses=frozenset(("lots", "votes")),
    ),
)
