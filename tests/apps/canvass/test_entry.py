"""Lines typed at the desk: what each keeps, asks and sends back."""

import re

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.queries import pledges
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import Elector
from tests.apps.canvass.desk import at, begin, type_in
from tests.factories import (
    make_campaign,
    make_district,
    make_elector,
)

pytestmark = pytest.mark.django_db


def test_a_line_keeps_an_answer_with_consent(
    client: Client, member: Membership, elector: Elector
) -> None:
    address = begin(client, member, elector.district)

    page = type_in(client, address, "888/8 1 c p")

    assert "Kept:" in page
    assert "Nowak" in page
    event = Event.objects.get()
    assert event.payload == {
        "outcome": "spoken-to",
        "answer": 1,
        "code": "1",
        "scale": "1 to 5",
        "poster": True,
        "canvasser": "Ann Other",
    }
    assert (event.author, event.elector) == (member, elector)
    assert list(pledges(member)) == [elector]


def test_without_the_tick_the_page_says_what_is_kept_and_what_is_not(
    client: Client, member: Membership, elector: Elector
) -> None:
    page = type_in(client, begin(client, member, elector.district), "888.8 2 p")

    assert "Not kept:" in page
    assert "the answer, the poster" in page
    assert Event.objects.get().payload == {
        "outcome": "spoken-to",
        "canvasser": "Ann Other",
    }
    assert Event.objects.get().elector is None


def test_where_only_suffixed_numbers_exist_the_page_asks(
    client: Client, member: Membership, elector: Elector
) -> None:
    make_elector(elector.district, number=888, suffix="9", surname="Okafor")
    address = begin(client, member, elector.district)

    page = type_in(client, address, "888 1 c")
    assert "Which one?" in page
    assert 'value="AB1-888/9 1 c"' in page
    assert not Event.objects.exists()

    type_in(client, address, "888 1 c", which="AB1-888/9 1 c")
    assert pledges(member).get().surname == "Okafor"


def test_an_unknown_number_says_so_and_where_it_is(
    client: Client, member: Membership, elector: Elector
) -> None:
    make_elector(make_district(member.campaign, "ZZ9"), number=77)
    address = begin(client, member, elector.district)

    assert "Nobody on the register has this number" in type_in(client, address, "5 N")
    assert "There is one in ZZ9" in type_in(client, address, "77 N")
    assert not Event.objects.exists()


def test_two_of_one_number_are_told_apart_by_their_councils(
    client: Client, member: Membership, elector: Elector
) -> None:
    """While typing in one district, AA-14 of two other councils: each button keeps the visit of its own elector."""
    ada, ben = (
        make_elector(make_district(member.campaign, "AA", council), number=14)
        for council in ("Exampleton", "Otherham")
    )
    address = begin(client, member, elector.district)

    page = type_in(client, address, "AA-14 1 c")
    assert f"AA-14 of Exampleton {ada.name}" in page
    assert f"AA-14 of Otherham {ben.name}" in page

    chosen = next(
        v for v in re.findall(r'value="([^"]+ 1 c)"', page) if str(ben.pk) in v
    )
    type_in(client, address, "", which=chosen)
    assert pledges(member).get() == ben


def test_a_number_of_the_other_councils_district_says_whose_it_is(
    client: Client, member: Membership, elector: Elector
) -> None:
    there = make_district(member.campaign, elector.district.code, "Otherham")
    make_elector(there, number=77)
    address = begin(client, member, elector.district)

    for typed in ("77 N", f"{there.code}-77 N"):
        assert f"There is one in {there.code} of Otherham" in type_in(
            client, address, typed
        )


def test_nobody_of_another_campaign_can_be_chosen(
    client: Client, member: Membership, elector: Elector
) -> None:
    stranger = make_elector(make_district(make_campaign(), "AA"), number=14)
    address = begin(client, member, elector.district)
    assert "Not found" in type_in(client, address, "", which=f"{stranger.pk} 1 c")


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "Type a number and an answer"),
        ("888/8", "What came of 888/8"),
        ("888/8 9", "is no code of this sheet"),
        ("888/8 N c", "do not go together"),
    ],
)
def test_a_line_that_makes_no_sense_keeps_nothing_and_stays_to_be_mended(
    client: Client, member: Membership, elector: Elector, line: str, says: str
) -> None:
    page = type_in(client, begin(client, member, elector.district), line)

    assert says in page
    assert f'value="{line}"' in page or not line
    assert not Event.objects.exists()


def test_do_not_contact_is_shown_to_whoever_types(
    client: Client, member: Membership, elector: Elector
) -> None:
    address = begin(client, member, elector.district)

    assert "on no list from now on" in type_in(client, address, "888/8 X")
    assert "not to be contacted" in type_in(client, address, "888/8 1 c")
    assert Event.objects.count() == 1


def test_counts_only_is_typed_by_door(client: Client, member: Membership) -> None:
    elector = make_elector(make_district(member.campaign), number=12)
    address = begin(client, member, elector.district)

    assert "is no code of this sheet" in type_in(client, address, "12 1")
    page = type_in(client, address, "12 S")
    assert "Kept:" in page
    event = Event.objects.get()
    assert (event.elector, event.door) == (None, elector.door)


def test_a_part_of_the_page_answers_htmx(
    client: Client, member: Membership, elector: Elector
) -> None:
    address = begin(client, member, elector.district)
    key = str(client.get(address).context["form"]["key"].value())

    page = client.post(
        address, {"line": "888/8 1 c", "key": key}, headers={"hx-request": "true"}
    ).content.decode()

    assert "Kept:" in page
    assert "<html" not in page
    assert "data-key" in page, "the next line needs a key of its own"


def test_an_anonymous_entry_has_no_page(
    client: Client, member: Membership, elector: Elector
) -> None:
    nobody = make_elector(elector.district, is_anonymous=True, door=None, number=9)
    address = begin(client, member, elector.district)

    person = at("person", member, elector.district_id, nobody.pk)
    assert client.get(person).status_code == 404
    assert "Nobody on the register" in type_in(client, address, "9 N")
