"""`hustings history`: past results loaded from publishers' files, and what they say."""

import json
from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path
from typing import Any

import click

from hustings.cli.database import with_database
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
from hustings.core.psephology.sources import SOURCES
from hustings.core.psephology.targets import WEIGHTS, targets

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
election_option = click.option("--election", default="", help="Year of a general election, or a polling day. Default: the latest.")  # fmt: skip
json_option = click.option("--json", "as_json", is_flag=True, help="As JSON, under documented names.")  # fmt: skip
parties_option = click.option("--parties", type=click.Choice(list(GROUPINGS)), default="apart", show_default=True, help="Which candidacies are one party: each independent apart, all together, or as registered.")  # fmt: skip


@click.group()
def history() -> None:
    """Read past results: who won where and how, what seats took, and what other rules would do."""


@history.command(epilog="Example: hustings history sources")
def sources() -> None:
    """List who publishes results, where, under which licence."""
    for each in SOURCES:
        click.echo(f"{each.key}\n  {each.title}: {each.publisher}")
        click.echo(f"  {each.address}\n  {each.licence}. {each.credit}")


@history.command(
    epilog="Example: hustings history load candidates.csv.gz constituencies.csv.gz"
)
@click.argument("files", nargs=-1, required=True, type=FILE)
def load(files: tuple[Path, ...]) -> None:
    """Load publishers' FILES: results by candidate together with their constituencies; .gz too.

    The same files again change nothing; a corrected release replaces figures and keeps what they were.
    """
    with with_database():
        from django.utils.timezone import now

        from hustings.apps.history.actions import load as load_files

        told = load_files(files=files, by="history load", at=now())
    for each in told.remarks:
        click.echo(each, err=True)
    click.echo(
        f"Seats: {told.new} new, {told.replaced} replaced, {told.same} as they were."
    )


@history.command(epilog="Example: hustings history elections")
def elections() -> None:
    """List the polling days of which results are loaded."""
    with with_database():
        from hustings.apps.history.queries import days, election_on

        for day in days():
            click.echo(f"{day}  {len(election_on(day))} seats")


@history.command(epilog='Example: hustings history seat "Islington North" --election 2024')  # fmt: skip
@click.argument("name")
@election_option
@json_option
def seat(name: str, election: str, as_json: bool) -> None:
    """Show a seat: everybody's votes, share, place, deposit, and the change since the election before."""

    def answer(found: Election, before: Election | None) -> answers.Answer:
        return answers.seat(answers.find_seat(found, name), before)

    said = _ask(election, answer)
    _show(said, as_json, _seat_lines)


@history.command(epilog="Example: hustings history party Green --election 2024")
@click.argument("short")
@election_option
@parties_option
@json_option
def party(short: str, election: str, parties: str, as_json: bool) -> None:
    """Show a party, by its short form: votes, seats, second places, deposits, best and worst seats."""
    grouping = GROUPINGS[parties]
    said = _ask(election, lambda found, _: answers.party(found, short, grouping))
    _show(said, as_json, _plain_lines)


@history.command(epilog="Example: hustings history indices --parties together")
@election_option
@parties_option
@json_option
def indices(election: str, parties: str, as_json: bool) -> None:
    """Measure how far seats are from votes, and how many parties there are in effect."""
    grouping = GROUPINGS[parties]
    said = _ask(election, lambda found, _: answers.measured(found, grouping))
    _show(said, as_json, _plain_lines)


@history.command(epilog="Example: hustings history deposits --election 2019")
@election_option
@parties_option
@json_option
def deposits(election: str, parties: str, as_json: bool) -> None:
    """Count lost deposits, in all and by party."""
    grouping = GROUPINGS[parties]
    said = _ask(election, lambda found, _: answers.deposits(found, grouping))
    _show(said, as_json, _plain_lines)


@history.command(epilog="Example: hustings history turnout --json")
@election_option
@json_option
def turnout(election: str, as_json: bool) -> None:
    """Show turnout on valid votes and on all papers, in all and by region."""
    said = _ask(election, lambda found, _: answers.turnout(found))
    _show(said, as_json, _plain_lines)


