"""How a party is told from another in a picture: a letter of its own, and beside it the colour that people know it by.

The letter alone must do. Colours are pale, so that a dark letter can be read on each of them; a party without a known
colour is grey.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from string import ascii_uppercase

GREY = "#d8d8d8"
COLOURS = {
    "Lab": "#f0a09a",
    "Con": "#a3c6f0",
    "LD": "#fbc877",
    "SNP": "#f6ee8d",
    "Green": "#a4d69c",
    "RUK": "#93dde2",
    "UKIP": "#d3b0e6",
    "PC": "#c9dc8b",
    "DUP": "#e2b394",
    "SF": "#8cc7a5",
    "SDLP": "#b9e3c6",
    "UUP": "#b7c4e8",
    "APNI": "#f5dd9d",
    "TUV": "#c9b6a4",
    "Ind": "#ffffff",
}
"""By the publishers' short forms."""
MORE = "·"
"""The letter of whoever comes after all letters are gone."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A party's letter, and the colour of the ground that it stands on."""

    letter: str
    colour: str


def marks(parties: Iterable[str]) -> dict[str, Mark]:
    """A mark for each party, by short form; those named first have the first choice of a letter."""
    found: dict[str, Mark] = {}
    left = list(ascii_uppercase)
    for party in dict.fromkeys(parties):
        own = (each for each in party.upper() if each in left)
        letter = next(own, None) or (left[-1] if left else MORE)
        if letter in left:
            left.remove(letter)
        found[party] = Mark(letter, COLOURS.get(party, GREY))
    return found
