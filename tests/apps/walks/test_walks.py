"""Walks cut, given out, handed in, divided and joined; and what the doorstep reads of them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Role
from hustings.apps.register.models import DoNotContact
from hustings.apps.walks.actions import (
    add_team,
    assign,
    begin_round,
    current_round,
    cut_district,
    hand_in,
    hand_out,
    merge,
    retire,
    retire_team,
    revoke,
    split,
    take_out,
    turn_round,
)
from hustings.apps.walks.models import LETTERS, Outing, Walk
from hustings.apps.walks.queries import (
    doors_knocked_on,
    doors_of,
    overview,
    stray_doors,
    under_way,
    walk_with,
    walks_in,
)
from hustings.core.errors import HustingsError
from hustings.core.walks import Choices, Length, Sides
from tests.apps.walks.streets import knock, make_street
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db

TEN = Choices(length=Length(doors=10))


def test_every_door_to_call_on_is_in_one_walk_and_none_twice() -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    doors = [
        *make_street(district, "Elm Row", 24),
        *make_street(district, "Mill Road", 17),
    ]
    walks = cut_district(district=district, choices=TEN, by=by, at=START)
    walked = [door for walk in walks for door in walk.doors]
    assert sorted(walked) == sorted(door.pk for door in doors)
    assert {walk.campaign_id for walk in walks} == {campaign.pk}
    assert max(len(walk.doors) for walk in walks) <= 13
    assert stray_doors(district) == 0


def test_doors_of_before_the_register_are_walked_and_those_of_nobody_to_call_on_are_not() -> (
    None
):
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    gathered = make_street(district, "Elm Row", 6, empty=True)
    alone, known = make_door(district), make_door(district)
    asked = make_elector(district, door=alone)
    make_elector(district, door=known)
    with acting(TESTER, "object"):
        DoNotContact.objects.create(campaign=campaign, elector=asked, since=START)
    (walk,) = cut_district(district=district, choices=TEN, by=by, at=START)
    assert set(walk.doors) == {known.pk, *(door.pk for door in gathered)}


def test_codes_are_read_without_doubt_and_found_however_they_are_typed() -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    make_street(district, "Elm Row", 10)
    (walk,) = cut_district(district=district, choices=TEN, by=by, at=START)
    assert len(walk.code) == 8 and set(walk.code) <= set(LETTERS)
    assert not set("01IOLU") & set(LETTERS)
    assert walk_with(by, f" {walk.code[:4].lower()}-{walk.code[4:]} ") == walk
    assert walk_with(make_member(make_campaign()), walk.code) is None
    elsewhere = make_member(
        campaign, Role.CANVASSER, districts=[make_district(campaign, "ZZ").pk]
    )
    assert walk_with(elsewhere, walk.code) is None


def test_a_new_cut_retires_the_walks_before_it_but_not_the_other_sides() -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    make_street(district, "Elm Row", 20)
    odds = Choices(length=Length(doors=10), sides=Sides.ODD)
    evens = Choices(length=Length(doors=10), sides=Sides.EVEN)
    first = cut_district(district=district, choices=TEN, by=by, at=START)
    cut_district(district=district, choices=odds, by=by, at=START)
    cut_district(district=district, choices=evens, by=by, at=START)
    held = list(walks_in(by).in_use())
    assert {walk.options["sides"] for walk in held} == {"odd", "even"}
    assert stray_doors(district) == 0
    assert not {walk.pk for walk in first} & {walk.pk for walk in held}
    assert len({walk.position for walk in held}) == len(held)


def test_a_walk_is_out_once_and_free_again_after_it_was_handed_in() -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    make_street(district, "Elm Row", 10)
    (walk,) = cut_district(district=district, choices=TEN, by=by, at=START)
    red = add_team(campaign=campaign, name="Red", colour="orange", by=by)
    outing = hand_out(walk=walk, team=red, by=by, at=START)
    with pytest.raises(HustingsError, match="out with Red already"):
        hand_out(walk=walk, member=by, by=by, at=START)
    other = make_member(campaign, Role.CANVASSER)
    assert take_out(walk=walk, by=other, at=START) == outing
    assert list(under_way(campaign)) == [outing]
    hand_in(outing=outing, by=by, at=START + timedelta(hours=1))
    revoke(outing=outing, by=by, at=START + timedelta(hours=2))
    outing.refresh_from_db()
    assert outing.revoked_at is None and outing.handed_in_at == START + timedelta(
        hours=1
    )
    mine = take_out(walk=walk, by=other, at=START + timedelta(hours=3))
    assert mine != outing and mine.member == other


def test_the_database_itself_lets_no_walk_out_twice() -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    make_street(district, "Elm Row", 10)
    (walk,) = cut_district(district=district, choices=TEN, by=by, at=START)
    outing = hand_out(walk=walk, member=by, by=by, at=START)
    with pytest.raises(IntegrityError), transaction.atomic(), acting(TESTER, "cheat"):
        Outing.objects.create(
            campaign=campaign, walk=walk, round=outing.round, member=by, taken_at=START
        )


def test_a_walk_is_done_when_handed_in_and_to_do_again_in_the_next_round() -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    make_street(district, "Elm Row", 20)
    one, two = cut_district(district=district, choices=TEN, by=by, at=START)
    called_back = hand_out(walk=two, member=by, by=by, at=START)
    revoke(outing=called_back, by=by, at=START)
    hand_in(outing=hand_out(walk=one, member=by, by=by, at=START), by=by, at=START)
    first = current_round(campaign=campaign, by=by, at=START)
    assert first.name == "Round 1"
    assert list(Walk.objects.of(campaign).to_do(first)) == [two]
    (row,) = overview(campaign, [district], first)
    assert (row.walks, row.doors, row.out, row.done) == (2, 20, 0, 1)
    second = begin_round(campaign=campaign, name="", by=by, at=START)
    first.refresh_from_db()
    assert first.closed_at and Walk.objects.of(campaign).to_do(second).count() == 2


def test_a_walk_is_divided_and_joined_without_losing_a_door() -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    make_street(district, "Elm Row", 20)
    (walk,) = cut_district(district=district, choices=Choices(), by=by, at=START)
    parts = split(walk=walk, after=7, by=by, at=START)
    assert [part.name for part in parts] == [f"{walk.name}a", f"{walk.name}b"]
    assert set(parts[0].doors) == set(walk.doors[:7])
    walk.refresh_from_db()
    assert walk.retired_at and stray_doors(district) == 0
    whole = merge(walks=parts, by=by, at=START)
    assert sorted(whole.doors) == sorted(walk.doors)
    with pytest.raises(HustingsError, match="after door 1 to 19"):
        split(walk=whole, after=20, by=by, at=START)


def test_a_walk_that_is_out_is_neither_divided_nor_retired() -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    make_street(district, "Elm Row", 10)
    (walk,) = cut_district(district=district, choices=TEN, by=by, at=START)
    hand_out(walk=walk, member=by, by=by, at=START)
    for change in (
        lambda: split(walk=walk, after=5, by=by, at=START),
        lambda: retire(walk=walk, by=by, at=START),
    ):
        with pytest.raises(HustingsError, match="Have it handed in"):
            change()


def test_a_walk_turned_round_begins_at_its_other_end() -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    make_street(district, "Elm Row", 10)
    (walk,) = cut_district(district=district, choices=TEN, by=by, at=START)
    before = list(walk.doors)
    turn_round(walk=walk, by=by)
    walk.refresh_from_db()
    assert walk.doors == before[::-1]


def test_a_retired_team_has_no_walks_and_one_of_another_campaign_gets_none() -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    make_street(district, "Elm Row", 10)
    walks = cut_district(district=district, choices=TEN, by=by, at=START)
    red = add_team(campaign=campaign, name="Red", colour="orange", by=by)
    assign(walks=walks, team=red, by=by)
    assert Walk.objects.get(pk=walks[0].pk).team == red
    retire_team(team=red, by=by, at=START)
    assert Walk.objects.get(pk=walks[0].pk).team is None
    theirs = make_campaign()
    blue = add_team(campaign=theirs, name="Blue", colour="blue", by=make_member(theirs))
    with pytest.raises(HustingsError, match="no team of this campaign"):
        assign(walks=walks, team=blue, by=by)


def test_doors_of_a_walk_come_in_its_order_with_people_and_what_came_of_each() -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    doors = make_street(district, "Elm Row", 6)
    asked = make_elector(district, door=doors[0], surname="Leftalone")
    make_elector(district, door=doors[1], is_anonymous=True)
    make_elector(district, door=doors[1], closed_on=START.date())
    with acting(TESTER, "object"):
        DoNotContact.objects.create(campaign=campaign, elector=asked, since=START)
    (walk,) = cut_district(district=district, choices=TEN, by=by, at=START)
    knock(doors[2], by, minute=1)
    knock(doors[2], by, minute=9, outcome="spoken-to")
    knock(doors[2], by, minute=5, outcome="refused")
    listed = doors_of(walk, walk.campaign)
    assert [each.door.pk for each in listed] == walk.doors
    found = {each.door.pk: each for each in listed}
    assert [(p.elector.surname, p.leave) for p in found[doors[0].pk].people] == [
        ("Bloggs", False),
        ("Leftalone", True),
    ]
    assert len(found[doors[1].pk].people) == 1
    last = found[doors[2].pk].last
    assert last and last.payload["outcome"] == "spoken-to"
    assert found[doors[3].pk].last is None


def test_doors_of_a_walk_take_as_many_queries_for_many_doors_as_for_few(
    django_assert_max_num_queries: object,
) -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    make_wording(campaign)
    make_street(district, "Elm Row", 40)
    (walk,) = cut_district(district=district, choices=Choices(), by=by, at=START)
    with django_assert_max_num_queries(7):  # type: ignore[operator]  # pytest-django's fixture has no type of its own
        doors_of(walk, walk.campaign)


def test_doors_knocked_on_are_counted_by_outing_and_a_second_knock_adds_none() -> None:
    campaign = make_campaign()
    by, district = make_member(campaign), make_district(campaign)
    doors = make_street(district, "Elm Row", 10)
    (walk,) = cut_district(district=district, choices=TEN, by=by, at=START)
    outing = hand_out(walk=walk, member=by, by=by, at=START)
    knock(doors[0], by, minute=1, occasion=outing.pk)
    knock(doors[0], by, minute=2, occasion=outing.pk)
    knock(doors[1], by, minute=3, occasion=outing.pk)
    knock(doors[2], by, minute=4)
    assert doors_knocked_on(by, [outing.pk]) == {outing.pk: 2}
