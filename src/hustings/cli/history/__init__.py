"""`hustings history`: past results loaded from publishers' files, and what they say."""

import click

from hustings.cli.history import flows, measures, places, reruns, sources


@click.group()
def history() -> None:
    """Read past results: who won where and how, what seats took, and what other rules would do."""


for command in (
    sources.sources,
    sources.load,
    sources.elections,
    places.seat,
    places.party,
    places.where_to_stand,
    measures.indices,
    measures.deposits,
    measures.turnout,
    reruns.rerun,
    flows.flows,
):
    history.add_command(command)
