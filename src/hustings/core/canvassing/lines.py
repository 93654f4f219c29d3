"""A line of a walk sheet, as it is typed at a desk: a number, an answer, ticks, and perhaps a note.

`888/8 1 c p` is elector 888/8, answer 1, who agreed to its being kept (c) and takes a poster (p). `h` says that they
need help to get to the poll, `-` stands where there is no answer, and what follows a semicolon is a note:
`12 2 c; back gate`.
"""

from dataclasses import dataclass

from hustings.core.canvassing.consent import Said
from hustings.core.canvassing.scales import AnswerCode, Scale
from hustings.core.errors import HustingsError

# `ok` is what stands over the box on the sheet.
TICKS = {"c": "agreed", "ok": "agreed", "p": "poster", "h": "needs_help"}
TICK_WORDS = {
    "c": "they agreed: consent",
    "p": "takes a poster",
    "h": "needs help to get to the poll",
}
NO_ANSWER = "-"
LONGEST_NOTE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What one line says. `answer` is None where only a poster, help or a note is told."""

    number: str
    answer: AnswerCode | None
    agreed: bool = False
    poster: bool = False
    needs_help: bool = False
    note: str = ""

    def said(self, scale: str) -> Said:
        return Said(
            answer=self.answer,
            scale=scale,
            agreed=self.agreed,
            poster=self.poster,
            needs_help=self.needs_help,
            note=self.note,
        )


def read_line(text: str, scale: Scale) -> Line:
    """What the line says by the codes of `scale`. HustingsError tells what is missing or not understood."""
    front, _, note = text.partition(";")
    match front.split():
        case []:
            raise HustingsError(
                "Type a number and an answer, such as 888/8 1, or 12 N where nobody was in."
            )
        case [number]:
            raise HustingsError(f"What came of {number}? Type the answer after it.")
        case [number, answer, *ticks]:
            said = None if answer == NO_ANSWER else scale.read(answer)
            told = {TICKS[tick] for tick in map(_tick, ticks)}
    note = " ".join(note.split())
    if len(note) > LONGEST_NOTE:
        raise HustingsError(
            f"The note is {len(note)} letters long and there is room for {LONGEST_NOTE}: shorten it."
        )
    if said is None and not told - {"agreed"} and not note:
        raise HustingsError(f"There is nothing to keep of {number}: type an answer.")
    return Line(
        number=number,
        answer=said,
        note=note,
        **dict.fromkeys(told, True),
    )


def _tick(written: str) -> str:
    tick = written.casefold()
    if tick not in TICKS:
        known = ", ".join(f"{key} ({words})" for key, words in TICK_WORDS.items())
        raise HustingsError(f"{written[:20]!r} is no tick. Use {known}.")
    return tick
