"""`hustings people`: who signs in here, and how to let back in somebody who cannot."""

import click

from hustings.cli.database import with_database
from hustings.cli.links import print_link


@click.group()
def people() -> None:
    """See who signs in on this server; let somebody back in, or out for good."""


@people.command(
    "list", epilog="Example: hustings people list --campaign 'Ada for Exampleton'"
)
@click.option("--campaign", help="Only members of this campaign: its name or id.")
def list_people(campaign: str | None) -> None:
    """List who signs in here, with campaigns and roles."""
    with with_database():
        from hustings.apps.campaigns.people import everybody, find_campaign

        for line in everybody(find_campaign(campaign) if campaign else None):
            click.echo(line)


@people.command(epilog="Example: hustings people sign-ins ada")
@click.argument("name", required=False)
@click.option("--last", default=50, show_default=True, help="How many lines.")
def sign_ins(name: str | None, last: int) -> None:
    """List who signed in, wrong passwords and codes, recoveries: the latest, of NAME or of everybody."""
    with with_database():
        from hustings.apps.campaigns.people import find_person, security_notes

        for line in security_notes(find_person(name) if name else None, last):
            click.echo(line)


@people.command(epilog="Example: hustings people recover ada")
@click.argument("name")
def recover(name: str) -> None:
    """Print a link by which NAME sets a new password.

    A lost second factor is dropped with it. The link works once, for 24 hours. NAME is the sign-in name.
    """
    with with_database():
        from django.utils.timezone import now

        from hustings.apps.campaigns.actions.links import issue_recovery
        from hustings.apps.campaigns.audit import command
        from hustings.apps.campaigns.people import latest_membership

        link = issue_recovery(
            membership=latest_membership(name), by=command("people recover"), at=now()
        )
        print_link(link, f"{name} sets a new password here")


@people.command(epilog="Example: hustings people end ada")
@click.argument("name")
@click.option("--yes", is_flag=True, help="Do it without asking.")
def end(name: str, yes: bool) -> None:
    """Close the sign-in NAME and end every membership, at once."""
    if not yes and not click.confirm(f"End every access of {name}?"):
        raise click.Abort
    with with_database():
        from django.utils.timezone import now

        from hustings.apps.campaigns.actions.team import end_person
        from hustings.apps.campaigns.audit import command
        from hustings.apps.campaigns.people import find_person

        ended = end_person(user=find_person(name), by=command("people end"), at=now())
        click.echo(f"{name} can no longer sign in. Memberships ended: {ended}.")
