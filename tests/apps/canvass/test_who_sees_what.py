"""Each page for each role, area and campaign, and in a fixed number of queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.register.models import Elector
from tests.apps.canvass.desk import at, begin, type_in
from tests.factories import (
    make_campaign,
    make_district,
    make_elector,
    make_member,
)

pytestmark = pytest.mark.django_db


QUERIES = 25
PAGES: dict[str, dict[str, int]] = {
    "home": dict.fromkeys(
        ["agent", "candidate", "organiser", "data-officer", "canvasser", "teller", "printer"],
        200,
    ),
    "begin": {"agent": 200, "candidate": 200, "organiser": 200, "data-officer": 403, "canvasser": 200, "teller": 403, "printer": 403},
    "sheets": {"agent": 200, "candidate": 200, "organiser": 200, "data-officer": 200, "canvasser": 200, "teller": 403, "printer": 200},
    "scales": {"agent": 200, "candidate": 403, "organiser": 200, "data-officer": 403, "canvasser": 403, "teller": 403, "printer": 403},
}  # fmt: skip


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


@pytest.mark.parametrize("name", PAGES)
def test_each_role_sees_what_it_may(
    client: Client, member: Membership, elector: Elector, name: str
) -> None:
    seen = {}
    for role in PAGES[name]:
        client.force_login(make_member(member.campaign, role).user)
        seen[role] = client.get(at(name, member)).status_code

    assert seen == PAGES[name]


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
