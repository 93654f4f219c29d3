"""The address of a link, as a command prints it."""

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from hustings.apps.campaigns.actions.links import Link


def print_link(link: "Link", what: str) -> None:
    """Say what the link is for, the link itself, and until when it works."""
    from django.urls import reverse
    from django.utils.timezone import localtime

    invitation = link.invitation
    path = reverse(
        f"campaigns:{invitation.purpose}", args=[invitation.campaign_id, link.secret]
    )
    click.echo(
        f"{what}, once, until {localtime(invitation.expires_at):%d %B %Y %H:%M}:"
    )
    click.echo(site() + path)


def site() -> str:
    """Where this server is reached: the first public origin, or this machine."""
    from django.conf import settings

    return next(iter(settings.CSRF_TRUSTED_ORIGINS), "http://127.0.0.1:8000")


def say_how_to_set_up(address: str) -> None:
    """Print where the first person of this server begins, until somebody has.

    Only whoever reads the server's console sees the code in it, so a shared server is safe.
    """
    from django.urls import reverse

    from hustings.apps.campaigns.actions.creation import has_been_set_up
    from hustings.engine.home import key

    if not has_been_set_up():
        click.echo(
            "To create your own campaign on this server, open this, and show it to nobody:"
        )
        click.echo(f"  {address}{reverse('campaigns:start', args=[key('set-up')])}")
