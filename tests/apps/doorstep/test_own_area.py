"""Whoever is limited to an area of before the register keeps its doors when these become doors of the register's."""

from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.doorstep.actions import occasions
from hustings.apps.doorstep.actions.occasions import plan_stall
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import part_doors
from hustings.apps.newcomers.models import DoorLink
from hustings.apps.register.models import District, Door, Elector, Newcomer
from hustings.apps.walks.actions import cut_district
from hustings.core.doorstep import Consent, Kind
from hustings.core.errors import HustingsError
from hustings.core.walks import Choices
from tests.apps.doorstep.lists import (
    agrees,
    calls_in,
    get,
    names,
    phone_of,
    post,
    stall_in,
    walk_past,
)
from tests.apps.doorstep.lists import said as told
from tests.apps.doorstep.phones import event_by, results, sent
from tests.apps.doorstep.said import answer, words_about
from tests.apps.newcomers.before import read_in, typed
from tests.factories import (
    START,
    TESTER,
    make_district,
    make_door,
    make_elector,
    make_newcomer,
)

pytestmark = pytest.mark.django_db
# Those who live at the area's doors.
EVERYBODY = ["Asha Begum", "William John Smithson"]


@pytest.fixture
def area(agent: Membership) -> District:
    """12, 14 and 18 Mill Road, of which the register has the first two; it has 16 as well, which we have not."""
    return typed(agent, "Mill Road 12-14 even", "Mill Road 18")


def _at(label: str, area: District) -> Door:
    """The register's door of that number; ours where the register has none."""
    rows = Door.objects.of(area.campaign).filter(street="Mill Road", label=label)
    return rows.get(became=None)


def _listed(agent: Membership, area: District) -> tuple[list[str], list[str]]:
    """The doors and the names that a canvasser of the area gets with the walk that was cut before the register."""
    phone = phone_of(agent, districts=(area.id,))
    [walk] = area.walks.all()
    bundle = get(phone, f"walks/{walk.code}").json()
    return sorted(door["label"] for door in bundle["doors"]), sorted(names(bundle))


def test_the_walk_has_its_doors_with_who_lives_there_and_no_other_of_the_district(
    agent: Membership, area: District, tmp_path: Path
) -> None:
    cut_district(district=area, choices=Choices(), by=agent, at=START)
    assert _listed(agent, area) == (["12", "14", "18"], [])

    read_in(agent.campaign, tmp_path)

    assert _listed(agent, area) == (["12", "14", "18"], EVERYBODY)


def test_a_walk_that_has_other_doors_of_the_district_is_given_without_them(
    agent: Membership, area: District, tmp_path: Path
) -> None:
    [walk] = cut_district(district=area, choices=Choices(), by=agent, at=START)
    read_in(agent.campaign, tmp_path)
    with acting(TESTER, "a walk has one door more"):
        walk.doors = [*walk.doors, _at("16", area).pk]
        walk.save(update_fields=["doors"])

    assert _listed(agent, area)[0] == ["12", "14", "18"]


def test_what_was_said_at_its_doors_counts_and_what_was_said_at_others_does_not(
    agent: Membership, area: District, wording: ConsentWording, tmp_path: Path
) -> None:
    before = _at("12", area)
    read_in(agent.campaign, tmp_path)
    phone = phone_of(agent, districts=(area.id,))
    begum = Elector.objects.get(surname="Begum")
    okoro = Elector.objects.filter(surname="Okoro")[0]
    at = now()
    mine = [
        event_by(phone, happened_at=at, door=before.id),
        event_by(phone, happened_at=at, door=_at("12", area).id),
        event_by(phone, happened_at=at, elector=begum.id, **said(wording, at)),
    ]
    others = [
        event_by(phone, happened_at=at, door=_at("16", area).id),
        event_by(phone, happened_at=at, elector=okoro.id, **said(wording, at)),
        event_by(phone, happened_at=at, elector=okoro.id, door=_at("12", area).id),
    ]

    assert results(sent(*mine, at=at)) == ["kept"] * 3
    assert results(sent(*others, at=at)) == ["refused other-area"] * 3
    kept = Event.objects.visits().standing().values_list("door__label", flat=True)
    assert sorted(filter(None, kept)) == ["12", "12", "14"]


