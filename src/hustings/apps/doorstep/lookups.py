"""What each batch from a phone asks of the database, by the ids that it names.

Django words a query anew each time, which takes several times as long as the looking up. Here it is worded once.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import connection
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from hustings.apps.campaigns.models import Campaign
from hustings.apps.ledger.models import Event
from hustings.apps.register.models import DoNotContact, Door, Elector

Row = TypeVar("Row", bound=tuple[Any, ...])
# What stands in a query's words in place of what differs each time.
CAMPAIGN, IDS = UUID(int=0), "the ids"


class Among(Func):
    """Whether an id is one of those given: one array, where with `in` each would be a value of its own."""

    template = "%(expressions)s::uuid[])"
    arg_joiner = " = ANY("
    output_field = BooleanField()

    def __init__(self, name: str) -> None:
        super().__init__(F(name), Value(IDS))


class Lookup(Generic[Row]):
    """The rows of a campaign that have to do with some ids: a query in which the marks above stand for both."""

    def __init__(self, query: QuerySet[Any, Row]) -> None:
        self._query = query

    def __call__(self, campaign: Campaign, ids: Iterable[UUID]) -> list[Row]:
        listed = ",".join(map(str, ids))
        if not listed:
            return []
        given: dict[Any, Any] = {CAMPAIGN: campaign.pk, IDS: f"{{{listed}}}"}
        words, values = self._in_words
        with connection.cursor() as cursor:
            cursor.execute(words, [given.get(value, value) for value in values])
            rows: list[Row] = cursor.fetchall()
        return rows

    @cached_property
    def _in_words(self) -> tuple[str, tuple[Any, ...]]:
        return self._query.query.sql_with_params()


# Nobody anonymous: no phone was ever told of them.
electors_among = Lookup(
    Elector.objects.filter(Among("pk"), campaign=CAMPAIGN, is_anonymous=False)
    .order_by()
    .values_list("pk", "district_id", "door_id")
)
doors_among = Lookup(
    Door.objects.filter(Among("pk"), campaign=CAMPAIGN)
    .order_by()
    .values_list("pk", "district_id", "became_id")
)
left_alone_among = Lookup(
    DoNotContact.objects.in_force()
    .filter(Among("elector"), campaign=CAMPAIGN)
    .values_list("elector_id", "since")
)
erasures_among = Lookup(
    Event.objects.filter(campaign=CAMPAIGN, kind=Event.Kind.ERASURE)
    .standing()
    .filter(Q(Among("elector")) | Q(Among("newcomer")))
    .order_by("reckoned_at")
    .values_list("elector_id", "newcomer_id", "reckoned_at")
)
kept_among = Lookup(
    Event.objects.filter(Among("pk"), campaign=CAMPAIGN).values_list("pk")
)
