"""PrefLib's files of orders: strict or with ties, complete or not (`.soc`, `.soi`, `.toc`, `.toi`).

Lines `# KEY: value`, among them the alternatives' names, then `many: 1,{2,3},4`. Older files begin with the number of
candidates and lines `number,name`, and have their counts after `voters,papers,different orders`.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hustings.core.counting.files.faults import Told, shown
from hustings.core.counting.files.layout import (
    CUT_OFF,
    Asked,
    Found,
    Heading,
    Layout,
    Named,
    Pile,
    papers_in,
    piled,
    polled,
    too_many,
    whole,
)
from hustings.core.counting.files.marking import Ranks, alike_papers, cannot, ranks
from hustings.core.counting.files.source import Source, clean, decoded_number
from hustings.core.counting.poll import (
    MOST_CANDIDATES,
    OVERVOTED,
    SHARED,
    SKIPPED,
    Candidate,
    Marks,
    Poll,
)

_KEY = re.compile(r"#\s*([A-Z][A-Z ]*?)\s*(\d*)\s*:(.*)")
_ITEM = re.compile(r"\s*(?:\{([^{}]*)\}|([^,{}]+))\s*(,|$)")
_KINDS = ("soc", "soi", "toc", "toi")


@dataclass
class _Reading:
    source: Source
    kind: str = ""
    title: str = ""
    candidates: int = 0
    voters: int | None = None
    names: dict[int, Named] = field(default_factory=dict)
    body: int = 0
    """The number of the last line before the papers."""

    def new_head(self) -> None:
        """Lines that begin with #."""
        for number, line in self.source.lines():
            text = self.source.text(line).strip()
            if not text.startswith("#"):
                return
            try:
                self._key(number, text)
            except Told as told:
                raise self.source.fault(number, told) from told
            self.body = number

    def _key(self, number: int, text: str) -> None:
        found = _KEY.fullmatch(text)
        if not found:
            return
        key, which, value = found[1], found[2], clean(found[3])
        column = text.index(":") + 2
        match key:
            case "TITLE":
                self.title = value
            case "DATA TYPE":
                self.kind = value.lower()
                if self.kind not in _KINDS:
                    raise Told(shown(value), "soc, soi, toc or toi", column)
            case "NUMBER ALTERNATIVES":
                self.candidates = _candidates(value, column)
            case "NUMBER VOTERS":
                self.voters = whole(value, "a number of voters", column)
            case "ALTERNATIVE NAME":
                self._name(int(which or 0), value, number)

    def _name(self, which: int, name: str, line: int) -> None:
        if not 1 <= which <= MOST_CANDIDATES:
            raise too_many() if which else Told("no number", "the candidate's number")
        if which in self.names:
            raise Told(f"candidate {which} a second time", "each number once")
        self.names[which] = Named(Candidate(name), line)

    def old_head(self) -> None:
        """A number, names, and three numbers."""
        for number, line in self.source.lines():
            text = self.source.text(line).strip()
            try:
                ended = self._old_line(number, text)
            except Told as told:
                raise self.source.fault(number, told) from told
            self.body = number
            if ended:
                return
        raise self.source.fault_at_end(_NO_HEAD)

    def _old_line(self, number: int, text: str) -> bool:
        if number == 1:
            self.candidates = _candidates(text, 1)
        elif number <= self.candidates + 1:
            which, _, name = text.partition(",")
            if decoded_number(which.strip()) != number - 1:
                raise Told(shown(text), f"{number - 1}, a comma and a name", 1)
            self._name(number - 1, clean(name), number)
        else:
            words = text.split(",")
            if len(words) != 3:
                raise Told(shown(text), "the voters, the papers and the orders")
            self.voters = whole(words[1], "a number of papers", 2)
            return True
        return False

    def paper(self, text: str) -> tuple[Marks, int] | None:
        """`many: 1,{2,3}` or, in older files, `many,1,{2,3}`."""
        if not text.strip():
            return None
        first = re.match(r"\s*([^:,{}]*)[:,]", text)
        if not first:
            raise Told(shown(text), "how many, a colon and an order")
        marks = self._marks(text, first.end())
        self._fits_kind(marks)
        return marks, papers_in(first[1])

    def _marks(self, text: str, at: int) -> Marks:
        ranks = Ranks()
        while at < len(text):
            item = _ITEM.match(text, at)
            if not item:
                raise Told(shown(text[at:]), "candidates' numbers and commas", at + 1)
            column = max(item.start(1), item.start(2)) + 1
            for n, one in enumerate((item[1] or item[2] or "").split(",")):
                place = self._place(one.strip(), column)
                ranks.mark(place, one.strip(), column, shared=n > 0)
            at = item.end()
            if item[3] and at == len(text):
                raise Told("a comma at the end", "a candidate after it", at, CUT_OFF)
        return ranks.marks

    def _place(self, word: str, column: int) -> int:
        number = decoded_number(word)
        if number is None or not 1 <= number <= self.candidates:
            raise Told(
                shown(word), f"a candidate's number, 1 to {self.candidates}", column
            )
        return number

    def _fits_kind(self, marks: Marks) -> None:
        if not marks:
            raise Told("no order", "at least one candidate", do=CUT_OFF)
        if SHARED in marks and self.kind in ("soc", "soi"):
            raise Told("a tie", f"an order without ties, as {self.kind} says")
        named = len(marks) - marks.count(SHARED)
        if self.kind in ("soc", "toc") and named < self.candidates:
            raise Told(
                f"an order of {named}",
                f"all {self.candidates} candidates, as {self.kind} says",
                do=CUT_OFF,
            )

    def check(self, pile: Pile) -> None:
        """See that nothing is missing: the file says how many papers there are."""
        papers = sum(pile.papers.values())
        if self.voters not in (None, papers):
            raise self.source.fault_at_end(
                Told(
                    f"{papers:,} papers",
                    f"{self.voters:,}, as the file says",
                    do=CUT_OFF,
                )
            )

    def named(self) -> list[Named]:
        missing = [n for n in range(1, self.candidates + 1) if n not in self.names]
        if missing or len(self.names) != self.candidates:
            raise self.source.fault(
                max(1, self.body),
                Told(
                    f"{len(self.names)} names",
                    f"{self.candidates}, one for each number",
                    do=CUT_OFF,
                ),
            )
        return [self.names[n] for n in range(1, self.candidates + 1)]


