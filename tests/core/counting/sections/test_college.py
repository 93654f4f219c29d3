"""Weighted sections, ballots that eliminate, and pooled votes."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.counting.poll import Candidate, Poll, PollError, Section
from hustings.core.counting.record import MissingLot
from hustings.core.counting.rules import Given, RulesError
from hustings.core.counting.sections.college import CollegeRules, count_college
from hustings.core.counting.sections.rules import (
    COLLEGE,
    LABOUR_1981,
    LABOUR_1993,
    OMOV_2015,
    RULE_SETS,
    by_sections,
)

NAMES = "ABC"


def section(
    name: str,
    *ballots: str,
    weight: int | None = None,
    abstained: tuple[int, ...] = (),
) -> Section:
    """Ballots as "60 AB, 30 C"."""
    papers = []
    for ballot in ballots:
        pairs = (each.split() for each in ballot.split(", "))
        papers.append(
            {
                bytes(NAMES.index(one) + 1 for one in order): int(many)
                for many, order in pairs
            }
        )
    return Section(name, tuple(papers), weight, abstained)


def college(*sections: Section) -> Poll:
    return by_sections("Leader", [Candidate(name) for name in NAMES], sections)


THIRDS = college(
    section("MPs", "10 A, 6 B, 4 CB"),
    section("Members", "300 AB, 500 BA, 200 C"),
    section("Unions", "40000 A, 30000 B, 30000 CA"),
)
"""The page's example: ballot 1 A 40, B 36.67, C 23.33; then C's papers go on where they can."""


def test_the_page_s_example_of_thirds() -> None:
    count = count_college(THIRDS, LABOUR_1993)
    first, second = count.stages
    assert first.votes == {
        "A": Fraction(100, 3) * (Fraction(1, 2) + Fraction(3, 10) + Fraction(2, 5)),
        "B": Fraction(100, 3) * (Fraction(3, 10) + Fraction(1, 2) + Fraction(3, 10)),
        "C": Fraction(100, 3) * (Fraction(1, 5) + Fraction(1, 5) + Fraction(3, 10)),
    }
    assert second.excluded == ("C",)
    # Among members 200 papers are exhausted, so the third is shared among the 800 that are left.
    assert second.votes == {
        "A": Fraction(100, 3) * (Fraction(1, 2) + Fraction(3, 8) + Fraction(7, 10)),
        "B": Fraction(100, 3) * (Fraction(1, 2) + Fraction(5, 8) + Fraction(3, 10)),
        "C": 0,
    }
    assert second.votes["A"] == Fraction(105, 2)
    assert (second.parts[1].exhausted, second.parts[1].cast) == (200, 800)
    assert count.elected == ("A",)
    assert (count.valid, count.counts_in, count.notes) == (100, "per cent", ())
    assert (count.seats, count.unit, count.places) == (1, 1, 3)
    assert [stage.title for stage in count.stages] == ["ballot", "exclusion of C"]
    assert (first.why, second.why[:9]) == ("", "rule 4B.2")


def test_the_same_papers_pooled_elect_by_heads() -> None:
    count = count_college(THIRDS, OMOV_2015)
    first, second = count.stages
    assert first.votes == {"A": 40_310, "B": 30_506, "C": 30_204}
    assert second.votes == {"A": 70_310, "B": 30_510, "C": 0}
    assert (second.non_transferable, count.valid) == (200, 101_020)
    assert [part.section for part in second.parts] == ["MPs", "Members", "Unions"]


def test_a_fresh_ballot_counts_the_votes_cast_at_it() -> None:
    poll = college(
        section(
            "Unions", "45 A, 30 B, 25 C", "40 A, 40 B", weight=40, abstained=(3, 20)
        ),
        section("CLPs", "50 A, 40 B, 10 C", "50 A, 50 B", weight=30),
        section("PLP", "10 A, 50 B, 40 C", "40 A, 60 B", weight=30),
    )
    count = count_college(poll, LABOUR_1981)
    first, second = count.stages
    assert first.votes == {"A": 36, "B": 39, "C": 25}
    assert second.votes == {"A": 20 + 15 + 12, "B": 20 + 15 + 18, "C": 0}
    assert [stage.parts[0].abstained for stage in count.stages] == [3, 20]
    assert [stage.title for stage in count.stages] == ["ballot", "ballot"]
    assert count.elected == ("B",)


def test_a_second_ballot_that_is_needed_and_not_given_is_asked_for() -> None:
    poll = college(
        section("Unions", "45 A, 30 B, 25 C", weight=40),
        section("CLPs", "50 A, 40 B, 10 C", "50 A, 50 B", weight=30),
        section("PLP", "10 A, 50 B, 40 C", "40 A, 60 B", weight=30),
    )
    with pytest.raises(
        RulesError, match=r"ballot 2 is voted anew, among A, B\. .* section Unions"
    ):
        count_college(poll, LABOUR_1981)


def test_rankings_stand_for_a_second_ballot_and_the_record_says_so() -> None:
    poll = college(
        section("Unions", "45 A, 30 B, 25 CB", weight=40),
        section("CLPs", "50 A, 40 B, 10 CA", weight=30),
        section("PLP", "10 A, 50 B, 40 CB", weight=30),
    )
    count = count_college(poll, LABOUR_1981)
    assert count.elected == ("B",)
    assert "of Unions: the next preferences" in count.notes[0]


def test_the_part_of_a_silent_section_is_said() -> None:
    poll = college(
        section("MPs", "10 C", weight=10),
        section("Members", "6 A, 4 B", weight=45),
        section("Unions", "5 A, 5 B", weight=45),
    )
    count = count_college(poll, COLLEGE)
    last = count.stages[-1]
    assert last.non_transferable == 10
    assert last.votes == {"A": Fraction(99, 2), "B": Fraction(81, 2), "C": 0}
    assert count.elected == ("A",)  # more than half of the 90 that were voted
    assert count.notes[0].startswith("At ballot 2 the section MPs cast no vote")
    assert len(count.notes) == 1


def test_a_tie_for_the_fewest_is_left_to_the_lot() -> None:
    poll = college(section("Members", "4 A, 3 BA, 3 CB"))
    with pytest.raises(MissingLot, match="B and C are tied .* who drops out"):
        count_college(poll, OMOV_2015)
    assert count_college(poll, OMOV_2015, ["C"]).elected == ("B",)
    assert count_college(poll, OMOV_2015, ["B"]).elected == ("A",)


def test_exactly_half_is_not_more_than_half() -> None:
    poll = college(section("Members", "5 A, 5 B"))
    with pytest.raises(MissingLot, match="A and B are tied"):
        count_college(poll, OMOV_2015)
    count = count_college(poll, OMOV_2015, ["B"])
    assert [len(stage.elected) for stage in count.stages] == [0, 0, 1]
    assert count.elected == ("A",)
    assert count.lots == ("Lot: B of A, B, who drops out (the rules do not say).",)


def test_papers_for_nobody_are_invalid_at_first_and_exhausted_later() -> None:
    first = {b"": 7, b"\1": 4, b"\2": 3, b"\3": 3}
    anew = {b"": 2, b"\1": 4, b"\2": 6}
    sections = [
        Section("Unions", (first, anew), 40),
        section("CLPs", "4 A, 3 B, 3 C", "5 A, 5 B", weight=30),
        section("PLP", "4 A, 4 B, 2 CB", weight=30),
    ]
    count = count_college(college(*sections), LABOUR_1981, ["C"])
    one, two = count.stages
    assert [part.exhausted for part in one.parts] == [0, 0, 0]
    assert count.notes[0] == "Papers that show nobody standing, not counted: 7."
    assert [part.exhausted for part in two.parts] == [2, 0, 0]
    assert two.votes == {"A": 16 + 15 + 12, "B": 24 + 15 + 18, "C": 0}


def test_blank_first_papers_do_not_come_back_when_others_move() -> None:
    poll = college(Section("Members", ({b"": 7, b"\1": 4, b"\2": 3, b"\3\2": 2},)))
    last = count_college(poll, OMOV_2015).stages[-1]
    assert (last.parts[0].exhausted, last.votes["B"]) == (0, 5)


@pytest.mark.parametrize(
    ("poll", "rules", "words"),
    [
        (replace(THIRDS, sections=()), LABOUR_1993, "not given by section"),
        (replace(THIRDS, seats=2), OMOV_2015, "fills one place; 2 were asked for"),
        (THIRDS, LABOUR_1981, "Give every section's weight"),
        (college(section("One", "1 A")), LABOUR_1993, "has 3 sections; 1 are given"),
        (
            college(*(replace(s, weight=1) for s in THIRDS.sections)),
            LABOUR_1981,
            "weigh 40, 30, 30; these weigh 1, 1, 1",
        ),
        (
            college(section("One", "2 A, 2 B", "1 A")),
            OMOV_2015,
            "section One has a second ballot",
        ),
    ],
    ids=["no-sections", "two-seats", "no-weights", "one-section", "thirds", "second"],
)
def test_what_the_rules_cannot_count_is_refused(
    poll: Poll, rules: CollegeRules, words: str
) -> None:
    named = {each.name: each for each in RULE_SETS}
    with pytest.raises(RulesError, match=words):
        named[rules.name].count(poll, Given())


def test_sections_that_are_no_poll_are_refused() -> None:
    with pytest.raises(PollError, match="Two sections are named One"):
        college(section("One", "1 A"), section("One", "1 B"))
    with pytest.raises(PollError, match="no papers for the section None"):
        college(Section("None", ()))
    with pytest.raises(PollError, match="must be at least 1; it is 0"):
        college(section("One", "1 A", weight=0))
    with pytest.raises(PollError, match="not the poll's papers"):
        replace(THIRDS, papers={b"\1": 1})
    with pytest.raises(RulesError, match="no votes for anybody"):
        count_college(college(Section("One", ({},))), OMOV_2015)


papers = st.dictionaries(
    st.permutations(b"\1\2\3").flatmap(
        lambda order: st.integers(1, 3).map(lambda cut: bytes(order[:cut]))
    ),
    st.integers(1, 40),
    max_size=5,
)


@settings(max_examples=150, deadline=None)
@given(ballots=st.lists(papers, min_size=1, max_size=4), times=st.integers(2, 9))
def test_a_section_s_size_does_not_matter_only_its_shares(
    ballots: list[dict[bytes, int]], times: int
) -> None:
    sections = [
        Section(f"S{number}", (ballot,), number + 1)
        for number, ballot in enumerate(ballots)
    ]
    if not any(ballots):
        return
    count = count_college(college(*sections), COLLEGE, NAMES)
    larger = [
        replace(sections[0], ballots=({m: k * times for m, k in ballots[0].items()},)),
        *sections[1:],
    ]
    again = count_college(college(*larger), COLLEGE, NAMES)
    assert [s.votes for s in again.stages] == [s.votes for s in count.stages]
    assert len(count.elected) == 1
    for stage in count.stages:
        assert sum(stage.votes.values()) + stage.non_transferable == 100
