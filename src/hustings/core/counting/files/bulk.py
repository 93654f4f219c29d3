"""Plain lines of a BLT file turned into marks many at a time, by calls of the language's own.

A million papers must not wait for a million turns of a slow loop: the numbers of a batch of lines become bytes at one
stroke, which the 0 at the end of each paper parts again. Whatever is not plain is left to the careful reading.
"""

from collections.abc import Mapping, Sequence
from itertools import islice
from operator import mul

from hustings.core.counting.files.source import decoded_number
from hustings.core.counting.poll import Marks

BATCH = 5_000
END = b"0"


class NotPlainError(Exception):
    """Some line needs a closer look."""


def marks_of(
    counted: Mapping[bytes, int], places: Mapping[str, int]
) -> dict[Marks, int]:
    """The papers of lines `many, candidates, 0`, each line with how often it stands.

    `places` are the bytes of what names a candidate on a line. Raises NotPlainError where a line needs a closer look.
    """
    bytes_of = {name.encode(): place for name, place in places.items()} | {END: 0}
    papers: dict[Marks, int] = {}
    many_of = _Weights()
    lines, times = iter(counted), iter(counted.values())
    while batch := list(islice(lines, BATCH)):
        firsts, _, rests = zip(*[line.partition(b" ") for line in batch], strict=True)
        numbers = _numbers(rests, bytes_of)
        many = map(mul, map(many_of.__getitem__, firsts), islice(times, BATCH))
        for marks, papers_alike in zip(numbers, many, strict=True):
            papers[marks] = papers.get(marks, 0) + papers_alike
    return papers


class _Weights(dict[bytes, int]):
    """What the first words of lines say, each looked at once."""

    def __missing__(self, first: bytes) -> int:
        many = decoded_number(first.decode("latin-1"))
        if not many:
            raise NotPlainError
        self[first] = many
        return many


def _numbers(rests: Sequence[bytes], bytes_of: Mapping[bytes, int]) -> list[Marks]:
    """The marks of each line, of which the number of papers has been taken off."""
    text = b" " + b"\n ".join(rests) + b"\n"
    if text.count(b" 0\n") != len(rests):
        raise NotPlainError
    try:
        marks = bytes(map(bytes_of.__getitem__, text.split()))
    except KeyError:
        raise NotPlainError from None
    found = marks.split(b"\0")
    found.pop()
    # A 0 at the end of each line and nowhere else; and nobody twice, as then a set has fewer members than the paper.
    if len(found) != len(rests) or sum(map(len, map(set, found))) + len(rests) != len(
        marks
    ):
        raise NotPlainError
    return found
