"""ABIF, the aggregated ballot information format: `27: Ann > Bob = Cy`, one line for papers that are alike.

A name of several words stands in brackets or quotation marks, or behind a short name on a line of its own,
`=ann: [Ann Example]`. `{title: "…"}` gives the title; we read and write `{seats: 3}` too. Scores (`/5`) beside an order
are passed over; scores instead of an order are refused, as they are no preferences.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hustings.core.counting.files.faults import CannotWrite, Told, shown
from hustings.core.counting.files.layout import (
    CUT_OFF,
    Asked,
    Found,
    Heading,
    Layout,
    Named,
    papers_in,
    piled,
    polled,
    seats_in,
    too_many,
)
from hustings.core.counting.files.marking import Ranks, alike_papers, cannot, ranks
from hustings.core.counting.files.source import Source, clean
from hustings.core.counting.poll import (
    MOST_CANDIDATES,
    OVERVOTED,
    SKIPPED,
    Candidate,
    Marks,
    Poll,
)

_PAPER = re.compile(r"\s*([^:\[\]\"{}=>]*?)\s*:(.*)")
_NAMES = re.compile(r"=\s*(?:\[([^\[\]]*)\]|\"([^\"]*)\"|([^\s:\[\]\"]+))\s*:\s*(.*)")
_OTHER_NAMES = re.compile(r"\[([^\[\]]*)\]\s*:\s*([^\s:]+)\s*")
_META = re.compile(r"\{\s*\"?(\w+)\"?\s*:\s*(\"(?:[^\"\\]|\\.)*\"|\d+)\s*\}")
_ITEM = re.compile(
    r"\s*(?:\[([^\[\]]*)\]|\"([^\"]*)\"|([^\s\[\]\"{}<>=:,/*]+(?:\s+[^\s\[\]\"{}<>=:,/*]+)*))\s*(/\s*\d+)?\s*"
)


@dataclass
class _Reading:
    source: Source
    title: str = ""
    seats: int | None = None
    declared: bool = False
    """Whether the file lists its candidates: a paper may then name nobody else."""
    names: list[Named] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    scored: bool = False

    def head(self) -> None:
        """All lines that are no papers, wherever they stand."""
        for number, line in self.source.lines():
            text = self.source.text(line).strip()
            try:
                if text.startswith("{"):
                    self._meta(text)
                elif text.startswith("="):
                    self._candidate(_NAMES, text, number)
                elif text.startswith("[") and _OTHER_NAMES.fullmatch(text):
                    self._candidate(_OTHER_NAMES, text, number)
            except Told as told:
                raise self.source.fault(number, told) from told

    def _meta(self, text: str) -> None:
        found = _META.fullmatch(text)
        if not found:
            return
        key, value = found[1], found[2]
        if key == "title" and value.startswith('"'):
            self.title = clean(_unescaped(value))
        elif key == "seats":
            self.seats = seats_in(value.strip('"'), text.index(value) + 1)

    def _candidate(self, pattern: re.Pattern[str], text: str, number: int) -> None:
        found = pattern.fullmatch(text)
        if not found:
            raise Told(shown(text), "=short name:[full name]")
        if pattern is _NAMES:
            short = found[1] or found[2] or found[3] or ""
            name = found[4].strip().removeprefix("[").removesuffix("]")
        else:
            name, short = found[1], found[2]
        self.declared = True
        self._add(clean(name) or clean(short), number)
        for word in {clean(short), clean(name)} - {""}:
            if self.places.setdefault(word, len(self.names)) != len(self.names):
                raise Told(f"{shown(word)} a second time", "another short name")

    def _add(self, name: str, line: int) -> None:
        if len(self.names) == MOST_CANDIDATES:
            raise too_many()
        self.names.append(Named(Candidate(name), line))

    def paper(self, text: str) -> tuple[Marks, int] | None:
        text = text.strip()
        if not text or text[0] in "#={" or text.startswith("ABIF"):
            return None
        if _OTHER_NAMES.fullmatch(text):
            return None
        found = _PAPER.fullmatch(text)
        if not found:
            raise Told(shown(text), "how many, a colon and an order", 1)
        return self._marks(text, found.start(2)), papers_in(found[1])

    def _marks(self, text: str, at: int) -> Marks:
        ranks, after = Ranks(), ">"
        while text[at:].strip():
            item = _ITEM.match(text, at)
            if not item:
                raise Told(shown(text[at:]), "a candidate", at + 1)
            name = clean(item[1] or item[2] or item[3] or "")
            place = self._place(name, at + 1)
            ranks.mark(place, name, at + 1, shared=after == "=")
            self.scored |= item[4] is not None
            at, after = item.end() + 1, text[item.end() : item.end() + 1]
            if after in ("", ":"):  # what follows a second colon is no preference
                break
            _check_between(text, after, at)
        return ranks.marks

    def _place(self, name: str, column: int) -> int:
        if name not in self.places:
            if self.declared or not name:
                raise Told(
                    shown(name),
                    f"one of the candidates ({shown(', '.join(self.places), 120)})",
                    column,
                )
            self._add(name, 1)
            self.places[name] = len(self.names)
        return self.places[name]


def _check_between(text: str, after: str, at: int) -> None:
    if after not in (">", "="):
        raise Told(shown(after), "> or =, as scores and lists are no order", at)
    if not text[at:].strip():
        raise Told(f"{shown(after)} at the end", "a candidate after it", at, CUT_OFF)


def _unescaped(value: str) -> str:
    try:
        return str(json.loads(value))
    except ValueError:
        return value.strip('"')


def told_by(head: Sequence[str]) -> str:
    for text in head:
        text = text.strip()
        if text.startswith("ABIF"):
            return "the first line says ABIF"
        if _NAMES.fullmatch(text) or re.match(r"\d+\s*:\s*[^\d\s,{]", text):
            return f"the line {shown(text)}"
    return ""


def read(source: Source, asked: Asked) -> Found:
    reading = _Reading(source)
    reading.head()
    pile = piled(source, source.lines(), reading.paper, asked)
    if reading.scored:
        source.notes.append("Scores beside the order of preference are not used.")
    heading = Heading(reading.title, reading.seats)
    return Found(polled(source, asked, reading.names, pile, heading))


def write(poll: Poll) -> Iterator[str]:
    cannot(poll, "ABIF", SKIPPED, OVERVOTED)
    if any(set("[]") & set(name) for name in poll.names):
        raise CannotWrite("ABIF has no way to write a name with brackets.")
    yield f"{{title: {json.dumps(poll.title, ensure_ascii=False)}}}\n{{seats: {poll.seats}}}\n"
    for place, name in enumerate(poll.names, start=1):
        yield f"=c{place}:[{name}]\n"
    for marks, many in alike_papers(poll):
        order = ">".join("=".join(f"c{p}" for p in places) for places in ranks(marks))
        yield f"{many}:{order}\n"


ABIF = Layout("abif", "ABIF", told_by, read, write)
