"""`hustings keep`: what the units of the system's own service manager need before pages and work."""

import os
import socket

import click

from hustings.cli.database import with_database
from hustings.cli.links import say_how_to_set_up, site
from hustings.cli.supervise import LOOK_SECONDS, stop_when_told
from hustings.engine.server import keep_up


@click.command(hidden=True)
def keep() -> None:
    """Keep the database up, its tables current and the style sheet laid out. The units in deploy/ start this."""
    stop = stop_when_told()
    with with_database():
        from django.core.management import call_command
        from django.db import connections

        call_command("collectstatic", interactive=False, verbosity=0)
        say_how_to_set_up(site())
        connections.close_all()
        tell_service_manager("READY=1")
        while not stop.wait(LOOK_SECONDS):
            keep_up()
        tell_service_manager("STOPPING=1")


def tell_service_manager(state: str) -> None:
    """Tell whoever started this unit how it stands; where no unit did, nothing happens."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as told:
        # A leading @ stands for the zero byte of an abstract address.
        told.connect(address.replace("@", "\0", 1) if address[0] == "@" else address)
        told.sendall(state.encode())
