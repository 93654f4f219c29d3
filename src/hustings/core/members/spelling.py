"""What tells the members of a roll apart, so that the same person stands on it once."""

from hustings.core.spelling import folded


def key_of(name: str, number: str, about: str) -> str:
    """What tells one person of a roll from all others: the number, or else the name with what tells it apart."""
    if digits := folded(number).replace(" ", ""):
        return f"#{digits}"
    return "|".join(filter(None, (folded(name), folded(about))))
