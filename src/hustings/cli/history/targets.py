"""`hustings history targets`: where to stand."""

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

import click

from hustings.cli.database import with_database
from hustings.cli.history.shown import (
    credited,
    election_option,
    json_option,
    show,
)
from hustings.core.errors import HustingsError
from hustings.core.psephology import answers
from hustings.core.psephology.past import Election
from hustings.core.psephology.targets import (
    WEIGHTS,
    Measured,
    in_region,
    ranked,
)


@click.command("targets", epilog="Example: hustings history targets --weight margin=2 --region Wales")  # fmt: skip
@click.option("--weight", "weights", multiple=True, help=f"Part and weight, such as margin=2; parts: {', '.join(WEIGHTS)}.")  # fmt: skip
@click.option("--region", default="", help="The seats of one region, with the rank that they have among all.")  # fmt: skip
@click.option("--slate", default="", help="A slate whose own votes are the past vote, in the place of all independents'.")  # fmt: skip
@click.option("--campaign", default="", help="Whose slate it is, where several campaigns have one of that name.")  # fmt: skip
@click.option("--last", default=20, show_default=True, type=click.IntRange(1), help="How many seats.")  # fmt: skip
@election_option
@json_option
def where_to_stand(as_json: bool, **asked: Any) -> None:
    """Rank seats by a stated score, and say what each would take."""
    weights = dict(map(_weight, asked["weights"])) or WEIGHTS
    if asked["campaign"] and not asked["slate"]:
        raise click.UsageError("--campaign says whose slate is meant: give --slate too.")  # fmt: skip
    with with_database():
        said = _targets(asked, weights)
    show(said, as_json, _lines)


def _targets(asked: dict[str, Any], weights: Mapping[str, Fraction]) -> answers.Answer:
    from hustings.apps.history.queries.elections import election_before

    found, seats, name = _measured(asked)
    where = _region(found, asked["region"])
    ranks = in_region(ranked(seats, weights), where)[: asked["last"]]
    said = answers.targets(found, ranks, weights, region=where, whose=name)
    before = election_before(found)
    days = [each.day for each in (found, before) if each]
    return credited(said, *days, boundaries=found.day)


def _measured(asked: dict[str, Any]) -> tuple[Election, Sequence[Measured], str]:
    """The election, its seats as measured, and the name of the slate whose votes are the past vote, if one is asked for."""
    from hustings.apps.history.queries.elections import election_of
    from hustings.apps.history.queries.measured import measured_seats
    from hustings.apps.slates.queries import (
        measured_by,
        slate_named,
        standing_at_latest,
        tags_of,
    )

    if not asked["slate"]:
        found = election_of(asked["election"])
        return found, measured_seats(found.day), ""
    slate = slate_named(asked["slate"], asked["campaign"])
    found = standing_at_latest(slate, asked["election"]).election
    return found, measured_by(tags_of(slate), found.day), slate.name


def _region(election: Election, asked: str) -> str:
    """The region as the results write it."""
    regions = {each.region.casefold(): each.region for each in election}
    if asked and asked.casefold() not in regions:
        raise HustingsError(f"There is no region called {asked}: choose {', '.join(sorted(regions.values()))}.")  # fmt: skip
    return regions[asked.casefold()] if asked else ""


def _weight(text: str) -> tuple[str, Fraction]:
    name, _, number = text.partition("=")
    if not re.fullmatch(r"-?\d{1,4}(\.\d{1,6})?", number.strip(), re.ASCII):
        raise click.BadParameter(
            f"{text!r}: a part and a number below 10,000 were expected, such as margin=2.",
            param_hint="--weight",
        )
    return name.strip(), Fraction(number.strip())


def _lines(said: answers.Answer) -> Iterable[str]:
    where = f", {said['region']}" if said["region"] else ""
    yield f"Election of {said['election']}{where}; past votes of: {said['whose']}; weights: {said['weights']}"
    for each in said["seats"]:
        take = each["take"]
        yield (
            f"{each['rank']:>4}  {each['score']:>7.3f}  {each['seat']:<44} deposit {take['deposit']:>6,}  "
            f"second {take['second']:>6,}  win {take['win']:>6,}"
        )
