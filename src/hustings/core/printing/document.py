"""What is to be printed, before it is printed: a page description's name and the words that go into it.

The words travel as JSON, never as markup, so that a person called `*Star*` or a street called `#import` comes out as
it is written. What every sheet says about itself (whose it is, where to return it, who answers for it) is a `Paper`.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any, Literal, Self

Json = dict[str, Any]
"""What JSON can say; it goes to the typesetter and nowhere else."""

# Left, right and pop embeddings and overrides: they could make a name run over the rest of its line.
_DIRECTIONS = dict.fromkeys(
    [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F]
)
_TINTS = (
    "#f7d9a6",
    "#cfe3f5",
    "#f6cfd2",
    "#d5e8c8",
    "#e2d4ee",
    "#f3ecb0",
    "#c9e7e3",
    "#e6d8c9",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What every page says about itself.

    `return_to` is the name, address and telephone for whoever finds a page; `imprint` is the line
    that law asks for on election material: printer, promoter and on whose behalf (RPA 1983 s.110). `printed_at` is the time, such as
    14:05, where sheets of one day must be told apart.
    """

    campaign: str
    return_to: str
    imprint: str
    printed_on: date
    printed_by: str
    printed_at: str = ""
    size: Literal["a4", "a5"] = "a4"


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One PDF to be: which page description, its words, and whether it is read on a screen.

    `name` is for the file. `on_screen` asks for tags and PDF/UA-1; lists for paper go without, which makes
    them four times smaller. `made_on` is written into the file, so that the same words give the same bytes.
    """

    name: str
    title: str
    description: str
    made_on: date
    words: Mapping[str, Any]
    on_screen: bool = False

    def dumps(self) -> bytes:
        """As JSON, for the process that sets it."""
        return json.dumps(asdict(self) | {"made_on": self.made_on.isoformat()}).encode()

    @classmethod
    def loads(cls, text: bytes) -> Self:
        """The document that `dumps` wrote."""
        read = json.loads(text)
        return cls(**(read | {"made_on": date.fromisoformat(read["made_on"])}))


def clean(text: str) -> str:
    """The text on one line, without the invisible characters that would turn or break it."""
    shown = (
        letter
        for letter in text.translate(_DIRECTIONS)
        if letter.isspace() or not _unseen(letter)
    )
    return " ".join("".join(shown).split())


def _unseen(letter: str) -> bool:
    """A control character, or half of a pair that is no letter by itself."""
    return unicodedata.category(letter) in ("Cc", "Cs")


def telephone(number: str) -> str:
    """A telephone number that stays in order among Arabic and Urdu words (U+2066 to U+2069)."""
    return f"\u2066{clean(number)}\u2069"


def tint(district: str) -> str:
    """The colour of a district's band: always the same, and not that of the next letters."""
    return _TINTS[sum(map(ord, district)) % len(_TINTS)]


def long_date(day: date) -> str:
    """As in 7 May 2026."""
    return f"{day.day} {day:%B %Y}"


def numbered(documents: Iterable[Document]) -> tuple[Document, ...]:
    """The documents under names fit for files; the second and later of one name are its parts 2, 3 and so on."""
    seen: dict[str, int] = {}
    result = []
    for document in documents:
        name = re.sub(r"[^\w .-]", "-", document.name)
        part = seen[name] = seen.get(name, 0) + 1
        result.append(
            replace(document, name=name if part == 1 else f"{name} part {part}")
        )
    return tuple(result)
