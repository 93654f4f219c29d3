import sys

import click

from hustings.cli.database import prepare_django, with_database

# These need no tables, or make them.
BEFORE_TABLES = {
    "makemigrations",
    "migrate",
    "check",
    "help",
    "sqlmigrate",
    "showmigrations",
}


@click.command(
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    epilog="Example: hustings manage check --deploy",
)
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
def manage(words: tuple[str, ...]) -> None:
    """Run one of Django's own commands."""
    from django.core.management import execute_from_command_line

    if words and words[0] in BEFORE_TABLES:
        from hustings.engine.server import running

        with running():
            prepare_django()
            execute_from_command_line([sys.argv[0], *_as_owner(words)])
        return
    with with_database():
        execute_from_command_line([sys.argv[0], *words])


def _as_owner(words: tuple[str, ...]) -> tuple[str, ...]:
    """Migrations belong to the owner of the tables."""
    if (
        words[0] in {"migrate", "showmigrations", "sqlmigrate"}
        and "--database" not in words
    ):
        return (*words, "--database", "owner")
    return words
