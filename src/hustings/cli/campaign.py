"""`hustings campaign`: make a campaign at the server itself, and invite its first agent."""

from datetime import datetime

import click

from hustings.cli.database import with_database
from hustings.cli.links import print_link
from hustings.core.elections.kinds import ElectionKind, Nation

EXAMPLE = """\b
Example:
  hustings campaign create --name "Ada for Exampleton" --candidate "Ada Example" \\
    --constituency "Exampleton North" --basis county --polling-day 2029-05-03 \\
    --council "Exampleton Borough Council; Town Hall, EX1 1AA" --agent "Bo Agent"
"""


@click.group()
def campaign() -> None:
    """Make campaigns on this server, list them, invite people to them."""


@campaign.command("list", epilog="Example: hustings campaign list")
def list_campaigns() -> None:
    """List the campaigns of this server."""
    with with_database():
        from hustings.apps.campaigns.people import all_campaigns

        for line in all_campaigns():
            click.echo(line)


@campaign.command(epilog=EXAMPLE)
@click.option("--name", required=True, help="Name of the campaign.")
@click.option("--candidate", required=True, help="The candidate's name.")
@click.option(
    "--party",
    default="Independent",
    show_default=True,
    help="Description on the ballot paper.",
)
@click.option(
    "--election",
    type=click.Choice([str(kind) for kind in ElectionKind]),
    default=str(ElectionKind.UK_PARLIAMENT),
    show_default=True,
    help="What is being elected.",
)
@click.option(
    "--nation",
    type=click.Choice([str(nation) for nation in Nation]),
    default=str(Nation.ENGLAND),
    show_default=True,
    help="Where: the law differs.",
)
@click.option("--constituency", required=True, help="Constituency or ward.")
@click.option(
    "--basis",
    type=click.Choice(["borough", "county"]),
    help="Kind of constituency, for the UK Parliament.",
)
@click.option(
    "--polling-day",
    required=True,
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day of the poll.",
)
@click.option(
    "--erase-on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Default: a year after polling day.",
)
@click.option(
    "--council",
    "councils",
    required=True,
    multiple=True,
    help="Name, then after a semicolon the address. May be given again.",
)
@click.option("--agent", required=True, help="Who is invited as agent.")
def create(agent: str, **given: object) -> None:
    """Make a campaign and print the link that invites its agent.

    Once a real campaign stands, the demonstration's log-ins stop working on this server.
    """
    with with_database():
        from django.utils.timezone import localdate, now

        from hustings.apps.campaigns.actions.creation import create_campaign
        from hustings.apps.campaigns.audit import command
        from hustings.apps.campaigns.forms.campaign import read_details

        details, councils = read_details(
            {name: _as_typed(value) for name, value in given.items()},
            today=localdate(),
        )
        made = create_campaign(
            details=details, councils=councils, by=command("campaign create"), at=now()
        )
        click.echo(f"{made.name} stands. Its id is {made.id}.")
        _invite(str(made.id), agent, "agent")


@campaign.command(
    epilog="Example: hustings campaign invite 'Ada for Exampleton' 'Bo Agent' --role agent"
)
@click.argument("campaign")
@click.argument("name")
@click.option(
    "--role",
    default="agent",
    show_default=True,
    help="agent, candidate, organiser, data-officer, canvasser, teller, printer or scrutineer.",
)
def invite(campaign: str, name: str, role: str) -> None:
    """Print a link by which NAME joins CAMPAIGN, named by its name or id."""
    with with_database():
        _invite(campaign, name, role)


def _invite(campaign: str, name: str, role: str) -> None:
    from django.utils.timezone import now

    from hustings.apps.campaigns.actions.links import invite
    from hustings.apps.campaigns.audit import command
    from hustings.apps.campaigns.models import Role
    from hustings.apps.campaigns.people import find_campaign
    from hustings.apps.campaigns.places import Place

    if role not in Role.values:
        raise click.UsageError(
            f"No such role: {role}. Roles: {', '.join(Role.values)}."
        )
    link = invite(
        campaign=find_campaign(campaign),
        name=name,
        place=Place(role=Role(role)),
        by=command("campaign invite"),
        at=now(),
    )
    print_link(link, f"{name} joins as {role} here")


def _as_typed(value: object) -> object:
    """An option's value as the web form would have had it typed."""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, tuple):
        return "\n".join(value)
    return value or ""
