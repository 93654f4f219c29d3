"""`hustings body`: a body filled by several electorates, put together from the records of their counts."""

from pathlib import Path
from typing import Any

import click

from hustings.core.counting.bodies import Body, Electorate, Part
from hustings.core.counting.files.offices import read_offices
from hustings.core.counting.files.source import Source
from hustings.core.counting.shown import body_json
from hustings.core.counting.shown.from_json import loads
from hustings.core.counting.shown.members import RecordError
from hustings.core.errors import HustingsError

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


class PartType(click.ParamType[tuple[str, Path]]):
    """`Unions=unions.json`."""

    name = "name=record"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, Path]:
        name, sign, file = str(value).partition("=")
        if not sign or not name.strip():
            raise click.BadParameter(
                f"“{value}”; expected the part's name, = and the record of its count, such as Unions=unions.json."
            )
        path: Path = FILE.convert(file.strip(), param, ctx)
        return name.strip(), path


@click.command()
@click.argument("file", type=FILE, required=False)
@click.option("--title", help="What the body is called.")
@click.option("--part", "parts", type=PartType(), multiple=True, help="A part that is elected, and the JSON record of its count.")  # fmt: skip
@click.option("--by-right", type=FILE, help="CSV with part, name, slate and votes (yes or no) of those who sit by right; a row without a name is a vacant seat.")  # fmt: skip
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="How it is shown. Default: text.")  # fmt: skip
def body(
    file: Path | None, parts: tuple[tuple[str, Path], ...], form: str, **told: Any
) -> None:
    """Put a body together: who won each part, and who controls the whole.

    Either FILE, a body as JSON that this command wrote, or parts: each the JSON record of a count, as
    `hustings count --format json` writes it, and those who sit by right.

    \b
    Examples:
      hustings body --title "the executive" --part Branches=branches.json --part Unions=unions.json --by-right officers.csv
      hustings body --title "the executive" --part Branches=branches.json --format json > executive.json
      hustings body executive.json
    """
    given = bool(parts or told["by_right"] or told["title"])
    if given == bool(file):
        raise click.UsageError("Give either a body as JSON, or --title with its parts.")
    try:
        whole = _read(file) if file else _joined(parts, told)
    except HustingsError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(
        body_json.dumps(whole) if form == "json" else "\n".join(whole.said),
        nl=form == "text",
    )


def _read(file: Path) -> Body:
    try:
        return body_json.loads(file.read_bytes())
    except RecordError as problem:
        raise RecordError(f"{file}: {problem}") from problem


def _joined(parts: tuple[tuple[str, Path], ...], told: dict[str, Any]) -> Body:
    if not told["title"]:
        raise click.UsageError("Say --title, such as --title “the executive”.")
    if not parts and not told["by_right"]:
        raise click.UsageError("Say at least one --part, or --by-right.")
    elected: list[Part] = [_elected(name, file) for name, file in parts]
    if told["by_right"]:
        with told["by_right"].open("rb") as stream:
            elected += read_offices(Source(stream, str(told["by_right"])))
    return Body(told["title"], tuple(elected))


def _elected(name: str, file: Path) -> Electorate:
    try:
        return Electorate(name, loads(file.read_bytes()))
    except RecordError as problem:
        raise RecordError(
            f"{file}: {problem} Write it with hustings count --format json."
        ) from problem
