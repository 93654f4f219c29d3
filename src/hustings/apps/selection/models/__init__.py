"""A campaign's own ballot: who may vote, what stood on the papers, what two people read there, and the count.

Nothing here leads from a voter to a paper. The roll says that somebody was given a paper; a paper gets its number only
once the box is open and the papers are mixed, and no row names both.
"""

from hustings.apps.selection.models.ballot import Ballot, Limit, Nominee
from hustings.apps.selection.models.papers import Account, PapersFile, Reading
from hustings.apps.selection.models.record import CountRecord, Lot, Signature
from hustings.apps.selection.models.roll import RollFile, SealedPaper, Voter

__all__ = [
    "Account",
    "Ballot",
    "CountRecord",
    "Limit",
    "Lot",
    "Nominee",
    "PapersFile",
    "Reading",
    "RollFile",
    "SealedPaper",
    "Signature",
    "Voter",
]
