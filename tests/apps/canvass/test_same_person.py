"""What was told of two rows of the register that turn out to be one person."""

from datetime import timedelta

import pytest

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.actions import record_visit, take_back_visit
from hustings.apps.canvass.queries import canvassable
from hustings.apps.canvass.visits import Visit
from hustings.apps.ledger.actions import carry_over
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import DoNotContact, Elector
from hustings.core.canvassing import NEUTRAL, AnswerCode, Meaning, Said
from tests.factories import START, TESTER, make_elector

pytestmark = pytest.mark.django_db


def alone() -> AnswerCode:
    return next(a for a in NEUTRAL.answers if a.meaning is Meaning.DO_NOT_CONTACT)


def test_taking_the_visit_back_afterwards_lifts_the_wish_that_it_had_set(
    member: Membership, elector: Elector
) -> None:
    """Somebody typed the wrong line, the two rows were put together, and then the slip was found."""
    later = make_elector(elector.district, door=elector.door)
    visit = Visit(
        elector=later,
        said=Said(answer=alone(), scale=NEUTRAL.name),
        happened_at=START,
    )
    record_visit(visit=visit, by=member, at=START)
    with acting(TESTER, "hand the wish over"):
        DoNotContact.objects.filter(elector=later).update(elector=elector)
    carry_over(kept=elector, closed=later, by=member, at=START)
    assert elector not in canvassable(member)

    told = Event.objects.of(member.campaign).visits().standing().get()
    take_back_visit(event=told, by=member, at=START + timedelta(days=1))

    assert elector in canvassable(member)