def said(wording: ConsentWording, at: datetime) -> dict[str, Any]:
    return answer(wording) | {"consent": Consent(wording.id, at)}


def test_somebody_met_at_its_doors_is_kept_and_at_others_not(
    agent: Membership, area: District, wording: ConsentWording, tmp_path: Path
) -> None:
    read_in(agent.campaign, tmp_path)
    phone, at = phone_of(agent, districts=(area.id,)), now()
    met = [
        event_by(
            phone,
            Kind.NEWCOMER,
            happened_at=at,
            newcomer=uuid4(),
            door=_at(label, area).id,
            consent=Consent(wording.id, at),
            payload={"surname": "Bee"},
        )
        for label in ("14", "16")
    ]

    assert results(sent(*met, at=at)) == ["kept", "refused other-area"]
    assert [each.door for each in Newcomer.objects.all()] == [_at("14", area)]


def test_a_door_parted_again_is_the_districts_alone(
    agent: Membership, area: District, tmp_path: Path
) -> None:
    cut_district(district=area, choices=Choices(), by=agent, at=START)
    read_in(agent.campaign, tmp_path)
    theirs = _at("14", area)
    made = DoorLink.objects.in_force().get(register_door=theirs)

    part_doors(made=made, by=agent, at=START)

    assert _listed(agent, area) == (["12", "14", "18"], ["William John Smithson"])
    phone, at = phone_of(agent, districts=(area.id,)), now()
    knock = event_by(phone, happened_at=at, door=theirs.id)
    assert results(sent(knock, at=at)) == ["refused other-area"]


def test_one_area_does_not_open_the_doors_of_another(
    agent: Membership, area: District, tmp_path: Path
) -> None:
    other = typed(agent, "Mill Road 16", area="The other end")
    read_in(agent.campaign, tmp_path)
    phone, at = phone_of(agent, districts=(other.id,)), now()
    here = event_by(phone, happened_at=at, door=_at("16", area).id)
    there = event_by(phone, happened_at=at, door=_at("12", area).id)

    assert results(sent(here, there, at=at)) == ["kept", "refused other-area"]


def test_a_stall_and_a_round_of_calls_of_the_area_have_who_lives_at_its_doors(
    agent: Membership, area: District, wording: ConsentWording, tmp_path: Path
) -> None:
    read_in(agent.campaign, tmp_path)
    words = words_about(wording, "calls")
    for name in ("Begum", "Okoro"):
        agrees(Elector.objects.filter(surname=name)[0], agent, words)
    stall_in(area)
    calls_in(agent, districts=[area.id])

    mine = phone_of(agent, districts=(area.id,))
    for phone in (mine, phone_of(agent)):
        met = get(phone, "stalls/STALL234").json()["people"]
        assert sorted(each["name"] for each in met) == EVERYBODY
    [rung] = get(mine, "calls/CALLS234").json()["people"]
    assert rung["name"] == "Asha Begum"


@pytest.mark.parametrize("street", ["Mill Road", "New Row"])
@pytest.mark.parametrize("on_a_walk", [True, False])
def test_a_door_that_somebody_of_two_districts_adds_is_in_one_of_them(
    agent: Membership, street: str, *, on_a_walk: bool
) -> None:
    """Whether both have its street or neither: in the walk's, if they are on one. So what they say there is kept."""
    mine = [make_district(agent.campaign, code=code) for code in ("AB", "AC")]
    electors = [make_elector(each, door=make_door(each, label="1")) for each in mine]
    walk_past(electors[1])
    phone = phone_of(agent, districts=tuple(each.pk for each in mine))
    bundle = get(phone, "walks/ABCD2345").json()
    key, at = uuid4(), now()
    on = UUID(bundle["walk"]["occasion"]) if on_a_walk else None
    with_it: dict[str, Any] = {"door": key, "happened_at": at, "occasion": on}
    said = {"street": street, "label": "12B"}

    door = event_by(phone, Kind.DOOR, payload=said, **with_it)
    assert results(sent(door, event_by(phone, **with_it), at=at)) == ["kept", "kept"]
    [event] = Event.objects.visits()
    assert event.door and str(event.door) == f"12B {street}"
    assert event.district in (mine[1:] if on_a_walk else mine)


