"""What the answers at a door mean, and which of them may be kept."""

from hustings.core.canvassing.consent import (
    CHANNELS,
    NEEDS_CONSENT,
    OPINION_KEYS,
    PERSONAL_KEYS,
    needs_consent,
    payload_of,
    without_consent,
)
from hustings.core.canvassing.scales import (
    NEUTRAL,
    AnswerCode,
    Meaning,
    Scale,
    is_pledge,
    scale_as_rows,
    scale_from,
)

__all__ = [
    "CHANNELS", "NEEDS_CONSENT", "NEUTRAL", "OPINION_KEYS", "PERSONAL_KEYS", "AnswerCode", "Meaning", "Scale", "is_pledge",
    "needs_consent", "payload_of", "scale_as_rows", "scale_from", "without_consent",
]  # fmt: skip
