"""`hustings serve` and `hustings start`: PostgreSQL, the web process and the worker, together."""

import os
import signal
from collections.abc import Callable

import click

from hustings.cli.database import prepare_django, with_database
from hustings.cli.links import say_how_to_set_up
from hustings.cli.supervise import (
    must_be_free,
    stop_when_orphaned,
    stop_when_told,
    supervise,
    wait_for_answer,
)
from hustings.core.errors import HustingsError
from hustings.engine.server import keep_up

at_host = click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on."
)
at_port = click.option(
    "--port", default=8000, show_default=True, help="Port to listen on."
)


@click.command(epilog="Example: hustings serve --port 8080")
@at_host
@at_port
def serve(host: str, port: int) -> None:
    """Serve the pages and do the work behind them, until stopped with Ctrl-C.

    Starts PostgreSQL, the web process and the worker, and stops them together.
    """
    with with_database():
        run_all(host, port, lambda: None)


@click.command(epilog="Example: hustings start")
@at_host
@at_port
@click.option(
    "--demonstration/--no-demonstration",
    default=True,
    help="Load the invented campaign if the server is empty.",
)
def start(host: str, port: int, demonstration: bool) -> None:
    """Set up this server, show the demonstration if it is empty, and serve."""
    with with_database():
        must_be_free(host, port)
        if demonstration:
            load_demonstration_if_empty()
        run_all(host, port, say_how_to_sign_in)


@click.command(hidden=True)
@at_host
@at_port
def web(host: str, port: int) -> None:
    """Serve pages only. `hustings serve` starts this."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    stop_when_orphaned(_starter(), lambda: os.kill(os.getpid(), signal.SIGTERM))
    Granian(
        "hustings.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=2,
        blocking_threads=4,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_access=False,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()


@click.command(hidden=True)
def work() -> None:
    """Do queued jobs only. `hustings serve` starts this."""
    prepare_django()
    from hustings.apps.jobs.worker import work_until

    stop = stop_when_told()
    stop_when_orphaned(_starter(), stop.set)
    work_until(stop)


def run_all(host: str, port: int, ready: Callable[[], None]) -> None:
    """Collect the style sheet and scripts, then keep web and worker running."""
    from django.core.management import call_command

    must_be_free(host, port)
    call_command("collectstatic", interactive=False, verbosity=0)

    def answered() -> None:
        wait_for_answer(host, port)
        click.echo(f"hustings is at http://{host}:{port} (Ctrl-C stops it)")
        say_how_to_set_up(f"http://{host}:{port}")
        ready()

    where = ["--host", host, "--port", str(port)]
    try:
        parts = {"web": ["web", *where], "worker": ["work"]}
        supervise(parts, answered, look=keep_up)
    except HustingsError as problem:
        raise click.ClickException(str(problem)) from problem


def load_demonstration_if_empty() -> None:
    """Load the invented campaign unless somebody's campaign, or that one, is here already."""
    from hustings.apps.campaigns.models import Campaign

    if Campaign.objects.exists():
        return
    from django.conf import settings

    from hustings.apps.demonstration.actions import load

    with click.progressbar(length=100, label="Loading the demonstration") as bar:
        load(
            report=lambda percent: bar.update(percent - bar.pos),
            electors=settings.DEMONSTRATION_ELECTORS,
        )


def say_how_to_sign_in() -> None:
    """Print the demonstration's log-ins, as long as they work."""
    from hustings.apps.demonstration.queries import log_ins

    people = log_ins()
    if people:
        click.echo("Sign in to the demonstration, where everybody is invented:")
    for person in people:
        click.echo(
            f"  {person.role:<14} name {person.username:<14} password {person.password}"
        )


def _starter() -> int:
    return int(os.environ.get("HUSTINGS_STARTED_BY", os.getppid()))
