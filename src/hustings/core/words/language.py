"""One language of the app: its words, its words of consent, its script, and who stands behind them.

Every text has a key, such as `walk.hand-in` or, of the other two parts, `consent/opinion` and `script/hello`. English is the
measure: a language is complete when it has each English key, in as many forms as its numbers ask for.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from hustings.core.words.plurals import FORMS

CODES = tuple(FORMS)
"""The languages of the app, English first."""

MARK = "[en] "
"""What stands before an English text that is shown for want of another."""

CONSENT, SCRIPT = "consent/", "script/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """A language as its file has it.

    `checked` is "original" (English), "machine" or "speaker"; `checked_on` an ISO date or empty. `words`, `consent` and
    `script` give a text for each key, the script in the order in which it is said.
    """

    code: str
    name: str
    direction: str
    checked: str
    checked_by: str
    checked_on: str
    words: Mapping[str, str]
    consent: Mapping[str, str]
    script: Mapping[str, str]

    @property
    def texts(self) -> dict[str, str]:
        """All three parts under one kind of key."""
        return dict(self._texts())

    def _texts(self) -> Iterator[tuple[str, str]]:
        yield from self.words.items()
        yield from ((CONSENT + key, text) for key, text in self.consent.items())
        yield from ((SCRIPT + key, text) for key, text in self.script.items())

    def saying(self, texts: Mapping[str, str]) -> "Language":
        """The same language with these texts, keyed as in `texts`, and no others."""
        return replace(
            self,
            words={k: v for k, v in texts.items() if "/" not in k},
            consent=_part(texts, CONSENT),
            script=_part(texts, SCRIPT),
        )


def _part(texts: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {
        key.removeprefix(prefix): text
        for key, text in texts.items()
        if key.startswith(prefix)
    }


@dataclass(frozen=True, slots=True)
class Phrase:
    """A text as it is shown, with the language it is in. `is_missing`: it stands in for one that is not there."""

    text: str
    code: str
    direction: str
    is_missing: bool = False

    @property
    def shown(self) -> str:
        return MARK + self.text if self.is_missing else self.text


@dataclass(frozen=True, slots=True)
class Wanted:
    """A text that a language must have: the English for it, and which plural form it is, if any."""

    english: str
    form: str = ""


def needed(code: str, english: Language) -> dict[str, Wanted]:
    """Every key that the language must have, in English's order."""
    texts, keys = english.texts, dict[str, Wanted]()
    for key, text in texts.items():
        stem, _, form = key.rpartition(".")
        if not {f"{stem}.{each}" for each in FORMS["en"]} <= texts.keys():
            keys[key] = Wanted(text)
        elif form in FORMS["en"]:
            keys |= {
                f"{stem}.{each}": Wanted(
                    texts.get(f"{stem}.{each}") or texts[f"{stem}.other"], each
                )
                for each in FORMS[code]
            }
        else:
            keys[key] = Wanted(text)
    return keys


def missing(language: Language, english: Language) -> tuple[str, ...]:
    """The keys for which the language has no text."""
    texts = language.texts
    return tuple(key for key in needed(language.code, english) if not texts.get(key))


def phrase(key: str, language: Language, english: Language) -> Phrase:
    """The text of `key` in the language; in English, marked, where it has none. KeyError where nobody has."""
    text = language.texts.get(key)
    if text:
        return Phrase(text, language.code, language.direction)
    text = english.texts.get(key) or english.words[_other(key)]
    return Phrase(text, english.code, english.direction, language.code != english.code)


def _other(key: str) -> str:
    return f"{key.rpartition('.')[0]}.other"
