"""Everything that changes polling-day records: tellers' marks kept, and taken back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid5

from django.utils.timezone import localtime

from hustings.apps.campaigns.audit import acting, record
from hustings.apps.campaigns.models import Membership
from hustings.apps.ledger.actions import record_events, void_event
from hustings.apps.ledger.models import Event
from hustings.apps.pollday.queries import Day, Mark, marks_of, postal_voters
from hustings.apps.register.models import District, Elector
from hustings.apps.register.queries import (
    Answer as Look,
)
from hustings.apps.register.queries import (
    Found,
    NotFound,
    Several,
    find_electors,
)
from hustings.core.errors import HustingsError
from hustings.core.register.number_index import NOBODY


class Outcome(StrEnum):
    """What became of one typed number."""

    KEPT = "kept"
    ALREADY = "already marked"
    UNKNOWN = "unknown"
    ELSEWHERE = "other district"
    CHECK = "check"
    ASKS = "which one"


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one typed number. `sure` are numbers to send again with a yes, `which` those to choose from."""

    typed: str
    outcome: Outcome
    says: str
    sure: tuple[str, ...] = ()
    which: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Numbers from a teller's pad, as typed into one district's screen.

    `key` is made with the form: the same entry sent twice keeps one mark. `is_sure` is the yes to a question.
    """

    typed: Sequence[str]
    happened_at: datetime
    day: Day
    key: UUID
    is_sure: bool = False


# RPA 2000 Sch 4 para 2(2): whoever is entitled to vote by post may not vote in person.
POSTAL = (
    "Votes by post, so is given no ballot paper at the station. Check the number. "
    "Keep it if the postal vote was handed in there."
)
CANNOT = "The register says that this person may not vote at this election. Check the number."


@dataclass(slots=True)
class _Desk:
    """What is known while one entry is answered."""

    entry: Entry
    district: District
    by: Membership
    by_post: set[UUID]
    marks: dict[UUID, list[Mark]]
    new: dict[UUID, Event] = field(default_factory=dict)


def mark_voted(
    *, entry: Entry, district: District, by: Membership, at: datetime
) -> list[Answer]:
    """Keep a mark for each number that names one elector of the district; answer every number, in order.

    The electors are locked meanwhile, so that two people who type the same pad keep one mark between them.
    """
    with acting(by, "mark as seen going to vote"):
        looks = find_electors(by, entry.typed, district)
        found = {look.elector.pk for look in looks if isinstance(look, Found)}
        _lock(found, by)
        desk = _Desk(
            entry,
            district,
            by,
            by_post=postal_voters(found, by.campaign),
            marks=marks_of(found, by.campaign, entry.day),
        )
        answers = [_answer(look, desk) for look in looks]
        record_events(events=desk.new.values(), by=by, at=at)
    return answers


def take_back(*, mark: Event, by: Membership, at: datetime, any_author: bool) -> None:
    """Take a mark back, so that the elector counts as not yet seen; `any_author` allows another's mark too."""
    if not any_author and mark.author_id != by.pk:
        raise HustingsError(
            "You can take back only marks that you typed yourself: ask the agent or an organiser."
        )
    with acting(by, "take back a mark"):
        _lock({mark.elector_id} if mark.elector_id else set(), by)
        held = Event.objects.of(by.campaign).votes_seen().filter(pk=mark.pk)
        if not held.standing().exists():
            raise HustingsError("This mark has already been taken back.")
        void_event(event=mark, by=by, at=at, reason="typed by mistake")


def confirm_outside(*, by: Membership) -> None:
    """Note in the audit trail that the member's numbers come only from tellers outside (RPA 1983 s.66)."""
    record(
        campaign=by.campaign,
        by=by,
        verb="confirm that marks come from tellers outside",
        of="ledger_event",
        rows=0,
    )


def _lock(electors: set[UUID], by: Membership) -> None:
    """Hold the rows, always in the same order so that two entries never wait for one another."""
    rows = Elector.objects.of(by.campaign).filter(pk__in=electors).order_by("pk")
    list(rows.select_for_update(no_key=True, of=("self",)).values_list("pk"))


def _answer(look: Look, desk: _Desk) -> Answer:
    match look:
        case NotFound():
            return _unknown(look, desk)
        case Several():
            return _which(look)
        case Found():
            return _found(look, desk)


