"""Finding by the beginnings of words, and by words that are spelt much alike: "mohamad" finds Mohamed, "perry bar" Perry Barr.

Every word of what is looked for must be there, in whatever order. A word that begins with what was typed comes before one
that is only like it, and a short name before a long one.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extract

from hustings.core.spelling import folded

T = TypeVar("T")
ALIKE = 78
"""From this likeness on (rapidfuzz, 0 to 100) a word may be another spelling: "mohamad" and "mohammed" are 80 alike."""
LONG = 4
"""Shorter words are never another spelling: too many would be."""
NEAREST = 30
"""So many other spellings of a word are looked at."""
_LEAST = 2


@dataclass(frozen=True, slots=True)
class Entry(Generic[T]):
    """Something that can be found by its `words`, or by what else it is called.

    Of two that are found alike, the one of fewer words comes first, and then the one of more `weight`.
    """

    words: str
    what: T
    weight: float
    also: str = ""


class WordIndex(Generic[T]):
    """All entries by their words. Building it costs milliseconds for thousands of entries, asking it costs few."""

    def __init__(self, entries: Iterable[Entry[T]]) -> None:
        self._entries: Sequence[Entry[T]] = tuple(entries)
        by_word: defaultdict[str, list[int]] = defaultdict(list)
        self._after: list[tuple[int, float]] = []
        for nth, entry in enumerate(self._entries):
            words = words_of(entry.words)
            self._after.append((len(words), -entry.weight))
            also = words_of(entry.also) if entry.also else ()
            for word in {*words, *also}:
                by_word[word].append(nth)
        self._by_word: Mapping[str, Sequence[int]] = dict(by_word)
        self._words = sorted(by_word)

    def find(self, text: str, limit: int = 20) -> list[T]:
        """What has all words of the text, the likeliest first; nothing for less than two letters."""
        scores: dict[int, float] | None = None
        for word in words_of(text):
            found = self._with(word)
            scores = found if scores is None else {n: s + found[n] for n, s in scores.items() if n in found}  # fmt: skip
        if not scores or len("".join(words_of(text))) < _LEAST:
            return []
        best = sorted(scores, key=lambda n: (-scores[n], self._after[n]))
        return [self._entries[n].what for n in best[:limit]]

    def _with(self, word: str) -> dict[int, float]:
        """Entries that have the word or one near it, with the likeness of the nearest."""
        found: dict[int, float] = {}
        for known, likeness in self._near(word):
            for nth in self._by_word[known]:
                found[nth] = max(found.get(nth, 0), likeness)
        return found

    def _near(self, word: str) -> Iterator[tuple[str, float]]:
        """Known words that begin with it (100 where it is the whole word, else 95) or are much alike (at most 90)."""
        for at in range(bisect_left(self._words, word), len(self._words)):
            known = self._words[at]
            if not known.startswith(word):
                break
            yield known, 100.0 if known == word else 95.0
        if len(word) >= LONG:
            for known, likeness, _ in extract(word, self._words, scorer=ratio, score_cutoff=ALIKE, limit=NEAREST, processor=None):  # fmt: skip
                yield known, 0.9 * likeness


def words_of(text: str) -> list[str]:
    """The words by which something is found: small letters without accents, "&" as "and"."""
    return folded(text).split()
