"""Walks cut before the register came keep their doors when these are joined to the register's."""

import pytest

from hustings.apps.campaigns.models import Membership
from hustings.apps.live.queries.district import walks_so_far
from hustings.apps.newcomers.actions import join_doors
from hustings.apps.register.models import District, Door
from hustings.apps.walks.actions import cut_district, merge, split, take_out
from hustings.apps.walks.models import Walk
from hustings.apps.walks.queries import doors_of, stray_doors
from hustings.core.walks import Choices, Length, Sides
from tests.apps.newcomers.before import typed
from tests.apps.walks.streets import knock, make_street
from tests.factories import START, make_campaign, make_district, make_member

pytestmark = pytest.mark.django_db
TEN = Choices(length=Length(doors=10))


def _cut_before_the_register(by: Membership) -> tuple[District, list[Walk]]:
    area = typed(by, "Elm Row 1-19")
    return area, cut_district(district=area, choices=TEN, by=by, at=START)


def _joined(by: Membership, number: int = 19) -> tuple[District, dict[str, Door]]:
    """The register's doors, with the first so many of ours joined to them."""
    district = make_district(by.campaign, code="AB")
    doors = {door.label: door for door in make_street(district, "Elm Row", 19)}
    own = Door.objects.of(by.campaign).exclude(district=district)
    pairs = {door: doors[door.label] for door in own if int(door.label) <= number}
    join_doors(pairs=pairs, why="key", is_sure=True, by=by, at=START)
    return district, doors


def test_a_walk_lists_the_registers_doors_in_its_old_order_and_what_came_of_them() -> (
    None
):
    by = make_member(make_campaign())
    _, (first, second) = _cut_before_the_register(by)
    before = [each.door for each in doors_of(first, first.campaign)]
    knock(before[0], by, minute=1, outcome="refused")
    _, doors = _joined(by)
    after = doors_of(first, first.campaign)
    assert [each.door.pk for each in after] == [doors[d.label].pk for d in before]
    assert after[0].last and after[0].last.payload["outcome"] == "refused"
    assert len(after) + len(doors_of(second, second.campaign)) == 19


def test_doors_that_are_one_on_the_register_stand_once_in_the_walk() -> None:
    by = make_member(make_campaign())
    _, (walk, _) = _cut_before_the_register(by)
    _, doors = _joined(by, 0)
    own = Door.objects.of(by.campaign).filter(pk__in=walk.doors[:2])
    theirs = next(iter(doors.values()))
    pairs = dict.fromkeys(own, theirs)
    join_doors(pairs=pairs, why="hand", is_sure=False, by=by, at=START)
    listed = [each.door.pk for each in doors_of(walk, walk.campaign)]
    assert listed.count(theirs.pk) == 1 and len(listed) == len(walk.doors) - 1


def test_such_a_walk_is_drawn_and_none_of_its_doors_is_stray() -> None:
    by = make_member(make_campaign())
    area, walks = _cut_before_the_register(by)
    district, _ = _joined(by)
    assert stray_doors(district) == 0
    rows, _ = walks_so_far(by, area)
    assert [row.walk.pk for row in rows] == [walk.pk for walk in walks]


def test_such_walks_are_divided_and_joined_with_all_their_doors() -> None:
    by = make_member(make_campaign())
    _, (first, second) = _cut_before_the_register(by)
    _, doors = _joined(by)
    halves = split(walk=first, after=4, by=by, at=START)
    whole = merge(walks=[*halves, second], by=by, at=START)
    assert sorted(whole.doors) == sorted(door.pk for door in doors.values())


def test_cutting_the_registers_district_retires_the_walks_that_it_replaces_alone() -> (
    None
):
    by = make_member(make_campaign())
    _, (first, second) = _cut_before_the_register(by)
    ours = {int(d.label) for d in Door.objects.filter(pk__in=first.doors)}
    district, _ = _joined(by, max(ours))
    cut_district(district=district, choices=Choices(sides=Sides.ODD), by=by, at=START)
    assert Walk.objects.in_use().filter(pk=first.pk).exists()
    outing = take_out(walk=first, by=by, at=START)
    cut_district(district=district, choices=TEN, by=by, at=START)
    kept = Walk.objects.in_use().filter(pk__in=[first.pk, second.pk])
    assert list(kept) == [second], "it has doors that are on no register yet"
    outing.refresh_from_db()
    assert outing.is_under_way
