from django import template

from hustings.apps.ledger.models import Outcome
from hustings.core.canvassing import answer_in_words

register = template.Library()


@register.filter
def answer_words(payload: dict[str, object]) -> str:
    """A kept answer, its code and what it means."""
    return answer_in_words(payload.get("answer"), payload.get("code", ""))


@register.filter
def outcome_words(outcome: str | None) -> str:
    """What came of a knock, in words; an erased visit has none."""
    return Outcome(outcome).label if outcome else "erased"
