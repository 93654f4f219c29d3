from django import template

from hustings.apps.ledger.models import Outcome

register = template.Library()


@register.filter
def outcome_words(outcome: str | None) -> str:
    """What came of a knock, in words; an erased visit has none."""
    return Outcome(outcome).label if outcome else "erased"