def _unknown(look: NotFound, desk: _Desk) -> Answer:
    """Nobody has the number here; if few other districts have it, name them."""
    code = desk.district.code
    namesakes = [each for each in look.elsewhere if each.code == code]
    if namesakes:
        places = " and ".join(f"{code} of {each.council}" for each in namesakes)
        says = f"{code} of {desk.district.council} has no {look.typed}. It stands in {places}: open that district and type it there."
        return Answer(look.typed, Outcome.UNKNOWN, says)
    if 0 < len(look.elsewhere) <= 3:
        there = tuple(f"{each.code}-{look.typed}" for each in look.elsewhere)
        says = f"{code} has no {look.typed}. It stands in {' and '.join(each.code for each in look.elsewhere)}."
        return Answer(look.typed, Outcome.ELSEWHERE, says, sure=there)
    says = (
        "Nobody on our register has it. Look at the pad again."
        if look.expected == NOBODY
        else f"Type {look.expected}."
    )
    return Answer(look.typed, Outcome.UNKNOWN, says)


def _which(look: Several) -> Answer:
    numbers = tuple(elector.full_number for elector in look.electors)
    if len({*numbers}) < len(numbers):
        return _of_two_councils(look)
    says = f"There is {' and '.join(numbers)}."
    return Answer(look.typed, Outcome.ASKS, says, which=numbers)


def _of_two_councils(look: Several) -> Answer:
    """No number tells these apart, so none can be chosen here: each is typed in its own district."""
    places = [f"{e.full_number} of {e.district.council}" for e in look.electors]
    says = f"There is {' and '.join(places)}. Open the district of the station and type it there."
    return Answer(look.typed, Outcome.ASKS, says)


def _found(look: Found, desk: _Desk) -> Answer:
    elector, mine = look.elector, _key(look.elector, desk.entry)
    marks = desk.marks.get(elector.pk, [])
    standing = [mark.event for mark in marks if mark.stands]
    if elector.pk in desk.new:
        return Answer(look.typed, Outcome.ALREADY, "Typed twice: kept once.")
    if standing:
        first = standing[0]
        return _kept(look, first) if first.pk == mine else _already(look, first)
    if any(mark.event.pk == mine for mark in marks):
        says = "Kept, and taken back since. Type it once more to mark it again."
        return Answer(look.typed, Outcome.CHECK, says)
    doubt = None if desk.entry.is_sure else _doubt(look, desk)
    return doubt or _keep(look, desk)


def _already(look: Found, mark: Event) -> Answer:
    says = f"Marked at {localtime(mark.happened_at):%H:%M} by {mark.author.user}."
    return Answer(look.typed, Outcome.ALREADY, says)


def _doubt(look: Found, desk: _Desk) -> Answer | None:
    """Why the number is more likely a mistake than a voter, if it is; a yes keeps it all the same."""
    elector = look.elector
    sure = (elector.full_number,)
    # An area of our own has no numbers: whoever types there types the letters too.
    elsewhere = elector.district_id != desk.district.pk
    if elsewhere and not desk.district.is_provisional:
        says = f"{elector.full_number} belongs to {elector.district.code}, not to {desk.district.code}."
        return Answer(look.typed, Outcome.ELSEWHERE, says, sure=sure)
    if elector.pk in desk.by_post:
        return Answer(look.typed, Outcome.CHECK, POSTAL, sure=sure)
    if elector.may_vote == "no":
        return Answer(look.typed, Outcome.CHECK, CANNOT, sure=sure)
    return None


def _keep(look: Found, desk: _Desk) -> Answer:
    elector = look.elector
    mark = Event(
        id=_key(elector, desk.entry),
        campaign=desk.by.campaign,
        kind=Event.Kind.VOTED,
        district=elector.district,
        elector=elector,
        happened_at=desk.entry.happened_at,
    )
    desk.new[elector.pk] = mark
    return _kept(look, mark)


def _kept(look: Found, mark: Event) -> Answer:
    says = f"Kept, {localtime(mark.happened_at):%H:%M}."
    return Answer(look.typed, Outcome.KEPT, says)


def _key(elector: Elector, entry: Entry) -> UUID:
    """The mark's id: the same whenever the same entry is sent again."""
    return uuid5(entry.key, str(elector.pk))
