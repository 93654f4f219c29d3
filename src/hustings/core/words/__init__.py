"""What the app at the door says, in ten languages.

A canvasser and the person at the door may share no language, so every word of the app, the words of consent and a short
script to read out or to show are kept in one file a language under `languages/`, which somebody who speaks it can put
right without touching the program. Each file says whether a machine or a speaker stands behind it. What a language lacks
is shown in English, with a mark, so that nobody takes it for translated.
"""

from hustings.core.words.files import SHIPPED, dumps, language, load, loads
from hustings.core.words.language import (
    CODES,
    MARK,
    Language,
    Phrase,
    missing,
    needed,
    phrase,
)
from hustings.core.words.phone import bundle
from hustings.core.words.placeholders import bare, placeholders, wrapped
from hustings.core.words.plurals import FORMS
from hustings.core.words.sheet import as_csv, from_csv

__all__ = [
    "CODES", "FORMS", "MARK", "SHIPPED", "Language", "Phrase", "as_csv", "bare", "bundle", "dumps", "from_csv", "language",
    "load", "loads", "missing", "needed", "phrase", "placeholders", "wrapped",
]  # fmt: skip
