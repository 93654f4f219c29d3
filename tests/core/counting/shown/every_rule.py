"""A count under any rule set: the same papers, with whatever else its law asks for."""

from dataclasses import replace
from datetime import date

from hustings.core.counting.poll import Candidate, Poll, Section, poll_of
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Family, Given, RuleSet
from hustings.core.counting.sections.rules import by_sections
from tests.core.counting.shown.samples import poll


def counted(rules: RuleSet) -> Count:
    """A small count under `rules`."""
    papers = _asked(rules)
    lots = papers.names if "lots" in rules.uses else ()
    registered = 200 if "registered" in rules.uses else None
    return rules.count(papers, Given(lots=lots, registered=registered))


def _asked(rules: RuleSet) -> Poll:
    if rules.name.startswith("motion"):
        return poll_of(["Yes", "No"], 1, [(60, ["Yes"]), (30, ["No"])], "Motion 7")
    plain = poll(1 if rules.one_seat else 2)
    known = replace(
        plain, candidates=tuple(map(_born, plain.candidates, range(1960, 1970)))
    )
    if rules.family is Family.SECTIONS:
        return _by_sections(rules, known)
    order = tuple(marks for marks, many in plain.papers.items() for _ in range(many))
    return replace(known, in_order=order if rules.order_counts else None)


def _born(candidate: Candidate, year: int) -> Candidate:
    return replace(candidate, born=date(year, 1, 1))


def _by_sections(rules: RuleSet, known: Poll) -> Poll:
    """Three sections that vote alike: thirds in 1993, and 40, 30 and 30; in 1981 with a second ballot."""
    weights = (1, 1, 1) if rules.name == "labour-1993" else (40, 30, 30)
    again = {b"\1": 40, b"\2": 30}
    ballots = (known.papers, again) if rules.name == "labour-1981" else (known.papers,)
    parts = zip(("Unions", "MPs", "Local parties"), weights, strict=True)
    sections = [Section(name, ballots, weight) for name, weight in parts]
    return by_sections(known.title, known.candidates, sections)
