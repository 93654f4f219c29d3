"""The account of papers: what was printed must be found again, given out, handed back or unused, to the last paper.

Two people can read every paper rightly, and the ballot is still wrong if papers were put in that nobody was given. So
each paper is accounted for before anybody signs.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from hustings.core.elections.wording import count_of


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersAccount:
    """Counted by hand, except what the roll says (given, replaced, refused, waiting) and what was typed."""

    printed: int
    given: int
    """Voters who were given a paper, with those whose paper was sealed."""
    replaced: int
    """Papers given to voters who handed a spoilt one back."""
    unused: int
    spoilt: int
    found: int
    """In the box, with those admitted from envelopes."""
    refused: int
    """Sealed papers that were refused and stay in their envelopes."""
    waiting: int
    """Sealed papers on which nobody has ruled."""
    taken_away: int
    valid: int
    rejected: int


@dataclass(frozen=True, slots=True)
class Line:
    """Two sums that must be the same."""

    left_words: str
    left: int
    right_words: str
    right: int
    more_left: str
    """What it means if the left sum is larger, and what to look for."""
    more_right: str

    @property
    def agrees(self) -> bool:
        return self.left == self.right

    @property
    def by(self) -> int:
        return abs(self.left - self.right)

    @property
    def meaning(self) -> str:
        """What it means where they are not the same, and what to look for."""
        if self.agrees:
            return ""
        return self.more_left if self.left > self.right else self.more_right

    @property
    def said(self) -> str:
        """By how much, and what that means."""
        if self.agrees:
            return "Agrees."
        return f"Does not agree by {count_of(self.by, 'paper')}: {self.meaning}"


def account_lines(account: PapersAccount) -> tuple[Line, ...]:
    """Every line that must agree, in the order in which people look for a mistake."""
    return tuple(_lines(account))


def _lines(a: PapersAccount) -> Iterator[Line]:
    yield Line(
        "printed",
        a.printed,
        f"given {a.given:,} + replaced {a.replaced:,} + unused {a.unused:,}",
        a.given + a.replaced + a.unused,
        "papers are missing. Count the unused papers again, and look whether a paper was given that nobody ticked off.",
        "there are more than were printed. Count the unused papers again, and look whether somebody was ticked off who got no paper.",
    )
    waiting = f" + not yet ruled on {a.waiting:,}" if a.waiting else ""
    yield Line(
        f"found {a.found:,} + refused {a.refused:,}{waiting} + taken away {a.taken_away:,}",
        a.found + a.refused + a.waiting + a.taken_away,
        "given",
        a.given,
        "more were found than were given. Count the papers found again, and look whether a spoilt paper lies among them.",
        "papers are missing from the box. Count the papers found again; a paper that is known to have been taken away is typed as such, with a note.",
    )
    yield Line(
        "handed back spoilt",
        a.spoilt,
        "replaced",
        a.replaced,
        "more were handed back than replaced. Look whether a replaced paper was not ticked off.",
        "more were replaced than handed back. Look for the spoilt papers: each must be in its envelope.",
    )
    yield Line(
        "found",
        a.found,
        f"valid {a.valid:,} + rejected {a.rejected:,}",
        a.valid + a.rejected,
        "papers are not typed yet, or were counted that are not there.",
        "more are typed than were found. Look for a number that stands on no paper.",
    )
