"""Working out where the votes went between two elections, once for each release of their figures."""

from collections.abc import Callable, Iterator

from django.db import connection, transaction
from django.utils.text import slugify

from hustings.apps.history.models import FlowTable
from hustings.apps.history.queries.flows import Pair, is_kept, polls_of_pair
from hustings.core.psephology.answers import Answer
from hustings.core.psephology.transfers.country import Country, country
from hustings.core.psephology.transfers.polls import Polls, paired
from hustings.core.psephology.transfers.told import told, told_by_area

_ONE_AT_A_TIME = 5_713_902
"""Number of the lock under which tables are worked out: two who ask at once wait for one working."""


def work_out(pair: Pair, report: Callable[[int], None] = lambda seats: None) -> int:
    """Estimate and keep the tables of the whole, of each nation, region and seat; how many there are.

    What is kept of the newest figures already is left. `report` hears how many more seats are fitted. HustingsError where
    the two elections have no seats in common.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
        rows = FlowTable.objects.filter(earlier=pair.earlier, later=pair.later)
        if not is_kept(pair):
            rows.delete()
            FlowTable.objects.bulk_create(_tables(pair, report), batch_size=200)
        return rows.count()


def _tables(pair: Pair, report: Callable[[int], None]) -> Iterator[FlowTable]:
    earlier, later = polls_of_pair(pair)
    for part in _parts(later):
        found = country(paired(earlier, part), told=lambda group, seats: report(seats))
        for name in part.regions():
            yield _table(pair, slugify(name), told(found, name))
        yield from _seats(pair, found)


def _parts(later: Polls) -> list[Polls]:
    """Great Britain and Northern Ireland apart, as their parties are; one part where there is no such country."""
    whole = later.around("")
    rest = {each.nation for each in later.areas} - {each.nation for each in whole.areas}
    return [whole, *(later.within(nation) for nation in sorted(rest))]


def _seats(pair: Pair, found: Country) -> Iterator[FlowTable]:
    for seat, answer in told_by_area(found):
        yield _table(pair, seat.code, answer, is_seat=True)


def _table(pair: Pair, area: str, answer: Answer, *, is_seat: bool = False) -> FlowTable:  # fmt: skip
    kept = {key: each for key, each in answer.items() if key != "cannot_tell"}
    return FlowTable(
        earlier=pair.earlier,
        later=pair.later,
        area=area,
        name=answer["area"],
        is_seat=is_seat,
        answer=kept,
        release=pair.release,
    )
