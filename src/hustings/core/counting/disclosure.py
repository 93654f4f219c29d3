"""Which rankings may be published: those that enough papers share.

With many candidates there are more rankings than voters. Somebody who buys or forces a vote can ask for a ranking that
nobody else would write, and look for it in the published file; so a ranking that few papers share is left out.
"""

from dataclasses import dataclass, replace

from hustings.core.counting.poll import Poll

ENOUGH = 5


@dataclass(frozen=True, slots=True)
class Shared:
    """A poll without the rankings that few papers share, and how many those are."""

    poll: Poll
    papers: int
    """Papers left out."""
    rankings: int
    """Rankings left out."""


def shared_rankings(poll: Poll, least: int = ENOUGH) -> Shared:
    """The papers whose ranking at least `least` papers share."""
    kept = {marks: many for marks, many in poll.papers.items() if many >= least}
    return Shared(
        replace(poll, papers=kept),
        poll.size - sum(kept.values()),
        len(poll.papers) - len(kept),
    )
