"""Each page of the canvass through the client: what it shows, keeps and refuses, and to whom."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.models import AnswerScale
from hustings.apps.canvass.queries import pledges
from hustings.apps.jobs.models import Job
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import District, DoNotContact, Elector
from tests.factories import (
    make_campaign,
    make_district,
    make_door,
    make_elector,
    make_member,
    make_wording,
)

pytestmark = pytest.mark.django_db
QUERIES = 25


@pytest.fixture
def member(client: Client) -> Membership:
    member = make_member(make_campaign(return_address="3 High Street"), "organiser")
    client.force_login(member.user)
    return member


@pytest.fixture
def elector(member: Membership) -> Elector:
    make_wording(member.campaign)
    return make_elector(
        make_district(member.campaign), number=888, suffix="8", surname="Nowak"
    )


def at(name: str, member: Membership, *keys: Any) -> str:
    return reverse(f"canvass:{name}", args=[member.campaign_id, *keys])


def begin(client: Client, member: Membership, district: District, **values: Any) -> str:
    """Begin a round of today, and give the address of the district's entry page."""
    asked = {
        "district": district.pk,
        "on": localdate().isoformat(),
        "canvasser": "Ann Other",
    }
    response = client.post(at("begin", member), asked | values)
    assert response.status_code == 302, response.content.decode()
    return at("entry", member, district.pk)


def type_in(client: Client, address: str, line: str, **values: Any) -> str:
    """Type a line as a browser would: with the key that the page gave."""
    page = client.get(address).context["form"]
    key = page["key"].value()
    response = client.post(address, {"line": line, "key": str(key)} | values)
    assert response.status_code == 200
    return response.content.decode()


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


def test_the_same_person_twice_in_a_day_is_asked_about(
    client: Client, member: Membership, elector: Elector
) -> None:
    address = begin(client, member, elector.district)
    type_in(client, address, "888/8 1 c")

    page = type_in(client, address, "888/8 2 c")
    assert "Again?" in page
    assert Event.objects.count() == 1

    type_in(client, address, "another line, half typed", again="888/8 2 c")
    assert [e.payload["answer"] for e in Event.objects.latest_first()] == [2, 1]


def test_another_day_is_not_asked_about(
    client: Client, member: Membership, elector: Elector
) -> None:
    yesterday = localdate() - timedelta(days=1)
    type_in(client, begin(client, member, elector.district, on=yesterday), "888/8 1 c")
    type_in(client, begin(client, member, elector.district), "888/8 2 c")

    assert Event.objects.count() == 2


def test_the_same_outcome_of_a_door_is_kept_once_a_day(
    client: Client, member: Membership, elector: Elector
) -> None:
    make_elector(elector.district, door=elector.door, number=5)
    address = begin(client, member, elector.district)
    type_in(client, address, "888/8 N")

    assert "Nothing more to keep" in type_in(client, address, "5 N")
    assert "Again?" in type_in(client, address, "5 R")
    assert Event.objects.count() == 1


def test_a_form_sent_twice_keeps_one_visit(
    client: Client, member: Membership, elector: Elector
) -> None:
    address = begin(client, member, elector.district)
    key = str(client.get(address).context["form"]["key"].value())

    for _ in range(2):
        page = client.post(address, {"line": "888/8 1 c", "key": key})

    assert "Kept:" in page.content.decode()
    assert Event.objects.count() == 1


def test_what_was_typed_is_taken_back_and_a_stale_form_does_not_bring_it_back(
    client: Client, member: Membership, elector: Elector
) -> None:
    address = begin(client, member, elector.district)
    key = str(client.get(address).context["form"]["key"].value())
    client.post(address, {"line": "888/8 X", "key": key})
    assert DoNotContact.objects.in_force().exists()

    client.post(at("take-back", member, Event.objects.get().pk))
    assert not DoNotContact.objects.in_force().exists()

    page = client.post(address, {"line": "888/8 X", "key": key}).content.decode()
    assert "taken back since" in page
    assert not Event.objects.visits().standing().exists()


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


def test_a_streets_doors_are_typed_in_one_go(
    client: Client, member: Membership, elector: Elector
) -> None:
    door, other = elector.door, make_door(elector.district)
    assert door
    begin(client, member, elector.district)
    address = f"{at('street', member, elector.district_id)}?street=Mill+Road"
    key = str(client.get(address).context["form"]["key"].value())

    asked = {str(door.pk): "N", str(other.pk): "", "key": key}
    for _ in range(2):
        client.post(address, asked)

    event = Event.objects.get()
    assert (event.door, event.elector, event.payload) == (
        door,
        None,
        {"outcome": "not-in", "canvasser": "Ann Other"},
    )
    assert "Not in" in client.get(address).content.decode()


