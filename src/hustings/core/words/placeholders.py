"""The blanks in a sentence that the app fills in: `{n}`, `{candidate}`, `{telephone}`.

They keep their English names in every language and must all be there. In Arabic and Urdu, which run from right to left,
what is filled in is walled off with invisible marks, or a telephone number would be shown with its groups in the wrong order.
People who translate never see the marks: they are taken out of what they get and put into what they give.
"""

import re

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
FIGURES = frozenset({"n", "all"})
"""Whole numbers read the same from both sides and need no wall."""

LEFT_TO_RIGHT, EITHER_WAY, END = "\u2066", "\u2068", "\u2069"
_MARKS = re.compile("[\u2066-\u2069\u202a-\u202e]")


def placeholders(text: str) -> list[str]:
    """The names of the blanks in `text`, in alphabetical order, as often as they are there."""
    return sorted(PLACEHOLDER.findall(text))


def bare(text: str) -> str:
    """The text without the invisible marks of direction."""
    return _MARKS.sub("", text)


def wrapped(text: str, direction: str) -> str:
    """The text with its blanks walled off, for "rtl"; telephone numbers run left to right, names as they are written.

    Unicode Standard Annex 9, "Bidirectional Algorithm", section 2.4 (isolates).
    """
    plain = bare(text)
    return PLACEHOLDER.sub(_wall, plain) if direction == "rtl" else plain


def _wall(blank: re.Match[str]) -> str:
    if blank[1] in FIGURES:
        return blank[0]
    opening = LEFT_TO_RIGHT if blank[1] == "telephone" else EITHER_WAY
    return f"{opening}{blank[0]}{END}"
