"""What somebody types for the paper before them: the nominees' numbers in order of preference, or those with a cross.

`3 1 2` is a paper that prefers number 3, then 1, then 2; `3 1=2` gave 1 and 2 the same preference; `3 - 2` left the
second preference out. Where voters mark crosses the order means nothing. What a law makes of it is the count's to say.
"""

import re
from collections.abc import Mapping, Sequence

from hustings.core.counting.files.faults import Told
from hustings.core.counting.files.marking import Ranks, marked, ranks
from hustings.core.counting.on_paper import HowMarked, Marking
from hustings.core.counting.poll import Marks
from hustings.core.errors import HustingsError

_BETWEEN = re.compile(r"[\s,;]+")
_SHARED = re.compile(r"\s*=\s*")
_LONGEST = 2_000
"""Characters of a line: 250 nominees need fewer."""


class TypedError(HustingsError):
    """This is no reading of a paper; the message says what stands there and what may."""


def read_typed(text: str, numbers: Mapping[int, str], how: HowMarked) -> Marks:
    """The marks of a typed line; `numbers` are the numbers and names on the paper, in its order.

    Raises TypedError.
    """
    words = _BETWEEN.split(_SHARED.sub("=", text[:_LONGEST].strip()))
    if words == [""]:
        raise TypedError(
            "Nothing is typed: type numbers, or why the paper is rejected."
        )
    found = _ranked(words, numbers)
    if how.marking is Marking.RANKS:
        return found
    return _crosses(found, words, how)


def _ranked(words: Sequence[str], numbers: Mapping[int, str]) -> Marks:
    places = {str(number): place for place, number in enumerate(numbers, start=1)}
    paper = Ranks()
    for word in words:
        if word == "-":
            paper.skip()
            continue
        for position, one in enumerate(word.split("=")):
            place = places.get(one.lstrip("0"))
            if place is None:
                raise TypedError(_stranger(one, numbers))
            _mark(paper, place, one, shared=position > 0)
    if not paper.marks:
        raise TypedError("Nothing is marked on it: reject it, as nothing is marked.")
    return paper.marks


def _mark(paper: Ranks, place: int, word: str, *, shared: bool) -> None:
    try:
        paper.mark(place, word, 0, shared=shared)
    except Told as told:
        raise TypedError(
            f"“{word}” stands twice: type each number once, or reject an uncertain paper."
        ) from told


def _stranger(word: str, numbers: Mapping[int, str]) -> str:
    said = f"“{word[:20]}”" if word else "Nothing beside “=”"
    return f"{said} is no number on this paper; on it are {min(numbers)} to {max(numbers)}."


def _crosses(found: Marks, words: Sequence[str], how: HowMarked) -> Marks:
    """The same candidates, all alike."""
    if "-" in words:
        raise TypedError("“-” is for orders of preference. Type the crosses alone.")
    places = sorted(place for rank in ranks(found) for place in rank)
    if how.most is not None and len(places) > how.most:
        most = "1 vote" if how.most == 1 else f"{how.most} votes"
        raise TypedError(
            f"{len(places)} crosses, and each voter has {most}: reject it, for more than allowed."
        )
    return marked([places])


def said_marks(marks: Marks, names: Sequence[str], how: HowMarked) -> str:
    """What a paper says, in names: “1 Ann, 2 Ben and Cy alike, 3 left out, 4 Dee”, or the names with a cross."""
    told = [[names[place - 1] for place in rank] for rank in ranks(marks)]
    if how.marking is Marking.CROSSES:
        return ", ".join(name for rank in told for name in rank)
    return ", ".join(
        f"{number} {_rank(rank)}" for number, rank in enumerate(told, start=1)
    )


def _rank(names: Sequence[str]) -> str:
    if not names:
        return "left out"
    return names[0] if len(names) == 1 else f"{' and '.join(names)} alike"


def as_typed(marks: Marks, numbers: Mapping[int, str], how: HowMarked) -> str:
    """The line that `read_typed` reads as these marks."""
    on_paper = [str(number) for number in numbers]
    told = [[on_paper[place - 1] for place in rank] for rank in ranks(marks)]
    if how.marking is Marking.CROSSES:
        return " ".join(word for rank in told for word in rank)
    return " ".join("=".join(rank) or "-" for rank in told)
