"""What every page's frame shows."""

from importlib.metadata import version

from django.conf import settings
from django.http import HttpRequest


def frame(request: HttpRequest) -> dict[str, object]:
    """The campaign and the member, where the view found one, and who hosts this server."""
    match = request.resolver_match
    return {
        "campaign": getattr(request, "campaign", None),
        "membership": getattr(request, "membership", None),
        "stage": match.app_name if match else "",
        "hosted_by": settings.HOSTED_BY,
        "version": version("hustings"),
    }
