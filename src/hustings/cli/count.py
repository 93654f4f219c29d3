"""`hustings count`: a file of ballot papers counted under a law, every stage shown."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from io import SEEK_END, BytesIO
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO

import click

from hustings.cli.count_options import ConstraintType, HeldType, ThresholdType
from hustings.core.counting.by_rules import count_by
from hustings.core.counting.catalogue import CATALOGUE, rules_named
from hustings.core.counting.compiled.loading import is_installed
from hustings.core.counting.files.layout import MOST_SEATS, Asked
from hustings.core.counting.files.people import read_people, with_people
from hustings.core.counting.files.reading import Read, read_poll
from hustings.core.counting.files.source import Source
from hustings.core.counting.poll import Poll, PollError
from hustings.core.counting.record import Count
from hustings.core.counting.reopened import with_line
from hustings.core.counting.rules import Family, Given, RuleSet
from hustings.core.counting.shown.comparison import Comparison, compare
from hustings.core.errors import HustingsError
from hustings.engine.home import home

FILE = click.Path(exists=True, dir_okay=False, allow_dash=True)
FORMATS = ("table", "json", "csv", "html", "pdf", "narrative")
WORTH_COMPILED_CODE = 32 << 20
"""Bytes of a file, some two million papers: of a smaller one the plain count ends before compiled code has started."""


def _show_list(context: click.Context, option: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    for family, entries in groupby(CATALOGUE.values(), key=lambda rules: rules.family):
        click.echo(f"{family.capitalize()}")
        for rules in entries:
            click.echo(f"  {rules.name:<28} {rules.title}")
            click.echo(f"  {'':<28} {rules.law}")
    context.exit()


@click.command()
@click.argument("file", type=FILE)
@click.option("--rules", "rules_name", required=True, help="Under which law; --list shows all.")  # fmt: skip
@click.option("--list", is_flag=True, is_eager=True, expose_value=False, callback=_show_list, help="Show the rule sets with their law, and stop.")  # fmt: skip
@click.option("--seats", type=click.IntRange(1, MOST_SEATS), help="How many are to be elected, where the file does not say or says otherwise.")  # fmt: skip
@click.option("--lot", "lots", multiple=True, help="A name that was drawn; say it for each lot, in the order in which they were drawn.")  # fmt: skip
@click.option("--against", "other_name", help="Other rules for the same papers, shown beside.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(FORMATS), default="table", help="How the record is shown. Default: table.")  # fmt: skip
@click.option("--output", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file instead of the terminal.")  # fmt: skip
@click.option("--candidates", type=FILE, help="CSV with name, slate, born and groups of the candidates.")  # fmt: skip
@click.option("--withdrawn", multiple=True, help="A candidate who is passed over on every paper.")  # fmt: skip
@click.option("--reopen", multiple=True, help="The line on the paper that re-opens nominations, where its name is neither that nor RON.")  # fmt: skip
@click.option("--constraint", "constraints", type=ConstraintType(), multiple=True, help="How many of a group, such as “women>=2”.")  # fmt: skip
@click.option("--contest", help="Which, where the file holds several.")
@click.option("--registered", type=click.IntRange(1), help="Electors on the roll (France).")  # fmt: skip
@click.option("--second", type=FILE, help="The papers of a second round.")
@click.option("--votes", type=click.IntRange(1), help="How many votes each voter has (limited vote).")  # fmt: skip
@click.option("--threshold", type=ThresholdType(), help="Part of the valid votes that a list needs, such as 5%.")  # fmt: skip
@click.option("--follow", multiple=True, help="A name on one paper; say it for each preference, best first, to see where that paper lay at each stage.")  # fmt: skip
@click.option("--held", type=HeldType(), multiple=True, help="Constituency seats of a list, such as “Labour=37”.")  # fmt: skip
@click.option("--plain", is_flag=True, help="Count a large file as a small one is counted, without compiled code, to check one by the other.")  # fmt: skip
def count(file: str, rules_name: str, other_name: str | None, **told: Any) -> None:
    """Count FILE (or - for standard input) under a law, and show every stage.

    BLT, CSV in rank or preference columns, Scottish ward CSV, PrefLib, ABIF, cast-vote records, totals by section and
    the French ministry's file are told by what stands in them. Ends with 1, saying the line, where the file is not
    clear, and with 1, naming the tied, where a lot must be drawn first.

    \b
    Examples:
      hustings count --list
      hustings count ward.blt --rules scotland
      hustings count ward.blt --rules ers97 --lot "Ann Example" --format html > count.html
      hustings count ward.blt --rules scotland --against block --candidates slates.csv
      hustings count round1.csv --rules two-round-france --contest 0101
    """
    _check_shown(other_name, told)
    _check_output(file, told)
    if [file, told["second"], told["candidates"]].count("-") > 1:
        raise click.UsageError("Standard input is read once: give one of the files by its name.")  # fmt: skip
    try:
        rules = rules_named(rules_name)
        other = rules_named(other_name) if other_name else None
        read = _read(file, _asked(rules, other, told), told["plain"])
        poll = _as_told(read.poll, told)
        given = _given(rules, read, told)
        counted = count_by(rules, poll, given)
        against = _against(counted, other, poll, given)
        if told["follow"]:
            shown: str | bytes = _followed(counted, told["follow"])
        else:
            shown = _shown(told["form"], counted, against)
    except HustingsError as problem:
        raise click.ClickException(str(problem)) from problem
    for note in (read.told, *read.notes):
        click.echo(note, err=True)
    _write(shown, told["output"])


def _check_shown(other_name: str | None, told: dict[str, Any]) -> None:
    """Refuses what would be passed over in what is shown."""
    if told["follow"] and (other_name or told["form"] != "table"):
        raise click.UsageError("One paper's way is told in words: leave --format and --against out.")  # fmt: skip
    if told["form"] == "pdf" and other_name:
        raise click.UsageError("The notice shows one count: leave --against out.")


def _check_output(file: str, told: dict[str, Any]) -> None:
    """Refuses to write over what is read."""
    output: Path | None = told["output"]
    read = [Path(each) for each in (file, told["second"], told["candidates"]) if each and each != "-"]  # fmt: skip
    if output and output.exists() and any(map(output.samefile, read)):
        raise click.UsageError(f"{output} is a file that is read here and would be lost: choose another for --output.")  # fmt: skip


def _asked(rules: RuleSet, other: RuleSet | None, told: dict[str, Any]) -> Asked:
    return Asked(
        seats=told["seats"],
        seats_if_silent=1 if rules.one_seat else None,
        contest=told["contest"],
        in_order=rules.order_counts or bool(other and other.order_counts),
        contested=rules.family not in (Family.LISTS, Family.ROUNDS),
    )


def _read(file: str, asked: Asked, plain: bool) -> Read:
    with _opened(file) as stream:
        if not plain and stream.seek(0, SEEK_END) >= WORTH_COMPILED_CODE:
            asked = replace(asked, machine_code=_machine_code())
        return read_poll(stream, _called(file), asked)


def _machine_code() -> Path | None:
    """Where compiled code is kept, if the extra `fast` is installed."""
    return home() / "machine-code" if is_installed() else None


def _called(file: str) -> str:
    return "standard input" if file == "-" else file


@contextmanager
def _opened(file: str) -> Iterator[BinaryIO]:
    """The file's bytes; standard input is kept in memory, as it cannot be read twice and papers belong on no disk."""
    if file == "-":
        yield BytesIO(sys.stdin.buffer.read())
        return
    with Path(file).open("rb") as stream:
        yield stream


