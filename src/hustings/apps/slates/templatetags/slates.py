"""How figures of slates are said on their pages."""

from collections.abc import Mapping

from django import template

register = template.Library()
SAID = {
    "stood": "Candidates",
    "stood_in_seats": "Seats where they stood",
    "votes": "Votes",
    "share": "Share of all votes",
    "share_where_stood": "Share of the votes where they stood",
    "seats": "Elected",
    "second_places": "Second places",
    "deposits_kept": "Deposits kept",
    "deposits_lost": "Deposits lost",
}


@register.filter
def measure_in_words(name: str) -> str:
    """What a measure of `core.psephology.slates.MEASURES` is called on a page."""
    return SAID[name]


@register.filter
def both(of: Mapping[str, object]) -> tuple[object, object]:
    """The one's part and the other's, in this order."""
    return of["one"], of["other"]
