"""`hustings history slate`: how candidates whom somebody looks at together did."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from hustings.cli.database import with_database
from hustings.cli.history.shown import (
    FILE,
    credited,
    election_option,
    json_option,
    percent,
    said_of,
    show,
)
from hustings.core.elections.results_table import unpacked_text
from hustings.core.elections.wording import count_of
from hustings.core.psephology import slates
from hustings.core.psephology.slate_lists import Matched, match_list, read_list
from hustings.core.psephology.slates import Answer


@click.command(epilog="Example: hustings history slate --file independents.csv --election 2024")  # fmt: skip
@click.argument("name", required=False)
@click.option("--file", type=FILE, help="A list of names and seats in the place of a slate that is kept.")  # fmt: skip
@click.option("--campaign", default="", help="Whose slate NAME is, where several campaigns have one of that name.")  # fmt: skip
@election_option
@json_option
def slate(
    name: str | None, file: Path | None, campaign: str, election: str, as_json: bool
) -> None:
    """Show a slate, kept under NAME or listed in a file: votes, shares, places, deposits, best and worst.

    Of a list, names that are not exactly in the results are shown as questions and left out of the figures.
    """
    if bool(name) == bool(file):
        raise click.UsageError("Give the NAME of a slate, or a list with --file.")
    said = _of_list(file, election) if file else _kept(name or "", campaign, election)
    show(said, as_json, _lines)


def _kept(name: str, campaign: str, election: str) -> Answer:
    with with_database():
        from hustings.apps.slates.queries import (
            days_of,
            slate_named,
            standing_at_latest,
            tags_of,
        )

        slate = slate_named(name, campaign)
        found = standing_at_latest(slate, election)
        day = found.election.day
        others = {str(other): many for other, many in days_of(tags_of(slate)) if other != day}  # fmt: skip
        said = slates.slate(found) | {"questions": [], "other_elections": others}
        return credited(said, day)


def _of_list(file: Path, election: str) -> Answer:
    with with_database():
        from hustings.apps.history.queries.elections import election_of

        lines = read_list(unpacked_text(file.read_bytes(), file.name))
        matched = list(match_list(lines, lambda said: election_of(said or election)))
        tags = [each.sure.tag for each in matched if each.sure]
        meant = election or str(max(tags).day if tags else "")
        found = slates.standing(file.stem, tags, election_of(meant))
        asked = [_question(each) for each in matched if not each.sure]
        others = Counter(str(each.day) for each in tags if each.day != found.election.day)  # fmt: skip
        said = slates.slate(found) | {"questions": asked, "other_elections": dict(sorted(others.items()))}  # fmt: skip
        return credited(said, date.fromisoformat(said["election"]))


def _question(matched: Matched) -> Answer:
    return {
        "line": matched.line.number,
        "name": matched.line.name,
        "seat": matched.line.seat,
        "may_be": [
            {
                "name": each.tag.name,
                "party": each.tag.party,
                "seat": each.seat,
                "votes": each.votes,
                "why": each.why,
            }
            for each in matched.perhaps
        ],
    }


def _lines(said: Answer) -> Iterable[str]:
    yield f"{said['slate']}, {said['election']}"
    for name in slates.MEASURES:
        figure = said[name]
        shown = percent(figure) if "share" in name else said_of(figure)
        yield f"{name.replace('_', ' ')}: {shown}"
    for each in said["candidates"]:
        yield (
            f"{each['place']:>3}  {each['name']:<32} {each['seat'][:36]:<36} {each['votes']:>7,} "
            f"{percent(each['share']):>7}  deposit {each['deposit']}"
        )
    for other, many in said["other_elections"].items():
        yield f"At the election of {other}: {count_of(many, 'other')}, not counted here (--election {other})."
    for each in said["not_in_the_results"]:
        yield f"Not in the results: {each['name']} ({each['party']}), seat {each['code']}"
    for each in said["questions"]:
        may_be = "; ".join(f"{m['name']}, {m['seat']} ({m['why']})" for m in each["may_be"])  # fmt: skip
        yield f"Who is line {each['line']}, {each['name']}, {each['seat']}? {may_be or 'Nobody of a like name stood.'}"
