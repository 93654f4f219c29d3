"""Lookups are worded once for all campaigns: each gives the rows of the one that asks, and a batch needs few of them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Campaign, ConsentWording, Membership
from hustings.apps.canvass.actions import add_scale, retire_scale
from hustings.apps.doorstep.actions.enrolling import Enrolled
from hustings.apps.doorstep.lookups import (
    doors_among,
    electors_among,
    erasures_among,
    kept_among,
    keys_among,
    left_alone_among,
    phones_among,
    scales_among,
)
from hustings.apps.doorstep.models import CampaignKey, Phone
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import District, Elector
from hustings.core.canvassing import AnswerCode, Meaning, Scale
from hustings.core.doorstep import Consent, Kind
from tests.apps.doorstep.phones import event_by, results, sent
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def elsewhere() -> Elector:
    return make_elector(make_district(make_member(make_campaign()).campaign))


def test_each_campaign_is_given_its_own_rows_alone(
    elector: Elector, elsewhere: Elector
) -> None:
    people, doors = [elector.pk, elsewhere.pk], [elector.door_id, elsewhere.door_id]

    for mine in (elector, elsewhere, elector):
        assert electors_among(mine.campaign_id, people) == [
            (mine.pk, mine.district_id, mine.door_id)
        ]
        found = [key for key, *_ in doors_among(mine.campaign_id, filter(None, doors))]
        assert found == [mine.door_id]


def test_nobody_anonymous_is_found(district: District) -> None:
    hidden = make_elector(district, is_anonymous=True)

    assert electors_among(district.campaign_id, [hidden.pk]) == []


def test_a_wish_counts_until_it_is_lifted_and_an_erasure_until_taken_back(
    elector: Elector, phone: Enrolled, agent: Membership
) -> None:
    asks = event_by(phone, Kind.ERASURE, elector=elector.pk)
    sent(asks)
    set_do_not_contact(
        elector=elector, basis="objection", source_event=None, by=agent, at=START
    )
    here = elector.campaign_id
    assert left_alone_among(here, [elector.pk]) == [(elector.pk, START)]
    erased = [(key, at) for key, _, at in erasures_among(here, [elector.pk])]
    assert erased == [(elector.pk, START)]
    assert kept_among(here, [asks.id, elector.pk]) == [(asks.id,)]

    with acting(TESTER, "lift"):
        elector.do_not_contact.update(lifted_at=START)
    sent(event_by(phone, Kind.VOID, voids=asks.id))
    assert left_alone_among(here, [elector.pk]) == []
    assert erasures_among(here, [elector.pk]) == []


def test_whole_rows_are_the_rows_that_django_gives_with_what_they_point_at(
    phone: Enrolled, agent: Membership
) -> None:
    row = Phone.objects.select_related("membership__user").get(pk=phone.phone.pk)
    with CaptureQueriesContext(connection) as asked:
        (found,) = phones_among(agent.campaign_id, [row.hand_in_hash])
        held = (found, found.membership, found.membership.user)
    assert len(asked) == 1
    for ours, theirs in zip(
        held, (row, row.membership, row.membership.user), strict=True
    ):
        names = [field.attname for field in theirs._meta.concrete_fields]
        assert [getattr(ours, name) for name in names] == [
            getattr(theirs, name) for name in names
        ]
    assert phones_among(make_campaign().pk, [row.hand_in_hash]) == []


def test_a_key_comes_with_its_campaign_until_that_is_erased(
    phone: Enrolled, agent: Membership
) -> None:
    here = agent.campaign_id
    (key,) = keys_among(here, [here])
    assert (key, key.campaign) == (CampaignKey.objects.get(), agent.campaign)

    with acting(TESTER, "erase"):
        Campaign.objects.filter(pk=here).update(erased_at=START)
    assert keys_among(here, [here]) == []


def test_scales_are_read_with_their_answers_while_they_are_in_use(
    agent: Membership,
) -> None:
    codes = (
        AnswerCode("F", "firm", Meaning.SUPPORT, 1),
        AnswerCode("A", "against", Meaning.SUPPORT, 5),
    )
    ours = Scale("Letters", codes)
    made = add_scale(
        campaign=agent.campaign, scale=ours, is_default=False, by=agent, at=START
    )
    here = agent.campaign_id
    assert [row.scale for row in scales_among(here, [here])] == [ours]

    retire_scale(scale=made, by=agent, at=START)
    assert scales_among(here, [here]) == []


def test_what_a_batch_asks_of_the_database_does_not_grow_with_it(
    district: District, phone: Enrolled, wording: ConsentWording
) -> None:
    """Fourteen statements, those that begin and end the one transaction among them; none for each event.

    In that transaction the phone is noted too, since it was last heard more than five minutes ago.
    """
    agreed = Consent(wording.pk, START)
    said = {"outcome": "spoken-to", "code": "2", "scale": "1 to 5"}

    def answers(many: int) -> list[str]:
        people = [make_elector(district) for _ in range(many)]
        events = [
            event_by(phone, elector=each.pk, consent=agreed, payload=said)
            for each in people
        ]
        with CaptureQueriesContext(connection) as asked:
            found = results(sent(*events, at=START + timedelta(minutes=10 * many)))
        counted.append(len(asked))
        return found

    counted: list[int] = []
    assert answers(1) == ["kept"]
    assert answers(30) == ["kept"] * 30
    assert Event.objects.count() == 31
    # Each event is sealed by the test itself, which asks for the campaign's key.
    one, thirty = counted[0] - 1, counted[1] - 30
    assert one == thirty <= 14
