from collections import Counter
from datetime import timedelta

import pytest

from hustings.core.canvassing import NEUTRAL, Meaning
from hustings.core.demonstration.canvass import DAYS, DemoVisit, canvass
from hustings.core.demonstration.constituency import Constituency, make_constituency
from hustings.core.demonstration.polling import DemoMark, polling_day, result


@pytest.fixture(scope="module")
def constituency() -> Constituency:
    return make_constituency(3, 20_000)


@pytest.fixture(scope="module")
def visits(constituency: Constituency) -> list[DemoVisit]:
    return list(canvass(constituency))


@pytest.fixture(scope="module")
def marks(constituency: Constituency) -> list[DemoMark]:
    return list(polling_day(constituency))


def test_only_people_on_the_register_are_visited_in_the_last_four_weeks(
    constituency: Constituency, visits: list[DemoVisit]
) -> None:
    known = {e.key for e in constituency.electors if e.door is not None}
    first = constituency.polling_day - timedelta(days=DAYS)
    for visit in visits:
        assert visit.elector in known
        assert first <= visit.at.date() < constituency.polling_day
        assert 10 <= visit.at.hour < 21 and visit.at.tzinfo is not None


def test_every_outcome_occurs_and_only_answers_are_consented_to(
    visits: list[DemoVisit],
) -> None:
    seen = Counter(NEUTRAL.by_code(visit.code).meaning for visit in visits)
    assert set(seen) == {answer.meaning for answer in NEUTRAL.answers}
    consented = [v for v in visits if v.consented]
    assert {NEUTRAL.by_code(v.code).meaning for v in consented} == {Meaning.SUPPORT}
    opinions = [v for v in visits if NEUTRAL.by_code(v.code).is_opinion]
    assert 0 < len(consented) < len(opinions)
    assert all(v.consented and v.code == "1" for v in visits if v.poster)


def test_most_doors_stay_shut_and_some_are_tried_twice(visits: list[DemoVisit]) -> None:
    shut = [v.elector for v in visits if v.code == "N"]
    assert 0.35 < len(shut) / len(visits) < 0.65
    assert len(set(shut)) < len(shut)


def test_support_is_higher_where_the_district_leans_to_us(
    constituency: Constituency, visits: list[DemoVisit]
) -> None:
    leaning = {
        (of.council.name, of.letters): of.leaning for of in constituency.districts
    }
    ones: Counter[bool] = Counter()
    answers: Counter[bool] = Counter()
    for visit in visits:
        if visit.code in "12345":
            strong = leaning[visit.elector.authority, visit.elector.district] >= 28
            ones[strong] += visit.code in "12"
            answers[strong] += 1
    assert ones[True] / answers[True] > ones[False] / answers[False]


def test_tellers_take_down_voters_once_in_order_while_the_polls_are_open(
    constituency: Constituency, marks: list[DemoMark]
) -> None:
    assert [m.at for m in marks] == sorted(m.at for m in marks)
    assert len({m.elector for m in marks}) == len(marks)
    assert {m.at.date() for m in marks} == {constituency.polling_day}
    assert {m.at.hour for m in marks} == set(range(7, 22))


def test_postal_anonymous_and_ineligible_people_pass_no_teller(
    constituency: Constituency, marks: list[DemoMark]
) -> None:
    by_key = {e.key: e for e in constituency.electors}
    for mark in marks:
        elector = by_key[mark.elector]
        assert elector.absent is None and elector.surname
        assert elector.may_vote(constituency.polling_day)


def test_the_result_adds_up_and_last_time_stands_beside_it(
    constituency: Constituency,
) -> None:
    declared, last = result(constituency).declared, result(constituency).last_time
    votes = {c.name: c.votes for c in declared.candidacies}
    papers = sum(votes.values()) + (declared.rejected or 0)
    assert declared.electorate and 0.5 < papers / declared.electorate < 0.8
    assert result(constituency).ours in votes
    assert result(constituency).ours not in {c.name for c in last.candidacies}
    assert {c.party for c in last.candidacies} < {c.party for c in declared.candidacies}


def test_the_day_is_the_same_each_time_it_is_played(
    constituency: Constituency, visits: list[DemoVisit], marks: list[DemoMark]
) -> None:
    again = make_constituency(3, 20_000)
    assert list(canvass(again)) == visits
    assert list(polling_day(again)) == marks
    assert result(again) == result(constituency)