def test_a_visit_in_full_keeps_a_note_with_consent(
    client: Client, member: Membership, elector: Elector
) -> None:
    begin(client, member, elector.district)
    address = at("person", member, elector.district_id, elector.pk)
    key = str(client.get(address).context["form"]["key"].value())

    client.post(
        address, {"answer": "2", "note": "back gate", "agreed": "on", "key": key}
    )

    assert Event.objects.get().payload["note"] == "back gate"


def test_calls_are_agreed_to_by_their_own_words_and_no_longer(
    client: Client, member: Membership, elector: Elector
) -> None:
    begin(client, member, elector.district)
    address = at("permission", member, elector.district_id, elector.pk)
    page = at("person", member, elector.district_id, elector.pk)
    assert "Calls, texts" not in client.get(page).content.decode()
    make_wording(member.campaign, covers="calls")

    (channel,) = client.get(page).context["channels"]
    yes = {"channel": "calls", "given": "on", "address": "01632 960000"}
    client.post(address, yes | {"key": str(channel["key"])})
    assert "01632 960000" in client.get(page).content.decode()

    (channel,) = client.get(page).context["channels"]
    client.post(address, {"channel": "calls", "key": str(channel["key"])})
    assert "Not wanted" in client.get(page).content.decode()


def test_home_counts_doors_and_answers_by_district(
    client: Client, member: Membership, elector: Elector
) -> None:
    make_elector(elector.district)
    make_elector(make_district(member.campaign, "ZZ9"))
    type_in(client, begin(client, member, elector.district), "888/8 1 c")

    context = client.get(at("home", member)).context

    rows = {row.district.code: row for row in context["rows"]}
    assert (rows["AB1"].doors, rows["AB1"].knocked, rows["AB1"].spoken_to) == (2, 1, 1)
    assert rows["AB1"].answers == (1, 0, 0, 0, 0)
    assert (rows["ZZ9"].doors, rows["ZZ9"].knocked) == (1, 0)
    assert (context["total"].doors, context["total"].share) == (3, 33)


def test_what_was_taken_back_is_not_counted(
    client: Client, member: Membership, elector: Elector
) -> None:
    type_in(client, begin(client, member, elector.district), "888/8 1 c")
    client.post(at("take-back", member, Event.objects.get().pk))

    total = client.get(at("home", member)).context["total"]
    assert (total.knocked, total.answers) == (0, (0, 0, 0, 0, 0))


def test_a_canvasser_sees_progress_but_no_answers_and_only_their_area(
    client: Client, member: Membership, elector: Elector
) -> None:
    type_in(client, begin(client, member, elector.district), "888/8 1 c")
    elsewhere = make_elector(make_district(member.campaign, "ZZ9"))
    near = make_member(member.campaign, "canvasser", districts=[elector.district_id])
    client.force_login(near.user)

    page = client.get(at("home", near))
    assert "ZZ9" not in page.content.decode()
    assert "against" not in page.content.decode()
    assert client.get(at("district", near, elector.district_id)).status_code == 200
    for name in ("district", "entry"):
        assert client.get(at(name, near, elsewhere.district_id)).status_code == 404
    street = f"{at('street', near, elsewhere.district_id)}?street=Mill+Road"
    assert client.get(street).status_code == 404


def test_nobody_takes_back_what_another_canvasser_typed(
    client: Client, member: Membership, elector: Elector
) -> None:
    type_in(client, begin(client, member, elector.district), "888/8 1 c")
    event = Event.objects.get()
    canvasser = make_member(member.campaign, "canvasser")
    client.force_login(canvasser.user)

    assert client.post(at("take-back", member, event.pk)).status_code == 404
    assert Event.objects.standing().count() == 1


def test_another_campaigns_rows_are_not_found(
    client: Client, member: Membership, elector: Elector
) -> None:
    stranger = make_elector(make_district(make_campaign()))
    begin(client, member, elector.district)

    for path in (
        at("district", member, stranger.district_id),
        at("entry", member, stranger.district_id),
        at("person", member, stranger.district_id, stranger.pk),
        at("person", member, elector.district_id, stranger.pk),
        f"{at('street', member, stranger.district_id)}?street=Mill+Road",
    ):
        assert client.get(path).status_code == 404, path


def test_an_anonymous_entry_has_no_page(
    client: Client, member: Membership, elector: Elector
) -> None:
    nobody = make_elector(elector.district, is_anonymous=True, door=None, number=9)
    address = begin(client, member, elector.district)

    person = at("person", member, elector.district_id, nobody.pk)
    assert client.get(person).status_code == 404
    assert "Nobody on the register" in type_in(client, address, "9 N")


