"""Letters on the campaign's own plain paper: a sender, an address, a subject and what there is to say.

They look like a letter from a person, and like nothing that a council or the government sends.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from hustings.core.errors import HustingsError
from hustings.core.printing.document import Document, Json, clean, long_date

RIGHT_TO_LEFT = frozenset({"ar", "ur", "fa", "he"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One letter. `language` is a two-letter code: it chooses the script's own type and direction."""

    sender: tuple[str, ...]
    to: tuple[str, ...]
    day: date
    subject: str
    salutation: str
    paragraphs: tuple[str, ...]
    closing: str
    signed: tuple[str, ...]
    points: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    reference: str = ""
    imprint: str = ""
    language: str = "en"


def letters(written: Sequence[Letter], *, title: str, campaign: str) -> Document:
    """The letters, each beginning a page, as one document tagged for screen readers (PDF/UA-1)."""
    if not written:
        raise HustingsError("There is no letter to print yet: write one first.")
    return Document(
        name=clean(title),
        title=clean(title),
        description="letters",
        made_on=max(letter.day for letter in written),
        words={
            "campaign": clean(campaign),
            "letters": [_words(letter) for letter in written],
        },
        on_screen=True,
    )


def _words(letter: Letter) -> Json:
    return {
        "sender": _apart(letter.sender),
        "to": _apart(letter.to),
        "day": _apart([long_date(letter.day)])[0],
        "subject": letter.subject,
        "salutation": letter.salutation,
        "paragraphs": letter.paragraphs,
        "points": letter.points,
        "after": letter.after,
        "closing": letter.closing,
        "signed": _apart(letter.signed),
        "reference": letter.reference,
        "imprint": letter.imprint,
        "language": letter.language,
        "right_to_left": letter.language in RIGHT_TO_LEFT,
    }


def _apart(lines: Sequence[str]) -> list[str]:
    """Lines that keep their own direction (U+2068 to U+2069), so that 4 Corn Row is not Corn Row 4 in an Urdu letter."""
    return [f"\u2068{clean(line)}\u2069" for line in lines]
