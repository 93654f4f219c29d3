"""Colleges and pooled votes as entries of the catalogue, with what makes a poll by sections."""

from collections.abc import Sequence

from hustings.core.counting.poll import Candidate, Poll, Section, pooled
from hustings.core.counting.record import Count
from hustings.core.counting.reopened import reopened
from hustings.core.counting.rules import Family, Given, RuleSet
from hustings.core.counting.sections.college import (
    CollegeRules,
    Paragraphs,
    count_college,
)

LABOUR_1981 = CollegeRules(
    name="labour-1981",
    title="Labour's electoral college of 1981 (40, 30 and 30 per cent)",
    law="Labour Party constitution and standing orders as amended at Wembley, 24 January 1981",
    paragraphs=Paragraphs(
        elected="more than half of the college",
        excluded="the fewest of the college drops out, and the others are voted on anew",
        ties="the rules do not say",
    ),
    weights=(40, 30, 30),
    fresh=True,
)
LABOUR_1993 = CollegeRules(
    name="labour-1993",
    title="Labour's electoral college of 1993 to 2014 (thirds, with preferences)",
    law="Labour Party Rule Book 2010, chapter 4B.2 (as adopted in 1993)",
    paragraphs=Paragraphs(
        elected="rule 4B.2: more than half of the college",
        excluded="rule 4B.2: the fewest of the college drops out, and each of their papers goes to its next preference",
        ties="the rules do not say",
    ),
    weights=(1, 1, 1),
)
COLLEGE = CollegeRules(
    name="college",
    title="College of weighted sections, with preferences",
    law="the body's own rules, which must lay down each section's weight",
    paragraphs=Paragraphs(
        elected="more than half of the college",
        excluded="the fewest of the college drops out",
        ties="the body's own rules",
    ),
)
OMOV_2015 = CollegeRules(
    name="omov-2015",
    title="One member, one vote (Labour from 2014): pooled, with sections reported",
    law="Labour Party Rule Book 2015, chapter 4, clause II.2 (as adopted on 1 March 2014)",
    paragraphs=Paragraphs(
        elected="chapter 4, clause II.2: more than half of the votes for those who remain",
        excluded="chapter 4, clause II.2: the fewest votes",
        ties="the rules do not say",
    ),
    weighted=False,
)


def by_sections(
    title: str, candidates: Sequence[Candidate], sections: Sequence[Section]
) -> Poll:
    """A poll for one place whose papers are those of the sections."""
    return Poll(title, 1, tuple(candidates), pooled(sections), sections=tuple(sections))


def _entry(rules: CollegeRules) -> RuleSet:
    def count(poll: Poll, given: Given) -> Count:
        return reopened(count_college(poll, rules, given.lots))

    return RuleSet(
        rules.name,
        rules.title,
        rules.law,
        Family.SECTIONS,
        rules.name,
        count,
        frozenset({"lots"}),
        one_seat=True,
    )


RULE_SETS = tuple(map(_entry, (LABOUR_1981, LABOUR_1993, COLLEGE, OMOV_2015)))
