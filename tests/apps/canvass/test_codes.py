"""The page of answer codes."""

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.canvass.models import AnswerScale
from hustings.apps.canvass.queries import pledges
from hustings.apps.register.models import Elector
from tests.apps.canvass.desk import at, begin, type_in

pytestmark = pytest.mark.django_db


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


def test_a_few_rows_are_shown_and_more_when_asked_for(
    client: Client, member: Membership
) -> None:
    """What was typed stays, and nothing is complained of, until it is sent for good."""
    where = at("scales", member)
    assert client.get(where).content.decode().count('aria-label="Code of') == 4
    typed = {"name": "Ours", "code-1": "F", "more": "rows"}

    page = client.post(where, typed).content.decode()

    assert page.count('aria-label="Code of') == 8
    assert 'value="F"' in page
    assert "error-summary" not in page
    for_all = {f"code-{n}": str(n) for n in range(1, 15)} | {"more": "rows"}
    page = client.post(where, for_all).content.decode()
    assert page.count('aria-label="Code of') == 14
    assert "More rows" not in page
