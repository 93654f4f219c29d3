"""Somebody met who is on no register: found by name, shown all that is held, left alone, erased."""

import pytest
from django.test import Client
from django.urls import reverse

from hustings.apps.campaigns.models import AuditEntry, ConsentWording, Membership, Role
from hustings.apps.doorstep.actions.enrolling import Enrolled
from hustings.apps.jobs.models import Job
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import ask_again, leave_alone, link
from hustings.apps.newcomers.queries import asked_to_be_left, called
from hustings.apps.register.models import DoNotContact, Newcomer
from hustings.apps.safekeeping.erasing import erase_newcomer
from hustings.apps.safekeeping.work import erase_a_person
from hustings.core.doorstep import Consent
from tests.apps.doorstep.phones import enrolled, event_by, results, sent
from tests.factories import (
    START,
    TESTER,
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
    make_newcomer,
    make_wording,
)

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def officer(client: Client) -> Membership:
    officer = make_member(make_campaign(), Role.DATA_OFFICER)
    client.force_login(officer.user)
    return officer


@pytest.fixture
def lodger(officer: Membership) -> Newcomer:
    return met(officer, "Łódger", "Bo", "Mill Road")


def met(by: Membership, surname: str, forenames: str, street: str) -> Newcomer:
    door = make_door(make_district(by.campaign), street=street)
    wording = ConsentWording.objects.filter(campaign=by.campaign).first()
    return make_newcomer(
        wording or make_wording(by.campaign),
        by,
        surname=surname,
        forenames=forenames,
        door=door,
    )


def page(officer: Membership, name: str, newcomer: Newcomer) -> str:
    return reverse(f"safekeeping:{name}", args=[officer.campaign_id, newcomer.pk])


def told_to(phone: Enrolled, newcomer: Newcomer) -> Event:
    """What the newcomer answered at the door, as the phone handed it in."""
    event = event_by(
        phone,
        newcomer=newcomer.pk,
        consent=Consent(newcomer.consent_id, START),
        payload={"outcome": "spoken-to", "code": "1", "scale": "1 to 5"},
    )
    assert results(sent(event)) == ["kept"]
    return Event.objects.get(pk=event.id)


def test_they_are_found_by_name_and_shown_all_that_is_held(
    client: Client, officer: Membership, lodger: Newcomer
) -> None:
    told_to(enrolled(make_member(officer.campaign)), lodger)
    find = reverse("safekeeping:find", args=[officer.campaign_id])

    shown = client.post(find, {"number": "lodger BO"}, follow=True)

    words = shown.content.decode()
    assert shown.redirect_chain[-1][0] == page(officer, "newcomer", lodger)
    for held in ("Bo Łódger", "1 will vote for us", "What was said to us at a door"):
        assert held in words
    assert "which the council gives" not in words
    file = client.get(page(officer, "newcomer-file", lodger)).json()["held"]
    assert file["newcomer"][0]["surname"] == "Łódger"
    assert file["event"][0]["payload"]["answer"] == 1
    noted = AuditEntry.objects.filter(verb="show all held on a person")
    assert [each.records for each in noted] == [[lodger.pk]] * 2


def test_of_two_of_one_name_the_street_tells_who_is_meant(
    client: Client, officer: Membership, lodger: Newcomer
) -> None:
    other = met(officer, "Lodger", "Bo", "Ash Lane")
    find = reverse("safekeeping:find", args=[officer.campaign_id])

    asked = client.post(find, {"number": "Bo Lodger"}).content.decode()
    chosen = client.post(find, {"number": "Bo Lodger, ash l"})

    assert page(officer, "newcomer", lodger) in asked
    assert page(officer, "newcomer", other) in asked
    assert chosen["Location"] == page(officer, "newcomer", other)
    nobody = client.post(find, {"number": "Somebody Else"}).content.decode()
    assert "Nobody met has such a name" in nobody


def test_a_number_is_nobodys_name(officer: Membership) -> None:
    met(officer, "Aardvark", "Al", "Mill Road")
    assert called(officer.campaign, "AA-14, Marrowby") == []
    assert called(officer.campaign, "") == []


def test_they_are_erased_from_the_page_with_all_that_they_told_us(
    client: Client, officer: Membership, lodger: Newcomer
) -> None:
    event = told_to(enrolled(make_member(officer.campaign)), lodger)

    asked = client.post(page(officer, "erase-newcomer", lodger))
    erase_a_person(Job.objects.get(), _quietly)

    assert asked.status_code == 302
    event.refresh_from_db()
    lodger.refresh_from_db()
    assert (event.payload, lodger.name, lodger.address, lodger.door) == (
        {},
        "",
        [],
        None,
    )
    assert called(officer, "Bo Lodger") == []
    everyone = reverse("newcomers:absent", args=[officer.campaign_id])
    assert "No name" not in client.get(everyone).content.decode()


def test_whoever_was_erased_is_not_looked_for_again(
    officer: Membership, lodger: Newcomer
) -> None:
    erase_newcomer(newcomer=lodger, by=TESTER, at=START)
    ask_again(newcomer=lodger, by=officer)
    assert not Newcomer.objects.unsettled().exists()


def test_an_objection_is_kept_until_it_is_lifted(
    client: Client, officer: Membership, lodger: Newcomer
) -> None:
    for _ in range(2):
        client.post(page(officer, "newcomer-object", lodger))
    assert Event.objects.count() == 1
    assert asked_to_be_left([lodger]) == {lodger.pk}

    client.post(page(officer, "newcomer-withdraw-objection", lodger))
    assert asked_to_be_left([lodger]) == set()


def test_an_objection_goes_along_when_the_register_finds_them(
    officer: Membership, lodger: Newcomer
) -> None:
    leave_alone(newcomer=lodger, by=officer, at=START)
    elector = make_elector(make_district(officer.campaign))
    link(newcomer=lodger, elector=elector, by=officer, at=START)
    assert DoNotContact.objects.in_force().get().elector == elector


def test_whoever_was_found_on_the_register_is_shown_as_that_elector(
    client: Client, officer: Membership, lodger: Newcomer
) -> None:
    elector = make_elector(make_district(officer.campaign))
    link(newcomer=lodger, elector=elector, by=officer, at=START)
    shown = client.get(page(officer, "newcomer", lodger))
    there = reverse("safekeeping:person", args=[officer.campaign_id, elector.pk])
    assert shown["Location"] == there


@pytest.mark.parametrize("name", ["newcomer", "newcomer-file"])
def test_another_campaigns_newcomer_is_not_there(
    client: Client, officer: Membership, name: str
) -> None:
    theirs = met(make_member(make_campaign()), "Other", "Al", "Mill Road")
    assert client.get(page(officer, name, theirs)).status_code == 404


@pytest.mark.parametrize(
    "name", ["newcomer-object", "newcomer-withdraw-objection", "erase-newcomer"]
)
def test_another_campaigns_newcomer_is_not_touched(
    client: Client, officer: Membership, name: str
) -> None:
    theirs = met(make_member(make_campaign()), "Other", "Al", "Mill Road")
    assert client.post(page(officer, name, theirs)).status_code == 404
    assert not Job.objects.exists()
    assert not Event.objects.exists()


def _quietly(done: int, total: int, note: str = "") -> None:
    """Work that tells nobody how far it has come."""
