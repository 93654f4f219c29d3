"""One seat, two preferences: the supplementary vote.

If no first preference has more than half, all but the first two are out at once, and the second preferences of their
voters, if for one of the two, are added.
"""

from collections.abc import Mapping

from hustings.core.counting.draws import Draw, most, with_notes
from hustings.core.counting.marks import until_unclear
from hustings.core.counting.poll import Marks, Poll
from hustings.core.counting.preferential import Ballots
from hustings.core.counting.record import Count, Elected, Step
from hustings.core.counting.rules import Family, Given, RuleSet
from hustings.core.counting.stv.piles import Papers

SV_LAW = (
    "Local Democracy, Economic Development and Construction Act 2009, schedule 5B, paragraphs 4 and 5; "
    "Greater London Authority Act 1999, schedule 2, part I (as used from 2000 to 2021)"
)


def count_supplementary(poll: Poll, given: Given) -> Count:
    """Two preferences; if no first preference has a majority, all but the first two are out at once."""
    table, draw = Ballots(poll, _first_two), Draw(given.lots)
    votes, total = table.votes, table.valid
    winner = [name for name in poll.standing if 2 * votes[name] > total]
    if winner or len(poll.standing) == 1:
        chosen = Elected((winner or table.continuing)[0], _MAJORITY)
        table.close(Step.FIRST, (), "", [chosen])
        return table.count("sv", SV_LAW, ())
    stay, tied = most(votes, poll.standing, 2)
    remain = {*stay, *tied}
    out = [name for name in poll.standing if name not in remain]
    if out:
        table.close(Step.FIRST, (), "", ())
        table.exclude(out)
    first, equal = most(table.votes, table.continuing, 1)
    name = first[0] if not equal else draw.first(equal, "who is elected (paragraph 5)")
    step, why = (Step.EXCLUSION, _SECOND) if out else (Step.FIRST, "")
    said = with_notes(why, draw.notes)
    table.close(step, out, said, [Elected(name, _MOST)])
    return table.count("sv", SV_LAW, draw.notes)


_MAJORITY = "more than half of all first preference votes (paragraph 5(2))"
_SECOND = "all but the two with most first preferences are out (paragraph 5(4) to (6))"
_MOST = "most first and second preference votes together (paragraph 5)"


def _first_two(papers: Mapping[Marks, int]) -> Papers:
    """The first and the second preference, as far as they can be read."""
    read: Papers = {}
    for marks, many in until_unclear(papers).items():
        read[marks[:2]] = read.get(marks[:2], 0) + many
    return read


RULE_SETS = (
    RuleSet(
        name="sv",
        title="Supplementary vote",
        law=SV_LAW,
        family=Family.PREFERENCES,
        page="sv",
        count=count_supplementary,
        uses=frozenset(("lots",)),
        one_seat=True,
    ),
)
