"""What lower parts ask of higher ones: the campaign's first page shows a little of everything.

A lower app may not import a higher one, so it asks by name through a setting, and the answer is put
together here, where all of them can be seen.
"""

from datetime import datetime

from hustings.apps.campaigns.home import News
from hustings.apps.campaigns.models import Campaign, Membership
from hustings.apps.jobs.models import Job
from hustings.apps.register.models import District, Elector


def districts(campaign: Campaign) -> list[tuple[str, str]]:
    """The campaign's polling districts as (key, label); with the council where there are several."""
    found = list(District.objects.filter(campaign=campaign).select_related("council"))
    several = len({each.council_id for each in found}) > 1
    return [
        (str(each.id), f"{each}, {each.council}" if several else str(each))
        for each in found
    ]


def news(membership: Membership, at: datetime) -> News:
    """What the higher parts tell the first page of a campaign."""
    return News(jobs=list(Job.objects.of(membership.campaign)[:5]))


def facts(campaign: Campaign) -> set[str]:
    """The steps of the checklist that the higher parts see to be done."""
    done = set()
    if Elector.objects.filter(campaign=campaign).exists():
        done |= {"register-letters", "register-read"}
    return done
