"""A language as a sheet with the English beside it, for whoever would rather mend words in a spreadsheet.

The columns are the key, the English, the translation, and for words that go with a number the numbers meant. What comes
back is looked at cell by cell: a blank such as `{n}` that has got lost, or a key that nobody knows, is told with its line
and column, and nothing is taken until all is right.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from hustings.core.errors import HustingsError
from hustings.core.words.language import CODES, Language, Wanted, missing, needed
from hustings.core.words.placeholders import bare, placeholders, wrapped
from hustings.core.words.plurals import EXACT, FORMS

KEY, WHEN = "key", "for n ="
LONGEST = 1000
MOST_TOLD = 20
AGAIN = "Export the language again for the right columns."


def as_csv(language: Language, english: Language) -> str:
    """The sheet of a language; of English itself, without a column beside it."""
    text, texts, forms = io.StringIO(), language.texts, FORMS[language.code]
    writer = csv.writer(text)
    same = language.code == english.code
    writer.writerow([KEY, *([] if same else [english.code]), language.code, WHEN])
    for key, wanted in needed(language.code, english).items():
        own = bare(texts.get(key, ""))
        beside = [] if same else [wanted.english]
        writer.writerow([key, *beside, own, forms.get(wanted.form, "")])
    return text.getvalue()


@dataclass(slots=True)
class _Reading:
    """What has been read so far, and what was wrong with it."""

    name: str
    language: Language
    column: int
    texts: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    def refuse(self, line: int, column: int, what: str) -> None:
        self.wrong.append(f"{self.name}, line {line}, column {column}: {what}")


def from_csv(
    text: str, languages: Mapping[str, Language], *, name: str, by: str, on: date
) -> Language:
    """The language of a sheet that a speaker has been through; `by` may be empty.

    What the sheet leaves out stays as it is, and an empty cell takes a text away. It counts as checked by a speaker if
    nothing is left out. HustingsError lists what is wrong by line and column.
    """
    rows = _rows(text, name)
    _, header = next(rows, (1, []))
    reading = _begin(header, languages, name)
    wanted = needed(reading.language.code, languages["en"])
    for line, cells in rows:
        _take(reading, line, cells, wanted)
    if reading.wrong:
        raise HustingsError(_told(reading.wrong))
    return _checked(reading, languages["en"], by, on)


def _rows(text: str, name: str) -> Iterator[tuple[int, list[str]]]:
    """The rows with the line each ends on, whichever of comma, semicolon or tab the spreadsheet used."""
    first = text.lstrip("\ufeff\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    lines = io.StringIO(text.lstrip("\ufeff"), newline="")
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield reader.line_num, [cell.strip() for cell in cells]
    except csv.Error as problem:
        raise HustingsError(
            f"{name}, line {reader.line_num}: not read as CSV ({problem}). Save the sheet as CSV, UTF-8."
        ) from problem


def _begin(header: list[str], languages: Mapping[str, Language], name: str) -> _Reading:
    others = [cell for cell in header if cell in CODES and cell != "en"]
    english = [cell for cell in header if cell not in ("", WHEN)] == [KEY, "en"]
    translated = ["en"] if english else others
    if header[:1] != [KEY] or len(translated) != 1:
        raise HustingsError(
            f"{name}, line 1: the columns must be {KEY}, en and the language, such as cy. {AGAIN}"
        )
    code = translated[0]
    return _Reading(name, languages[code], header.index(code))


def _take(
    reading: _Reading, line: int, cells: list[str], wanted: Mapping[str, Wanted]
) -> None:
    key = cells[0]
    if key not in wanted:
        reading.refuse(line, 1, f"{key[:40]!r} is no key of these words. {AGAIN}")
    elif key in reading.texts:
        reading.refuse(line, 1, f"{key} is there twice. Take one of the two out.")
    else:
        words = cells[reading.column] if len(cells) > reading.column else ""
        text = " ".join(bare(words).split())
        problem = _problem(reading.language.code, text, wanted[key])
        if problem:
            where = f"{problem} (in the words of {key})"
            reading.refuse(line, reading.column + 1, where)
        reading.texts[key] = wrapped(text, reading.language.direction)


def _problem(code: str, text: str, of: Wanted) -> str:
    """What is wrong with a translation, in words; empty if nothing is, or if there is none."""
    there, wanted = placeholders(text), placeholders(of.english)
    if not text or (there == wanted and len(text) <= LONGEST):
        return ""
    if len(text) > LONGEST:
        return f"longer than {LONGEST} letters"
    spare = [each for each in there if each not in wanted]
    if spare:
        return f"{_blanks(spare)} is not in the English: keep {_blanks(wanted) or 'no brackets'}"
    lost = [each for each in wanted if each not in there]
    if of.form in EXACT[code] and lost == ["n"]:
        return ""
    return (
        f"{_blanks(lost or wanted)} must stand in it, once and just as in the English"
    )


def _blanks(names: list[str]) -> str:
    return ", ".join(f"{{{name[:20]}}}" for name in names)


def _told(wrong: list[str]) -> str:
    more = len(wrong) - MOST_TOLD
    rest = [f"… and {more} more."] if more > 0 else []
    return "\n".join(["Nothing was taken.", *wrong[:MOST_TOLD], *rest])


def _checked(reading: _Reading, english: Language, by: str, on: date) -> Language:
    """The language with what was read; a speaker's if they went through all of it."""
    spoken = reading.language.saying(reading.texts)
    texts = reading.language.texts | reading.texts
    whole = reading.language.saying({k: v for k, v in texts.items() if v})
    if missing(spoken, english):
        return whole
    return replace(whole, checked="speaker", checked_by=by, checked_on=on.isoformat())
