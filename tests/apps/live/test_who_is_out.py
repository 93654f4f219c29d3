"""Who is out, walks unfinished, knocks made twice, stalls: each figure worked out by hand."""

from datetime import timedelta
from uuid import UUID

import pytest

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership, Role
from hustings.apps.doorstep.models import Phone, Stall
from hustings.apps.live.queries.away import rounds_of_calls, stalls
from hustings.apps.live.queries.calls import By, tallies
from hustings.apps.live.queries.doubles import doubles
from hustings.apps.live.queries.out import standing_of_walks, who_is_out
from hustings.apps.register.models import District
from hustings.apps.walks.actions import cut_district, hand_in, hand_out
from hustings.core.walks import Choices, Length
from tests.apps.ledger.visits import at_no_door
from tests.apps.live.test_counts import SPOKEN, TUESDAY, keep, knock, says
from tests.apps.walks.streets import make_street
from tests.factories import (
    TESTER,
    make_door,
    make_elector,
    make_member,
    make_newcomer,
)

pytestmark = pytest.mark.django_db


def phone_of(member: Membership, occasion: UUID) -> Phone:
    with acting(TESTER, "enrol a phone"):
        return Phone.objects.create(
            campaign=member.campaign,
            membership=member,
            name="Phone",
            read_hash=f"r{occasion}",
            hand_in_hash=f"h{occasion}",
            enrolled_at=TUESDAY,
            last_seen_at=TUESDAY,
            carries="walk",
            occasion=occasion,
            carries_since=TUESDAY,
        )


def test_who_is_out_with_how_many_doors_done_and_which_phone(
    agent: Membership, district: District
) -> None:
    doors = make_street(district, "Elm Row", 10)
    (walk,) = cut_district(
        district=district,
        choices=Choices(length=Length(doors=10)),
        by=agent,
        at=TUESDAY,
    )
    outing = hand_out(walk=walk, member=agent, by=agent, at=TUESDAY)
    phone = phone_of(agent, outing.pk)
    for door in (*doors[:3], doors[0]):
        knock(door, agent, occasion=outing.pk)
    (out,) = who_is_out(agent)
    assert (out.done, out.left, out.phones) == (3, 7, (phone,))
    hand_in(outing=outing, by=agent, at=TUESDAY)
    assert who_is_out(agent) == []


def test_a_walk_stays_unfinished_until_each_door_was_called_at_by_whomever(
    agent: Membership, district: District
) -> None:
    doors = make_street(district, "Elm Row", 20)
    one, other = cut_district(
        district=district,
        choices=Choices(length=Length(doors=10)),
        by=agent,
        at=TUESDAY,
    )
    first = hand_out(walk=one, member=agent, by=agent, at=TUESDAY)
    mine = [door for door in doors if door.pk in one.doors]
    for door in mine[:4]:
        knock(door, agent, occasion=first.pk)
    hand_in(outing=first, by=agent, at=TUESDAY)
    found = standing_of_walks(agent)
    (left,) = found.listed
    assert (left.walk, left.done, left.state) == (one, 4, "handed in")
    assert left.left == len(mine) - 4 > 0
    assert (found.finished, found.not_begun) == (0, 1)
    second = hand_out(walk=one, member=agent, by=agent, at=TUESDAY)
    for door in mine[4:]:
        knock(door, agent, occasion=second.pk)
    found = standing_of_walks(agent)
    assert (found.unfinished, found.finished, found.not_begun) == (0, 1, 1)


def test_of_two_phones_at_one_door_the_later_knock_leads_and_both_are_shown(
    agent: Membership, district: District, words: ConsentWording
) -> None:
    """By the server's clock: the first phone is an hour fast, so that its knock came first."""
    door = make_door(district)
    fast = -3_600_000
    elector = make_elector(district, door=door)
    at = TUESDAY + timedelta(minutes=30)
    says(elector, agent, words, 1, at, device="one", clock_offset=fast)
    knock(door, agent, device="two")
    says(elector, agent, words, 4, TUESDAY + timedelta(minutes=1), device="two")
    (double,) = doubles(agent, TUESDAY + timedelta(days=1))
    told = [(k.event.payload.get("answer"), k.leads) for k in double.knocks]
    assert told == [(1, False), (None, False), (4, True)]


def test_a_later_knock_that_found_nobody_leads_for_the_door_and_for_no_person(
    agent: Membership, district: District, words: ConsentWording
) -> None:
    elector = make_elector(district)
    assert elector.door
    says(elector, agent, words, device="one")
    knock(elector.door, agent, TUESDAY + timedelta(hours=1), device="two")
    (double,) = doubles(agent, TUESDAY + timedelta(days=1))
    assert [knock.leads for knock in double.knocks] == [True, True]


def test_doors_at_which_two_called_on_one_day_come_the_latest_first(
    agent: Membership, district: District
) -> None:
    """Two members, or two phones of one; not somebody who came back, nor another on the day after."""
    other = make_member(agent.campaign, Role.CANVASSER)
    by_two, came_back, next_day, with_two = make_street(district, "Elm Row", 4)
    knock(by_two, agent)
    knock(by_two, other, TUESDAY + timedelta(minutes=3))
    knock(came_back, agent)
    knock(came_back, agent, TUESDAY + timedelta(minutes=90))
    knock(next_day, agent)
    # A quarter past midnight in London, when it is still Tuesday by Greenwich.
    knock(next_day, other, TUESDAY.replace(hour=0) + timedelta(days=1))
    knock(with_two, agent, TUESDAY + timedelta(minutes=2), device="one")
    knock(with_two, agent, TUESDAY + timedelta(minutes=4), device="two")
    found = doubles(agent, TUESDAY + timedelta(days=1))
    assert [each.door for each in found] == [with_two, by_two]
    assert [knock.who for knock in found[1].knocks] == [
        str(agent.user),
        str(other.user),
    ]
    assert doubles(agent, TUESDAY + timedelta(days=20)) == []


def test_one_phone_at_a_door_is_no_double_knock(
    agent: Membership, district: District
) -> None:
    door = make_door(district)
    knock(door, agent, device="one")
    knock(door, agent, TUESDAY + timedelta(hours=2), device="one")
    assert doubles(agent, TUESDAY + timedelta(days=1)) == []


def test_stalls_count_conversations_and_who_agreed_and_who_is_new(
    agent: Membership, district: District, words: ConsentWording
) -> None:
    with acting(TESTER, "plan a stall"):
        stall = Stall.objects.create(
            campaign=agent.campaign,
            code="STALL",
            name="Market",
            starts_at=TUESDAY,
            ends_at=TUESDAY + timedelta(hours=4),
        )
    says(make_elector(district), agent, words, 1, occasion=stall.pk, door=None)
    newcomer = make_newcomer(words, agent)
    met = {"consent": words, "consented_at": TUESDAY, "occasion": stall.pk}
    said = SPOKEN | {"answer": 2}
    keep(at_no_door(agent, newcomer=newcomer, payload=said, **met), agent)
    keep(at_no_door(agent, occasion=stall.pk), agent)
    keep(at_no_door(agent, occasion=stall.pk, payload={"outcome": "refused"}), agent)
    (found,) = stalls(agent)
    assert (found.spoken, found.agreed, found.newcomers, found.other) == (3, 2, 1, 1)
    assert found.answers == (1, 1, 0, 0, 0, 0)
    assert rounds_of_calls(agent) == []
    assert tallies(agent, By.DAY)[1].calls == 0
