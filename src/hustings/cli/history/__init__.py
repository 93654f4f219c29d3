"""`hustings history`: past results loaded from publishers' files, and what they say."""

import click

from hustings.cli.history import (
    briefings,
    flows,
    measures,
    people,
    places,
    reruns,
    slates,
    sources,
    swings,
    targets,
)


@click.group()
def history() -> None:
    """Read past results: who won where and how, what seats took, and what other rules would do."""


for command in (
    sources.sources,
    sources.fetch,
    sources.load,
    sources.elections,
    places.seat,
    places.party,
    targets.where_to_stand,
    measures.indices,
    measures.deposits,
    measures.turnout,
    swings.swing,
    reruns.rerun,
    flows.flows,
    slates.slate,
    people.person,
    briefings.briefing,
):
    history.add_command(command)
