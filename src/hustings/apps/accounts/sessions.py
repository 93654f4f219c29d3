"""Sessions that end by themselves, by age and by idleness."""

from collections.abc import Callable
from time import time

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

SIGNED_IN, LAST_SEEN = "signed_in_at", "last_seen_at"
Respond = Callable[[HttpRequest], HttpResponse]


def limit_sessions(respond: Respond) -> Respond:
    """Sign a user out when the session is too old or has lain idle too long."""

    def limited(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            now = int(time())
            if _is_over(request, now):
                logout(request)
            elif now - request.session.get(LAST_SEEN, 0) > 60:
                request.session.setdefault(SIGNED_IN, now)
                request.session[LAST_SEEN] = now
        return respond(request)

    return limited


def _is_over(request: HttpRequest, now: int) -> bool:
    session = request.session
    age = now - session.get(SIGNED_IN, now)
    idle = now - session.get(LAST_SEEN, now)
    return bool(
        age > settings.SESSION_AGE_SECONDS or idle > settings.SESSION_IDLE_SECONDS
    )
