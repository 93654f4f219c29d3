"""What the live view counts: each figure worked out by hand from a few knocks."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership, Role
from hustings.apps.doorstep.models import CallRound
from hustings.apps.ledger.actions import record_event, void_event
from hustings.apps.ledger.models import Event
from hustings.apps.live.queries.breakdown import breakdown
from hustings.apps.live.queries.calls import By, Tally, tallies
from hustings.apps.live.queries.never_in import Part, never_in
from hustings.apps.live.queries.reach import reach
from hustings.apps.register.models import District, Door, Elector
from tests.apps.ledger.visits import answer, door_visit
from tests.apps.walks.streets import make_street
from tests.factories import (
    TESTER,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db
LONDON = ZoneInfo("Europe/London")
# Tuesday the 14th of April 2026, a quarter past ten in the morning in London, where it is nine by Greenwich.
TUESDAY = datetime(2026, 4, 14, 10, 15, tzinfo=LONDON)
SPOKEN, NOT_IN = {"outcome": "spoken-to"}, {"outcome": "not-in"}


def keep(event: Event, by: Membership) -> Event:
    record_event(event=event, by=by, at=event.happened_at)
    return Event.objects.get(campaign=event.campaign_id, pk=event.pk)


def knock(door: Door, by: Membership, at: datetime = TUESDAY, **values: Any) -> Event:
    return keep(door_visit(door, by, happened_at=at, **values), by)


def says(
    elector: Elector,
    by: Membership,
    words: ConsentWording,
    given: object = 1,
    at: datetime = TUESDAY,
    **values: Any,
) -> Event:
    payload = {"outcome": "spoken-to", "answer": given} | values.pop("payload", {})
    event = answer(elector, by, words, happened_at=at, payload=payload, **values)
    return keep(event, by)


def test_a_household_asked_person_by_person_is_one_call_and_two_answers(
    agent: Membership, district: District, words: ConsentWording
) -> None:
    door = make_door(district)
    for given in (1, 5):
        says(make_elector(district, door=door), agent, words, given)
    found, total = tallies(agent, By.DISTRICT)
    assert total == found[str(district.pk)]
    assert (total.doors, total.calls, total.answered) == (1, 1, 1)
    assert total.answers == (1, 0, 0, 0, 1, 0)


def test_the_same_door_in_the_morning_and_in_the_evening_is_two_calls_of_one_door(
    agent: Membership, district: District
) -> None:
    door = make_door(district)
    knock(door, agent)
    knock(door, agent, TUESDAY + timedelta(hours=8), payload=SPOKEN)
    found, total = tallies(agent, By.HOUR)
    assert (total.doors, total.calls, total.answered, total.rate) == (1, 2, 1, 50)
    # By the clock in London, which is an hour ahead of Greenwich in April.
    assert {key: tally.answered for key, tally in found.items()} == {"10": 0, "18": 1}


def test_what_was_taken_back_is_no_call(agent: Membership, district: District) -> None:
    event = knock(make_door(district), agent, payload=SPOKEN)
    void_event(event=event, by=agent, at=TUESDAY)
    assert tallies(agent, By.DAY) == ({}, Tally())


def test_a_persons_answer_counts_once_by_the_latest_and_where_it_was_given(
    agent: Membership, district: District, words: ConsentWording
) -> None:
    elector = make_elector(district)
    says(elector, agent, words, 2)
    says(elector, agent, words, "wont-say", TUESDAY + timedelta(days=1))
    found, total = tallies(agent, By.DAY)
    assert found["2026-04-14"].answers == (0, 0, 0, 0, 0, 0)
    assert found["2026-04-15"].answers == total.answers == (0, 0, 0, 0, 0, 1)


@pytest.mark.parametrize("by", By)
def test_calls_and_answers_add_up_to_the_same_whichever_way_they_are_counted(
    agent: Membership, district: District, words: ConsentWording, by: By
) -> None:
    for number, door in enumerate(make_street(district, "Elm Row", 6, empty=True)):
        at = TUESDAY + timedelta(hours=5 * number)
        knock(door, agent, at)
        says(make_elector(district, door=door), agent, words, 3, at)
    found, total = tallies(agent, by)
    assert (total.calls, total.answered, total.answers[2]) == (6, 6, 6)
    assert sum(tally.calls for tally in found.values()) == 6
    assert sum(tally.answers[2] for tally in found.values()) == 6


def test_a_door_of_before_the_register_counts_as_the_registers_own(
    agent: Membership, district: District
) -> None:
    early, real = make_door(district, street="Mill Rd"), make_door(district)
    with acting(TESTER, "find the door"):
        Door.objects.filter(pk=early.pk).update(became=real)
    knock(early, agent)
    found = breakdown(agent, By.STREET, district=district, sees_answers=True)
    assert [(line.label, line.there, line.tally.doors) for line in found.lines] == [
        ("Mill Road", 1, 1)
    ]


def test_a_sheets_canvasser_is_named_and_a_phones_colour_together_with_its_holder(
    agent: Membership, district: District
) -> None:
    asha = make_member(agent.campaign, Role.CANVASSER)
    red = NOT_IN | {"canvasser": "Red"}
    knock(make_door(district), agent, payload=NOT_IN | {"canvasser": "Ben Sharp"})
    knock(make_door(district), asha, payload=red, device="one")
    knock(make_door(district), agent, payload=red, device="two")
    knock(make_door(district), asha, device="one")
    lines = breakdown(agent, By.CANVASSER, sees_answers=True).lines
    assert {line.label for line in lines} == {
        "Ben Sharp",
        f"Red ({asha.user})",
        f"Red ({agent.user})",
        str(asha.user),
    }


def test_whoever_may_not_see_answers_gets_no_small_count_no_total_and_no_second_table(
    agent: Membership, district: District, words: ConsentWording
) -> None:
    for given in (1, 1, 1, 1, 1, 2, 2, 2, 2):
        says(make_elector(district), agent, words, given)
    found = breakdown(agent, By.DISTRICT, sees_answers=False)
    assert [line.answers for line in found.lines] == [(5, None, None, None, None, None)]
    assert found.total.answers == ()
    for by in set(By) - {By.DISTRICT}:
        told = breakdown(agent, by, district=district, sees_answers=False)
        assert not told.says_answers and not told.total.answers


def test_a_member_of_an_area_sees_their_area_alone(
    agent: Membership, district: District, words: ConsentWording
) -> None:
    other = make_district(agent.campaign, "ZZ9")
    says(make_elector(district), agent, words)
    says(make_elector(other), agent, words)
    limited = make_member(agent.campaign, Role.ORGANISER, districts=[other.pk])
    (line,) = breakdown(limited, By.DISTRICT, sees_answers=True).lines
    assert (line.key, line.tally.calls) == (str(other.pk), 1)
    assert reach(limited, TUESDAY).pace.electorate == 1
    assert reach(limited, TUESDAY).named == 1


def test_another_campaigns_knocks_are_in_no_figure(
    agent: Membership, district: District
) -> None:
    knock(make_door(district), agent, payload=SPOKEN)
    stranger = make_member(make_campaign(), Role.AGENT)
    assert tallies(stranger, By.DAY) == ({}, Tally())
    assert reach(stranger, TUESDAY).pace.spoken == 0
    assert never_in(stranger, None, None, 1)[0].doors == 0


def test_at_least_so_many_people_were_spoken_with(
    agent: Membership, district: District, words: ConsentWording
) -> None:
    """Two named at one door, where somebody unnamed spoke too: two. An unnamed door: one. A telephone call: none."""
    shared = make_door(district)
    for _ in range(2):
        says(make_elector(district, door=shared), agent, words)
    knock(shared, agent, payload=SPOKEN)
    knock(make_door(district), agent, payload=SPOKEN)
    knock(make_door(district), agent)
    with acting(TESTER, "begin a round of calls"):
        calls = CallRound.objects.create(
            campaign=agent.campaign, code="CALLS", name="Evening", begun_at=TUESDAY
        )
    says(make_elector(district), agent, words, occasion=calls.pk, door=None)
    found = reach(agent, TUESDAY)
    assert (found.named, found.unnamed, found.pace.spoken) == (2, 1, 3)
    assert found.pace.electorate == 3


def test_a_door_that_spoke_before_is_no_gain_once_somebody_there_agrees(
    agent: Membership, district: District, words: ConsentWording
) -> None:
    """At least one person was reached there ten days ago, and it still is at least one: the week gained nobody."""
    elector = make_elector(district)
    assert elector.door
    knock(elector.door, agent, TUESDAY - timedelta(days=10), payload=SPOKEN)
    says(elector, agent, words)
    found = reach(agent, TUESDAY)
    assert (found.pace.spoken, found.pace.gained, found.pace.days) == (1, 0, 7)
    says(make_elector(district), agent, words)
    assert reach(agent, TUESDAY).pace.gained == 1


def test_a_canvass_of_three_days_has_a_pace_of_three_days(
    agent: Membership, district: District
) -> None:
    knock(make_door(district), agent, TUESDAY - timedelta(days=2), payload=SPOKEN)
    assert reach(agent, TUESDAY).pace.days == 3


def test_somebody_struck_off_or_unable_to_vote_is_no_part_of_the_electorate(
    agent: Membership, district: District, words: ConsentWording
) -> None:
    gone = make_elector(district, closed_on=TUESDAY.date())
    says(gone, agent, words)
    make_elector(district, may_vote="no")
    make_elector(district, may_vote="ask")
    found = reach(agent, TUESDAY)
    assert found.named == 0 and found.pace.electorate == 1


def test_never_in_are_the_doors_where_every_knock_found_nobody(
    agent: Membership, district: District
) -> None:
    tried, opened, refused = make_street(district, "Elm Row", 3)
    knock(tried, agent)
    knock(tried, agent, TUESDAY + timedelta(hours=8, days=1))
    knock(opened, agent)
    knock(opened, agent, TUESDAY + timedelta(hours=1), payload=SPOKEN)
    knock(refused, agent, payload={"outcome": "refused"})
    counts, (door,) = never_in(agent, district, None, 1)
    assert (door.label, door.street, door.district) == ("1", "Elm Row", "AB1")
    assert [f"{hour:%a %H}" for hour in door.hours] == ["Tue 10", "Wed 18"]
    assert (counts.doors, counts.hours) == (1, [(10, 1), (18, 1)])
    assert counts.untried == {Part.DAY: 0, Part.EVENING: 0, Part.WEEKEND: 1}
    assert never_in(agent, None, Part.DAY, 1) == (counts, [])
    assert never_in(agent, None, Part.WEEKEND, 1) == (counts, [door])
    assert never_in(agent, None, None, 2) == (counts, [door]), "the last page"


def test_doors_never_in_come_by_the_page_in_walking_order(
    agent: Membership, district: District
) -> None:
    doors = make_street(district, "Elm Row", 103)
    for door in doors:
        knock(door, agent)
    counts, first = never_in(agent, None, None, 1)
    _, second = never_in(agent, None, None, 2)
    _, beyond = never_in(agent, None, None, 99)
    assert counts.doors == 103 and len(first) == 100
    assert [each.label for each in first + second] == [door.label for door in doors]
    assert beyond == second
