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
FIRST = 100
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
    only_numbers = all(map(str.isdigit, places))
    papers: dict[Marks, int] = {}
    many_of = _Weights()
    lines, times = iter(counted), iter(counted.values())
    while batch := list(islice(lines, BATCH)):
        read = _few_alike(batch, bytes_of) if only_numbers else None
        numbers, many = read or _many_alike(batch, bytes_of, many_of)
        for marks, papers_alike in zip(
            numbers, map(mul, many, islice(times, BATCH)), strict=True
        ):
            papers[marks] = papers.get(marks, 0) + papers_alike
    return papers


def _few_alike(
    batch: Sequence[bytes], bytes_of: Mapping[bytes, int]
) -> tuple[list[Marks], list[int]] | None:
    """Marks and numbers of papers where no line stands for more papers than there are candidates: one table reads both.

    None where some line does, as the first lines mostly show before all are tried.
    """
    if any(line.partition(b" ")[0] not in bytes_of for line in batch[:FIRST]):
        return None
    try:
        rows = _numbers(batch, bytes_of, 1)
    except KeyError:
        return None
    return [row[1:] for row in rows], [row[0] for row in rows]


def _many_alike(
    batch: Sequence[bytes], bytes_of: Mapping[bytes, int], many_of: "_Weights"
) -> tuple[list[Marks], list[int]]:
    firsts, _, rests = zip(*[line.partition(b" ") for line in batch], strict=True)
    try:
        numbers = _numbers(rests, bytes_of, 0)
    except KeyError:
        raise NotPlainError from None
    return numbers, list(map(many_of.__getitem__, firsts))


class _Weights(dict[bytes, int]):
    """What the first words of lines say, each looked at once."""

    def __missing__(self, first: bytes) -> int:
        many = decoded_number(first.decode("latin-1"))
        if not many:
            raise NotPlainError
        self[first] = many
        return many


def _numbers(
    lines: Sequence[bytes], bytes_of: Mapping[bytes, int], before: int
) -> list[bytes]:
    """Each line as bytes without its last 0, the first `before` of them no candidates.

    Raises KeyError where a word is in no table, NotPlainError where a line does not end where it should.
    """
    text = b" " + b"\n ".join(lines) + b"\n"
    if text.count(b" 0\n") != len(lines):
        raise NotPlainError
    row = bytes(map(bytes_of.__getitem__, text.split()))
    found = row.split(b"\0")
    found.pop()
    # A 0 at the end of each line and nowhere else; and nobody twice, as then a set has fewer members than the paper.
    once = sum(len({*each[before:]}) for each in found)
    if len(found) != len(lines) or once + (before + 1) * len(lines) != len(row):
        raise NotPlainError
    return found
