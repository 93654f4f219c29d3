"""BLT, the layout of Algorithm 123 (Hill, Wichmann and Woodall, 1987), which most programs for STV read.

A line with the candidates' and the seats' numbers; those who withdrew as negative numbers; a line for each paper or for
papers that are alike: how many, the candidates' numbers in order, 0; a 0 alone; the names in quotation marks; the title.
As other programs write it, `-` is a preference left out, `1=2` a shared one, `(x)` before a paper its number, `#` begins
a comment, and `[withdrawn 4]`, `[nick a b c]` in brackets give options.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from hustings.core.counting.compiled.loading import load
from hustings.core.counting.files.bulk import NotPlainError, marks_of
from hustings.core.counting.files.faults import CannotWrite, Told, shown
from hustings.core.counting.files.layout import (
    CUT_OFF,
    Asked,
    Found,
    Heading,
    Laid,
    Layout,
    Named,
    Pile,
    papers_in,
    piled,
    polled,
    seats_in,
    too_many,
    whole,
)
from hustings.core.counting.files.marking import Ranks, alike_papers, ranks
from hustings.core.counting.files.source import (
    Lines,
    Source,
    clean,
    decoded_number,
)
from hustings.core.counting.poll import (
    MOST_CANDIDATES,
    OVERVOTED,
    Candidate,
    Marks,
    Poll,
)

_COMMENT = re.compile(r"(?:^|\s)#.*")
_WORD = re.compile(r"\S+")
_STRING = re.compile(r'"((?:[^"]|"")*)"(?=\s|$)\s*')
_OPTION = re.compile(r"\[\s*(\w+)([^\]]*)\]")


class _Unusual(Exception):  # noqa: N818 - no error: the careful reading decides
    """Something that the quick reading leaves to the careful one."""


@dataclass
class _Reading:
    """A file while it is read."""

    source: Source
    asked: Asked
    candidates: int = 0
    seats: int = 0
    withdrawn: set[int] = field(default_factory=set)
    places: dict[str, int] = field(default_factory=dict)
    """What stands for a candidate on a paper: the number, or a short name that was given."""

    def __post_init__(self) -> None:
        self.lines = Lines(self.source)

    def fault(self, told: Told) -> Exception:
        return self.source.fault(max(1, self.lines.number), told)

    def texts(self) -> Iterator[str]:
        """The lines that say something, without comments."""
        for line in self.lines:
            if text := _COMMENT.sub("", self.source.text(line)).strip():
                yield text

    def head(self) -> None:
        """Everything before the first paper."""
        try:
            self._numbers(next(self.texts(), ""))
            for text in self.texts():
                if not self._about_candidates(text):
                    self.lines.back()
                    return
        except Told as told:
            raise self.fault(told) from told

    def _numbers(self, text: str) -> None:
        words = text.split()
        if len(words) != 2:
            raise Told(shown(text), "the number of candidates and the number of seats")
        self.candidates = whole(words[0], "a number of candidates, 1 or more", 1)
        self.seats = seats_in(words[1], text.rindex(words[1]) + 1)
        if self.candidates > MOST_CANDIDATES:
            raise too_many()
        self.places = {str(n): n for n in range(1, self.candidates + 1)}

    def _about_candidates(self, text: str) -> bool:
        if text.startswith("["):
            self._option(text)
            return True
        words = text.split()
        if not all(word.startswith("-") and word != "-" for word in words):
            return False
        for word in words:
            self._withdraw(word[1:], text.index(word) + 1)
        return True

    def _withdraw(self, word: str, column: int) -> None:
        if word not in self.places:
            raise Told(shown(word), self._candidate, column)
        self.withdrawn.add(self.places[word])

    @property
    def _candidate(self) -> str:
        return f"a candidate's number, 1 to {self.candidates}"

    def _option(self, text: str) -> None:
        found = _OPTION.fullmatch(text)
        if not found:
            raise Told(shown(text), "an option in brackets, such as [withdrawn 4]")
        option, words = found[1], found[2].split()
        if option == "withdrawn":
            for word in words:
                self._withdraw(word, text.index(word) + 1)
        elif option == "nick":
            self._nick(words)
        else:
            self.source.notes.append(f"The option {shown(text)} is not used.")

    def _nick(self, words: Sequence[str]) -> None:
        if len(words) != self.candidates or len({*words}) < len(words):
            raise Told(f"{len(words)} short names", f"{self.candidates}, all different")
        self.places.update({word: n for n, word in enumerate(words, start=1)})

    def quickly(self) -> Pile:
        """The papers, if each is plain and a 0 stands alone after them."""
        counted, ended = self.lines.counted_until(b"0")
        if not ended:
            raise _Unusual
        return Pile(self._each_once(counted))

    def by_compiled_code(self, kept: Path) -> Laid:
        """The same, each paper read by compiled code."""
        if any(name != str(place) for name, place in self.places.items()):
            raise _Unusual
        load(kept)
        from hustings.core.counting.compiled.reading import Reader

        reader = Reader(self.candidates)
        ended = reader.read(self.lines.pieces())
        if ended is None:
            raise _Unusual
        self.lines.go_on(*ended)
        return Laid(reader.packed)

    def _each_once(self, counted: Counter[bytes]) -> dict[Marks, int]:
        try:
            return marks_of(counted, self.places)
        except NotPlainError:
            return self._each_looked_at(counted)

    def _each_looked_at(self, counted: Counter[bytes]) -> dict[Marks, int]:
        papers: dict[Marks, int] = {}
        for line, times in counted.items():
            try:
                paper = self.paper(self.source.text(line))
            except Told as told:  # its line is found by reading again
                raise _Unusual from told
            if paper:
                marks, many = paper
                papers[marks] = papers.get(marks, 0) + many * times
        return papers

    def carefully(self) -> Pile:
        return piled(self.source, self._papers(), self.paper, self.asked)

    def _papers(self) -> Iterator[tuple[int, bytes]]:
        for line in self.lines:
            if line.lstrip()[:1] == b"0" and _is_end(self.source.text(line)):
                return
            yield self.lines.number, line
        raise self.source.fault_at_end(_NO_END)

    def paper(self, text: str) -> tuple[Marks, int] | None:
        """What a line says, if it is a paper; columns in faults are those of the line."""
        words = list(_WORD.finditer(_COMMENT.sub("", text)))
        if words and words[0][0].startswith("(") and words[0][0].endswith(")"):
            del words[0]
        if not words:
            return None
        many = papers_in(words[0][0], words[0].start() + 1)
        last = words[-1]
        if len(words) < 2 or last[0] != "0":
            raise Told(
                f"{shown(last[0])} at the end",
                "0 at the end of the paper",
                last.end(),
                CUT_OFF,
            )
        return self._marks(words[1:-1]), many

    def _marks(self, words: Sequence[re.Match[str]]) -> Marks:
        ranks = Ranks()
        for word in words:
            if word[0] == "-":
                ranks.skip()
                continue
            for n, one in enumerate(word[0].split("=")):
                place, column = self.places.get(one, 0), word.start() + 1
                if not place:
                    raise Told(
                        shown(one), f"{self._candidate}, or 0 at the end", column
                    )
                ranks.mark(place, one, column, shared=n > 0)
        return ranks.marks

    def tail(self) -> tuple[list[Named], str]:
        """The candidates and the title; whatever other programs write after it is passed over, aloud."""
        strings: list[tuple[int, str]] = []
        for text in map(self.source.text, self.lines):
            if len(strings) > self.candidates:
                said = _COMMENT.sub("", text).strip()
                strings += [(self.lines.number, text)] if said else []
                continue
            try:
                found = _strings(text)
            except Told as told:
                raise self.fault(told) from told
            strings += [(self.lines.number, clean(each)) for each in found]
        names, rest = strings[: self.candidates], strings[self.candidates :]
        if len(names) < self.candidates:
            raise self.source.fault_at_end(_too_few(len(names), self.candidates))
        if len(rest) > 1:
            self.source.notes.append(
                f"Lines after the title {shown(rest[0][1])}, not used: {len(rest) - 1}."
            )
        title = rest[0][1] if rest else ""
        return [Named(Candidate(name), line) for line, name in names], title


def _too_few(names: int, candidates: int) -> Told:
    return Told(f"{names} names", f"{candidates}, as the first line says", do=CUT_OFF)


def _is_end(text: str) -> bool:
    return _COMMENT.sub("", text).strip() == "0"


def _strings(text: str) -> list[str]:
    """The quoted strings of a line, or the line itself where nothing is quoted."""
    text = text.strip()
    if not text.startswith('"'):
        bare = _COMMENT.sub("", text)
        return [bare] if bare else []
    found, at = [], 0
    while string := _STRING.match(text, at):
        found.append(string[1].replace('""', '"'))
        at = string.end()
    if at == len(text) or text[at] == "#":
        return found
    if len(text) > 1 and text.endswith('"'):
        return [text[1:-1].replace('\\"', '"')]
    raise Told(shown(text), "a quotation mark at the end of the name", len(text))


_NO_END = Told(
    "the end of the file", "a line with 0 alone after the last paper", do=CUT_OFF
)


def told_by(head: Sequence[str]) -> str:
    for text in head:
        words = _COMMENT.sub("", text).split()
        if words:
            plain = len(words) == 2 and all(
                decoded_number(word) is not None for word in words
            )
            return "the first line is two numbers" if plain else ""
    return ""


def read(source: Source, asked: Asked) -> Found:
    kept = list(source.notes)
    for papers_read_by in _ways(asked):
        source.notes[:] = kept
        reading = _Reading(source, asked)
        reading.head()
        with suppress(_Unusual):
            pile = papers_read_by(reading)
            break
    named, title = reading.tail()
    out = frozenset(named[place - 1].candidate.name for place in reading.withdrawn)
    heading = Heading(title, reading.seats, out)
    return Found(polled(source, asked, named, pile, heading))


def _ways(asked: Asked) -> Iterator[Callable[[_Reading], Pile | Laid]]:
    """How papers may be read, the quickest first; the last finds anything usual."""
    if not asked.in_order:
        if kept := asked.machine_code:
            yield lambda reading: reading.by_compiled_code(kept)
        yield _Reading.quickly
    yield _Reading.carefully


def write(poll: Poll) -> Iterator[str]:
    yield f"{len(poll.candidates)} {poll.seats}\n"
    if poll.withdrawn:
        out = sorted(poll.place[name] for name in poll.withdrawn)
        yield " ".join(f"-{place}" for place in out) + "\n"
    for marks, many in alike_papers(poll):
        yield f"{many} {_written(marks)}0\n"
    yield "0\n"
    for text in (*poll.names, poll.title):
        yield '"' + text.replace('"', '""') + '"\n'


def _written(marks: Marks) -> str:
    if OVERVOTED in marks:
        raise CannotWrite(
            "BLT cannot say that several were marked whom nobody names. Write CSV in preference columns."
        )
    return "".join(
        "=".join(map(str, rank)) + " " if rank else "- " for rank in ranks(marks)
    )


BLT = Layout("blt", "BLT", told_by, read, write)
