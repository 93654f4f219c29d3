"""How much room words take, so that pages are divided before they are set and each can say which it is of how many.

The widths are those of Noto Sans Bold, a little wider than the regular letters: what is thought to fit, fits.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

POINT = 0.3528
"""Millimetres."""

# Thousandths of the type size, from the space to the tilde, as the font's own table of advances gives them.
_ADVANCES = (
    *(260, 282, 479, 646, 572, 902, 750, 266, 339, 339, 542, 572, 285, 320, 281, 415),
    *(572, 572, 572, 572, 572, 572, 572, 572, 572, 572, 281, 285, 572, 572, 572, 477),
    *(898, 692, 665, 642, 732, 560, 549, 724, 765, 389, 331, 664, 559, 943, 813, 791),
    *(621, 791, 656, 551, 577, 756, 650, 967, 670, 626, 579, 331, 415, 331, 572, 411),
    *(365, 599, 632, 516, 632, 597, 387, 632, 650, 299, 298, 620, 298, 975, 650, 625),
    *(632, 632, 447, 502, 434, 650, 571, 856, 578, 571, 493, 394, 551, 394, 572),
)
_OTHER = 700
"""Letters of other scripts: the average of each of our fonts is less."""
_SQUARE = 1000
"""Letters of Chinese and Japanese, each in a square of the type size (Unicode Standard Annex 11: wide, fullwidth)."""


def width(text: str, points: float = 10.5) -> float:
    """Millimetres that the text takes on one line."""
    letters = text if text.isascii() else unicodedata.normalize("NFD", text)
    return sum(map(_advance, letters)) / 1000 * points * POINT


def wrap(text: str, room: float, points: float = 10.5) -> list[str]:
    """The text in lines that fit `room` millimetres, at least one; a word too long for a line is broken."""
    if width(text, points) <= room:
        return [text]
    lines = [""]
    for word in _words(text, room, points):
        if lines[-1] and width(f"{lines[-1]}{word}".rstrip(), points) > room:
            lines.append("")
        lines[-1] += word
    return [line.strip() for line in lines]


def shorten(text: str, room: float, points: float = 10.5) -> str:
    """As much of the text as fits one line of `room` millimetres, with … where something is left out."""
    if width(text, points) <= room:
        return text
    while text and width(f"{text}…", points) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _words(text: str, room: float, points: float) -> Iterator[str]:
    """Words with the space or hyphen that ends them; those wider than the room in pieces."""
    for word in text.replace("-", "-\0").replace(" ", " \0").split("\0"):
        if width(word.rstrip(), points) <= room:
            yield word
        else:
            yield from _pieces(word, room, points)


def _pieces(word: str, room: float, points: float) -> Iterator[str]:
    piece = ""
    for letter in word:
        if piece and width(piece + letter, points) > room:
            yield piece
            piece = ""
        piece += letter
    yield piece


@cache
def _advance(letter: str) -> int:
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    if unicodedata.east_asian_width(letter) in ("W", "F"):
        return _SQUARE
    place = ord(letter) - 32
    return _ADVANCES[place] if 0 <= place < len(_ADVANCES) else _OTHER
