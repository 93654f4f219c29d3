"""Polling day for whoever is limited to an area of before the register: its people, under its name, and nobody else."""

from pathlib import Path

import pytest
from django.http import Http404

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.canvass.progress import progress_by_district
from hustings.apps.jobs.actions import enqueue
from hustings.apps.ledger.models import Event
from hustings.apps.live.queries.breakdown import Line, breakdown
from hustings.apps.live.queries.calls import By
from hustings.apps.live.queries.never_in import never_in
from hustings.apps.newcomers.actions import join_doors, part_doors, register_arrived
from hustings.apps.newcomers.models import DoorLink
from hustings.apps.pollday.actions import Outcome
from hustings.apps.pollday.queries import (
    day_counted,
    latest_marks,
    mark_for,
    marks,
)
from hustings.apps.pollday.tally import tally
from hustings.apps.pollday.work import print_sheets
from hustings.apps.register.actions import correct_door, correct_elector
from hustings.apps.register.models import (
    District,
    Door,
    Elector,
    Import,
    NumberMatch,
)
from hustings.apps.register.queries import corrections_in, questions_in
from hustings.apps.register.queries.figures import figures_by_district
from hustings.core.errors import HustingsError
from tests.apps.newcomers.before import read_in, told, typed
from tests.apps.pollday.day import MORNING, answer, type_in
from tests.factories import START, TESTER, make_campaign, make_member, make_wording

pytestmark = pytest.mark.django_db


@pytest.fixture
def agent() -> Membership:
    address = "12 Mill Road, Exampleton"
    return make_member(make_campaign(is_demonstration=False, return_address=address))


@pytest.fixture
def wording(agent: Membership) -> ConsentWording:
    return make_wording(agent.campaign)


@pytest.fixture
def area(agent: Membership, tmp_path: Path) -> District:
    """12, 14 and 18 Mill Road, of which the register, in by now, has the first two; it has 16 as well."""
    area = typed(agent, "Mill Road 12-14 even", "Mill Road 18")
    read_in(agent.campaign, tmp_path)
    return area


@pytest.fixture
def limited(agent: Membership, area: District) -> Membership:
    return make_member(agent.campaign, "organiser", districts=[area.pk])


def _of(number: int) -> Elector:
    return Elector.objects.get(number=number)


def _figures(member: Membership) -> list[tuple[str, int, int]]:
    rows = tally(member, day_counted(member.campaign, MORNING)).districts
    return [(str(row.district), row.voted, row.left) for row in rows]


def test_its_pledges_and_its_marks_count_under_its_name(
    agent: Membership, wording: ConsentWording, area: District, limited: Membership
) -> None:
    for number in (1, 2, 3):
        answer(_of(number), agent, wording)
    type_in(_of(1).district, agent, "1 3 4")

    assert _figures(limited) == [(str(area), 1, 1)]
    [hour] = [
        h for h in tally(limited, day_counted(agent.campaign, MORNING)).hours if h.ours
    ]
    assert (hour.marked, hour.ours, hour.so_far) == (1, 1, 1)
    assert _figures(agent) == [("AB", 2, 1), (str(area), 0, 0)]


def test_a_number_with_its_letters_is_kept_there_and_stands_on_its_page(
    agent: Membership, area: District, limited: Membership
) -> None:
    own, theirs = type_in(area, limited, "AB-2 AB-3")

    assert (own.outcome, theirs.outcome) == (Outcome.KEPT, Outcome.UNKNOWN)
    type_in(_of(1).district, agent, "1 3")
    found = latest_marks(limited, area, own=False)
    assert {mark.elector for mark in found} == {_of(1), _of(2)}


def test_marks_of_others_are_neither_counted_nor_taken_back(
    agent: Membership, area: District, limited: Membership
) -> None:
    type_in(_of(1).district, agent, "1 3")
    own, theirs = (Event.objects.get(elector=_of(number)) for number in (1, 3))

    assert list(marks(limited, day_counted(agent.campaign, MORNING))) == [own]
    assert mark_for(limited, own.pk) == own
    with pytest.raises(Http404):
        mark_for(limited, theirs.pk)


def test_its_knocking_up_sheets_have_its_pledges(
    agent: Membership, wording: ConsentWording, area: District, limited: Membership
) -> None:
    asked: dict[str, object] = {"districts": [str(area.pk)], "size": "a4"}
    job = enqueue(
        kind="pollday.sheets", title="Sheets", by=limited, arguments=asked, at=START
    )
    answer(_of(3), agent, wording)
    with pytest.raises(HustingsError, match="Nobody is left"):
        print_sheets(job, lambda *_: None)
    answer(_of(2), agent, wording)

    assert print_sheets(job, lambda *_: None)["electors"] == 1


