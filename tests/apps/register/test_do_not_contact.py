"""A person who asks to be left alone is left alone at once, until they say otherwise."""

from datetime import timedelta
from uuid import uuid4

import pytest

from hustings.apps.canvass.queries import canvassable
from hustings.apps.register.actions import lift_do_not_contact, set_do_not_contact
from hustings.apps.register.models import DoNotContact
from tests.factories import (
    START,
    make_campaign,
    make_district,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


def test_it_is_honoured_by_the_lists_at_once_and_the_first_note_stands() -> None:
    elector = make_elector(make_district(make_campaign()))
    member = make_member(elector.campaign)

    first = set_do_not_contact(
        elector=elector, basis="door", source_event=uuid4(), by=member, at=START
    )
    second = set_do_not_contact(
        elector=elector,
        basis="objection",
        source_event=None,
        by=member,
        at=START + timedelta(days=1),
    )

    assert second == first
    assert not canvassable(elector.campaign).exists()


def test_lifting_ends_it_and_keeps_the_row() -> None:
    elector = make_elector(make_district(make_campaign()))
    member = make_member(elector.campaign)
    set_do_not_contact(
        elector=elector, basis="door", source_event=None, by=member, at=START
    )

    assert lift_do_not_contact(elector=elector, by=member, at=START) == 1
    assert lift_do_not_contact(elector=elector, by=member, at=START) == 0
    assert canvassable(elector.campaign).exists()
    assert DoNotContact.objects.of(elector.campaign).get().lifted_at == START


def test_taking_a_visit_back_leaves_another_note_alone() -> None:
    elector = make_elector(make_district(make_campaign()))
    member = make_member(elector.campaign)
    set_do_not_contact(
        elector=elector, basis="objection", source_event=None, by=member, at=START
    )

    lifted = lift_do_not_contact(
        elector=elector, by=member, at=START, source_event=uuid4()
    )

    assert lifted == 0
    assert not canvassable(elector.campaign).exists()
