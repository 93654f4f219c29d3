"""The demonstration's doorstep: two districts cut into walks, two teams, a stall in the market, and the people met there."""

from datetime import datetime, time, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from hustings.apps.campaigns.audit import Actor, acting
from hustings.apps.campaigns.models import Campaign, ConsentWording, Membership, Role
from hustings.apps.doorstep.actions.occasions import plan_stall
from hustings.apps.doorstep.models import Stall
from hustings.apps.ledger.actions import record_events
from hustings.apps.ledger.models import Event
from hustings.apps.newcomers.actions import link_sure, not_on_register
from hustings.apps.newcomers.finding import found
from hustings.apps.register.models import District, Newcomer
from hustings.apps.walks.actions import add_team, cut_district, hand_in, hand_out
from hustings.apps.walks.models import Team
from hustings.core.canvassing import NEUTRAL
from hustings.core.demonstration.constituency import Constituency
from hustings.core.demonstration.stall import Met, met_at_stalls
from hustings.core.walks import Choices, Length

DISTRICTS = 2
WALK_DOORS = 40
MET = 24
SATURDAY = 5


def set_up_doorstep(
    constituency: Constituency, campaign: Campaign, by: Actor, at: datetime
) -> None:
    """Cut some walks and hold the stall; `at` is when the canvass stood as it does."""
    organiser = Membership.objects.of(campaign).get(role=Role.ORGANISER)
    districts = list(
        District.objects.filter(campaign=campaign).order_by("council__name", "code")
    )
    _cut(districts[:DISTRICTS], organiser, at)
    stall = _stall(districts[:DISTRICTS], campaign, organiser)
    newcomers = _meet(list(met_at_stalls(constituency, MET)), stall, campaign, by)
    _find_some(newcomers, campaign, organiser, at)


def _cut(districts: list[District], organiser: Membership, at: datetime) -> None:
    """Walks of forty doors; one is done and one is out."""
    teams = [
        add_team(campaign=organiser.campaign, name=name, colour=colour, by=organiser)
        for name, colour in (
            ("Robins", Team.Colour.ORANGE),
            ("Wrens", Team.Colour.BLUE),
        )
    ]
    choices = Choices(length=Length(doors=WALK_DOORS))
    walks = [
        walk
        for district in districts
        for walk in cut_district(
            district=district, choices=choices, by=organiser, at=at
        )
    ]
    for walk, team in zip(walks, teams, strict=False):
        outing = hand_out(walk=walk, team=team, by=organiser, at=at)
        if team is teams[0]:
            hand_in(outing=outing, by=organiser, at=at)


def _stall(
    districts: list[District], campaign: Campaign, organiser: Membership
) -> Stall:
    """On the last Saturday but one before the poll, whatever day the poll is."""
    week_before = campaign.polling_day - timedelta(days=7)
    day = week_before - timedelta(days=(week_before.weekday() - SATURDAY) % 7)
    begins = datetime.combine(day, time(10), ZoneInfo("Europe/London"))
    return plan_stall(
        name="Saturday market",
        place="Market Place, Marrowby",
        districts=[district.pk for district in districts],
        starts_at=begins,
        ends_at=begins + timedelta(hours=4),
        by=organiser,
    )


def _meet(
    met: list[Met], stall: Stall, campaign: Campaign, by: Actor
) -> list[Newcomer]:
    """People whom nobody found on the list in the crowd; each agreed to be kept, and said how they will vote."""
    words = ConsentWording.objects.get(
        campaign=campaign, covers="opinion", language="en"
    )
    author = Membership.objects.of(campaign).get(role=Role.CANVASSER)
    newcomers = [
        _newcomer(place, each, stall, words, author) for place, each in enumerate(met)
    ]
    with acting(by, "meet people at the demonstration's stall"):
        Newcomer.objects.bulk_create(newcomers)
        visits = [_visit(place, each, stall) for place, each in enumerate(newcomers)]
        record_events(events=visits, by=author, at=stall.ends_at)
    return newcomers


def _newcomer(
    place: int, met: Met, stall: Stall, words: ConsentWording, author: Membership
) -> Newcomer:
    at = stall.starts_at + timedelta(minutes=10 * place)
    return Newcomer(
        campaign=stall.campaign,
        id=uuid5(NAMESPACE_URL, f"{stall.pk} {place}"),
        surname=met.surname,
        forenames=met.forenames,
        address=list(met.lines),
        postcode=met.postcode,
        consent=words,
        consented_at=at,
        met_at=at,
        added_by=author,
    )


def _visit(place: int, newcomer: Newcomer, stall: Stall) -> Event:
    return Event(
        id=uuid5(NAMESPACE_URL, f"{newcomer.pk} said"),
        campaign=newcomer.campaign,
        kind=Event.Kind.VISIT,
        newcomer=newcomer,
        happened_at=newcomer.met_at,
        author=newcomer.added_by,
        occasion=stall.pk,
        payload={
            "outcome": "spoken-to",
            "scale": NEUTRAL.name,
            "answer": 1 + place % 5,
            "code": str(1 + place % 5),
        },
        consent=newcomer.consent,
        consented_at=newcomer.consented_at,
    )


def _find_some(
    newcomers: list[Newcomer], campaign: Campaign, organiser: Membership, at: datetime
) -> None:
    """Somebody has begun to look them up: two were found, one is on no register, the others wait."""
    all_of_them = found(campaign, newcomers)
    sure = [each for each in all_of_them if each.sure][:2]
    link_sure(found=sure, by=organiser, at=at)
    nobody = next((each for each in all_of_them if not each.candidates), None)
    if nobody:
        not_on_register(newcomer=nobody.newcomer, by=organiser, at=at)
