"""Opening the box, and everything that changes what was read on the papers."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from hustings.apps.campaigns.audit import acting
from hustings.apps.campaigns.models import Membership
from hustings.apps.selection.models import (
    Ballot,
    PapersFile,
    Reading,
    SealedPaper,
    Voter,
)
from hustings.apps.selection.queries.papers import (
    Paper,
    Typed,
    check_open,
    file_of,
    last_own,
    own,
    papers_of,
)
from hustings.core.elections.wording import count_of
from hustings.core.errors import HustingsError

Place = Reading.Place


def open_the_box(*, ballot: Ballot, by: Membership, at: datetime) -> None:
    """No more papers are given out; what was in the box can be typed. Refuses while a sealed paper waits."""
    with acting(by, "open the box of a ballot"):
        row = held(ballot, by)
        if row.state is Ballot.State.SETTING_UP:
            raise HustingsError("No papers have been given out yet: open the ballot.")
        if row.state is not Ballot.State.OPEN:
            raise HustingsError("The box has been opened already.")
        _check_ruled(row)
        if not Voter.objects.of(by.campaign).filter(ballot=row, given_at__isnull=False):
            raise HustingsError("Nobody has been given a paper: the box is empty.")
        row.closed_at = at
        row.save(update_fields=["closed_at"])


def _check_ruled(ballot: Ballot) -> None:
    """Papers admitted later could be told from the others by their numbers."""
    sealed = SealedPaper.objects.of(ballot.campaign).filter(ballot=ballot, ruling="")
    if waiting := sealed.count():
        raise HustingsError(
            f"{count_of(waiting, 'sealed paper')} not ruled on yet. Rule first: those that are admitted are mixed with the others."
        )


def type_paper(
    *, ballot: Ballot, number: int, typed: Typed, by: Membership, at: datetime
) -> Reading:
    """Keep what this person read on a paper, as the first or the second typing, whichever it is.

    The same sent twice is kept once. Refuses a paper that this person has typed otherwise, or two others have typed.
    """
    with acting(by, "type a ballot paper"):
        row = _typing(ballot, by)
        mine = own(row, by).filter(number=number).first()
        if mine is None:
            return _keep(row, number, _free_place(row, number), typed, by, at)
        if (bytes(mine.marks), mine.rejected) == (typed.marks, typed.rejected):
            return mine
        raise HustingsError(
            f"You have typed paper {number} before. If it was wrong, mend it below."
        )


def mend_paper(*, reading: Reading, typed: Typed, by: Membership) -> None:
    """Replace what this person read, if it is one of their last and nobody else has read it differently or settled it."""
    with acting(by, "mend a typed ballot paper"):
        mine = _mendable(reading, by)
        mine.marks, mine.rejected = typed.marks, typed.rejected
        mine.save(update_fields=["marks", "rejected"])


def take_back(*, reading: Reading, by: Membership) -> None:
    """Take a typing of this person's away: it was of another paper. Another person's, if alike, becomes the first."""
    with acting(by, "take a typed ballot paper back"):
        mine = _mendable(reading, by)
        mine.delete()
        if mine.place == Place.FIRST:
            others = Reading.objects.of(by.campaign).filter(
                ballot=mine.ballot_id, number=mine.number, place=Place.SECOND
            )
            others.update(place=F("place") - 1)


def settle(
    *, ballot: Ballot, number: int, typed: Typed, by: Membership, at: datetime
) -> None:
    """Say what stands on a paper that two people read differently. Refuses either of them."""
    with acting(by, "settle a ballot paper"):
        row = _typing(ballot, by)
        paper = _paper(row, number)
        if paper is None or not paper.differs:
            raise HustingsError(f"Nothing is open about paper {number}.")
        if own(row, by).filter(number=number).exists():
            raise HustingsError(
                f"You typed paper {number}: somebody who has not settles it."
            )
        _keep(row, number, Place.SETTLED, typed, by, at)


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRead:
    """Papers read from a file, as they are kept."""

    name: str
    sha256: str
    papers: str
    rejected: int


def take_file(*, ballot: Ballot, read: FileRead, by: Membership, at: datetime) -> None:
    """Keep the papers of a file in place of typing. Refuses where papers have been typed."""
    with acting(by, "read ballot papers from a file"):
        row = held(ballot, by)
        check_open(row)
        if Reading.objects.of(by.campaign).filter(ballot=row).exists():
            raise HustingsError(
                "Papers of this ballot have been typed: a file cannot take their place."
            )
        PapersFile.objects.of(by.campaign).filter(ballot=row).delete()
        PapersFile.objects.create(
            campaign=by.campaign,
            ballot=row,
            name=read.name,
            sha256=read.sha256,
            papers=read.papers,
            rejected=read.rejected,
            read_by=str(by.user),
            read_at=at,
        )


def drop_file(*, ballot: Ballot, by: Membership) -> None:
    """Throw the file away, to read another or to type."""
    with acting(by, "drop a file of ballot papers"):
        row = held(ballot, by)
        check_open(row)
        PapersFile.objects.of(by.campaign).filter(ballot=row).delete()


def held(ballot: Ballot, by: Membership) -> Ballot:
    """The ballot's row, held until the end of the transaction: what counts, types or gives waits for its turn."""
    rows = Ballot.objects.of(by.campaign).select_for_update(no_key=True)
    return rows.get(pk=ballot.pk)


def _typing(ballot: Ballot, by: Membership) -> Ballot:
    row = held(ballot, by)
    check_open(row)
    if file_of(row):
        raise HustingsError("The papers were read from a file: none is typed.")
    return row


def _free_place(ballot: Ballot, number: int) -> int:
    taken = set(
        Reading.objects.of(ballot.campaign)
        .filter(ballot=ballot, number=number)
        .values_list("place", flat=True)
    )
    if Place.FIRST not in taken:
        return Place.FIRST
    if Place.SECOND not in taken:
        return Place.SECOND
    raise HustingsError(
        f"Two others have typed paper {number}. Go on with the paper that is asked for now."
    )


def _keep(  # noqa: PLR0913 - a reading has this many facts
    ballot: Ballot,
    number: int,
    place: int,
    typed: Typed,
    by: Membership,
    at: datetime,
) -> Reading:
    return Reading.objects.create(
        campaign=ballot.campaign,
        ballot=ballot,
        number=number,
        place=place,
        typist=by,
        marks=typed.marks,
        rejected=typed.rejected,
        typed_at=at,
    )


def _mendable(reading: Reading, by: Membership) -> Reading:
    row = _typing(reading.ballot, by)
    _check_not_settled(row, reading.number)
    _check_not_differing(row, reading.number)
    for mine in last_own(row, by):
        if mine.pk == reading.pk:
            return mine
    raise HustingsError("Only your last ten papers can be mended.")


def _check_not_settled(ballot: Ballot, number: int) -> None:
    settled = Reading.objects.of(ballot.campaign).filter(
        ballot=ballot, number=number, place=Place.SETTLED
    )
    if settled.exists():
        raise HustingsError(
            f"Paper {number} has been settled by somebody who had it in hand. It stays as it is."
        )


def _check_not_differing(ballot: Ballot, number: int) -> None:
    """Otherwise one of the two could bring their reading into line with the other's, and no third would look."""
    paper = _paper(ballot, number)
    if paper and paper.differs:
        raise HustingsError(
            f"Somebody else read paper {number} differently: a third person, who typed neither, says what stands there."
        )


def _paper(ballot: Ballot, number: int) -> Paper | None:
    return next((p for p in papers_of(ballot) if p.number == number), None)
