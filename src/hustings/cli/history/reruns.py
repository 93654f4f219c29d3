"""`hustings history rerun`: the same votes under other rules."""

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
    plain_lines,
    show,
)
from hustings.core.counting.catalogue import rules_named
from hustings.core.elections.results_table import read_table
from hustings.core.errors import HustingsError
from hustings.core.psephology import answers
from hustings.core.psephology.assumed import read_assumed
from hustings.core.psephology.grouping import GROUPINGS
from hustings.core.psephology.past import Election
from hustings.core.psephology.reruns import (
    Area,
    Rerun,
    rerun_by_lists,
    rerun_by_preferences,
)


@click.command(epilog="Example: hustings history rerun --rules dhondt --threshold 5")
@click.option("--rules", required=True, help="A law on lists, or for one seat with --transfers: `hustings count --list`.")  # fmt: skip
@click.option("--area", type=click.Choice([each.value for each in Area]), default="region", show_default=True, help="Where lists stand.")  # fmt: skip
@click.option("--threshold", type=click.FloatRange(0, 100), help="Per cent of an area's votes that a list needs.")  # fmt: skip
@click.option("--transfers", type=FILE, help="CSV with from, to, percent: where each party's voters would go next.")  # fmt: skip
@election_option
@parties_option
@json_option
def rerun(rules: str, election: str, parties: str, as_json: bool, **told: Any) -> None:
    """Count an election again under other rules; what that assumes is printed with it."""

    def answer(found: Election, _: Election | None) -> answers.Answer:
        return answers.rerun(_rerun(found, rules, parties, told), found)

    show(ask(election, answer), as_json, plain_lines)


def _rerun(found: Election, rules: str, parties: str, told: dict[str, Any]) -> Rerun:
    law, grouping = rules_named(rules), GROUPINGS[parties]
    if told["transfers"]:
        file: Path = told["transfers"]
        table = read_table(file.read_bytes(), file=file.name)
        assumed = read_assumed(table, said_by=f"the table in {file.name}")
        return rerun_by_preferences(found, law, assumed, grouping=grouping)
    if law.one_seat:
        raise HustingsError(
            f"{law.title} needs to know where votes go next: give --transfers FILE (from, to, percent)."
        )
    least = told["threshold"]
    return rerun_by_lists(
        found,
        law,
        area=Area(told["area"]),
        threshold=Fraction(str(least)) / 100 if least else None,
        grouping=grouping,
    )