def _as_told(poll: Poll, told: dict[str, Any]) -> Poll:
    """The poll with those who withdrew and what the list of candidates says."""
    if told["candidates"]:
        with _opened(told["candidates"]) as stream:
            source = Source(stream, _called(told["candidates"]))
            poll = with_people(poll, read_people(source), source)
    strangers = [name for name in told["withdrawn"] if name not in poll.place]
    if strangers:
        raise PollError(
            f"“{strangers[0]}” withdrew and is no candidate; the candidates are {', '.join(poll.names)}."
        )
    poll = with_line(poll, told["reopen"])
    return replace(poll, withdrawn=poll.withdrawn | {*told["withdrawn"]})


def _given(rules: RuleSet, read: Read, told: dict[str, Any]) -> Given:
    registered = told["registered"]
    if registered is None and "registered" in rules.uses:
        registered = read.registered
    second = None
    if told["second"]:
        asked = Asked(seats_if_silent=1, contest=told["contest"])
        second = _read(told["second"], asked, told["plain"]).poll
    return Given(
        lots=tuple(told["lots"]),
        registered=registered,
        second=second,
        votes=told["votes"],
        threshold=told["threshold"],
        held=dict(told["held"]),
        constraints=tuple(told["constraints"]),
    )


def _against(
    counted: Count, other: RuleSet | None, poll: Poll, given: Given
) -> Comparison | None:
    """The same papers under other rules, which are given only what they use."""
    if other is None:
        return None
    used = {name: getattr(given, name) for name in other.uses}
    return compare(counted, count_by(other, poll, Given(**used)))


def _pdf(counted: Count) -> bytes:
    from hustings.core.printing.document import Paper
    from hustings.core.printing.notice import count_notice
    from hustings.core.printing.typesetting import render

    today = datetime.now(UTC).astimezone().date()
    paper = Paper(
        campaign=counted.title,
        return_to="",
        imprint="",
        printed_on=today,
        printed_by="hustings count",
    )
    fonts = Path(str(files("hustings.web"))) / "vendor" / "fonts"
    return render(count_notice(counted, paper=paper), fonts)


def _shown(form: str, counted: Count, against: Comparison | None) -> str | bytes:
    from hustings.core.counting.shown.formats import FORMATS as WRITTEN

    if form == "pdf":
        return _pdf(counted)
    return WRITTEN[form](counted, against)


def _followed(counted: Count, ranking: tuple[str, ...]) -> str:
    """One paper's way, a line for each stage at which it did anything."""
    from hustings.core.counting.shown.way import told_way

    return "\n".join(told_way(counted, ranking)) + "\n"


def _write(shown: str | bytes, output: Path | None) -> None:
    if output is None:
        if isinstance(shown, bytes) and sys.stdout.isatty():
            raise click.UsageError("A PDF is not for the terminal: say --output notice.pdf.")  # fmt: skip
        _print(shown)
        return
    try:
        output.write_bytes(shown if isinstance(shown, bytes) else shown.encode())
    except OSError as problem:
        raise click.ClickException(
            f"{output} cannot be written ({problem.strerror}). Choose another place."
        ) from problem


def _print(shown: str | bytes) -> None:
    try:
        click.echo(shown, nl=False)
    except BrokenPipeError:
        raise  # whoever reads on has seen enough
    except OSError as problem:
        raise click.ClickException(
            f"The count cannot be shown here ({problem.strerror}). Say where to keep it: --output."
        ) from problem
