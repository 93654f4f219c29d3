import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from hustings.apps.campaigns.models import (
    AuditEntry,
    Membership,
)
from hustings.apps.doorstep.actions.enrolling import Enrolled
from hustings.apps.register.models import District
from hustings.apps.walks.actions import hand_out, revoke
from hustings.apps.walks.models import Outing
from tests.apps.doorstep.lists import get, phone_of, post, said, walk_past
from tests.factories import (
    START,
    make_elector,
    make_newcomer,
    make_wording,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone(agent: Membership) -> Enrolled:
    return phone_of(agent)


def test_newcomers_met_at_the_door_are_there_until_they_are_found_on_the_register(
    phone: Enrolled, agent: Membership, district: District
) -> None:
    elector = make_elector(district)
    wording = make_wording(agent.campaign)
    new = make_newcomer(wording, agent, door=elector.door, district=district)
    alone = make_newcomer(wording, agent, door=elector.door, surname="Alone")
    make_newcomer(
        wording,
        agent,
        door=elector.door,
        surname="Found",
        elector=elector,
        settled_at=START,
    )
    said(
        None,
        agent,
        None,
        {"outcome": "do-not-contact"},
        newcomer=alone,
        door=elector.door,
    )
    walk_past(elector)

    [door] = get(phone, "walks/ABCD2345").json()["doors"]

    assert door["newcomers"] == [{"id": str(new.id), "name": "Ivy Newman"}]


def test_a_walk_taken_twice_is_one_outing_and_two_of_a_team_share_it(
    agent: Membership, district: District
) -> None:
    walk_past(make_elector(district))
    one, two = phone_of(agent), phone_of(agent)

    occasions = {
        get(each, "walks/ABCD2345").json()["walk"]["occasion"]
        for each in (one, one, two)
    }

    assert len(occasions) == Outing.objects.count() == 1


def test_a_phone_has_one_walk_at_most(phone: Enrolled, district: District) -> None:
    first = walk_past(make_elector(district))
    second = walk_past(make_elector(district), code="WXYZ2345")

    get(phone, "walks/ABCD2345")
    get(phone, "walks/WXYZ2345")

    assert [each.walk for each in Outing.objects.under_way()] == [second]
    assert Outing.objects.get(walk=first).revoked_at, "to be done by somebody else"
    assert get(phone, "me").json()["walk"]["code"] == "WXYZ2345"


def test_a_walk_left_by_one_of_two_stays_out_with_the_other(
    agent: Membership, district: District
) -> None:
    first = walk_past(make_elector(district))
    walk_past(make_elector(district), code="WXYZ2345")
    one, two = phone_of(agent), phone_of(agent)
    get(one, "walks/ABCD2345")
    get(two, "walks/ABCD2345")

    get(one, "walks/WXYZ2345")

    assert Outing.objects.get(walk=first).is_under_way


def test_a_walk_handed_in_is_done_and_the_phone_carries_nothing(
    phone: Enrolled, district: District
) -> None:
    walk_past(make_elector(district))
    get(phone, "walks/ABCD2345")

    assert post(phone, "walks/ABCD2345/handed-in").status_code == 200

    assert Outing.objects.get().handed_in_at
    assert get(phone, "me").json()["walk"] is None


def test_a_late_word_of_the_walk_before_ends_nothing(
    phone: Enrolled, district: District
) -> None:
    """The answer to the first hand-in was lost, so the phone says it again when it is out on the next walk."""
    walk_past(make_elector(district))
    next_one = walk_past(make_elector(district), code="WXYZ2345")
    get(phone, "walks/ABCD2345")
    post(phone, "walks/ABCD2345/handed-in")
    get(phone, "walks/WXYZ2345")

    assert post(phone, "walks/ABCD2345/handed-in").status_code == 200

    assert Outing.objects.get(walk=next_one).is_under_way


def test_a_walk_called_back_is_told_at_the_next_contact(
    phone: Enrolled, agent: Membership, district: District
) -> None:
    walk_past(make_elector(district))
    get(phone, "walks/ABCD2345")
    assert get(phone, "me").json()["walk"]["state"] == "out"

    revoke(outing=Outing.objects.get(), by=agent, at=now())

    assert get(phone, "me").json()["walk"]["state"] == "called-back"


def test_the_trail_tells_that_names_went_to_a_phone_and_how_many(
    phone: Enrolled, district: District
) -> None:
    walk_past(make_elector(district), make_elector(district))

    get(phone, "walks/ABCD2345")

    entry = AuditEntry.objects.get(verb="fetch a walk")
    assert (entry.rows, entry.actor) == (2, str(phone.phone.membership.user_id))


def test_a_walk_handed_out_to_a_team_is_joined(
    phone: Enrolled, agent: Membership, district: District
) -> None:
    walk = walk_past(make_elector(district))
    outing = hand_out(walk=walk, member=agent, by=agent, at=now())

    assert get(phone, "walks/ABCD2345").json()["walk"]["occasion"] == str(outing.id)


def test_a_long_walk_takes_no_more_queries_than_a_short_one(
    phone: Enrolled, district: District
) -> None:
    walk_past(*(make_elector(district) for _ in range(3)))
    walk_past(*(make_elector(district) for _ in range(40)), code="WXYZ2345")
    counts = []
    for code, doors in [("ABCD2345", 3), ("WXYZ2345", 40)]:
        with CaptureQueriesContext(connection) as queries:
            assert len(get(phone, f"walks/{code}").json()["doors"]) == doors
        counts.append(len(queries))
        post(phone, f"walks/{code}/handed-in")

    assert counts[1] <= counts[0]