def test_the_register_and_the_canvass_count_its_own_under_its_name(
    agent: Membership, wording: ConsentWording, area: District, limited: Membership
) -> None:
    for number in (2, 3):
        answer(_of(number), agent, wording, said=2)
    told(agent, door=_of(1).door, outcome="not-in")
    told(agent, door=_of(3).door, outcome="not-in")

    [register] = figures_by_district(limited)
    assert (register.district, register.electors) == (area, 2)
    [row] = progress_by_district(limited, with_answers=True)
    assert (row.district, row.doors, row.knocked, row.spoken_to) == (area, 3, 2, 1)
    assert row.answers == (0, 1, 0, 0, 0)
    for by, district in ((By.DISTRICT, None), (By.STREET, area)):
        found = breakdown(limited, by, district=district, sees_answers=True)
        [line] = found.lines
        assert _counts(line) == _counts(found.total) == (3, 2, 2, 1)
    summary, _ = never_in(limited, area, None, 1)
    assert summary.doors == 1


def _counts(line: Line) -> tuple[int | None, int, int, int]:
    return line.there, line.tally.doors, line.tally.calls, line.tally.answers[1]


def test_corrections_and_questions_are_those_of_its_own(
    agent: Membership, area: District, limited: Membership
) -> None:
    for number in (2, 3):
        elector = _of(number)
        correct_elector(elector=elector, values={"title": "Dr"}, by=agent, at=START)
        assert elector.door
        correct_door(door=elector.door, field="place", value="1", by=agent, at=START)
        _question(elector, _of(4))

    own = {(each.elector, each.door) for each in corrections_in(limited)}
    assert own == {(_of(2), None), (None, _of(2).door)}
    assert [each.later for each in questions_in(limited)] == [_of(2)]
    assert corrections_in(agent).count() == 4
    assert questions_in(agent).count() == 2


def _question(later: Elector, earlier: Elector) -> None:
    with acting(TESTER, "ask about a number"):
        NumberMatch.objects.create(
            campaign=later.campaign,
            of_import=Import.objects.get(),
            earlier=earlier,
            later=later,
            score=1,
            why="a test",
        )


def _seen(member: Membership) -> set[int]:
    """The numbers of the electors whom the member may see; of visits and marks those of nobody else."""
    people = {each.pk: each.number for each in Elector.objects.for_member(member)}
    events = Event.objects.for_member(member).filter(elector__isnull=False)
    assert {event.elector_id for event in events} <= people.keys()
    return set(people.values())


def test_a_door_that_is_parted_again_is_the_areas_no_more(
    agent: Membership, wording: ConsentWording, limited: Membership
) -> None:
    for number in (1, 2, 3):
        answer(_of(number), agent, wording)
    assert _seen(limited) == {1, 2}
    link = DoorLink.objects.in_force().get(register_door=_of(1).door)

    part_doors(made=link, by=agent, at=START)

    assert _seen(limited) == {2}
    assert _of(1).door not in Door.objects.for_member(limited)


def test_a_door_added_to_a_district_of_the_register_opens_no_other_district(
    agent: Membership, area: District
) -> None:
    """The door joined, whoever is limited to that district sees nobody of the one in which it lies."""
    member = make_member(agent.campaign, "canvasser", districts=[area.pk])
    with acting(TESTER, "an area of our own is a district of the register"):
        District.objects.filter(pk=area.pk).update(is_provisional=False)

    assert _seen(member) == set()
    assert _of(1).door not in Door.objects.for_member(member)


def test_whoever_is_limited_opens_no_door_by_typing_it_into_the_area(
    agent: Membership, limited: Membership, area: District
) -> None:
    """Those that the register has elsewhere are refused; a street that it has not, and one's own, are taken."""
    typed(limited, "Mill Road 12", "Mill Road 20")
    with pytest.raises(HustingsError, match="16 Mill Road is on the register outside"):
        typed(limited, "Mill Road 16", "Mill Road 22")
    register_arrived(campaign=agent.campaign, by=limited, at=START)

    assert _seen(limited) == {1, 2}
    assert not Door.objects.filter(district=area, label="22").exists()
    typed(agent, "Mill Road 16")
    register_arrived(campaign=agent.campaign, by=agent, at=START)
    assert _seen(limited) == {1, 2, 3, 4}


def test_a_like_area_of_another_campaign_opens_nothing_of_ours(
    agent: Membership, area: District
) -> None:
    """Not even if one of its doors were joined to one of ours."""
    other = make_member(make_campaign())
    theirs = typed(other, "Mill Road 16")
    [door] = Door.objects.filter(district=theirs)
    target = _of(3).door
    assert target
    join_doors(pairs={door: target}, why="a test", is_sure=True, by=other, at=START)
    member = make_member(other.campaign, "canvasser", districts=[theirs.pk, area.pk])
    assert _seen(member) == set()
    assert {each.pk for each in Door.objects.for_member(member)} == {door.pk}
