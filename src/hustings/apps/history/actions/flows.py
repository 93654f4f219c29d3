"""Working out where the votes went between two elections, once for each release of their figures."""

from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import connection, transaction
from django.utils.text import slugify

from hustings.apps.history.actions.keeping import copy_in
from hustings.apps.history.models import FlowTable
from hustings.apps.history.queries.flows import (
    WORK_OUT,
    Pair,
    is_kept,
    job_of,
    polls_of_pair,
)
from hustings.apps.jobs.actions import enqueue_for_server
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.transfers.country import Country, country
from hustings.core.psephology.transfers.polls import Polls, paired
from hustings.core.psephology.transfers.told import told, told_by_area

_ONE_AT_A_TIME = 5_713_902
"""Number of the lock under which tables are worked out: two who ask at once wait for one working."""


def ask_for(pair: Pair, *, at: datetime) -> None:
    """Have the worker work the tables out, unless they are kept or it is asked already."""
    asked = job_of(pair)
    if is_kept(pair) or asked and not asked.is_over:
        return
    enqueue_for_server(
        kind=WORK_OUT,
        title=f"Work out where the votes went, {pair.earlier.year} to {pair.later.year}",
        arguments=pair.names,
        at=at,
    )


def work_out(pair: Pair, report: Callable[[int], None] = lambda seats: None) -> int:
    """Estimate and keep the tables of the whole, of each nation, region and seat; how many there are.

    What is kept of the newest figures already is left. `report` hears how many more seats are done, each seat twice: when
    it is fitted, and when its table is worked out. HustingsError where the two elections have no seats in common.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        rows = FlowTable.objects.filter(earlier=pair.earlier, later=pair.later)
        if not is_kept(pair):
            rows.delete()
            copy_in(FlowTable, _COLUMNS, list(_tables(pair, report)))
        return rows.count()


Row = tuple[object, ...]
_COLUMNS = ("earlier", "later", "area", "name", "is_seat", "answer", "release")


def _tables(pair: Pair, report: Callable[[int], None]) -> Iterator[Row]:
    earlier, later = polls_of_pair(pair)
    for part in _parts(later):
        found = country(paired(earlier, part), told=report)
        for name in part.regions():
            yield _row(pair, slugify(name), told(found, name))
        yield from _seats(pair, found, report)


def _parts(later: Polls) -> list[Polls]:
    """Great Britain and Northern Ireland apart, as their parties are; one part where there is no such country."""
    whole = later.around("")
    rest = {each.nation for each in later.areas} - {each.nation for each in whole.areas}
    return [whole, *(later.within(nation) for nation in sorted(rest))]


def _seats(pair: Pair, found: Country, report: Callable[[int], None]) -> Iterator[Row]:
    for seat, answer in told_by_area(found):
        yield _row(pair, seat.code, answer, is_seat=True)
        report(1)


def _row(pair: Pair, area: str, answer: Answer, *, is_seat: bool = False) -> Row:
    kept = {key: each for key, each in answer.items() if key != "cannot_tell"}
    return pair.earlier, pair.later, area, answer["area"], is_seat, kept, pair.release
