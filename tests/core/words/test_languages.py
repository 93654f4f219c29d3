"""The languages that come along: whole, in their own script, and small enough for the phone."""

import json
import re
import unicodedata

import pytest

from hustings.core import words
from hustings.core.canvassing import Meaning
from hustings.core.doorstep.envelope import Reason
from hustings.core.words.phone import MOST_BYTES
from hustings.core.words.plurals import EXACT

LANGUAGES = words.load()
ENGLISH = LANGUAGES["en"]
OTHERS = [code for code in LANGUAGES if code != "en"]

SCRIPTS = {
    "ar": {"ARABIC"},
    "ur": {"ARABIC"},
    "bn": {"BENGALI"},
    "zh": {"CJK"},
    **dict.fromkeys(("cy", "so", "tr", "es", "pl"), {"LATIN"}),
}
# What is written in Latin letters everywhere: how an address begins.
LATIN = {"https"}
SAME_AS_ENGLISH = {
    "cy": {"pin", "map", "door.people.one"},
    "so": {"pin", "lang.ur"},
    "tr": {"pin"},
    "es": {"pin", "no", "lang.ur"},
    "pl": {"pin", "menu"},
}  # fmt: skip


def letters(text: str) -> str:
    return "".join(c for c in words.bare(text) if c.isalpha())


def without_blanks(text: str) -> str:
    return re.sub(r"\{\w+\}", " ", text)


def test_there_are_ten_and_english_is_the_first() -> None:
    """The languages of issue and guide, Chinese in simplified characters."""
    wanted = ["en", "cy", "ar", "bn", "so", "tr", "ur", "es", "pl", "zh"]
    assert list(LANGUAGES) == wanted
    files = {path.stem for path in words.SHIPPED.glob("*.json")}
    assert files == set(wanted)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_language_has_every_key_and_no_other(code: str) -> None:
    language = LANGUAGES[code]
    assert words.missing(language, ENGLISH) == ()
    assert set(language.texts) == set(words.needed(code, ENGLISH))
    assert list(language.script) == list(ENGLISH.script)


@pytest.mark.parametrize("code", LANGUAGES)
def test_only_arabic_and_urdu_run_from_right_to_left(code: str) -> None:
    assert LANGUAGES[code].direction == ("rtl" if code in ("ar", "ur") else "ltr")


@pytest.mark.parametrize("code", OTHERS)
def test_what_no_speaker_has_checked_says_so(code: str) -> None:
    language = LANGUAGES[code]
    if language.checked == "speaker":
        assert language.checked_on
    else:
        assert (language.checked, language.checked_on) == ("machine", "")


@pytest.mark.parametrize("code", OTHERS)
def test_blanks_are_those_of_the_english(code: str) -> None:
    """A form for a single number may name the number: in Arabic two doors are one word."""
    texts = LANGUAGES[code].texts
    for key, wanted in words.needed(code, ENGLISH).items():
        there, english = (words.placeholders(text) for text in (texts[key], wanted.english))  # fmt: skip
        assert there == english or (wanted.form in EXACT[code] and english == ["n"]), key  # fmt: skip


@pytest.mark.parametrize("code", OTHERS)
def test_letters_are_of_the_languages_own_script(code: str) -> None:
    for key, text in LANGUAGES[code].texts.items():
        own = [w for w in re.findall(r"\w+", without_blanks(text)) if w not in LATIN]
        scripts = {unicodedata.name(c).split()[0] for c in letters(" ".join(own))}
        assert scripts <= SCRIPTS[code], (key, text)


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_left_in_english(code: str) -> None:
    texts = LANGUAGES[code].texts
    same = {
        key
        for key, wanted in words.needed(code, ENGLISH).items()
        if texts[key].casefold() == wanted.english.casefold()
    }
    assert same == SAME_AS_ENGLISH.get(code, set())


@pytest.mark.parametrize("code", OTHERS)
def test_sentences_end_as_the_english_ones_do(code: str) -> None:
    """A question stays a question: consent is asked for, never stated."""
    marks = {".": ".。।۔", "?": "?？؟", "!": "!！", "…": "…"}
    texts = LANGUAGES[code].texts
    for key, wanted in words.needed(code, ENGLISH).items():
        if wanted.english[-1] in marks:
            assert texts[key][-1] in marks[wanted.english[-1]], (key, texts[key])


@pytest.mark.parametrize("code", ["ar", "ur"])
def test_telephone_numbers_and_names_are_walled_off(code: str) -> None:
    """Else engines that order text print 0123 7946 020 for 020 7946 0123."""
    texts = LANGUAGES[code].texts
    assert "\u2066{telephone}\u2069" in texts["ring"]
    assert "\u2068{campaign}\u2069" in texts["join"]
    for key, text in texts.items():
        assert text == words.wrapped(text, "rtl"), key


@pytest.mark.parametrize("code", [c for c in LANGUAGES if c not in ("ar", "ur")])
def test_other_languages_hold_no_invisible_marks(code: str) -> None:
    assert all(text == words.bare(text) for text in LANGUAGES[code].texts.values())


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_is_taken_for_a_formula_or_for_markup(code: str) -> None:
    for key, text in LANGUAGES[code].texts.items():
        assert not text.startswith(("=", "+", "-", "@")), key
        assert not re.search(r"[<>&\x00-\x1f]", text), key


def test_each_refusal_each_outcome_and_each_grade_has_its_words() -> None:
    outcomes = [str(meaning) for meaning in Meaning if meaning is not Meaning.SUPPORT]
    keys = [f"reason.{reason}" for reason in Reason]
    keys += [f"answer.{outcome}" for outcome in [*outcomes, *range(1, 6)]]
    assert [key for key in keys if key not in ENGLISH.words] == []


def test_refused_is_said_of_people_only() -> None:
    """Glossary: an event is "not accepted"."""
    assert {k for k, text in ENGLISH.words.items() if "refused" in text} == {
        "answer.refused"
    }


def test_has_voted_for_is_no_answer() -> None:
    """RPA 1983 s.66A: how people say that they have voted is not asked, let alone kept."""
    assert not any("voted for" in text for text in ENGLISH.texts.values())


def test_all_ten_fit_on_a_phone() -> None:
    packed = words.bundle(LANGUAGES)
    size = len(packed.encode())
    print(f"ten languages: {size:,} bytes")
    assert size <= MOST_BYTES


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_phone_gets_every_text_of_every_language_and_no_drafts(code: str) -> None:
    packed = json.loads(words.bundle(LANGUAGES))
    sent = packed["languages"][code]
    told = dict(zip(packed["keys"], sent["words"], strict=True))
    said = dict(zip(packed["parts"], sent["script"], strict=True))
    assert {key: text for key, text in told.items() if text} == LANGUAGES[code].words
    assert said == LANGUAGES[code].script
    assert "consent" not in sent
    own = LANGUAGES[code]
    assert [sent["name"], sent["direction"], sent["checked"]] == [
        own.name,
        own.direction,
        own.checked,
    ]
