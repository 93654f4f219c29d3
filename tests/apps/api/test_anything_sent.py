"""Whatever is sent, the answer is one that the document describes: never a fault of ours."""

import json
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hustings.apps.campaigns.models import Membership
from tests.apps.api.visits import BOTH, bearer, token_of
from tests.apps.doorstep.phones import enrolled
from tests.factories import make_campaign, make_member

pytestmark = pytest.mark.django_db
MANY = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40)
ANYTHING = st.recursive(
    SCALARS,
    lambda some: (
        st.lists(some, max_size=4)
        | st.dictionaries(st.text(max_size=10), some, max_size=4)
    ),
    max_leaves=10,
)
HEADER = st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80)


def bodies(agent: Membership) -> st.SearchStrategy[bytes]:
    """Requests nearly right, in which one field or another holds anything at all."""
    near = st.fixed_dictionaries(
        {},
        optional={
            "v": st.just(1) | ANYTHING,
            "campaign": st.just(str(agent.campaign_id))
            | st.uuids().map(str)
            | ANYTHING,
            "secret": st.text(max_size=120) | ANYTHING,
            "name": st.text(max_size=160) | ANYTHING,
            "app": st.text(max_size=30) | ANYTHING,
            "events": ANYTHING
            | st.lists(
                st.fixed_dictionaries(
                    {
                        "id": st.uuids().map(str) | ANYTHING,
                        "sealed": st.text(max_size=200) | ANYTHING,
                    }
                ),
                max_size=4,
            ),
        },
    )
    return (near | ANYTHING).map(lambda said: json.dumps(said).encode()) | st.binary(max_size=60)  # fmt: skip


@pytest.fixture
def agent() -> Membership:
    return make_member(make_campaign())


@pytest.mark.parametrize("call", ["join", "events"])
def test_any_body_is_answered_as_described(agent: Membership, call: str) -> None:
    enrolled(agent)  # so that the campaign has a key

    @MANY
    @given(bodies(agent))
    def send(body: bytes) -> None:
        answer = Client().post(
            f"/door/api/{call}", body, content_type="application/json"
        )
        assert answer.status_code < 500

    send()


@pytest.mark.parametrize(
    "address", ["visits.jsonl", "visits.csv", "token", "erased.jsonl"]
)
def test_any_parameter_is_answered_as_described(
    agent: Membership, address: str
) -> None:
    token = token_of(agent, *BOTH)

    @MANY
    @given(
        st.dictionaries(st.sampled_from(["after", "limit", "x"]), st.text(max_size=60))
    )
    def ask(query: dict[str, str]) -> None:
        answer = Client().get(f"/api/v1/{address}", query, headers=bearer(token))
        assert answer.status_code in (200, 400)

    ask()


def test_any_header_is_answered_as_described(agent: Membership) -> None:
    phone = enrolled(agent)

    @MANY
    @given(HEADER, HEADER, st.booleans())
    def ask(given_token: str, clock: str, known: bool) -> None:
        token = f"Bearer {phone.read}" if known else given_token
        headers: Any = {"Authorization": token, "X-Phone-Time": clock}
        for address in ("/door/api/me", "/api/v1/token"):
            assert Client().get(address, headers=headers).status_code < 500

    ask()


@pytest.mark.parametrize("kind", ["walks", "stalls", "calls"])
def test_any_code_is_answered_as_described(agent: Membership, kind: str) -> None:
    phone = enrolled(agent)

    @MANY
    @given(st.text(min_size=1, max_size=40).filter(lambda text: "/" not in text))
    def ask(code: str) -> None:
        from urllib.parse import quote

        if code in {".", ".."} or "\ud800" <= max(code) <= "\udfff":
            return
        address = f"/door/api/{kind}/{quote(code)}"
        answer = Client().get(address, headers=bearer(phone.read))
        assert answer.status_code == 404

    ask()
