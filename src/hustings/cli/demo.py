"""`hustings demo`: an invented constituency as the files that councils send."""

from pathlib import Path

import click

from hustings.core.demonstration.constituency import FEWEST, MOST, make_constituency
from hustings.core.demonstration.files import write_files, write_next_register
from hustings.core.demonstration.ground import write_places
from hustings.core.errors import HustingsError

EXAMPLES = """
\b
Examples:
  hustings demo --out demo
  hustings demo --seed 7 --electors 5000 --out small
  hustings register read small/marrowby/* --authority "Marrowby Borough Council"
"""


@click.command(epilog=EXAMPLES)
@click.option(
    "--seed",
    type=int,
    default=1,
    show_default=True,
    help="Another seed, another constituency.",
)
@click.option(
    "--electors",
    type=click.IntRange(FEWEST, MOST),
    default=72_000,
    show_default=True,
    help="How many people are on the register.",
)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write to; it is made if it is missing.",
)
@click.option(
    "--next-december",
    is_flag=True,
    help="Also write the register of the next 1 December, everybody renumbered.",
)
def demo(seed: int, electors: int, out: Path, *, next_december: bool) -> None:
    """Write the register of an invented constituency as real suppliers' files, to practise on.

    Every person, address and number is made up. Needs no database; the same seed and size give the same files.
    """
    try:
        constituency = make_constituency(seed, electors)
        written = [*write_files(constituency, out), write_places(constituency, out)]
        if next_december:
            written += write_next_register(constituency, out)
    except OSError as problem:
        raise click.ClickException(
            f"{out} cannot be written to: {problem.strerror}. Choose another folder."
        ) from problem
    except HustingsError as problem:
        raise click.ClickException(str(problem)) from problem
    for path in written:
        click.echo(f"{path.stat().st_size:>12,}  {path}")
    click.echo(
        f"{electors:,} invented electors in {len(written)} files. Read README.txt first."
    )
