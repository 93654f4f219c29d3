"""The account in words: each stage, why, and what became of everybody; and one paper's way."""

from dataclasses import replace

from hustings.core.counting.lists.entries import RULE_SETS as LISTS
from hustings.core.counting.poll import Poll, poll_of
from hustings.core.counting.record import Count
from hustings.core.counting.rules import Given
from hustings.core.counting.shown.narrative import narrative, narrative_text
from hustings.core.counting.shown.way import told_way
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import ERS97, NORTHERN_IRELAND, SCOTLAND
from tests.core.counting.polls import polled
from tests.core.counting.shown.samples import (
    alternative,
    ers,
    meek,
    poll,
    scottish,
    weighted,
)


def said(count: Count, heading: str) -> str:
    """What is told under a heading."""
    told = {each.heading: " ".join(each.sentences) for each in narrative(count)}
    return told[heading]


def test_a_surplus_is_told_with_its_papers_and_their_value() -> None:
    assert said(scottish(), "Stage 2: surplus of Ada Marsh") == (
        "Ada Marsh had 53 votes, which is 7 more than the quota. This surplus was transferred (rule 48). "
        "By the next preferences on the papers this gave 5.81108 votes to Ben Oduya (44 papers) and 1.18863 votes to "
        "Dev Patel (9 papers). Each of these papers now counts 0.13207 of a vote. Rounding left 0.00029 votes behind."
    )


def test_an_exclusion_is_told_with_what_could_not_go_on() -> None:
    """Of Dev's 29 papers 6 of his own and 9 of Ada's, at 0.13207, show nobody else."""
    assert said(scottish(), "Stage 4: exclusion of Dev Patel") == (
        "Dev Patel had 21.18863 votes, the fewest, and was excluded (rule 50). "
        "By the next preferences on the papers this gave 14 votes to Cora Lindqvist (14 papers). "
        "15 papers showed no further preference: 7.18863 votes could not be transferred. "
        "These papers count between 0.13207 and 1 of a vote each. "
        "Cora Lindqvist was elected with 49 votes, having reached the quota (rule 47(1))."
    )


def test_the_end_says_what_became_of_each() -> None:
    assert said(ers(), "The result") == (
        "Elected: Ada Marsh and Cora Lindqvist. "
        "Ben Oduya was not elected and had 33.6 votes at the end, 11.4 short of the quota. "
        "Dev Patel was excluded at stage 4 with 21.35 votes. "
        "Elin Rhys was excluded at stage 3 with 19 votes."
    )


def test_who_is_elected_without_the_quota_is_told_why() -> None:
    """Two seats, quota 34; B is out and nobody ranked further: C and A are left for both."""
    count = count_gregory(polled(2, "40 A, 30 C, 29 B", "ABC"), SCOTLAND)
    last = " ".join(narrative(count)[-2].sentences)
    assert "C was elected with 30 votes, without the quota, as no more candidates were left than seats (rule 52(1))." in last  # fmt: skip


def test_a_tie_settled_by_an_earlier_stage_is_named() -> None:
    """B and C have 12 each once D is out; B had 12 and C 10 at stage 1, and Northern Ireland looks there."""
    count = count_gregory(polled(1, "20 A, 12 B, 10 C, 2 DC", "ABCD"), NORTHERN_IRELAND)
    told = narrative_text(count)
    assert "B, C were equal; C had the fewest at stage 1." in told


def test_a_lot_is_named() -> None:
    count = count_gregory(polled(1, "20 A, 10 B, 10 C", "ABC"), SCOTLAND, ["C"])
    told = narrative_text(count)
    assert (
        "B, C were equal, and no earlier votes settle it.\nThe lot fell on C." in told
    )
    assert "A was elected with 20 votes, the only candidate left (rule 52(1))." in told
    assert "Lot: C of B, C, who is excluded" in told


def test_who_withdrew_is_told() -> None:
    count = count_gregory(replace(poll(), withdrawn=frozenset({"Elin Rhys"})), ERS97)
    assert "Elin Rhys had withdrawn." in said(count, "The result")


def test_shares_kept_are_told() -> None:
    """Meek: Ada keeps 45/53 of each paper."""
    told = said(meek(), "Stage 2: iteration")
    assert "Of each vote that reaches them, Ada Marsh keeps 0.84906." in told
    assert "Ben Oduya gained 6.64151 votes" in told


def test_one_seat_has_votes_that_are_needed_and_no_quota() -> None:
    told = narrative_text(alternative())
    assert "68 votes were needed to be elected." in told
    assert "14 short of the votes needed" in told
    assert "quota" not in told


def test_sections_are_told_with_what_their_votes_came_to() -> None:
    """Members weigh 40 per cent: 20 of 30 votes are two thirds of it, 26.667."""
    told = said(weighted(), "Stage 1: ballot")
    assert "Members (40 per cent): 20 for Ben Oduya (26.667) and 10 for Ada Marsh (13.333); 2 exhausted and 1 abstained." in told  # fmt: skip
    assert "Unions: 8 for Ben Oduya and 4 for Ada Marsh." in told


def lists() -> Poll:
    votes = [(520, ["Orchard"]), (310, ["Canal"]), (170, ["Harbour"])]
    return poll_of(["Orchard", "Canal", "Harbour"], 5, votes, "Region")


def test_a_seat_of_a_list_is_told_with_its_division() -> None:
    dhondt = next(rules for rules in LISTS if rules.name == "dhondt")
    count = dhondt.count(lists(), Given())
    assert said(count, "Stage 4: seat for Orchard").startswith(
        "For this seat the highest were Orchard with 260 (520 ÷ 2), Harbour with 170 and Canal with 155 (310 ÷ 2). "
        "Orchard won a seat: "
    )
    assert "Seats: Orchard 3, Canal 1 and Harbour 1." in said(count, "The result")


def test_one_papers_way_is_told() -> None:
    assert told_way(scottish(), ["Ada Marsh", "Dev Patel"]) == (
        "Stage 1: the paper counted 1 vote for Ada Marsh.",
        "Stage 2: it moved from Ada Marsh to Dev Patel, worth 0.13207 of a vote.",
        "Stage 4: it moved from Dev Patel to nobody: it names nobody else who is still in, worth 0.13207 of a vote.",
        "At the end it counted 0.86793 of a vote for Ada Marsh and 0.13207 of a vote for nobody (not transferable).",
    )


def test_a_paper_that_is_shared_is_told() -> None:
    way = told_way(meek(), ["Ada Marsh", "Dev Patel"])
    assert way[1] == (
        "Stage 2: it was shared anew, 0.84906 of a vote for Ada Marsh and 0.15094 of a vote for Dev Patel."
    )


def test_what_no_paper_carries_away_is_told() -> None:
    """ERS97: 53 papers at 0.15 are 7.95 of a surplus of 8."""
    assert "0.05 votes could not be transferred." in said(
        ers(), "Stage 2: surplus of Ada Marsh"
    )


def test_a_vote_equal_to_the_quota_has_reached_it() -> None:
    """99 papers and 2 seats: the quota is 34."""
    count = count_gregory(polled(2, "34 A, 33 B, 32 C", "ABC"), SCOTLAND)
    told = said(count, "Stage 1: first preferences")
    assert "A was elected with 34 votes, having reached the quota" in told
