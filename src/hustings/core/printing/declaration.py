"""The result on one page: where we came, our share, the majority, the deposit, and each rung of our ladder.

Who wins, what share it is and whether a deposit is lost are worked out elsewhere, in whole numbers; this page sets
what was worked out, with last time beside it. It is always one sheet: the type is as large as the number of lines allows.
"""

from dataclasses import asdict, dataclass

from hustings.core.printing.document import Document, Paper, clean, long_date


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate's line: votes, share as it should be printed, and last time's votes or share as a word."""

    name: str
    description: str
    votes: int
    share: str
    before: str = ""
    ours: bool = False
    elected: bool = False


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of this result with the same figure last time, once for each of the bases."""

    words: str
    now: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rung:
    """One objective: met or not, and by how many votes as words (by 1,204 votes)."""

    words: str
    met: bool
    margin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What was declared and what it means for us. `bases` names each last-time column of the measures."""

    title: str
    contest: str
    headline: str
    standings: tuple[Standing, ...]
    measures: tuple[Measure, ...]
    rungs: tuple[Rung, ...]
    bases: tuple[str, ...] = ()
    before_words: str = ""
    notes: tuple[str, ...] = ()


def declaration_page(declaration: Declaration, *, paper: Paper) -> Document:
    """The page, tagged for screen readers (PDF/UA-1)."""
    made = f"{clean(paper.imprint)} Printed {long_date(paper.printed_on)} by {clean(paper.printed_by)}."
    said = asdict(declaration) | {
        "campaign": clean(paper.campaign),
        "made": made.strip(),
        "standings": [
            asdict(line) | {"votes": f"{line.votes:,}"}
            for line in declaration.standings
        ],
    }
    return Document(
        name="result",
        title=clean(declaration.title),
        description="declaration",
        made_on=paper.printed_on,
        words=said,
        on_screen=True,
    )
