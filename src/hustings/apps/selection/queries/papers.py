"""What stands on the papers, as two people read them, and how far the typing has come."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO

from django.db.models import Count, Q

from hustings.apps.campaigns.models import Membership
from hustings.apps.selection.models import Ballot, PapersFile, Reading
from hustings.apps.selection.models.ballot import OfCampaign
from hustings.core.counting.files.reading import read_poll
from hustings.core.counting.poll import Marks, Poll
from hustings.core.counting.typed import as_typed, said_marks
from hustings.core.elections.wording import count_of
from hustings.core.errors import HustingsError

MENDABLE = 10
"""How many of one's own last papers can be mended."""
_TYPED = Q(place__lt=Reading.Place.SETTLED)


@dataclass(frozen=True, slots=True)
class Typed:
    """What somebody read on a paper: marks, or why it is rejected."""

    marks: Marks = b""
    rejected: str = ""


@dataclass(slots=True)
class Paper:
    """One paper and what was read on it."""

    number: int
    readings: dict[int, Typed] = field(default_factory=dict)

    @property
    def first(self) -> Typed | None:
        return self.readings.get(Reading.Place.FIRST)

    @property
    def second(self) -> Typed | None:
        return self.readings.get(Reading.Place.SECOND)

    @property
    def differs(self) -> bool:
        """Typed twice, not alike, and not settled."""
        if Reading.Place.SETTLED in self.readings or self.second is None:
            return False
        return self.first != self.second

    @property
    def read(self) -> Typed | None:
        """What stands on it; None as long as nobody can say."""
        if settled := self.readings.get(Reading.Place.SETTLED):
            return settled
        return self.first if self.second is not None and not self.differs else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pile:
    """All papers together: what is sure, and what is still open."""

    papers: Mapping[Marks, int]
    rejected: Mapping[str, int]
    """By reason; by no reason where a file was read."""
    once: int = 0
    differing: tuple[int, ...] = ()
    missing: tuple[int, ...] = ()
    """Numbers below the highest that nobody has typed."""

    @property
    def valid(self) -> int:
        return sum(self.papers.values())

    @property
    def void(self) -> int:
        return sum(self.rejected.values())

    @property
    def open(self) -> tuple[str, ...]:
        """What must be done before a count, in sentences."""
        said = []
        if self.missing:
            few = ", ".join(map(str, self.missing[:10]))
            more = " and more" if len(self.missing) > 10 else ""
            said.append(
                f"Nobody has typed {few}{more}: look whether a number was left out on the papers or in the typing."
            )
        if self.once:
            said.append(
                f"{count_of(self.once, 'paper')} typed once: a second person must type them."
            )
        if self.differing:
            said.append(
                f"{count_of(len(self.differing), 'paper')} typed differently: a third person must settle them."
            )
        if not said and not self.valid:
            said.append("No valid paper has been typed yet.")
        return tuple(said)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the typing has come."""

    once: int
    twice: int
    mine: int


def numbers_of(ballot: Ballot) -> dict[int, str]:
    """The numbers and names on the paper, in its order, with whoever withdrew since."""
    return dict(ballot.nominees.values_list("position", "name"))


def papers_of(ballot: Ballot) -> list[Paper]:
    """Every paper that somebody typed, by number."""
    papers: dict[int, Paper] = {}
    for number, place, marks, rejected in _readings(ballot).values_list(
        "number", "place", "marks", "rejected"
    ):
        paper = papers.setdefault(number, Paper(number))
        paper.readings[place] = Typed(bytes(marks), rejected)
    return list(papers.values())


def pile_of(ballot: Ballot) -> Pile:
    """All papers, typed or from a file."""
    kept = file_of(ballot)
    if kept:
        return Pile(
            papers=poll_in(kept.papers, kept.name).papers,
            rejected={"": kept.rejected},
        )
    papers = papers_of(ballot)
    sure = [read for paper in papers if (read := paper.read)]
    highest = papers[-1].number if papers else 0
    numbers = {paper.number for paper in papers}
    return Pile(
        papers=Counter(read.marks for read in sure if not read.rejected),
        rejected=Counter(read.rejected for read in sure if read.rejected),
        once=sum(paper.second is None for paper in papers),
        differing=tuple(paper.number for paper in papers if paper.differs),
        missing=tuple(n for n in range(1, highest) if n not in numbers),
    )


def poll_in(papers: str, name: str) -> Poll:
    """The poll in a file of papers as it is kept."""
    return read_poll(BytesIO(papers.encode()), name).poll


def file_of(ballot: Ballot) -> PapersFile | None:
    """The file that was read instead of typing."""
    return PapersFile.objects.of(ballot.campaign).filter(ballot=ballot).first()


def progress_of(ballot: Ballot, by: Membership) -> Progress:
    """How many papers were typed once, twice, and by this person."""
    found = _readings(ballot).aggregate(
        first=Count("id", filter=Q(place=Reading.Place.FIRST)),
        second=Count("id", filter=Q(place=Reading.Place.SECOND)),
        mine=Count("id", filter=_TYPED & Q(typist__user=by.user_id)),
    )
    return Progress(found["first"] - found["second"], found["second"], found["mine"])


def differing(ballot: Ballot, by: Membership) -> list[tuple[Paper, bool]]:
    """The papers that were typed differently, and whether this person may settle each."""
    mine = set(own(ballot, by).values_list("number", flat=True))
    return [
        (paper, paper.number not in mine)
        for paper in papers_of(ballot)
        if paper.differs
    ]


def own(ballot: Ballot, by: Membership) -> OfCampaign[Reading]:
    """What this person typed, also under an earlier membership."""
    return _readings(ballot).filter(typist__user=by.user_id)


def last_own(ballot: Ballot, by: Membership) -> list[Reading]:
    """This person's last papers, the latest first, that can be mended."""
    typed = own(ballot, by).filter(_TYPED).order_by("-typed_at", "-number")
    return list(typed[:MENDABLE])


