"""The register has come, or has changed: doors and people that we had before are looked for on it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.utils.timezone import localdate

from hustings.apps.campaigns.models import Campaign
from hustings.apps.newcomers.actions.doors import join_doors, settle_districts
from hustings.apps.newcomers.actions.links import Whoever, link_sure
from hustings.apps.newcomers.finding import found, found_doors, own_doors
from hustings.apps.newcomers.models import DoorLink
from hustings.apps.register.models import Door, Newcomer


@dataclass(frozen=True, slots=True)
class Arrived:
    """How many doors and people were found without asking anybody."""

    doors: int
    people: int


def register_arrived(*, campaign: Campaign, by: Whoever, at: datetime) -> Arrived:
    """Join the doors and link the people of whom the register leaves no doubt; the rest wait for a person.

    People are linked without asking only if the register did not have them when they were met, or when somebody last
    looked: whoever could have been picked at the stall and was not is for a person to confirm. Doing it again
    changes nothing.
    """
    settle_districts(campaign=campaign, by=by)
    doors = _join_sure_doors(campaign, by, at)
    return Arrived(doors, _link_sure_people(campaign, by, at))


def _join_sure_doors(campaign: Campaign, by: Whoever, at: datetime) -> int:
    judged = DoorLink.objects.of(campaign).in_force().values("door")
    rows = (
        own_doors(campaign)
        .exclude(pk__in=judged)
        .select_related("campaign", "district")
    )
    own = {str(door.pk): door for door in rows}
    if not own:
        return 0
    sure = [f for f in found_doors(campaign, own.values()) if f.sure and f.why]
    ids = {UUID(finding.sure) for finding in sure if finding.sure}
    doors = Door.objects.of(campaign).filter(pk__in=ids)
    theirs = {str(door.pk): door for door in doors}
    by_why: dict[str, dict[Door, Door]] = defaultdict(dict)
    for finding in sure:
        if finding.sure and finding.why:
            by_why[finding.why.value][own[finding.key]] = theirs[finding.sure]
    return sum(
        join_doors(pairs=pairs, why=why, is_sure=True, by=by, at=at)
        for why, pairs in by_why.items()
    )


def _link_sure_people(campaign: Campaign, by: Whoever, at: datetime) -> int:
    """Those who are open, and those whom somebody did not find before."""
    rows = (
        Newcomer.objects.of(campaign)
        .filter(elector=None)
        .exclude(Q(surname="") & Q(forenames=""))
    )
    open_ones = list(rows.select_related("door__became", "campaign"))
    if not open_ones:
        return 0
    sure = [
        each
        for each in found(campaign, open_ones)
        if each.came_after(localdate(each.newcomer.settled_at or each.newcomer.met_at))
    ]
    return link_sure(found=sure, by=by, at=at)
