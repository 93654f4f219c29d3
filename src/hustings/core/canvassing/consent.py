"""What may be kept of a visit, and on whose word.

A political opinion is special-category data (UK GDPR article 9), and paragraph 22 of schedule 1 to the Data Protection
Act 2018 is for registered parties: a candidate without one needs the person's own explicit consent. So a visit keeps
the outcome of the knock at once, and an answer, a poster or a note only if the person agreed: to which wording, in
which language, when, and to whom. Nobody can agree for another, and to be called, texted or e-mailed are agreements of
their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from hustings.core.canvassing.scales import AnswerCode, Meaning
from hustings.core.errors import HustingsError

OPINION_KEYS = frozenset({"answer", "poster", "note", "custom"})
"""What shows what a person thinks (a poster does) or may hold anything (a note, the campaign's own questions)."""

PERSONAL_KEYS = frozenset({"language", "telephone", "email", "needs_help", "value"})
"""Other things about a person that are kept only on their own word: help to get to the poll may tell of health."""

NEEDS_CONSENT = OPINION_KEYS | PERSONAL_KEYS
"""Every key of an event's payload that must not be kept without the person's consent."""

CHANNELS = ("calls", "texts", "email")
"""Ways of getting in touch, each consented to by itself."""

SPOKEN_TO = "spoken-to"
OUTCOMES = {
    Meaning.SUPPORT: SPOKEN_TO,
    Meaning.WONT_SAY: SPOKEN_TO,
    Meaning.SPOKEN_TO: SPOKEN_TO,
    Meaning.NOT_IN: "not-in",
    Meaning.REFUSED: "refused",
    Meaning.MOVED: "moved",
    Meaning.DECEASED: "deceased",
    Meaning.DO_NOT_CONTACT: "do-not-contact",
}
"""What came of the knock, for each meaning: kept of the door without consent, since it tells no opinion."""

_WORDS = {
    "answer": "the answer",
    "poster": "the poster",
    "note": "the note",
    "language": "the language",
    "needs_help": "that they need help to vote",
    "custom": "the answers to our own questions",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What came back about one person. `agreed` is that person's own tick, given to the words of consent.

    `answer` is None where only a poster, a note or the like is to be kept.
    """

    answer: AnswerCode | None
    scale: str = ""
    agreed: bool = False
    poster: bool = False
    needs_help: bool = False
    note: str = ""
    language: str = ""
    custom: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of it. `names_person`: with the person, else of the door alone; `left_out` in plain words.

    `lacks_words`: the person did agree, but to no words that were in force.
    """

    payload: dict[str, object]
    names_person: bool
    consented: bool = False
    left_out: tuple[str, ...] = field(default=())
    lacks_words: bool = False

    @property
    def outcome(self) -> str:
        return str(self.payload["outcome"])


def what_is_kept(said: Said, *, may_ask: bool) -> Kept:
    """What of a visit may be kept. `may_ask`: whether a privacy notice and words of consent are in force.

    Without the person's own agreement only what came of the knock is kept, and the person is named only
    where that spares them further calls. HustingsError where somebody agreed whom nobody can have spoken to.
    """
    outcome = OUTCOMES[said.answer.meaning] if said.answer else SPOKEN_TO
    if said.agreed and outcome != SPOKEN_TO:
        words = said.answer.label if said.answer else ""
        raise HustingsError(
            f"“{words}” and “agreed” do not go together: whoever agreed has spoken with you. "
            "Take one of them out."
        )
    if said.agreed and may_ask:
        return Kept({"outcome": outcome} | _personal(said), True, consented=True)
    names_person = bool(said.answer and said.answer.ends_contact)
    left_out = tuple(_WORDS[key] for key in _personal(said) if key in _WORDS)
    return Kept(
        {"outcome": outcome}, names_person, left_out=left_out, lacks_words=said.agreed
    )


def _personal(said: Said) -> dict[str, object]:
    """Everything that was said about the person, empty things left out."""
    answer: dict[str, object] = {}
    if said.answer and said.answer.meaning in (Meaning.SUPPORT, Meaning.WONT_SAY):
        answer = {
            "answer": said.answer.strength or said.answer.meaning.value,
            "code": said.answer.code,
            "scale": said.scale,
        }
    rest = {
        "poster": said.poster,
        "needs_help": said.needs_help,
        "note": said.note,
        "language": said.language,
        "custom": dict(said.custom),
    }
    return answer | {key: value for key, value in rest.items() if value}


def needs_consent(payload: Mapping[str, object]) -> frozenset[str]:
    """The keys in `payload` that say something and need consent; empty values ("", None, False) say nothing."""
    return frozenset(key for key in NEEDS_CONSENT if payload.get(key))
