"""What the commands of `hustings history` have in common: their options, the question put, the answer shown."""

import json
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import click

from hustings.cli.database import with_database
from hustings.core.psephology import answers
from hustings.core.psephology.grouping import GROUPINGS
from hustings.core.psephology.past import Election

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
election_option = click.option("--election", default="", help="Year of a general election, or a polling day. Default: the latest.")  # fmt: skip
json_option = click.option("--json", "as_json", is_flag=True, help="As JSON, under documented names.")  # fmt: skip
parties_option = click.option("--parties", type=click.Choice(list(GROUPINGS)), default="apart", show_default=True, help="Which candidacies are one party: each independent apart, all together, or as registered.")  # fmt: skip


def ask(
    election: str, answer: Callable[[Election, Election | None], answers.Answer]
) -> answers.Answer:
    """What an election answers, with the sources of its figures and of those of the election before."""
    with with_database():
        from hustings.apps.history.queries.elections import election_before, election_of

        found = election_of(election)
        before = election_before(found)
        days = [each.day for each in (found, before) if each]
        return credited(answer(found, before), *days)


def credited(
    said: answers.Answer,
    *days: date,
    boundaries: date | None = None,
    with_series: bool = False,
) -> answers.Answer:
    """The answer with its credits under `sources` (`queries.credits`); within the database only."""
    from hustings.apps.history.queries.credits import sources_of

    found = sources_of(*days, boundaries=boundaries, with_series=with_series)
    return said | {"sources": list(dict.fromkeys(each.said for each in found))}


def show(
    said: answers.Answer,
    as_json: bool,
    lines: Callable[[answers.Answer], Iterable[str]],
) -> None:
    """Print an answer as JSON or in lines, and under these whose figures they are (`sources`)."""
    if as_json:
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return
    for line in lines({key: each for key, each in said.items() if key != "sources"}):
        click.echo(line)
    for each in said["sources"]:
        click.echo(f"Source: {each}")


def plain_lines(said: answers.Answer, deep: str = "") -> Iterable[str]:
    for name, value in said.items():
        shown = name.replace("_", " ")
        if isinstance(value, dict):
            yield f"{deep}{shown}:"
            yield from plain_lines(value, f"{deep}  ")
        elif isinstance(value, list):
            yield f"{deep}{shown}:"
            yield from (f"{deep}  {_item(each)}" for each in value)
        else:
            yield f"{deep}{shown}: {said_of(value)}"


def _item(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(map(said_of, value.values()))
    return said_of(value)


def said_of(value: object) -> str:
    if value is None:
        return "not known"
    return f"{value:,}" if isinstance(value, int) else str(value)


def percent(share: float | None, *, sign: bool = False) -> str:
    if share is None:
        return "–"
    return f"{100 * share:{'+' if sign else ''}.1f} %"
