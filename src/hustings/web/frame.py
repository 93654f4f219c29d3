"""What every page's frame shows."""

from functools import cache
from importlib.metadata import version
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse

from hustings.apps.campaigns.models import Membership
from hustings.apps.campaigns.rights import May, may

# Apps whose pages lie within another stage.
PART_OF = dict.fromkeys(("walks", "phones", "newcomers", "live"), "canvass") | {
    "selection": "campaigns",
    "slates": "campaigns",
    "wards": "register",
}
STAGES = ("register", "canvass", "pollday", "counts")


def frame(request: HttpRequest) -> dict[str, object]:
    """The campaign and the member, where the view found one, and who hosts this server."""
    match = request.resolver_match
    return {
        "campaign": getattr(request, "campaign", None),
        "membership": getattr(request, "membership", None),
        "closed": _closed_to(getattr(request, "membership", None)),
        "stage": PART_OF.get(match.app_name, match.app_name) if match else "",
        "hosted_by": settings.HOSTED_BY,
        "version": version("hustings"),
    }


def _closed_to(membership: Membership | None) -> dict[str, bool]:
    """The stages whose first page the member's role does not open: no way should end at a closed door."""
    if membership is None:
        return {}
    rights = {stage: _right_of(stage) for stage in STAGES}
    return {
        stage: True
        for stage, right in rights.items()
        if right and not may(membership, right)
    }


@cache
def _right_of(stage: str) -> May | None:
    """The right that a stage's first page asks for."""
    try:
        page = resolve(reverse(f"{stage}:home", args=[UUID(int=0)]))
    except NoReverseMatch:
        return None
    return getattr(page.func, "right", None)
