"""`hustings history rerun`: the same votes under other rules."""

from collections.abc import Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from hustings.cli.history.shown import (
    FILE,
    ask,
    election_option,
    json_option,
    parties_option,
    show,
)
from hustings.core.elections.results_table import Table, read_table
from hustings.core.psephology import answers
from hustings.core.psephology.assumed import Assumed, read_assumed
from hustings.core.psephology.grouping import GROUPINGS
from hustings.core.psephology.past import Election
from hustings.core.psephology.reruns.areas import Area
from hustings.core.psephology.reruns.asked import MEMBERS, Asked, rerun_asked

PERCENT = click.FloatRange(0, min_open=True)


@click.command(epilog="Example: hustings history rerun --rules dhondt --threshold 5")
@click.option("--rules", required=True, help="A law on lists, additional members, transferable votes, or for one seat: `hustings count --list`.")  # fmt: skip
@click.option("--area", type=click.Choice([each.value for each in Area]), help="Where lists stand. Default: region.")  # fmt: skip
@click.option("--areas", type=FILE, help="CSV with code, area: which seats are put together.")  # fmt: skip
@click.option("--members", type=click.IntRange(1), help=f"Put about so many seats of a region together, in the order of their codes. Default for transferable votes: {MEMBERS}.")  # fmt: skip
@click.option("--list-seats", type=click.IntRange(1), help="Additional members: so many in each area.")  # fmt: skip
@click.option("--list-part", type=PERCENT, help="Additional members: so many per cent of an area's constituencies.")  # fmt: skip
@click.option("--threshold", type=click.FloatRange(0, 100), help="Per cent of an area's votes that a list needs.")  # fmt: skip
@click.option("--transfers", type=FILE, help="CSV with from, to, percent: where each party's voters would go next.")  # fmt: skip
@election_option
@parties_option
@json_option
def rerun(rules: str, election: str, parties: str, as_json: bool, **told: Any) -> None:
    """Count an election again under other rules; what that assumes is printed with it."""
    asked = _asked(rules, parties, told)

    def answer(found: Election, _: Election | None) -> answers.Answer:
        return answers.rerun(rerun_asked(found, asked), found)

    show(ask(election, answer), as_json, _lines)


def _asked(rules: str, parties: str, told: dict[str, Any]) -> Asked:
    transfers, areas = (_table(told[name]) for name in ("transfers", "areas"))
    return Asked(
        rules=rules,
        grouping=GROUPINGS[parties],
        area=Area(told["area"]) if told["area"] else None,
        areas=areas,
        members=told["members"],
        list_seats=told["list_seats"],
        list_part=_part(told["list_part"]),
        threshold=_part(told["threshold"]),
        assumed=_assumed(transfers),
    )


def _table(file: Path | None) -> Table | None:
    return read_table(file.read_bytes(), file=file.name) if file else None


def _assumed(table: Table | None) -> Assumed | None:
    if table is None:
        return None
    return read_assumed(table, said_by=f"the table in {table.file}")


def _part(percent: float | None) -> Fraction | None:
    return Fraction(str(percent)) / 100 if percent else None


def _lines(said: answers.Answer) -> Iterable[str]:
    yield f"Election of {said['election']} under {said['rules']}: {said['members']:,} members"
    yield f"{'':<40} {'re-run':>8} {'won':>8}"
    for party in dict.fromkeys([*said["seats"], *said["won"]]):
        again, won = said["seats"].get(party, 0), said["won"].get(party, 0)
        yield f"{party[:40]:<40} {again:>8,} {won:>8,}"
    yield "What this assumes:"
    yield from (f"  {each}" for each in said["assumptions"])
    for each in said["transfers"]:
        to = each["to"] or "nobody further"
        yield f"  {each['percent']:g} % of those for {each['from']} go to {to}."
