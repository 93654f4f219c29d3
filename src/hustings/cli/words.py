"""`hustings words`: the languages of the app at the door, for whoever speaks one better than a machine."""

from datetime import UTC, datetime
from pathlib import Path

import click

from hustings.core import words as told
from hustings.core.errors import HustingsError
from hustings.engine.home import home

FOLDER = click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder of corrected languages. Default: words/ in this server's own folder.",
)


def _load(folder: Path | None) -> tuple[Path, dict[str, told.Language]]:
    own = folder or home() / "words"
    try:
        return own, told.load(own)
    except HustingsError as problem:
        raise click.ClickException(str(problem)) from problem


@click.group()
def words() -> None:
    """Put right what the app at the door says in a language: export it, correct it, import it."""


@words.command("list", epilog="Example: hustings words list")
@FOLDER
def list_languages(folder: Path | None) -> None:
    """List the languages, who stands behind each, how many words each lacks, and what they weigh."""
    _, languages = _load(folder)
    for code, each in languages.items():
        lacks = len(told.missing(each, languages["en"]))
        by = " ".join(filter(None, [each.checked, each.checked_by, each.checked_on]))
        click.echo(f"{code}  {each.name}: {by}; {lacks} of {_all(code, languages)} missing")  # fmt: skip
    click.echo(f"Together {len(told.bundle(languages).encode()):,} bytes on the phone.")


def _all(code: str, languages: dict[str, told.Language]) -> int:
    return len(told.needed(code, languages["en"]))


@words.command(epilog="Example: hustings words export cy welsh.csv")
@click.argument("code", type=click.Choice(told.CODES))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@FOLDER
def export(code: str, file: Path, folder: Path | None) -> None:
    """Write a language as a sheet with the English beside it, to be corrected in a spreadsheet."""
    _, languages = _load(folder)
    sheet = told.as_csv(languages[code], languages["en"])
    try:
        # Spreadsheets take a file for UTF-8 only if it begins with a mark.
        with file.open("x", encoding="utf-8-sig", newline="") as out:
            out.write(sheet)
    except FileExistsError as problem:
        raise click.ClickException(
            f"{file} is there already, perhaps with somebody's work. Choose another name."
        ) from problem
    except OSError as problem:
        raise click.ClickException(_cannot_write(file, problem)) from problem
    click.echo(f"{languages[code].name}: {_all(code, languages)} texts in {file}.")


def _cannot_write(path: Path, problem: OSError) -> str:
    return f"{path} cannot be written ({problem.strerror}). Choose another place."


@words.command("import", epilog='Example: hustings words import welsh.csv --by "S. P."')
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--by", default="", help="Who checked it, as they wish to be named.")
@FOLDER
def import_words(file: Path, by: str, folder: Path | None) -> None:
    """Take a corrected sheet in; if anything in it is wrong, say where and take nothing."""
    own, languages = _load(folder)
    today = datetime.now(UTC).date()
    try:
        text = file.read_text(encoding="utf-8-sig")
        spoken = told.from_csv(text, languages, name=file.name, by=by, on=today)
    except UnicodeDecodeError as problem:
        raise click.ClickException(
            f"{file} is not UTF-8. Save the sheet as “CSV UTF-8”."
        ) from problem
    except HustingsError as problem:
        raise click.ClickException(str(problem)) from problem
    _keep(spoken, own)
    lacks = len(told.missing(spoken, languages["en"]))
    click.echo(f"{spoken.name}: taken, {spoken.checked}; {lacks} of {_all(spoken.code, languages)} missing.")  # fmt: skip
    click.echo("Phones show it when they next fetch the app.")


def _keep(language: told.Language, own: Path) -> None:
    path = own / f"{language.code}.json"
    try:
        own.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".new")
        aside.write_text(told.dumps(language), encoding="utf-8")
        aside.replace(path)
    except OSError as problem:
        raise click.ClickException(_cannot_write(path, problem)) from problem