def _candidates(text: str, column: int) -> int:
    number = whole(text, "a number of candidates", column)
    if number > MOST_CANDIDATES:
        raise too_many()
    return number


_NO_HEAD = Told(
    "the end of the file", "names and numbers before the papers", do=CUT_OFF
)


def told_by(head: Sequence[str]) -> str:
    if any(text.startswith("# NUMBER ALTERNATIVES:") for text in head):
        return "a line says “# NUMBER ALTERNATIVES”"
    if len(head) > 2 and decoded_number(head[0].strip()) and head[1].startswith("1,"):
        return "the first line is one number, the second “1,” and a name"
    return ""


def read(source: Source, asked: Asked) -> Found:
    reading = _Reading(source)
    new = any(text.startswith("#") for text in source.head(1))
    reading.new_head() if new else reading.old_head()
    named = reading.named()
    lines = ((n, line) for n, line in source.lines() if n > reading.body)
    pile = piled(source, lines, reading.paper, asked)
    reading.check(pile)
    return Found(polled(source, asked, named, pile, Heading(reading.title)))


def write(poll: Poll) -> Iterator[str]:
    cannot(poll, "PrefLib", SKIPPED, OVERVOTED, blank=True)
    yield f"# TITLE: {poll.title}\n# DATA TYPE: {kind_of(poll)}\n"
    yield f"# NUMBER ALTERNATIVES: {len(poll.candidates)}\n# NUMBER VOTERS: {poll.size}\n"
    yield f"# NUMBER UNIQUE ORDERS: {len(poll.papers)}\n"
    for number, name in enumerate(poll.names, start=1):
        yield f"# ALTERNATIVE NAME {number}: {name}\n"
    for marks, many in alike_papers(poll):
        yield f"{many}: {','.join(map(_tied, ranks(marks)))}\n"


def _tied(places: tuple[int, ...]) -> str:
    numbers = ",".join(map(str, places))
    return numbers if len(places) == 1 else f"{{{numbers}}}"


def kind_of(poll: Poll) -> str:
    """The most restrictive kind that holds all the papers, as PrefLib asks."""
    ties = any(SHARED in marks for marks in poll.papers)
    complete = all(
        len(marks) - marks.count(SHARED) == len(poll.candidates)
        for marks in poll.papers
    )
    return ("t" if ties else "s") + "o" + ("c" if complete else "i")


PREFLIB = Layout("preflib", "PrefLib", told_by, read, write)
