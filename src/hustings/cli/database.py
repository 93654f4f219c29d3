"""Commands that need the database: join the running server, or start it for the length of the command."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from hustings.core.errors import HustingsError
from hustings.engine.server import running


@contextmanager
def with_database() -> Iterator[None]:
    """The database up, migrated, and Django ready; a HustingsError becomes a message and exit 1."""
    try:
        with running():
            prepare_django()
            migrate_if_behind()
            yield
    except HustingsError as problem:
        raise click.ClickException(str(problem)) from problem


def prepare_django() -> None:
    """Read the settings and load the apps; a second call does nothing."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hustings.web.settings")
    django.setup()


def migrate_if_behind() -> None:
    """Bring the tables up to date as their owner; two processes at once do it one after the other."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    owner = connections["owner"]
    with owner.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(7204112)")
        executor = MigrationExecutor(owner)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", database="owner", verbosity=0, interactive=False)
            call_command("createcachetable", database="owner", verbosity=0)
    owner.close()
