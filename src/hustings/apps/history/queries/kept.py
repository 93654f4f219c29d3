"""What is worked out from past results is kept in memory until another release is loaded.

Past results change only with a release, and every release has a higher number than those before it. So a page costs one
question for the newest number, and what an older one said is forgotten at once.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection
from django.db.models import Max

from hustings.apps.history.models import Release

P = ParamSpec("P")
T = TypeVar("T")


def per_release(work: Callable[P, T]) -> Callable[P, T]:
    """Do `work` once for each set of arguments while no other release is loaded.

    Arguments must be few in kind (days, parties, choices), never what somebody typed: all answers stay in memory.
    """
    kept: dict[Hashable, T] = {}
    of_release: list[tuple[str, int]] = []

    @wraps(work)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        newest = [(str(connection.settings_dict["NAME"]), newest_release())]
        if of_release != newest:
            kept.clear()
            of_release[:] = newest
        key = (args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = work(*args, **kwargs)
        return kept[key]

    return asked


def newest_release() -> int:
    """The number of the newest release; 0 where none is loaded."""
    return Release.objects.aggregate(newest=Max("pk"))["newest"] or 0
