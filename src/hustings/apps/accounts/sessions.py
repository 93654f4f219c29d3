"""Sessions that end by themselves, by age and by idleness."""

from collections.abc import Callable, Iterable
from datetime import datetime
from time import time
from uuid import UUID

from django.conf import settings
from django.contrib.auth import SESSION_KEY, logout
from django.contrib.sessions.models import Session
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

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
        response = respond(request)
        if request.user.is_authenticated:
            # Laptops are lent around: after signing out, "back" must show nobody's data.
            patch_cache_control(response, private=True, no_store=True)
        return response

    return limited


def _is_over(request: HttpRequest, now: int) -> bool:
    session = request.session
    age = now - session.get(SIGNED_IN, now)
    idle = now - session.get(LAST_SEEN, now)
    return bool(
        age > settings.SESSION_AGE_SECONDS or idle > settings.SESSION_IDLE_SECONDS
    )


def end_sessions_of(
    users: Iterable[UUID], *, but: str | None = None, using: str = "default"
) -> int:
    """Sign these users out everywhere but in the session `but`; gives how many sessions ended.

    A session says whose it is only inside, so each is opened; there are as many as people who work now.
    """
    wanted = {str(user) for user in users}
    theirs = [
        each.session_key
        for each in Session.objects.using(using).all()
        if each.get_decoded().get(SESSION_KEY) in wanted and each.session_key != but
    ]
    ended = Session.objects.using(using).filter(session_key__in=theirs)
    return ended.delete()[0]


def forget_what_is_over(at: datetime) -> int:
    """Delete the sessions and the counts of wrong tries whose time is over; gives how many.

    They hold sign-in names and the addresses of connections, and nothing else deletes them.
    """
    gone = Session.objects.filter(expire_date__lt=at).delete()[0]
    table = connection.ops.quote_name(str(settings.CACHES["default"]["LOCATION"]))
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < %s", [at])  # noqa: S608 - the name is ours
        return gone + int(cursor.rowcount)
