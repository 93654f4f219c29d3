"""What is worked out from past results is kept in memory until another release is loaded.

Past results change only with a release, and every release has a higher number than those before it. So a page costs one
question for the newest number, and what an older one said is forgotten at once.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Generic, ParamSpec, TypeVar

from django.db import connection
from django.db.models import Max

from hustings.apps.history.models import Release

P = ParamSpec("P")
T = TypeVar("T")


class _Answers(Generic[T]):
    """The answers of one release. Two who ask the same at once wait for one working."""

    def __init__(self) -> None:
        self.known: dict[Hashable, T] = {}
        self.asked: dict[Hashable, Lock] = {}

    def of(self, key: Hashable, work: Callable[[], T]) -> T:
        if key not in self.known:
            with self.asked.setdefault(key, Lock()):
                if key not in self.known:
                    self.known[key] = work()
        return self.known[key]


def per_release(work: Callable[P, T]) -> Callable[P, T]:
    """Do `work` once for each set of arguments while no other release is loaded, whichever thread asks for it.

    Arguments must be few in kind (days, parties, choices), never what somebody typed: all answers stay in memory. Work may
    ask for other kept work, but never for what asks for it.
    """
    kept: dict[tuple[str, int], _Answers[T]] = {}

    @wraps(work)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        newest = (str(connection.settings_dict["NAME"]), newest_release())
        answers = kept.get(newest)
        if answers is None:
            kept.clear()
            # Whoever is still at work for an older release holds on to its answers, not to these.
            answers = kept.setdefault(newest, _Answers())
        key = (args, tuple(sorted(kwargs.items())))
        return answers.of(key, lambda: work(*args, **kwargs))

    return asked


def newest_release() -> int:
    """The number of the newest release; 0 where none is loaded."""
    return Release.objects.aggregate(newest=Max("pk"))["newest"] or 0
