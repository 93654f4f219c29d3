"""Loading the demonstration through the real importer, and playing its polling day."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db.models import Sum
from django.utils.timezone import localdate, now

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import (
    Campaign,
    ConsentWording,
    Council,
    Membership,
    Role,
)
from hustings.apps.canvass.actions import record_visits
from hustings.apps.canvass.visits import Visit
from hustings.apps.counts.actions import declare, draft_of, save_draft
from hustings.apps.counts.models import Result
from hustings.apps.demonstration.ballots import set_up_ballots
from hustings.apps.demonstration.doorstep import set_up_doorstep
from hustings.apps.demonstration.setting_up import (
    BEGINS_DAYS_BEFORE,
    begins,
    make_campaign,
    make_ladder,
)
from hustings.apps.jobs.actions import enqueue
from hustings.apps.jobs.models import Job
from hustings.apps.ledger.actions import record_events
from hustings.apps.ledger.models import Event
from hustings.apps.register.actions import (
    Sent,
    agree,
    apply_import,
    make_preview,
    start_import,
)
from hustings.apps.register.models import Elector, Import
from hustings.apps.walks.actions import locate_doors
from hustings.apps.wards.actions import add_results
from hustings.core.canvassing import NEUTRAL, Said
from hustings.core.demonstration.canvass import DemoVisit, canvass
from hustings.core.demonstration.constituency import Constituency, make_constituency
from hustings.core.demonstration.files import write_files
from hustings.core.demonstration.ground import write_places
from hustings.core.demonstration.people import Key
from hustings.core.demonstration.places import Council as DemoCouncil
from hustings.core.demonstration.polling import (
    OURS,
    DemoMark,
    DemoResult,
    polling_day,
    result,
)
from hustings.core.demonstration.wards import small_results
from hustings.core.register.sources import path_sources

SEED = 1
LOADER = Actor("command:demonstration", "the demonstration")
VISITS_AT_ONCE = 4_000
Report = Callable[[int], None]
Places = dict[Key, tuple[UUID, UUID]]
"""Each elector's id and district by what the councils' files know them by."""


def load(*, report: Report, electors: int, today: date | None = None) -> Campaign:
    """Make the invented campaign with its register, its canvass and the morning of its polling day, which is today.

    `report` is told how far it is, in hundredths.
    """
    constituency = make_constituency(SEED, electors, polling_day=today or localdate())
    campaign = make_campaign(constituency, LOADER)
    report(5)
    _read_registers(constituency, campaign, report)
    places = _places(campaign)
    report(70)
    _replay_canvass(constituency, campaign, places)
    report(90)
    set_up_doorstep(constituency, campaign, LOADER, _eve(campaign))
    set_up_ballots(campaign, SEED)
    add_results(
        campaign=campaign,
        results=small_results(constituency),
        file="council-elections.csv",
        by=LOADER,
        at=begins(constituency.polling_day),
    )
    report(95)
    outcome = result(constituency)
    make_ladder(campaign, outcome.last_time, outcome.declared, LOADER)
    _keep_last_time(outcome, campaign)
    report(100)
    return campaign


def ask_to_play(*, by: Membership, to_the_close: bool, at: datetime) -> Job:
    """Queue the passing of three hours, or of the rest of the day."""
    return enqueue(
        kind="demonstration.close" if to_the_close else "demonstration.play",
        title="Close the poll and count" if to_the_close else "Let three hours pass",
        by=by,
        arguments={},
        at=at,
    )


def play(*, campaign: Campaign, by: Membership, hours: int, at: datetime) -> int:
    """Let the next hours of the invented polling day pass: the tellers' marks come in. Gives how many."""
    return _let_pass(_constituency(campaign), campaign, by, hours, at)


def close_the_poll(*, campaign: Campaign, by: Membership, at: datetime) -> None:
    """Let the day end: the last marks come in, the poll closes, and the result is there to be declared."""
    constituency = _constituency(campaign)
    _let_pass(constituency, campaign, by, 24, at)
    yesterday = at.date() - timedelta(days=1)
    with acting(by, "close the demonstration's poll"):
        Campaign.objects.filter(id=campaign.id).update(
            polling_day=min(campaign.polling_day, yesterday)
        )
        campaign.refresh_from_db()
    draft = draft_of(
        result(constituency).declared,
        basis=Result.Basis.DECLARED,
        ours=OURS,
        figures={"held_on": campaign.polling_day},
    )
    save_draft(draft=draft, by=by, at=at)


def _let_pass(
    constituency: Constituency,
    campaign: Campaign,
    by: Membership,
    hours: int,
    at: datetime,
) -> int:
    places = _places(campaign)
    marks = _marks_to_come(constituency, campaign, places)
    if not marks:
        return 0
    until = marks[0].at + timedelta(hours=hours)
    due = [mark for mark in marks if mark.at < until]
    teller = Membership.objects.of(campaign).get(role=Role.TELLER, ended_at=None)
    with acting(by, "play the demonstration's polling day"):
        record_events(
            events=(_mark(m, places[m.elector], teller, at) for m in due),
            by=teller,
            at=at,
        )
    return len(due)


