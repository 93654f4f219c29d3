"""What the codes on a walk sheet mean.

Canvassers write a code beside each name: 1 for "will vote for us" to 5 for "against", or a letter where there was no
answer to be had. Which codes a campaign uses is its own affair, so a scale is data: a list of codes, each with its words
and its meaning. Meanings are few and fixed, because lists, limits and the law hang on them. Whatever shows a person's
opinion is marked as such and may be kept only with that person's consent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from hustings.core.errors import HustingsError


class Meaning(StrEnum):
    """What an answer means to everything that follows from it."""

    SUPPORT = "support"
    WONT_SAY = "wont-say"
    SPOKEN_TO = "spoken-to"
    NOT_IN = "not-in"
    REFUSED = "refused"
    MOVED = "moved"
    DECEASED = "deceased"
    DO_NOT_CONTACT = "do-not-contact"


@dataclass(frozen=True, slots=True)
class AnswerCode:
    """One code of a scale. `strength` is 1 (for us) to 5 (against) where the meaning is support, else None.

    `also` are other ways in which canvassers write it; case does not matter.
    """

    code: str
    label: str
    meaning: Meaning
    strength: int | None = None
    also: tuple[str, ...] = ()

    @property
    def is_opinion(self) -> bool:
        """Whether it tells what the person thinks, so that it needs the person's own consent to be kept.

        That somebody will not say is kept as an outcome of the knock alone: it tells nothing of their opinion.
        """
        return self.meaning is Meaning.SUPPORT

    @property
    def ends_contact(self) -> bool:
        """Whether every list must leave the person out from now on."""
        return self.meaning in (Meaning.MOVED, Meaning.DECEASED, Meaning.DO_NOT_CONTACT)


@dataclass(frozen=True, slots=True)
class Scale:
    """The codes of one campaign, in the order of the sheet. `name` is how the campaign calls it."""

    name: str
    answers: tuple[AnswerCode, ...]

    def __post_init__(self) -> None:
        for answer in self.answers:
            _check(answer)
        written = [text for answer in self.answers for text in _spellings(answer)]
        twice = sorted({text for text in written if written.count(text) > 1})
        if twice:
            raise HustingsError(
                f"The scale has {', '.join(twice)} twice. Give each answer a code of its own."
            )

    def by_code(self, code: str) -> AnswerCode:
        """The answer of this code, for an event already kept; a HustingsError if the scale has no such code."""
        for answer in self.answers:
            if answer.code == code:
                return answer
        raise HustingsError(
            f"The scale {self.name!r} has no code {code!r}. {self._known()}"
        )

    def read(self, written: str) -> AnswerCode:
        """What a canvasser wrote ("1", "ni", "W.", "not in"); a HustingsError names the codes there are."""
        wanted = _plain(written)
        for answer in self.answers:
            if wanted and wanted in _spellings(answer):
                return answer
        raise HustingsError(
            f"{written.strip()[:20]!r} is no code of this sheet. {self._known()}"
        )

    def _known(self) -> str:
        return (
            "Use "
            + ", ".join(f"{answer.code} ({answer.label})" for answer in self.answers)
            + "."
        )


def _check(answer: AnswerCode) -> None:
    graded = answer.strength is not None and 1 <= answer.strength <= 5
    if graded != (answer.meaning is Meaning.SUPPORT):
        raise HustingsError(
            f"{answer.code}: an answer about support needs a strength from 1 (for us) to 5 (against); any other has none."
        )
    if not answer.code.strip() or not answer.label.strip():
        raise HustingsError(
            "Each answer needs a code and words that say what it means."
        )
    if not _plain(answer.code) or len(answer.code.split()) > 1 or ";" in answer.code:
        raise HustingsError(
            f"{answer.code!r} cannot be typed as a code: use letters or figures, without a space or semicolon."
        )


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _spellings(answer: AnswerCode) -> set[str]:
    return {_plain(text) for text in (answer.code, answer.label, *answer.also)}


NEUTRAL = Scale(
    "1 to 5",
    (
        AnswerCode("1", "will vote for us", Meaning.SUPPORT, 1),
        AnswerCode("2", "leans to us", Meaning.SUPPORT, 2),
        AnswerCode("3", "undecided", Meaning.SUPPORT, 3),
        AnswerCode("4", "leans against us", Meaning.SUPPORT, 4),
        AnswerCode("5", "against us", Meaning.SUPPORT, 5, also=("against",)),
        AnswerCode("W", "won't say", Meaning.WONT_SAY, also=("WS",)),
        AnswerCode("N", "not in", Meaning.NOT_IN, also=("NI", "out")),
        AnswerCode("R", "refused", Meaning.REFUSED, also=("ref",)),
        AnswerCode("M", "moved away", Meaning.MOVED, also=("MVD", "moved")),
        AnswerCode("D", "deceased", Meaning.DECEASED, also=("died",)),
        AnswerCode("X", "do not contact", Meaning.DO_NOT_CONTACT, also=("DNC", "DNK", "do not knock")),
    ),
)  # fmt: skip
"""The default: 1 to 5 and what else may happen at a door."""

COUNTS_ONLY = Scale(
    "counts only",
    (
        AnswerCode("S", "spoken to", Meaning.SPOKEN_TO, also=("in", "spoken")),
        *(a for a in NEUTRAL.answers if a.meaning not in (Meaning.SUPPORT, Meaning.WONT_SAY)),
    ),
)  # fmt: skip
"""What may be written down while no privacy notice and no words of consent are in force: nobody's opinion."""


