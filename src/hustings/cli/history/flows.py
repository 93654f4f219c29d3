"""`hustings history flows`: where the votes went between two elections."""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from hustings.cli.database import with_database
from hustings.cli.history.shown import FILE, credited, json_option, percent, show
from hustings.core.elections.results_table import read_table
from hustings.core.errors import HustingsError
from hustings.core.psephology.answers import Answer, find_seat
from hustings.core.psephology.transfers.chart import chart_svg
from hustings.core.psephology.transfers.country import Country, FittedBy, country
from hustings.core.psephology.transfers.margin_files import margins_from_files
from hustings.core.psephology.transfers.margins import Change
from hustings.core.psephology.transfers.polls import OPTIONS, Paired, paired
from hustings.core.psephology.transfers.told import flows_in, told, told_by_area

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

CHANGES = {"named": Change.NAMED, "scaled": Change.SCALED, "refused": Change.REFUSED}


@click.command(epilog="Example: hustings history flows --from 2019 --to 2024 --region Wales --svg wales.svg")  # fmt: skip
@click.option("--from", "earlier", default="", help="Year of the earlier general election. Default: the one before.")  # fmt: skip
@click.option("--to", "later", default="", help="Year of the later one. Default: the latest.")  # fmt: skip
@click.option("--region", default="", help="A region, a nation or Great Britain. Default: all of Great Britain.")  # fmt: skip
@click.option("--seat", default="", help="One seat, by name or official code, out of the estimate for all.")  # fmt: skip
@click.option("--table", nargs=2, type=FILE, help="Two CSV files instead, before and after: a column for the area, one for each option, and electorate.")  # fmt: skip
@click.option("--by", "fitted_by", type=click.Choice([each.value for each in FittedBy]), default="nation", show_default=True, help="Within what voters are taken to have gone alike.")  # fmt: skip
@click.option("--options", type=click.IntRange(1, 20), default=OPTIONS, show_default=True, help="How many parties stand for themselves; the rest are others.")  # fmt: skip
@click.option("--electorate", type=click.Choice(list(CHANGES)), default="named", show_default=True, help="Where an area has more or fewer electors than before: a row and a column of their own, the earlier figures scaled, or refused.")  # fmt: skip
@click.option("--each-seat", is_flag=True, help="The table of every seat too, in the JSON, under `seats`.")  # fmt: skip
@click.option("--svg", type=click.Path(dir_okay=False, path_type=Path), help="Write the chart to this file.")  # fmt: skip
@click.option("--keep", is_flag=True, help="Work out the tables that pages show, of each general election and the one before, where they are not.")  # fmt: skip
@json_option
def flows(as_json: bool, **asked: Any) -> None:
    """Estimate how many voters went from each party to each, those who did not vote among them."""
    if asked["keep"]:
        _keep()
        return
    if asked["region"] and asked["seat"]:
        raise click.UsageError("Give --region or --seat, not both.")
    files: tuple[Path, ...] = asked["table"] or ()
    if files and (asked["region"] or asked["earlier"] or asked["later"]):
        raise click.UsageError("--table has figures of its own: leave out --from, --to and --region.")  # fmt: skip
    with _refusals() if files else with_database():
        answer = _from_files(files, asked) if files else _from_elections(asked)
    show(answer, as_json, _lines)


def _keep() -> None:
    with with_database():
        from hustings.apps.history.actions.flows import work_out
        from hustings.apps.history.queries.flows import is_kept, pairs_in_a_row

        for pair in pairs_in_a_row():
            said = f"{pair.earlier.year} to {pair.later.year}"
            if is_kept(pair):
                click.echo(f"{said}: as they were.")
                continue
            try:
                with _bar(said, 2 * pair.seats) as bar:
                    tables = work_out(pair, bar.update)
            except HustingsError as problem:
                click.echo(f"{said}: {problem}", err=True)
            else:
                click.echo(f"{said}: {tables} tables.")