def _read_registers(
    constituency: Constituency, campaign: Campaign, report: Report
) -> None:
    with tempfile.TemporaryDirectory() as place:
        write_files(constituency, Path(place))
        for number, council in enumerate(constituency.councils):
            _read_council(council, Path(place), campaign)
            report(5 + 30 * (number + 1))
        where = write_places(constituency, Path(place))
        locate_doors(campaign=campaign, sources=path_sources([where]), by=LOADER)


def _read_council(council: DemoCouncil, place: Path, campaign: Campaign) -> None:
    keeper = Council.objects.get(campaign=campaign, name=council.name)
    files = [
        Sent(path.name, path) for path in sorted((place / council.folder).iterdir())
    ]
    at = begins(campaign.polling_day)
    started = start_import(council=keeper, files=files, by=LOADER, at=at)
    make_preview(
        of_import=started, by=LOADER, at=at, report=lambda done, total, saying: None
    )
    started.refresh_from_db()
    agree(of_import=started, to=[Import.Yes(ask) for ask in started.asks], by=LOADER)
    apply_import(of_import=started, by=LOADER, at=at)


def _replay_canvass(
    constituency: Constituency, campaign: Campaign, places: Places
) -> None:
    author = Membership.objects.of(campaign).get(role=Role.CANVASSER)
    words = ConsentWording.objects.get(
        campaign=campaign, covers="opinion", language="en"
    )
    eve = _eve(campaign)
    known = (visit for visit in canvass(constituency) if visit.elector in places)
    for some in _in_lots(known, VISITS_AT_ONCE):
        people = _electors(campaign, {places[visit.elector][0] for visit in some})
        visits = [
            _visit(visit, people[places[visit.elector][0]], author, words)
            for visit in some
        ]
        record_visits(visits=visits, by=LOADER, at=eve)


def _eve(campaign: Campaign) -> datetime:
    """When the canvass stood as the demonstration begins: nine on polling day, or now if that is still to come."""
    return min(now(), begins(campaign.polling_day) + timedelta(days=BEGINS_DAYS_BEFORE))


def _visit(
    visit: DemoVisit, elector: Elector, author: Membership, words: ConsentWording
) -> Visit:
    said = Said(
        answer=NEUTRAL.by_code(visit.code),
        scale=NEUTRAL.name,
        agreed=visit.consented,
        poster=visit.poster,
    )
    names_person = visit.consented or bool(said.answer and said.answer.ends_contact)
    return Visit(
        happened_at=visit.at,
        said=said,
        elector=elector if names_person else None,
        door=elector.door,
        consent=words if visit.consented else None,
        canvasser=f"Canvasser {visit.canvasser}",
        author=author,
        id=uuid5(NAMESPACE_URL, f"{elector.id} {visit.at.isoformat()}"),
    )


def _keep_last_time(outcome: DemoResult, campaign: Campaign) -> None:
    agent = Membership.objects.of(campaign).get(role=Role.AGENT)
    at = begins(campaign.polling_day)
    for basis in (Result.Basis.ACTUAL, Result.Basis.NOTIONAL):
        draft = draft_of(
            outcome.last_time, basis=basis, ours="", figures={"source": "Invented"}
        )
        declare(draft=save_draft(draft=draft, by=agent, at=at), by=agent, at=at)


def _marks_to_come(
    constituency: Constituency, campaign: Campaign, places: Places
) -> list[DemoMark]:
    kept = set(Event.objects.of(campaign).votes_seen().values_list("id", flat=True))
    return [
        mark
        for mark in polling_day(constituency)
        if mark.elector in places and _mark_id(places[mark.elector][0]) not in kept
    ]


def _mark(
    mark: DemoMark, place: tuple[UUID, UUID], teller: Membership, at: datetime
) -> Event:
    elector, district = place
    return Event(
        id=_mark_id(elector),
        campaign_id=teller.campaign_id,
        kind=Event.Kind.VOTED,
        district_id=district,
        elector_id=elector,
        happened_at=min(mark.at, at),
        author=teller,
        device=f"Teller {mark.teller}",
    )


def _mark_id(elector: UUID) -> UUID:
    return uuid5(NAMESPACE_URL, f"{elector} voted")


def _constituency(campaign: Campaign) -> Constituency:
    """The same constituency again: it is made from its seed, its size and its day alone.

    The size is that of the registers as loaded, whatever has been read in since.
    """
    loaded = Import.objects.of(campaign).applied().filter(created_by=LOADER.name)
    size: int = loaded.aggregate(size=Sum("electors"))["size"]
    begun = campaign.created_at.date() + timedelta(days=BEGINS_DAYS_BEFORE)
    return make_constituency(SEED, size, polling_day=begun)


def _places(campaign: Campaign) -> Places:
    """Where everybody on the register is: all that a mark needs, and far less than the rows themselves."""
    rows = Elector.objects.of(campaign).on_the_register()
    columns = ("district__council__name", "district__code", "number", "suffix")
    return {
        Key(council, code, number, suffix): (elector, district)
        for council, code, number, suffix, elector, district in rows.values_list(
            *columns, "id", "district_id"
        )
    }


def _electors(campaign: Campaign, keys: set[UUID]) -> dict[UUID, Elector]:
    rows = Elector.objects.of(campaign).filter(pk__in=keys)
    return {elector.pk: elector for elector in rows.select_related("door")}


def _in_lots(visits: Iterable[DemoVisit], size: int) -> Iterator[list[DemoVisit]]:
    remaining = iter(visits)
    while some := list(islice(remaining, size)):
        yield some
