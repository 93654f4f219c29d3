"""All languages in one small file for the phone, which fetches it once and then needs no signal to change language.

To stay small the keys are written once, and each language gives its texts in the order of the keys. 0 stands where it has
none, either because its numbers need no such form or because nobody has translated it yet: the phone then shows the
English text with its mark. The drafts of consent stay on the server: a walk brings the campaign's own words.
"""

import json
from collections.abc import Iterable, Mapping

from hustings.core.words.language import MARK, Language

VERSION = 1
MOST_BYTES = 75_000
"""All ten languages together, as they go to the phone: half of what the whole app may weigh."""


def bundle(languages: Mapping[str, Language]) -> str:
    """The languages as one JSON text without spaces, for UTF-8.

    `{"v", "mark", "keys": […], "parts": […], "languages": {code: {"name", "direction", "checked", "words": [text or 0, by
    keys], "script": [text or 0, by parts]}}}`, in the order given, so English comes first.
    """
    keys = _all(language.words for language in languages.values())
    parts = _all(language.script for language in languages.values())
    fields = {
        "v": VERSION,
        "mark": MARK,
        "keys": keys,
        "parts": parts,
        "languages": {
            code: {
                "name": language.name,
                "direction": language.direction,
                "checked": language.checked,
                "words": [language.words.get(key) or 0 for key in keys],
                "script": [language.script.get(part) or 0 for part in parts],
            }
            for code, language in languages.items()
        },
    }
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _all(mappings: Iterable[Mapping[str, str]]) -> list[str]:
    return list(dict.fromkeys(key for each in mappings for key in each))
