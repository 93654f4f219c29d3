"""What the campaign's first page shows: where we stand, what is next, and what needs care.

Each higher part of the program (register, canvass, copies…) has something to say here. They are asked by
name through the setting HOME_NEWS, since this part may not import them.
"""

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils.module_loading import import_string
from django.utils.timezone import localtime

from hustings.apps.campaigns.models import Campaign, Membership, Tick
from hustings.apps.campaigns.queries import is_counts_only
from hustings.apps.campaigns.rights import May, may
from hustings.core.elections.first_day import Checklist, Kind, Step, checklist
from hustings.core.elections.kinds import ElectionKind, Nation
from hustings.core.elections.timetable import Deadline, Timetable, legal_calendar

# Steps that the program sees to be done, so that nobody ticks them by hand.
SEEN = frozenset(
    {Kind.PRIVACY, Kind.ERASE_DAY, Kind.LIMIT, Kind.IMPRINT, Kind.REGISTER_READ}
)
PAGES = {
    Kind.PRIVACY: "campaigns:privacy",
    Kind.ERASE_DAY: "campaigns:details",
    Kind.BACKUP: "safekeeping:home",
    Kind.IMPRINT: "campaigns:details",
    Kind.SUBSCRIBERS: "register:subscribers",
    Kind.REGISTER_LETTERS: "campaigns:letters",
    Kind.REGISTER_READ: "register:import-new",
    Kind.LIMIT: "campaigns:spending",
    Kind.ABSENT_LISTS: "register:import-new",
    Kind.FINAL_NOTICE: "register:import-new",
}


@dataclass(frozen=True, slots=True)
class Care:
    """Something that needs care, and where to put it right (empty: nowhere)."""

    text: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the campaign: how it stands in a sentence, and the next thing to do there."""

    name: str
    says: str
    url: str
    action: str


@dataclass(frozen=True, slots=True)
class News:
    """What the higher parts tell the first page."""

    stages: Sequence[Stage] = ()
    warnings: Sequence[Care] = ()
    jobs: Sequence[object] = ()
    facts: Sequence[tuple[str, str]] = ()


def timetable_of(campaign: Campaign) -> Timetable:
    """What the legal calendar of this campaign is worked out from."""
    return Timetable(
        election=ElectionKind(campaign.election),
        nation=Nation(campaign.nation),
        polling_day=campaign.polling_day,
        declared_on=campaign.declared_on,
        by_election=campaign.by_election,
    )


def steps_of(campaign: Campaign, at: datetime) -> Checklist:
    """The checklist as it stands: what is ticked, and what the program sees by itself."""
    ticked = Tick.objects.of(campaign).values_list("step", flat=True)
    seen: Set[str] = import_string(settings.CHECKLIST_FACTS)(campaign)
    return checklist(
        timetable_of(campaign),
        created=localtime(campaign.created_at).date(),
        today=localtime(at).date(),
        done=set(ticked) | seen | own_facts(campaign),
    )


def own_facts(campaign: Campaign) -> set[str]:
    """The steps that this part sees to be done."""
    seen = {Kind.ERASE_DAY: True}
    seen[Kind.PRIVACY] = not is_counts_only(campaign)
    seen[Kind.LIMIT] = campaign.electorate is not None
    seen[Kind.IMPRINT] = not campaign.imprint_gaps
    return {str(kind) for kind, done in seen.items() if done}


def upcoming(campaign: Campaign, at: datetime, number: int = 3) -> list[Deadline]:
    """The next few dates of the legal calendar."""
    return [each for each in calendar_of(campaign) if each.moment >= at][:number]


def calendar_of(campaign: Campaign) -> tuple[Deadline, ...]:
    """The legal calendar of this campaign."""
    return _worked_out(timetable_of(campaign))


@lru_cache(maxsize=64)
def _worked_out(timetable: Timetable) -> tuple[Deadline, ...]:
    """A calendar depends on its timetable alone, and every first page shows a part of it."""
    return legal_calendar(timetable)


def first_page(membership: Membership, at: datetime) -> dict[str, object]:
    """Everything that the first page shows to this member."""
    campaign = membership.campaign
    news: News = import_string(settings.HOME_NEWS)(membership, at)
    return {
        "days": days_to(campaign.polling_day, localtime(at).date()),
        "steps": _next_steps(membership, at),
        "upcoming": upcoming(campaign, at),
        "stages": news.stages,
        "jobs": news.jobs,
        "facts": news.facts,
        "warnings": [*_own_warnings(membership), *news.warnings],
        "may": {right.value: may(membership, right) for right in May},
    }


def pages_of(campaign: Campaign) -> dict[str, str]:
    """Where each step of the checklist is done, for those done in this program."""
    return {str(kind): address(name, campaign) for kind, name in PAGES.items()}


def _next_steps(membership: Membership, at: datetime) -> list[tuple[Step, str]]:
    """What is late, then what is next, four at most, each with its page; for those who lead the campaign."""
    if not may(membership, May.SET_OBJECTIVES):
        return []
    found = steps_of(membership.campaign, at)
    later = [step for step in found.steps if not step.done and not step.late]
    manages = may(membership, May.MANAGE_CAMPAIGN)
    pages = pages_of(membership.campaign) if manages else {}
    return [(step, pages.get(step.key, "")) for step in [*found.late, *later][:4]]


def days_to(polling_day: date, today: date) -> tuple[str, str]:
    """How far polling day is, as a big number and the words after it."""
    days = (polling_day - today).days
    if days == 0:
        return "Today", "is polling day"
    if days < 0:
        return str(-days), f"day{'' if days == -1 else 's'} since polling day"
    return str(days), f"day{'' if days == 1 else 's'} to polling day"


def _own_warnings(membership: Membership) -> list[Care]:
    campaign = membership.campaign
    found = []
    if is_counts_only(campaign):
        found.append(_counts_only(membership))
    if not campaign.return_address and may(membership, May.MANAGE_CAMPAIGN):
        found.append(
            Care(
                "Printed sheets cannot say where a lost one is returned to.",
                address("campaigns:details", campaign),
                "Enter the address",
            )
        )
    return found


def _counts_only(membership: Membership) -> Care:
    text = (
        "Only counts are kept at doors, nobody’s opinion, until the agent has entered "
        "the privacy notice and the consent wording."
    )
    if not may(membership, May.SET_CONSENT):
        return Care(text)
    return Care(text, address("campaigns:privacy", membership.campaign), "Enter them")


def address(name: str, campaign: Campaign) -> str:
    """The address of a campaign's page; empty while that page does not exist."""
    try:
        return reverse(name, args=[campaign.id])
    except NoReverseMatch:
        return ""
