"""The files of words: one a language, written so that a person can read and change them.

The files that come with hustings lie in `languages/`. A campaign's server may have a folder of its own beside its other
things; a text in there goes before the one that came along, key by key, and stays through every new version of hustings.
"""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from hustings.core.errors import HustingsError
from hustings.core.words.language import CODES, Language, missing

SHIPPED = Path(__file__).parent / "languages"
DIRECTIONS = ("ltr", "rtl")
CHECKED = ("original", "machine", "speaker")


def load(own: Path | None = None) -> dict[str, Language]:
    """Every language by its code, English first; texts from the folder `own` go before those that came along.

    A file that cannot be read is a HustingsError that names it.
    """
    shipped = {code: _read(SHIPPED / f"{code}.json") for code in CODES}
    return {code: _with_own(came, own, shipped["en"]) for code, came in shipped.items()}


def language(code: str, own: Path | None = None) -> Language:
    """The language of that code; HustingsError names those there are."""
    languages = load(own)
    if code not in languages:
        raise HustingsError(
            f"There is no language {code!r}. Use one of {', '.join(languages)}."
        )
    return languages[code]


def _with_own(came: Language, own: Path | None, english: Language) -> Language:
    path = own / f"{came.code}.json" if own else None
    if path is None or not path.is_file():
        return came
    mended = _read(path)
    whole = mended.saying(came.texts | mended.texts)
    # A speaker answers for what they saw: words that came later are the machine's.
    return replace(whole, checked=came.checked) if missing(mended, english) else whole


def _read(path: Path) -> Language:
    try:
        return loads(path.read_text(encoding="utf-8-sig"), str(path))
    except (OSError, UnicodeDecodeError) as problem:
        raise HustingsError(
            f"{path} cannot be read ({problem}). Save it as UTF-8."
        ) from problem


def loads(text: str, name: str = "the file") -> Language:
    """A language out of the text of its file; a HustingsError says where it is wrong and what was expected."""
    try:
        fields = json.loads(text)
    except json.JSONDecodeError as problem:
        raise HustingsError(
            f"{name}, line {problem.lineno}, column {problem.colno}: {problem.msg}. "
            "Look for a comma or a quotation mark too few or too many."
        ) from problem
    except (ValueError, RecursionError) as problem:
        raise HustingsError(f"{name} is no file of words: {problem}") from problem
    if not isinstance(fields, dict):
        raise HustingsError(f"{name} is no file of words: it must begin with {{.")
    return Language(
        code=_one_of(CODES, fields, "language", name),
        direction=_one_of(DIRECTIONS, fields, "direction", name),
        checked=_one_of(CHECKED, fields, "checked", name),
        name=_string(fields, "name", name),
        checked_by=_string(fields, "checked_by", name),
        checked_on=_string(fields, "checked_on", name),
        words=_texts(fields, "words", name),
        consent=_texts(fields, "consent", name),
        script=_script(fields, name),
    )


def dumps(language: Language) -> str:
    """The language as the text of its file."""
    fields = {
        "language": language.code,
        "name": language.name,
        "direction": language.direction,
        "checked": language.checked,
        "checked_by": language.checked_by,
        "checked_on": language.checked_on,
        "words": dict(language.words),
        "consent": dict(language.consent),
        "script": [
            {"part": part, "text": text} for part, text in language.script.items()
        ],
    }
    return json.dumps(fields, ensure_ascii=False, indent=2) + "\n"


def _string(fields: Mapping[str, Any], key: str, name: str) -> str:
    value = fields.get(key)
    if not isinstance(value, str):
        raise HustingsError(f'{name}: "{key}" must be there, with a text after it.')
    return value


def _one_of(
    known: tuple[str, ...], fields: Mapping[str, Any], key: str, name: str
) -> str:
    value = _string(fields, key, name)
    if value not in known:
        raise HustingsError(
            f'{name}: "{key}" is {value[:20]!r}. Use one of {", ".join(known)}.'
        )
    return value


def _texts(fields: Mapping[str, Any], key: str, name: str) -> dict[str, str]:
    values = fields.get(key)
    if not isinstance(values, dict):
        raise HustingsError(f'{name}: "{key}" must be a list of keys and texts.')
    return {each: _string(values, each, f"{name}, {key}") for each in values}


def _script(fields: Mapping[str, Any], name: str) -> dict[str, str]:
    parts = fields.get("script")
    if not isinstance(parts, list) or not all(isinstance(each, dict) for each in parts):
        raise HustingsError(f'{name}: "script" must be a list of parts and texts.')
    where = f"{name}, script"
    return {
        _string(each, "part", where): _string(each, "text", where) for each in parts
    }
