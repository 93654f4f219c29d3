"""When two spellings may be one person's name.

Registers write one person in many ways: surname first, accents lost, "MacDonald" for "McDonald", a hyphen for a space,
a middle name more or less, a slip of the finger. The words of a name are compared, not its letters in a row, so that
the order does not matter; a slip is forgiven only in long words, because Joan is not John and Amira is not Amina.
"""

import re
import unicodedata
from collections import Counter
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "'": "", "’": "", "`": "", "ʻ": "", "ʼ": ""}
)  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_JOINED = frozenset({"mc", "mac", "o", "d", "st", "abd", "al", "el"})


class Likeness(IntEnum):
    """How alike two names are: DIFFERENT; PERHAPS (ask); CLOSE (one person, if nobody else at the door may be); SAME."""

    DIFFERENT = 0
    PERHAPS = 1
    CLOSE = 2
    SAME = 3


class Name(NamedTuple):
    """A name in plain small letters: given names, family names, and all its words in alphabetical order."""

    given: tuple[str, ...]
    family: tuple[str, ...]
    words: tuple[str, ...]


@lru_cache(maxsize=200_000)
def name_of(surname: str, forenames: str) -> Name:
    """The name made comparable: no accents, points, hyphens or apostrophes; Mac as Mc; "O Brien" as one word."""
    given, family = _words(forenames), _words(surname)
    return Name(given, family, tuple(sorted(given + family)))


@lru_cache(maxsize=100_000)
def _words(text: str) -> tuple[str, ...]:
    text = text.lower().translate(_LETTERS)
    if not text.isascii():
        text = "".join(
            c
            for c in unicodedata.normalize("NFKD", text)
            if not unicodedata.combining(c)
        )
    words: list[str] = []
    for word in _WORD.findall(text):
        if words and words[-1] in _JOINED:
            word = words.pop() + word
        words.append(
            f"mc{word[3:]}" if word.startswith("mac") and len(word) > 5 else word
        )
    return tuple(words)


def alike(a: Name, b: Name) -> Likeness:
    """How alike two names are, whatever the order of their words."""
    if not a.words or not b.words:
        return Likeness.DIFFERENT
    if a.words == b.words:
        return Likeness.SAME
    only_a, only_b = _left_over(a.words, b.words)
    shared = len(a.words) - len(only_a)
    if _is_slip(only_a, only_b, shared):
        return Likeness.CLOSE
    if _fits(a, b):
        return Likeness.PERHAPS
    return Likeness.PERHAPS if score(a, b) >= 85 else Likeness.DIFFERENT


def score(a: Name, b: Name) -> int:
    """Likeness from 0 to 100, to put candidates in order; it decides nothing by itself."""
    return round(fuzz.ratio(" ".join(a.words), " ".join(b.words)))


def same_given(a: Name, b: Name) -> bool:
    """Whether the given names are the same, as after a marriage."""
    return bool(a.given) and a.given == b.given


def _left_over(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[list[str], list[str]]:
    one, other = Counter(a), Counter(b)
    return sorted((one - other).elements()), sorted((other - one).elements())


def _is_slip(only_a: list[str], only_b: list[str], shared: int) -> bool:
    """Whether what differs is a middle name left out, or one slip of the finger in a long word."""
    if not only_a or not only_b:
        return shared >= 2
    if len(only_a) != 1 or len(only_b) != 1 or not shared:
        return False
    one, other = only_a[0], only_b[0]
    if shared >= 2 and (len(one) == 1 or len(other) == 1) and one[0] == other[0]:
        return True  # "Anna M Kowalska" is "Anna Maria Kowalska"
    return is_slip(one, other)


def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by one slip (two in a word of ten letters); short words must be equal."""
    shorter = min(len(one), len(other))
    if shorter < 6:
        return one == other
    return OSA.distance(one, other, score_cutoff=2) <= (2 if shorter >= 10 else 1)


def _fits(a: Name, b: Name) -> bool:
    """Whether the family name agrees and the first given names may be one: an initial, a short form, a near spelling."""
    if not a.given or not b.given or a.family != b.family:
        return False
    one, other = a.given[0], b.given[0]
    if (
        len(one) == 1
        or len(other) == 1
        or one.startswith(other)
        or other.startswith(one)
    ):
        return one[0] == other[0]
    return fuzz.ratio(one, other) >= 75