PAGES: dict[str, dict[str, int]] = {
    "home": dict.fromkeys(
        ["agent", "candidate", "organiser", "data-officer", "canvasser", "teller", "printer"],
        200,
    ),
    "begin": {"agent": 200, "candidate": 200, "organiser": 200, "data-officer": 403, "canvasser": 200, "teller": 403, "printer": 403},
    "sheets": {"agent": 200, "candidate": 200, "organiser": 200, "data-officer": 200, "canvasser": 200, "teller": 403, "printer": 200},
    "scales": {"agent": 200, "candidate": 403, "organiser": 200, "data-officer": 403, "canvasser": 403, "teller": 403, "printer": 403},
}  # fmt: skip


@pytest.mark.parametrize("name", PAGES)
def test_each_role_sees_what_it_may(
    client: Client, member: Membership, elector: Elector, name: str
) -> None:
    seen = {}
    for role in PAGES[name]:
        client.force_login(make_member(member.campaign, role).user)
        seen[role] = client.get(at(name, member)).status_code

    assert seen == PAGES[name]


def test_a_campaign_without_a_register_is_told_what_comes_first(
    client: Client, member: Membership
) -> None:
    assert "No register yet" in client.get(at("home", member)).content.decode()


def scale_of(**values: str) -> dict[str, str]:
    return {
        "name": "Letters",
        "code-1": "F",
        "words-1": "firm",
        "meaning-1": "support-1",
        "code-2": "O",
        "words-2": "out",
        "meaning-2": "not-in",
    } | values


def test_codes_of_our_own_are_made_chosen_and_offered_no_longer(
    client: Client, member: Membership, elector: Elector
) -> None:
    client.post(at("scales", member), scale_of(is_default="on"))
    own = AnswerScale.objects.get()
    assert own.is_default
    assert "firm" in client.get(at("scales", member)).content.decode()

    address = begin(client, member, elector.district, scale="Letters")
    type_in(client, address, "888/8 f c")
    assert pledges(member).exists()

    client.post(at("retire-scale", member, own.pk))
    assert not AnswerScale.objects.in_use().exists()
    assert pledges(member).exists()


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"words-1": ""}, "needs a code and words"),
        ({"meaning-1": ""}, "Answer 1 of the scale was not read"),
        ({"code-2": "f"}, "twice"),
        ({"name": "1 to 5"}, "choose another"),
    ],
    ids=str,
)
def test_codes_that_make_no_sense_are_refused(
    client: Client,
    member: Membership,
    elector: Elector,
    change: dict[str, str],
    says: str,
) -> None:
    page = client.post(at("scales", member), scale_of(**change)).content.decode()

    assert says in page
    assert not AnswerScale.objects.exists()


@pytest.fixture
def ask(member: Membership, elector: Elector) -> Callable[..., dict[str, Any]]:
    def chosen(**values: Any) -> dict[str, Any]:
        return {
            "districts": [str(elector.district_id)],
            "detail": "NAMES",
            "scale": "1 to 5",
            "size": "a4",
        } | values

    return chosen


def test_doors_and_pages_are_shown_before_printing(
    client: Client, member: Membership, elector: Elector, ask: Callable[..., Any]
) -> None:
    make_elector(elector.district, door=elector.door)

    context = client.get(at("sheets", member), ask()).context

    assert (context["doors"], context["people"], context["pages"]) == (1, 2, 1)
    assert not Job.objects.exists()


def test_printing_is_a_job(
    client: Client, member: Membership, elector: Elector, ask: Callable[..., Any]
) -> None:
    response = client.post(at("print", member), ask())

    job = Job.objects.get()
    assert response.status_code == 302
    assert job.kind == "canvass.walk-sheets"
    assert job.arguments["districts"] == [str(elector.district_id)]


def test_whoever_prints_only_plain_sheets_cannot_choose_names(
    client: Client, member: Membership, elector: Elector, ask: Callable[..., Any]
) -> None:
    client.force_login(make_member(member.campaign, "printer").user)

    assert client.post(at("print", member), ask()).status_code == 400
    assert client.post(at("print", member), ask(detail="DOORS")).status_code == 302


def test_the_number_of_queries_does_not_grow_with_the_rows(
    client: Client,
    member: Membership,
    elector: Elector,
    ask: Callable[..., Any],
    django_assert_max_num_queries: Any,
) -> None:
    address = begin(client, member, elector.district)
    for number in range(1, 41):
        make_elector(elector.district, number=number)
        if number < 15:
            type_in(client, address, f"{number} 1 c")
    pages = [
        at("home", member),
        at("district", member, elector.district_id),
        f"{at('street', member, elector.district_id)}?street=Mill+Road",
        address,
        at("scales", member),
    ]
    for page in pages:
        with django_assert_max_num_queries(QUERIES):
            assert client.get(page).status_code == 200
    with django_assert_max_num_queries(QUERIES):
        client.get(at("sheets", member), ask(detail="VOTING"))
