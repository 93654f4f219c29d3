"""Two rounds: at once, an eighth, the next, the first two, the elder, withdrawals."""

from collections.abc import Mapping
from datetime import date

import pytest

from hustings.core.counting.poll import Candidate, Poll
from hustings.core.counting.record import Count, MissingLot
from hustings.core.counting.rules import Given, RulesError
from hustings.core.counting.two_round import count_france, count_top_two

BORN = {"A": date(1970, 1, 1), "B": date(1960, 5, 5), "C": date(1960, 5, 5)}


def poll(born: Mapping[str, date] = BORN, /, **votes: int) -> Poll:
    candidates = tuple(Candidate(name, born=born.get(name)) for name in votes)
    papers = {bytes([i]): each for i, each in enumerate(votes.values(), 1) if each}
    return Poll("", 1, candidates, papers)


def may_stand(count: Count) -> set[str]:
    return set(count.stages[0].votes) - set(count.stages[0].excluded)


def test_a_majority_and_a_quarter_of_the_roll_elect_at_once() -> None:
    count = count_france(poll(A=51, B=49), Given(registered=204))
    assert count.elected == ("A",)
    assert (count.quota, count.notes) == (51, ())
    count = count_france(poll(A=51, B=49), Given(registered=205))
    assert count.elected == ()
    assert count.quota == 52
    assert may_stand(count) == {"A", "B"}
    count = count_france(poll(A=50, B=50), Given(registered=100))
    assert count.elected == ()


def test_an_eighth_of_the_roll_may_stand_again() -> None:
    count = count_france(poll(A=40, B=30, C=25, D=24), Given(registered=200))
    assert may_stand(count) == {"A", "B", "C"}
    assert count.notes == ("Second round: A, B, C.",)
    assert "third paragraph" in count.stages[0].why


def test_where_only_one_has_an_eighth_the_next_joins() -> None:
    count = count_france(poll(A=30, B=20, C=24, D=10), Given(registered=240))
    assert may_stand(count) == {"A", "C"}
    assert "fourth paragraph" in count.stages[0].why


def test_where_none_has_an_eighth_the_first_two_stand() -> None:
    count = count_france(poll(A=9, B=8, C=7, D=6), Given(registered=1000))
    assert may_stand(count) == {"A", "B"}
    assert "fifth paragraph" in count.stages[0].why


def test_of_equals_the_elder_comes_first() -> None:
    count = count_france(poll(D=30, A=20, B=20), Given(registered=240))
    assert may_stand(count) == {"D", "B"}
    assert count.notes[-1] == "Equal votes: B is the elder of A, B (article L126)."


def test_a_missing_birthday_is_asked_for_and_one_birthday_is_left_to_a_lot() -> None:
    given = Given(registered=240)
    with pytest.raises(RulesError, match="give the date of birth of E"):
        count_france(poll(D=30, A=20, E=20), given)
    with pytest.raises(MissingLot, match="B and C are tied"):
        count_france(poll(D=30, B=20, C=20, A=20), given)
    drawn = Given(registered=240, lots=("C",))
    assert may_stand(count_france(poll(D=30, B=20, C=20), drawn)) == {"D", "C"}


def test_the_second_round_elects_by_most_votes() -> None:
    second = poll(B=48, A=50)
    given = Given(registered=200, second=second)
    count = count_france(poll(A=40, B=30, C=25, D=24), given)
    last = count.stages[-1]
    assert count.elected == ("A",)
    assert dict(last.votes) == {"A": 50, "B": 48}
    assert (last.cast, last.excluded, last.why) == (98, ("C",), "withdrew: C")
    assert "Withdrew before the second round: C." in count.notes


def test_equal_in_the_second_round_the_elder_is_elected() -> None:
    given = Given(registered=200, second=poll(A=49, B=49))
    count = count_france(poll(A=40, B=30, D=24), given)
    assert count.elected == ("B",)
    assert "elder" in count.stages[-1].why


def test_who_may_not_stand_is_refused_in_the_second_round() -> None:
    given = Given(registered=200, second=poll(A=49, D=49))
    with pytest.raises(RulesError, match="D may not stand .* A, B, C may"):
        count_france(poll(A=40, B=30, C=25, D=24), given)
    with pytest.raises(RulesError, match="A is elected in the first round"):
        count_france(poll(A=80, B=30), given)


def test_the_roll_is_needed_and_must_hold_the_votes() -> None:
    with pytest.raises(RulesError, match=r"\(registered\)"):
        count_france(poll(A=1), Given())
    with pytest.raises(RulesError, match="only 9 electors"):
        count_france(poll(A=10), Given(registered=9))


def test_the_first_two_stand_again_where_nobody_has_a_majority() -> None:
    assert count_top_two(poll(A=51, B=49), Given()).elected == ("A",)
    count = count_top_two(poll(A=40, B=30, C=29), Given())
    assert may_stand(count) == {"A", "B"}
    count = count_top_two(poll(A=40, B=30, C=29), Given(second=poll(A=40, B=59)))
    assert count.elected == ("B",)


def test_whoever_comes_next_stands_for_one_who_withdraws() -> None:
    """Constitution, article 7: the first two after the withdrawal of any who were better placed."""
    count = count_top_two(poll(A=40, B=30, C=29), Given(second=poll(A=40, C=59)))
    assert count.elected == ("C",)
    assert may_stand(count) == {"A", "C"}
    with pytest.raises(RulesError, match="may not stand"):
        second = poll(A=40, B=1, C=59)
        count_top_two(poll(A=40, B=30, C=29), Given(second=second))


def test_half_is_no_majority() -> None:
    count = count_top_two(poll(A=50, B=50), Given())
    assert (count.elected, count.quota) == ((), 51)


def test_of_ranked_papers_the_first_preference_counts_in_each_round() -> None:
    ranked = Poll(
        "", 1, poll(A=1, B=1, C=1).candidates, {b"\1\2": 5, b"\2": 4, b"\3": 2}
    )
    first = count_top_two(ranked, Given()).stages[0]
    assert dict(first.votes) == {"A": 5, "B": 4, "C": 2}
    again = Poll("", 1, poll(A=1, B=1).candidates, {b"\1\2": 6, b"\2": 5})
    count = count_top_two(ranked, Given(second=again))
    assert dict(count.stages[1].votes) == {"A": 6, "B": 5}
    given = Given(registered=44, second=again)
    assert dict(count_france(ranked, given).stages[0].votes) == dict(first.votes)


def test_exactly_two_with_an_eighth_stand_by_their_own_right() -> None:
    count = count_france(poll(A=40, B=30, C=24), Given(registered=240))
    assert may_stand(count) == {"A", "B"}
    assert "third paragraph" in count.stages[0].why


def test_the_general_rule_leaves_equals_to_a_lot() -> None:
    with pytest.raises(MissingLot):
        count_top_two(poll(A=40, B=30, C=30), Given())
    with pytest.raises(MissingLot):
        count_top_two(poll(D=40, A=30, B=30), Given())
    with pytest.raises(MissingLot):
        second = poll(A=50, C=49)
        count_top_two(poll(A=40, B=30, C=30), Given(second=second))
    count = count_top_two(poll(A=40, B=30, C=30), Given(lots=("C",)))
    assert may_stand(count) == {"A", "C"}
