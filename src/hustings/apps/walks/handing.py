"""Who may be given a walk, as a form offers it."""

from typing import Any
from uuid import UUID

from django.utils.timezone import now

from hustings.apps.campaigns.models import Membership
from hustings.apps.campaigns.rights import May, may
from hustings.apps.walks.forms import HandOutForm
from hustings.apps.walks.models import Team, Walk
from hustings.apps.walks.queries import teams_of


def out_form(member: Membership, walk: Walk, given: Any = None) -> HandOutForm:
    """Everybody may take a walk; who cuts walks may give it to a team or to another who canvasses."""
    return HandOutForm(given, offered=_offered(member, walk))


def meant(member: Membership, chosen: str) -> tuple[Team | None, Membership | None]:
    """The team or the member that was chosen from the form."""
    kind, _, key = chosen.partition(":")
    if kind == "team":
        return Team.objects.of(member.campaign).get(pk=UUID(key)), None
    return None, Membership.objects.of(member.campaign).get(pk=UUID(key))


def _offered(member: Membership, walk: Walk) -> list[tuple[str, str]]:
    myself = [(f"member:{member.pk}", f"{member.user} (you)")]
    if not may(member, May.CUT_WALKS):
        return myself
    teams = sorted(teams_of(member.campaign), key=lambda team: team != walk.team)
    others = (
        Membership.objects.of(member.campaign).valid_at(now()).select_related("user")
    )
    rows = [
        (f"member:{each.pk}", str(each.user))
        for each in others.exclude(pk=member.pk).order_by("user__name")
        if may(each, May.RECORD_VISITS) and _has_area(each, walk)
    ]
    return [*((f"team:{team.pk}", f"Team {team}") for team in teams), *myself, *rows]


def _has_area(member: Membership, walk: Walk) -> bool:
    return not member.districts or walk.district_id in member.districts