def test_a_door_on_a_street_that_nobody_knows_lies_in_the_walks_district(
    agent: Membership,
) -> None:
    district = make_district(agent.campaign)
    make_district(agent.campaign, code="AA")
    walk_past(make_elector(district, door=make_door(district)))
    phone = phone_of(agent)
    bundle = get(phone, "walks/ABCD2345").json()
    on = UUID(bundle["walk"]["occasion"])
    for street, occasion in (("New Row", on), ("Long Lane", None)):
        said = {"street": street, "label": "4"}
        door = event_by(
            phone,
            Kind.DOOR,
            happened_at=now(),
            door=uuid4(),
            payload=said,
            occasion=occasion,
        )
        assert results(sent(door, at=now())) == ["kept"]

    found = {d.street: str(d.district) for d in Door.objects.filter(label="4")}
    assert found == {"New Row": str(district), "Long Lane": "Added on the street"}


def test_a_stall_of_the_area_takes_no_more_names_than_a_phone_does(
    agent: Membership, area: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the doors that its own have become are counted too."""
    read_in(agent.campaign, tmp_path)
    at = now()
    plan = partial(
        plan_stall,
        name="Market",
        place="",
        districts=[area.pk],
        starts_at=at,
        ends_at=at + timedelta(hours=2),
        by=agent,
    )
    plan()
    monkeypatch.setattr(occasions, "MOST_NAMES", 1)
    with pytest.raises(HustingsError, match="have 2 people"):
        plan()


def test_a_round_of_calls_of_the_area_rings_whoever_was_met_at_its_doors(
    agent: Membership, area: District, wording: ConsentWording, tmp_path: Path
) -> None:
    """People on no register yet: at a door that the register has by now, and not at another of its district."""
    read_in(agent.campaign, tmp_path)
    words = words_about(wording, "calls")
    payload = {"channel": "calls", "given": True, "telephone": "01632 960001"}
    for label, name in (("12", "Near"), ("16", "Far")):
        door = _at(label, area)
        met = make_newcomer(
            wording, agent, door=door, district=door.district, surname=name
        )
        told(None, agent, words, payload, kind="permission", newcomer=met)
    calls_in(agent, districts=[area.id])
    calls_in(agent, code="CALLS345")

    mine, free = phone_of(agent, districts=(area.id,)), phone_of(agent)
    for phone, code, names_ in (
        (mine, "CALLS234", ["Ivy Near"]),
        (mine, "CALLS345", ["Ivy Near"]),
        (free, "CALLS234", ["Ivy Near"]),
        (free, "CALLS345", ["Ivy Far", "Ivy Near"]),
    ):
        people = get(phone, f"calls/{code}").json()["people"]
        assert sorted(each["name"] for each in people) == names_
        post(phone, f"calls/{code}/handed-in")


def test_a_door_on_a_street_of_another_district_is_in_the_holders_own(
    agent: Membership,
) -> None:
    here, there = (make_district(agent.campaign, code=code) for code in ("AB", "AC"))
    make_door(there, label="1", street="Elm Row")
    phone, key, at = phone_of(agent, districts=(here.pk,)), uuid4(), now()
    said = {"street": "Elm Row", "label": "3"}
    door = event_by(phone, Kind.DOOR, happened_at=at, door=key, payload=said)

    knock = event_by(phone, happened_at=at, door=key)
    assert results(sent(door, knock, at=at)) == ["kept", "kept"]
    assert Door.objects.get(label="3").district == here
