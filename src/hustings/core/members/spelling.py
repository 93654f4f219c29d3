"""Names and numbers in one spelling, so that the same person is found and stands on the roll once."""

import unicodedata


def folded(text: str) -> str:
    """Small letters and figures in words, without accents: “Zoë O’Hara-Smith” is “zoe ohara smith”."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = (each for each in plain if not unicodedata.combining(each))
    joined = "".join("" if each in "'’`´" else each for each in letters)
    return " ".join("".join(c if c.isalnum() else " " for c in joined).split())


def key_of(name: str, number: str, about: str) -> str:
    """What tells one person of a roll from all others: the number, or else the name with what tells it apart."""
    if digits := folded(number).replace(" ", ""):
        return f"#{digits}"
    return "|".join(filter(None, (folded(name), folded(about))))
