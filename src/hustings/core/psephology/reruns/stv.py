"""The single transferable vote in areas of several members, with papers made from a stated table.

Everybody who stood in one of an area's seats stands in the area, with the votes that they had: parties would have put up
fewer, and people would have chosen among them; no result tells how.
"""

from collections import Counter

from hustings.core.counting.by_rules import count_by
from hustings.core.counting.poll import MOST_CANDIDATES, Candidate, Poll
from hustings.core.counting.rules import Family, Given, RulesError, RuleSet
from hustings.core.psephology.assumed import Assumed, Papers
from hustings.core.psephology.grouping import APART, Grouping, totals
from hustings.core.psephology.past import Election
from hustings.core.psephology.reruns.areas import Areas
from hustings.core.psephology.reruns.outcome import Filled, Rerun, rerun_of


def rerun_by_stv(
    election: Election,
    rules: RuleSet,
    areas: Areas,
    assumed: Assumed,
    *,
    grouping: Grouping = APART,
) -> Rerun:
    """Each area filled by the single transferable vote, with as many members as it has seats now.

    Raises RulesError for other rules, and for those under which the order of the papers counts.
    """
    if rules.family is not Family.STV or rules.order_counts:
        raise RulesError(
            f"{rules.title} cannot be re-run by transfers in parts: choose other rules of the single transferable vote."
        )
    papers = Papers(assumed)
    filled = [
        _fill(name, part, rules, papers, grouping) for name, part in areas.parts.items()
    ]
    said = (
        f"Areas: {areas.said}; each has as many members as seats now.",
        "Everybody who stood in one of its seats stands in the area with the votes that they had.",
        "Whoever votes for a candidate of a party goes on to its others, those with more votes first, before anybody else.",
    )
    return rerun_of(election, rules, filled, grouping, said, assumed)


def _fill(
    name: str, part: Election, rules: RuleSet, papers: Papers, grouping: Grouping
) -> Filled:
    candidates: dict[str, dict[str, int]] = {}
    party_of: dict[str, str] = {}
    key_of: dict[str, str] = {}
    for seat in part:
        for stood in seat.stood:
            key, who = grouping.key(seat, stood), f"{stood.name}, {seat.name}"
            candidates.setdefault(key, {})[who] = stood.votes
            party_of[key], key_of[who] = stood.party, key
    if len(key_of) > MOST_CANDIDATES:
        raise RulesError(
            f"{name}: {len(key_of)} candidates are too many for a count, which has room for {MOST_CANDIDATES}: choose areas "
            "of fewer members."
        )
    place = {who: nth for nth, who in enumerate(key_of, 1)}
    found = papers.of_parties(candidates, party_of, place)
    poll = Poll(name, len(part), tuple(map(Candidate, key_of)), found)
    count = count_by(rules, poll, Given(lots=poll.names))
    seats = Counter(key_of[who] for who in count.elected)
    return Filled(name, part, count, seats, dict(totals(part, grouping).seats))