def _from_files(files: tuple[Path, ...], asked: dict[str, Any]) -> Answer:
    before, after = (read_table(f.read_bytes(), file=f.name) for f in files)
    found = margins_from_files(before, after, CHANGES[asked["electorate"]])
    asked["fitted_by"] = FittedBy.WHOLE.value  # a table names no nation
    return _answered(found, asked) | {"sources": [each.name for each in files]}


def _from_elections(asked: dict[str, Any]) -> Answer:
    from hustings.apps.history.queries.elections import election_on
    from hustings.apps.history.queries.flows import pair_of, polls_of_pair

    pair = pair_of(asked["earlier"], asked["later"])
    then, now = polls_of_pair(pair)
    if asked["region"]:
        now.within(asked["region"])
        sought = asked["region"].strip().casefold()
        asked["region"] = next(e for e in now.regions() if e.casefold() == sought)
    if asked["seat"]:
        asked["seat"] = find_seat(election_on(pair.later), asked["seat"]).name
    around = now.around(asked["seat"] or asked["region"])
    change = CHANGES[asked["electorate"]]
    found = paired(then, around, options=asked["options"], change=change)
    asked["region"] = asked["region"] or next(iter(around.regions()), "")
    return credited(_answered(found, asked), *pair.days, boundaries=pair.boundaries)


def _answered(pair: Paired, asked: dict[str, Any]) -> Answer:
    area = asked["seat"] or asked["region"]
    pair.chosen(area)
    found = _worked_out(pair, FittedBy(asked["fitted_by"]))
    answer = told(found, area)
    if asked["svg"]:
        _write(asked["svg"], _drawn(answer))
    if asked["each_seat"]:
        answer["seats"] = [
            {"seat": seat.name, "code": seat.code, "flows": said["flows"]}
            for seat, said in told_by_area(found)
        ]
    return answer


def _worked_out(pair: Paired, fitted_by: FittedBy) -> Country:
    with _bar("Working out", len(pair.areas)) as bar:
        return country(pair, fitted_by, bar.update)


def _bar(said: str, seats: int) -> "ProgressBar[int]":
    return click.progressbar(length=seats, label=said, file=sys.stderr)


def _write(file: Path, drawn: str) -> None:
    try:
        file.write_text(drawn, encoding="utf-8")
    except OSError as problem:
        raise HustingsError(f"{file} cannot be written: {problem.strerror}.") from problem  # fmt: skip


def _drawn(answer: Answer) -> str:
    title = f"Where the votes went: {answer['area']}, {answer['earlier']} to {answer['later']}"
    return chart_svg(flows_in(answer), title=title, before=answer["earlier"], after=answer["later"])  # fmt: skip


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except HustingsError as problem:
        raise click.ClickException(str(problem)) from problem


def _lines(said: Answer) -> Iterable[str]:
    areas = "one area" if said["areas"] == 1 else f"{said['areas']} areas"
    yield f"{said['earlier']} to {said['later']}, {said['area']}: an estimate for {areas}, {said['fitted']}."  # fmt: skip
    if not said["converged"]:
        yield "NOT CONVERGED: do not publish these figures."
    yield f"{'from':<26} {'to':<26} {'people':>12} {'between':>12} {'and':>12} {'of from':>8}"  # fmt: skip
    for each in said["flows"]:
        yield (
            f"{each['from'][:26]:<26} {each['to'][:26]:<26} {each['people']:>12,} {each['low']:>12,} {each['high']:>12,} "
            f"{percent(each['share']):>8}"
        )
    yield f"Electorates: {said['electorate_change']}; {percent(said['turnover'])} in all."  # fmt: skip
    yield from (f"{each['group']}: {each['says']}" for each in said["warnings"])
    yield from (f"Left out: {each}" for each in said["left_out"])
    yield "What this cannot tell:"
    yield from (f"- {each}" for each in said["cannot_tell"])
