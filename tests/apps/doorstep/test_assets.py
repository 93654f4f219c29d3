"""The languages on the phone are those that this server's team has corrected."""

import json
from pathlib import Path

import pytest
from django.test import Client

from hustings.apps.campaigns.models import Membership
from hustings.apps.doorstep.actions.questions import ask_about_photo_id
from hustings.apps.doorstep.models import PHOTO_ID, Question
from hustings.core import words
from tests.apps.doorstep.lists import get, phone_of, walk_past
from tests.apps.doorstep.office import page, text_of
from tests.factories import (
    START,
    make_district,
    make_elector,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This server's own folder of words, empty."""
    monkeypatch.setenv("HUSTINGS_HOME", str(tmp_path))
    (tmp_path / "words").mkdir()
    return tmp_path / "words"


def fetched(path: str) -> bytes:
    return bytes(Client().get(f"/door/{path}").content)


def corrects(folder: Path, code: str, **said: str) -> None:
    came = words.language(code)
    mended = came.saying(came.texts | said)
    (folder / f"{code}.json").write_text(words.dumps(mended), encoding="utf-8")


def on_the_phone(code: str, key: str) -> str:
    book = json.loads(fetched("words.json"))
    return str(book["languages"][code]["words"][book["keys"].index(key)])


def test_a_speakers_correction_reaches_the_phone_as_a_new_version(folder: Path) -> None:
    before = on_the_phone("cy", "door.next"), fetched("sw.js")

    corrects(folder, "cy", **{"door.next": "Y drws nesaf un"})

    assert on_the_phone("cy", "door.next") == "Y drws nesaf un" != before[0]
    assert fetched("sw.js") != before[1], "the phone learns of it by its worker"
    corrects(folder, "cy", **{"door.next": "Drws arall"})
    assert on_the_phone("cy", "door.next") == "Drws arall", "and of the next one"


def test_a_correction_that_cannot_be_read_leaves_the_app_as_it_came(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    came = on_the_phone("cy", "door.next")
    (folder / "cy.json").write_text('{"language": "cy"', encoding="utf-8")

    assert on_the_phone("cy", "door.next") == came
    assert "cy.json" in caplog.text


def test_the_question_about_photo_id_goes_out_in_all_ten_languages(
    agent: Membership,
) -> None:
    """Also for campaigns whose question was kept in English alone."""
    elector = make_elector(make_district(agent.campaign))
    walk_past(elector)
    ask_about_photo_id(campaign=agent.campaign, by=agent, at=START)
    phone = phone_of(agent)

    [question] = get(phone, "walks/ABCD2345").json()["questions"]

    assert question["id"] == str(Question.objects.get().pk)
    assert question["words"].keys() == set(words.CODES)
    assert question["words"]["en"] == PHOTO_ID
    for code in words.CODES[1:]:
        assert question["words"][code] == words.language(code).words["photo"]
    assert "中文 (Chinese)" in text_of(page(agent, "questions/"))


def test_a_question_of_our_own_is_in_the_languages_that_we_wrote(
    agent: Membership,
) -> None:
    mine = Question(kind="yes-no", words={"en": "Is the bus late?", "cy": "Bws?"})
    assert mine.in_every_language() == {"en": "Is the bus late?", "cy": "Bws?"}
    ours = Question(kind="yes-no", words={"en": PHOTO_ID, "cy": "Oes gennych ID?"})
    assert ours.in_every_language()["cy"] == "Oes gennych ID?"
