"""One paper's way through a count: every paper of a small poll, followed, makes the record again."""

from collections import Counter, defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hustings.core.counting.poll import Poll, poll_of
from hustings.core.counting.record import Count, Exact, MissingLot, Step, Transfer
from hustings.core.counting.shown.following import CannotFollow, Lying, follow
from hustings.core.counting.stv.dail import count_dail
from hustings.core.counting.stv.gregory import count_gregory
from hustings.core.counting.stv.laws import ERS97, GREGORY_LAWS, SCOTLAND
from hustings.core.counting.stv.meek import MEEK, MEEK_NZ, WARREN, MeekRules, count_meek
from hustings.core.counting.stv.rules import GregoryRules
from tests.core.counting.shown.samples import scottish

NAMES = "ABCDEFG"
Ballots = list[tuple[int, str]]


@st.composite
def ballots(draw: st.DrawFn) -> Ballots:
    """A few dozen rankings of seven candidates, each cast a few times over."""
    one = st.permutations(NAMES).flatmap(
        lambda order: st.integers(1, len(NAMES)).map(lambda end: "".join(order[:end]))
    )
    return draw(st.lists(st.tuples(st.integers(1, 20), one), min_size=3, max_size=40))


def polled(papers: Ballots, seats: int = 3) -> Poll:
    return poll_of(NAMES, seats, papers)


def ways(count: Count, poll: Poll) -> list[tuple[int, tuple[Lying, ...]]]:
    return [
        (many, follow(count, poll.spelt(marks))) for marks, many in poll.papers.items()
    ]


@pytest.mark.parametrize("rules", GREGORY_LAWS, ids=lambda rules: rules.name)
@settings(max_examples=30)
@given(papers=ballots(), seats=st.integers(1, 4))
def test_followed_papers_make_every_transfer_again(
    rules: GregoryRules, papers: Ballots, seats: int
) -> None:
    poll = polled(papers, seats)
    count = count_gregory(poll, rules, lots=NAMES)
    moved: defaultdict[int, Counter[Transfer]] = defaultdict(Counter)
    for many, way in ways(count, poll):
        for lying in way:
            if lying.move:
                moved[lying.stage][lying.move] += many
    for number, stage in enumerate(count.stages, start=1):
        assert moved[number] == {move: move.papers for move in stage.transfers}


@pytest.mark.parametrize("rules", GREGORY_LAWS, ids=lambda rules: rules.name)
@settings(max_examples=30)
@given(papers=ballots(), seats=st.integers(1, 4))
def test_followed_papers_add_up_to_the_votes(
    rules: GregoryRules, papers: Ballots, seats: int
) -> None:
    """Whose surplus was transferred keeps, beside the quota, what that transfer left idle or lost by rounding.

    In Australia each sum credited is rounded: there a candidate's papers come within one vote for each transfer.
    """
    poll = polled(papers, seats)
    count = count_gregory(poll, rules, lots=NAMES)
    held, left = held_by(count, poll), left_by(count)
    credits: Counter[str] = Counter()
    for number, stage in enumerate(count.stages, start=1):
        for move in stage.transfers:
            credits.update((move.giver, move.to))
        for name, votes in stage.votes.items():
            beside = held[number][name] - votes - left[number][name]
            rounded = credits[name] if rules.exact_values else 0
            assert -rounded <= beside <= rounded, (number, name)


def held_by(count: Count, poll: Poll) -> dict[int, dict[str, Exact]]:
    """By stage and candidate, what the followed papers come to."""
    held: dict[int, dict[str, Exact]] = defaultdict(lambda: defaultdict(int))
    for many, way in ways(count, poll):
        for lying in way:
            for name, votes in lying.held:
                held[lying.stage][name] += many * votes
    return held


def left_by(count: Count) -> dict[int, dict[str, Exact]]:
    """By stage and giver, how much of a surplus has gone to nobody without a paper, up to then."""
    left: dict[str, Exact] = defaultdict(int)
    so_far = {}
    before = count.stages[0]
    for number, stage in enumerate(count.stages, start=1):
        if stage.step is Step.SURPLUS:
            to_nobody = sum(move.votes for move in stage.transfers if not move.to)
            idle = stage.non_transferable - before.non_transferable - to_nobody
            left[stage.of[0]] = idle + stage.lost - before.lost
        so_far[number], before = defaultdict(int, left), stage
    return dict(so_far)


@pytest.mark.parametrize("rules", [MEEK, MEEK_NZ, WARREN], ids=lambda rules: rules.name)
@settings(max_examples=30)
@given(papers=ballots(), seats=st.integers(1, 4))
def test_shared_papers_add_up_to_the_votes(
    rules: MeekRules, papers: Ballots, seats: int
) -> None:
    poll = polled(papers, seats)
    try:
        count = count_meek(poll, rules, lots=NAMES)
    except MissingLot:
        return
    held = held_by(count, poll)
    for number, stage in enumerate(count.stages, start=1):
        assert {n: held[number][n] for n in stage.votes} == stage.votes
        assert held[number][""] == stage.non_transferable


def test_a_surplus_carries_a_part_of_the_paper_on() -> None:
    """6 of 9 papers for A, 2 seats: the quota is 4, so a third of each paper (0.33333) goes on to B."""
    count = count_gregory(polled([(6, "AB"), (2, "B"), (1, "C")], 2), SCOTLAND, NAMES)
    first, second = follow(count, "AB")[:2]
    assert first.held == (("A", 100_000),)
    assert second.held == (("A", 66_667), ("B", 33_333))


def test_a_paper_that_names_nobody_else_stays_with_the_quota() -> None:
    count = count_gregory(polled([(5, "AB"), (1, "A"), (2, "B"), (1, "C")], 2), ERS97)
    assert all(lying.at == "A" and not lying.move for lying in follow(count, "A"))


@pytest.mark.parametrize(
    ("ranking", "says"),
    [
        ("AX", "X is not a candidate"),
        ("ABA", "A is named twice"),
        ("", "names nobody who stood"),
        ("AC", "Nobody cast a paper that went from A to C"),
    ],
)
def test_what_cannot_be_followed_is_refused(ranking: str, says: str) -> None:
    count = count_gregory(polled([(6, "AB"), (2, "B"), (1, "C")], 2), SCOTLAND, NAMES)
    with pytest.raises(CannotFollow, match=says):
        follow(count, ranking)


def test_papers_that_parted_are_not_followed() -> None:
    """The Dáil's surplus is of particular papers: of 6 for A, B next, 2 move, and a ranking does not say which."""
    plain = polled([(6, "AB"), (2, "B"), (3, "C")], 2)
    order = tuple(marks for marks, many in plain.papers.items() for _ in range(many))
    count = count_dail(replace(plain, in_order=order), NAMES)
    with pytest.raises(CannotFollow, match="taken as they lay"):
        follow(count, "AB")
    assert follow(count, "C")[-1].at == "C"


def test_a_paper_that_nobody_cast_has_no_end() -> None:
    """All of Elin's papers named somebody else, so the record has no transfer from her to nobody."""
    with pytest.raises(CannotFollow, match="went from Elin Rhys to nobody"):
        follow(scottish(), ["Elin Rhys"])
