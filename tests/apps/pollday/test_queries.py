"""Who is left: pledges with a door, less those marked and those who vote by post."""

from datetime import UTC, datetime, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.ledger.models import Event
from hustings.apps.pollday.actions import take_back
from hustings.apps.pollday.queries import (
    day_counted,
    left,
)
from hustings.apps.pollday.tally import tally, total
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import District, Elector
from tests.apps.pollday.day import MORNING, answer, type_in, vote_by_post
from tests.factories import (
    POLLING_DAY,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign(is_demonstration=False))


@pytest.fixture
def wording(agent: Membership) -> ConsentWording:
    return make_wording(agent.campaign)


@pytest.fixture
def ab1(agent: Membership) -> District:
    return make_district(agent.campaign, "AB1")


def numbers_left(scope: Membership, at: datetime = MORNING) -> list[int]:
    day = day_counted(scope.campaign, at)
    return [elector.number for elector in left(scope, day)]


def figures(scope: Membership) -> dict[str, tuple[int, int, int]]:
    rows = tally(scope, day_counted(scope.campaign, MORNING)).districts
    return {str(row.district): (row.voted, row.left, row.by_post) for row in rows}


def pledge(
    ab1: District, agent: Membership, wording: ConsentWording, number: int
) -> Elector:
    elector = make_elector(ab1, number=number)
    answer(elector, agent, wording)
    return elector


def test_only_pledges_are_left(
    agent: Membership, wording: ConsentWording, ab1: District
) -> None:
    make_elector(ab1, number=1)
    pledge(ab1, agent, wording, 2)
    answer(make_elector(ab1, number=3), agent, wording, said=4)
    changed = pledge(ab1, agent, wording, 4)
    answer(changed, agent, wording, said=5, day=1)

    assert numbers_left(agent) == [2]


def test_those_marked_and_those_by_post_are_not_called_on(
    agent: Membership, wording: ConsentWording, ab1: District
) -> None:
    for number in (1, 2, 3, 4):
        pledge(ab1, agent, wording, number)
    vote_by_post(pledge(ab1, agent, wording, 5))
    vote_by_post(pledge(ab1, agent, wording, 6), "proxy")
    type_in(ab1, agent, "1 3")

    assert numbers_left(agent) == [2, 4, 6]
    assert figures(agent) == {"AB1": (2, 3, 1)}


def test_a_postal_voter_who_is_marked_counts_as_voted(
    agent: Membership, wording: ConsentWording, ab1: District
) -> None:
    vote_by_post(pledge(ab1, agent, wording, 5))
    type_in(ab1, agent, "5", is_sure=True)

    assert figures(agent) == {"AB1": (1, 0, 0)}


def test_a_mark_taken_back_puts_the_pledge_back_on_the_list(
    agent: Membership, wording: ConsentWording, ab1: District
) -> None:
    pledge(ab1, agent, wording, 1)
    type_in(ab1, agent, "1")
    mark = Event.objects.votes_seen().get()
    take_back(mark=mark, by=agent, at=MORNING, any_author=True)

    assert numbers_left(agent) == [1]


def test_whoever_asked_to_be_left_alone_is_not_called_on(
    agent: Membership, wording: ConsentWording, ab1: District
) -> None:
    elector = pledge(ab1, agent, wording, 1)
    set_do_not_contact(
        elector=elector, basis="objection", source_event=None, by=agent, at=MORNING
    )

    assert numbers_left(agent) == []
    assert figures(agent) == {"AB1": (0, 0, 0)}


def test_the_list_is_in_walking_order(
    agent: Membership, wording: ConsentWording, ab1: District
) -> None:
    far, near = make_door(ab1, position=900), make_door(ab1, position=100)
    for number, door in ((1, far), (2, near), (3, far)):
        answer(make_elector(ab1, number=number, door=door), agent, wording)

    assert numbers_left(agent) == [2, 1, 3]


def test_a_member_limited_to_an_area_sees_only_that(
    agent: Membership, wording: ConsentWording, ab1: District
) -> None:
    cd2 = make_district(agent.campaign, "CD2")
    pledge(ab1, agent, wording, 1)
    pledge(cd2, agent, wording, 2)
    type_in(ab1, agent, "1")
    local = make_member(agent.campaign, "organiser", districts=[cd2.pk])

    assert numbers_left(local) == [2]
    assert figures(local) == {"CD2": (0, 1, 0)}
    assert tally(local, day_counted(agent.campaign, MORNING)).hours == []


def test_marks_of_another_campaign_are_nothing_to_us(
    agent: Membership, wording: ConsentWording, ab1: District
) -> None:
    pledge(ab1, agent, wording, 1)
    other = make_member(make_campaign())
    theirs = make_district(other.campaign, "AB1")
    make_elector(theirs, number=1)
    type_in(theirs, other, "1")

    assert numbers_left(agent) == [1]


def test_the_hours_are_told_by_the_clock_on_the_wall(
    agent: Membership, wording: ConsentWording, ab1: District
) -> None:
    pledge(ab1, agent, wording, 1)
    for number in (2, 3):
        make_elector(ab1, number=number)
    type_in(ab1, agent, "1 2", happened_at=MORNING)
    type_in(ab1, agent, "3", happened_at=MORNING - timedelta(hours=2))

    hours = tally(agent, day_counted(agent.campaign, MORNING)).hours

    assert [(h.hour, h.marked, h.ours, h.so_far) for h in hours] == [
        (7, 0, 0, 0),
        (8, 1, 0, 1),
        (9, 0, 0, 1),
        (10, 2, 1, 3),
    ]


@pytest.mark.parametrize(
    ("at", "rehearsal", "over"),
    [
        (datetime(2026, 5, 6, 22, 59, tzinfo=UTC), True, False),
        (datetime(2026, 5, 6, 23, 0, tzinfo=UTC), False, False),
        (datetime(2026, 5, 7, 22, 59, tzinfo=UTC), False, False),
        (datetime(2026, 5, 7, 23, 0, tzinfo=UTC), False, True),
    ],
)
def test_polling_day_begins_and_ends_at_midnight_in_london(
    at: datetime, rehearsal: bool, over: bool
) -> None:
    day = day_counted(make_campaign(is_demonstration=False), at)

    assert (day.is_rehearsal, day.is_over) == (rehearsal, over)
    assert (day.on == POLLING_DAY) is not rehearsal


def test_the_share_is_rounded_down_and_never_divides_by_nothing(
    agent: Membership, wording: ConsentWording, ab1: District
) -> None:
    for number in (1, 2, 3):
        pledge(ab1, agent, wording, number)
    type_in(ab1, agent, "1 2")
    make_district(agent.campaign, "CD2")

    rows = tally(agent, day_counted(agent.campaign, MORNING)).districts

    assert [row.share for row in rows] == [66, 0]
    assert (total(rows).pledges, total(rows).share) == (3, 66)


def test_the_figures_take_as_many_queries_for_ten_districts_as_for_one(
    agent: Membership,
    wording: ConsentWording,
    ab1: District,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(1, 11):
        pledge(make_district(agent.campaign, f"D{number}"), agent, wording, number)
    day = day_counted(agent.campaign, MORNING)

    with django_assert_max_num_queries(2):
        assert total(tally(agent, day).districts).left == 10
    with django_assert_max_num_queries(1):
        assert len([e.door and e.district.code for e in left(agent, day)]) == 10
