"""What the answers at a door mean, and which of them may be kept."""

from hustings.core.canvassing.consent import (
    CHANNELS,
    NEEDS_CONSENT,
    OPINION_KEYS,
    PERSONAL_KEYS,
    Kept,
    Said,
    needs_consent,
    what_is_kept,
)
from hustings.core.canvassing.lines import TICK_WORDS, Line, read_line
from hustings.core.canvassing.scales import (
    COUNTS_ONLY,
    NEUTRAL,
    AnswerCode,
    Meaning,
    Scale,
    answer_in_words,
    is_pledge,
    scale_as_rows,
    scale_from,
)

__all__ = [
    "CHANNELS", "COUNTS_ONLY", "NEEDS_CONSENT", "NEUTRAL", "OPINION_KEYS", "PERSONAL_KEYS", "TICK_WORDS", "AnswerCode", "Kept",
    "Line", "Meaning", "Said", "Scale", "answer_in_words", "is_pledge", "needs_consent", "read_line", "scale_as_rows", "scale_from", "what_is_kept",
]  # fmt: skip