_GRADES = {a.strength: a.label for a in NEUTRAL.answers if a.strength}


def answer_in_words(answer: object, code: object = "") -> str:
    """A kept answer as people read it: its code and what it means, such as "2 leans to us" or "F will vote for us".

    `answer` is a strength from 1 to 5 or the value of a meaning, as events keep it; `code` as it was written.
    """
    if isinstance(answer, int) and answer in _GRADES:
        return f"{code or answer} {_GRADES[answer]}"
    return f"{code or 'W'} won't say" if answer == Meaning.WONT_SAY else str(code)


def is_pledge(answer: AnswerCode, *, counts_two: bool = False) -> bool:
    """Whether a consented answer is a promise to vote for us: strength 1, and 2 where the campaign says so."""
    return answer.strength == 1 or (counts_two and answer.strength == 2)


def scale_from(name: str, rows: Iterable[Mapping[str, object]]) -> Scale:
    """A scale out of the campaign's settings: rows with `code`, `label`, `meaning` and, for support, `strength`.

    A row that makes no sense is a HustingsError that says which.
    """
    return Scale(
        name, tuple(_answer_from(place, row) for place, row in enumerate(rows, start=1))
    )


def _answer_from(place: int, row: Mapping[str, object]) -> AnswerCode:
    meanings = ", ".join(Meaning)
    try:
        meaning = Meaning(str(row["meaning"]))
        strength = row.get("strength")
        also = row.get("also") or ()
        return AnswerCode(
            code=str(row["code"]),
            label=str(row["label"]),
            meaning=meaning,
            strength=None if strength is None else int(str(strength)),
            also=tuple(str(text) for text in also)
            if isinstance(also, list | tuple)
            else (),
        )
    except (KeyError, ValueError) as problem:
        raise HustingsError(
            f"Answer {place} of the scale was not read ({problem}). It needs code, label, meaning (one of {meanings}) "
            "and, for support, a strength from 1 to 5."
        ) from problem


def scale_as_rows(scale: Scale) -> list[dict[str, object]]:
    """The scale as plain rows for the campaign's settings; `scale_from` reads them back."""
    return [
        {
            "code": a.code,
            "label": a.label,
            "meaning": a.meaning.value,
            "strength": a.strength,
            "also": list(a.also),
        }
        for a in scale.answers
    ]
