"""Whose round it was, where, when, and by which words consent was asked."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate, now

from hustings.apps.campaigns.actions.settings import enter_privacy_notice
from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.canvass.queries import latest_answers
from hustings.apps.canvass.views import desk as desk_views
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Elector
from tests.apps.canvass.desk import at, begin, type_in
from tests.factories import TESTER, make_district, make_elector, make_wording

pytestmark = pytest.mark.django_db


def test_entry_asks_first_whose_round_it_is(
    client: Client, member: Membership, elector: Elector
) -> None:
    response = client.get(at("entry", member, elector.district_id))

    assert response.status_code == 302
    assert response["location"] == (
        f"{at('begin', member)}?district={elector.district_id}"
    )


def test_a_round_that_has_not_come_yet_is_refused(
    client: Client, member: Membership, elector: Elector
) -> None:
    tomorrow = localdate() + timedelta(days=1)
    page = client.post(
        at("begin", member), {"district": elector.district_id, "on": tomorrow}
    )

    assert "has not come yet" in page.content.decode()


def test_a_sheet_of_yesterday_rests_on_the_words_of_yesterday(
    client: Client, member: Membership, elector: Elector
) -> None:
    """A new privacy notice makes new versions of all words; what was agreed to the day before is not lost."""
    before = ConsentWording.objects.get()
    enter_privacy_notice(
        campaign=member.campaign, text="n" * 100, address="x", by=member, at=now()
    )
    yesterday = localdate() - timedelta(days=1)
    address = begin(client, member, elector.district, on=yesterday)

    assert "with consent" in type_in(client, address, "888/8 1 c")

    event = Event.objects.get()
    assert (event.elector, event.consent) == (elector, before)


def test_words_that_came_later_cover_no_earlier_day_and_the_page_says_so(
    client: Client, member: Membership, elector: Elector
) -> None:
    with acting(TESTER, "enter them today"):
        ConsentWording.objects.update(entered_at=now())
    yesterday = localdate() - timedelta(days=1)
    address = begin(client, member, elector.district, on=yesterday)

    page = type_in(client, address, "888/8 1 c")

    assert "since no words of consent were in force on" in page
    assert "there is no <kbd>c</kbd>" not in page
    assert Event.objects.get().elector is None


def test_consent_was_asked_in_english_unless_another_language_is_chosen(
    client: Client, member: Membership, elector: Elector
) -> None:
    arabic = make_wording(member.campaign, language="ar")
    english = ConsentWording.objects.get(language="en")
    other = make_elector(elector.district, number=12)

    type_in(client, begin(client, member, elector.district), "888/8 1 c")
    chosen = begin(client, member, elector.district, language="ar")
    type_in(client, chosen, f"{other.number} 1 c")

    asked = dict(Event.objects.values_list("elector", "consent"))
    assert asked == {elector.pk: english.pk, other.pk: arabic.pk}


def test_a_round_typed_past_midnight_has_one_time_and_the_last_line_counts(
    client: Client,
    member: Membership,
    elector: Elector,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A line mended at ten past twelve is not taken for one of noon the day before."""
    address = begin(client, member, elector.district)
    type_in(client, address, "888/8 1 c")

    tomorrow = now() + timedelta(days=1)
    monkeypatch.setattr(desk_views, "now", lambda: tomorrow)
    type_in(client, address, "888/8 4 c", again="888/8 4 c")

    assert len(set(Event.objects.values_list("happened_at", flat=True))) == 1
    assert latest_answers(member).get().payload["answer"] == 4


def test_of_several_districts_none_is_chosen_for_the_typist(
    client: Client, member: Membership, elector: Elector
) -> None:
    """Number 12 of the next district is another person."""
    page = at("begin", member)
    assert client.get(page).context["form"]["district"].value() == str(
        elector.district_id
    )
    make_district(member.campaign, "ZZ9")

    assert client.get(page).context["form"]["district"].value() == ""
    response = client.post(page, {"district": "", "on": localdate().isoformat()})
    assert "This field is required" in response.content.decode()
