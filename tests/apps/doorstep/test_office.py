import re

import pytest
from django.test import Client
from django.utils.timezone import now

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import AuditEntry, Invitation, Membership, Role
from hustings.apps.campaigns.places import Place
from hustings.apps.doorstep.actions.enrolling import (
    Enrolled,
    link_for_phone,
)
from hustings.apps.doorstep.models import Phone
from hustings.apps.register.models import Elector
from hustings.core.errors import HustingsError
from tests.apps.doorstep.office import (
    HOUR,
    held_back,
    organiser_of,
    page,
    phone_of,
    text_of,
    typed,
)
from tests.apps.doorstep.phones import event_by
from tests.factories import (
    TESTER,
    make_campaign,
    make_district,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def elector(agent: Membership) -> Elector:
    return make_elector(make_district(agent.campaign), forenames="Ann")


@pytest.fixture
def phone(agent: Membership) -> Enrolled:
    return phone_of(agent)


def test_a_link_is_shown_once_with_its_code_and_enrols_a_phone(
    agent: Membership, client: Client
) -> None:
    answer = page(agent, "link/", holder="", name="Cy New", starts_at="", ends_at="")

    text = text_of(answer)
    [secret] = re.findall(r"/door/#join=([0-9a-f-]{36}\.[\w-]{43})", text)
    assert "<svg" in text
    assert "max-age=0" in answer["Cache-Control"]
    campaign, _, key = secret.partition(".")
    said = {"campaign": campaign, "secret": key, "name": "Cy New", "app": "1"}
    joined = client.post("/door/api/join", said, content_type="application/json")
    assert joined.status_code == 201
    assert "Cy New" in text_of(page(agent))
    assert key not in text_of(page(agent))


def test_somebody_new_needs_a_name(agent: Membership) -> None:
    answer = page(agent, "link/", holder="", name="", starts_at="", ends_at="")

    assert "Give the name of somebody new" in text_of(answer)
    assert not Invitation.objects.exists()


def test_an_organiser_gives_hours_and_the_link_ends_with_them(
    agent: Membership,
) -> None:
    organiser = organiser_of(agent)
    without = page(organiser, "link/", name="Cy", starts_at="", ends_at="")
    until = typed(now() + 4 * HOUR)
    page(organiser, "link/", name="Cy", starts_at="", ends_at=until)

    assert text_of(without).count("Until: This field is required") == 1
    assert "From: This field is required" not in text_of(without)
    [link] = Invitation.objects.all()
    assert link.ends_at and link.ends_at < now() + 5 * HOUR


def test_hours_that_are_over_are_told(agent: Membership) -> None:
    past = typed(now() - HOUR)
    answer = page(agent, "link/", name="Cy", starts_at="", ends_at=past)

    assert "would be over already" in text_of(answer)
    assert not Invitation.objects.exists()


def test_an_organiser_makes_no_link_for_the_agents_phone(agent: Membership) -> None:
    """It would open to the organiser all that the agent may see."""
    organiser = organiser_of(agent)

    answer = page(
        organiser,
        "link/",
        holder=str(agent.pk),
        starts_at=typed(now()),
        ends_at=typed(now() + HOUR),
    )

    assert "Select a valid choice" in text_of(answer)
    with pytest.raises(HustingsError, match="more than you may give"):
        link_for_phone(
            name="x",
            place=Place(role=Role.CANVASSER, starts_at=now(), ends_at=now() + HOUR),
            by=organiser,
            at=now(),
            user=agent.user,
        )


def test_whoever_is_limited_to_an_area_makes_no_link_for_a_phone_beyond_it(
    agent: Membership,
) -> None:
    here, there = (make_district(agent.campaign, code) for code in ("AB1", "ZZ9"))
    organiser = organiser_of(agent, districts=[here.pk])
    mine = make_member(agent.campaign, Role.CANVASSER, districts=[here.pk])
    others = [
        make_member(agent.campaign, Role.CANVASSER),
        make_member(agent.campaign, Role.CANVASSER, districts=[there.pk]),
    ]

    text = text_of(page(organiser, "link/"))

    assert str(mine.pk) in text
    assert str(organiser.pk) in text
    assert not [each for each in others if str(each.pk) in text]
    assert str(there.pk) not in text


def test_the_list_tells_state_clock_app_and_what_is_held(
    agent: Membership, phone: Enrolled, elector: Elector
) -> None:
    with acting(TESTER, "x"):
        Phone.objects.filter(pk=phone.phone.pk).update(clock_offset=-86_400_000)
    assert "24 h 0 min fast" in text_of(page(agent))

    held_back(phone, agent, event_by(phone, door=elector.door_id, happened_at=now()))

    text = text_of(page(agent))
    assert "Cut off</span>" in text
    assert "1.0.0" in text
    assert "1 event waits to be looked at" in text


def test_cutting_off_says_what_it_does_and_then_does_it(
    agent: Membership, phone: Enrolled
) -> None:
    asked = page(agent, f"{phone.phone.pk}/cut-off/")
    assert "Nothing that it still has to hand in is lost" in text_of(asked)
    assert Phone.objects.get().revoked_at is None

    page(agent, f"{phone.phone.pk}/cut-off/", sure="1")

    assert Phone.objects.get().revoked_at
    assert AuditEntry.objects.filter(verb="cut a phone off").exists()


def test_phones_of_another_campaign_or_area_are_not_there(agent: Membership) -> None:
    here, there = (make_district(agent.campaign, code) for code in ("AB1", "ZZ9"))
    other = phone_of(make_member(make_campaign()))
    far = phone_of(agent, "Far Away", districts=(there.pk,))
    organiser = organiser_of(agent, districts=[here.pk])

    assert page(agent, f"{other.phone.pk}/cut-off/").status_code == 404
    assert page(organiser, f"{far.phone.pk}/cut-off/").status_code == 404
    assert "Far Away" not in text_of(page(organiser))
