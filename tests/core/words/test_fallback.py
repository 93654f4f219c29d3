"""What a language lacks is shown in English, marked; corrections of one's own go before what came along."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hustings.core import words
from hustings.core.errors import HustingsError

LANGUAGES = words.load()
ENGLISH, WELSH, ARABIC = (LANGUAGES[code] for code in ("en", "cy", "ar"))


def without(language: words.Language, *keys: str) -> words.Language:
    kept = {k: v for k, v in language.texts.items() if k not in keys}
    return language.saying(kept)


def test_a_missing_text_is_shown_in_english_with_a_mark() -> None:
    torn = without(ARABIC, "undo", "walk.doors.few", "script/thanks")
    assert words.missing(torn, ENGLISH) == ("undo", "walk.doors.few", "script/thanks")

    told = words.phrase("undo", torn, ENGLISH)
    assert (told.shown, told.code, told.direction) == ("[en] Undo", "en", "ltr")
    assert words.phrase("walk.doors.few", torn, ENGLISH).shown == "[en] {n} doors"
    assert words.phrase("script/thanks", torn, ENGLISH).shown.startswith("[en] Thank")


def test_what_is_there_bears_no_mark() -> None:
    told = words.phrase("undo", WELSH, ENGLISH)
    assert (told.shown, told.code, told.is_missing) == ("Dadwneud", "cy", False)
    assert words.phrase("undo", ENGLISH, ENGLISH).shown == "Undo"


def test_nobody_has_words_for_a_key_that_does_not_exist() -> None:
    with pytest.raises(KeyError):
        words.phrase("no-such.key", WELSH, ENGLISH)


def test_the_phone_gets_a_nought_for_what_is_missing() -> None:
    packed = json.loads(words.bundle(LANGUAGES | {"cy": without(WELSH, "undo")}))
    place = packed["keys"].index("undo")
    said = {code: each["words"][place] for code, each in packed["languages"].items()}
    assert said["cy"] == 0
    assert said["en"] == "Undo"
    assert packed["mark"] == "[en] "


def test_ones_own_words_go_first_and_the_rest_stays(tmp_path: Path) -> None:
    own = replace(WELSH.saying({"undo": "Tynnu’n ôl"}), checked="speaker")
    (tmp_path / "cy.json").write_text(words.dumps(own), encoding="utf-8")
    (tmp_path / "notes.json").write_text("not ours")

    loaded = words.load(tmp_path)["cy"]
    assert loaded.words["undo"] == "Tynnu’n ôl"
    assert loaded.words["next"] == WELSH.words["next"]
    # A speaker who saw one word does not answer for the rest.
    assert loaded.checked == "machine"
    assert words.load(tmp_path)["pl"] == LANGUAGES["pl"]


def test_whoever_saw_every_word_answers_for_the_language(tmp_path: Path) -> None:
    own = replace(WELSH, checked="speaker", checked_by="S. P.", checked_on="2026-03-01")
    (tmp_path / "cy.json").write_text(words.dumps(own), encoding="utf-8")
    assert words.language("cy", tmp_path) == own


def test_an_unknown_language_is_refused_with_those_there_are() -> None:
    with pytest.raises(HustingsError, match="'xx'. Use one of en, cy"):
        words.language("xx")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "cy.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(HustingsError, match=r"cy\.json cannot be read.*UTF-8"):
        words.load(tmp_path)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_file_written_and_read_again_is_the_same(code: str) -> None:
    language = LANGUAGES[code]
    assert words.loads(words.dumps(language)) == language
    came = (words.SHIPPED / f"{code}.json").read_text(encoding="utf-8")
    assert words.dumps(language) == came


def changed(**fields: object) -> str:
    return json.dumps(json.loads(words.dumps(WELSH)) | fields)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"language": "cy",\n "words": {"undo" "x"}}', "line 2, column 19"),
        ("[]", "must begin with {"),
        ("[" * 100_000, "no file of words"),
        (changed(language="xx"), "Use one of en, cy"),
        (changed(direction="up"), "Use one of ltr, rtl"),
        (changed(checked="twice"), "Use one of original, machine, speaker"),
        (changed(words=[]), '"words" must be a list of keys and texts'),
        (changed(words={"undo": 3}), 'words: "undo" must be there, with a text'),
        (changed(script={}), '"script" must be a list of parts'),
        (changed(script=[{"part": "hello"}]), 'script: "text" must be there'),
    ],
)
def test_a_file_that_is_wrong_is_refused_with_its_place(text: str, said: str) -> None:
    with pytest.raises(HustingsError) as refused:
        words.loads(text, "cy.json")
    assert said in str(refused.value)
    assert "cy.json" in str(refused.value)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@given(st.text() | values.map(json.dumps) | st.builds(lambda v: changed(words=v, script=v), values))  # fmt: skip
def test_any_other_text_is_read_or_refused_politely(text: str) -> None:
    try:
        assert words.loads(text).code == "cy"
    except HustingsError as refused:
        assert str(refused)


@given(st.text(max_size=40))
def test_marks_of_direction_come_and_go_without_harm(text: str) -> None:
    assert words.bare(words.wrapped(text, "rtl")) == words.bare(text)
    once = words.wrapped(text, "rtl")
    assert words.wrapped(once, "rtl") == once
    assert words.placeholders(once) == words.placeholders(words.bare(text))
