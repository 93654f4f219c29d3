"""A published ballot counted again from a file that somebody brings."""

from dataclasses import dataclass, replace
from hashlib import sha256
from io import BytesIO

from hustings.apps.selection.queries.counting import as_given
from hustings.apps.selection.queries.published import Published
from hustings.core.counting.by_rules import count_by
from hustings.core.counting.files.layout import Asked
from hustings.core.counting.files.reading import read_poll
from hustings.core.counting.on_file import as_on_paper
from hustings.core.counting.record import Count
from hustings.core.counting.shown.as_json import dumps
from hustings.core.errors import HustingsError

LARGEST = 5 * 1024 * 1024
"""Bytes of a file: ten thousand papers with twenty candidates each are half a megabyte."""
MOST_PAPERS = 100_000
MOST_CANDIDATES = 100


@dataclass(frozen=True, slots=True)
class Recount:
    """A count of the file, and how it stands to what was published."""

    count: Count
    told: str
    """How the file was read."""
    sha256: str
    is_full: bool
    """Whether it is, byte for byte, the file that was counted and signed."""
    is_published: bool
    """Whether it is, byte for byte, the file that everybody may fetch."""
    papers: int
    is_same: bool
    """Whether the record is the published one in every figure."""


def recounted(found: Published, content: bytes, name: str) -> Recount:
    """Count the file under the published rules, lots and limits. HustingsError where that cannot be."""
    kept = found.kept
    if len(kept.count.names) > MOST_CANDIDATES:
        raise HustingsError(
            f"With more than {MOST_CANDIDATES} candidates this page does not count. Use `hustings count` on a computer of your own."
        )
    if len(content) > LARGEST:
        raise HustingsError(TOO_LARGE)
    read = read_poll(BytesIO(content), name, Asked(seats=kept.count.seats))
    poll = as_on_paper(read.poll, kept.count.candidates)
    if poll.size > MOST_PAPERS:
        raise HustingsError(
            f"The file holds {poll.size:,} papers; this page counts at most {MOST_PAPERS:,}."
        )
    rules = found.ballot.rule_set
    count = count_by(
        rules, replace(kept.poll, papers=poll.papers), as_given(kept.row.given, rules)
    )
    digest = sha256(content).hexdigest()
    return Recount(
        count=count,
        told=read.told,
        sha256=digest,
        is_full=digest == kept.row.sha256,
        is_published=digest == found.sha256,
        papers=poll.size,
        is_same=dumps(count) == kept.row.record,
    )


TOO_LARGE = f"The file is larger than {LARGEST // (1024 * 1024)} MB: it is no file of this ballot, or a computer of your own must count it."