@history.command(epilog="Example: hustings history rerun --rules dhondt --threshold 5")
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

    _show(_ask(election, answer), as_json, _plain_lines)


@history.command(
    "targets", epilog="Example: hustings history targets --weight margin=2"
)
@click.option("--weight", "weights", multiple=True, help=f"Part and weight, such as margin=2; parts: {', '.join(WEIGHTS)}.")  # fmt: skip
@click.option("--last", default=20, show_default=True, help="How many seats.")
@election_option
@json_option
def where_to_stand(
    weights: tuple[str, ...], last: int, election: str, as_json: bool
) -> None:
    """Rank seats by a stated score, and say what each would take."""
    chosen = dict(map(_weight, weights)) or WEIGHTS

    def answer(found: Election, before: Election | None) -> answers.Answer:
        ranked = targets(found, before.seats if before else None, chosen)[:last]
        said = {name: float(weight) for name, weight in chosen.items()}
        seats = [answers.target(each) for each in ranked]
        return {"election": str(found.day), "weights": said, "seats": seats}

    _show(_ask(election, answer), as_json, _target_lines)


def _ask(
    election: str, answer: Callable[[Election, Election | None], answers.Answer]
) -> answers.Answer:
    with with_database():
        from hustings.apps.history.queries import election_before, election_of

        found = election_of(election)
        return answer(found, election_before(found))


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


def _weight(text: str) -> tuple[str, Fraction]:
    name, _, number = text.partition("=")
    try:
        return name.strip(), Fraction(number.strip())
    except (ValueError, ZeroDivisionError) as problem:
        raise click.BadParameter(
            f"{text!r}: a part and a number were expected, such as margin=2.",
            param_hint="--weight",
        ) from problem


def _show(
    said: answers.Answer,
    as_json: bool,
    lines: Callable[[answers.Answer], Iterable[str]],
) -> None:
    if as_json:
        click.echo(json.dumps(said, ensure_ascii=False, indent=2))
        return
    for line in lines(said):
        click.echo(line)
    click.echo(f"Source: {SOURCES[0].credit}")


def _seat_lines(said: answers.Answer) -> Iterable[str]:
    yield f"{said['seat']}, {said['election']} ({said['region']})"
    yield (
        f"Electorate {_said(said['electorate'])}, valid votes {_said(said['valid_votes'])}, "
        f"turnout {_percent(said['turnout'])}, majority {_said(said['majority'])}"
    )
    for each in said["candidates"]:
        yield (
            f"{each['place']:>3}  {each['name']:<32} {each['party'][:32]:<32} {each['votes']:>7,} "
            f"{_percent(each['share']):>7} {_percent(each['change'], sign=True):>7}  deposit {each['deposit']}"
        )


def _target_lines(said: answers.Answer) -> Iterable[str]:
    yield f"Election of {said['election']}; weights: {said['weights']}"
    for each in said["seats"]:
        take = each["take"]
        yield (
            f"{each['score']:>7.3f}  {each['seat']:<44} deposit {take['deposit']:>6,}  second {take['second']:>6,}  "
            f"win {take['win']:>6,}"
        )


def _plain_lines(said: answers.Answer, deep: str = "") -> Iterable[str]:
    for name, value in said.items():
        shown = name.replace("_", " ")
        if isinstance(value, dict):
            yield f"{deep}{shown}:"
            yield from _plain_lines(value, f"{deep}  ")
        elif isinstance(value, list):
            yield f"{deep}{shown}:"
            yield from (f"{deep}  {_item(each)}" for each in value)
        else:
            yield f"{deep}{shown}: {_said(value)}"


def _item(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(map(_said, value.values()))
    return _said(value)


def _said(value: object) -> str:
    if value is None:
        return "not known"
    return f"{value:,}" if isinstance(value, int) else str(value)


def _percent(share: float | None, *, sign: bool = False) -> str:
    if share is None:
        return "–"
    return f"{100 * share:{'+' if sign else ''}.1f} %"
