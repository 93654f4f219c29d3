"""Words of consent in ten languages to start from, and a warning on those that a machine made."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.timezone import now

from hustings.apps.campaigns.actions.settings import enter_privacy_notice
from hustings.apps.campaigns.languages import LANGUAGES
from hustings.apps.campaigns.models import ConsentWording, Membership
from hustings.apps.campaigns.privacy import draft_wording, draft_wordings
from hustings.core import words
from tests.factories import make_campaign, make_member

pytestmark = pytest.mark.django_db

BY_MACHINE = "A machine made this draft"


@pytest.fixture
def agent(client: Client) -> Membership:
    member = make_member(make_campaign())
    client.force_login(member.user)
    enter_privacy_notice(
        campaign=member.campaign,
        text="We keep what you tell us, with your consent, until the election. " * 2,
        address="example.org",
        by=member,
        at=now(),
    )
    return member


def page(client: Client, agent: Membership, query: str) -> str:
    address = f"/campaigns/{agent.campaign_id}/privacy/wording/?{query}"
    return client.get(address).content.decode()


def chosen(page: str) -> tuple[str, str]:
    """The language that the form has chosen, and the words in it."""
    text = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", page, re.DOTALL)
    language = re.search(r'value="([a-z]{2})" selected', page)
    assert text and language
    return language[1], text[1].strip()


@pytest.mark.parametrize("covers", ConsentWording.Covers.values)
def test_every_purpose_has_a_draft_in_every_language_of_the_app(covers: str) -> None:
    drafts = draft_wordings(covers)
    assert list(drafts) == list(words.CODES)
    assert all(draft.text.endswith((".", "。", "।", "۔")) for draft in drafts.values())


def test_every_language_of_the_app_can_be_consented_in() -> None:
    assert set(words.CODES) <= set(LANGUAGES)


def test_the_draft_in_a_language_is_offered_and_marked_as_a_machines(
    client: Client, agent: Membership
) -> None:
    shown = page(client, agent, "covers=calls&language=cy")
    assert chosen(shown) == ("cy", words.language("cy").consent["calls"])
    assert BY_MACHINE in shown
    assert "?covers=calls&amp;language=ar" in shown
    checked, by_machine = shown.split("Drafts by a machine, for a speaker")
    assert ">English</a>" in checked
    assert ">العربية (Arabic)</a>" in by_machine


def test_english_bears_no_warning_and_is_what_one_starts_from(
    client: Client, agent: Membership
) -> None:
    for query in ("covers=calls", "covers=calls&language=xx"):
        shown = page(client, agent, query)
        assert chosen(shown) == ("en", words.language("en").consent["calls"])
        assert BY_MACHINE not in shown


def test_a_language_without_drafts_starts_empty(
    client: Client, agent: Membership
) -> None:
    shown = page(client, agent, "covers=calls&language=gd")
    assert chosen(shown) == ("gd", "")
    assert BY_MACHINE not in shown


def test_a_purpose_that_nobody_knows_has_no_drafts(
    client: Client, agent: Membership
) -> None:
    shown = page(client, agent, "covers=everything")
    assert "Start from a draft" not in shown


def test_what_a_speaker_corrected_on_this_server_is_the_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUSTINGS_HOME", str(tmp_path))
    welsh = words.language("cy")
    sheet = words.as_csv(welsh, words.language("en")).replace("eich ffonio", "ffonio")
    spoken = words.from_csv(sheet, words.load(), name="x", by="", on=now().date())
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "cy.json").write_text(words.dumps(spoken), encoding="utf-8")

    draft = draft_wording("calls", "cy")
    assert draft.text.startswith("A gawn ni ffonio am")
    assert not draft.by_machine
