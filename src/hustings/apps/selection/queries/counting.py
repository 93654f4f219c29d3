"""A ballot as a poll, what its count is given, and the count that was kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from typing import Any

from hustings.apps.selection.models import Ballot, CountRecord, Nominee, Reading
from hustings.apps.selection.queries.offered import is_motion, offered
from hustings.apps.selection.queries.papers import Pile, pile_of, poll_in
from hustings.apps.selection.queries.roll import roll_figures
from hustings.core.counting.by_rules import count_by
from hustings.core.counting.files.blt import write
from hustings.core.counting.on_file import as_on_paper
from hustings.core.counting.on_paper import Marking, how_marked
from hustings.core.counting.poll import Candidate, Constraint, Poll
from hustings.core.counting.record import Count, MissingLot
from hustings.core.counting.reopened import RON
from hustings.core.counting.rules import Family, Given, RuleSet
from hustings.core.counting.shown.comparison import Comparison, compare
from hustings.core.counting.shown.from_json import loads
from hustings.core.errors import HustingsError

Json = dict[str, Any]
FILE = "the file of papers"
_SALT = "# salt: "


def poll_of(ballot: Ballot, pile: Pile) -> Poll:
    """The papers and what they were asked."""
    nominees = list(ballot.nominees.all())
    return Poll(
        title=ballot.title,
        seats=ballot.seats,
        candidates=tuple(map(_candidate, nominees)),
        papers=pile.papers,
        withdrawn=frozenset(each.name for each in nominees if each.withdrawn_at),
    )


def _candidate(nominee: Nominee) -> Candidate:
    """Dates of birth are left out: none of the rules of a ballot of one's own looks at them, and a record is published."""
    line = {RON} if nominee.is_reopen else set[str]()
    return Candidate(
        nominee.name, nominee.slate, groups=frozenset(nominee.groups) | line
    )


def written_papers(poll: Poll) -> str:
    """The papers as they are kept: BLT, sorted, without numbers."""
    return "".join(write(poll))


def salted(papers: str, salt: str) -> str:
    """The file with a last line of chance, which counts for nothing.

    The hash of the whole file is published while rankings that few share are not. Without a line that nobody can guess,
    those would be found by trying which of them give the hash.
    """
    return f"{papers}{_SALT}{salt}\n"


def unsalted(papers: str) -> str:
    """The file without that line."""
    before, found, _ = papers.partition(f"\n{_SALT}")
    return before + "\n" if found else papers


def hash_of(text: str) -> str:
    """SHA-256 of the text as a file holds it."""
    return sha256(text.encode()).hexdigest()


def given_to(ballot: Ballot, pile: Pile) -> Json:
    """What the count is given beside the papers, as it is kept with the record."""
    return {
        "lots": list(ballot.lots.values_list("name", flat=True)),
        "registered": roll_figures(ballot).entitled,
        "votes": ballot.votes,
        "limits": [
            {
                "group": limit.group,
                "at_least": limit.at_least,
                "at_most": limit.at_most,
            }
            for limit in ballot.limits.all()
        ],
        "rejected": dict(pile.rejected),
    }


def as_given(kept: Mapping[str, Any], rules: RuleSet) -> Given:
    """The same for a count under these rules, which take only what they use."""
    said = {
        "lots": tuple(kept["lots"]),
        "registered": kept["registered"],
        "votes": kept["votes"],
        "constraints": tuple(Constraint(**limit) for limit in kept["limits"]),
    }
    return Given(**{name: each for name, each in said.items() if name in rules.uses})


def tied_now(ballot: Ballot) -> MissingLot | None:
    """The lot for which the count waits, if it waits for one; HustingsError where it cannot be counted at all."""
    pile = pile_of(ballot)
    if pile.open:
        raise HustingsError(" ".join(pile.open))
    given = as_given(given_to(ballot, pile), ballot.rule_set)
    try:
        count_by(ballot.rule_set, poll_of(ballot, pile), given)
    except MissingLot as missing:
        return missing
    return None


@dataclass(frozen=True)
class Kept:
    """A count that was kept, with all that can be shown of it."""

    row: CountRecord

    @cached_property
    def count(self) -> Count:
        return loads(self.row.record)

    @cached_property
    def poll(self) -> Poll:
        """The papers that were counted, with what the record says of the candidates."""
        poll = poll_in(self.row.papers, FILE)
        return as_on_paper(poll, self.count.candidates)

    @property
    def rejected(self) -> list[tuple[str, int]]:
        """How many papers were rejected before the count, and why."""
        reasons = dict(Reading.Rejected.choices)
        told = self.row.given["rejected"].items()
        return [(reasons.get(why, "Before the file was read"), n) for why, n in told]

    @property
    def record_hash(self) -> str:
        """The hash (SHA-256) of the record."""
        return hash_of(self.row.record)


def latest(ballot: Ballot) -> Kept | None:
    """The last count that was made."""
    row = CountRecord.objects.of(ballot.campaign).filter(ballot=ballot).first()
    return Kept(row) if row else None


def beside(kept: Kept, rules: RuleSet) -> Comparison:
    """The same papers under other rules; HustingsError where those cannot count them."""
    other = count_by(rules, kept.poll, as_given(kept.row.given, rules))
    return compare(kept.count, other)


def others(ballot: Ballot) -> list[RuleSet]:
    """The rules that can be put beside: those that can read papers marked as these were."""
    return [
        rules
        for rules in offered()
        if rules.name != ballot.rules
        and (not rules.one_seat or ballot.seats == 1)
        and _can_read(rules, ballot)
    ]


def _can_read(rules: RuleSet, ballot: Ballot) -> bool:
    """Orders of preference can be read as crosses, crosses never as an order; a question is no election."""
    if is_motion(rules.name) or is_motion(ballot.rules):
        return is_motion(rules.name) and is_motion(ballot.rules)
    if (rules.family is Family.LISTS) != (ballot.rule_set.family is Family.LISTS):
        return False
    how = how_marked(rules, seats=ballot.seats, votes=ballot.votes).marking
    return how is Marking.CROSSES or ballot.marked.marking is Marking.RANKS
