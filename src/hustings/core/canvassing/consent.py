"""What may be kept of a visit, and on whose word.

A political opinion is special-category data (UK GDPR article 9), and paragraph 22 of schedule 1 to the Data Protection
Act 2018 is for registered parties: a candidate without one needs the person's own explicit consent. So a visit keeps
the outcome of the knock at once, and an opinion, a poster or a note only if the person agreed: to which wording, in
which language, when, and to whom. Nobody can agree for another, and to be called, texted or e-mailed are agreements of
their own.
"""

from collections.abc import Mapping

from hustings.core.canvassing.scales import Scale

OUTCOME_KEYS = frozenset({"outcome"})
"""What happened at the door ("not in", "refused"): kept without consent, since it tells no opinion."""

OPINION_KEYS = frozenset({"opinion", "poster", "note"})
"""What shows what a person thinks (a poster in the window does) or may hold anything (a note)."""

PERSONAL_KEYS = frozenset({"language", "telephone", "email", "needs_help"})
"""Other things about a person that are kept only on their own word: help to get to the poll may tell of health."""

NEEDS_CONSENT = OPINION_KEYS | PERSONAL_KEYS
"""Every key of a visit's payload that must not be kept without the person's consent."""

CHANNELS = ("call", "text", "email")
"""Ways of getting in touch, each consented to by itself."""


def needs_consent(payload: Mapping[str, object]) -> frozenset[str]:
    """The keys in `payload` that say something and need consent; empty values ("", None, False) say nothing."""
    return frozenset(key for key in NEEDS_CONSENT if payload.get(key))


def without_consent(payload: Mapping[str, object]) -> dict[str, object]:
    """What may be kept of a visit when the person did not consent: the outcome alone."""
    return {key: value for key, value in payload.items() if key in OUTCOME_KEYS}


def payload_of(scale: Scale, code: str, *, consented: bool) -> dict[str, object]:
    """The payload of a visit on whose sheet `code` was ticked.

    An opinion is kept as such only with consent; without it, that somebody answered is all that is kept.
    """
    answer = scale.by_code(code)
    if not answer.is_opinion:
        return {"outcome": answer.meaning.value}
    return (
        {"outcome": "answered", "opinion": code}
        if consented
        else {"outcome": "answered"}
    )
