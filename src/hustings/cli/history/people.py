"""`hustings history person`: one person's candidacies."""

from collections.abc import Iterable

import click

from hustings.cli.database import with_database
from hustings.cli.history.shown import credited, json_option, percent, show
from hustings.core.psephology.careers import Answer
from hustings.core.psephology.careers import person as told


@click.command(epilog='Example: hustings history person "Jeremy Corbyn"')
@click.argument("name")
@json_option
def person(name: str, as_json: bool) -> None:
    """Show all candidacies of the person called NAME, and those of which it is not sure.

    Where several people may be meant, it says who they are, each with a key to give in the place of the name.
    """
    with with_database():
        from hustings.apps.history.queries.people import person_named

        found = person_named(name)
        days = {each.seat.day for each in found.candidacies}
        days |= {each.candidacy.seat.day for each in found.questions}
        said = credited(told(found), *sorted(days))
    show(said, as_json, _lines)


def _lines(said: Answer) -> Iterable[str]:
    yield f"{said['name']} ({said['key']})"
    yield from map(_line, said["candidacies"])
    if said["may_be"]:
        yield "May be the same person:"
    for each in said["may_be"]:
        yield f"{_line(each)}  {each['name']}: {each['why']}"


def _line(each: Answer) -> str:
    return (
        f"{each['election']}  {each['seat'][:32]:<32} {each['party'][:24]:<24} {each['votes']:>7,} "
        f"{percent(each['share']):>7} {each['place']:>3} of {each['of']:<3} deposit {each['deposit']}"
        + ("  elected" if each["elected"] else "")
    )