def next_number(ballot: Ballot, by: Membership, last: int) -> int:
    """The next paper after `last` that this person has not typed and that has room for a typing."""
    full = _readings(ballot).filter(place=Reading.Place.SECOND)
    taken = {
        number
        for rows in (own(ballot, by), full)
        for number in rows.filter(number__gt=last).values_list("number", flat=True)
    }
    number = last + 1
    while number in taken:
        number += 1
    return number


def last_number(ballot: Ballot, by: Membership) -> int:
    """The paper that this person typed last; 0 before the first."""
    typed = own(ballot, by).filter(_TYPED).order_by("-typed_at", "-number")
    return typed.values_list("number", flat=True).first() or 0


def in_words(typed: Typed, ballot: Ballot, numbers: Mapping[int, str]) -> str:
    """What was read, in names or as the reason of the rejection."""
    if typed.rejected:
        return f"Rejected: {Reading.Rejected(typed.rejected).label.lower()}"
    return said_marks(typed.marks, list(numbers.values()), ballot.marked)


def as_line(typed: Typed, ballot: Ballot, numbers: Mapping[int, str]) -> str:
    """The line that somebody types for it."""
    if typed.rejected:
        return LETTERS[typed.rejected]
    return as_typed(typed.marks, numbers, ballot.marked)


LETTERS: Mapping[str, str] = {
    Reading.Rejected.BLANK: "B",
    Reading.Rejected.NO_MARK: "M",
    Reading.Rejected.TOO_MANY: "T",
    Reading.Rejected.IDENTIFIED: "I",
    Reading.Rejected.UNCLEAR: "U",
}
"""What is typed for a rejected paper."""


def check_open(ballot: Ballot) -> None:
    """Refuses while the box is closed, and once the count is published."""
    if ballot.state is Ballot.State.PUBLISHED:
        raise HustingsError("The count is published: nothing of it is changed.")
    if ballot.state is not Ballot.State.CLOSED:
        raise HustingsError("The box has not been opened yet.")


def _readings(ballot: Ballot) -> OfCampaign[Reading]:
    return Reading.objects.of(ballot.campaign).filter(ballot=ballot)
