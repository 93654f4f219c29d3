"""A database of the benchmarks' own, in a home that goes when they are done. Importing this makes it ready."""

import atexit
import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import django

HOME = Path(tempfile.mkdtemp(prefix="hustings-bench-"))
os.environ["HUSTINGS_HOME"] = str(HOME)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.web.settings")


def _make_ready() -> None:
    from hustings.engine.server import running

    stack = ExitStack()
    stack.enter_context(running())
    atexit.register(_clear_away, stack)
    django.setup()
    from django.core.management import call_command

    call_command("migrate", database="owner", verbosity=0)
    call_command("createcachetable", database="owner", verbosity=0)


def _clear_away(stack: ExitStack) -> None:
    from django.db import connections

    connections.close_all()
    stack.close()
    shutil.rmtree(HOME, ignore_errors=True)


_make_ready()
