"""Whoever asks to be left alone: from then on nothing is asked; what they had said before is for a person to decide."""

from datetime import timedelta

import pytest

from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.canvass.queries import canvassable
from hustings.apps.doorstep.actions.enrolling import Enrolled
from hustings.apps.doorstep.models import Held
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import set_do_not_contact
from hustings.apps.register.models import DoNotContact, Elector
from hustings.core.doorstep import Kind
from tests.apps.doorstep.office import page, text_of
from tests.apps.doorstep.phones import enrolled, event_by, results, sent
from tests.apps.doorstep.said import HOUR, answer
from tests.factories import (
    START,
    TESTER,
    make_district,
    make_elector,
    make_wording,
)

pytestmark = pytest.mark.django_db
LATER = START + 3 * HOUR


@pytest.fixture
def elector(agent: Membership) -> Elector:
    return make_elector(make_district(agent.campaign), forenames="Ann")


def asks(elector: Elector) -> None:
    """In writing, two hours after the campaign began."""
    set_do_not_contact(
        elector=elector,
        basis=DoNotContact.Basis.OBJECTION,
        source_event=None,
        by=TESTER,
        at=START + 2 * HOUR,
    )


def test_what_was_said_before_the_wish_and_comes_after_it_is_held_and_never_dropped(
    phone: Enrolled, agent: Membership, elector: Elector, wording: ConsentWording
) -> None:
    before = event_by(phone, elector=elector.id, **answer(wording))
    after = event_by(
        phone, elector=elector.id, **answer(wording) | {"happened_at": LATER}
    )
    asks(elector)

    answers = results(sent(before, after, at=LATER))
    assert answers == ["held left-alone", "refused asked-to-be-left"]
    assert results(sent(before, at=LATER)) == ["held left-alone"], "sent again"
    assert [each.pk for each in Held.objects.waiting()] == [before.id]
    assert not Event.objects.exists()

    text = text_of(page(agent, "held/"))
    assert "They asked not to be contacted since" in text
    assert "Ann Bloggs" in text

    page(agent, "held/settle/", all="1")
    assert [each.pk for each in Event.objects.all()] == [before.id]
    assert results(sent(before, at=LATER)) == ["already"]
    assert elector not in canvassable(agent), "their wish stands all the same"


def test_an_answer_held_for_a_wish_may_be_declined(
    phone: Enrolled, agent: Membership, elector: Elector, wording: ConsentWording
) -> None:
    before = event_by(phone, elector=elector.id, **answer(wording))
    asks(elector)
    sent(before, at=LATER)

    page(agent, "held/settle/", held=str(before.id), decline="1", sure="1")

    assert bytes(Held.objects.get().sealed) == b""
    assert results(sent(before, at=LATER)) == ["held left-alone"]
    assert not Event.objects.exists()


def test_what_takes_back_a_held_answer_waits_with_it(
    phone: Enrolled, agent: Membership, elector: Elector, wording: ConsentWording
) -> None:
    """More said at the same visit is a void of the first answer and a fuller one."""
    first = event_by(phone, elector=elector.id, **answer(wording))
    void = event_by(phone, Kind.VOID, voids=first.id)
    fuller = event_by(phone, elector=elector.id, **answer(wording, poster=True))
    asks(elector)

    assert results(sent(first, void, fuller, at=LATER)) == ["held left-alone"] * 3
    strange = event_by(enrolled(agent), Kind.VOID, voids=first.id)
    assert results(sent(strange, at=LATER)) == ["refused unknown-subject"]

    page(agent, "held/settle/", all="1")
    [standing] = Event.objects.standing().visits()
    assert standing.pk == fuller.id
    assert not Held.objects.waiting().exists()


def test_a_wish_of_the_same_evening_counts_by_the_clock_that_the_phone_knew(
    phone: Enrolled, elector: Elector, wording: ConsentWording
) -> None:
    """The phone is a day ahead and knows it: said an hour before the wish."""
    ahead = event_by(
        phone,
        elector=elector.id,
        **answer(wording)
        | {"happened_at": START + timedelta(days=1), "clock_offset": -86_400_000},
    )
    asks(elector)
    assert results(sent(ahead, at=LATER)) == ["held left-alone"]


def test_what_a_cut_off_phone_brings_of_them_is_accepted_if_it_was_said_before(
    agent: Membership, elector: Elector
) -> None:
    words = make_wording(agent.campaign)
    phone = enrolled(agent, starts_at=START - HOUR, ends_at=START + HOUR)
    before = event_by(phone, elector=elector.id, **answer(words))
    after = event_by(
        phone, elector=elector.id, **answer(words) | {"happened_at": LATER}
    )
    asks(elector)
    assert results(sent(before, after, at=LATER)) == ["held over"] * 2

    answer_page = page(agent, "held/settle/", all="1")

    assert "1 could not be kept and still wait" in text_of(answer_page)
    assert [each.pk for each in Event.objects.all()] == [before.id]
